"""From a draft to a position, or to what is missing; and from a scenario to the first draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from simulator.consistency.position import check_position
from simulator.domain.catalogue import Catalogue
from simulator.domain.position import Addressee, MeasurePosition, Position, Remark, Stance, Words
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.files.characters import first_unseen
from simulator.ui.pages.position.draft import Draft, Entry, Note, Written, read_date, written

NEW_ID = "mijn-zienswijze"
"""Id of a position that is written on the page: the name of its file."""

_PLACE = Words(nl="–")
"""Stands for words where only the stances count."""


@dataclass(frozen=True)
class Fault:
    """Something that a draft lacks to be a position: a key of the texts, and what fills it in.

    `measure` is the id of the measure that it is about, if any.
    """

    key: str
    measure: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """A position, or None and why not."""

    position: Position | None
    faults: tuple[Fault, ...] = ()


def build(draft: Draft, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Built:
    """Make a position of a draft.

    Parameters
    ----------
    draft : Draft
        What was written.
    catalogue : Catalogue
        The programme that it is about, the user's own measures included.
    scenarios : mapping of str to Scenario
        The scenarios that it can name, by id.
    """
    faults = tuple(_faults(draft))
    if faults:
        return Built(None, faults)
    position = _position(draft, catalogue, scenarios)
    issues = check_position(position, catalogue, scenarios)
    wrong = tuple(
        Fault("position.fault_check", values={"found": issue.found, "expected": issue.expected})
        for issue in issues
    )
    return Built(None if wrong else position, wrong)


def stances_of(draft: Draft, scenarios: Mapping[str, Scenario]) -> Position:
    """Give a position that holds the stances only: enough to work out what a draft means.

    It gives the same packages as the whole position, whatever is still missing from the words.
    """
    entries = {
        name: MeasurePosition(
            stance=entry.stance,
            conditions=(_PLACE,) if entry.stance == "support_if" else (),
            setting=setting_of(draft, name, scenarios),
        )
        for name, entry in draft.measures.items()
        if entry.stance is not None
    }
    bare = Position(
        id=draft.id,
        programme=draft.programme,
        title=_PLACE,
        author=_PLACE,
        municipality=draft.municipality,
        addressee=Addressee(name="–"),
        occasion=Remark(text=_PLACE),
        departs_from=draft.departs_from,
        scenario=draft.scenario,
        measures=entries or {"none": MeasurePosition(stance="oppose")},
    )
    return bare if entries else bare.model_copy(update={"measures": {}})


def known_setting(draft: Draft, measure: str, scenarios: Mapping[str, Scenario]) -> MeasureSetting:
    """Give the setting of a measure in the scenario of a draft, else in the proposal; off when in neither."""
    own, proposed = scenarios[draft.own_scenario].measures, scenarios[draft.departs_from].measures
    return own.get(measure) or proposed.get(measure) or MeasureSetting(on=False)


def setting_of(draft: Draft, measure: str, scenarios: Mapping[str, Scenario]) -> MeasureSetting | None:
    """Give the setting that a position states for a measure; None: its scenario says the same already.

    To oppose is to put a measure off; to support or add it is to put it on. Support on conditions leaves it
    as its setting says. The note of a setting goes when it is switched: it gave the reason for the other.
    """
    entry, known = draft.entry(measure), known_setting(draft, measure, scenarios)
    setting = entry.setting or known
    on = setting.on if entry.stance in (None, "support_if") else entry.stance != "oppose"
    if on != setting.on:
        setting = setting.model_copy(update={"on": on, "note": None})
    stated = scenarios[draft.own_scenario].measures.get(measure) or MeasureSetting(on=False)
    return None if setting == stated and entry.setting is None else setting


def new_draft(current: Scenario, start: Scenario, proposed: Scenario) -> Draft:
    """Begin a position from a scenario: only what it changes in the proposal becomes a stance.

    Parameters
    ----------
    current : Scenario
        The package as the author would have it. Its measures and its view are taken over.
    start : Scenario
        The shipped scenario that it was made from; its assumptions are those of the position.
    proposed : Scenario
        The package as proposed.
    """
    draft = Draft(
        id=NEW_ID,
        programme=current.programme,
        departs_from=proposed.id,
        scenario=None if start.id == proposed.id else start.id,
        municipality=current.municipality,
    )
    off = MeasureSetting(on=False)
    for name in dict.fromkeys((*proposed.measures, *start.measures, *current.measures)):
        was, now = proposed.measures.get(name, off), current.measures.get(name, off)
        entry = _entry(was, now, start.measures.get(name, off))
        if entry is not None:
            draft = draft.with_entry(name, stance=entry.stance, setting=entry.setting)
    return draft


def _entry(was: MeasureSetting, now: MeasureSetting, start: MeasureSetting) -> Entry | None:
    setting = None if _same(now, start) else now
    if was.on and not now.on:
        return Entry("oppose", setting=setting)
    if now.on and not was.on:
        return Entry("add", setting=setting)
    if not now.on:
        return Entry("oppose", setting=setting) if start.on else None
    if not _same(was, now):
        return Entry("support_if", setting=setting)
    return None if setting is None else Entry("support", setting=setting)


def _same(one: MeasureSetting, other: MeasureSetting) -> bool:
    """Whether two settings give the same numbers; whatever they say while off does not count."""
    if not (one.on or other.on):
        return True
    return one.model_copy(update={"note": None}) == other.model_copy(update={"note": None})


def _faults(draft: Draft) -> Iterator[Fault]:
    if draft.title.empty:
        yield Fault("position.fault_title")
    if draft.author.empty:
        yield Fault("position.fault_author")
    if not draft.addressee.strip():
        yield Fault("position.fault_addressee")
    if draft.occasion.text.empty:
        yield Fault("position.fault_occasion")
    if draft.date.strip() and read_date(draft.date) is None:
        yield Fault("position.fault_date")
    if any(note.text.empty and not note.title.empty for note in (*draft.remarks, *draft.closing)):
        yield Fault("position.fault_remark")
    yield from _faults_in_stances(draft)


def _faults_in_stances(draft: Draft) -> Iterator[Fault]:
    if not any(entry.stance for entry in draft.measures.values()):
        yield Fault("position.fault_no_stance")
    for name, entry in draft.measures.items():
        if entry.stance is None and entry.says_something:
            yield Fault("position.fault_stance", name)
        if entry.stance == "support_if" and all(item.empty for item in entry.conditions):
            yield Fault("position.fault_conditions", name)


def _position(draft: Draft, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Position:
    old = draft.origin
    lines = tuple(line for line in map(_clean, draft.addressee_lines.split("\n")) if line)
    same_addressee = old is not None and (old.addressee.name, old.addressee.lines) == (
        _clean(draft.addressee),
        lines,
    )
    return Position(
        id=draft.id,
        programme=draft.programme,
        title=_must(draft.title),
        author=_must(draft.author),
        municipality=draft.municipality,
        addressee=Addressee(
            name=_clean(draft.addressee),
            lines=lines,
            salutation=old.addressee.salutation if old else None,
            source=old.addressee.source if old and same_addressee else None,
        ),
        occasion=_remark(draft.occasion, [old.occasion] if old else []),
        reference=_clean(draft.reference) or None,
        date=read_date(draft.date),
        departs_from=draft.departs_from,
        scenario=draft.scenario,
        remarks=_remarks(draft.remarks, old.remarks if old else ()),
        measures={
            name: _measure(draft, name, stance, scenarios)
            for name in catalogue.measures
            if (stance := draft.entry(name).stance) is not None
        },
        closing=_remarks(draft.closing, old.closing if old else ()),
        signatories=tuple(words for item in draft.signatories if (words := _words(item))),
    )


def _measure(draft: Draft, name: str, stance: Stance, scenarios: Mapping[str, Scenario]) -> MeasurePosition:
    entry = draft.entry(name)
    with_conditions = stance in ("support_if", "add")
    conditions = (words for item in entry.conditions if (words := _words(item)))
    return MeasurePosition(
        stance=stance,
        explanation=_words(entry.explanation),
        conditions=tuple(conditions) if with_conditions else (),
        setting=setting_of(draft, name, scenarios),
        arguments=entry.arguments,
        source=entry.source if stands_there(draft, name) else None,
    )


def stands_there(draft: Draft, measure: str) -> bool:
    """Whether what is written about a measure is what stood in the source that it came with."""
    entry = draft.entry(measure)
    old = draft.origin.measures.get(measure) if draft.origin else None
    return (
        old is not None
        and entry.source is not None
        and entry.stance == old.stance
        and entry.explanation == written(old.explanation)
        and entry.conditions == tuple(map(written, old.conditions))
    )


def _remarks(notes: Sequence[Note], old: Sequence[Remark]) -> tuple[Remark, ...]:
    return tuple(_remark(note, old) for note in notes if not note.text.empty)


def _remark(note: Note, old: Sequence[Remark]) -> Remark:
    """Make a remark; its source stays with the words that it was given for."""
    text = _must(note.text)
    stood = any(remark.text == text and remark.source == note.source for remark in old)
    return Remark(title=_words(note.title), text=text, source=note.source if stood else None)


def _words(item: Written) -> Words | None:
    nl, en = _clean(item.nl), _clean(item.en)
    return Words(nl=nl or None, en=en or None) if nl or en else None


def _must(item: Written) -> Words:
    return _words(item) or _PLACE


def _clean(text: str) -> str:
    """Leave out what one cannot see: files with such characters are refused."""
    return "".join(c for c in text.replace("\t", " ") if c == "\n" or first_unseen(c) is None).strip()
