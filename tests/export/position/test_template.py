import io
import zipfile

from docx import Document

from simulator.export.position.make_template import make_template
from simulator.export.position.template import STYLES, TEMPLATE


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_committed_template_is_what_the_code_makes():
    stream = io.BytesIO()
    make_template().save(stream)
    # Part by part: the package itself holds the time at which it was made.
    assert parts(stream.getvalue()) == parts(TEMPLATE.read_bytes())


def test_it_has_every_style_that_a_letter_needs():
    styles = Document(str(TEMPLATE)).styles
    assert [name for name in STYLES if name not in styles] == []


def test_it_is_empty_a4_and_holds_no_macro_or_link():
    document = Document(str(TEMPLATE))
    assert [p.text for p in document.paragraphs] == []
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    names = parts(TEMPLATE.read_bytes())
    assert not any("vba" in name.lower() for name in names)
    assert not any(b'TargetMode="External"' in data for data in names.values())
