"""The texts of letters: the same keys and places to fill in, in both languages, and all of them used."""

import string
from pathlib import Path

import simulator.export.position as package
from simulator.export.position.texts import TEXTS


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
