"""Checks on a sweep against its programme, measures and scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from simulator.consistency.issue import Issue, Issues, Key, check_name, check_names
from simulator.consistency.scenario import check_scenario
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.domain.sweep import REGION, Sweep
from simulator.suggestion import did_you_mean, one_of


def check_sweep(sweep: Sweep, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Issues:
    """Yield everything that a sweep asks for and the catalogue does not have or allow.

    Every package is checked in the first future, and every future with the first package: what clashes lies
    in one of the two, because they change other parts of a scenario.
    """
    programme = catalogue.programme
    found = list(check_name(("programme",), sweep.programme, [programme.id], "programme"))
    towns = [REGION, *programme.municipalities]
    found += check_names(("municipalities",), sweep.municipalities or (), towns, "municipality")
    found += _check_scenarios(sweep, scenarios)
    yield from found
    if not found:
        yield from _check_without(sweep, scenarios)
        yield from _check_combinations(sweep, catalogue, scenarios)


def _check_scenarios(sweep: Sweep, scenarios: Mapping[str, Scenario]) -> Issues:
    yield from check_names(("scenarios",), sweep.scenarios, scenarios, "scenario")
    for kind, parts in (("packages", sweep.packages), ("futures", sweep.futures)):
        for name, part in parts.items():
            yield from check_name((kind, name, "scenario"), part.scenario, scenarios, "scenario")


def _check_without(sweep: Sweep, scenarios: Mapping[str, Scenario]) -> Issues:
    """Yield an issue for what a package leaves out and its scenario does not have, or puts back itself."""
    for name, package in sweep.packages.items():
        active = scenarios[package.scenario].active()
        for place, measure in enumerate(package.without):
            key = ("packages", name, "without", place)
            if measure not in active:
                repair = did_you_mean(measure, active, "Remove it: it is off already.")
                found = f"'{measure}', which is not on in scenario '{package.scenario}'"
                yield Issue(key, found, one_of(active), repair)
            elif measure in package.measures:
                found = f"'{measure}', which stands under measures too"
                yield Issue(key, found, "a measure in one of the two", "Remove it from one of them.")


def _check_combinations(sweep: Sweep, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Issues:
    for package, future, key in _pairs(sweep):
        try:
            made = sweep.combination(package, future, scenarios).made
        except ValidationError as error:
            told = "; ".join(detail["msg"] for detail in error.errors())
            found = f"'{package}' in '{future}', which do not make a scenario ({told})"
            yield Issue(key, found, "a package and a future that go together", "Change one of them.")
            continue
        in_package = key[0] == "packages"
        for issue in check_scenario(made, catalogue):
            # Once each: what is wrong with the measures is the package's, all else the future's.
            if (issue.key[0] == "measures") == in_package:
                yield Issue((*key, *issue.key), issue.found, issue.expected, issue.repair)


def _pairs(sweep: Sweep) -> Iterator[tuple[str, str, Key]]:
    """Each package in the first future, and each future with the first package; and where it stands."""
    for package in sweep.packages:
        yield package, next(iter(sweep.futures)), ("packages", package)
    for future in sweep.futures:
        yield next(iter(sweep.packages)), future, ("futures", future)
