"""Measures of the user's own: from the form to a file and back, in the link, out of the way when off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.run import run, run_id
from simulator.domain.measure import Measure
from simulator.domain.scenario import DriverChange
from simulator.errors import InputFileError
from simulator.files import dump_measure, parse_measure
from simulator.ui import edits, own_files
from simulator.ui.history import History
from simulator.ui.link import MOST_WITH_MEASURES, decode, encode
from simulator.ui.own import adapted, as_data, from_data, joined, used, without
from simulator.ui.pages.measures.own_form import FIELDS, Form, FormError, measure_of, ramp_shares, slug
from tests import factories as make
from tests.ui.conftest import programma

YEARS = (2021, 2022, 2023, 2024)


def form(**changes) -> Form:
    """A form for 300,000 a year on household help from 2022, in full from 2023; 20,000 a year, 5,000 once."""
    typed = dict.fromkeys(FIELDS, "") | {
        "title": "Buurtteams",
        "value": "300.000",
        "low": "100.000",
        "high": "400.000",
        "yearly_cost": "20.000",
        "one_off_cost": "5.000",
        "reason": "Ervaring van de buren",
    }
    fields = {
        "service": "household_help",
        "basis": "amount",
        "start": 2022,
        "full": 2023,
        "grade": 5,
        "has_source": False,
    }
    return Form(typed=typed | changes.pop("typed", {}), **fields | changes)


def own(name="eigen-buurtteams", **changes) -> Measure:
    return measure_of(form(**changes), make.small_programme(), name, "nl")


def test_the_form_gives_a_file_that_meets_the_rules_and_reads_back_the_same():
    measure = own()
    catalogue = make.small_catalogue()
    assert parse_measure(dump_measure(measure), "x.yaml", catalogue) == measure
    sourced = own(
        has_source=True, typed={"document": "Evaluatie", "page": "blz. 4", "quote": "Het bespaart 3 ton."}
    )
    assert parse_measure(dump_measure(sourced), "x.yaml", catalogue) == sourced
    assert sourced.documents["bron-eigen-buurtteams"].title == "Evaluatie"
    assert sourced.sources[0].quote == "Het bespaart 3 ton."


def test_the_numbers_are_the_sum_worked_out_by_hand():
    """Half of 300,000 in 2022, all of it later; cost 20,000 a year from 2022 and 5,000 in 2022."""
    measure = own()
    catalogue = joined(make.small_catalogue(), [measure])
    outcome = run(catalogue, make.scenario(measure.id), draws=False).most_likely
    assert outcome.measure_gross("region")[0].tolist() == pytest.approx([0, 150_000, 300_000, 300_000])
    assert outcome.measure_cost("region")[0].tolist() == pytest.approx([0, 25_000, 20_000, 20_000])


def test_a_share_is_of_the_spending_on_the_service():
    """7.5% of 2,000,000 is 150,000."""
    measure = own(basis="share", typed={"value": "7,5", "low": "", "high": ""})
    catalogue = joined(make.small_catalogue(), [measure])
    outcome = run(catalogue, make.scenario(measure.id), draws=False).most_likely
    assert outcome.measure_gross("region")[0, 3] == pytest.approx(150_000)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"typed": {"title": " "}}, {"title": "entry.empty"}),
        ({"typed": {"value": ""}}, {"value": "entry.empty"}),
        ({"typed": {"value": "300,000.5"}}, {"value": "entry.not_a_number"}),
        ({"typed": {"low": ""}}, {"low": "entry.both_ends"}),
        ({"typed": {"value": "500.000"}}, {"value": "entry.outside_range"}),
        ({"typed": {"yearly_cost": "-5"}}, {"yearly_cost": "entry.below_zero"}),
        ({"typed": {"reason": ""}}, {"reason": "entry.empty"}),
        ({"has_source": True}, {"document": "entry.empty", "page": "entry.empty"}),
        ({"full": 2021}, {"full": "entry.full_before_start"}),
        ({"basis": "share"}, {"value": "entry.over_100"}),
        ({"typed": {"title": "x" * 81}}, {"title": "entry.too_long"}),
    ],
)
def test_every_mistake_is_told_at_its_field(changes, problems):
    with pytest.raises(FormError) as caught:
        own(**changes)
    assert caught.value.problems == problems


@given(st.sampled_from(YEARS), st.integers(0, 3))
def test_the_ramp_rises_to_one_and_stays_there(start, later):
    full = min(2024, start + later)
    shares = ramp_shares(start, full, YEARS)
    assert list(shares) == sorted(shares)
    assert shares[YEARS.index(full)] == 1.0
    assert all((share > 0) == (year >= start) for year, share in zip(YEARS, shares, strict=True))


@given(st.text(max_size=80))
def test_every_title_gives_an_id(title):
    name = slug(title, {"eigen-maatregel"})
    assert own(name=name).id == name


def test_what_the_scenario_does_not_use_changes_no_run():
    catalogue, scenario = make.small_catalogue(), make.scenario()
    measure = own()
    assert used([measure], scenario) == ()
    assert run_id(joined(catalogue, used([measure], scenario)), scenario) == run_id(catalogue, scenario)
    on = edits.set_measure(scenario, measure.id, on=True)
    assert used([measure], on) == (measure,)


def test_a_measure_that_another_one_requires_comes_along():
    first = own("eigen-a")
    relation = {"kind": "requires", "measure": "eigen-a", "source": as_data(first)["sources"][0]}
    data = as_data(own("eigen-b")) | {"relations": [relation | {"note": {"nl": "Nodig", "en": "Needed"}}]}
    data["documents"] = {"bron-eigen-b": data["documents"]["bron-eigen-b"]}
    data["relations"][0]["source"]["document"] = "bron-eigen-b"
    second = from_data([as_data(first), data], make.small_catalogue())[1]
    on = edits.set_measure(make.scenario(), "eigen-b", on=True)
    assert used([first, second], on) == (first, second)


def test_the_link_carries_them(shipped, small_catalogue):
    measure = own()
    sent = edits.set_measure(programma(), measure.id, on=True)
    with_own = joined(small_catalogue, [measure])
    token = encode(sent, shipped["programma"], with_own, [measure])
    opened = decode(token, shipped, small_catalogue)
    assert opened.scenario == sent
    assert opened.own == (measure,)
    assert opened.same_numbers
    assert not opened.missing


def test_a_link_too_long_to_mail_names_them_instead(shipped, small_catalogue):
    # Text that does not compress, in measures that are all different.
    noise = "".join(chr(0x4E00 + (i * 7919) % 20_000) for i in range(600))
    several = [
        own(f"eigen-{n}", typed={"summary": noise[n:] + noise[:n], "reason": noise[::-1]}) for n in range(6)
    ]
    sent = edits.set_measure(programma(), "eigen-0", on=True)
    token = encode(sent, shipped["programma"], joined(small_catalogue, several[:1]), several)
    assert len(token) <= MOST_WITH_MEASURES
    opened = decode(token, shipped, small_catalogue)
    assert opened.own == ()
    assert opened.missing == ("Buurtteams",)
    assert "eigen-0" not in opened.scenario.measures
    with_file = decode(token, shipped, small_catalogue, several[:1])
    assert with_file.scenario == sent
    assert with_file.same_numbers
    assert with_file.missing == ()


@pytest.mark.parametrize(
    "items",
    [
        None,
        "x",
        [1],
        [{}],
        [{"id": "eigen-x"}],
        [as_data(make.school_coaches())],
        [as_data(make.measure("eigen-x", sources=(make.source(document="weg"),)))],
    ],
)
def test_what_does_not_fit_is_left_out_of_a_link(items, small_catalogue):
    assert from_data(items, small_catalogue) == ()


def test_a_measure_that_is_taken_away_is_gone_from_undo_too():
    on = edits.set_measure(programma(), "eigen-x", on=True)
    history = History(on).to(edits.set_measure(on, "eigen-x", intensity=0.5)).undone()
    cleaned = history.mapped(lambda s: without(s, "eigen-x"))
    assert all("eigen-x" not in s.measures for s in (cleaned.present, *cleaned.past, *cleaned.future))


def test_a_new_version_keeps_the_settings_that_still_fit():
    change = DriverChange(value=1.0, reason="Zelf")
    scenario = edits.set_measure(programma(), "eigen-buurtteams", on=True, intensity=0.5)
    scenario = edits.set_driver(scenario, "eigen-buurtteams", "yearly_saving", change)
    kept = adapted(scenario, own()).measures["eigen-buurtteams"]
    assert (kept.intensity, kept.drivers) == (0.5, {"yearly_saving": change})
    other = own(basis="share", typed={"value": "5", "low": "", "high": ""})
    assert adapted(scenario, other).measures["eigen-buurtteams"].drivers == {}


def test_a_file_is_read_with_the_rules_for_all_measures(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    measure = own()
    assert own_files.read(dump_measure(measure).encode(), "eigen.yaml", ()) == measure
    with pytest.raises(InputFileError, match=r"eigen.yaml:1: .*expected"):
        own_files.read(b"id: eigen-x\n", "eigen.yaml", ())
    broken = dump_measure(measure).replace("value: 300_000", "value: 300.000")
    with pytest.raises(InputFileError, match="300_000") as caught:
        own_files.read(broken.encode(), "eigen.yaml", ())
    assert caught.value.problems[0].key == "drivers.yearly_saving.value"


def test_a_measure_of_the_programme_cannot_be_replaced(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    with pytest.raises(InputFileError, match="a measure of the programme"):
        own_files.read(dump_measure(make.school_coaches()).encode(), "x.yaml", ())
