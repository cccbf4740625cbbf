"""The headline: what it saves, whether the task is met, when it starts to pay."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from simulator.export.known_digits import two_digits
from simulator.ui.components.view_switch import view_in_sentence
from simulator.ui.details import People
from simulator.ui.headline import Headline, TaskYear
from simulator.ui.headline_words import Card, against_start, bar_lines, net_card, start_card, task_amounts
from simulator.ui.language import formats, language, t


def show_headline(
    headline: Headline,
    view: str,
    owner: str | None,
    people: People | None = None,
    years: tuple[int, ...] = (),
    start: str = "",
    show_more: Callable[[], None] | None = None,
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
    start : str
        Title of the scenario that `headline.more` compares with.
    show_more : callable, optional
        Draws what must be known with the chances: in their card, or where there is none below the net saving.
    """
    widths = [10, *([20] if headline.task else []), 8, *([14] if people else [])]
    columns = iter(st.columns(widths, gap="small"))
    with next(columns).container(border=True, height="stretch", key="card-net"):
        _card(net_card(headline, view, language()), against_start(headline, start, language()))
        if show_more and not headline.task:
            show_more()
    if headline.task:
        with next(columns).container(border=True, height="stretch", key="card-task"):
            _show_task(headline.task, owner or "")
            if show_more:
                show_more()
    with next(columns).container(border=True, height="stretch", key="card-start"):
        _card(start_card(headline, language()))
    if people:
        with next(columns).container(border=True, height="stretch", key="card-people"):
            _show_people(people, years)
    _show_bar(headline, view, owner or "")


def _show_bar(headline: Headline, view: str, owner: str) -> None:
    """Draw what stays in sight where the cards cannot; a screen reader has the cards."""
    label, figure, rest = map(escape, bar_lines(headline, view, owner, language()))
    lines = f"{label}: <strong>{figure}</strong>", *rest.splitlines()
    st.html(f'<div class="koers-bar" aria-hidden="true">{"".join(f"<p>{line}</p>" for line in lines)}</div>')


def _show_people(people: People, years: tuple[int, ...]) -> None:
    f, residents, staff = formats(), people.residents, people.staff
    whom = (
        t("people.up_to", number=f.number(two_digits(residents.most)))
        if residents.affected
        else t("people.unknown")
    )
    notes = [t("people.double")] if len(residents.affected) > 1 else []
    if residents.missing:
        notes += [t("people.missing", len(residents.missing))]
    _small_card(t("people.residents"), whom, notes)
    peak = staff.fte[staff.peak]
    need = t("people.fte", fte=f.fte(_tenth(peak)), year=years[staff.peak])
    if peak == 0 and staff.missing:
        need = t("people.unknown")
    others = [at for at in range(len(years)) if at != staff.peak] if peak > 0 else []
    needs = (f"{years[at]}:\u00a0{f.decimal(_tenth(staff.fte[at]))}" for at in others)
    notes = [t("people.fte_others", years=" · ".join(needs))] if others else []
    if staff.missing:
        notes += [t("people.missing_staff", len(staff.missing))]
    _small_card(t("people.staff", view=view_in_sentence("")), need, notes)


def _tenth(fte: float) -> float:
    return round(fte, 1)


def _show_task(task: tuple[TaskYear, ...], owner: str) -> None:
    heads = ("year", "task", "chance", "shortfall")
    head = "".join(f'<th scope="col">{escape(t(f"headline.column.{name}"))}</th>' for name in heads)
    amounts = task_amounts(task, language())
    rows = "".join(_task_row(year, *said) for year, said in zip(task, amounts, strict=True))
    label = escape(t("headline.task", owner=owner))
    unknown = "" if all(year.known for year in task) else t("headline.task_unknown", owner=owner)
    note = f'<p class="koers-note">{escape(unknown)}</p>' if unknown else ""
    st.html(
        f'<p class="koers-label">{label}</p>'
        f'<table class="koers-task"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{note}'
    )


def _task_row(year: TaskYear, asked: str, missing: str) -> str:
    f = formats()
    percent = f" ({f.chance(year.chance)})" if year.known else ""
    amount, odds, percent, shortfall = map(escape, (asked, f.odds(year.chance), percent, missing))
    return (
        f'<tr><th scope="row">{year.year}</th><td>{amount}</td><td><strong>{odds}</strong>{percent}</td>'
        f"<td>{shortfall}</td></tr>"
    )


def _card(card: Card, more: str = "") -> None:
    also = f'<p class="koers-note"><strong>{escape(more)}</strong></p>' if more else ""
    # The style sheet makes a long figure smaller where its card is narrow.
    st.html(
        f'<div class="koers-card" style="--koers-characters: {len(card.figure)}">'
        f'<p class="koers-label">{escape(card.label)}</p><p class="koers-figure">{escape(card.figure)}</p>'
        f'<p class="koers-note">{escape(card.note)}</p>{also}</div>'
    )


def _small_card(label: str, figure: str, notes: list[str]) -> None:
    note = "; ".join(notes)
    st.html(
        f'<p class="koers-label">{escape(label)}</p><p class="koers-figure koers-small">{escape(figure)}</p>'
        f'<p class="koers-note">{escape(note)}</p>'
    )
