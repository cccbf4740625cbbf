"""What stands with every budget table: signs, unit, rounding, what is left out, and whose budget it is."""

from __future__ import annotations

from simulator.analysis.budget import BudgetOptions
from simulator.analysis.budget.options import PERCENTILES
from simulator.analysis.run import Run
from simulator.domain.base import Text
from simulator.engine.result import REGION
from simulator.export.budget_words import STATISTICS
from simulator.export.conventions import convention_of

_UNITS = {
    1: Text(nl="Bedragen in euro.", en="Amounts in euro."),
    1000: Text(nl="Bedragen × € 1.000.", en="Amounts × € 1,000."),
}
_NATURE = Text(nl="I = incidenteel, S = structureel.", en="I = incidental, S = structural.")
_LEFT_OUT = Text(nl="PM-posten zijn in geen bedrag begrepen.", en="Posts without an amount are in no total.")
_READ_SO = Text(
    nl="PM = bedrag onbekend, geen nul; ‘+ PM’ achter een bedrag (in CSV de laatste kolom): dit is het "
    "bekende deel, en V of N gaat alleen daarover.",
    en="PM = amount unknown, not zero; ‘+ PM’ behind an amount (in CSV the last column): this is the known "
    "part, and V or N is about that alone.",
)
_BOTH_SIDES = Text(
    nl="Een besparing zonder bedrag staat bij lasten en bij baten als PM: zij kan in elk van beide vallen.",
    en="A saving without an amount is PM in expenditure and in income: it may fall in either.",
)
_APART = Text(
    nl="Elk bedrag is apart afgerond. Percentielen tellen niet op: de kolommen van een jaar horen "
    "niet bij dezelfde trekking. P10 is in elke kolom de ongunstige kant: weinig besparing, hoge kosten en "
    "uitgaven; P90 is de gunstige kant.",
    en="Each amount is rounded by itself. Percentiles do not add up: the columns of a year do not "
    "belong to the same draw. P10 is the unfavourable side of every column: a small saving, high costs and "
    "spending; P90 is the favourable side.",
)
_TOTALS = Text(
    nl="Elk bedrag is apart afgerond; het saldo van de maatregelen is dat van de andere tabellen.",
    en="Each amount is rounded by itself; the balance of the measures is that of the other tables.",
)
NO_COLUMN = {
    "task": Text(
        nl="Geen kolom voor de taakstelling: voor deze regio of gemeente is er geen.",
        en="No column for the savings task: this region or municipality has none.",
    ),
    "budget": Text(
        nl="Geen kolom voor de eigen begroting: die is niet ingevuld.",
        en="No column for the own budget: none was filled in.",
    ),
}
"""Why a reader's table leaves columns out."""
_REMAINDER = Text(
    nl="Afgerond volgens de grootste rest: lasten en baten van een jaar tellen op tot hun afgeronde "
    "totaal, het saldo is het verschil van de afgeronde bedragen. Eén bedrag kan daardoor in twee tabellen "
    "of jaren 1 schelen.",
    en="Rounded by the largest remainder: spending and income of a year add up to their rounded "
    "total, the balance is the difference of the rounded amounts. So one amount may differ by 1 between two "
    "tables or two years.",
)


def notes_of(
    run: Run, options: BudgetOptions, name: str, lang: str, *, unknown: bool, sides: bool
) -> tuple[str, ...]:
    """Give the legend of a table, signs and unit first.

    Parameters
    ----------
    run, options
        What the table is made of.
    name : str
        Id of the table.
    lang : {"nl", "en"}
        Language.
    unknown : bool
        Whether an amount in it leaves something out.
    sides : bool
        Whether that is income too.
    """
    signs = convention_of(options.convention).legend
    texts = [signs, _LEFT_OUT]
    if name != "pm-posten":
        read = [_LEFT_OUT, *([_READ_SO] if unknown else []), *([_BOTH_SIDES] if sides else [])]
        nature = [_NATURE] if name == "maatregelen" else []
        texts = [signs, _UNITS[options.unit], *nature, _rounding(name, options), *read]
    return (*(str(getattr(text, lang)) for text in texts), _about(run, options, lang))


def _rounding(name: str, options: BudgetOptions) -> Text:
    if options.statistic in PERCENTILES:
        return _APART
    return _TOTALS if name in {"totalen", "vergelijking"} else _REMAINDER


def _about(run: Run, options: BudgetOptions, lang: str) -> str:
    """Whose budget, which outcome, which prices and which run."""
    programme, dutch = run.catalogue.programme, lang == "nl"
    if run.view == REGION:
        region = "Hele regio" if dutch else "Whole region"
        whose = region if programme.region else getattr(programme.whole, lang)
    else:
        whose = programme.municipalities[run.view].title
    if run.scenario.price_level == "nominal":
        prices = "prijzen van elk jaar zelf" if dutch else "prices of each year itself"
    else:
        prices = f"{'prijspeil' if dutch else 'prices of'} {programme.price_level}"
    statistic = getattr(STATISTICS[options.statistic], lang)
    return f"{whose}; {statistic}; {prices}; {'doorrekening' if dutch else 'run'} {run.run_id}."
