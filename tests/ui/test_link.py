"""The scenario in the address: back as it was, small, and safe against anything."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.run import run_id
from simulator.domain.quantity import Pert
from simulator.domain.scenario import DriverChange, MeasureSetting
from simulator.ui import edits
from simulator.ui.link import LAYOUT, MOST_CHARACTERS, LinkError, decode, encode
from tests import factories


@pytest.fixture(scope="module")
def start(shipped):
    return shipped["programma"]


def token_of(content: object, layout: int = LAYOUT) -> str:
    """Pack anything the way a token is packed."""
    packed = bytes([layout]) + zlib.compress(json.dumps(content).encode())
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def patched(patch: object, base: object = "programma") -> str:
    return token_of({"b": base, "c": "x", "r": "y", "p": patch})


@given(
    size=st.floats(0, 2),
    months=st.integers(-36, 60),
    on=st.booleans(),
    tau=st.none() | st.floats(-1, 0.99),
    others=st.fixed_dictionaries(
        {"municipality": st.sampled_from([None, "noord", "zuid"]), "seed": st.integers(0, 2**32 - 1)}
    ),
)
def test_a_link_gives_the_same_scenario_and_run(shipped, small_catalogue, size, months, on, tau, others):
    start = shipped["programma"]
    sent = edits.set_measure(start, "school-coaches", intensity=size, shift_months=months, on=on)
    sent = edits.set_overlap(sent, tau)
    sent = edits.set_fields(sent, **others)
    opened = decode(encode(sent, start, small_catalogue), shipped, small_catalogue)
    assert opened.scenario == sent
    assert opened.same_numbers
    assert run_id(small_catalogue, opened.scenario) == run_id(small_catalogue, sent)


def test_values_and_ranges_of_the_users_own_survive(shipped, small_catalogue, start):
    change = DriverChange(value=2.0, uncertainty=Pert(kind="pert", low=1.0, high=4.0), reason="Zelf geteld")
    sent = edits.set_driver(start, "school-coaches", "coaches", change)
    opened = decode(encode(sent, start, small_catalogue), shipped, small_catalogue)
    assert opened.scenario == sent


def test_what_the_start_has_and_the_scenario_has_not_is_taken_away(shipped, small_catalogue, start):
    sent = edits.set_fields(start, measures={"fewer-hours": MeasureSetting(intensity=0.5)})
    opened = decode(encode(sent, start, small_catalogue), shipped, small_catalogue)
    assert opened.scenario == sent


def test_a_link_is_short(small_catalogue, start):
    sent = edits.set_measure(start, "school-coaches", on=False)
    assert len(encode(sent, start, small_catalogue)) < 200


def test_another_catalogue_is_noticed(shipped, start, small_catalogue):
    sent = edits.set_measure(start, "school-coaches", intensity=0.5)
    token = encode(sent, start, factories.small_catalogue())
    opened = decode(token, shipped, small_catalogue)
    assert opened.scenario == sent
    assert not opened.same_numbers


def test_measures_that_are_gone_are_left_out_and_named(shipped, small_catalogue):
    opened = decode(patched({"measures": {"gone": {"on": True}}}), shipped, small_catalogue)
    assert opened.left_out == ("gone",)
    assert opened.scenario == shipped["programma"]


def test_an_impossible_combination_opens_so_that_the_page_can_say_how_to_mend_it(shipped, small_catalogue):
    opened = decode(patched({"measures": {"fewer-hours": {"on": True}}}), shipped, small_catalogue)
    assert set(opened.scenario.active()) == {"school-coaches", "fewer-hours", "strict-access"}


@pytest.mark.parametrize(
    ("token", "message"),
    [
        ("", "link.unreadable"),
        ("!!!", "link.unreadable"),
        ("é", "link.unreadable"),
        ("AAAA", "link.unreadable"),
        ("x" * (MOST_CHARACTERS + 1), "link.too_long"),
        (token_of({"b": "programma", "p": {}}, layout=2), "link.unreadable"),
        (token_of([1, 2]), "link.unreadable"),
        (token_of({"b": "programma"}), "link.unknown_scenario"),
        (token_of({"b": ["programma"], "p": {}}), "link.unknown_scenario"),
        (patched({}, base="../programma"), "link.unknown_scenario"),
        (patched("text"), "link.unknown_scenario"),
        (patched({"unknown_field": 1}), "link.invalid"),
        (patched({"measures": {"school-coaches": {"intensity": 99}}}), "link.invalid"),
        (patched({"measures": {"school-coaches": {"intensity": "1"}}}), "link.invalid"),
        (patched({"measures": []}), "link.invalid"),
        (patched({"municipality": "nergens"}), "link.invalid"),
        (patched({"overlap_by_service": {"nothing": 0.1}}), "link.invalid"),
        (patched({"draws": 1_000_000}), "link.too_many_draws"),
        (patched({"layers": {"overlap": False}, "overlap": 0.5}), "link.invalid"),
    ],
)
def test_what_is_no_link_is_refused(shipped, small_catalogue, token, message):
    with pytest.raises(LinkError, match=f"^{message}$"):
        decode(token, shipped, small_catalogue)


def test_bombs_are_refused(shipped, small_catalogue):
    zeros = zlib.compress(b'{"p": "' + b"0" * 50_000_000 + b'"}', 9)
    deep = zlib.compress(b'{"b":"programma","p":' + b'{"a":' * 40_000 + b"1" + b"}" * 40_000 + b"}")
    nan = zlib.compress(b'{"b":"programma","p":{"overlap":NaN}}')
    for packed in (zeros, deep, nan):
        token = base64.urlsafe_b64encode(bytes([LAYOUT]) + packed).decode()
        with pytest.raises(LinkError):
            decode(token, shipped, small_catalogue)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["measures", "layers", "overlap", "estimates", "draws", "seed", "title", "id"])


@given(st.text(max_size=80) | st.dictionaries(FIELDS, JSON, max_size=3).map(patched))
def test_whatever_stands_there_gives_a_valid_scenario_or_a_link_error(shipped, small_catalogue, token):
    try:
        opened = decode(token, shipped, small_catalogue)
    except LinkError:
        return
    assert opened.scenario.id == "programma"
    assert set(opened.scenario.measures) <= set(small_catalogue.measures)
