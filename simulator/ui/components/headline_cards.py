"""The headline: what it saves, whether the task is met, when it starts to pay."""

from __future__ import annotations

from html import escape

import streamlit as st

from simulator.ui.details import People
from simulator.ui.headline import Headline, TaskYear
from simulator.ui.language import formats, t


def show_headline(
    headline: Headline,
    view: str,
    owner: str | None,
    people: People | None = None,
    years: tuple[int, ...] = (),
) -> None:
    """Draw the cards.

    Parameters
    ----------
    headline : Headline
        The numbers.
    view : str
        Name of the region or municipality that the net saving is about.
    owner : str or None
        Name of the municipality that the savings task is about.
    people : People, optional
        Whom the package concerns and who must carry it out; left out: no card for it.
    years : tuple of int
        The years that `people` counts staff for.
    """
    widths = [10, *([20] if headline.task else []), 10, *([12] if people else [])]
    columns = iter(st.columns(widths, gap="small"))
    with next(columns).container(border=True, height="stretch", key="card-net"):
        _show_net(headline, view)
    if headline.task:
        with next(columns).container(border=True, height="stretch", key="card-task"):
            _show_task(headline.task, owner or "")
    with next(columns).container(border=True, height="stretch", key="card-start"):
        _show_start(headline)
    if people:
        with next(columns).container(border=True, height="stretch", key="card-people"):
            _show_people(people, years)


def _show_net(headline: Headline, view: str) -> None:
    last, f = headline.last, formats()
    key = "headline.net_saving" if last.p50 >= 0 else "headline.net_cost"
    _card(
        t(key, year=last.year, view=view),
        f.short(abs(last.p50), last.width),
        t("headline.interval", interval=f.range(last.p10, last.p90)) if last.width else t("headline.certain"),
    )


def _show_start(headline: Headline) -> None:
    dip, f = headline.dip, formats()
    first = headline.first_gain
    note = t("headline.no_dip")
    if dip is not None:
        note = t("headline.dip", year=dip.year, amount=f.short(abs(dip.p50), dip.width))
    _card(
        t("headline.first_gain"),
        str(first) if first else t("headline.never", year=headline.last.year),
        note,
    )


def _show_people(people: People, years: tuple[int, ...]) -> None:
    f, residents, staff = formats(), people.residents, people.staff
    whom = (
        t("people.up_to", number=f.number(_said(residents.most)))
        if residents.affected
        else t("people.unknown")
    )
    notes = [t("people.double")] if len(residents.affected) > 1 else []
    _small_card(t("people.residents"), whom, [*notes, *_missing(residents.missing)])
    peak, last = staff.fte[staff.peak], staff.fte[-1]
    need = t("people.fte", fte=f.fte(_tenth(peak)), year=years[staff.peak])
    notes = [t("people.fte_last", fte=f.fte(_tenth(last)), year=years[-1])] if peak > last else []
    _small_card(t("people.staff"), need, [*notes, *_missing(staff.missing)])


def _missing(measures: tuple[str, ...]) -> list[str]:
    return [t("people.missing", len(measures))] if measures else []


def _said(people: float) -> float:
    """Round a number of people to what a source with round percentages supports: two digits."""
    step = max(1, 10 ** (len(str(int(people))) - 2))
    return float(round(people / step) * step)


def _tenth(fte: float) -> float:
    return round(fte, 1)


def _show_task(task: tuple[TaskYear, ...], owner: str) -> None:
    heads = ("year", "task", "chance", "shortfall")
    head = "".join(f'<th scope="col">{escape(t(f"headline.column.{name}"))}</th>' for name in heads)
    rows = "".join(_task_row(year) for year in task)
    label = escape(t("headline.task", owner=owner))
    st.html(
        f'<p class="koers-label">{label}</p>'
        f'<table class="koers-task"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _task_row(year: TaskYear) -> str:
    f = formats()
    cells = (
        f.short(year.amount),
        f.odds(year.chance),
        f.percent(year.chance),
        f.short(year.shortfall, min(year.width, year.shortfall))
        if year.chance < 1
        else t("headline.no_shortfall"),
    )
    amount, odds, percent, shortfall = map(escape, cells)
    return (
        f'<tr><th scope="row">{year.year}</th><td>{amount}</td><td><strong>{odds}</strong> ({percent})</td>'
        f"<td>{shortfall}</td></tr>"
    )


def _card(label: str, figure: str, note: str) -> None:
    st.html(
        f'<p class="koers-label">{escape(label)}</p><p class="koers-figure">{escape(figure)}</p>'
        f'<p class="koers-note">{escape(note)}</p>'
    )


def _small_card(label: str, figure: str, notes: list[str]) -> None:
    note = "; ".join(notes)
    st.html(
        f'<p class="koers-label">{escape(label)}</p><p class="koers-figure koers-small">{escape(figure)}</p>'
        f'<p class="koers-note">{escape(note)}</p>'
    )
