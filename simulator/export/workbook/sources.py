"""Sheet Bronnen: every document that the workbook cites, and the file that its line numbers are of."""

from __future__ import annotations

from typing import Final

from simulator.export.workbook.work import Work

FIRST_ROW: Final = 5


def place_of(work: Work, name: str) -> str:
    """Give the row of a document on the sheet, as links name it; it is then listed there."""
    work.document(name)
    return work.sheet("sources").place(FIRST_ROW + work.documents.index(name))


def write_sources(work: Work) -> None:
    """Write the documents in the order in which they were cited, after all sheets that cite them."""
    say, sheet = work.say, work.sheet("sources")
    work.top(
        "sources",
        say("Bronnen", "Sources"),
        say(
            "Andere bladen noemen een document met uitgever en datum. Regelnummers zijn die van de "
            "tekstversie.",
            "Other sheets name a document with publisher and date. Line numbers are those of the text "
            "version.",
        ),
    )
    heads = say("Document|Tekstversie|Adres|Opmerking", "Document|Text version|Address|Note").split("|")
    sheet.row(FIRST_ROW - 1, heads)
    sheet.setup([70, 30, 60, 60], (FIRST_ROW, 1), FIRST_ROW - 1)
    for row, name in enumerate(work.documents, start=FIRST_ROW):
        document = work.programme.documents[name]
        note = work.text(document.note) if document.note else ""
        texts = (work.wording.document(document), document.text_file or "–", document.address or "–", note)
        for column, text in enumerate(texts):
            sheet.text(row, column, text, "wrap")
