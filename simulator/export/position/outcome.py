"""What the position means for the budget, in the letter itself."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from simulator.analysis.position import Compared, Spread, TaskCompared, YearCompared
from simulator.export.position.blocks import Block, Figure, Heading, Paragraph, Spans, Table, span
from simulator.export.position.charts import net_chart, task_years
from simulator.export.position.context import Context


def outcome(context: Context) -> Iterator[Block]:
    """Write the section on the consequences: table, chances, one chart."""
    years = context.found.years
    yield Heading(1, span(context.say("heading.outcome")))
    if nothing_known(context):
        # Zeros with an interval of zero would be taken for an outcome.
        yield Paragraph(span(context.say("outcome.no_amounts")))
        yield from _unknown(context)
        return
    number = context.number("table")
    place, prices = context.place, context.prices
    yield Paragraph(span(context.say("outcome.intro", number=number, place=place, prices=prices)))
    yield _net_table(context, number)
    yield from _in_words(context, years[-1])
    if any(year.task for year in years):
        yield _task_table(context)
    yield net_figure(context)
    yield from _unknown(context)


def nothing_known(context: Context) -> bool:
    """Say whether nobody knows what either package saves."""
    return not any(context.found.savings_known(package) for package in ("proposed", "position"))


def _unknown(context: Context) -> Iterator[Block]:
    if context.found.left_out:
        count = len([item for item in context.found.left_out if item.in_position])
        yield Paragraph(span(context.say("outcome.unknown", count=count)))


def _net_table(context: Context, number: int) -> Table:
    years = context.found.years
    rows = [(span(str(year.year)), *_cells(context, year.net)) for year in years]
    if len(years) > 1:
        together = context.say("outcome.together", first=years[0].year, last=years[-1].year)
        rows.append((span(together), *_cells(context, years[-1].cumulative)))
    return Table(
        caption=span(context.say("outcome.caption", number=number, place=context.place)),
        header=tuple(context.say(f"outcome.{key}") for key in ("year", "proposed", "position", "difference")),
        rows=tuple(rows),
        widths=(2.2, 4.6, 4.6, 4.6),
    )


def _cells(context: Context, compared: Compared) -> tuple[Spans, ...]:
    return tuple(
        span(spread_text(context, getattr(compared, package)))
        for package in ("proposed", "position", "difference")
    )


def spread_text(context: Context, spread: Spread) -> str:
    """Write the middle of all draws, and the 80% interval on the next line, in whole euros."""
    wording = context.wording
    low, high = (wording.marked(end, currency=False) for end in (spread.p10, spread.p90))
    if spread.p10 * spread.p90 > 0:  # the mark of the middle, above it, is that of both
        low, high = (wording.number(abs(end)) for end in (spread.p10, spread.p90))
    return f"{wording.marked(spread.p50)}\n{context.say('outcome.interval', low=low, high=high)}"


def _in_words(context: Context, last: YearCompared) -> Iterator[Block]:
    if not context.found.differs():
        yield Paragraph(span(context.say("outcome.same")))
        return
    net, wording = last.net, context.wording
    told = {
        package: wording.result(spread.p50, spread.width)
        for package, spread in (
            ("proposed", net.proposed),
            ("position", net.position),
            ("difference", net.difference),
        )
    }
    interval = wording.interval(net.difference.p10, net.difference.p90)
    yield Paragraph(span(context.say("outcome.sentence", year=last.year, interval=interval, **told)))
    chance = context.say(
        "outcome.chance",
        year=last.year,
        more=wording.odds(net.chance_more),
        more_percent=wording.chance(net.chance_more),
        less=wording.odds(net.chance_less),
        less_percent=wording.chance(net.chance_less),
    )
    yield Paragraph(span(chance))


def _task_table(context: Context) -> Table:
    target = context.found.own.target
    owner = context.found.catalogue.programme.municipalities[target.municipality].title if target else ""
    number = context.number("table")
    return Table(
        caption=span(
            context.say("task.caption", number=number, place=owner),
            *(context.notes(target.source) if target else ()),
        ),
        header=(
            context.say("outcome.year"),
            context.say("task.amount"),
            context.say("outcome.proposed"),
            context.say("outcome.position"),
        ),
        rows=tuple(
            (span(str(year.year)), *_task_cells(context, year.task))
            for year in context.found.years
            if year.task is not None
        ),
        widths=(2.2, 4.6, 4.6, 4.6),
    )


def _task_cells(context: Context, task: TaskCompared) -> tuple[Spans, ...]:
    wording = context.wording
    return (
        span(wording.euro(task.amount)),
        *(
            span(
                context.say("task.cell", odds=wording.odds(chance), percent=wording.chance(chance))
                if not isnan(chance)
                else wording.odds(chance)
            )
            for chance in (task.proposed, task.position)
        ),
    )


def net_figure(context: Context) -> Figure:
    """Draw the net effect of both packages per year."""
    title = context.say("figure.net_task" if any(task_years(context)) else "figure.net")
    return Figure(
        caption=span(context.say("figure.caption", number=context.number("figure"), title=title)),
        chart=net_chart(context),
        alt=context.say(
            "figure.alt",
            title=title,
            place=context.place,
            years=" ".join(_net_alt(context, year) for year in context.found.years),
        ),
    )


def _net_alt(context: Context, year: YearCompared) -> str:
    result = context.wording.result
    task = ""
    drawn = dict(task_years(context))
    if year.year in drawn:
        task = context.say("figure.alt_task", amount=context.wording.short(drawn[year.year]))
    return context.say(
        "figure.alt_net",
        year=year.year,
        proposed=result(year.net.proposed.p50, year.net.proposed.width),
        position=result(year.net.position.p50, year.net.position.width),
        task=task,
    )
