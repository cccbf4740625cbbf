"""What a visitor typed, kept beyond a reload of the page: per browser and programme, in the server's memory.

The scenario is in the address; a position, a budget and figures of one's own are not, since a link is for
others. A cookie that says nothing tells the browser; the server writes nothing to disk.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Mapping, MutableMapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from typing import Any, Final

COOKIE: Final = "koers"
MOST_BROWSERS: Final = 200
"""Browsers of which things are kept: the one that was away longest goes first."""

WORK: Final[Mapping[str, frozenset[str]]] = {
    "_koers_position": frozenset({"last_good", "documents"}),
    "_koers_budget": frozenset({"workbook"}),
    "_koers_monitor": frozenset({"documents"}),
}
"""What is kept of a session, and the fields that can be made again and take much memory."""


def new_token() -> str:
    """Give a cookie that nobody guesses."""
    return secrets.token_urlsafe(24)


class Kept:
    """The work of many browsers.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Budget:
    ...     amounts: dict[int, str]
    ...     workbook: bytes | None = None
    >>> kept, session = Kept(), {"_koers_budget": Budget({2024: "1.000"}, b"xlsx")}
    >>> kept.save("a browser", "a-programme", session)
    >>> reloaded = {}
    >>> kept.restore("a browser", "a-programme", reloaded)
    >>> reloaded
    {'_koers_budget': Budget(amounts={2024: '1.000'}, workbook=None)}
    """

    def __init__(self, most: int = MOST_BROWSERS) -> None:
        self._most = most
        self._work: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def save(self, browser: str, programme: str, session: Mapping[str, Any]) -> None:
        """Keep the work of a session: the objects themselves, with what changes in them later."""
        found = {name: session[name] for name in WORK if name in session}
        if not found:
            return
        with self._lock:
            self._work[browser, programme] = found
            self._work.move_to_end((browser, programme))
            while len(self._work) > self._most:
                self._work.popitem(last=False)

    def restore(self, browser: str, programme: str, session: MutableMapping[str, Any]) -> None:
        """Give a new session copies of what was kept; two tabs then go their own ways."""
        with self._lock:
            found = dict(self._work.get((browser, programme), {}))
        for name, value in found.items():
            session.setdefault(name, _copy(value, WORK[name]))


def _copy(value: Any, left_out: frozenset[str]) -> Any:  # noqa: ANN401 - sessions of any page
    """Copy what changes in place: dictionaries and dataclasses; some fields as they are at the start."""
    if isinstance(value, dict):
        return {name: _copy(one, left_out) for name, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type) or _is_frozen(value):
        return value
    copied = {
        field.name: _start(field) if field.name in left_out else _copy(getattr(value, field.name), left_out)
        for field in fields(value)
    }
    return replace(value, **copied)


def _is_frozen(value: Any) -> bool:  # noqa: ANN401
    """Say whether a dataclass never changes, so that two sessions can share it."""
    return bool(value.__dataclass_params__.frozen)


def _start(field: Field[Any]) -> Any:  # noqa: ANN401
    return field.default_factory() if field.default_factory is not MISSING else field.default


KEPT: Final = Kept()
"""The one of this server."""
