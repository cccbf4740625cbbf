"""The template of position documents, made by code so that it can be made again.

``python -m simulator.export.position.make_template`` writes it anew.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from simulator.export.position.template import TEMPLATE

FONT: Final = "Arial"
INK: Final = RGBColor(0x1F, 0x4E, 0x79)

_TABLE_STYLE: Final = """
<w:style {namespaces} w:type="table" w:customStyle="1" w:styleId="KoersTable">
  <w:name w:val="Koers Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="1F4E79"/>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F4E79"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>
  </w:tblBorders></w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F4E79"/></w:tcBorders>
    <w:shd w:val="clear" w:color="auto" w:fill="EAF0F6"/></w:tcPr>
  </w:tblStylePr>
</w:style>
"""


def make_template() -> DocumentObject:
    """Make the template: an empty A4 document with every style that a letter needs."""
    document = Document()
    _page(document)
    _text_styles(document)
    _note_styles(document)
    document.styles.element.append(parse_xml(_TABLE_STYLE.format(namespaces=nsdecls("w"))))
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Koers"
    properties.title, properties.comments = "Zienswijze", ""
    properties.created = properties.modified = dt.datetime(2021, 1, 1)
    return document


def _page(document: DocumentObject) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)


def _text_styles(document: DocumentObject) -> None:
    normal = _set(document, "Normal", size=10.5, after=6)
    normal.paragraph_format.line_spacing = 1.15
    title = _set(document, "Title", size=18, after=14, bold=True, colour=INK)
    for path in ("w:pPr/w:pBdr", "w:rPr/w:spacing", "w:rPr/w:kern"):
        for element in title.element.xpath(path):
            element.getparent().remove(element)
    for name, size, before in (("Heading 1", 14, 16), ("Heading 2", 11.5, 10)):
        heading = _set(document, name, size=size, after=4, bold=True, colour=INK)
        heading.paragraph_format.space_before = Pt(before)
        heading.paragraph_format.keep_with_next = True
    _set(document, "List Bullet", size=10.5, after=3)
    caption = _set(document, "Caption", size=9.5, after=3, bold=True, colour=RGBColor(0x26, 0x26, 0x26))
    caption.paragraph_format.space_before = Pt(8)
    caption.paragraph_format.keep_with_next = True
    _set(document, "Footer", size=7.5, after=0)
    address = _set(document, "Koers Address", size=10.5, after=2)
    address.paragraph_format.left_indent, address.paragraph_format.first_line_indent = Cm(3), Cm(-3)
    address.paragraph_format.tab_stops.add_tab_stop(Cm(3))
    lead = _set(document, "Koers Lead", size=10.5, after=3)
    lead.paragraph_format.keep_with_next = lead.paragraph_format.keep_together = True
    greeting = _set(document, "Koers Greeting", size=10.5, after=6)
    greeting.paragraph_format.space_before = Pt(14)
    greeting.paragraph_format.keep_with_next = True
    _set(document, "Koers Small", size=9, after=6)
    _set(document, "Koers Cell", size=9, after=0).paragraph_format.line_spacing = 1.0
    signature = _set(document, "Koers Signature", size=10.5, after=0)
    signature.paragraph_format.space_before = Pt(14)
    signature.paragraph_format.keep_together = True
    signature.paragraph_format.tab_stops.add_tab_stop(Cm(8))


def _note_styles(document: DocumentObject) -> None:
    """Add the styles of footnotes under the names and ids that Word itself uses."""
    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.set(qn("w:styleId"), "FootnoteText")
    _set(document, "footnote text", size=8, after=2).paragraph_format.line_spacing = 1.0
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    if isinstance(mark, CharacterStyle):
        mark.font.superscript = True


def _set(  # a style has this many sides
    document: DocumentObject,
    name: str,
    *,
    size: float,
    after: float,
    bold: bool = False,
    colour: RGBColor | None = None,
) -> ParagraphStyle:
    """Set a paragraph style, made first where it is ours."""
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"style '{name}' is not a paragraph style")
    if name.startswith("Koers") or name == "footnote text":
        style.base_style = styles["Normal"]
    font = style.font
    font.size, font.bold, font.italic = Pt(size), bold, False
    if colour is not None:
        font.color.rgb = colour
    _font_family(style)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    style.paragraph_format.widow_control = True
    return style


def _font_family(style: ParagraphStyle) -> None:
    """Name the font for every script; a theme font would go before it."""
    properties = style.element.get_or_add_rPr()
    if (old := properties.find(qn("w:rFonts"))) is not None:
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    properties.insert(0, fonts)


if __name__ == "__main__":
    make_template().save(str(TEMPLATE))
