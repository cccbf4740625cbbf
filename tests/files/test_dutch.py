"""Dutch words where a file has fixed English ones: the message names the one that is meant."""

import pytest

from simulator.errors import InputFileError
from simulator.files.dutch import DUTCH
from simulator.schema import KINDS, json_schema
from tests.files.support import TEXTS, load_changed

SIGNS = {"1", "-1"}


def choices(schema: object) -> set[str]:
    """All fixed words that a schema allows somewhere."""
    if isinstance(schema, list):
        return set().union(*map(choices, schema))
    if not isinstance(schema, dict):
        return set()
    own = {str(word) for word in (*schema.get("enum", ()), *([schema["const"]] if "const" in schema else []))}
    return own.union(*map(choices, schema.values()))


def test_every_fixed_word_has_a_dutch_one_and_no_other_has():
    known = set().union(*(choices(json_schema(kind)) for kind in KINDS)) - SIGNS
    assert known - set(DUTCH) == {"pert"}  # its name in Dutch too
    assert set(DUTCH) <= known


@pytest.mark.parametrize(
    ("kind", "old", "dutch", "english"),
    [
        # Looks most like "suggested", and means something else.
        ("measure", "status: rejected", "status: voorgesteld", "proposed"),
        ("measure", "status: rejected", "status: Afgewezen", "rejected"),
        ("measure", "status: rejected", "status: vastgesteld", "adopted"),
        ("measure", "nature: incidental", "nature: eenmalig", "incidental"),
        ("measure", "kind: own_contribution", "kind: eigen bijdrage", "own_contribution"),
        ("measure", "what: effect", "what: besparing", "effect"),
        ("measure", "what: effect", "what: kosten", "cost"),
        ("measure", "provenance: derived", "provenance: afgeleid", "derived"),
        ("measure", "kind: pert", "kind: driehoek", "triangular"),
        ("measure", "kind: linear", "kind: lineair", "linear"),
        ("measure", "kind: spills_over", "kind: waterbed", "spills_over"),
        ("measure", "body: council", "body: gemeenteraad", "council"),
        ("programme", "law: wmo", "law: Wmo 2015", "wmo"),
        ("programme", "law: jeugdwet", "law: jeugdhulp", "jeugdwet"),
        ("scenario", "price_level: nominal", "price_level: lopende prijzen", "nominal"),
        ("scenario", "  spill_over: true", "  waterbed: true", "spill_over"),
        ("observed", "status: realised", "status: gerealiseerd", "realised"),
        ("observed", "unknown: to_be_filled_in", "unknown: PM", "to_be_filled_in"),
    ],
)
def test_a_dutch_word_leads_to_the_one_that_is_meant(kind, old, dutch, english, tmp_path):
    assert old in TEXTS[kind]
    with pytest.raises(InputFileError) as refused:
        load_changed(kind, TEXTS[kind].replace(old, dutch, 1), tmp_path)
    repairs = [problem.repair for problem in refused.value.problems]
    assert f"Write '{english}' instead, if that is what you mean." in repairs, repairs
