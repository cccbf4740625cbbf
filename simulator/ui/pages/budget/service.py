"""What the page Begroting asks for: the budget tables of a run in every form, its workbook, own figures.

Tables are kept under one text: the SHA-256 of all that decides what they say. The draws behind them are let
go at once. A workbook is made for one visitor and kept in that visitor's session alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from simulator.analysis.budget import BudgetOptions, Remark, codes_of, remarks, totals
from simulator.analysis.budget.own_figures import OwnBaseline, with_own_baseline, with_own_key
from simulator.analysis.budget.unknown import known_parts
from simulator.analysis.run import Run, run
from simulator.analysis.summary import total
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.engine.statistics import quantiles
from simulator.export.budget_tables import Table, raw_tables, reader_tables
from simulator.export.csv_tables import joined_dutch_csv, machine_csv, tables_as_dict
from simulator.export.workbook import workbook_bytes
from simulator.ui.outcome import fingerprint
from simulator.ui.texts import Language

MOST_KEPT: Final = 100
"""Sets of tables kept, of some 200 kB each, for all visitors together."""


@dataclass(frozen=True)
class Last:
    """Amounts of the last year, in EUR, for the sentence at the top.

    Attributes
    ----------
    year : int
        Which.
    baseline, net, with_measures : float
        Unchanged policy, the net saving (positive), and what is left, by the statistic chosen.
    width : float
        Width of the 80% interval of the net saving: it decides how far amounts are rounded.
    """

    year: int
    baseline: float
    net: float
    with_measures: float
    width: float


@dataclass(frozen=True)
class Codes:
    """Budget functions of a service, what is uncertain about them, and the key by which it is divided."""

    service: str
    until_2022: tuple[str, ...]
    from_2023: tuple[str, ...]
    note: str
    key: str


@dataclass(frozen=True)
class Budget:
    """The budget tables of one run, in the forms in which they are shown and taken along.

    Attributes
    ----------
    run_id, catalogue_version, draws, seed, price_level, view
        Identity: the same on every page and in every file made from the run.
    years : tuple of int
        The years of the programme.
    tables : tuple of Table
        As a reader gets them.
    machine : dict of str
        The same tables for other programs (RFC 4180), by id.
    json_text : str
        All tables as JSON.
    last : Last
        What the sentence at the top says.
    codes : tuple of Codes
        Budget functions and key of every service.
    remarks : tuple of Remark
        Why municipalities bear less than their key says.
    books : bool
        Whether something is spent on another service in place of a saving, so that both stand there.
    """

    run_id: str
    catalogue_version: str
    draws: int
    seed: int
    price_level: str
    view: str
    years: tuple[int, ...]
    tables: tuple[Table, ...]
    machine: dict[str, str]
    json_text: str
    last: Last
    codes: tuple[Codes, ...]
    remarks: tuple[Remark, ...]
    books: bool = False

    def table(self, name: str) -> Table | None:
        """Give a table by its id, if there is one for the statistic chosen."""
        return next((table for table in self.tables if table.id == name), None)

    def dutch_csv(self) -> bytes:
        """Give all tables in one file as Dutch spreadsheets read it."""
        return joined_dutch_csv(self.tables)


def with_own_figures(
    measures: Catalogue, baseline: OwnBaseline | None, shares: tuple[tuple[str, float], ...]
) -> Catalogue:
    """Give the catalogue with a municipality's own spending and an own allocation key, if any."""
    if shares:
        measures = with_own_key(measures, dict(shares))
    return with_own_baseline(measures, baseline) if baseline else measures


def budget(scenario: Scenario, measures: Catalogue, options: BudgetOptions, language: Language) -> Budget:
    """Make the budget tables of a scenario, or take those that are kept.

    Parameters
    ----------
    scenario : Scenario
        What to work out; it fits the options.
    measures : Catalogue
        With own figures and own measures, as far as the scenario uses them.
    options : BudgetOptions
        Statistic, unit, sign convention and own budget.
    language : {"nl", "en"}
        Language of the tables.

    Raises
    ------
    ScenarioError
        If the scenario does not fit the catalogue.
    """
    return _budget(key_of(scenario, measures, options, language), scenario, measures, options, language)


def key_of(scenario: Scenario, measures: Catalogue, options: BudgetOptions, language: Language) -> str:
    """Give the key under which tables are kept: SHA-256 of all that decides what they say."""
    shown = (options.statistic, options.unit, options.convention, sorted(options.budget.items()), language)
    return hashlib.sha256(json.dumps([fingerprint(measures, scenario), *shown]).encode()).hexdigest()


@st.cache_data(max_entries=MOST_KEPT, show_spinner=False)
def _budget(
    key: str, _scenario: Scenario, _catalogue: Catalogue, _options: BudgetOptions, _language: Language
) -> Budget:
    del key  # it is what the tables are kept under: arguments with an underscore are not hashed
    made = run(_catalogue, _scenario)
    raw = raw_tables(made, _options)
    data = tables_as_dict(made, _options, raw)
    return Budget(
        run_id=made.run_id,
        catalogue_version=_catalogue.version,
        draws=made.draws,
        seed=_scenario.seed,
        price_level=_scenario.price_level,
        view=made.view,
        years=made.plan.years,
        tables=reader_tables(made, _options, _language, raw),
        machine={name: machine_csv(made, name, frame) for name, frame in raw.items()},
        json_text=json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n",
        last=_last(made, _options),
        codes=_codes(made, _language),
        remarks=remarks(made),
        books=any(effect.booked for effect in made.plan.effects),
    )


def _last(made: Run, options: BudgetOptions) -> Last:
    row = known_parts(totals(made, options)).to_dict("records")[-1]
    width = 0.0
    if made.simulated is not None:
        low, _, high = quantiles(total(made.simulated, "net", made.view))
        width = float(high[-1] - low[-1])
    return Last(int(row["year"]), row["baseline"], -row["net_cost"], row["with_measures"], width)


def _codes(made: Run, language: Language) -> tuple[Codes, ...]:
    programme, old, new = made.catalogue.programme, 2022, 2023
    return tuple(
        Codes(
            getattr(service.title, language),
            codes_of(made.catalogue, name, old),
            codes_of(made.catalogue, name, new),
            getattr(service.taakvelden.note, language, ""),
            getattr(
                programme.allocation_keys[made.scenario.allocation_key or service.allocation_key].title,
                language,
            ),
        )
        for name, service in programme.services.items()
    )


def workbook(
    scenario: Scenario,
    measures: Catalogue,
    options: BudgetOptions,
    language: Language,
    progress: Callable[[int, int], None],
) -> bytes:
    """Make the workbook of a scenario, whole; nothing is written anywhere.

    Parameters
    ----------
    progress : callable
        Called with the draws done and to do while the scenario is worked out; what follows is the writing.

    Raises
    ------
    SimulatorError
        If it cannot be made.
    """
    return workbook_bytes(run(measures, scenario, progress=progress), options, language)
