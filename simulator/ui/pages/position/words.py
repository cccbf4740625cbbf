"""What the page Zienswijze says of numbers and settings; no Streamlit in here."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date

from simulator.analysis.position import Compared, Leak, Spread, TaskCompared, YearCompared
from simulator.domain.scenario import MeasureSetting
from simulator.export.known_digits import THOUSAND, rounded
from simulator.ui.difference_words import Gap
from simulator.ui.formats import LOCALES, formats_of
from simulator.ui.texts import Language, translate

ON = MeasureSetting()
"""A measure as the programme has it."""


def gap_of(year: int, compared: Compared) -> Gap:
    """Give what a position yields more than the proposal, as a gap that has words already."""
    spread = compared.difference
    return Gap(0, 1, year, spread.p10, spread.p50, spread.p90, compared.chance_more, compared.chance_less)


def tasks(years: tuple[YearCompared, ...]) -> tuple[tuple[int, TaskCompared], ...]:
    """Give the years that have a savings task, with the chance that each package makes it."""
    return tuple((year.year, year.task) for year in years if year.task is not None)


def chances(years: tuple[YearCompared, ...], package: str, language: Language) -> str:
    """Say how likely a package makes the task of each year: "2022: 1 op de 10; 2023: bijna zeker"."""
    f = formats_of(language)
    return "; ".join(f"{year}: {f.odds(getattr(task, package))}" for year, task in tasks(years))


def cell(spread: Spread, below: str, language: Language, decimals: int = 0) -> str:
    r"""Write an amount with its 80% interval for a table in thousands of euros.

    Parameters
    ----------
    spread : Spread
        The amount, in EUR.
    below : str
        Word for an amount below zero: a minus sign is easily missed.
    language : {"nl", "en"}
        Decides how numbers are written.
    decimals : int
        Those of all amounts in the table: see `known_digits.decimals_in_thousands`.

    Examples
    --------
    >>> cell(Spread(0, 0, p10=1_736_457, p50=2_073_643, p90=2_408_046), "kost", "nl")
    '2.074 (1.736\xa0–\xa02.408)'
    >>> cell(Spread(0, 0, p10=-737_675, p50=-635_870, p90=-539_966), "kost", "nl")
    'kost 636 (540\xa0–\xa0738)'
    >>> cell(Spread(0, 0, p10=-12_684, p50=9_957, p90=32_825), "minder", "nl")
    '10 (minder 13\xa0–\xa033)'
    >>> cell(Spread(0, 0, p10=-430, p50=0, p90=9_957), "kost", "nl", decimals=1)
    '0,0 (kost 0,4\xa0–\xa010,0)'
    """
    f, step = formats_of(language), THOUSAND // 10**decimals
    amounts = [rounded(amount, step) / THOUSAND for amount in (spread.p50, spread.p10, spread.p90)]
    sizes = [f.number(abs(n), decimals) for n in amounts]
    middle, low, high = (f"{below} {size}" if n < 0 else size for n, size in zip(amounts, sizes, strict=True))
    if max(amounts) < 0:  # one word for both ends
        low, high = sizes[2], sizes[1]
    # The interval stands on one line, on a phone too.
    return middle if amounts[1] == amounts[2] else f"{middle} ({low}\u00a0–\u00a0{high})"


def leaked(leaks: tuple[Leak, ...], package: str) -> float:
    """Add up what may come back as a cost elsewhere: the amount of a leak is that of its whole measure."""
    amounts = {leak.measure: getattr(leak, package) or 0.0 for leak in leaks}
    return sum(amounts.values())


def date_words(date: dt.date, language: Language) -> str:
    """Write a date in full.

    >>> date_words(dt.date(2021, 3, 3), "nl")
    '3 maart 2021'
    """
    return format_date(date, "d MMMM y", locale=LOCALES[language])


def setting_words(setting: MeasureSetting, language: Language) -> str:
    """Say how a measure takes part in a package, where that is not as the programme has it.

    Examples
    --------
    >>> setting_words(MeasureSetting(intensity=0.5, scales_costs=False), "nl")
    'telt mee voor 50% van het plan, met alle kosten'
    """

    def say(key: str, **values: object) -> str:
        return translate(language, key, None, **values)

    if not setting.on:
        return say("position.counts_not")
    parts = []
    if setting.intensity != ON.intensity:
        percent = formats_of(language).percent(setting.intensity)
        key = "position.counts_part" if setting.scales_costs else "position.counts_part_all_costs"
        parts.append(say(key, percent=percent))
    if setting.shift_months:
        key = "position.later" if setting.shift_months > 0 else "position.earlier"
        parts.append(say(key, months=abs(setting.shift_months)))
    if setting.stretch != ON.stretch:
        parts.append(say("position.stretched", factor=formats_of(language).number(setting.stretch, 2)))
    if setting.drivers or setting.reading:
        parts.append(say("position.own_values"))
    return ", ".join(parts) if parts else say("position.counts_fully")
