"""Positions as letters, in Word, Markdown and PDF.

`letter` turns consequences into plain blocks, which `word` and `markdown` each write out; so both say the
same. Word documents start from a template with named styles (`template`) and have real footnotes.
"""

from simulator.export.position.letter import letter_of
from simulator.export.position.markdown import markdown_document
from simulator.export.position.pdf import office, pdf_document
from simulator.export.position.word import word_document
from simulator.export.position.write import SUFFIXES, position_file, write_position

__all__ = [
    "SUFFIXES",
    "letter_of",
    "markdown_document",
    "office",
    "pdf_document",
    "position_file",
    "word_document",
    "write_position",
]
