"""Tables of our own markup: words on the left, as one reads them, and what scrolls where it is too wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st


def scrolling(table: str, name: str) -> str:
    """Let a table that is wider than the screen scroll in its own place, by keyboard too.

    The page's script marks what does not fit, and the style sheet then says so: see `page.js`.

    Parameters
    ----------
    table : str
        Markup of the table.
    name : str
        What it is, for those who do not see the page.
    """
    region = f'<div class="koers-scroll" tabindex="0" role="region" aria-label="{escape(name)}">'
    return f'<div class="koers-wide">{region}{table}</div></div>'


def show_words(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Draw a table; the first cell of each row is its heading."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    top = f"<thead><tr>{head}</tr></thead>" if heads else ""
    st.html(f'<table class="audit-figures">{top}<tbody>{body}</tbody></table>')
