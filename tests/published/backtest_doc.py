"""The tables of docs/backtest.md, worked out anew by ``python -m tests.published.backtest_doc``.

The prose around them is written by hand; a test holds what it says against the same figures.
"""

import re
from functools import cache
from pathlib import Path

import pandas as pd

from simulator.analysis.monitor import MonitorRules
from simulator.analysis.monitor.backtest import BackTest, backtest, vintages
from simulator.files import load_catalogue, load_scenario

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "backtest.md"
HILVERSUM, AMERSFOORT = "gooi-en-vechtstreek-2021", "regio-amersfoort-lokale-teams"
PLANS = {
    HILVERSUM: ("programma", "voorzichtig", "ongewijzigd-beleid"),
    AMERSFOORT: ("ongewijzigd-beleid", "ambitie-gemeenten"),
}
MADE_IN = {HILVERSUM: 2021, AMERSFOORT: 2022}


@cache
def catalogue(programme):
    return load_catalogue(ROOT / "measures" / programme)


@cache
def outcome(programme: str, plan: str, *, luck: bool = True, surprise: float | None = None) -> BackTest:
    """Back-test of a scenario; that of Hilversum is in its own view."""
    chosen = load_scenario(ROOT / "scenarios" / programme / f"{plan}.yaml", catalogue(programme))
    if programme == HILVERSUM:
        chosen = chosen.model_copy(update={"municipality": "hilversum"})
    rules = MonitorRules(small_numbers=luck, price_surprise=surprise)
    return backtest(catalogue(programme), chosen, MADE_IN[programme], rules)


def latest(table: pd.DataFrame) -> pd.DataFrame:
    """The last word on each year: the figure of the last document that speaks of it."""
    return table.groupby("year", as_index=False).last()


def million(amount: float) -> str:
    return f"{amount / 1e6:.2f}"


def markdown(header: tuple[str, ...], rows) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def table_vintages() -> str:
    table = vintages(catalogue(HILVERSUM).observed)
    pages = {
        "hilversum-begroting-2021": "2021",
        "hilversum-begroting-2022": "2022",
        "hilversum-begroting-2023": "2023",
    }
    rows = []
    for year, own in table.groupby("year"):
        by = {pages[row["document"]]: row for row in own.to_dict("records")}
        cells = [
            f"{million(by[b]['value'])}{' (realised)' if by[b]['status'] == 'realised' else ''}"
            if b in by
            else "–"
            for b in ("2021", "2022", "2023")
        ]
        rows.append((year, *cells, f"{own['change'].iloc[-1]:+.1%}"))
    return markdown(("year", "budget 2021", "budget 2022", "budget 2023", "last against first"), rows)


def table_hilversum() -> str:
    rows = []
    for plan in PLANS[HILVERSUM]:
        for row in latest(outcome(HILVERSUM, plan).figures).to_dict("records"):
            known = f"{million(row['known_p10'])} – {million(row['known_p90'])}"
            now = f"{million(row['p10'])} – {million(row['p90'])}"
            status = "realised" if row["status"] == "realised" else "budgeted"
            rows.append(
                (
                    plan,
                    row["year"],
                    f"{million(row['value'])} ({status})",
                    known,
                    row["known_side"],
                    now,
                    row["side"],
                )
            )
    return markdown(
        (
            "scenario",
            "year",
            "last figure",
            "band, prices as known in 2021",
            "",
            "band, prices as they were",
            "",
        ),
        rows,
    )


def table_amersfoort() -> str:
    rows = []
    for plan in PLANS[AMERSFOORT]:
        found, bare = (of_members(plan, luck=luck) for luck in (True, False))
        for (kind, service), own in found.groupby(["kind", "service"]):
            sides = own["known_side"].value_counts()
            without = int((bare.loc[own.index, "known_side"] == "inside").sum())
            counts = (int(sides.get(side, 0)) for side in ("inside", "below", "above"))
            rows.append((plan, kind, service, len(own), *counts, without))
    heads = ("scenario", "what", "service", "municipalities", "inside", "below", "above")
    return markdown((*heads, "inside without luck"), rows)


def of_members(plan: str, *, luck: bool = True) -> pd.DataFrame:
    """The figures of 2022 by municipality; what covers another scope than a service stands apart."""
    found = outcome(AMERSFOORT, plan, luck=luck).figures
    return found[(found["year"] == 2022) & found["subject"].isna()]


def table_together() -> str:
    rows = []
    for plan in PLANS[AMERSFOORT]:
        found = outcome(AMERSFOORT, plan).together
        for row in found[found["year"] == 2022].to_dict("records"):
            band = f"{million(row['p10'])} – {million(row['p90'])}"
            rows.append(
                (plan, row["service"], row["municipalities"], million(row["value"]), band, row["side"])
            )
    return markdown(("scenario", "service", "municipalities", "expected 2022", "band", ""), rows)


TABLES = {
    "vintages": table_vintages,
    "hilversum": table_hilversum,
    "amersfoort": table_amersfoort,
    "together": table_together,
}


def renewed(text: str) -> str:
    """Give the document with its tables worked out anew."""
    for name, make in TABLES.items():
        block = f"<!-- computed: {name} -->\n\n{make()}\n\n<!-- end -->"
        text = re.sub(
            rf"<!-- computed: {name} -->.*?<!-- end -->", lambda _, b=block: b, text, flags=re.DOTALL
        )
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text("utf-8")), "utf-8")
