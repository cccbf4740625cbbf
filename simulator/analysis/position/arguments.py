"""Arguments that the data offer for or against a measure; an author accepts them or leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from simulator.analysis.audit import AuditFinding, audit
from simulator.analysis.audit.wording import Percent, Quantity
from simulator.analysis.explain import Citation
from simulator.analysis.position.weighing import changed_net
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.position import Position
from simulator.domain.relation import AlreadyImplemented
from simulator.domain.source import Source
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

Kind = Literal["societal", "evidence", "audit", "rival", "legal", "implemented", "unknown"]
Leaning = Literal["for", "against", "open"]

STRONG, WEAK = 2, 5
"""Evidence grades up to the first speak for a measure, from the second on against it."""

TRIFLE_EUR = 1_000
"""A finding about less than this speaks neither for nor against a measure."""

_LINES = re.compile(r"[\d, -]+")
"""Line numbers; anything else that a finding gives as its place is a page or section."""

_UNKNOWN: Mapping[str, tuple[str, str]] = {
    "effect": ("Een opbrengst is onbekend en telt niet mee", "A saving is unknown and does not count"),
    "cost": ("Een kostenpost is onbekend en telt niet mee", "A cost is unknown and does not count"),
}

_LEANING: Mapping[str, Leaning] = {"benefit": "for", "burden": "against", "mixed": "open"}


@dataclass(frozen=True)
class Argument:
    """Something in the data that an author may want to use.

    Attributes
    ----------
    id : str
        Identity within its measure; positions store it. It is made of what the argument is about, so it
        stays the same when the list around it changes.
    measure : str
        The measure that it is about.
    kind : Kind
        Where it comes from.
    leaning : Leaning
        Whether it speaks for the measure as planned, against it, or neither.
    text : Text
        The argument, in full sentences.
    citations : tuple of Citation
        Where it stands.
    """

    id: str
    measure: str
    kind: Kind
    leaning: Leaning
    text: Text
    citations: tuple[Citation, ...]


def arguments(
    catalogue: Catalogue,
    measures: Iterable[str] | None = None,
    findings: Iterable[AuditFinding] | None = None,
) -> dict[str, tuple[Argument, ...]]:
    """Give the arguments that the data offer.

    Parameters
    ----------
    catalogue : Catalogue
        The programme.
    measures : iterable of str, optional
        Ids of the measures; left out: all of them.
    findings : iterable of AuditFinding, optional
        What the audit of this catalogue found; left out: it is done here.

    Returns
    -------
    dict
        Arguments per measure, in the order of `Kind`.
    """
    found = tuple(audit(catalogue) if findings is None else findings)
    names = catalogue.measures if measures is None else measures
    return {name: tuple(_numbered(_offered(catalogue, catalogue.measures[name], found))) for name in names}


def accepted(position: Position, catalogue: Catalogue) -> dict[str, tuple[Argument, ...]]:
    """Give the arguments that a position has accepted, per measure, in its own order.

    Raises
    ------
    ScenarioError
        If it names a measure or argument that the catalogue does not have: an accepted argument never
        drops out of a document silently.
    """
    if unknown := [name for name in position.measures if name not in catalogue.measures]:
        raise ScenarioError(
            f"position '{position.id}' names measure '{unknown[0]}', which does not exist. "
            + did_you_mean(unknown[0], catalogue.measures, "Remove it, or add the measure.")
        )
    wanted = {name: entry.arguments for name, entry in position.measures.items() if entry.arguments}
    offered = arguments(catalogue, wanted) if wanted else {}
    return {
        name: tuple(_pick(position, name, id_, offered[name]) for id_ in ids) for name, ids in wanted.items()
    }


def _pick(position: Position, measure: str, wanted: str, offered: tuple[Argument, ...]) -> Argument:
    by_id = {argument.id: argument for argument in offered}
    if wanted in by_id:
        return by_id[wanted]
    raise ScenarioError(
        f"position '{position.id}' accepts argument '{wanted}' for measure '{measure}', which the data do "
        f"not offer; expected {one_of(by_id)}. " + did_you_mean(wanted, by_id, "Remove it, or choose one.")
    )


def _numbered(offered: Iterable[Argument]) -> Iterator[Argument]:
    """Tell arguments on the same line apart by a number."""
    seen: dict[str, int] = {}
    for argument in offered:
        count = seen[argument.id] = seen.get(argument.id, 0) + 1
        yield argument if count == 1 else replace(argument, id=f"{argument.id}#{count}")


def _offered(catalogue: Catalogue, measure: Measure, findings: Iterable[AuditFinding]) -> Iterator[Argument]:
    yield from _societal(catalogue, measure)
    yield _evidence(catalogue, measure)
    for finding in findings:
        if measure.id in finding.measures:
            yield _from_audit(catalogue, measure, finding)
    yield from _rivals(catalogue, measure)
    for limit in measure.legal_limits:
        yield _sourced(catalogue, measure, "legal", "open", limit.text, limit.source)
    yield from _implemented(catalogue, measure)
    yield from _unknown(catalogue, measure)


def _societal(catalogue: Catalogue, measure: Measure) -> Iterator[Argument]:
    for effect in measure.societal_effects:
        leaning = _LEANING[effect.direction]
        yield _sourced(catalogue, measure, "societal", leaning, effect.text, effect.source)


def _evidence(catalogue: Catalogue, measure: Measure) -> Argument:
    grade, reason = measure.grade, measure.grade_reason
    text = Text(
        nl=f"De bewijskracht is {grade} op een schaal van 1 (sterkst) tot 6 (zwakst). {reason.nl}",
        en=f"The evidence grade is {grade} on a scale from 1 (strongest) to 6 (weakest). {reason.en}",
    )
    leaning: Leaning = "for" if grade <= STRONG else "against" if grade >= WEAK else "open"
    cited = tuple(_cite(catalogue, source) for source in measure.sources[:1])
    return Argument(f"evidence:{grade}", measure.id, "evidence", leaning, text, cited)


def _from_audit(catalogue: Catalogue, measure: Measure, finding: AuditFinding) -> Argument:
    cited: tuple[Citation, ...] = ()
    if finding.document is not None and finding.line is not None:
        place = {"lines": finding.line} if _LINES.fullmatch(finding.line) else {"page": finding.line}
        cited = (_cite(catalogue, Source(document=finding.document, **place)),)
    title, told = finding.title, finding.explanation
    text = Text(nl=f"{title.nl.rstrip('.')}. {told.nl}", en=f"{title.en.rstrip('.')}. {told.en}")
    return Argument(f"audit:{finding.key}", measure.id, "audit", _leaning_of(finding), text, cited)


def _leaning_of(finding: AuditFinding) -> Leaning:
    """Too optimistic a source speaks against a measure; see `AuditFinding.difference_eur` for the signs."""
    size = finding.difference_eur
    if size is None or abs(size) < TRIFLE_EUR or finding.declared:  # a declared size has no direction
        return "open"
    worse = size > 0 if finding.row == "cost" else size < 0
    return "against" if worse else "for"


def _rivals(catalogue: Catalogue, measure: Measure) -> Iterator[Argument]:
    programme = catalogue.programme
    own_view = programme.estimates[programme.default_estimate]
    for name, driver in measure.drivers.items():
        for view, rival in driver.rivals.items():
            title, value = programme.estimates[view], Quantity(rival.value, driver.unit)
            own = Quantity(driver.value, driver.unit)
            text = Text(
                nl=f"Over ‘{driver.title.nl}’ lopen de schattingen uiteen. {own_view.nl}: {own.text('nl')}. "
                f"{title.nl}: {value.text('nl')}.",
                en=f"Estimates of ‘{driver.title.en}’ differ. {own_view.en}: {own.text('en')}. "
                f"{title.en}: {value.text('en')}.",
            )
            change = changed_net(catalogue, measure, {name: rival.value})
            leaning: Leaning = "open" if not change else "for" if change > 0 else "against"
            sources = [source for source in (driver.source, rival.source) if source is not None]
            cited = tuple(_cite(catalogue, source) for source in dict.fromkeys(sources))
            yield Argument(f"rival:{name}:{view}", measure.id, "rival", leaning, text, cited)


def _implemented(catalogue: Catalogue, measure: Measure) -> Iterator[Argument]:
    for relation in measure.relations:
        if isinstance(relation, AlreadyImplemented):
            town, share = catalogue.programme.municipalities[relation.municipality].title, relation.share
            part = Percent(share)
            text = Text(
                nl=f"{town} voert deze maatregel al voor {part.text('nl')} uit; dat deel levert niets extra "
                f"op. {relation.note.nl}",
                en=f"{town} has {part.text('en')} of this measure in place already; that part yields "
                f"nothing more. {relation.note.en}",
            )
            cited = (_cite(catalogue, relation.source),)
            name = f"implemented:{relation.municipality}"
            yield Argument(name, measure.id, "implemented", "against", text, cited)


def _unknown(catalogue: Catalogue, measure: Measure) -> Iterator[Argument]:
    for item in measure.unknown:
        words = _UNKNOWN[item.what]
        text = Text(nl=f"{words[0]}: {item.title.nl}.", en=f"{words[1]}: {item.title.en}.")
        leaning: Leaning = "against" if item.what == "cost" else "open"
        yield _sourced(catalogue, measure, "unknown", leaning, text, item.source)


def _sourced(
    catalogue: Catalogue, measure: Measure, kind: Kind, leaning: Leaning, text: Text, source: Source
) -> Argument:
    place = (source.lines or source.page or "").replace(", ", "+")
    ended = Text(nl=_sentence(text.nl), en=_sentence(text.en))
    id_ = f"{kind}:{source.document}:{place}"
    return Argument(id_, measure.id, kind, leaning, ended, (_cite(catalogue, source),))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _cite(catalogue: Catalogue, source: Source) -> Citation:
    return Citation(source, catalogue.documents[source.document])
