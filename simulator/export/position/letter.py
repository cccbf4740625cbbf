"""From consequences to a letter."""

from __future__ import annotations

import datetime as dt

from simulator.analysis.position import Consequences
from simulator.domain.position import Language
from simulator.export.position.annexes import account_annex, consequences_annex
from simulator.export.position.blocks import Letter
from simulator.export.position.context import Context
from simulator.export.position.opening import closing, opening, stances
from simulator.export.position.outcome import outcome


def letter_of(found: Consequences, language: Language, date: dt.date) -> Letter:
    """Write a position and its consequences as a letter with two appendices.

    Parameters
    ----------
    found : Consequences
        What the position means. Its runs give every figure.
    language : {"nl", "en"}
        Language of everything but the author's own words, which stay as they are where they lack it.
    date : date
        The day on which the document is made.
    """
    context = Context(found, language, date)
    parts = (opening, stances, outcome, closing, consequences_annex, account_annex)
    return Letter(
        title=context.words(found.position.title).text,
        author=context.words(found.position.author).text,
        language=language,
        blocks=tuple(block for part in parts for block in part(context)),
        footer=context.say(
            "footer",
            own=found.own.run_id,
            proposed=found.proposed.run_id,
            version=found.catalogue.version,
            date=context.wording.date(date),
        ),
    )
