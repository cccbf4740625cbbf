"""Real Word footnotes, which python-docx cannot make by itself.

A document with footnotes has a part of its own for them (ECMA-376 part 1, §11.3.7): two separators and the
notes, each with an id that the text refers to.
"""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from simulator.export.position.legible import flat, legible, unbroken

REFERENCE_STYLE: Final = "FootnoteReference"
TEXT_STYLE: Final = "FootnoteText"

_SETTINGS_AFTER: Final = (
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "attachedSchema",
    "themeFontLang",
    "clrSchemeMapping",
    "shapeDefaults",
    "decimalSymbol",
    "listSeparator",
)
"""Settings that the schema wants behind those of footnotes."""

_SEPARATORS: Final = """
<w:footnotes {namespaces}>
  <w:footnote w:type="separator" w:id="-1">
    <w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
    <w:r><w:separator/></w:r></w:p>
  </w:footnote>
  <w:footnote w:type="continuationSeparator" w:id="0">
    <w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
    <w:r><w:continuationSeparator/></w:r></w:p>
  </w:footnote>
</w:footnotes>
"""


class Footnotes:
    """The footnotes of one document.

    Parameters
    ----------
    document : Document
        Opened with python-docx. Footnotes that it has already stay.
    """

    def __init__(self, document: Document) -> None:
        part, package = document.part, document.part.package
        known = [r for r in part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
        blob = known[0].target_part.blob if known else _SEPARATORS.format(namespaces=nsdecls("w")).encode()
        for relation in known:  # python-docx holds it as bytes; the part below takes its place
            del part.rels[relation.rId]
        self._root: BaseOxmlElement = parse_xml(blob)
        name = PackURI("/word/footnotes.xml")
        part.relate_to(
            XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, self._root, package), RELATIONSHIP_TYPE.FOOTNOTES
        )
        _name_separators(document)
        self._next = max([int(note.get(qn("w:id")) or 0) for note in self._root]) + 1

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put a footnote behind what a paragraph says so far."""
        run = paragraph.add_run()
        run._r.append(_styled(REFERENCE_STYLE))
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._next))
        run._r.append(reference)
        self._root.append(_note(self._next, text))
        self._next += 1


def _name_separators(document: Document) -> None:
    """Say in the settings which notes are the separators, where the schema wants it."""
    settings = document.settings.element
    if settings.find(qn("w:footnotePr")) is not None:
        return
    properties = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    after = {qn(f"w:{name}") for name in _SETTINGS_AFTER}
    following = next((child for child in settings if child.tag in after), None)
    if following is None:
        settings.append(properties)
    else:
        following.addprevious(properties)


def _styled(style: str) -> BaseOxmlElement:
    properties = OxmlElement("w:rPr")
    name = OxmlElement("w:rStyle")
    name.set(qn("w:val"), style)
    properties.append(name)
    return properties


def _note(number: int, text: str) -> BaseOxmlElement:
    note: BaseOxmlElement = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p>'
        f'<w:pPr><w:pStyle w:val="{TEXT_STYLE}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{REFERENCE_STYLE}"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:footnote>'
    )
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = unbroken(flat(legible(text)))
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    note[0].append(run)
    return note
