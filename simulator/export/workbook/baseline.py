"""Sheet Basispad: spending on each service under unchanged policy, and prices, year by year."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.quantities import SHARED
from simulator.export.workbook.inputs import Inputs
from simulator.export.workbook.live import live
from simulator.export.workbook.work import Work, Years

HEAD = 4


@dataclass(frozen=True)
class Baseline:
    """The cells of the sheet.

    Attributes
    ----------
    services : dict
        Spending of all members together per service, one cell a year, in constant prices.
    prices : tuple of Live
        Price of each year against the programme's price level.
    """

    services: dict[str, Years]
    prices: Years


def write_baseline(work: Work, inputs: Inputs) -> Baseline:
    """Write the sheet."""
    plan, programme, say = work.run.plan, work.programme, work.say
    sheet = work.sheet("baseline")
    first, last = plan.base_year, plan.years[-1]
    growing = any(service.rates for service in plan.services)
    work.top(
        "baseline",
        say("Basispad: ongewijzigd beleid, alle deelnemers samen", "Baseline: unchanged policy, all members"),
        say(
            f"Uitgaven in {first}, per jaar vermenigvuldigd met 1 + groei"
            if growing
            else f"De groei staat uit: elk jaar is gelijk aan {first}",
            f"Spending in {first}, times 1 + growth each year"
            if growing
            else f"Growth is off: every year equals {first}",
        )
        + say(f"; prijspeil {programme.price_level}.", f"; prices of {programme.price_level}."),
    )
    all_years = range(first, last + 1)
    sheet.row(HEAD, [say("Voorziening", "Service")], "head")
    sheet.row(HEAD, [str(year) for year in all_years], "head_right", 1)
    sheet.setup([44, *[15] * len(all_years)], (HEAD + 1, 1), HEAD)
    services = {}
    for place, service in enumerate(plan.services):
        row = HEAD + 1 + place
        sheet.text(row, 0, work.service(service.name))
        level = sheet.live(row, 1, inputs.cells[f"{SHARED}/baseline/{service.name}"])
        levels = []
        for column, (growth, cost) in enumerate(
            zip(service.growth, service.cost_growth, strict=True), start=2
        ):
            if growth is not None:
                level = level * (1 + inputs.cells[plan.quantities[growth].name] + inputs.growth_shift)
            if cost is not None:
                level = level * (1 + inputs.cells[plan.quantities[cost].name])
            level = sheet.live(row, column, level)
            levels.append(level)
        services[service.name] = tuple(levels[-len(plan.years) :])
    return Baseline(services, _write_prices(work, HEAD + 3 + len(plan.services)))


def _write_prices(work: Work, row: int) -> Years:
    """Write the price index; in constant prices it is 1 in every year."""
    sheet, programme, say = work.sheet("baseline"), work.programme, work.say
    first, last = programme.price_level, work.years[-1]
    years = list(range(first, last + 1))
    nominal = work.run.scenario.price_level == "nominal"
    sheet.row(row, [say("Prijzen", "Prices")], "head")
    sheet.row(row, list(map(str, years)), "head_right", 1)
    sheet.text(row + 1, 0, say("Prijsstijging op het jaar ervoor", "Change on the year before"))
    sheet.text(row + 2, 0, say(f"Prijspeil tegenover {first}", f"Price level against {first}"))
    level = sheet.number(row + 2, 1, 1.0, "share")
    found = {first: level}
    for column, year in enumerate(years[1:], start=2):
        rate = programme.price_index.rates.get(year, 0.0) if nominal else 0.0
        change = sheet.number(row + 1, column, rate, "input_share", f"p_prijsstijging_{year}")
        found[year] = sheet.live(row + 2, column, found[year - 1] * (1 + change), "share")
    if nominal:
        told = say("Bron van de prijsstijging: ", "Source of the price change: ")
        told += f"{work.place(programme.price_index.source)}."
    else:
        told = say(
            "Dit scenario rekent in vaste prijzen: de prijsstijging staat op 0.",
            "This scenario is in constant prices: the price change is 0.",
        )
    sheet.text(row + 3, 0, told)
    return tuple(found.get(year, live(1)) for year in work.years)
