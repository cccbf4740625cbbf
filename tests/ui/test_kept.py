"""What is kept of a visitor's work beyond a reload."""

from dataclasses import dataclass, field

from simulator.ui.kept import Kept


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
