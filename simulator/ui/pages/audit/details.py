"""What stands in a point of the audit, as HTML: the words, the figures side by side, the source."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from simulator.analysis.audit import AuditFinding
from simulator.analysis.review import OTHER_SOURCE, ReviewPoint, figures_of, quote_of
from simulator.domain.catalogue import Catalogue
from simulator.ui.formats import formats_of
from simulator.ui.pages.audit.words import computed_words, in_language
from simulator.ui.texts import Language, translate


def details(point: ReviewPoint, catalogue: Catalogue, language: Language) -> str:
    """Give a point as HTML; everything that comes from files is escaped."""
    parts = [
        _severity(point, language),
        *_explanation(point, language),
        _figures(point, catalogue, language),
        *_also(point, language),
        *_source(point, catalogue, language),
    ]
    return f'<div class="audit-point">{"".join(parts)}</div>'


def _severity(point: ReviewPoint, language: Language) -> str:
    words = translate(language, f"audit.severity_means.{point.severity}")
    return f'<p class="audit-severity">{escape(words)}</p>'


def _explanation(point: ReviewPoint, language: Language) -> Iterator[str]:
    main = point.main
    words = escape(in_language(main.explanation, language))
    if len(point.findings) > 1:
        same = {in_language(f.explanation, language) for f in point.findings}
        if len(same) > 1:
            example = escape(translate(language, "audit.for_year", year=main.year))
            words = f"<strong>{example}</strong> {words}"
    yield f"<p>{words}</p>"


def _figures(point: ReviewPoint, catalogue: Catalogue, language: Language) -> str:
    """The figures of each year side by side; nothing when the source gives none."""
    shown = [f for f in point.findings if f.printed or f.computed is not None]
    if not shown:
        return ""
    with_year = any(f.year for f in shown)
    other = point.main.rule in OTHER_SOURCE
    columns = [
        *(["year"] if with_year else []),
        *(["in_use", "elsewhere"] if other else ["printed", "computed"]),
        "difference",
    ]
    head = "".join(
        f'<th scope="col">{escape(translate(language, f"audit.column.{name}"))}</th>' for name in columns
    )
    rows = "".join(_row(finding, catalogue, language, with_year) for finding in shown)
    return f'<table class="audit-figures"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(finding: AuditFinding, catalogue: Catalogue, language: Language, with_year: bool) -> str:
    printed, _ = figures_of(finding, catalogue, language)
    year = f'<th scope="row">{finding.year or ""}</th>' if with_year else ""
    cells = (
        printed or "–",
        computed_words(finding, catalogue, language) or "–",
        _difference(finding, language),
    )
    return f"<tr>{year}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _difference(finding: AuditFinding, language: Language) -> str:
    if not finding.difference_eur:
        return "–"
    amount = formats_of(language).euro(abs(finding.difference_eur))
    better = ReviewPoint("other", (finding,)).too_optimistic
    if better is None or finding.rule in OTHER_SOURCE:
        return amount
    key = "audit.source_too_high" if better else "audit.source_too_low"
    return translate(language, key, amount=amount)


def _also(point: ReviewPoint, language: Language) -> Iterator[str]:
    """What the same comes down to in other findings; those that only repeat the figures are left out."""
    declared = [f for f in point.also if f.declared]
    if declared:
        yield f"<p><strong>{escape(translate(language, 'audit.also'))}</strong></p>"
        for finding in declared:
            title, words = (in_language(text, language) for text in (finding.title, finding.explanation))
            yield f"<p>{escape(title)}. {escape(words)}</p>"


def _source(point: ReviewPoint, catalogue: Catalogue, language: Language) -> Iterator[str]:
    """Where it stands, and the words or cells themselves."""
    seen: set[str] = set()
    for finding in (point.main, *(f for f in point.also if f.declared)):
        place = _place(finding, catalogue, language)
        quote = "".join(_quote(finding, catalogue, language))
        if place and (quote or place) not in seen:
            seen.add(quote or place)
            yield f'<p class="audit-source">{escape(place)}</p>{quote}'


def _place(finding: AuditFinding, catalogue: Catalogue, language: Language) -> str:
    document = catalogue.documents.get(finding.document or "")
    if document is None:
        return ""
    if not finding.line:
        return translate(language, "audit.source", document=document.title)
    if not finding.line[0].isdigit():
        return translate(language, "audit.source_place", document=document.title, place=finding.line)
    return translate(language, "audit.source_lines", document=document.title, lines=finding.line)


def _quote(finding: AuditFinding, catalogue: Catalogue, language: Language) -> Iterator[str]:
    quote = quote_of(finding, catalogue)
    if quote.words and not quote.rows:
        yield f"<blockquote>“{escape(quote.words)}”</blockquote>"
    if quote.listed:
        yield f"<p>{escape(translate(language, 'audit.letter_has', amount=quote.listed))}</p>"
    if quote.rows:
        head = "".join(f'<th scope="col">{year}</th>' for year in catalogue.programme.years)
        body = "".join(
            f'<tr><th scope="row">{escape(translate(language, f"audit.row.{row}"))}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            + "</tr>"
            for row, cells in quote.rows
        )
        caption = escape(translate(language, "audit.as_printed"))
        yield (
            f'<table class="audit-figures audit-quote"><caption>{caption}</caption>'
            f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
        )
