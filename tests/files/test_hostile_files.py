"""Whatever the text, the outcome is a report with lines that exist, or a valid model."""

import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.errors import InputFileError
from simulator.files import decode, dump_measure, dump_scenario, parse_measure, parse_scenario
from simulator.files.characters import MAX_BYTES
from tests.files.support import CATALOGUE, TEXTS, load_good

READ = {"measure": parse_measure, "scenario": parse_scenario}
WRITE = {"measure": dump_measure, "scenario": dump_scenario}
GOOD = {kind: load_good(kind) for kind in READ}


def load(kind: str, text: str):
    return READ[kind](text, "upload.yaml", CATALOGUE)


def meaning(text: str):
    """Give what the text says by PyYAML's own reading, every value as text; None: not one thing."""

    def plain(node: yaml.Node):
        if isinstance(node, yaml.MappingNode):
            return tuple(sorted((plain(key), plain(value)) for key, value in node.value))
        if isinstance(node, yaml.SequenceNode):
            return ("list", *(plain(item) for item in node.value))
        return node.value.strip()

    return plain(yaml.compose(text, Loader=yaml.SafeLoader))


def check_outcome(kind: str, text: str) -> None:
    try:
        model = load(kind, text)
    except InputFileError as refused:
        last = max(1, text.count("\n") + (not text.endswith("\n")))
        assert refused.problems
        assert all(1 <= problem.line <= last for problem in refused.problems)
        assert all(problem.found and problem.expected and problem.repair for problem in refused.problems)
        return
    assert load(kind, WRITE[kind](model)) == model
    if model != GOOD[kind]:
        assert meaning(text) != meaning(TEXTS[kind])


@st.composite
def mutations(draw):
    """Draw a good file with one to three slips."""
    kind = draw(st.sampled_from(sorted(READ)))
    lines = TEXTS[kind].split("\n")
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        lines = draw(st.sampled_from(SLIPS))(draw, lines, place, other)
    return kind, "\n".join(lines)


def delete_line(draw, lines, place, other):
    return lines[:place] + lines[place + 1 :] or [""]


def repeat_line(draw, lines, place, other):
    return [*lines[:other], lines[place], *lines[other:]]


def swap_lines(draw, lines, place, other):
    lines = list(lines)
    lines[place], lines[other] = lines[other], lines[place]
    return lines


def swap_tokens(draw, lines, place, other):
    first, second = lines[place].split(" "), lines[other].split(" ")
    first[-1], second[-1] = second[-1], first[-1]
    lines = list(lines)
    lines[place], lines[other] = " ".join(first), " ".join(second)
    return lines


def change_number(draw, lines, place, other):
    line = lines[place]
    digits = [index for index, character in enumerate(line) if character.isdigit()]
    if not digits:
        return lines
    index = draw(st.sampled_from(digits))
    number = draw(st.sampled_from(["", "0", "-7", "900.000", "1e6", ".nan", "010", "0.5", "99", "_", "1,5"]))
    return [*lines[:place], line[:index] + number + line[index + 1 :], *lines[place + 1 :]]


def inject(draw, lines, place, other):
    line = lines[place]
    index = draw(st.integers(0, len(line)))
    extra = draw(
        st.sampled_from([*"\t\0\r\x85\u2028\ufeff\ud800&*!<>|%@`'\"#:,-?[]{}~é", "---", "...", "null"])
    )
    return [*lines[:place], line[:index] + extra + line[index:], *lines[place + 1 :]]


def truncate(draw, lines, place, other):
    line = lines[place]
    return [*lines[:place], line[: draw(st.integers(0, len(line)))]]


def indent(draw, lines, place, other):
    moved = " " * draw(st.integers(1, 5)) + lines[place] if draw(st.booleans()) else lines[place][2:]
    return [*lines[:place], moved, *lines[place + 1 :]]


SLIPS = [delete_line, repeat_line, swap_lines, swap_tokens, change_number, inject, truncate, indent]


@settings(max_examples=300)
@given(mutations())
def test_a_good_file_with_slips_is_refused_or_means_what_it_says(mutation):
    check_outcome(*mutation)


@given(st.sampled_from(sorted(READ)), st.text() | st.binary().map(lambda data: data.decode("latin-1")))
@example("measure", '"\\UFFFFFFFF"')
@example("measure", "%YAML 99999999999999999999999.1\n---\na: 1")
@example("measure", "a: " + "9" * 5_000)
@example("measure", "a: " + "9" * 390 + ".5")
@example("measure", "? ? ? a")
@example("scenario", "{" * 50)
@example("scenario", "id: \ud800")
@example("scenario", 'id: "\\ud800"')
@example("scenario", "<<: *a")
@example("scenario", "- &a [*a]")
def test_any_text_gives_a_report(kind, text):
    check_outcome(kind, text)


@given(st.binary())
def test_any_bytes_give_text_or_a_report(data):
    try:
        text = decode(data, "upload.yaml")
    except InputFileError as refused:
        assert all(1 <= p.line <= data.count(b"\n") + 1 for p in refused.problems)
    else:
        assert text.encode() == data


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join(['*' + old] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
LONG = {
    "alias bomb": BOMB,
    "open brackets": "[" * 100_000,
    "open braces": "{a: " * 100_000,
    "nested dashes": "- " * 100_000,
    "nested keys": "? " * 100_000,
    "many keys": "".join(f"k{number}: 1\n" for number in range(60_000)),
    "one long line": "a: " + "x" * (MAX_BYTES - 10),
    "quotes": "'" * 500_000,
    "just too large": "#" * (MAX_BYTES + 1),
    "many indents": "".join(" " * number + f"k{number}:\n" for number in range(1_000)),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_files_made_to_choke_a_reader_are_refused_quickly(text):
    started = time.process_time()
    with pytest.raises(InputFileError):
        load("measure", text)
    assert time.process_time() - started < 5  # a bomb that goes off takes minutes


def test_every_problem_of_a_file_is_in_one_report():
    text = TEXTS["measure"]
    changes = {
        "number: 7": "number: 7.5",
        "value: 900_000": "value: 900.000",
        "service: youth": "service: ~",
        "cashable: false": "cashable: no",
        "status: rejected": "statsu: rejected",
        "scope: noord": "scope: noord\nscope: zuid",
    }
    for old, new in changes.items():
        text = text.replace(old, new, 1)
    with pytest.raises(InputFileError) as refused:
        load("measure", text)
    keys = [problem.key for problem in refused.value.problems]
    assert sorted(keys) == sorted(
        [
            "number",
            "drivers.once.value",
            "effects.care.service",
            "effects.later.cashable",
            "statsu",
            "status",
            "scope",
        ]
    )
    assert [problem.line for problem in refused.value.problems] == sorted(
        problem.line for problem in refused.value.problems
    )


HARMLESS = {
    "byte order mark": "\ufeff" + TEXTS["scenario"],
    "Windows line ends": TEXTS["scenario"].replace("\n", "\r\n"),
    "start of document": "---\n" + TEXTS["scenario"],
    "end of document": TEXTS["scenario"] + "...\n",
    "no last line end": TEXTS["scenario"].rstrip("\n"),
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_harmless_differences_are_read_alike(text):
    assert load("scenario", text) == GOOD["scenario"]
