"""Three sentences on the audit: how many points, what they are worth, which weighs most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from simulator.analysis.review import ReviewPoint
from simulator.ui import state
from simulator.ui.components.measure_list import label
from simulator.ui.language import formats, local, t
from simulator.ui.markup import plain
from simulator.ui.pages.audit.data import Effects, net_with
from simulator.ui.pages.audit.words import rough


def show_summary(points: Sequence[ReviewPoint], effects: Effects) -> None:
    """Draw the three sentences."""
    sentences = (_count(points), _worth(points), _heaviest(effects))
    st.markdown("\n".join(f"{at}. {sentence}" for at, sentence in enumerate(sentences, start=1)))


def _count(points: Sequence[ReviewPoint]) -> str:
    found = Counter(point.severity for point in points)
    return t("audit.count", all=len(points), errors=found["error"], warnings=found["warning"])


def _worth(points: Sequence[ReviewPoint]) -> str:
    f = formats()
    for point in points:
        main = point.main
        if main.rule == "letter-sum" and isinstance(main.computed, float) and main.difference_eur is not None:
            listed = main.computed - main.difference_eur
            amounts = {
                "letter": f.short(listed, rough(listed)),
                "tables": f.short(main.computed, rough(main.computed)),
            }
            return t("audit.worth_letter", None, year=main.year, **amounts)
    printed, own = net_with("printed"), net_with(None)
    if printed is None or own is None or round(printed.likely - own.likely) == 0:
        return t("audit.worth_nothing")
    more = printed.likely - own.likely
    key = "audit.worth_higher" if more > 0 else "audit.worth_lower"
    return t(key, amount=f.short(abs(more), rough(more)), years=span())


def _heaviest(effects: Effects) -> str:
    if not effects:
        return t("audit.heaviest_none")
    measure, reading = max(effects, key=lambda found: abs(effects[found].likely))
    chosen = state.catalogue().measures[measure]
    return t(
        "audit.heaviest",
        measure=plain(label(chosen)),
        reading=plain(local(chosen.readings[reading].title)),
        change=in_more_or_less(effects[measure, reading].likely),
        years=span(),
    )


def in_more_or_less(amount: float) -> str:
    """Say how much higher or lower a sum over years becomes."""
    key = "audit.higher" if amount >= 0 else "audit.lower"
    return t(key, amount=formats().short(abs(amount), rough(amount)))


def span() -> str:
    """Give the years of the programme: "2021–2024"."""
    years = state.catalogue().programme.years
    return f"{years[0]}–{years[-1]}"
