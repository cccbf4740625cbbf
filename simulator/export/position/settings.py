"""How the author's package differs from the proposal, in words."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.scenario import MeasureSetting
from simulator.export.position.blocks import Block, Paragraph, Span, span
from simulator.export.position.context import Context


def settings(context: Context) -> Iterator[Block]:
    """Write a line for every measure that takes part in another way than proposed, with its note."""
    proposed, own = (run.scenario.measures for run in (context.found.proposed, context.found.own))
    lines = [
        (line, own.get(name))
        for name in context.found.catalogue.measures
        if (line := _line(context, name, proposed.get(name), own.get(name)))
    ]
    if not lines:
        yield Paragraph(span(context.say("setting.same")))
    for line, setting in lines:
        note = setting.note if setting else None
        told = f"{line} {context.text(note)}" if note else line
        yield Paragraph((Span(told),), "bullet")


def _line(
    context: Context, name: str, proposed: MeasureSetting | None, own: MeasureSetting | None
) -> str | None:
    was_on, is_on = proposed is not None and proposed.on, own is not None and own.on
    measure = context.measure(name)
    if was_on and not is_on:
        return context.say("setting.off", measure=measure)
    if own is None or not is_on:
        return None
    changes = list(_changes(context, name, own))
    if not was_on:
        added = context.say("setting.added", measure=measure)
        return f"{added} {context.wording.listed(changes)}." if changes else added
    if own == _without_note(proposed, own):
        return None
    told = context.wording.listed(changes or [context.say("setting.plain")])
    return context.say("setting.changed", measure=measure, changes=told)


def _without_note(proposed: MeasureSetting | None, own: MeasureSetting) -> MeasureSetting | None:
    """Give the proposal's setting with the note of the other: notes are no differences."""
    return proposed.model_copy(update={"note": own.note}) if proposed else None


def _changes(context: Context, name: str, setting: MeasureSetting) -> Iterator[str]:
    if setting.intensity != 1.0:
        yield context.say("setting.intensity", percent=context.wording.percent(setting.intensity))
        if not setting.scales_costs:
            yield context.say("setting.costs_stay")
    if setting.shift_months:
        key = "setting.later" if setting.shift_months > 0 else "setting.earlier"
        yield context.say(key, months=abs(setting.shift_months))
    if setting.stretch != 1.0:
        yield context.say("setting.stretch", factor=context.wording.number(setting.stretch, 2))
    measure = context.found.catalogue.measures[name]
    if setting.reading is not None:
        yield context.say("setting.reading", reading=context.text(measure.readings[setting.reading].title))
    if setting.drivers:
        titles = [context.text(measure.drivers[driver].title) for driver in setting.drivers]
        yield context.say("setting.drivers", drivers=context.wording.listed(titles))
