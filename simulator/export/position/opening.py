"""The letter itself: whom it is to, what the author considers, and what they think of each measure."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.position import MeasurePosition, Remark
from simulator.export.position.blocks import Block, Heading, Paragraph, Span, Spans, Style, Table, span
from simulator.export.position.context import Context

_ROOM = "\n\n\n\n"
"""Room for a signature, and a new line."""


def opening(context: Context) -> Iterator[Block]:
    """Write the head of the letter, its occasion and the general remarks."""
    position = context.found.position
    yield Heading(0, (context.words(position.title),))
    yield from _address(context)
    salutation = position.addressee.salutation
    greeting = context.words(salutation) if salutation else Span(context.say("salutation"))
    yield Paragraph((greeting,), "greeting")
    yield Heading(1, span(context.say("heading.introduction")))
    yield from _remark(context, position.occasion)
    if position.remarks:
        yield Heading(1, span(context.say("heading.remarks")))
        for remark in position.remarks:
            yield from _remark(context, remark)


def _address(context: Context) -> Iterator[Block]:
    position = context.found.position
    addressee = position.addressee
    name = Span("\n".join((addressee.name, *addressee.lines)), notes=context.notes(addressee.source))
    lines = [("to", name), ("from", context.words(position.author))]
    lines.append(("date", Span(context.wording.date(context.letter_date))))
    if position.reference is not None:
        lines.append(("reference", Span(position.reference)))
    lines.append(("subject", context.words(position.title)))
    for key, value in lines:
        label = Span(f"{context.say(f'address.{key}')}\t", bold=True)
        yield Paragraph((label, value), "address")


def _remark(context: Context, remark: Remark, style: Style = "body") -> Iterator[Block]:
    if remark.title is not None:
        yield Heading(2, (context.words(remark.title),))
    yield Paragraph((context.words(remark.text, remark.source),), style)


def stances(context: Context) -> Iterator[Block]:
    """Write the stance on every measure: a table of all, then what there is to say about each."""
    position, active = context.found.position, context.found.proposed.plan.measures
    yield Heading(1, span(context.say("heading.stances")))
    rows = [
        (_measure(context, name), span(context.say(f"stance.{position.measures[name].stance}")))
        if name in position.measures
        else (_measure(context, name), span(context.say("stances.none")))
        for name in context.found.catalogue.measures
        if name in position.measures or name in active
    ]
    yield Table(
        caption=span(context.say("stances.caption", number=context.number("table"))),
        header=(context.say("stances.measure"), context.say("stances.stance")),
        rows=tuple(rows),
        widths=(12.0, 4.0),
        numbers_from=2,
    )
    silent = {name: entry for name, entry in position.measures.items() if not _speaks(entry)}
    if notes := context.notes(*(entry.source for entry in silent.values())):
        yield Paragraph(span(context.say("stances.sources"), *notes), "small")
    for name in context.found.catalogue.measures:
        if name in position.measures and name not in silent:
            yield from _stance(context, name, position.measures[name])


def _measure(context: Context, name: str) -> Spans:
    return span(context.measure(name))


def _speaks(entry: MeasurePosition) -> bool:
    return bool(entry.explanation or entry.conditions or entry.arguments)


def _stance(context: Context, name: str, entry: MeasurePosition) -> Iterator[Block]:
    yield Heading(2, _measure(context, name))
    stance = Span(context.say("stance.line", stance=context.say(f"stance.{entry.stance}").lower()), bold=True)
    if entry.explanation is not None:
        yield Paragraph((stance, Span(" "), context.words(entry.explanation, entry.source)))
    else:
        yield Paragraph((stance, Span("", notes=context.notes(entry.source))))
    if entry.conditions:
        yield Paragraph(span(context.say("stance.conditions")), "lead")
        for condition in entry.conditions:
            yield Paragraph((context.words(condition),), "bullet")
    if entry.arguments:
        yield Paragraph(span(context.say("stance.arguments")), "lead")
        for argument in context.found.arguments[name]:
            notes = context.notes(*(citation.source for citation in argument.citations))
            yield Paragraph(span(context.text(argument.text), *notes), "bullet")


def closing(context: Context) -> Iterator[Block]:
    """Write the last words and the places to sign."""
    position = context.found.position
    if position.closing:
        yield Heading(1, span(context.say("heading.closing")))
        for remark in position.closing:
            # Last words stay with the signatures, unless a footnote must stay with them too: LibreOffice
            # then gives the whole chain up, and leaves the heading alone at the foot of a page.
            yield from _remark(context, remark, style="lead" if remark.source is None else "body")
    # One paragraph: LibreOffice parts paragraphs that belong together where a footnote is near.
    yield Paragraph((Span(f"{context.say('regards')}\n"), *_signed(context)), "signature")


def _signed(context: Context) -> Iterator[Span]:
    """Write the author, and under room to sign those who do so: two on a line, as letters have it."""
    position = context.found.position
    yield context.words(position.author)
    for place, words in enumerate(position.signatories):
        yield Span("\t" if place % 2 else _ROOM)
        yield context.words(words)
