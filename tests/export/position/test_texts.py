"""The texts of letters: the same keys and places to fill in, in both languages, and all of them used."""

import datetime as dt
import io
import re
import string
import zipfile
from pathlib import Path

import pytest

import simulator.export.position as package
from simulator.export.position import position_file
from simulator.export.position.texts import TEXTS
from tests.analysis.position.samples import shipped_consequences


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys_and_places():
    dutch, english = TEXTS["nl"], TEXTS["en"]
    assert dutch.keys() == english.keys()
    assert {key: places(text) for key, text in dutch.items()} == {
        key: places(text) for key, text in english.items()
    }


def test_every_text_is_used():
    folder = Path(package.__file__).parent
    code = "\n".join(p.read_text("utf-8") for p in folder.glob("*.py") if not p.stem.startswith("texts_"))
    # A key stands in the code, or its family does, filled in: say(f"stance.{...}"), or keys of one table.
    unused = [
        key
        for key in TEXTS["nl"]
        if f'"{key}"' not in code and f"'{key}'" not in code and f"{key.split('.')[0]}.{{" not in code
    ]
    assert unused == []


def test_koers_never_speaks_as_the_author():
    for text in TEXTS["nl"].values():
        assert not {"wij", "we", "ons", "onze"} & {word.strip(".,:;").lower() for word in text.split()}
    for text in TEXTS["en"].values():
        assert not {"we", "our", "us"} & {word.strip(".,:;").lower() for word in text.split()}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_amount_stays_on_one_line_in_quotes_and_notes_too(language):
    """Between € and its amount stands a space that does not break, also in what the source says."""
    data = position_file(shipped_consequences(), ".docx", language=language, date=dt.date(2021, 3, 1))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        notes, text = (parts.read(f"word/{name}.xml").decode() for name in ("footnotes", "document"))
    assert "€\u00a01,2\u00a0mln" in notes or "€\u00a0900.000" in notes
    assert not re.search(r"€ \d", notes + text)
