"""How robust the present package is: other futures, and the rules that lead to missing the task."""

from __future__ import annotations

from typing import Final

import streamlit as st

from simulator.analysis.robustness import Condition, Discovery, FutureName, FutureOutcome, Rule
from simulator.domain.scenario import Scenario
from simulator.ui import state
from simulator.ui.components.chart_figure import show_figure
from simulator.ui.components.view_switch import view_in_sentence, view_name
from simulator.ui.language import formats, keyed, language, t
from simulator.ui.markup import plain
from simulator.ui.pages.packages import service as packages_service
from simulator.ui.pages.packages import state as asking
from simulator.ui.pages.packages.chart_futures import future_name, futures_figure
from simulator.ui.sensitivity_words import Words

EVEN: Final = 0.5
"""A chance of one in two."""
STEPS: Final = 5
"""A value in a rule is rounded to a part of the width of its driver's interval."""


def show_robustness(scenario: Scenario, year: int, owner: str | None) -> None:
    """Draw the package in all futures, and what leads to missing the task.

    Parameters
    ----------
    scenario : Scenario
        The package, with its assumptions.
    year : int
        Year of the task.
    owner : str or None
        Municipality with a savings task in this year.
    """
    catalogue = state.catalogue()
    with st.spinner(t("packages.working")):
        found = packages_service.in_futures(catalogue, scenario, year)
    least = asking.asked().chance or asking.LIKELY
    if owner is not None and not found[0].task_known:
        st.info(t("headline.task_unknown", owner=plain(view_name(owner))))
        owner = None
    name, words = view_name(owner) if owner else None, Words(catalogue, language())
    where = view_in_sentence(scenario.municipality or "")
    show_figure(futures_figure(found, year, name, least, words, where=where), found[0].run_id)
    st.header(t("packages.rules_title" if owner else "packages.future_title"), anchor=False)
    chosen = _show_future(scenario, found, words)
    if owner is not None:
        with st.spinner(t("packages.working")):
            rules = packages_service.rules(catalogue, scenario, chosen, year)
        if rules is not None:
            _show_found(rules, words)


def _show_future(scenario: Scenario, found: tuple[FutureOutcome, ...], words: Words) -> FutureName:
    """Draw the choice of a future to look into, and a button that opens it; gives the one chosen."""
    options = {one.future.name: one.future for one in found}
    key, asked = keyed("packages-future"), asking.asked().future
    chosen = asked if asked in options else _telling(found)
    left, right = st.columns([3, 2], gap="small", vertical_alignment="bottom")
    left.selectbox(
        t("packages.rules_future"),
        list(options),
        index=list(options).index(chosen),
        key=state.mirror(key, chosen),
        format_func=lambda name: future_name(options[name], words),
        on_change=lambda: asking.ask(future=state.mirrored(key)),
    )
    right.button(
        t("packages.open_future"),
        key="packages-open-future",
        on_click=_open,
        args=(options[chosen].scenario, future_name(options[chosen], words)),
        disabled=options[chosen].scenario == scenario,
    )
    return chosen


def _open(scenario: Scenario, name: str) -> None:
    state.change(lambda _: scenario)
    asking.ask(future="own")
    state.tell("packages.opened_future", future=name)


def _telling(found: tuple[FutureOutcome, ...]) -> FutureName:
    """Choose the future that tells most until somebody chooses: where it may go either way."""
    return min(found, key=lambda one: abs((one.chance or 0.0) - EVEN)).future.name


def _show_found(rules: Discovery, words: Words) -> None:
    f = formats()
    missed = t(
        "packages.rules_missed",
        owner=view_name(rules.owner),
        year=rules.year,
        amount=f.short(rules.target),
        percent=f.percent(rules.missed),
    )
    st.write(plain(missed))
    if not rules.rules:
        st.info(t("packages.rules_few" if rules.can_tell else "packages.rules_clear"))
        return
    st.markdown(
        "\n".join(f"{at}. {_rule(rule, rules, words)}" for at, rule in enumerate(rules.rules, start=1))
    )
    st.caption(
        t("packages.rules_told", len(rules.rules), percent=f.percent(rules.told), draws=f.number(rules.draws))
        + " "
        + t("packages.rules_read")
    )


def _rule(rule: Rule, rules: Discovery, words: Words) -> str:
    """Say one rule: its conditions, and how often the task is then missed (made)."""
    f = formats()
    ends = t("packages.rule_and").join(f"**{plain(_condition(one, words))}**" for one in rule.conditions)
    kind = "missing" if rules.about_missing else "making"
    usual = rules.missed if rules.about_missing else 1.0 - rules.missed
    told = t(
        f"packages.then.{kind}",
        density=f.percent(rule.density),
        usual=f.percent(usual),
        coverage=f.percent(rule.coverage),
    )
    return t("packages.rule", ends=ends, told=plain(told))


def _condition(one: Condition, words: Words) -> str:
    name = one.driver.name
    if one.driver.layer == "common":
        key = "packages.factor_above" if one.above else "packages.factor_below"
        return t(key, factor=words.title(name), percent=formats().percent(one.part))
    return t(
        "packages.rule_above" if one.above else "packages.rule_below",
        driver=words.source(name),
        value=words.value(one.value, name, one.width / STEPS),
        middle=words.value(one.middle, name, one.width / STEPS),
    )
