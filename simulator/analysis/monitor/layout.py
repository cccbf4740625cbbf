"""The table in which somebody fills in observed figures: its columns, its words, and an empty one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from simulator.analysis.clients import clients_of
from simulator.analysis.monitor.matching import key_of
from simulator.domain.catalogue import Catalogue
from simulator.domain.observation import Kind, ObservedFigures, Status

HEADS: Final = (
    *("soort", "voorziening", "maatregel", "gemeente", "jaar", "halfjaar", "status", "bron", "waarde"),
)
"""Columns of the table, in any order; bron, where a figure stands, may be left out."""
KINDS: Final[Mapping[str, Kind]] = {
    "uitgaven": "cost",
    "clienten": "clients",
    "kosten_per_client": "cost_per_client",
    "besparing": "saving",
}
"""What a row can be about, and the word for it in the table. The English word of the model does as well."""
STATUSES: Final[Mapping[str, Status]] = {
    "gerealiseerd": "realised",
    "verwacht": "expected",
    "prognose": "forecast",
}
ALL: Final = "alle"
"""Written as service: all of them together; as municipality, or nothing: all members."""
_MOST_ROWS: Final = 480
"""Rows of a template, so that a filled one can be read: see `sheet_reader.MAX_ROWS`."""


def template(catalogue: Catalogue, municipality: str | None, *, halves: bool = True) -> list[tuple[str, ...]]:
    """Rows of an empty table: heads, then per period spending of each service, its clients and savings.

    Parameters
    ----------
    catalogue : Catalogue
        The programme.
    municipality : str or None
        Whose figures; None: those of all members together.
    halves : bool
        Spending per half-year, else per year. Clients and savings are per year; clients from the base year
        on, as their growth since then is what can be compared, and of services that are counted in clients.
    """
    programme = catalogue.programme
    town = municipality or ALL
    services = [
        name
        for name, spec in programme.services.items()
        if municipality is None or municipality not in spec.non_members
    ]
    measures = [
        m.id
        for m in catalogue.measures.values()
        if m.status in ("proposed", "adopted") and m.effects and m.scope in (None, municipality)
    ]
    periods = [(str(y), half) for y in programme.years for half in (("1", "2") if halves else ("",))]
    rows = [
        ("uitgaven", name, "", town, *period, "gerealiseerd", "", "")
        for name in services
        for period in periods
    ]
    rows += [
        ("clienten", name, "", town, str(year), "", "gerealiseerd", "", "")
        for name in services
        if clients_of(programme, name) is not None
        for year in (programme.base_year, *programme.years)
    ]
    rows += [
        ("besparing", "", name, town, str(year), "", "gerealiseerd", "", "")
        for name in measures
        for year in programme.years
    ]
    return [HEADS, *rows[:_MOST_ROWS]]


def joined(shipped: ObservedFigures | None, uploaded: ObservedFigures) -> ObservedFigures:
    """Put uploaded figures after those of the sources.

    Nothing is replaced: they stand in a document of their own. Where both have a realised figure of the same
    thing and period, that of the upload counts, because it is the newer one.
    """
    if shipped is None:
        return uploaded
    newer = {(*key_of(series), figure.period, figure.status) for series, figure in uploaded.rows()}
    kept = []
    for series in shipped.series:
        figures = tuple(f for f in series.figures if (*key_of(series), f.period, f.status) not in newer)
        if figures:
            kept.append(series.model_copy(update={"figures": figures}))
    return shipped.model_copy(update={"series": (*kept, *uploaded.series)})
