"""The texts of the app, from one gettext catalogue per language; no Streamlit in here.

The catalogues (`nl.po`, `en.po`) are ordinary gettext files whose message ids are keys, such as
``explore.headline.net_saving``. They are read as text when the app starts: there is nothing to compile.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from babel.messages.pofile import read_po

Language = Literal["nl", "en"]
"""Languages of the app, Dutch first: it is the default."""

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT: Final[Language] = "nl"

HERE = Path(__file__).parent


@cache
def messages(language: Language) -> dict[str, tuple[str, ...]]:
    """Give all texts of a language by key: one form, or a singular and a plural.

    Raises
    ------
    ValueError
        If a key stands in the catalogue twice, or has no text.
    """
    path = HERE / f"{language}.po"
    found: dict[str, tuple[str, ...]] = {}
    with path.open("rb") as file:
        for message in read_po(file, locale=language, abort_invalid=True):
            if not message.id:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if not all(forms):
                raise ValueError(f"{path.name}: '{key}' has no text; write its msgstr")
            found[key] = forms
    return found


def translate(language: Language, key: str, /, count: float | None = None, **values: object) -> str:
    """Give a text, filled in.

    Parameters
    ----------
    language : {"nl", "en"}
        Language of the text.
    key : str
        Its message id.
    count : number, optional
        Chooses between singular (1) and plural, for texts that have both; the text can use ``{count}``
        unless `values` holds a formatted one.
    **values
        What fills the places between braces.

    Raises
    ------
    KeyError
        If there is no text with this key.

    Examples
    --------
    >>> translate("nl", "odds.in_ten", times=7)
    '7 op de 10'
    """
    forms = messages(language)[key]
    # Dutch and English have the same rule: one thing is singular, all else plural.
    form = forms[0] if count is None or count == 1 else forms[-1]
    return form.format(**({"count": count} | values))
