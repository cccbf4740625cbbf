"""The programme that a session looks at: chosen by its visitor, or named in the address.

Everything else that a session knows is about one programme, so turning to another one starts it anew; only
the language stays.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

from simulator.ui import services
from simulator.ui.language import LANGUAGE_KEY

PARAMETER: Final = "p"
"""Parameter of the address that holds the programme, where that is not the one that the app opens with."""


def chosen() -> str:
    """Give the id of the programme of this session."""
    return services.programme_folder().name


def choose(name: str) -> None:
    """Turn to another programme; one that does not exist, or is chosen already, changes nothing."""
    if name == chosen() or name not in services.programme_folders():
        return
    for key in [key for key in st.session_state if key != LANGUAGE_KEY]:
        del st.session_state[key]
    st.session_state[services.PROGRAMME_KEY] = name


def take_from_address(*, back: bool) -> bool:
    """Turn to the programme in the address, in a new session or after Back; False when there is none such."""
    if services.PROGRAMME_KEY in st.session_state and not back:
        return True
    wanted = st.query_params.get(PARAMETER)
    known = wanted is None or wanted in services.programme_folders()
    choose(wanted if wanted is not None and known else services.first_programme())
    st.session_state[services.PROGRAMME_KEY] = chosen()
    return known


def write_in_address() -> None:
    """Put the programme in the address, unless it is the one that the app opens with."""
    if chosen() == services.first_programme():
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != chosen():
        st.query_params[PARAMETER] = chosen()
