"""Words of the budget tables, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from simulator.domain.base import Text

KINDS = {
    "lower_spending": Text(nl="lagere lasten", en="lower spending"),
    "booked": Text(nl="komt ervoor in de plaats", en="spent in its place"),
    "execution": Text(nl="minder uitvoering", en="less execution"),
    "own_contribution": Text(nl="eigen bijdrage", en="own contribution"),
    "cost": Text(nl="kosten", en="cost"),
    "spill_over": Text(nl="waterbed", en="waterbed"),
    "unknown": Text(nl="PM", en="PM"),
}
UNKNOWN = {
    "effect": Text(nl="besparing zonder bedrag", en="saving without an amount"),
    "cost": Text(nl="kosten zonder bedrag", en="cost without an amount"),
}
"""What a post without an amount is."""

ITEMS = {
    "baseline": Text(nl="Ongewijzigd beleid", en="Unchanged policy"),
    "saving": Text(nl="Lagere lasten", en="Lower spending"),
    "own_contributions": Text(nl="Eigen bijdragen", en="Own contributions"),
    "costs": Text(nl="Kosten van de uitvoering", en="Costs of carrying out"),
    "spill_over": Text(nl="Waterbed", en="Waterbed"),
    "unknown": Text(nl="Zonder bedrag (PM)", en="Without an amount (PM)"),
    "measures": Text(nl="Saldo van de maatregelen", en="Balance of the measures"),
    "with_measures": Text(nl="Met maatregelen", en="With measures"),
}
TITLES = {
    "maatregelen": Text(nl="Per maatregel en jaar", en="Per measure and year"),
    "taakvelden": Text(nl="Per taakveld en jaar", en="Per taakveld and year"),
    "meerjarenraming": Text(nl="Meerjarenraming", en="Multi-year overview"),
    "begrotingswijziging": Text(nl="Begrotingswijziging", en="Budget amendment"),
    "gemeenten": Text(nl="Per gemeente en jaar", en="Per municipality and year"),
    "vergelijking": Text(
        nl="Ongewijzigd beleid, maatregelen en taak", en="Unchanged policy, measures and task"
    ),
    "totalen": Text(nl="Totalen", en="Totals"),
    "pm-posten": Text(nl="PM-posten", en="Posts without an amount"),
}
STATISTICS = {
    "most_likely": Text(nl="meest waarschijnlijk geval", en="most likely case"),
    "mean": Text(nl="gemiddelde van de trekkingen", en="mean over draws"),
    "p10": Text(nl="P10, de ongunstige kant", en="P10, the unfavourable side"),
    "p50": Text(nl="P50, het midden", en="P50, the middle"),
    "p90": Text(nl="P90, de gunstige kant", en="P90, the favourable side"),
}
"""What the amounts of a table are."""

AMOUNTS = {
    "year": Text(nl="Jaar", en="Year"),
    "baseline": Text(nl="Ongewijzigd beleid", en="Unchanged policy"),
    "damped": Text(nl="Besparing (positief)", en="Saving (positive)"),
    "cost": Text(nl="Kosten (positief)", en="Cost (positive)"),
    "net_cost": Text(nl="Saldo van de maatregelen", en="Balance of the measures"),
    "with_measures": Text(nl="Met maatregelen", en="With measures"),
    "difference": Text(nl="Verschil", en="Difference"),
    "task": Text(nl="Taakstelling (positief)", en="Savings task (positive)"),
    "short_of_task": Text(
        nl="Tekort op de taak (negatief: gehaald)", en="Short of the task (negative: made)"
    ),
    "budget": Text(nl="Eigen begroting", en="Own budget"),
    "against_budget": Text(nl="Tegenover eigen begroting", en="Against own budget"),
}
"""Heads of the tables of totals."""


def what_is_booked(
    services: Iterable[str],
    apart: Mapping[str, Iterable[str]],
    label: Callable[[str], str],
    lang: str,
) -> str:
    """Name what is booked on a taakveld: services, and measures of which something is there apart from those.

    Parameters
    ----------
    services : iterable of str
        Titles.
    apart : mapping of str to iterable of str
        Measures with the kinds of their lines there; see `simulator.analysis.budget.apart`.
    label : callable
        Gives the name of a measure.
    lang : {"nl", "en"}
        Language.

    Examples
    --------
    >>> what_is_booked(["Vervoer"], {"7": ["spill_over", "unknown"]}, "Maatregel {}".format, "nl")
    'Vervoer; Maatregel 7 (waterbed, PM)'
    """
    parts = (
        f"{label(name)} ({', '.join(getattr(KINDS[kind], lang) for kind in kinds)})"
        for name, kinds in apart.items()
    )
    return "; ".join([", ".join(services), *parts]).removeprefix("; ")
