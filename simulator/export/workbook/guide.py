"""Sheet Leeswijzer: what this workbook is, how to follow a number, and what it does not do."""

from __future__ import annotations

from simulator.export.workbook.checks import verdict_formula
from simulator.export.workbook.work import SHEETS, Work


def write_guide(work: Work) -> None:
    """Write the sheet."""
    say, sheet, run = work.say, work.sheet("guide"), work.run
    sheet.setup([26, 110], (0, 0), 0, landscape=False)
    sheet.text(0, 0, "Koers: " + work.text(work.programme.title), "title")
    facts = [
        (say("Scenario", "Scenario"), f"{work.text(run.scenario.title)}. {work.text(run.scenario.summary)}"),
        (say("In beeld", "In view"), work.view_title),
        (say("Doorrekening", "Run"), run.run_id),
        (say("Versie van de gegevens", "Version of the data"), run.catalogue.version),
        (say("Prijspeil", "Prices"), _prices(work)),
        (say("Lagen aan", "Layers on"), _layers(work)),
        (say("Tekens", "Signs"), work.text(work.convention.legend)),
        (say("Eenheid op Begroting", "Unit on Budget"), work.unit),
    ]
    row = 2
    for name, told in facts:
        sheet.text(row, 0, name, "band")
        sheet.text(row, 1, told, "wrap")
        row += 1
    sheet.text(row, 0, say("Controles", "Checks"), "band")
    sheet.live_text(row, 1, verdict_formula(work), "OK", "verdict_beside")
    row = _write_list(work, row + 2, say("Bladen", "Sheets"), _sheets(work), links=True)
    row = _write_list(work, row + 1, say("Een bedrag volgen", "Following an amount"), _trace(work))
    _write_list(work, row + 1, say("Goed om te weten", "Good to know"), _caveats(work))


def _write_list(
    work: Work, row: int, title: str, lines: list[tuple[str, str]], *, links: bool = False
) -> int:
    sheet = work.sheet("guide")
    sheet.text(row, 0, title, "heading")
    for name, told in lines:
        row += 1
        if links:
            sheet.link(row, 0, f"{name}!A1", name)
        else:
            sheet.text(row, 0, name, "wrap")
        sheet.text(row, 1, told, "wrap")
    return row + 1


def _prices(work: Work) -> str:
    level = work.programme.price_level
    if work.run.scenario.price_level == "nominal":
        return work.say("prijzen van elk jaar zelf (nominaal)", "prices of each year itself (nominal)")
    return work.say(f"vaste prijzen van {level}", f"constant prices of {level}")


def _layers(work: Work) -> str:
    names = {
        "overlap": work.say("samenloop", "overlap"),
        "shared_costs": work.say("gedeelde kosten één keer", "shared costs once"),
        "supersedes": work.say("vervangen maatregelen vervallen", "replaced measures lapse"),
        "already_implemented": work.say("wat er al is telt niet", "what is there already does not count"),
        "spill_over": work.say("waterbed", "waterbed"),
        "growth": work.say("groei", "growth"),
        "realisation": work.say("realisatie (uitvoeringsrisico)", "realisation (delivery risk)"),
        "delay": work.say("uitstel (uitvoeringsrisico)", "delay (delivery risk)"),
    }
    layers = work.run.scenario.layers
    on = [word for name, word in names.items() if getattr(layers, name)]
    return ", ".join(on) or work.say("geen", "none")


