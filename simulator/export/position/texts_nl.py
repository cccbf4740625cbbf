"""What Koers itself says in a position document, in Dutch: impersonal, because "wij" is the author."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "address.to": "Aan",
    "address.from": "Van",
    "address.date": "Datum",
    "address.reference": "Kenmerk",
    "address.subject": "Onderwerp",
    "salutation": "Geachte dames en heren,",
    "regards": "Hoogachtend,",
    "heading.introduction": "Inleiding",
    "heading.remarks": "Overwegingen",
    "heading.stances": "Standpunt per maatregel",
    "heading.outcome": "Wat deze zienswijze betekent",
    "heading.closing": "Tot slot",
    "heading.annex_consequences": "Bijlage 1. Gevolgen nader bekeken",
    "heading.annex_account": "Bijlage 2. Verantwoording van de cijfers",
    "heading.difference": "Het verschil met het voorstel",
    "heading.costs": "De kosten gaan voor de baten uit",
    "heading.residents": "Inwoners die het merken",
    "heading.leaks": "Waterbed: kosten die elders terugkomen",
    "heading.unknown": "Wat niet bekend is",
    "heading.settings": "Hoe het pakket van deze zienswijze is doorgerekend",
    "heading.sources": "Bronnen",
    "measure.numbered": "Maatregel {number}: {title}",
    "stance.support": "Steunen",
    "stance.support_if": "Steunen, mits",
    "stance.oppose": "Niet steunen",
    "stance.add": "Aanvullen",
    "stances.caption": "Tabel {number}. Standpunt per maatregel",
    "stances.measure": "Maatregel",
    "stances.stance": "Standpunt",
    "stances.none": "Geen standpunt ingenomen",
    "stances.sources": "De standpunten zonder toelichting steunen op de aangehaalde tekst.",
    "stance.line": "Standpunt: {stance}.",
    "stance.conditions": "Voorwaarden:",
    "stance.arguments": "Argumenten die de indiener overneemt:",
    "outcome.intro": (
        "Tabel {number} vergelijkt het programma zoals voorgesteld met het pakket van deze zienswijze, voor "
        "{place}. Alle bedragen zijn netto (besparing min kosten), {prices}. Eerst staat het midden van "
        "alle trekkingen, daaronder het 80%-interval: in acht van de tien trekkingen ligt het bedrag "
        "daarbinnen. V is een voordeel voor de begroting, N een nadeel."
    ),
    "outcome.caption": "Tabel {number}. Netto-effect op de begroting van {place}",
    "outcome.year": "Jaar",
    "outcome.proposed": "Zoals voorgesteld",
    "outcome.position": "Volgens deze zienswijze",
    "outcome.difference": "Verschil",
    "outcome.together": "{first}–{last}\nsamen",
    "outcome.interval": "{low} – {high}",
    "outcome.sentence": (
        "In {year} geeft het pakket van deze zienswijze {position}; het voorstel geeft {proposed}. Het "
        "verschil is {difference} (80%-interval: {interval}). Dat verschil is per trekking bepaald: de "
        "middens van twee pakketten zijn niet van elkaar af te trekken."
    ),
    "outcome.chance": (
        "Kans dat deze zienswijze in {year} meer oplevert dan het voorstel: {more} ({more_percent}). Kans "
        "dat zij minder oplevert: {less} ({less_percent})."
    ),
    "outcome.same": (
        "Beide pakketten bevatten dezelfde maatregelen met dezelfde instellingen. Deze zienswijze "
        "verandert daarom niets aan de cijfers."
    ),
    "outcome.no_amounts": (
        "Van geen enkele maatregel in het voorstel of in deze zienswijze noemt de bron een "
        "besparing. Wat het voorstel oplevert is dus niet bekend; onbekend is niet nul."
    ),
    "outcome.unknown": (
        "Van {count} opbrengsten en kosten is het bedrag onbekend. Die tellen niet mee; zie bijlage 1."
    ),
    "task.caption": "Tabel {number}. Kans op het halen van de taakstelling van {place}",
    "task.amount": "Taakstelling",
    "task.cell": "{odds}\n({percent})",
    "figure.caption": "Figuur {number}. {title}",
    "figure.net": "Netto-effect per jaar, met 80%-interval",
    "figure.net_task": "Netto-effect per jaar, met 80%-interval (grijze streep: taakstelling)",
    "figure.difference": "Verschil met het voorstel per jaar, met 80%-interval",
    "figure.axis": "miljoen euro, boven nul is voordeel",
    "figure.alt": "Grafiek. {title}, {place}. {years}",
    "figure.alt_net": "{year}: zoals voorgesteld {proposed}, volgens deze zienswijze {position}{task}.",
    "figure.alt_task": ", bij een taakstelling van {amount}",
    "figure.alt_difference": "{year}: {difference}, 80%-interval {interval}.",
    "difference.intro": (
        "Beide pakketten zijn met dezelfde trekkingen doorgerekend, onder dezelfde aannames. Alleen de "
        "maatregelen verschillen. Wat in beide pakketten even onzeker is, valt daardoor in het verschil weg."
    ),
    "costs.intro": (
        "Maatregelen kosten eerst geld en leveren later op. Tabel {number} geeft per jaar de kosten en het "
        "saldo vanaf de start, steeds het midden van alle trekkingen."
    ),
    "costs.caption": "Tabel {number}. Kosten per jaar en saldo vanaf de start",
    "costs.cost_proposed": "Kosten, voorstel",
    "costs.cost_position": "Kosten, zienswijze",
    "costs.sum_proposed": "Saldo sinds start, voorstel",
    "costs.sum_position": "Saldo sinds start, zienswijze",
    "costs.paid_back": (
        "Eerste jaar vanaf wanneer het saldo een voordeel is: zoals voorgesteld {proposed}, volgens deze "
        "zienswijze {position}."
    ),
    "costs.never": "geen jaar binnen het programma",
    "residents.intro": (
        "Aantallen bij volledige uitvoering, voor het hele gebied waar de maatregel geldt. Zij zijn niet op "
        "te tellen: maatregelen op dezelfde voorziening bereiken deels dezelfde mensen."
    ),
    "residents.caption": "Tabel {number}. Inwoners bij wie deze zienswijze iets verandert",
    "residents.who": "Maatregel en inwoners",
    "residents.off": "niet in pakket",
    "residents.same": "Voor de andere maatregelen verandert deze zienswijze het aantal inwoners niet.",
    "residents.none": "Deze zienswijze verandert niets aan het aantal inwoners dat een maatregel merkt.",
    "leaks.intro": (
        "Een deel van een besparing kan als kosten terugkomen, bij dezelfde of een andere voorziening. "
        "Tabel {number} geeft het bedrag in {year} als het genoemde aandeel terugkomt."
    ),
    "leaks.counted": "Deze kosten zijn in de andere tabellen meegeteld.",
    "leaks.not_counted": "Deze kosten zijn in de andere tabellen niet meegeteld.",
    "leaks.caption": "Tabel {number}. Mogelijke kosten elders in {year}, {place}",
    "leaks.measure": "Maatregel",
    "leaks.service": "Komt terug bij",
    "leaks.share": "Aandeel",
    "leaks.none": "Bij de maatregelen in beide pakketten is geen waterbed beschreven.",
    "unknown.intro": (
        "Van deze opbrengsten en kosten noemt de bron geen bedrag. Onbekend is niet nul: zij kunnen de "
        "uitkomst beter of slechter maken."
    ),
    "unknown.caption": "Tabel {number}. Opbrengsten en kosten zonder bedrag",
    "unknown.what": "Wat",
    "unknown.effect": "opbrengst",
    "unknown.cost": "kosten",
    "unknown.kind": "Soort",
    "unknown.where": "Pakket",
    "unknown.source": "Regel in de bron",
    "unknown.both": "beide",
    "unknown.proposed": "alleen voorstel",
    "unknown.position": "alleen zienswijze",
    "unknown.none": "Van alle opbrengsten en kosten in beide pakketten is een bedrag bekend.",
    "account.words": (
        "De standpunten, toelichtingen en voorwaarden zijn van de indiener. Tabellen, figuren en de zinnen "
        "daarbij komen uit de doorrekening met Koers. Bij een voetnoot staat waar iets vandaan komt."
    ),
    "account.caption": "Tabel {number}. Herkomst van de cijfers",
    "account.item": "Gegeven",
    "account.value": "Waarde",
    "account.programme": "Programma",
    "account.run_proposed": "Doorrekening van het voorstel",
    "account.run_position": "Doorrekening van deze zienswijze",
    "account.run": "{run_id} (maatregelen uit scenario ‘{scenario}’)",
    "account.catalogue": "Versie van de maatregelen",
    "account.draws": "Trekkingen en startgetal",
    "account.draws_value": "{draws} trekkingen, startgetal {seed}",
    "account.prices": "Prijspeil",
    "account.made": "Document gemaakt op",
    "layers.caption": "Tabel {number}. Wat is meegerekend",
    "layers.layer": "Correctie op het plan",
    "layers.counted": "Meegerekend",
    "layers.yes": "ja",
    "layers.no": "nee",
    "account.likely": (
        "De cijfers in dit document zijn middens en intervallen van alle trekkingen. De gedrukte tabellen "
        "van het programma geven één geval, waarin alles uitkomt zoals genoemd; dat valt hoger of lager uit."
    ),
    "setting.same": "Het pakket van deze zienswijze bevat dezelfde maatregelen als het voorstel.",
    "setting.off": "{measure}: niet in het pakket.",
    "setting.added": "{measure}: toegevoegd.",
    "setting.changed": "{measure}: in het pakket, met een andere instelling: {changes}.",
    "setting.intensity": "omvang {percent} van het plan",
    "setting.costs_stay": "kosten blijven gelijk",
    "setting.later": "{months} maanden later",
    "setting.earlier": "{months} maanden eerder",
    "setting.stretch": "ingroei {factor} keer zo lang",
    "setting.reading": "lezing ‘{reading}’",
    "setting.plain": "zoals het programma het zelf zegt",
    "setting.drivers": "eigen waarden voor {drivers}",
    "layer.overlap": "Maatregelen op dezelfde voorziening delen hetzelfde geld",
    "layer.shared_costs": "Gedeelde kosten tellen één keer",
    "layer.supersedes": "Wat een andere maatregel vervangt, vervalt",
    "layer.already_implemented": "Wat een gemeente al doet, telt niet nog eens",
    "layer.spill_over": "Een deel van een besparing komt elders als kosten terug (waterbed)",
    "layer.growth": "Uitgaven groeien bij ongewijzigd beleid",
    "layer.realisation": "Een plan lukt maar deels, naar bewijskracht",
    "layer.delay": "De start loopt uit",
    "prices.constant": "in prijzen van {year}",
    "prices.nominal": "in prijzen van elk jaar zelf",
    "place.region": "de regio {region}",
    "note.lines": "{document}, regel {lines}",
    "note.page": "{document}, {page}",
    "sources.lines": "Regelnummers in de voetnoten en tabellen zijn die van de tekstversie van een document.",
    "note.quote": ": “{quote}”",
    "note.address": " ({address})",
    "footer": "Koers {own} (voorstel {proposed}) · maatregelen {version} · {date}",
    "footer.page": "pagina",
    "footer.of": "van",
}
