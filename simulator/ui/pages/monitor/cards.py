"""What the monitor says at a glance: the lights, what is to be expected now, and the chance of the task."""

from __future__ import annotations

from html import escape

import streamlit as st

from simulator.ui.components.view_switch import view_in_sentence, view_name
from simulator.ui.language import formats, t
from simulator.ui.pages.monitor.service import Watched


def show_cards(found: Watched, owner: str | None) -> None:
    """Draw the cards.

    Parameters
    ----------
    found : Watched
        The tables.
    owner : str or None
        Municipality with the savings task; None: there is none.
    """
    task = owner is not None and not found.chance.empty
    columns = iter(st.columns(3 if task else 2, gap="small"))
    with next(columns).container(border=True, height="stretch", key="card-monitor-lights"):
        _show_lights(found)
    with next(columns).container(border=True, height="stretch", key="card-monitor-net"):
        _show_net(found)
    if task:
        with next(columns).container(border=True, height="stretch", key="card-monitor-task"):
            _show_task(found, str(owner))


def _card(label: str, figure: str, note: str) -> None:
    st.html(
        f'<p class="koers-label">{escape(label)}</p><p class="koers-figure">{escape(figure)}</p>'
        f'<p class="koers-note">{escape(note)}</p>'
    )


def _show_lights(found: Watched) -> None:
    counts = found.happened["light"].value_counts()
    if counts.empty:
        _card(t("monitor.card.lights"), t("monitor.card.none"), t("monitor.card.no_lights"))
        return
    red, orange, green = (int(counts.get(name, 0)) for name in ("red", "orange", "green"))
    _card(
        t("monitor.card.lights"),
        t("monitor.card.red", red) if red else t("monitor.card.no_red"),
        t("monitor.card.others", orange=orange, green=green),
    )


def _show_net(found: Watched) -> None:
    f, weighed = formats(), found.effective is not None
    if not found.savings_known:
        label = t("headline.net_saving", year=found.last_year, view=view_in_sentence(found.view))
        _card(label, t("people.unknown"), t("headline.no_amounts"))
        return
    row = found.forecast[found.forecast["quantity"] == "net"].iloc[-1]
    prefix = "new_" if weighed else ""
    low, middle, high = (float(row[f"{prefix}{name}"]) for name in ("p10", "p50", "p90"))
    key = "headline.net_saving" if middle >= 0 else "headline.net_cost"
    before = f.saves(float(row["p50"]), float(row["p90"] - row["p10"]))
    note = t("monitor.card.before", interval=f.range(low, high), before=before)
    _card(
        t(key, year=row["year"], view=view_in_sentence(found.view)),
        f.short(abs(middle), high - low),
        note if weighed else t("monitor.card.plan"),
    )


def _show_task(found: Watched, owner: str) -> None:
    f, row = formats(), found.chance.iloc[-1]
    weighed = found.effective is not None
    chance = float(row["new_chance"] if weighed else row["chance"])
    if not row["savings_known"]:
        note = t("headline.task_unknown", owner=view_name(owner))
    elif weighed:
        note = t("monitor.card.chance_before", chance=f.chance(float(row["chance"])))
    else:
        note = t("monitor.card.plan")
    amount, year = f.short(float(row["target"])), int(row["year"])
    label = t("monitor.card.task", owner=view_name(owner), amount=amount, year=year)
    _card(label, f.chance(chance), note)
