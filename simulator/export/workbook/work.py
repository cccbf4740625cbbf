"""What all sheets share while a workbook is written: the run, the options, the language and the book."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from simulator.analysis.budget import BudgetOptions
from simulator.analysis.budget.unknown import Post, posts
from simulator.analysis.run import Run
from simulator.domain.base import Text
from simulator.domain.measure import Measure
from simulator.domain.programme import Programme
from simulator.domain.source import Document, Source
from simulator.engine.result import REGION
from simulator.export.conventions import Convention, convention_of
from simulator.export.wording import Wording
from simulator.export.workbook.book import Book, Sheet
from simulator.export.workbook.live import Live

Years = tuple[Live, ...]
"""One cell for each year of the plan."""

SHEETS = {
    "guide": Text(nl="Leeswijzer", en="Guide"),
    "inputs": Text(nl="Uitgangspunten", en="Assumptions"),
    "measures": Text(nl="Maatregelen", en="Measures"),
    "ramp": Text(nl="Ingroei", en="RampUp"),
    "baseline": Text(nl="Basispad", en="Baseline"),
    "allocation": Text(nl="Verdeling", en="Allocation"),
    "damping": Text(nl="Samenloop", en="Overlap"),
    "fair": Text(nl="EerlijkDeel", en="FairShare"),
    "costs": Text(nl="Kosten", en="Costs"),
    "effects": Text(nl="Baten", en="Effects"),
    "budget": Text(nl="Begroting", en="Budget"),
    "functions": Text(nl="Taakvelden", en="Taakvelden"),
    "towns": Text(nl="Gemeenten", en="Municipalities"),
    "uncertainty": Text(nl="Onzekerheid", en="Uncertainty"),
    "audit": Text(nl="Broncontrole", en="SourceAudit"),
    "sources": Text(nl="Bronnen", en="Sources"),
    "checks": Text(nl="Controles", en="Checks"),
}
"""Names of the sheets, in the order in which a reader finds them. No spaces: then formulas need no quotes."""


@dataclass(frozen=True)
class Work:
    """A workbook being written.

    Attributes
    ----------
    documents : list of str
        Keys of the documents that a cell has cited so far; the sheet of sources lists them in this order.
    """

    run: Run
    options: BudgetOptions
    lang: str
    book: Book
    documents: list[str] = field(default_factory=list)

    @property
    def programme(self) -> Programme:
        """The programme of the run."""
        return self.run.catalogue.programme

    @property
    def years(self) -> tuple[int, ...]:
        """Projected years."""
        return self.run.plan.years

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """What the totals leave out because nobody knows the amount."""
        return posts(self.run)

    @property
    def wording(self) -> Wording:
        """How documents of the language write names, dates and numbers."""
        return Wording("nl" if self.lang == "nl" else "en")

    @property
    def convention(self) -> Convention:
        """Sign convention of the budget sheets."""
        return convention_of(self.options.convention)

    @property
    def unit(self) -> str:
        """Unit of the budget sheets in words."""
        return self.unit_words(self.options.unit)

    def unit_words(self, unit: int) -> str:
        """A unit of amounts in words."""
        if unit == 1:
            return self.say("bedragen in €", "amounts in €")
        return self.say("bedragen × € 1.000", "amounts × € 1,000")

    @property
    def view_title(self) -> str:
        """Name of what the run looks at."""
        if self.run.view == REGION:
            if self.programme.region is None:
                return self.say("alle gemeenten samen", "all municipalities together")
            return self.say(f"regio {self.programme.region}", f"region {self.programme.region}")
        return self.programme.municipalities[self.run.view].title

    @property
    def year_heads(self) -> list[str]:
        """Years as column heads."""
        return [str(year) for year in self.years]

    def say(self, nl: str, en: str) -> str:
        """The text in the language of the workbook."""
        return nl if self.lang == "nl" else en

    def text(self, text: Text) -> str:
        """A text of the catalogue in the language of the workbook."""
        return str(getattr(text, self.lang))

    def sheet(self, key: str) -> Sheet:
        """A sheet by its key."""
        return self.book.sheets[self.text(SHEETS[key])]

    def measure(self, place: int) -> Measure:
        """A measure by its place in the plan."""
        return self.run.catalogue.measures[self.run.plan.measures[place]]

    def label(self, measure: Measure) -> str:
        """Number and title of a measure."""
        number = f"{measure.number}. " if measure.number is not None else ""
        return number + self.text(measure.title)

    def named(self, slug: str) -> str:
        """Number and title of a measure by its id."""
        return self.label(self.run.catalogue.measures[slug])

    def service(self, name: str) -> str:
        """Title of a service; empty for no service."""
        return self.text(self.programme.services[name].title) if name else ""

    def cited(self, source: Source | None) -> str:
        """Where something stands: document, line and quote; empty without a source."""
        if source is None:
            return ""
        quote = f": “{source.quote}”" if source.quote else ""
        return f"{self.place(source)}{quote}"

    def place(self, source: Source) -> str:
        """Document and line, or page. The file that has the line stands once, on the sheet of sources."""
        line = self.say(f"regel {source.lines}", f"line {source.lines}") if source.lines else source.page
        return f"{self.wording.document(self.document(source.document))}, {line}"

    def document(self, name: str) -> Document:
        """Give a document that is cited; the sheet of sources then lists it."""
        if name not in self.documents:
            self.documents.append(name)
        return self.programme.documents[name]

    def nature(self, nature: str) -> str:
        """I or S: incidental or structural."""
        return "S" if nature == "structural" else "I"

    def top(self, key: str, title: str, *notes: str) -> None:
        """Write the title of a sheet, whose run it is, and what a reader must know, in rows 0 to 2 and on."""
        sheet = self.sheet(key)
        sheet.text(0, 0, title, "title")
        about = self.say("Scenario", "Scenario")
        sheet.text(
            1,
            0,
            f"{about}: {self.text(self.run.scenario.title)} | {self.view_title} | "
            f"{self.say('doorrekening', 'run')} {self.run.run_id}",
            "plain",
        )
        for place, note in enumerate(notes):
            sheet.text(2 + place, 0, note, "plain")
