"""The headline: what it saves, whether the task is met, when it starts to pay."""

from __future__ import annotations

from html import escape

import streamlit as st

from simulator.ui.headline import Headline, TaskYear
from simulator.ui.language import formats, t


def show_headline(headline: Headline, view: str, owner: str | None) -> None:
    """Draw the cards.

    Parameters
    ----------
    headline : Headline
        The numbers.
    view : str
        Name of the region or municipality that the net saving is about.
    owner : str or None
        Name of the municipality that the savings task is about.
    """
    widths = [10, 19, 10] if headline.task else [1, 1]
    columns = st.columns(widths, gap="small")
    with columns[0].container(border=True, height="stretch", key="card-net"):
        _show_net(headline, view)
    if headline.task:
        with columns[1].container(border=True, height="stretch", key="card-task"):
            _show_task(headline.task, owner or "")
    with columns[-1].container(border=True, height="stretch", key="card-start"):
        _show_start(headline)


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
        f.short(year.shortfall, year.width) if year.chance < 1 else t("headline.no_shortfall"),
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
