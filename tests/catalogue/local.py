"""The programmes on local teams, loaded once, and the lines of the documents that they cite."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.domain.source import Source
from simulator.files import load_catalogue, load_scenario, scenario_paths
from tests.catalogue.shipped import ROOT, walk

AMERSFOORT = "regio-amersfoort-lokale-teams"
GOOI = "gooi-en-vechtstreek-2025"
FIVE = "vijf-gemeenten"
PROGRAMMES = (AMERSFOORT, GOOI, FIVE)

CITED = Path(__file__).parent / "cited"
"""For each text file the lines that are cited with a quote: number, tab, the line as it stands."""


@cache
def catalogue(name: str) -> Catalogue:
    """A programme with all its measures."""
    return load_catalogue(ROOT / "measures" / name)


@cache
def scenarios(name: str) -> dict[str, Scenario]:
    """The scenarios of a programme, by id."""
    found = (load_scenario(path, catalogue(name)) for path in scenario_paths(ROOT, name))
    return {scenario.id: scenario for scenario in found}


def all_of(name: str, kind: type) -> list[tuple[str, object]]:
    """Every model of a kind in a programme, with its place."""
    return [(place, model) for place, model in walk(catalogue(name), name) if isinstance(model, kind)]


@cache
def lines_of(text_file: str) -> dict[int, str]:
    """The cited lines of a text file, by number."""
    rows = (CITED / text_file).read_text(encoding="utf-8").splitlines()
    return {int(number): text for number, _, text in (row.partition("\t") for row in rows)}


def cited_numbers(source: Source) -> Iterator[int]:
    """Line numbers that a source cites."""
    for part in (source.lines or "").split(", "):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def words_at(name: str, source: Source) -> str:
    """The words on the lines that a source cites, joined as a reader joins them."""
    text_file = catalogue(name).documents[source.document].text_file
    assert text_file is not None
    known = lines_of(text_file)
    return "\n".join(known[number] for number in cited_numbers(source))


def plain(words: str) -> str:
    """Words without white space: a line break in the source is no difference."""
    return re.sub(r"\s+", "", words).casefold()


def stands_at(name: str, words: str, source: Source) -> bool:
    """Whether words stand on the lines that a source cites, be it hyphenated at the end of a line."""
    text = words_at(name, source)
    return plain(words) in plain(text) or plain(words) in plain(re.sub(r"-\s*\n", "", text))
