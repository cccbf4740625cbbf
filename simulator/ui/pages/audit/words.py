"""Points of the audit in the words of the page: labels, years, amounts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from simulator.analysis.audit import AuditFinding
from simulator.analysis.review import ReviewPoint, figures_of, meaning_of
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.export.known_digits import STEPS_IN_INTERVAL
from simulator.ui.formats import formats_of
from simulator.ui.texts import Language, translate


def rough(amount: float) -> float:
    """Give the width that rounds an amount to two digits, and millions to tenths.

    For sums over years, which nobody knows to the euro.

    >>> from simulator.export.known_digits import step_for
    >>> [step_for(rough(amount)) for amount in (10_254_573, 868_800, 64_270, 12)]
    [100000, 10000, 1000, 1000]
    """
    digits = math.floor(math.log10(max(abs(amount), 1.0)))
    return float(STEPS_IN_INTERVAL * min(max(10 ** (digits - 1), 1_000), 100_000))


def in_language(text: Text, language: Language) -> str:
    """Give a text in a language; an amount stays on one line with its euro sign."""
    return (text.nl if language == "nl" else text.en).replace("€ ", "€\u00a0")


def years_in_words(years: Sequence[int], language: Language) -> str:
    """Write years: in a range where they follow each other.

    >>> years_in_words([2021, 2022, 2023], "nl"), years_in_words([2022, 2024], "nl")
    ('2021–2023', '2022 en 2024')
    """
    if not years:
        return ""
    if len(years) > 1 and list(years) == list(range(years[0], years[0] + len(years))):
        return f"{years[0]}–{years[-1]}"
    *first, last = map(str, years)
    if not first:
        return last
    return translate(language, "audit.and", first=", ".join(first), last=last)


def point_label(point: ReviewPoint, catalogue: Catalogue, language: Language) -> str:
    """Give a point in one line: short name of the measure, years, what is wrong."""
    main = point.main
    title = in_language(main.title, language)
    if len(point.years) > 1:
        title = title.replace(f"{main.year}:", f"{years_in_words(point.years, language)}:", 1)
    measure = catalogue.measures.get(main.measure or "")
    if measure is None:
        return title
    name = in_language(measure.title, language)
    if measure.number is None:
        return title if name in title else f"{name}: {title}"
    if not main.declared:
        return title.replace(f" ({name})", "", 1)
    return translate(language, "audit.measure_title", number=measure.number, title=title)


def computed_words(finding: AuditFinding, catalogue: Catalogue, language: Language) -> str:
    """Give what Koers computes: an amount says whether it saves or costs."""
    _, computed = figures_of(finding, catalogue, language)
    if isinstance(computed, str):
        return computed
    row = meaning_of(finding)
    amount = formats_of(language).euro(abs(computed))
    if computed < 0:
        return translate(language, f"audit.below.{row}", amount=amount)
    return translate(language, f"audit.amount.{row}", amount=amount)
