"""How an update was worked out: weights, assumed errors, prices, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.analysis.monitor import Monitoring
from simulator.export.monitor.words import UpdateWords
from simulator.export.position.blocks import Block, Heading, Paragraph, span


def how(found: Monitoring, words: UpdateWords) -> Iterator[Block]:
    """Write the last section.

    Parameters
    ----------
    found : Monitoring
        What happened against the plan.
    words : UpdateWords
        The language.
    """
    yield Heading(1, span(words.say("head.how")))
    for told in (*_weights(found, words), *_errors(found, words)):
        yield Paragraph(span(told))
    if found.left_out:
        yield Paragraph(span(words.say("how.left_out", count=len(found.left_out))))


def sources(words: UpdateWords) -> Iterator[Block]:
    """List the documents that footnotes cited so far: the only place where their files are named."""
    if not words.cited:
        return
    yield Heading(1, span(words.say("head.sources")))
    yield Paragraph(span(words.say("sources.lines")))
    for document in words.cited.values():
        yield Paragraph(span(words.wording.reference(document)), "bullet")


def _weights(found: Monitoring, words: UpdateWords) -> Iterator[str]:
    weighing, number = found.weighing, words.wording.number
    if weighing is None:
        return
    counts = {"draws": number(found.draws), "effective": number(weighing.effective)}
    key = "how.weight" if len(found.counted) == 1 else "how.weights"
    yield words.say(key, figures=len(found.counted), **counts)
    if weighing.resampled:
        yield words.say("how.resampled")
    yield words.say("how.spending")


def _errors(found: Monitoring, words: UpdateWords) -> Iterator[str]:
    rules, ahead = found.rules, found.scales.prices_ahead
    errors = {
        "realised": rules.realised_error,
        "expected": rules.expected_error,
        "saving": rules.saving_error,
        "half": rules.half_year_error,
        "town": rules.town_error,
        "scope": rules.scope_error,
        "spread": rules.case_spread,
    }
    told = {name: words.wording.percent(share) for name, share in errors.items()}
    yield words.say("how.errors", **told)
    if ahead.surprise:
        share = f"{words.wording.number(100 * ahead.surprise, 1)}%"
        yield words.say("how.prices", year=ahead.known_to, share=share)
