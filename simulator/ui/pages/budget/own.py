"""Own figures: templates to fill in, and uploads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from simulator.analysis.budget.own_figures import baseline_template, key_template
from simulator.export.templates import template_csv, template_xlsx
from simulator.ui import services, state
from simulator.ui.components.table_problems import show_table_problems
from simulator.ui.components.view_switch import REGION, view_name
from simulator.ui.language import formats, keyed, language, local, t
from simulator.ui.made import MIME
from simulator.ui.markup import plain
from simulator.ui.pages.budget import state as budget_state
from simulator.ui.sharing import MOST_MEGABYTES


def show_own_figures() -> None:
    """Draw both kinds of own figures, folded away until they are wanted or something is wrong with them."""
    busy = budget_state.baseline() is not None or budget_state.has_own_key()
    wrong = any(budget_state.problems(kind) for kind in ("baseline", "key"))
    with st.expander(t("budget.own"), expanded=busy or wrong, key="budget-own"):
        st.caption(t("budget.own_note"))
        left, right = st.columns(2, gap="medium")
        with left:
            _show_baseline()
        with right:
            _show_own_key()


def _show_baseline() -> None:
    view = view_name(state.scenario().municipality or REGION)
    st.header(t("budget.baseline"), anchor=False)
    st.caption(t("budget.baseline_note", view=view))
    rows = baseline_template(services.catalogue(), language())
    _show_templates("baseline", {"": rows}, t("budget.file.baseline"))
    _show_upload("baseline", t("budget.baseline_upload", view=view))
    own = budget_state.baseline()
    if own is None:
        return
    whose = view_name(own.municipality or REGION)
    titles = services.catalogue().programme.services
    amounts = ", ".join(
        f"{plain(local(titles[name].title))} {formats().euro(amount)}"
        for name, amount in own.spending.items()
    )
    st.success(t("budget.baseline_used", view=whose, amounts=amounts))
    _show_remove("baseline")


def _show_own_key() -> None:
    st.header(t("budget.key_title"), anchor=False)
    st.caption(t("budget.key_note"))
    measures = services.catalogue()
    forms = {"share": key_template(measures), "count": key_template(measures, counts=True)}
    _show_templates("key", forms, t("budget.file.key"))
    _show_upload("key", t("budget.key_upload"))
    if budget_state.has_own_key():
        st.success(t("budget.key_used") if budget_state.own_key_on() else t("budget.key_waiting"))
        _show_remove("key")


def _show_templates(kind: str, forms: Mapping[str, Sequence[Sequence[str]]], name: str) -> None:
    with st.container(horizontal=True, gap="small", key=f"budget-templates-{kind}"):
        for form, rows in forms.items():
            for ending, write in (("xlsx", template_xlsx), ("csv", template_csv)):
                words = t(f"budget.template.{form or 'spending'}", ending=ending.upper())
                st.download_button(
                    words,
                    data=partial(write, rows),
                    file_name=f"{name}-{form}.{ending}" if form else f"{name}.{ending}",
                    mime=MIME[f".{ending}"],
                    key=f"budget-template-{kind}-{form}-{ending}",
                    on_click="ignore",
                    icon=":material/download:",
                )


def _show_upload(kind: str, words: str) -> None:
    key = keyed(f"budget-upload-{kind}-{budget_state.turn(kind)}")
    with st.container(key=f"budget-upload-{kind}"):
        st.file_uploader(
            words,
            type=["csv", "xlsx"],
            key=key,
            max_upload_size=MOST_MEGABYTES,
            on_change=_uploaded,
            args=(kind, key),
        )
    problems = budget_state.problems(kind)
    if problems:
        show_table_problems(problems)


def _show_remove(kind: str) -> None:
    st.button(
        t("budget.remove"),
        key=f"budget-remove-{kind}",
        on_click=budget_state.remove,
        args=(kind,),
        icon=":material/delete:",
    )


def _uploaded(kind: str, key: str) -> None:
    file = st.session_state.get(key)
    if file is not None:
        budget_state.upload(kind, file.name, file.getvalue())
