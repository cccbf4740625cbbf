"""A table of words: on the left, as one reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st


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
