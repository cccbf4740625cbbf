"""What the rules work on: the catalogue, its tables read, and the engine's answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypedDict, Unpack

from simulator.analysis.audit.finding import AuditFinding, Row, Severity
from simulator.analysis.audit.scenarios import as_printed_scenario, default_reading_scenario
from simulator.analysis.audit.tables import TableRead, YearRead, read_table
from simulator.analysis.audit.wording import Field, Listed, Phrase, phrase, say
from simulator.analysis.run import Run, run
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.printed import PrintedFigures
from simulator.domain.scenario import DriverChange, Layers, MeasureSetting, Scenario
from simulator.engine.axes import Array
from simulator.errors import FormulaError


class Place(TypedDict):
    """Where something stands: key of a document, and lines."""

    document: str | None
    line: str | None


class Details(TypedDict, total=False):
    """Fields of a finding that a rule gives; see `AuditFinding`."""

    measures: tuple[str, ...]
    year: int | None
    row: Row | None
    subject: str | None
    document: str | None
    line: str | None
    printed: str | None
    computed: float | str | None
    difference_eur: float | None


class Case:
    """A catalogue under audit.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures and, where they are held, its printed tables.

    Attributes
    ----------
    tables : mapping
        The printed tables by measure, read; empty when none are held.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.programme = catalogue.programme
        self.years = catalogue.programme.years
        self.printed: PrintedFigures | None = catalogue.printed
        self.tables: Mapping[str, TableRead] = {
            table.measure: read_table(table, self.years)
            for table in (self.printed.tables if self.printed else ())
            if table.measure in catalogue.measures
        }

    # ------------------------------------------------------------ engine

    @cached_property
    def as_printed(self) -> Run:
        """Most likely case of the tables: reading "printed", nothing corrected."""
        return self.run(as_printed_scenario(self.catalogue))

    @cached_property
    def by_default(self) -> Run:
        """Most likely case of the same measures under their default readings."""
        return self.run(default_reading_scenario(self.catalogue))

    def run(self, scenario: Scenario) -> Run:
        """Most likely case of a scenario."""
        return run(self.catalogue, scenario, draws=False)

    def gross(self, outcome: Run, measure: str) -> Array:
        """Effect of a measure before damping in each year, in EUR."""
        return _of_measure(outcome, measure, outcome.most_likely.measure_gross())

    def cost(self, outcome: Run, measure: str) -> Array:
        """Cost of a measure in each year, in EUR."""
        return _of_measure(outcome, measure, outcome.most_likely.measure_cost())

    def with_layers(self, **layers: bool) -> Run:
        """As printed, with some layers on."""
        scenario = as_printed_scenario(self.catalogue)
        changed = Layers(**scenario.layers.model_dump() | layers)
        return self.run(scenario.model_copy(update={"layers": changed}))

    def alone(
        self, measure: str, reading: str | None = None, drivers: Mapping[str, float] | None = None
    ) -> Run | None:
        """Most likely case of one measure under another reading or with other values for some drivers.

        Parameters
        ----------
        measure : str
            The measure that is on.
        reading : str, optional
            Its reading; its default when left out.
        drivers : mapping, optional
            Values by driver, the measure's own or shared ones of the programme.

        Returns
        -------
        Run or None
            Without any layer; None when a formula can't be worked out with these values.
        """
        changes = {n: DriverChange(value=v, reason="audit") for n, v in (drivers or {}).items()}
        own = self.measure(measure).drivers
        setting = MeasureSetting(
            reading=reading, drivers={n: change for n, change in changes.items() if n in own}
        )
        shared = {n: change for n, change in changes.items() if n not in own}
        scenario = default_reading_scenario(self.catalogue).model_copy(
            update={"measures": {measure: setting}, "shared_drivers": shared}
        )
        try:
            return self.run(scenario)
        except FormulaError:  # a divisor of zero, say
            return None

    def gross_with(
        self, measure: str, reading: str | None = None, drivers: Mapping[str, float] | None = None
    ) -> Array | None:
        """Effect of `alone` in each year, in EUR."""
        outcome = self.alone(measure, reading, drivers)
        return None if outcome is None else self.gross(outcome, measure)

    # ------------------------------------------------------------ words

    def measure(self, name: str) -> Measure:
        """A measure of the catalogue."""
        return self.catalogue.measures[name]

    def called(self, name: str, short: bool = False) -> Phrase:
        """A measure as texts call it: "measure 7 (Title)", or by its title alone."""
        measure = self.measure(name)
        if measure.number is None:
            return phrase("measure.unnumbered", title=measure.title)
        if short:
            return phrase("measure.short", number=measure.number)
        return phrase("measure", number=measure.number, title=measure.title)

    def all_called(self, names: Iterable[str]) -> Listed:
        """Several measures as texts call them."""
        return Listed([self.called(name, short=True) for name in names])

    def finding(
        self, rule: str, severity: Severity, fields: Mapping[str, Field], **details: Unpack[Details]
    ) -> AuditFinding:
        """A finding with its texts, and the reading that counts for its measure.

        Parameters
        ----------
        rule, severity
            As in `AuditFinding`; the rule is also the key of the message.
        fields : mapping
            What the message takes in, next to {measure}, {year}, {row} and {printed}.
        **details
            The other fields of `AuditFinding`. The document is that of the printed tables unless given.
        """
        measures, row = details.get("measures", ()), details.get("row")
        known: dict[str, Field] = {
            "measure": self.called(measures[0]) if measures else phrase("programme"),
            "year": details.get("year") or "",
            "row": phrase(f"row.{row}" if row else "empty"),
            "printed": details.get("printed") or "",
        }
        title, explanation = say(rule, known | dict(fields))
        reading, alternatives = self._readings(measures)
        if details.get("document") is None and self.printed is not None:
            details["document"] = self.printed.document
        return AuditFinding(
            rule=rule,
            severity=severity,
            title=title,
            explanation=explanation,
            reading=reading,
            alternatives=alternatives,
            **details,
        )

    def _readings(self, measures: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
        if len(measures) != 1:
            return None, ()
        measure = self.measure(measures[0])
        return measure.default_reading, tuple(r for r in measure.readings if r != measure.default_reading)

    def year_reads(self) -> Iterable[tuple[TableRead, int, YearRead]]:
        """Every year of every table, in the order of the document."""
        for table in self.tables.values():
            for year, read in table.years.items():
                yield table, year, read


def _of_measure(outcome: Run, measure: str, amounts: Array) -> Array:
    row: Array = amounts[outcome.plan.measures.index(measure)]
    return row
