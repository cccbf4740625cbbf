"""Checks that programmes, measures and printed figures share: sources, estimates, factors."""

from __future__ import annotations

from pydantic import BaseModel

from simulator.consistency.formulas import check_unit_of
from simulator.consistency.issue import Issue, Issues, Key, check_keys, check_name, models_in
from simulator.domain.measure import Measure
from simulator.domain.programme import GrowthPeriod, Programme
from simulator.domain.quantity import Driver
from simulator.domain.source import Source


def check_service(key: Key, name: str, measure: Measure, programme: Programme) -> Issues:
    """Yield an issue when there is no such service, or the town that a measure is of takes no part in it."""
    yield from check_name(key, name, programme.services, "service")
    service = programme.services.get(name)
    if service is not None and measure.scope in service.non_members:
        yield Issue(
            key,
            f"'{name}', in which {measure.scope} does not take part",
            "a service of the municipality that carries the measure out",
            "Choose another service or scope.",
        )


def check_common(model: BaseModel, programme: Programme) -> Issues:
    """Yield what is wrong with the sources, units, rivals and loadings anywhere in a model."""
    own = model.documents if isinstance(model, Measure) else {}
    documents = {**programme.documents, **own}
    for key, part in models_in(model):
        match part:
            case Source():
                yield from check_name((*key, "document"), part.document, documents, "document")
            case Driver():
                yield from check_unit_of(key, part)
                yield from check_keys((*key, "rivals"), part.rivals, programme.estimates, "estimate")
                if (default := programme.default_estimate) in part.rivals:
                    yield Issue(
                        (*key, "rivals", default),
                        f"a rival estimate called '{default}'",
                        f"another name: '{default}' is the driver's own value",
                        "Remove it, or name it after who holds this view.",
                    )
        if isinstance(part, Driver | GrowthPeriod):
            factors = programme.common_factors
            yield from check_keys((*key, "loadings"), part.loadings, factors, "common factor")
