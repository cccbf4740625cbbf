"""All messages of the audit in English: a title and an explanation for each."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "malformed-cell": (
        "{measure}, {year}: ‘{printed}’ is not an amount",
        "The row {row} has ‘{printed}’. That is no number. {repair}",
    ),
    "sign-slip": (
        "{measure}, {year}: wrong sign in the row {row}",
        "The table has ‘{printed}’. In this table that means {as_printed}. The sum is only right with "
        "{as_computed}: "
        "{sum}. Koers uses that.",
    ),
    "sign-differs-in-row": (
        "{measure}, {year}: another sign than the rest of the row {row}",
        "The table has ‘{printed}’, while most amounts in this row have the other sign. No sum shows which "
        "is right.",
    ),
    "net-does-not-add-up": (
        "{measure}, {year}: net does not agree with cost and effect",
        "The table has ‘{printed}’, {as_printed}. But {sum}. The difference is {difference}.",
    ),
    "rounding-slip": (
        "{measure}, {year}: net is one euro off",
        "The table has ‘{printed}’, {as_printed}. But {sum}. Unrounded amounts were probably used.",
    ),
    "sign-convention": (
        "{measure}: plus and minus mean something else here than in most tables",
        "Here the table prints {own}. Most tables print {most}. {reason} {swing}",
    ),
    "letter-gross": (
        "{measure}: the letter gives the amount before costs",
        "The letter gives {listed}. That is the effect in {year}. After {cost} of costs it is {net}.",
    ),
    "letter-rounded": (
        "{measure}: the letter gives a rounded amount",
        "The letter gives {listed}, the table has {net} net for {year}.",
    ),
    "letter-gross-rounded": (
        "{measure}: the letter gives the rounded amount before costs",
        "The letter gives {listed}. That is the rounded effect in {year}. After {cost} of costs it is {net}.",
    ),
    "letter-opposite-sign": (
        "{measure}: letter and table contradict each other on saving or cost",
        "The letter gives {listed}, the table {net} for {year}. The amount is the same, the direction is "
        "not. "
        "The two readings are {swing} a year apart.",
    ),
    "letter-other-year": (
        "{measure}: the letter gives an amount of another year",
        "The letter's amounts are for {year} and it gives {listed}. The table has that under {other_year}; "
        "under {year} it has {there}.",
    ),
    "letter-no-match": (
        "{measure}: the amount in the letter does not fit the table",
        "The letter gives {listed}. The table has for {year}: {there}.",
    ),
    "letter-missing": (
        "{measure} is not in the letter",
        "The table has {net} for {year}, but the letter does not list the measure.",
    ),
    "letter-sum": (
        "The amounts in the letter cannot simply be added up",
        "Added up, the letter gives {listed} for {year}. The tables of the same measures give {net} net "
        "together. "
        "{opposite} {unknown} With the default readings of Koers, overlap and shared costs included, it is "
        "{damped}.",
    ),
    "effect-before-start": (
        "{measure}, {year}: effect booked before the start",
        "The table books {printed_eur} of effect in {year}, but the measure starts on {start}. With that "
        "start the "
        "effect in {year} is {computed_eur}.",
    ),
    "part-of-start-year": (
        "{measure}, {year}: effect from before the start is included",
        "The table books {printed_eur} of effect in {year}, but the measure starts on {start}. From that "
        "day the "
        "effect in {year} is {computed_eur}.",
    ),
    "printed-not-rebuilt": (
        "{measure}, {year}: {row} does not follow from the programme's own data",
        "The table has {printed_eur}. The data that the table should rest on give {computed_eur}.",
    ),
    "default-reading-differs": (
        "{measure}, {year}: Koers uses another amount for {row}",
        "The table has {printed_eur}. The reading that Koers starts from, ‘{reading_title}’, gives "
        "{computed_eur}, "
        "before overlap and shared costs. {reason}",
    ),
    "cost-booked-twice": (
        "{year}: the same costs booked {times} times ({pool})",
        "{measures} each book {each} for the same costs. If they go ahead together, those costs are made "
        "once. "
        "The tables have {printed_eur} together, {computed_eur} is needed.",
    ),
    "effect-counted-twice": (
        "{measure}, {year}: includes effect that lapses because of {other}",
        "{note} The table books {printed_eur} of effect in {year}. Of that {lapse} lapses.",
    ),
    "cost-lapses": (
        "{measure}, {year}: includes costs that lapse because of {other}",
        "{note} The table books {printed_eur} of costs in {year}. Of that {lapse} lapses.",
    ),
    "not-derivable": (
        "{owner}: ‘{driver}’ cannot be derived from the source",
        "A printed amount can only be rebuilt with {value}. The source does not show where that comes "
        "from. {note} {stake}",
    ),
    "more-than-volume": (
        "{measure}: ‘{driver}’ is more than there are",
        "{view}: {value}. But the source has {volume} for ‘{volume_title}’. {effect}",
    ),
    "sign-disputed": (
        "{measure}: another source expects the opposite for ‘{driver}’",
        "Koers uses {value}. {view}: {rival}. {effect}",
    ),
    "sign-unsure": (
        "{measure}: another source leaves open whether ‘{driver}’ saves or costs money",
        "Koers uses {value}. {view}: {rival}, with a margin to both sides. {effect}",
    ),
    "estimate-far-off": (
        "{measure}: another estimate of ‘{driver}’ is far from the programme's",
        "Koers uses {value}. {view}: {rival}. {effect}",
    ),
    "two-figures": (
        "{measure}: two figures for ‘{driver}’",
        "Koers uses {value}. {view}: {rival}. {effect}",
    ),
    "unknown-cell": (
        "{measure}: no amount in the row {row}",
        "For {years} the table has {printed}. That is unknown, not zero: no total includes it.",
    ),
    "communicating-vessels": (
        "{service}: the measures together save {share} of spending",
        "{measures} work on the same {baseline} a year. Added up they save {printed_eur} in {year}. What "
        "one saves "
        "cannot be saved again by another. With the overlap that Koers assumes for this service it is "
        "{computed_eur}.",
    ),
    "declared-erratum": (
        "{measure}, {year}: misprint in the row {row}",
        "{reason}",
    ),
}
"""By key: title and explanation."""

WORDS: Mapping[str, str] = {
    "empty": "",
    "and": "and",
    "gain": "a gain of",
    "loss": "a loss of",
    "measure": "measure {number} ({title})",
    "measure.short": "measure {number}",
    "measure.unnumbered": "‘{title}’",
    "programme": "the programme",
    "row.cost": "cost",
    "row.effect": "effect",
    "row.net": "net",
    "is.cost": "{amount} of costs",
    "is.cost.negative": "{amount} of lower costs",
    "is.effect": "a saving of {amount}",
    "is.effect.negative": "an effect that costs {amount}",
    "is.net": "a gain of {amount}",
    "is.net.negative": "a loss of {amount}",
    "sum": "{effect} of effect less {cost} of costs is {net}",
    "repair.fits": "With {amount} the sum with the other rows is right; Koers uses that.",
    "repair.size": "Koers reads it as {amount}; no sum confirms that.",
    "repair.none": "No total includes it.",
    "convention": "costs with a {cost}, savings with a {saving} and a net gain with a {net}",
    "plus": "plus",
    "minus": "minus",
    "swing": "In {year} net ‘{printed}’ is {own} here; with the signs of most tables it would be {most}.",
    "there": "{effect} of effect, {cost} of costs, {net} net",
    "no_amount": "no amount",
    "opposite": "With the signs of the letter that is {sum}, because letter and table contradict each other "
    "on {measures}.",
    "left_out": "Unknown in the tables, and so left out: {measures}.",
    "effect.changes": "The effect in {year} is {used_eur} in the reading of Koers and {other_eur} with "
    "that figure.",
    "effect.same": "It makes no difference to the effect in {year}.",
    "effect.capped": "With that number the effect in {year} is {computed_eur}, not {printed_eur}.",
    "stake.effect": "{amount} of effect a year depends on it.",
    "stake.cost": "{amount} of costs a year depends on it.",
    "no_reading": "as the files have it",
    "cell.to_be_determined": "‘{text}’ (to be determined)",
    "cell.pro_memoria": "‘{text}’ (pro memoria)",
    "cell.dash": "a dash",
    "cell.blank": "nothing",
    "date": "{day} {month} {year}",
    "month.1": "January",
    "month.2": "February",
    "month.3": "March",
    "month.4": "April",
    "month.5": "May",
    "month.6": "June",
    "month.7": "July",
    "month.8": "August",
    "month.9": "September",
    "month.10": "October",
    "month.11": "November",
    "month.12": "December",
    "unit.EUR": "euro",
    "unit.hour": "hour",
    "unit.day": "day",
    "unit.week": "week",
    "unit.trip": "trip",
    "unit.training": "training",
    "unit.month": "month",
    "unit.year": "year",
    "unit.resident": "resident",
    "unit.child": "child",
    "unit.client": "client",
    "unit.person": "person",
    "units.EUR": "euros",
    "units.hour": "hours",
    "units.day": "days",
    "units.week": "weeks",
    "units.trip": "trips",
    "units.training": "trainings",
    "units.month": "months",
    "units.year": "years",
    "units.resident": "residents",
    "units.child": "children",
    "units.client": "clients",
    "units.person": "persons",
}
"""Words and sentences that messages are made of."""
