"""Sheet Uitgangspunten: every quantity of the scenario as a named cell, with range, evidence and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.analysis.explain import Citation, DriverUsed, View, explain
from simulator.domain.programme import GrowthPeriod
from simulator.domain.quantity import Discrete, Driver, Lognormal, Uncertainty
from simulator.domain.source import Source
from simulator.engine.plan import Plan
from simulator.engine.quantities import SHARED, cost_growth_name, growth_name
from simulator.export.unit_words import unit_in_words
from simulator.export.workbook.book import Sheet
from simulator.export.workbook.live import Live
from simulator.export.workbook.names import owner_prefix
from simulator.export.workbook.sources import place_of
from simulator.export.workbook.work import Work
from simulator.units import DIMENSIONLESS

FIRST_ROW = 5
GROWTH = ("/growth/", "/cost_growth/")
"""What stands in the names of growth rates: those of volumes, and of the cost per client."""


@dataclass(frozen=True)
class Inputs:
    """The named cells.

    Attributes
    ----------
    cells : dict
        By full name of the quantity.
    places : dict
        Cell of each as links name it.
    growth_shift : Live
        Added to every growth rate.
    """

    cells: Mapping[str, Live]
    places: Mapping[str, str]
    growth_shift: Live


def write_inputs(work: Work) -> Inputs:
    """Write the sheet."""
    sheet, say = work.sheet("inputs"), work.say
    work.top(
        "inputs",
        say("Uitgangspunten", "Assumptions"),
        say(
            "Elke gele cel is een uitgangspunt met een eigen naam; verander hem en alle bladen rekenen mee.",
            "Every yellow cell is an assumption with a name; change it and all sheets follow.",
        ),
        say(
            "Laag en hoog zijn de uiterste waarden die kunnen voorkomen; bij lognormaal P10 en P90.",
            "Low and high are the extreme values that can occur; for log-normal P10 and P90.",
        ),
    )
    sheet.row(FIRST_ROW - 1, _heads(work))
    sheet.setup([38, 32, 12, 20, 11, 11, 12, 9, 25, 44, 12, 32, 40, 46], (FIRST_ROW, 2), FIRST_ROW - 1)
    described = _described(work)
    cells, places = dict[str, Live](), dict[str, str]()
    row = FIRST_ROW
    for heading, names in _sections(work):
        sheet.row(row, [heading, *[""] * (len(_heads(work)) - 1)], "band")
        row += 1
        for name in names:
            places[name] = sheet.place(row, 2)
            cells[name] = _write(work, sheet, row, name, described)
            row += 1
    sheet.row(row, [say("Instellingen van het scenario", "Settings of the scenario")], "band")
    row += 1
    sheet.text(row, 0, say("Opgeteld bij elke groei", "Added to every growth rate"), "wrap")
    shift = sheet.number(row, 2, work.run.plan.growth_shift, "input_share", "p_groei_verschuiving")
    sheet.text(row, 1, shift.text)
    sheet.text(row, 8, say("instelling van het scenario", "setting of the scenario"), "wrap")
    return Inputs(cells, places, shift)


def _heads(work: Work) -> list[str]:
    return work.say(
        "Uitgangspunt|Naam van de cel|Waarde|Eenheid|Laag|Hoog|Verdeling|Bewijs (1–6)|Herkomst|Document|"
        "Regel of plaats|Citaat|Reden van de spreiding|Toelichting",
        "Assumption|Name of the cell|Value|Unit|Low|High|Distribution|Evidence (1–6)|Provenance|"
        "Document|Line or place|Quote|Reason for the range|Note",
    ).split("|")


def used_quantities(plan: Plan) -> list[str]:
    """Names of the quantities that count in the most likely case, in the order of the plan."""
    left_out = {
        plan.quantities[service.overlap].name for service in plan.services if plan.stated_overlap is not None
    }
    growing = {place for service in plan.services for place in service.rates}
    return [
        quantity.name
        for place, quantity in enumerate(plan.quantities)
        if quantity.name not in left_out
        and (place in growing or not any(kind in quantity.name for kind in GROWTH))
    ]


def _sections(work: Work) -> Iterator[tuple[str, list[str]]]:
    """Headings with the quantities under them: shared, services, then measure by measure."""
    names = used_quantities(work.run.plan)
    about_services = ("/baseline/", "/overlap/", *GROWTH)
    services = [n for n in names if n.startswith(SHARED) and any(kind in n for kind in about_services)]
    shared = [n for n in names if n.startswith(SHARED) and n not in services]
    yield work.say("Gedeelde uitgangspunten", "Shared assumptions"), shared
    yield work.say("Voorzieningen", "Services"), services
    for place, measure in enumerate(work.run.plan.measures):
        own = [n for n in names if n.split("/")[0] == measure]
        if own:
            yield work.label(work.measure(place)), own


def _described(work: Work) -> dict[str, DriverUsed]:
    """What the explanations of the measures say of each quantity."""
    last = work.years[-1]
    return {
        driver.name: driver
        for measure in work.run.plan.measures
        for driver in explain(work.run, measure, last).drivers
    }


def _write(work: Work, sheet: Sheet, row: int, name: str, described: Mapping[str, DriverUsed]) -> Live:
    quantity = next(q for q in work.run.plan.quantities if q.name == name)
    known = described.get(name) or _of_service(work, name)
    title, unit = (work.text(known.title), known.unit) if known else (name, DIMENSIONLESS)
    owner, _, rest = name.partition("/")
    sheet.text(row, 0, _title(work, name, title), "wrap")
    style = "input_share" if unit == DIMENSIONLESS else "input"
    cell = sheet.number(
        row,
        2,
        quantity.most_likely,
        style,
        f"{owner_prefix(work.run.catalogue, owner)}_{rest.replace('/', '_').removeprefix('@')}",
    )
    sheet.text(row, 1, cell.text)
    overlap = name.startswith(f"{SHARED}/overlap/")  # no part of a whole: it can be below 0
    scale = work.say("τ, van −1 tot 1", "τ, from −1 to 1")
    sheet.text(row, 3, scale if overlap else unit_in_words(unit, work.lang), "wrap")
    if len(quantity.components) == 1:
        _write_range(work, sheet, row, quantity.components[0].uncertainty)
    if known is not None:
        _write_origin(work, sheet, row, known)
    return cell


def _title(work: Work, name: str, title: str) -> str:
    for kind in ("baseline", "overlap"):
        if name.startswith(f"{SHARED}/{kind}/"):
            service = work.service(name.rsplit("/", 1)[1])
            return title if service.casefold() in title.casefold() else f"{title}: {service}"
    if name.endswith("/@realisation"):
        return work.say(f"Realisatie: {title}", f"Realisation: {title}")
    return title


def _write_range(work: Work, sheet: Sheet, row: int, uncertainty: Uncertainty) -> None:
    """Write low and high: the ends of a range, or the percentiles of a log-normal."""
    kinds = {
        "fixed": work.say("vast", "fixed"),
        "uniform": work.say("uniform", "uniform"),
        "triangular": work.say("driehoek", "triangular"),
        "pert": "PERT",
        "lognormal": work.say("lognormaal", "log-normal"),
        "discrete": work.say("keuze uit", "one of"),
    }
    sheet.text(row, 6, kinds[uncertainty.kind], "indented")
    match uncertainty:
        case Lognormal(p10=low, p90=high):
            ends = (low, high)
        case Discrete(values=values):
            ends = (min(values), max(values))
        case _ if uncertainty.kind == "fixed":
            return
        case _:
            ends = (uncertainty.low, uncertainty.high)
    sheet.number(row, 4, ends[0])
    sheet.number(row, 5, ends[1])


def _write_origin(work: Work, sheet: Sheet, row: int, known: DriverUsed) -> None:
    """Write evidence grade, provenance, source and reasons of the estimate that counts."""
    say = work.say
    if known.change is not None:
        sheet.text(row, 8, say("eigen waarde in het scenario", "own value in the scenario"), "wrap")
        sheet.text(row, 13, known.change.reason, "wrap")
        return
    counting = [view for view in known.views if view.weight] or list(known.views[:1])
    main = max(counting, key=lambda view: view.weight)
    estimate = main.estimate
    sheet.number(row, 7, estimate.grade, "centre")
    provenance = {
        "stated": say("staat in de bron", "stated in the source"),
        "derived": say("afgeleid uit de bron", "derived from the source"),
        "not_derivable": say("niet af te leiden uit de bron", "not derivable from the source"),
        "assumption": say("aanname", "assumption"),
    }
    if main.citation is None:
        sheet.text(row, 8, provenance[estimate.provenance], "wrap")
    else:
        _write_citation(work, sheet, row, main.citation.source, provenance[estimate.provenance])
    if estimate.range_reason is not None:
        sheet.text(row, 12, work.text(estimate.range_reason), "wrap")
    sheet.text(row, 13, "; ".join(_notes(work, known, counting)), "wrap")


def _write_citation(work: Work, sheet: Sheet, row: int, source: Source, provenance: str) -> None:
    sheet.link(row, 8, place_of(work, source.document), provenance, "link_beside")
    sheet.text(row, 9, work.wording.document(work.document(source.document)), "wrap")
    sheet.text(row, 10, source.lines or source.page or "", "wrap")
    sheet.text(row, 11, source.quote or "", "wrap")


def _notes(work: Work, known: DriverUsed, counting: list[View]) -> Iterator[str]:
    """Note of the estimate, whose view it is when it is not the programme's own, and what others say."""
    main = max(counting, key=lambda view: view.weight)
    if main.estimate.note is not None:
        yield work.text(main.estimate.note)
    if main.name != work.programme.default_estimate:
        yield work.say("Hier telt: ", "What counts here: ") + work.text(main.title)
    if len(counting) > 1:
        mixed = ", ".join(f"{work.text(v.title)} {v.weight:.0%}" for v in counting)
        yield work.say("Gewogen uit: ", "Weighted from: ") + mixed
    others = [f"{work.text(v.title)}: {v.estimate.value:g}" for v in known.views if not v.weight]
    if others:
        yield work.say("Andere schattingen: ", "Other estimates: ") + ", ".join(others)


