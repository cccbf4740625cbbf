"""From findings to points: one for each thing that a reader has to know once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from simulator.analysis.audit import AuditFinding, Severity

Theme = Literal["arithmetic", "letter", "early", "twice", "untraceable", "contradicting", "unknown", "other"]
"""What a finding means for the reader."""

THEMES: tuple[Theme, ...] = get_args(Theme)
"""The themes, in the order of the page."""

_RULES: dict[Theme, tuple[str, ...]] = {
    "arithmetic": (
        "malformed-cell",
        "sign-slip",
        "sign-differs-in-row",
        "net-does-not-add-up",
        "rounding-slip",
        "sign-convention",
        "declared-erratum",
    ),
    "early": ("effect-before-start", "part-of-start-year"),
    "twice": ("cost-booked-twice", "effect-counted-twice", "cost-lapses", "communicating-vessels"),
    "untraceable": ("printed-not-rebuilt", "not-derivable", "more-than-volume", "default-reading-differs"),
    "contradicting": ("two-figures", "sign-disputed", "sign-unsure", "estimate-far-off"),
    "unknown": ("unknown-cell",),
}

_ECHOES = ("default-reading-differs", "declared", "sign-convention")
"""Rules that may say in other words what another rule has found: they come under that one."""

_SEVERITIES: tuple[Severity, ...] = get_args(Severity)

_SAME_EUR = 1.0
"""EUR within which two differences are the same."""


def theme_of(rule: str) -> Theme:
    """Give the theme of a rule.

    >>> theme_of("letter-gross"), theme_of("sign-slip"), theme_of("declared")
    ('letter', 'arithmetic', 'other')
    """
    if rule.startswith("letter-"):
        return "letter"
    return next((theme for theme, rules in _RULES.items() if rule in rules), "other")


@dataclass(frozen=True)
class ReviewPoint:
    """What a reader has to know once.

    Attributes
    ----------
    theme : Theme
        What it means.
    findings : tuple of AuditFinding
        One, or the same one for several years.
    also : tuple of AuditFinding
        Findings that come to the same: declared ones, and the echo of a finding in another rule.
    """

    theme: Theme
    findings: tuple[AuditFinding, ...]
    also: tuple[AuditFinding, ...] = ()

    @property
    def main(self) -> AuditFinding:
        """The finding with the largest difference, the latest one of those."""
        return max(self.findings, key=lambda f: (abs(f.difference_eur or 0.0), f.year or 0))

    @property
    def key(self) -> str:
        """Identity within a review, as letters, digits and hyphens."""
        return "".join(c if c.isalnum() else "-" for c in self.findings[0].key)

    @property
    def severity(self) -> Severity:
        """The worst of its findings."""
        return min((f.severity for f in (*self.findings, *self.also)), key=_SEVERITIES.index)

    @property
    def measures(self) -> tuple[str, ...]:
        """Measures that it is about."""
        return tuple(dict.fromkeys(name for f in self.findings for name in f.measures))

    @property
    def years(self) -> tuple[int, ...]:
        """Years that it is about, when it names any."""
        return tuple(f.year for f in self.findings if f.year is not None)

    @property
    def size_eur(self) -> float | None:
        """Largest difference in one year, in EUR and without its direction; None when there is none."""
        sizes = [abs(f.difference_eur) for f in self.findings if f.difference_eur is not None]
        return max(sizes, default=None)

    @property
    def too_optimistic(self) -> bool | None:
        """Whether the source makes the programme look better than it is; None when that cannot be told."""
        difference = self.main.difference_eur
        if self.main.declared or not difference or self.main.printed is None:
            return None
        return difference > 0 if self.main.row == "cost" else difference < 0


def review(findings: Iterable[AuditFinding]) -> tuple[ReviewPoint, ...]:
    """Bring findings together in points.

    Parameters
    ----------
    findings : iterable of AuditFinding
        A whole audit: related findings refer to each other by key.

    Returns
    -------
    tuple of ReviewPoint
        By theme, then the worst and largest first. Every finding stands in exactly one point.
    """
    groups = _by_year(tuple(findings))
    hosts = {id(group): _host(group, groups) for group in groups}
    points = []
    for group in groups:
        if hosts[id(group)] is not group:
            continue
        also = [f for other in groups if other is not group and _lands_on(other, group, hosts) for f in other]
        points.append(ReviewPoint(theme_of(group[0].rule), tuple(group), tuple(also)))
    return tuple(sorted(points, key=_place))


Group = Sequence[AuditFinding]


def _by_year(findings: Sequence[AuditFinding]) -> list[Group]:
    """Findings that differ only in their year, together."""
    groups: dict[tuple[object, ...], list[AuditFinding]] = {}
    for finding in findings:
        # An unknown cell has its years in its title, and the first of them in its subject.
        key = (finding.rule, finding.measures, finding.row, finding.subject)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _host(group: Group, groups: Sequence[Group]) -> Group:
    """The group that says the same in an earlier rule; the group itself when there is none."""
    if group[0].rule not in _ECHOES:
        return group
    possible = [other for other in groups if _rank(other) < _rank(group) and _say_the_same(group, other)]
    return min(possible, key=_rank, default=group)


def _rank(group: Group) -> tuple[int, int]:
    """Order in which groups take others in: those of rules first, then the echoes."""
    rule = group[0].rule
    echo = _ECHOES.index(rule) if rule in _ECHOES else -1
    # A declared finding takes no echo in unless nothing else does.
    return (echo if rule != "declared" else len(_ECHOES), _SEVERITIES.index(group[0].severity))


def _say_the_same(one: Group, other: Group) -> bool:
    return any(_related(a, b) and _same_size(a, b) for a in one for b in other)


def _related(one: AuditFinding, other: AuditFinding) -> bool:
    return one.key in other.related or other.key in one.related


def _same_size(one: AuditFinding, other: AuditFinding) -> bool:
    if one.difference_eur is None or other.difference_eur is None:
        return False
    return abs(abs(one.difference_eur) - abs(other.difference_eur)) <= _SAME_EUR


def _lands_on(group: Group, target: Group, hosts: dict[int, Group]) -> bool:
    """Whether a group comes under another one, directly or by way of a third."""
    while hosts[id(group)] is not group:
        group = hosts[id(group)]
    return group is target


def _place(point: ReviewPoint) -> tuple[int, int, float]:
    return (THEMES.index(point.theme), _SEVERITIES.index(point.severity), -(point.size_eur or 0.0))
