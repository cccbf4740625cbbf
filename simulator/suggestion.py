"""Guesses at what somebody meant, for messages about names that do not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Suggest the known name that resembles another one most.

    Parameters
    ----------
    name : str
        The name that does not exist.
    known : iterable of str
        The names that do.
    otherwise : str
        The advice when none of them comes near.

    Examples
    --------
    >>> did_you_mean("youht", ["youth", "wmo"], "Remove it.")
    "Write 'youth' instead, if that is what you mean."
    >>> did_you_mean("zzz", ["youth", "wmo"], "Remove it.")
    'Remove it.'
    """
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Write '{close[0]}' instead, if that is what you mean." if close else otherwise


def one_of(known: Iterable[str], most: int = 25) -> str:
    """List names for a message.

    Examples
    --------
    >>> one_of(["a", "b"]), one_of([]), one_of("abcd", most=2)
    ('one of: a, b', 'no name at all: there are none', 'one of: a, b and 2 more')
    """
    names = list(known)
    if not names:
        return "no name at all: there are none"
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return f"one of: {', '.join(names[:most])}{rest}"


def as_share(number: float) -> str:
    """Say how a number is written, if it is meant as a percentage.

    Examples
    --------
    >>> as_share(5.0), as_share(12.5), as_share(1_000.0)
    ('5% is written 0.05', '12.5% is written 0.125', '5% is written 0.05')
    """
    meant = number if 1 < number <= 100 else 5.0  # noqa: PLR2004 - there is no more than 100% of a whole
    return f"{meant:g}% is written {meant / 100:g}"
