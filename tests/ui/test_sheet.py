"""The sheet: everything of a scenario, bounded in length, and no markup from files."""

import re

import pytest

from simulator.analysis.run import run
from simulator.analysis.summary import per_measure
from simulator.ui.outcome import outcome_of
from simulator.ui.pages.sheet.html import Sheet, to_html
from tests.factories import text
from tests.ui.conftest import programma


def sheet(catalogue, scenario, language="nl", **changes):
    worked_out = run(catalogue, scenario)
    fields = {
        "scenario": scenario,
        "start": programma(),
        "outcome": outcome_of(worked_out),
        "catalogue": catalogue,
        "credit": per_measure(run(catalogue, scenario, draws=False)),
        "view": "hele regio",
        "owner": "Noord",
        "changed": False,
        "chart": "<svg/>",
        "alt": "Het pakket bespaart.",
        "language": language,
    }
    return to_html(Sheet(**fields | changes))


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def test_it_says_what_where_from_and_how_much(small_catalogue):
    scenario = programma()
    told = plain(sheet(small_catalogue, scenario))
    worked_out = run(small_catalogue, scenario)
    assert worked_out.run_id in told
    assert small_catalogue.version in told
    assert "Klein plan" in told
    # Net saving of 2024, worked out by hand in conftest: 560,000.
    assert "€ 560.000" in told
    assert "Schoolcoaches aan" in told
    assert "Minder uren uit" in told


def test_shares_add_up_to_the_saving_of_the_last_year(small_catalogue):
    # By hand: measure 1 saves 100,000 and measure 3 saves 500,000 in 2024, on different services.
    told = plain(sheet(small_catalogue, programma()))
    assert re.search(r"Schoolcoaches aan 100 40", told)
    assert re.search(r"Strenge toegang aan 500 0", told)


def test_an_unknown_amount_is_not_zero(small_catalogue):
    credit = per_measure(run(small_catalogue, programma(), draws=False))
    credit.loc[credit["measure"] == "school-coaches", "shapley"] = float("nan")
    assert re.search(
        r"Schoolcoaches aan onbekend 40", plain(sheet(small_catalogue, programma(), credit=credit))
    )


def test_a_small_share_is_not_nothing_and_all_have_as_many_decimals(small_catalogue):
    credit = per_measure(run(small_catalogue, programma(), draws=False))
    credit.loc[(credit["measure"] == "school-coaches") & (credit["year"] == 2024), "shapley"] = 430.0
    told = plain(sheet(small_catalogue, programma(), credit=credit))
    assert "Schoolcoaches aan 0,4 40,0" in told and "Strenge toegang aan 500,0 0,0" in told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_text_from_files_is_never_markup(small_catalogue, language):
    wicked = programma(title=text("<script>alert(1)</script>"), summary=text("<img src=x onerror=y>"))
    html = sheet(small_catalogue, wicked, language)
    assert "<script" not in html
    assert "<img src=x" not in html


def test_a_long_text_is_cut_off_at_a_word(small_catalogue):
    told = plain(sheet(small_catalogue, programma(summary=text("woord " * 200))))
    assert told.count("woord") < 60
    assert "woord …" in told


def test_what_differs_is_listed(small_catalogue):
    nominal = programma(price_level="nominal")
    told = plain(sheet(small_catalogue, nominal, changed=True))
    assert "(aangepast)" in told
    assert f"Aangepast ten opzichte van: {nominal.summary.nl}" in told
    own = nominal.model_copy(update={"summary": text("Van mijzelf.")})
    assert "ten opzichte van" not in plain(sheet(small_catalogue, own, changed=True))
    assert "in prijzen van elk jaar zelf" in told.split("Anders dan in")[1]
