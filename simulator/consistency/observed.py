"""Checks on the observed figures against the programme and its measures."""

from __future__ import annotations

from collections.abc import Collection

from simulator.consistency.formulas import check_range
from simulator.consistency.issue import YEARS_AROUND, Issue, Issues, Key, check_name
from simulator.domain.observation import ObservedFigures, ObservedSeries
from simulator.domain.programme import Programme

Identity = tuple[str | None, ...]


def check_observed(observed: ObservedFigures, programme: Programme, measures: Collection[str]) -> Issues:
    """Yield everything in the observed figures that does not fit the programme.

    Parameters
    ----------
    observed : ObservedFigures
        What was realised, expected or forecast.
    programme : Programme
        Its documents, services, municipalities and years.
    measures : collection of str
        Ids of its measures.
    """
    seen: dict[Identity, int] = {}
    for index, series in enumerate(observed.series):
        key: Key = ("series", index)
        yield from check_name((*key, "service"), series.service, programme.services, "service")
        yield from check_name((*key, "measure"), series.measure, measures, "measure")
        towns = programme.municipalities
        yield from check_name((*key, "municipality"), series.municipality, towns, "municipality")
        yield from _check_sources(key, series, programme)
        yield from _check_years(key, series, programme)
        yield from _check_parts(key, series)
        yield from _check_repeats(key, series, index, seen)


def _check_sources(key: Key, series: ObservedSeries, programme: Programme) -> Issues:
    places = {(*key, "source", "document"): series.source}
    for index, figure in enumerate(series.figures):
        if figure.source is not None:
            places[(*key, "figures", index, "source", "document")] = figure.source
    for place, source in places.items():
        yield from check_name(place, source.document, programme.documents, "document")


def _check_years(key: Key, series: ObservedSeries, programme: Programme) -> Issues:
    first, last = programme.base_year - YEARS_AROUND, programme.years[-1] + YEARS_AROUND
    for index, figure in enumerate(series.figures):
        if not first <= figure.year <= last:
            expected = f"a year from {first} to {last}"
            yield Issue((*key, "figures", index, "year"), f"{figure.year}", expected, "Check the year.")


def _check_parts(key: Key, series: ObservedSeries) -> Issues:
    """Yield an issue for every part of all young people that is more than all of them."""
    if series.kind == "share_of_youth":
        for index, figure in enumerate(series.figures):
            if figure.value is not None:
                yield from check_range((*key, "figures", index, "value"), (figure.value,) * 2, 0, 1)


def _check_repeats(key: Key, series: ObservedSeries, index: int, seen: dict[Identity, int]) -> Issues:
    subject = series.subject.nl if series.subject else None
    where = series.municipality or series.place
    identity = (series.kind, series.service, series.measure, subject, where, series.source.document)
    if identity in seen:
        yield Issue(
            key,
            f"a series about the same as series {seen[identity] + 1}",
            "one series for each kind, service, measure, subject, place and document",
            "Join them, or say in subject what differs.",
        )
    seen.setdefault(identity, index)
