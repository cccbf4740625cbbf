"""Rule on sign conventions: tables of one document that mean different things by plus and minus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from simulator.analysis.audit.case import Case
from simulator.analysis.audit.finding import AuditFinding
from simulator.analysis.audit.tables import TableRead
from simulator.analysis.audit.wording import Field, Phrase, Result, phrase
from simulator.domain.printed import SignConvention


def check_sign_conventions(case: Case) -> Iterator[AuditFinding]:
    """Tables whose signs differ from those of most tables in the document.

    The difference is what separates the two ways to read the last known net amount: under the table's
    own signs less under those of most tables.
    """
    counts = Counter(_triple(table.table.signs) for table in case.tables.values())
    usual, tables = next(iter(counts.most_common(1)), ((0, 0, 0), 0))
    if 2 * tables <= len(case.tables):  # no majority, or no tables
        return
    cost, saving, net_saving = usual
    most = SignConvention.model_validate({"cost": cost, "saving": saving, "net_saving": net_saving})
    for table in case.tables.values():
        if _triple(table.table.signs) != usual:
            yield _finding(case, table, most)


def _triple(signs: SignConvention) -> tuple[int, int, int]:
    return signs.cost, signs.saving, signs.net_saving


def _finding(case: Case, table: TableRead, most: SignConvention) -> AuditFinding:
    own = table.table.signs
    fields: dict[str, Field] = {
        "own": _described(own),
        "most": _described(most),
        "reason": table.table.signs_reason,
    }
    known = [(year, cell) for year, cell in zip(case.years, table.cells["net"], strict=True) if cell.value]
    if not known:
        return case.finding(
            "sign-convention",
            "warning",
            fields | {"swing": phrase("empty")},
            measures=(table.measure,),
            line=table.line("cost", "effect", "net"),
        )
    year, cell = known[-1]
    assert cell.value is not None  # filtered above
    here, there = cell.value * own.net_saving, cell.value * most.net_saving
    swing = phrase("swing", year=year, printed=cell.text, own=Result(here), most=Result(there))
    return case.finding(
        "sign-convention",
        "warning",
        fields | {"swing": swing if here != there else phrase("empty")},
        measures=(table.measure,),
        line=table.line("cost", "effect", "net"),
        printed=cell.text,
        computed=here,
        difference_eur=here - there,
    )


def _described(signs: SignConvention) -> Phrase:
    """A convention in words: which kind of amount is printed with a plus and which with a minus."""
    words = {1: phrase("plus"), -1: phrase("minus")}
    return phrase(
        "convention", cost=words[signs.cost], saving=words[signs.saving], net=words[signs.net_saving]
    )
