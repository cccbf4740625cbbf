"""What the amounts do not say: residents, costs that come back elsewhere, and what nobody knows."""

from __future__ import annotations

from html import escape

import streamlit as st

from simulator.analysis.position import Leak, LeftOut, Residents
from simulator.export.known_digits import THOUSAND, decimals_in_thousands, rounded
from simulator.ui.components.measure_html import bullets, source_note
from simulator.ui.components.measure_list import label
from simulator.ui.language import formats, local, t
from simulator.ui.pages.position import state as position_state
from simulator.ui.pages.position.service import Meaning
from simulator.ui.pages.position.words import leaked


def show_effects(meaning: Meaning) -> None:
    """Draw the three blocks, the details of each folded."""
    _show_residents(meaning)
    _show_leaks(meaning)
    _show_unknown(meaning)


def _show_residents(meaning: Meaning) -> None:
    st.header(t("position.residents"), anchor=False)
    changed = [row for row in meaning.residents if row.proposed != row.position]
    if changed:
        st.html(bullets(map(_resident, changed)))
    else:
        st.write(t("position.residents_same"))
    rest = [row for row in meaning.residents if row.proposed == row.position]
    if rest:
        with st.expander(t("position.residents_rest", len(rest)), key="position-residents"):
            st.caption(t("position.residents_note"))
            st.html(bullets(map(_resident, rest)))


def _resident(row: Residents) -> str:
    catalogue = position_state.catalogue()
    if row.proposed == row.position:
        count = _count(row.proposed)
    else:
        count = t("position.residents_both", proposed=_count(row.proposed), position=_count(row.position))
    what = f"<strong>{escape(local(row.title))}</strong>: {escape(count)}"
    about = f'<span class="koers-source">{escape(label(catalogue.measures[row.measure]))}</span>'
    return what + about + source_note(row.source, catalogue)


def _count(value: float | None) -> str:
    return t("position.not_in_package") if value is None else formats().number(value)


def _show_leaks(meaning: Meaning) -> None:
    st.header(t("position.leaks"), anchor=False)
    if not meaning.leaks:
        st.write(t("position.leaks_none"))
        return
    f = formats()
    proposed, own = (f.short(_rough(leaked(meaning.leaks, name))) for name in ("proposed", "position"))
    st.write(t("position.leaks_sentence", year=meaning.years[-1].year, proposed=proposed, position=own))
    st.caption(t("position.leaks_counted" if meaning.spill_over else "position.leaks_not_counted"))
    groups: dict[str, list[Leak]] = {}
    for leak in meaning.leaks:
        groups.setdefault(leak.measure, []).append(leak)
    with st.expander(t("position.leaks_details", len(groups)), key="position-leaks"):
        st.html(bullets(_leak(group) for group in groups.values()))


def _rough(amount: float) -> float:
    """Round an amount that rests on an assumed share to the thousand, and a small one not to nothing."""
    return float(rounded(amount, THOUSAND // 10 ** decimals_in_thousands([amount])))


def _leak(leaks: list[Leak]) -> str:
    catalogue, first, f = position_state.catalogue(), leaks[0], formats()
    services = catalogue.programme.services
    where = ", ".join(dict.fromkeys(local(services[leak.to_service].title) for leak in leaks))
    amounts = {
        name: t("position.not_in_package") if amount is None else f.short(_rough(amount))
        for name, amount in (("proposed", first.proposed), ("position", first.position))
    }
    head = f"<strong>{escape(label(catalogue.measures[first.measure]))}</strong>"
    told = t("position.leak", None, service=where, share=f.percent(first.share), **amounts)
    notes = " ".join(dict.fromkeys(local(leak.note) for leak in leaks))
    return f"{head}<br>{escape(told)} {escape(notes)}{source_note(first.source, catalogue)}"


def _show_unknown(meaning: Meaning) -> None:
    st.header(t("position.unknown"), anchor=False)
    if not meaning.left_out:
        st.write(t("position.unknown_none"))
        return
    st.write(t("position.unknown_sentence", sum(item.in_position for item in meaning.left_out)))
    changed = [item for item in meaning.left_out if item.in_proposed != item.in_position]
    rest = [item for item in meaning.left_out if item.in_proposed == item.in_position]
    key = "position.unknown_details" if changed else "position.unknown_all"
    with st.expander(t(key, len(meaning.left_out), changed=len(changed)), key="position-unknown"):
        st.html(bullets(map(_unknown, (*changed, *rest))))


def _unknown(item: LeftOut) -> str:
    catalogue = position_state.catalogue()
    kind = t("unknown.effect" if item.what == "effect" else "unknown.cost")
    if item.in_proposed and item.in_position:
        where = ""
    else:
        where = f"; {t('position.only_proposed' if item.in_proposed else 'position.only_position')}"
    head = f"<strong>{escape(local(item.title))}</strong> ({escape(kind + where)})"
    about = f'<span class="koers-source">{escape(label(catalogue.measures[item.measure]))}</span>'
    return head + about + source_note(item.source, catalogue)
