"""Where the template of position documents is, and what one must have.

A municipality can open `TEMPLATE` in Word, change fonts, colours and margins, put its letterhead in the
header, and use it in place of ours: a letter only needs the styles in `STYLES`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

TEMPLATE: Final = Path(__file__).parent / "templates" / "zienswijze.docx"

STYLES: Final = (
    "Normal",
    "Title",
    "Heading 1",
    "Heading 2",
    "List Bullet",
    "Caption",
    "Footer",
    "Koers Address",
    "Koers Greeting",
    "Koers Lead",
    "Koers Small",
    "Koers Signature",
    "Koers Cell",
    "Koers Table",
    "footnote text",
    "footnote reference",
)
"""Styles that a template must have."""
