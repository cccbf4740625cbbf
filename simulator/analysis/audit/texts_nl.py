"""All messages of the audit in Dutch: a title and an explanation for each."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "malformed-cell": (
        "{measure}, {year}: ‘{printed}’ is geen bedrag",
        "In de rij {row} staat ‘{printed}’. Dat is geen getal. {repair}",
    ),
    "sign-slip": (
        "{measure}, {year}: verkeerd teken in de rij {row}",
        "Er staat ‘{printed}’. In deze tabel betekent dat {as_printed}. De som klopt alleen met "
        "{as_computed}: "
        "{sum}. Koers rekent daarmee.",
    ),
    "sign-differs-in-row": (
        "{measure}, {year}: ander teken dan de rest van de rij {row}",
        "Er staat ‘{printed}’, terwijl de meeste bedragen in deze rij het andere teken hebben. Er is geen "
        "som die laat zien wat klopt.",
    ),
    "net-does-not-add-up": (
        "{measure}, {year}: netto klopt niet met kosten en effect",
        "Er staat ‘{printed}’, {as_printed}. Maar {sum}. Dat scheelt {difference}.",
    ),
    "rounding-slip": (
        "{measure}, {year}: netto wijkt een euro af",
        "Er staat ‘{printed}’, {as_printed}. Maar {sum}. Waarschijnlijk is met niet afgeronde bedragen "
        "gerekend.",
    ),
    "sign-convention": (
        "{measure}: plus en min betekenen hier iets anders dan in de meeste tabellen",
        "Hier staan {own}. In de meeste tabellen staan {most}. {reason} {swing}",
    ),
    "letter-gross": (
        "{measure}: de brief noemt het bedrag vóór aftrek van kosten",
        "De brief noemt {listed}. Dat is het effect in {year}. Na aftrek van {cost} kosten is het {net}.",
    ),
    "letter-rounded": (
        "{measure}: de brief noemt een afgerond bedrag",
        "De brief noemt {listed}, de tabel geeft voor {year} netto {net}.",
    ),
    "letter-gross-rounded": (
        "{measure}: de brief noemt het afgeronde bedrag vóór aftrek van kosten",
        "De brief noemt {listed}. Dat is afgerond het effect in {year}. Na aftrek van {cost} kosten is het "
        "{net}.",
    ),
    "letter-opposite-sign": (
        "{measure}: de brief en de tabel spreken elkaar tegen over besparen of kosten",
        "De brief noemt {listed}, de tabel geeft voor {year} {net}. Het bedrag is gelijk, de richting niet. "
        "Tussen beide lezingen ligt {swing} per jaar.",
    ),
    "letter-other-year": (
        "{measure}: de brief noemt een bedrag van een ander jaar",
        "De brief geeft bedragen voor {year} en noemt {listed}. Dat staat in de tabel bij {other_year}; "
        "bij {year} "
        "staat {there}.",
    ),
    "letter-no-match": (
        "{measure}: het bedrag in de brief past niet bij de tabel",
        "De brief noemt {listed}. In de tabel staat voor {year}: {there}.",
    ),
    "letter-missing": (
        "{measure} ontbreekt in de brief",
        "De tabel geeft voor {year} {net}, maar de brief noemt de maatregel niet.",
    ),
    "letter-sum": (
        "De bedragen in de brief zijn niet zomaar op te tellen",
        "Opgeteld geeft de brief {listed} voor {year}. De tabellen van dezelfde maatregelen geven netto "
        "samen {net}. "
        "{opposite} {unknown} Met de standaardlezingen van Koers, en als overlap en gedeelde kosten "
        "meetellen, "
        "is het {damped}.",
    ),
    "effect-before-start": (
        "{measure}, {year}: effect geboekt vóór de start",
        "De tabel boekt {printed_eur} effect in {year}, maar de maatregel begint op {start}. Met die start "
        "is het "
        "effect in {year} {computed_eur}.",
    ),
    "part-of-start-year": (
        "{measure}, {year}: effect van vóór de start is meegeteld",
        "De tabel boekt {printed_eur} effect in {year}, maar de maatregel begint op {start}. Vanaf die dag "
        "is het "
        "effect in {year} {computed_eur}.",
    ),
    "printed-not-rebuilt": (
        "{measure}, {year}: {row} volgt niet uit de eigen gegevens",
        "De tabel geeft {printed_eur}. De gegevens waarop de tabel zou rusten, geven {computed_eur}.",
    ),
    "default-reading-differs": (
        "{measure}, {year}: Koers rekent met een ander bedrag voor {row}",
        "De tabel geeft {printed_eur}. De lezing waar Koers van uitgaat, ‘{reading_title}’, geeft "
        "{computed_eur}, nog "
        "zonder overlap en gedeelde kosten. {reason}",
    ),
    "cost-booked-twice": (
        "{year}: dezelfde kosten {times} keer geboekt ({pool})",
        "{measures} boeken elk {each} voor dezelfde kosten. Gaan ze samen door, dan worden die kosten één "
        "keer "
        "gemaakt. In de tabellen staat samen {printed_eur}, nodig is {computed_eur}.",
    ),
    "effect-counted-twice": (
        "{measure}, {year}: effect telt mee dat door {other} vervalt",
        "{note} De tabel boekt {printed_eur} effect in {year}. Daarvan vervalt {lapse}.",
    ),
    "cost-lapses": (
        "{measure}, {year}: kosten tellen mee die door {other} vervallen",
        "{note} De tabel boekt {printed_eur} kosten in {year}. Daarvan vervalt {lapse}.",
    ),
    "not-derivable": (
        "{owner}: ‘{driver}’ is uit de bron niet af te leiden",
        "Een gedrukt bedrag is alleen na te rekenen met {value}. De bron laat niet zien waar dat vandaan "
        "komt. {note} {stake}",
    ),
    "more-than-volume": (
        "{measure}: ‘{driver}’ is meer dan er zijn",
        "{view}: {value}. Maar de bron geeft {volume} voor ‘{volume_title}’. {effect}",
    ),
    "sign-disputed": (
        "{measure}: een andere bron verwacht het omgekeerde bij ‘{driver}’",
        "Koers rekent met {value}. {view}: {rival}. {effect}",
    ),
    "sign-unsure": (
        "{measure}: een andere bron laat open of ‘{driver}’ bespaart of geld kost",
        "Koers rekent met {value}. {view}: {rival}, met een marge naar beide kanten. {effect}",
    ),
    "estimate-far-off": (
        "{measure}: een andere schatting van ‘{driver}’ ligt ver van die van het programma",
        "Koers rekent met {value}. {view}: {rival}. {effect}",
    ),
    "two-figures": (
        "{measure}: twee getallen voor ‘{driver}’",
        "Koers rekent met {value}. {view}: {rival}. {effect}",
    ),
    "unknown-cell": (
        "{measure}: geen bedrag in de rij {row}",
        "Voor {years} staat er {printed}. Dat is onbekend en niet nul: het telt in geen enkel totaal mee.",
    ),
    "communicating-vessels": (
        "{service}: de maatregelen besparen samen {share} van de uitgaven",
        "{measures} werken op dezelfde {baseline} per jaar. Opgeteld besparen ze in {year} {printed_eur}. "
        "Wat de één "
        "bespaart, kan de ander niet nog eens besparen. Met de overlap waar Koers bij deze voorziening van "
        "uitgaat, "
        "is het {computed_eur}.",
    ),
    "declared-erratum": (
        "{measure}, {year}: drukfout in de rij {row}",
        "{reason}",
    ),
}
"""By key: title and explanation."""

WORDS: Mapping[str, str] = {
    "empty": "",
    "and": "en",
    "gain": "een voordeel van",
    "loss": "een nadeel van",
    "measure": "maatregel {number} ({title})",
    "measure.short": "maatregel {number}",
    "measure.unnumbered": "‘{title}’",
    "programme": "het programma",
    "row.cost": "kosten",
    "row.effect": "effect",
    "row.net": "netto",
    "is.cost": "{amount} kosten",
    "is.cost.negative": "{amount} lagere kosten",
    "is.effect": "een besparing van {amount}",
    "is.effect.negative": "een effect dat {amount} kost",
    "is.net": "een voordeel van {amount}",
    "is.net.negative": "een nadeel van {amount}",
    "sum": "{effect} effect min {cost} kosten is {net}",
    "repair.fits": "Met {amount} klopt de som met de andere rijen; Koers rekent daarmee.",
    "repair.size": "Koers leest het als {amount}; er is geen som die dat bevestigt.",
    "repair.none": "Het telt in geen enkel totaal mee.",
    "convention": "kosten met een {cost}, besparingen met een {saving} en een netto voordeel met een {net}",
    "plus": "plus",
    "minus": "min",
    "swing": "In {year} is netto ‘{printed}’ hier {own}; met de tekens van de meeste tabellen zou het "
    "{most} zijn.",
    "there": "{effect} effect, {cost} kosten, netto {net}",
    "no_amount": "geen bedrag",
    "opposite": "Met de tekens van de brief is dat {sum}, want over {measures} spreken brief en tabel "
    "elkaar tegen.",
    "left_out": "Onbekend in de tabellen, en dus niet meegeteld: {measures}.",
    "effect.changes": "Het effect in {year} is {used_eur} in de lezing van Koers en {other_eur} met dat "
    "getal.",
    "effect.same": "Voor het effect in {year} maakt dat niet uit.",
    "effect.capped": "Met dat aantal is het effect in {year} {computed_eur} en niet {printed_eur}.",
    "stake.effect": "Er hangt {amount} effect per jaar van af.",
    "stake.cost": "Er hangt {amount} kosten per jaar van af.",
    "no_reading": "zoals het in de bestanden staat",
    "cell.to_be_determined": "‘{text}’ (nog te bepalen)",
    "cell.pro_memoria": "‘{text}’ (pro memorie)",
    "cell.dash": "een streepje",
    "cell.blank": "niets",
    "date": "{day} {month} {year}",
    "month.1": "januari",
    "month.2": "februari",
    "month.3": "maart",
    "month.4": "april",
    "month.5": "mei",
    "month.6": "juni",
    "month.7": "juli",
    "month.8": "augustus",
    "month.9": "september",
    "month.10": "oktober",
    "month.11": "november",
    "month.12": "december",
    "unit.EUR": "euro",
    "unit.hour": "uur",
    "unit.day": "dag",
    "unit.week": "week",
    "unit.trip": "rit",
    "unit.training": "training",
    "unit.month": "maand",
    "unit.year": "jaar",
    "unit.resident": "inwoner",
    "unit.child": "kind",
    "unit.client": "cliënt",
    "unit.person": "persoon",
    "units.EUR": "euro",
    "units.hour": "uur",
    "units.day": "dagen",
    "units.week": "weken",
    "units.trip": "ritten",
    "units.training": "trainingen",
    "units.month": "maanden",
    "units.year": "jaar",
    "units.resident": "inwoners",
    "units.child": "kinderen",
    "units.client": "cliënten",
    "units.person": "personen",
}
"""Words and sentences that messages are made of."""
