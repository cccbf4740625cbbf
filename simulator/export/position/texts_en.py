"""What Koers itself says in a position document, in English: impersonal, because "we" is the author."""

from typing import Final

TEXTS: Final[dict[str, str]] = {
    "address.to": "To",
    "address.from": "From",
    "address.date": "Date",
    "address.reference": "Reference",
    "address.subject": "Subject",
    "salutation": "Dear Sir or Madam,",
    "regards": "Yours faithfully,",
    "heading.introduction": "Introduction",
    "heading.remarks": "Considerations",
    "heading.stances": "Position on each measure",
    "heading.outcome": "What this position means",
    "heading.closing": "In closing",
    "heading.annex_consequences": "Appendix 1. A closer look at the consequences",
    "heading.annex_account": "Appendix 2. Where the figures come from",
    "heading.difference": "The difference with the proposal",
    "heading.costs": "Costs come before savings",
    "heading.residents": "Residents who will notice",
    "heading.leaks": "Waterbed: costs that come back elsewhere",
    "heading.unknown": "What is not known",
    "heading.settings": "How the package of this position was worked out",
    "heading.sources": "Sources",
    "measure.numbered": "Measure {number}: {title}",
    "stance.support": "Support",
    "stance.support_if": "Support, if",
    "stance.oppose": "Oppose",
    "stance.add": "Add",
    "stances.caption": "Table {number}. Position on each measure",
    "stances.measure": "Measure",
    "stances.stance": "Position",
    "stances.none": "No position taken",
    "stances.sources": "Positions without an explanation rest on the text that is cited.",
    "stance.line": "Position: {stance}.",
    "stance.conditions": "Conditions:",
    "stance.arguments": "Arguments that the author adopts:",
    "outcome.intro": (
        "Table {number} compares the programme as proposed with the package of this position, for {place}. "
        "All amounts are net (savings less costs), {prices}. The middle of all draws comes first, with the "
        "80% interval below it: in eight out of ten draws the amount lies within it. A gain is good for the "
        "budget, a loss is bad for it."
    ),
    "outcome.caption": "Table {number}. Net effect on the budget of {place}",
    "outcome.year": "Year",
    "outcome.proposed": "As proposed",
    "outcome.position": "This position",
    "outcome.difference": "Difference",
    "outcome.together": "{first}–{last}\ntogether",
    "outcome.interval": "{low} – {high}",
    "outcome.sentence": (
        "In {year} the package of this position gives {position}; the proposal gives {proposed}. The "
        "difference is {difference} (80% interval: {interval}). It is worked out draw by draw: the middles "
        "of two packages cannot be subtracted from each other."
    ),
    "outcome.chance": (
        "Chance that this position yields more than the proposal in {year}: {more} ({more_percent}). Chance "
        "that it yields less: {less} ({less_percent})."
    ),
    "outcome.same": (
        "Both packages hold the same measures with the same settings. This position therefore changes "
        "nothing in the figures."
    ),
    "outcome.no_amounts": (
        "The source gives no saving for any measure in the proposal or in this position. What the "
        "proposal yields is therefore not known; unknown is not zero."
    ),
    "outcome.unknown": (
        "The amount of {count} savings and costs is unknown. They do not count; see appendix 1."
    ),
    "task.caption": "Table {number}. Chance of meeting the savings task of {place}",
    "task.amount": "Savings task",
    "task.cell": "{odds}\n({percent})",
    "figure.caption": "Figure {number}. {title}",
    "figure.net": "Net effect per year, with 80% interval",
    "figure.net_task": "Net effect per year, with 80% interval (grey line: savings task)",
    "figure.difference": "Difference with the proposal per year, with 80% interval",
    "figure.axis": "million euros, above zero is a gain",
    "figure.alt": "Chart. {title}, {place}. {years}",
    "figure.alt_net": "{year}: as proposed {proposed}, this position {position}{task}.",
    "figure.alt_task": ", with a savings task of {amount}",
    "figure.alt_difference": "{year}: {difference}, 80% interval {interval}.",
    "difference.intro": (
        "Both packages were worked out with the same draws, under the same assumptions. Only the measures "
        "differ. What is as uncertain in both packages therefore drops out of the difference."
    ),
    "costs.intro": (
        "Measures cost money first and yield later. Table {number} gives the costs per year and the balance "
        "since the start, each time the middle of all draws."
    ),
    "costs.caption": "Table {number}. Costs per year and balance since the start",
    "costs.cost_proposed": "Costs, proposal",
    "costs.cost_position": "Costs, position",
    "costs.sum_proposed": "Balance since start, proposal",
    "costs.sum_position": "Balance since start, position",
    "costs.paid_back": (
        "First year from which the balance is a gain: as proposed {proposed}, in this position {position}."
    ),
    "costs.never": "no year within the programme",
    "residents.intro": (
        "Numbers at full implementation, for the whole area of the measure. They must not be added: measures "
        "on the same service partly reach the same people."
    ),
    "residents.caption": "Table {number}. Residents for whom this position makes a difference",
    "residents.who": "Measure and residents",
    "residents.off": "not in package",
    "residents.same": "For the other measures this position leaves the number of residents as it was.",
    "residents.none": "This position leaves the number of residents who notice a measure as it was.",
    "leaks.intro": (
        "Part of a saving can come back as a cost, on the same service or another. Table {number} gives the "
        "amount in {year} if the stated share comes back."
    ),
    "leaks.counted": "The other tables count these costs.",
    "leaks.not_counted": "The other tables do not count these costs.",
    "leaks.caption": "Table {number}. Possible costs elsewhere in {year}, {place}",
    "leaks.measure": "Measure",
    "leaks.service": "Comes back on",
    "leaks.share": "Share",
    "leaks.none": "No waterbed is described for the measures in either package.",
    "unknown.intro": (
        "The source gives no amount for these savings and costs. Unknown is not zero: they can make the "
        "outcome better or worse."
    ),
    "unknown.caption": "Table {number}. Savings and costs without an amount",
    "unknown.what": "What",
    "unknown.effect": "saving",
    "unknown.cost": "cost",
    "unknown.kind": "Kind",
    "unknown.where": "Package",
    "unknown.source": "Line in source",
    "unknown.both": "both",
    "unknown.proposed": "proposal only",
    "unknown.position": "position only",
    "unknown.none": "All savings and costs in both packages have an amount.",
    "account.words": (
        "Positions, explanations and conditions are the author’s. Tables, figures and the sentences with "
        "them come from the calculation with Koers. A footnote says where something comes from."
    ),
    "account.caption": "Table {number}. Origin of the figures",
    "account.item": "Item",
    "account.value": "Value",
    "account.programme": "Programme",
    "account.run_proposed": "Run of the proposal",
    "account.run_position": "Run of this position",
    "account.run": "{run_id} (measures of scenario ‘{scenario}’)",
    "account.catalogue": "Version of the measures",
    "account.draws": "Draws and seed",
    "account.draws_value": "{draws} draws, seed {seed}",
    "account.prices": "Price level",
    "account.made": "Document made on",
    "layers.caption": "Table {number}. What is counted",
    "layers.layer": "Correction on the plan",
    "layers.counted": "Counted",
    "layers.yes": "yes",
    "layers.no": "no",
    "account.likely": (
        "The figures in this document are middles and intervals of all draws. The programme’s printed tables "
        "give a single case in which everything turns out as stated; that can be higher or lower."
    ),
    "setting.same": "The package of this position holds the same measures as the proposal.",
    "setting.off": "{measure}: not in the package.",
    "setting.added": "{measure}: added.",
    "setting.changed": "{measure}: in the package, with another setting: {changes}.",
    "setting.intensity": "size {percent} of the plan",
    "setting.costs_stay": "costs stay as they are",
    "setting.later": "{months} months later",
    "setting.earlier": "{months} months earlier",
    "setting.stretch": "ramp-up {factor} times as long",
    "setting.reading": "reading ‘{reading}’",
    "setting.plain": "as the programme itself has it",
    "setting.drivers": "own values for {drivers}",
    "layer.overlap": "Measures on one service share the same money",
    "layer.shared_costs": "Shared costs count once",
    "layer.supersedes": "What another measure replaces lapses",
    "layer.already_implemented": "What a municipality does already does not count again",
    "layer.spill_over": "Part of a saving comes back elsewhere as a cost (waterbed)",
    "layer.growth": "Spending grows under unchanged policy",
    "layer.realisation": "A plan succeeds in part, by evidence grade",
    "layer.delay": "Starts slip",
    "prices.constant": "in prices of {year}",
    "prices.nominal": "in prices of each year itself",
    "place.region": "the region {region}",
    "note.lines": "{document}, lines {lines}",
    "note.page": "{document}, {page}",
    "sources.lines": "Line numbers in footnotes and tables are those of the text version of a document.",
    "note.quote": ": “{quote}”",
    "note.address": " ({address})",
    "footer": "Koers {own} (proposal {proposed}) · measures {version} · {date}",
    "footer.page": "page",
    "footer.of": "of",
}
