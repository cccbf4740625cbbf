"""The texts of the update, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from simulator.domain.position import Language

_NL: Final = {
    "title": "Halfjaarbericht: {programme}",
    "subtitle": "{place}, {date}. Plan: {scenario}. Bedragen in {prices}.",
    "prices.nominal": "prijzen van elk jaar zelf",
    "prices.constant": "prijzen van {year}",
    "place.region": "Alle gemeenten samen",
    "head.short": "In het kort",
    "lights": "Van {all} cijfers over wat gebeurde zijn er {green} groen, {orange} oranje en {red} rood.",
    "one_light": "Er is {all} cijfer over wat gebeurde: {green} groen, {orange} oranje, {red} rood.",
    "no_lights": "Er is nog geen cijfer over wat gebeurde dat naast het plan te leggen is.",
    "forecast": "Netto in {year}, met wat nu bekend is: {now}, in acht van de tien gevallen "
    "{interval}. In het plan was dat {before}.",
    "forecast.unknown": "Wat het pakket in {year} netto oplevert is niet bekend: van geen enkele maatregel "
    "die aan staat noemt de bron een besparing. Onbekend is niet nul.",
    "forecast.plan": "Geen cijfer telt mee in de verwachting; die blijft netto {before} in {year}.",
    "chance": "De kans op de taakstelling van {year} ({amount}): {now}; in het plan {before}.",
    "chance.unknown": "De kans op de taakstelling van {year} ({amount}) is niet bekend: de bron noemt voor "
    "wie de taak heeft geen besparing.",
    "too_few": "Let op: te weinig trekkingen passen bij de cijfers. Het plan verklaart niet wat er "
    "gebeurde; bespreek eerst het plan, niet de verwachting.",
    "head.figures": "De cijfers naast het plan",
    "rule": "Rood: meer dan {red} van de uitkomsten van het plan is gunstiger dan het cijfer. "
    "Oranje: meer dan {orange}. Groen: de rest. Deze grenzen zijn een afspraak.",
    "caption.figures": "Gerealiseerde en verwachte cijfers, met de band van het plan (P10 tot P90)",
    "caption.worst": "De cijfers die het meest van het plan afwijken, ongunstigste eerst ({shown} van {all})",
    "col.light": "Sein",
    "col.what": "Wat",
    "col.who": "Wie",
    "col.period": "Periode",
    "col.figure": "Cijfer",
    "col.band": "Plan",
    "light.green": "groen",
    "light.orange": "oranje",
    "light.red": "rood",
    "kind.cost": "Uitgaven {what}",
    "kind.clients": "Cliënten {what}",
    "kind.saving": "Besparing: {what}",
    "growth_only": "alleen de groei",
    "who.all": "samen",
    "unknown": "onbekend",
    "head.growth": "Wat de groei verklaart",
    "growth.how": "Begonnen bij het basisjaar: prijzen en autonome groei horen bij ongewijzigd beleid, "
    "maatregelen is wat het plan ervan afhaalt, de rest verklaart het plan niet. Echt "
    "lager is onder het basisjaar; geremd is lager dan zonder maatregelen, maar niet "
    "onder het basisjaar.",
    "caption.growth": "Van het basisjaar naar het cijfer, in duizenden euro's",
    "col.year": "Jaar",
    "col.start": "Basis",
    "col.prices": "Prijs",
    "col.volume": "Groei",
    "col.measures": "Plan",
    "col.remainder": "Rest",
    "col.realised": "Cijfer",
    "col.reduction": "Echt lager",
    "col.avoided": "Geremd",
    "head.delivery": "Wat maatregelen leverden",
    "delivery.none": "Er is van geen maatregel een gerealiseerde besparing bekend. Onbekend is niet nul.",
    "caption.delivery": "Opgegeven besparing naast het plan",
    "col.planned": "Gepland",
    "col.rate": "Geleverd",
    "head.forecast": "De verwachting opnieuw",
    "caption.forecast": "Netto effect per jaar: zoals gepland en met de cijfers, in duizenden euro's",
    "caption.spending": "Uitgaven per jaar bij ongewijzigd beleid: zoals gepland en met de cijfers, "
    "in duizenden euro's",
    "col.plan": "Plan P50",
    "col.plan_band": "Plan P10 tot P90",
    "col.new": "Nu P50",
    "col.new_band": "Nu P10 tot P90",
    "caption.chance": "Kans op de taakstelling",
    "col.task": "Taakstelling",
    "col.chance": "In het plan",
    "col.new_chance": "Met de cijfers",
    "head.how": "Hoe dit is berekend",
    "how.weights": "Elke trekking van het plan is gewogen naar hoe goed zij past bij {figures} cijfers. "
    "Daarna tellen van de {draws} trekkingen er nog {effective} mee.",
    "how.resampled": "De gewichten liepen ver uiteen; daarom zijn de trekkingen naar gewicht opnieuw "
    "getrokken.",
    "how.errors": "Aangenomen meetfouten (standaardafwijking): gerealiseerd {realised}, verwacht {expected}, "
    "opgegeven besparing {saving}; voor een half jaar komt daar {half} bij, voor een cijfer met "
    "een andere omvang {scope}. Het toeval van kleine aantallen volgt uit het aantal cliënten, "
    "met kosten per cliënt die {spread} uiteenlopen, en zit ook in de band van het plan; kent "
    "niemand dat aantal, dan komt er voor een andere gemeente {town} bij.",
    "how.weight": "Elke trekking van het plan is gewogen naar hoe goed zij past bij {figures} cijfer. "
    "Daarna tellen van de {draws} trekkingen er nog {effective} mee.",
    "how.prices": "Prijzen na {year} kent nog niemand: elk jaar kunnen zij {share} hoger of lager uitvallen "
    "dan verwacht (aanname, standaardafwijking), en dat werkt door in latere jaren. Het zit in de band van "
    "het plan.",
    "how.spending": "Uitgaven alleen zeggen veel over de groei en weinig over wat maatregelen deden: "
    "daarvoor zijn opgaven per maatregel nodig.",
    "how.left_out": "{count} cijfers zijn niet naast het plan gelegd, bijvoorbeeld omdat zij onbekend "
    "zijn, over andere jaren gaan of iets anders tellen. Onbekend is nergens nul.",
    "chart.title": "Netto effect per jaar",
    "chart.alt": "Netto effect per jaar in miljoenen euro's. {rows}",
    "chart.row": "{year}: plan {before}, nu {now}.",
    "chart.row_plan": "{year}: plan {before}.",
    "chart.axis": "miljoenen euro's",
    "chart.plan": "plan",
    "chart.now": "met de cijfers",
    "author": "Koers",
    "footer": "Koers · doorrekening {run} · cijfers {figures} · maatregelen {version}",
    "to": "{low} tot {high}",
    "band": "{low}\u00a0– {high}",
    "note.line": "regel {lines}",
    "head.sources": "Bronnen",
    "sources.lines": "Regelnummers in de voetnoten zijn die van de tekstversie van een document.",
}

_EN: Final = {
    "title": "Half-yearly update: {programme}",
    "subtitle": "{place}, {date}. Plan: {scenario}. Amounts in {prices}.",
    "prices.nominal": "prices of each year itself",
    "prices.constant": "prices of {year}",
    "place.region": "All municipalities together",
    "head.short": "In short",
    "lights": "Of {all} figures on what happened {green} are green, {orange} amber and {red} red.",
    "one_light": "There is {all} figure on what happened: {green} green, {orange} amber, {red} red.",
    "no_lights": "There is no figure yet on what happened that can be held against the plan.",
    "forecast": "Net in {year}, with what is known now: {now}, in eight of ten cases {interval}. In "
    "the plan it was {before}.",
    "forecast.unknown": "What the package yields net in {year} is not known: the source gives no saving for "
    "any measure that is on. Unknown is not zero.",
    "forecast.plan": "No figure counts in the forecast; it stays {before} net in {year}.",
    "chance": "The chance of the savings task of {year} ({amount}): {now}; in the plan {before}.",
    "chance.unknown": "The chance of the savings task of {year} ({amount}) is not known: the source gives no "
    "saving for whom it is set.",
    "too_few": "Note: too few draws agree with the figures. The plan does not explain what happened;"
    " discuss the plan first, not the forecast.",
    "head.figures": "The figures against the plan",
    "rule": "Red: more than {red} of the outcomes of the plan is better than the figure. Amber: "
    "more than {orange}. Green: the rest. These thresholds are an agreement.",
    "caption.figures": "Realised and expected figures, with the band of the plan (P10 to P90)",
    "caption.worst": "The figures furthest from the plan, least favourable first ({shown} of {all})",
    "col.light": "Light",
    "col.what": "What",
    "col.who": "Who",
    "col.period": "Period",
    "col.figure": "Figure",
    "col.band": "Plan",
    "light.green": "green",
    "light.orange": "amber",
    "light.red": "red",
    "kind.cost": "Spending on {what}",
    "kind.clients": "Clients of {what}",
    "kind.saving": "Saving: {what}",
    "growth_only": "growth only",
    "who.all": "together",
    "unknown": "unknown",
    "head.growth": "What explains the growth",
    "growth.how": "From the base year on: prices and autonomous growth belong to unchanged policy, "
    "measures is what the plan takes off it, and the rest is not explained by the plan. "
    "Really lower is below the base year; avoided is below what it would have been without "
    "measures, but not below the base year.",
    "caption.growth": "From the base year to the figure, in thousands of euros",
    "col.year": "Year",
    "col.start": "Base",
    "col.prices": "Price",
    "col.volume": "Growth",
    "col.measures": "Plan",
    "col.remainder": "Rest",
    "col.realised": "Figure",
    "col.reduction": "Really lower",
    "col.avoided": "Avoided",
    "head.delivery": "What measures delivered",
    "delivery.none": "No realised saving is known of any measure. Unknown is not zero.",
    "caption.delivery": "Reported saving against the plan",
    "col.planned": "Planned",
    "col.rate": "Delivered",
    "head.forecast": "The forecast anew",
    "caption.forecast": "Net effect per year: as planned and given the figures, in thousands of euros",
    "caption.spending": "Spending per year under unchanged policy: as planned and given the figures, in "
    "thousands of euros",
    "col.plan": "Plan P50",
    "col.plan_band": "Plan P10 to P90",
    "col.new": "Now P50",
    "col.new_band": "Now P10 to P90",
    "caption.chance": "Chance of the savings task",
    "col.task": "Savings task",
    "col.chance": "In the plan",
    "col.new_chance": "Given the figures",
    "head.how": "How this was worked out",
    "how.weights": "Each draw of the plan was weighed by how well it agrees with {figures} figures. Of "
    "the {draws} draws {effective} still count after that.",
    "how.resampled": "The weights differed much, so draws were drawn anew by their weight.",
    "how.errors": "Assumed errors of observation (standard deviation): realised {realised}, expected "
    "{expected}, reported saving {saving}; for a half-year {half} is added, for a figure of "
    "another scope {scope}. The luck of small numbers follows from the number of clients, with "
    "costs per client that vary by {spread}, and is in the band of the plan too; if nobody knows "
    "that number, {town} is added for another municipality.",
    "how.weight": "Each draw of the plan was weighed by how well it agrees with {figures} figure. Of "
    "the {draws} draws {effective} still count after that.",
    "how.prices": "Nobody knows prices after {year} yet: each year they may turn out {share} higher or "
    "lower than expected (assumption, standard deviation), which lasts in later years. It is in the band of "
    "the plan.",
    "how.spending": "Spending alone says much about growth and little about what measures did: that takes"
    " reports per measure.",
    "how.left_out": "{count} figures were not held against the plan, for instance because they are "
    "unknown, on other years or on something else. Unknown is zero nowhere.",
    "chart.title": "Net effect per year",
    "chart.alt": "Net effect per year in millions of euros. {rows}",
    "chart.row": "{year}: plan {before}, now {now}.",
    "chart.row_plan": "{year}: plan {before}.",
    "chart.axis": "millions of euros",
    "chart.plan": "plan",
    "chart.now": "given the figures",
    "author": "Koers",
    "footer": "Koers · run {run} · figures {figures} · measures {version}",
    "to": "{low} to {high}",
    "band": "{low}\u00a0– {high}",
    "note.line": "line {lines}",
    "head.sources": "Sources",
    "sources.lines": "Line numbers in the footnotes are those of the text version of a document.",
}

TEXTS: Final[Mapping[Language, Mapping[str, str]]] = {"nl": _NL, "en": _EN}


def text_of(language: Language, key: str, **values: object) -> str:
    """Give a text, filled in; braces in the values are not filled in again.

    >>> text_of("nl", "kind.cost", what="{x}")
    'Uitgaven {x}'
    """
    return TEXTS[language][key].format(**values)
