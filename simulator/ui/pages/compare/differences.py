"""What is set differently in the scenarios: a table that holds differences only."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.ui.language import language, t
from simulator.ui.markup import cells
from simulator.ui.pages.compare.outcomes import column_title
from simulator.ui.setting_words import different_settings


def show_settings(scenarios: Sequence[Scenario], names: Sequence[str], catalogue: Catalogue) -> None:
    """Draw the table, measures first; without differences a sentence."""
    st.header(t("compare.settings_title"), anchor=False)
    found = different_settings(scenarios, catalogue, language())
    if not found:
        st.write(t("compare.settings_same"))
        return
    st.caption(t("compare.settings_sentence", count=len(found)))
    table = pd.DataFrame(
        {
            t("compare.setting"): cells(setting.label for setting in found),
            **{
                column_title(place, name): cells(setting.values[place] for setting in found)
                for place, name in enumerate(names)
            },
        }
    )
    with st.container(key="compare-settings"):
        st.table(table, hide_index=True, alt=t("compare.settings_title"))