def _sheets(work: Work) -> list[tuple[str, str]]:
    told = {
        "inputs": work.say(
            "elk uitgangspunt als cel met een naam, met spreiding, bewijs, document, regel en citaat",
            "every assumption as a named cell, with range, evidence, document, line and quote",
        ),
        "measures": work.say(
            "instellingen en uitkomst per maatregel; PM-posten", "settings and outcome per measure; PM"
        ),
        "ramp": work.say(
            "welk deel van het effect in welk jaar bereikt is; wat vervalt",
            "which part of the effect is reached in which year; what lapses",
        ),
        "baseline": work.say(
            "uitgaven bij ongewijzigd beleid; prijzen", "spending under unchanged policy; prices"
        ),
        "allocation": work.say(
            "sleutels, deelname en regels die bedragen over gemeenten verdelen",
            "keys, membership and rules that divide amounts over municipalities",
        ),
        "damping": work.say(
            "wat maatregelen op één voorziening samen besparen, en ieders eerlijk deel",
            "what measures on one service save together, and everyone's fair share",
        ),
        "fair": work.say(
            "wat elke combinatie van maatregelen bespaart; daaruit volgt ieders eerlijk deel",
            "what every combination of measures saves; from it follows everyone's fair share",
        ),
        "costs": work.say("elke kostenregel; gedeelde kosten één keer", "every cost line; shared costs once"),
        "effects": work.say(
            "elk effect met zijn formule, vóór samenloop", "every effect with its formula, undamped"
        ),
        "budget": work.say(
            "meerjarenraming, begrotingswijziging en alle regels per maatregel",
            "multi-year overview, amendment and all lines per measure",
        ),
        "functions": work.say("per taakveld, oude en nieuwe codes", "per taakveld, old and new codes"),
        "towns": work.say("per gemeente, met bijzonderheden", "per municipality, with particulars"),
        "uncertainty": work.say(
            "verwachting, percentielen, kansen: waarden", "means, percentiles, chances: values"
        ),
        "audit": work.say("wat in de bron niet klopt", "what is wrong in the source"),
        "sources": work.say(
            "elk document dat dit werkboek noemt, met het bestand waarvan de regelnummers zijn",
            "every document that this workbook cites, with the file that line numbers are of",
        ),
        "checks": work.say(
            "dit werkboek tegenover Koers, cel voor cel", "this workbook against Koers, cell by cell"
        ),
    }
    return [(work.text(SHEETS[key]), words) for key, words in told.items()]


def _trace(work: Work) -> list[tuple[str, str]]:
    say = work.say
    return [
        (
            "1",
            say(
                "Begroting: klik bij een regel op 'herkomst'. U komt op Samenloop (besparing) of Kosten.",
                "Budget: click 'origin' of a line. You arrive at Overlap (saving) or Costs.",
            ),
        ),
        (
            "2",
            say(
                "Samenloop: het eerlijk deel volgt uit de combinaties op EerlijkDeel, en die uit de regels "
                "'s' op Samenloop, en die uit Baten.",
                "Overlap: the fair share follows from the combinations on FairShare, those from the lines "
                "'s' on Overlap, and those from Effects.",
            ),
        ),
        (
            "3",
            say(
                "Baten en Kosten: rechts staat de bron van de regel; klik daar op een uitgangspunt. "
                "Uitgangspunten noemt document, regel en citaat; klik daar op 'herkomst' voor het bestand.",
                "Effects and Costs: on the right stands the source of the line; click an assumption there. "
                "Assumptions names document, line and quote; click 'provenance' there for the file.",
            ),
        ),
    ]


def _caveats(work: Work) -> list[tuple[str, str]]:
    say = work.say
    return [
        (
            say("Geel", "Yellow"),
            say(
                "uitgangspunt: verander het, en alle bladen rekenen mee.",
                "assumption: change it, and all sheets follow.",
            ),
        ),
        (
            say("Paars", "Purple"),
            say(
                f"waarde die Koers uitrekende in doorrekening {work.run.run_id} en die niet meerekent: "
                "percentielen, verwachtingen en kansen; en, waar meer dan zes maatregelen op één "
                "voorziening werken, de sleutel van hun eerlijk deel.",
                f"value that Koers computed in run {work.run.run_id} and that does not follow: "
                "percentiles, means and chances; and, where more than six measures work on one "
                "service, the key of their fair shares.",
            ),
        ),
        (
            say("Onbekend", "Unknown"),
            say(
                "wat de bron n.t.b. of PM noemt staat als PM in de cel, nooit als nul; + PM achter een "
                "bedrag: de cel houdt het bekende deel, sommen rekenen daarmee en zeggen dat PM ontbreekt.",
                "what the source calls n.t.b. or PM is PM in its cell, never zero; + PM behind an amount: "
                "the cell holds the known part, sums work with that and say that they leave PM out.",
            ),
        ),
        (
            say("Geen discontering", "No discounting"),
            say("bedragen zijn per jaar, niet contant gemaakt.", "amounts are per year, not discounted."),
        ),
    ]
