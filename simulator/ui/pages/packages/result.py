"""The best package, those that are nearly as good, and a way to open each as a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import nan
from typing import Final

import pandas as pd
import streamlit as st

from simulator.analysis.portfolio import Choice, Packages, Winner
from simulator.domain.scenario import Scenario
from simulator.export.known_digits import two_digits
from simulator.ui import edits, state
from simulator.ui.formats import Formats
from simulator.ui.language import formats, language, t
from simulator.ui.markup import cells
from simulator.ui.pages.packages.chart_packages import asks_words, in_cell, listed
from simulator.ui.sensitivity_words import Words

LETTERS: Final = "ABCD"


def show_counts(packages: Packages, choice: Choice) -> None:
    """Say how many packages there are and how many are left; when none, what stands in the way."""
    f = formats()
    everything, left = f.number(packages.count), f.number(len(choice.meeting))
    if choice.near:
        st.write(t("packages.counts", len(choice.meeting), all=everything, left=left))
        return
    st.warning(t("packages.none", all=everything))
    helping = {name: count for name, count in choice.without.items() if count}
    lines = [
        t("packages.without", count, wish=t(f"packages.wish.{name}"), number=f.number(count))
        for name, count in sorted(helping.items(), key=lambda one: -one[1])
    ]
    st.markdown("\n".join(f"- {line}" for line in lines) if lines else t("packages.none_helps"))


def show_best(packages: Packages, best: Winner, owner: str | None, view: str) -> None:
    """Draw the card of the best package."""
    title = t("packages.best", count=len(best.measures))
    show_card("card-packages-best", title, packages, best, owner, view)


def show_likeliest(packages: Packages, one: Winner, owner: str, view: str, *, asks_more: bool) -> None:
    """Draw the package with the best chance of the task, where that is less than what is asked.

    With other demands it is the best of what these leave: without them there may be better.
    """
    title = t("packages.likeliest_so" if asks_more else "packages.likeliest", count=len(one.measures))
    show_card("card-packages-likeliest", title, packages, one, owner, view)
    st.button(
        t("packages.open_likeliest"),
        key="packages-open-likeliest",
        on_click=_open,
        args=(one, packages.candidates.named, state.Message("packages.opened_likeliest")),
    )


def show_card(key: str, title: str, packages: Packages, one: Winner, owner: str | None, view: str) -> None:
    """Draw the card of a package.

    Parameters
    ----------
    key, title : str
        Key of the card, and its first line.
    packages : Packages
        The search it comes from.
    one : Winner
        The package, worked out in full.
    owner : str or None
        Name of the municipality with a savings task.
    view : str
        Name of the region or municipality that the net saving is about, as in a sentence.
    """
    f, width = formats(), one.p90 - one.p10
    with st.container(border=True, key=key):
        st.html(
            _line("koers-label", title)
            + _line("koers-figure", f.saves(one.p50, width))
            + _line("koers-note", t("packages.best_where", year=packages.year, view=view))
            + _line("koers-note", t("headline.interval", interval=f.range(one.p10, one.p90)) if width else "")
            + _line("koers-note", _chance(packages, one, owner))
            + _line("koers-note", _asks(one))
        )


def _line(style: str, text: str) -> str:
    return f'<p class="{style}">{escape(text)}</p>' if text else ""


def _chance(packages: Packages, one: Winner, owner: str | None) -> str:
    if owner is None:
        return ""
    if one.chance is None:
        return t("packages.best_chance_unknown", owner=owner, year=packages.year)
    odds, percent = formats().odds(one.chance), formats().chance(one.chance)
    return t("packages.best_chance", owner=owner, year=packages.year, odds=odds, percent=percent)


def _asks(one: Winner) -> str:
    """Say what a package asks, with what is not known of it."""
    return t(
        "packages.best_asks",
        residents=asks_words(one.residents, "residents", one.no_residents, language()),
        fte=asks_words(one.fte, "fte", one.no_fte, language()),
    )


def show_near(packages: Packages, choice: Choice, found: Sequence[Winner], words: Words) -> None:
    """Draw the packages side by side: what they share, where they differ, and a button for each."""
    st.header(t("packages.near_title"), anchor=False)
    if choice.nearly_equal == 1:
        told = t("packages.near_none")
    else:
        told = t("packages.near_sentence", number=formats().number(choice.nearly_equal), shown=len(found))
    st.caption(f"{told} {t('packages.near_padded')}")
    if choice.shared:
        shared = "; ".join(words.measure(name) for name in choice.shared)
        st.markdown(f"**{t('packages.shared', len(found))}** {cells([shared])[0]}")
    st.table(_side_by_side(packages, choice, found, words), hide_index=True, alt=t("packages.near_title"))
    if any(one.no_fte or one.no_residents for one in found):
        st.caption(t("packages.cell_unknown"))
    with st.container(horizontal=True, gap="small", key="packages-open"):
        for letter, one in zip(LETTERS, found, strict=False):
            st.button(
                t("packages.open", letter=letter),
                key=f"packages-open-{letter}",
                on_click=_open,
                args=(one, packages.candidates.named, state.Message("packages.opened", {"letter": letter})),
                help=listed(packages, one.number, words),
            )


def _side_by_side(packages: Packages, choice: Choice, found: Sequence[Winner], words: Words) -> pd.DataFrame:
    f, width = formats(), max(one.p90 - one.p10 for one in found)
    net = f.column((amount, width) for one in found for amount in (one.p10, one.p50, one.p90))
    rows = {name: [_in(name in one.measures) for one in found] for name in choice.differing}
    table = {words.measure(name): row for name, row in rows.items()}
    table |= {
        t("packages.column.net"): [_amount(one.p50, width, net) for one in found],
        t("chart.interval"): [
            f"{_amount(one.p10, width, net)}\u00a0– {_amount(one.p90, width, net)}" for one in found
        ],
    }
    if packages.target is not None:
        table[t("packages.column.chance")] = [
            f.chance(nan if one.chance is None else one.chance) for one in found
        ]
    table |= {
        t("packages.column.residents"): [
            in_cell(one.residents, f.number(two_digits(one.residents)), one.no_residents) for one in found
        ],
        t("packages.column.fte"): [in_cell(one.fte, f.number(one.fte, 1), one.no_fte) for one in found],
        t("packages.column.measures"): [str(len(one.measures)) for one in found],
    }
    columns = [LETTERS[place] for place in range(len(found))]
    # The mark in ">99%" would make a quotation of it.
    frame = pd.DataFrame(list(table.values()), columns=columns).map(lambda cell: cell.replace(">", "\\>"))
    frame.insert(0, t("packages.column.what"), cells(table))
    return frame


def _amount(amount: float, width: float, f: Formats) -> str:
    """Write a net saving in a cell, where there is room for few words; what costs says so.

    The width is that of the least certain package beside it: amounts side by side have the same digits.
    """
    return f.short(amount, width) if amount >= 0 else f.saves(amount, width)


def _in(is_in: bool) -> str:
    return t("packages.in") if is_in else t("packages.out")


def _open(one: Winner, choosable: Sequence[str], told: state.Message) -> None:
    """Put a package on, and say so: on top of the page, and where one looks who clicked further down."""
    state.change(lambda scenario: as_package(scenario, one.measures, choosable))
    state.tell(told.key, **told.values)
    st.toast(t(told.key, None, **told.values), duration="long")


def as_package(scenario: Scenario, measures: Sequence[str], choosable: Sequence[str]) -> Scenario:
    """Give the scenario with a package on: the measures to choose from that are not in it are off."""
    start = state.start()
    for name in choosable:
        setting = scenario.measures.get(name) or start.measures.get(name)
        fields = {field: getattr(setting, field) for field in type(setting).model_fields} if setting else {}
        scenario = edits.set_measure(scenario, name, **fields | {"on": name in measures})
    return scenario
