"""What is kept of a visitor's work beyond a reload."""

from dataclasses import dataclass, field

from simulator.ui.kept import WORK, Kept
from simulator.ui.pages.budget import state as budget_state
from simulator.ui.pages.monitor import state as monitor_state
from simulator.ui.pages.position import state as position_state


@dataclass
class Position:
    drafts: dict[str, dict[str, str]]
    documents: dict[str, bytes] = field(default_factory=dict)


def session(text="Steunen"):
    return {"_koers_position": Position({"a": {"remark": text}}, {"docx": b"..."}), "_koers": "a scenario"}


def reloaded(kept, browser="b", programme="p"):
    found = {}
    kept.restore(browser, programme, found)
    return found


def test_what_was_typed_after_saving_is_kept_too():
    kept, before = Kept(), session()
    kept.save("b", "p", before)
    before["_koers_position"].drafts["a"]["remark"] = "Steunen, mits"
    assert reloaded(kept) == {"_koers_position": Position({"a": {"remark": "Steunen, mits"}}, {})}


def test_two_tabs_go_their_own_ways():
    kept = Kept()
    kept.save("b", "p", session())
    one, other = reloaded(kept), reloaded(kept)
    one["_koers_position"].drafts["a"]["remark"] = "Niet steunen"
    assert other["_koers_position"].drafts["a"]["remark"] == "Steunen"


def test_every_page_that_is_kept_comes_back_as_it_was():
    """The real sessions, whatever their shape: a dataclass, or one for each programme."""
    before = {
        "_koers_position": position_state._Session({}, {}, "a", documents={"docx": b"..."}),
        "_koers_budget": budget_state._Session("p", budgets={"region": {2024: "1.000"}}),
        "_koers_monitor": {"p": monitor_state._Session(file="halfjaar.xlsx", documents={"full": b"..."})},
    }
    assert set(before) == set(WORK)
    kept = Kept()
    kept.save("b", "p", before)
    found = reloaded(kept)
    assert found["_koers_position"] == position_state._Session({}, {}, "a")
    assert found["_koers_budget"] == before["_koers_budget"]
    assert found["_koers_monitor"] == {"p": monitor_state._Session(file="halfjaar.xlsx")}
    found["_koers_budget"].budgets["region"][2024] = "2.000"
    found["_koers_monitor"]["p"].wide = True
    assert before["_koers_budget"].budgets == {"region": {2024: "1.000"}}
    assert not before["_koers_monitor"]["p"].wide


def test_another_browser_or_programme_gets_nothing():
    kept = Kept()
    kept.save("b", "p", session())
    assert reloaded(kept, browser="c") == reloaded(kept, programme="q") == {}


def test_a_session_that_has_work_already_keeps_its_own():
    kept, present = Kept(), session("Eigen tekst")
    kept.save("b", "p", session())
    kept.restore("b", "p", present)
    assert present["_koers_position"].drafts["a"]["remark"] == "Eigen tekst"


def test_the_browser_that_was_away_longest_is_forgotten_first():
    kept = Kept(most=2)
    for browser in ("a", "b", "a", "c"):
        kept.save(browser, "p", session())
    assert [bool(reloaded(kept, browser=browser)) for browser in "abc"] == [True, False, True]