def _of_service(work: Work, name: str) -> DriverUsed | None:
    """Describe a quantity of a service on which no measure works; None where the scenario states a value."""
    _, kind, service, *_ = (*name.split("/"), "", "")
    spec = work.programme.services.get(service)
    if spec is None:
        return None
    if kind == "growth":
        period = next(p for p in spec.growth if growth_name(service, p) == name)
        return _plain(work, name, period, work.service(service))
    if kind == "cost_growth":
        period = next(p for p in spec.cost_growth if cost_growth_name(service, p) == name)
        of_what = work.say("kosten per cliënt, ", "cost per client, ")
        return _plain(work, name, period, of_what + work.service(service))
    if kind == "overlap" and (work.run.scenario.overlap is not None or work.run.scenario.overlap_by_service):
        return None
    return _plain(work, name, spec.baseline if kind == "baseline" else spec.overlap, "")


def _plain(work: Work, name: str, driver: Driver | GrowthPeriod, service: str) -> DriverUsed:
    from simulator.domain.base import Text

    if isinstance(driver, Driver):
        title, unit = driver.title, driver.unit
    else:
        since = driver.from_year
        title = Text(
            nl=f"Groei per jaar vanaf {since}: {service}", en=f"Growth a year from {since}: {service}"
        )
        unit = DIMENSIONLESS
    documents = work.programme.documents
    citation = Citation(driver.source, documents[driver.source.document]) if driver.source else None
    view = View(
        name=work.programme.default_estimate,
        title=work.programme.estimates[work.programme.default_estimate],
        estimate=driver,
        weight=1.0,
        citation=citation,
        range_citation=None,
    )
    return DriverUsed(name, title, unit, driver.value, "stated", None, (view,))
