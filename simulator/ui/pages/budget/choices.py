"""What the reader of the budget chooses: outcome, prices, unit, signs, delivery risk and allocation key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

import streamlit as st

from simulator.analysis.budget import BudgetOptions
from simulator.analysis.budget.options import Statistic
from simulator.analysis.budget.own_figures import OWN_KEY
from simulator.domain.scenario import Scenario
from simulator.export.conventions import CONVENTIONS
from simulator.ui import edits, state
from simulator.ui.language import keyed, local, t
from simulator.ui.levers import DELIVERY
from simulator.ui.pages.budget import state as budget_state

STATISTICS: tuple[str, ...] = get_args(Statistic)
PRICES = ("constant", "nominal")
UNITS = ("1", "1000")
DELIVERY_RISK = ("without", "with", "partly")
NARROW, WIDE = 168, 260
"""Widths in pixels: two narrow ones fit beside each other on a telephone, all of them on a laptop."""
PER_SERVICE = ""
"""Each service is divided by a key of its own."""
_KEPT = "_budget-choice-"


def show_choices() -> None:
    """Draw the choices, as many side by side as fit."""
    with st.container(horizontal=True, gap="small", key="budget-choices"):
        said = _kept("statistic", STATISTICS)
        _pick("statistic", STATISTICS, said, lambda v: t(f"budget.statistic.{v}"), _keep)
        prices = state.scenario().price_level
        _pick("prices", PRICES, prices, lambda v: t(f"budget.prices.{v}"), _set_prices)
        risk = _risk()
        risks = DELIVERY_RISK if risk == "partly" else DELIVERY_RISK[:2]
        _pick("risk", risks, risk, lambda v: t(f"budget.risk.{v}"), _set_risk)
        _pick("unit", UNITS, _kept("unit", UNITS), lambda v: t(f"budget.unit.{v}"), _keep)
        signs = tuple(CONVENTIONS)
        _pick("convention", signs, _kept("convention", signs), lambda v: t(f"budget.convention.{v}"), _keep)
        _show_key()


def options() -> BudgetOptions:
    """Give what was chosen; the scenario itself holds the rest."""
    view = state.scenario().municipality or ""
    statistic: Statistic = next(
        name for name in get_args(Statistic) if name == _kept("statistic", STATISTICS)
    )
    return BudgetOptions(
        statistic=statistic,
        unit=1000 if _kept("unit", UNITS) == UNITS[1] else 1,
        convention=_kept("convention", tuple(CONVENTIONS)),
        budget=budget_state.own_budget(view),
    )


def _pick(
    name: str,
    values: Sequence[str],
    present: str,
    words: Callable[[str], str],
    changed: Callable[[str], None],
) -> None:
    st.selectbox(
        t(f"budget.choose.{name}"),
        values,
        index=values.index(present),
        key=state.mirror(keyed(f"budget-{name}"), present),
        format_func=words,
        on_change=changed,
        args=(name,),
        width=NARROW,
    )


def _show_key() -> None:
    keys = state.catalogue().programme.allocation_keys
    own = [OWN_KEY] if budget_state.has_own_key() else []

    def words(key: str) -> str:
        if key == OWN_KEY:
            return t("budget.key.own")
        return local(keys[key].title) if key in keys else t("budget.key.per_service")

    options, present = [PER_SERVICE, *keys, *own], budget_state.key_in_use() or PER_SERVICE
    st.selectbox(
        t("budget.choose.key"),
        options,
        index=options.index(present),
        key=state.mirror(keyed("budget-key"), present),
        format_func=words,
        on_change=_set_key,
        help=t("budget.key_help"),
        width=WIDE,
    )


def _kept(name: str, values: Sequence[str]) -> str:
    """Give a choice of this session, at first the first."""
    present = st.session_state.get(f"{_KEPT}{name}")
    return next((value for value in values if value == present), values[0])


def _keep(name: str) -> None:
    st.session_state[f"{_KEPT}{name}"] = _value(name)


def _value(name: str) -> str:
    return str(state.mirrored(keyed(f"budget-{name}")))


def _risk() -> str:
    on = [getattr(state.scenario().layers, layer) for layer in DELIVERY]
    return "with" if all(on) else "partly" if any(on) else "without"


def _set_prices(name: str) -> None:
    chosen = _value(name)
    state.change(lambda scenario: edits.set_fields(scenario, price_level=chosen))


def _set_risk(name: str) -> None:
    chosen = _value(name)
    if chosen == "partly":
        return
    layers = dict.fromkeys(DELIVERY, chosen == "with")

    def edit(scenario: Scenario) -> Scenario:
        for layer, on in layers.items():
            scenario = edits.set_layer(scenario, layer, on)
        return scenario

    state.change(edit)


def _set_key() -> None:
    chosen = _value("key")
    budget_state.use_own_key(chosen == OWN_KEY)
    if chosen != OWN_KEY:
        state.change(lambda scenario: edits.set_fields(scenario, allocation_key=chosen or None))
