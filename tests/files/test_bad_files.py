from pathlib import Path

import pytest

from simulator.errors import InputFileError
from tests.files.bad_files import BAD_FILES, Bad
from tests.files.support import TEXTS, load_changed, load_good


def text_of(bad: Bad) -> str:
    good = TEXTS[bad.kind]
    if not bad.old:
        return bad.new
    assert bad.old in good, "the good file has changed: mend this row"
    return good.replace(bad.old, bad.new, 1)


def line_of(text: str, words: str) -> int:
    assert words in text
    return text[: text.index(words)].count("\n") + 1


def test_bad_files_are_many_and_distinct():
    texts = {(bad.kind, text_of(bad)) for bad in BAD_FILES}
    assert len(texts) == len(BAD_FILES) >= 45
    assert len({bad.name for bad in BAD_FILES}) == len(BAD_FILES)


@pytest.mark.parametrize("kind", TEXTS)
def test_good_files_load(kind, tmp_path):
    assert load_changed(kind, TEXTS[kind], tmp_path) == load_good(kind)


@pytest.mark.parametrize("bad", BAD_FILES, ids=[bad.name for bad in BAD_FILES])
def test_bad_file_is_refused_with_line_key_and_repair(bad, tmp_path):
    text = text_of(bad)
    with pytest.raises(InputFileError) as refused:
        load_changed(bad.kind, text, tmp_path)
    named = {(p.line, p.key): str(p) for p in refused.value.problems if Path(p.file).name}
    place = (line_of(text, bad.at), bad.key)
    assert place in named, f"not at {place}: {refused.value}"
    for word in bad.words:
        assert word in named[place]
    for problem in refused.value.problems:
        assert problem.found and problem.expected and problem.repair


@pytest.mark.parametrize(
    ("kind", "old", "new", "key"),
    [
        # What is not read is not counted, but it stands there.
        ("observed", "year: 2019", "year: 20199", "series.2.figures.0.year"),
        # Nobody can say which drivers a formula uses that cannot be read.
        ("measure", "children * saving * (1 - leak)", "children ** saving * leak", "effects.care.formula"),
    ],
)
def test_one_slip_is_one_problem(kind: str, old: str, new: str, key: str, tmp_path):
    assert old in TEXTS[kind]
    with pytest.raises(InputFileError) as refused:
        load_changed(kind, TEXTS[kind].replace(old, new, 1), tmp_path)
    assert [problem.key for problem in refused.value.problems] == [key]
