"""What nobody knows the amount of, in the sheets: the text PM where nothing is known, "+ PM" behind what is.

A cell that shows "+ PM" holds the known part as a number, so that sums over it work; they leave PM out, and
show it too. A cell of which nothing is known holds text, which sums skip.
"""

from __future__ import annotations

from simulator.analysis.budget.unknown import LeftOut, Post, left_out, touches
from simulator.domain.source import Source
from simulator.export.budget_words import UNKNOWN
from simulator.export.unknown_amounts import PM
from simulator.export.workbook.book import Sheet
from simulator.export.workbook.work import Work

_AMOUNTS = ("euro", "euro_total", "fixed")


def of_year(work: Work, year: int, measure: str = "") -> LeftOut:
    """What the amounts of a year leave out, of one measure or of all."""
    return left_out(work.posts, year, measure)


def style_of(style: str, column: str, unknown: str) -> str:
    """Give the look of an amount: with "+ PM" where it leaves something out.

    Parameters
    ----------
    style : str
        Look of an amount that is known.
    column : str
        Column of the budget tables that it stands for.
    unknown : str
        What the row leaves out.
    """
    return f"{style}_pm" if style in _AMOUNTS and touches(column, unknown) else style


def write_pm(sheet: Sheet, row: int, column: int, style: str = "euro") -> None:
    """Write the text PM, in the look of the amounts beside it."""
    sheet.text(row, column, PM, "total_pm" if style == "euro_total" else "pm")


def title_of(work: Work, post: Post) -> str:
    """What a post is, in words."""
    return f"{work.text(UNKNOWN[post.item.what])}: {_title(work, post)}"


def _title(work: Work, post: Post) -> str:
    return post.item.title_nl if work.lang == "nl" else post.item.title_en


def source_of(work: Work, post: Post) -> Source | None:
    """Where the source names a post; of a shared cost that nobody books, where the measure needs it."""
    measure, title = work.run.catalogue.measures[post.item.measure], post.item.title_nl
    stated = [item.source for item in measure.unknown if item.title.nl == title]
    needed = [line.source for line in measure.costs.values() if line.title.nl == title]
    return next(iter([*stated, *needed]), None)


def write_posts(
    work: Work, sheet: Sheet, row: int, what: str, columns: range, source: int
) -> dict[tuple[str, str], str]:
    """Write the posts of one kind below a sheet of effects or costs; gives their cells by measure and name.

    Parameters
    ----------
    sheet : Sheet
        Baten or Kosten.
    row : int
        First free row.
    what : {"effect", "cost"}
        Which posts.
    columns : range
        Columns that hold an amount of each year, several blocks of years next to each other.
    source : int
        Column for the source.
    """
    found = {}
    posts = [post for post in work.posts if post.item.what == what]
    if posts:
        title = work.say(
            "Zonder bedrag (PM): in geen bedrag begrepen, en geen nul",
            "Without an amount (PM): in no amount, and not zero",
        )
        sheet.text(row + 1, 0, title, "heading")
    for line, post in enumerate(posts, start=row + 2):
        sheet.text(line, 0, work.label(work.run.catalogue.measures[post.item.measure]), "wrap")
        title, service = _title(work, post), work.service(post.item.service)
        if what == "effect":
            sheet.text(line, 3, service, "wrap")
        elif service:  # Kosten has no column for it: who pays stands there.
            title = f"{title} ({service})"
        sheet.text(line, 1, title, "wrap")
        for column in columns:
            if work.years[(column - columns.start) % len(work.years)] in post.years:
                write_pm(sheet, line, column)
        sheet.text(line, source, work.cited(source_of(work, post)), "indented")
        found[post.item.measure, post.name] = sheet.place(line, columns.start)
    return found
