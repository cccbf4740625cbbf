"""A file that takes work: a button that makes it, how far that is, and the button that downloads it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from simulator.errors import SimulatorError
from simulator.ui.language import t
from simulator.ui.made import Made
from simulator.ui.markup import plain

LOG = logging.getLogger(__name__)
WRITING: Final = 0.6
"""How far a file is when everything has been worked out and the writing begins."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Offer:
    """What the buttons say and give.

    Attributes
    ----------
    of : object
        What the file is made of.
    make, download : str
        Words on the button that makes it, and on the one that downloads it.
    make_key, download_key : str
        Their keys.
    icon : str
        Of the button that makes it.
    file_name, mime : str
        Of the file.
    working_out, writing : str
        What is told while it is made.
    failed : str
        What is told when it could not be made; the reason stands under it.
    possible : bool
        Whether it can be made.
    """

    of: object
    make: str
    download: str
    make_key: str
    download_key: str
    icon: str
    file_name: str
    mime: str
    working_out: str
    writing: str
    failed: str
    possible: bool = True


def show_made(
    offer: Offer, made: Made | None, keep: Callable[[Made], None], produce: Callable[[Progress], bytes]
) -> None:
    """Draw the button that downloads a file, or the one that makes it first.

    Parameters
    ----------
    offer : Offer
        What the buttons say and give.
    made : Made or None
        The file, if it is there.
    keep : callable
        Keeps it, or why it could not be made.
    produce : callable
        Makes it, telling the draws done and to do.
    """
    if made is not None and made.data:
        st.download_button(
            offer.download,
            data=made.data,
            file_name=offer.file_name,
            mime=offer.mime,
            key=offer.download_key,
            on_click="ignore",
            type="primary",
            icon=":material/download:",
        )
        return
    if st.button(offer.make, key=offer.make_key, disabled=not offer.possible, icon=offer.icon):
        keep(_made(offer, produce))
        st.rerun()
    if made is not None and made.fault:
        st.error(offer.failed)
        st.caption(t("files.failed_reason", reason=plain(made.fault)))


def _made(offer: Offer, produce: Callable[[Progress], bytes]) -> Made:
    """Make the file; when that fails, say why, and nothing else."""
    bar = st.progress(0.0, offer.working_out)

    def progress(done: int, to_do: int) -> None:
        bar.progress(WRITING * done / to_do, offer.working_out if done < to_do else offer.writing)

    try:
        return Made(offer.of, produce(progress))
    except SimulatorError as error:
        return Made(offer.of, fault=str(error))
    except OSError as error:
        LOG.exception("a file could not be made")
        return Made(offer.of, fault=error.strerror or type(error).__name__)
