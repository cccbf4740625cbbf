"""A scenario in a web address: only what differs from a shipped scenario, compressed.

The layout of a token, before base64url: one byte with the version of the layout, then zlib-compressed JSON
with the keys ``b`` (id of the shipped scenario), ``c`` (catalogue version), ``r`` (run id), ``p`` (a
merge patch, RFC 7396, on the shipped scenario) and, where the user has measures of their own, ``m`` (those
measures) or, when that would make the address too long for mail programs, ``o`` (only their titles, by id).
Nothing in a token is ever executed: it is data, bounded in size, validated like a file.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from pydantic import ValidationError

from simulator.analysis.run import run_id
from simulator.consistency import check_scenario
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.errors import SimulatorError
from simulator.ui.own import as_data, from_data, joined, used

LAYOUT = 1
MOST_CHARACTERS = 16_000
"""Longest token: far more than any scenario needs, less than browsers and servers allow."""
MOST_WITH_MEASURES = 6_000
"""Longest token that holds measures of the user's own: some mail programs cut longer addresses off."""
MOST_BYTES = 100_000
"""Largest JSON that a token may unpack to."""
MOST_DRAWS = 100_000
"""Most draws that a link may ask for: an address must not keep the server busy."""

Data = dict[str, Any]


class LinkError(SimulatorError):
    """An address that does not hold a scenario of this app; its message is a key of the texts."""


@dataclass(frozen=True)
class Opened:
    """A scenario from an address.

    Attributes
    ----------
    scenario : Scenario
        The scenario, valid for the catalogue; its id is that of the shipped one it was made from.
    same_numbers : bool
        Whether it gives the run that the sender saw; otherwise files changed since.
    catalogue_version : str
        Version of the catalogue of the sender.
    left_out : tuple of str
        Measures of the sender that the catalogue no longer has.
    own : tuple of Measure
        Measures of the sender's own that the address brought along.
    missing : tuple of str
        Titles of measures of the sender's own that the scenario uses and that are not here.
    """

    scenario: Scenario
    same_numbers: bool
    catalogue_version: str
    left_out: tuple[str, ...] = ()
    own: tuple[Measure, ...] = ()
    missing: tuple[str, ...] = ()


def encode(scenario: Scenario, start: Scenario, catalogue: Catalogue, own: Iterable[Measure] = ()) -> str:
    """Give the token of a scenario that was made from a shipped one.

    Parameters
    ----------
    scenario, start : Scenario
        The scenario, and the shipped one.
    catalogue : Catalogue
        What the scenario is worked out with.
    own : iterable of Measure
        Measures of the user's own; they come along as long as the token stays short.
    """
    own = tuple(own)
    content = {
        "b": start.id,
        "c": catalogue.version,
        "r": run_id(catalogue, scenario),
        "p": _patch(_data(start), _data(scenario)),
    }
    if not own:
        return _pack(content)
    token = _pack(content | {"m": [as_data(measure) for measure in own]})
    if len(token) <= MOST_WITH_MEASURES:
        return token
    return _pack(content | {"o": {m.id: m.title.nl[:80] for m in used(own, scenario)}})


def _pack(content: Data) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    packed = bytes([LAYOUT]) + zlib.compress(text.encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(
    token: str, shipped: Mapping[str, Scenario], catalogue: Catalogue, own: Iterable[Measure] = ()
) -> Opened:
    """Read a token.

    Parameters
    ----------
    token : str
        From an address: anything at all may stand there.
    shipped : mapping of str to Scenario
        The shipped scenarios by id.
    catalogue : Catalogue
        What the scenario must fit.
    own : iterable of Measure
        Measures of the user's own that are here already.

    Raises
    ------
    LinkError
        If it cannot be read, or does not give a scenario that fits.
    """
    content = _unpack(token)
    start = shipped.get(str(content.get("b")))
    patch = content.get("p")
    if start is None or not isinstance(patch, dict):
        raise LinkError("link.unknown_scenario")
    data = _merged(_data(start), patch) | {"id": start.id, "programme": start.programme}
    brought = from_data(content.get("m"), catalogue)
    here = {measure.id: measure for measure in (*own, *brought)}
    together = joined(catalogue, here.values())
    measures = data.get("measures")
    left_out = tuple(sorted(set(measures) - set(together.measures))) if isinstance(measures, dict) else ()
    for name in left_out:
        del data["measures"][name]
    scenario = _validated(data, together)
    titles = content.get("o")
    titles = titles if isinstance(titles, dict) else {}
    needed = joined(catalogue, used(here.values(), scenario))
    return Opened(
        scenario=scenario,
        same_numbers=run_id(needed, scenario) == content.get("r"),
        catalogue_version=str(content.get("c"))[:40],
        left_out=tuple(name[:80] for name in left_out if name not in titles),
        own=brought,
        missing=tuple(str(titles[name])[:80] for name in left_out if name in titles),
    )


def _unpack(token: str) -> Data:
    if len(token) > MOST_CHARACTERS:
        raise LinkError("link.too_long")
    try:
        packed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        if packed[:1] != bytes([LAYOUT]):
            raise LinkError("link.unreadable")
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed[1:], MOST_BYTES)
        if unpacking.unconsumed_tail or not unpacking.eof:
            raise LinkError("link.unreadable")
        content = json.loads(text, parse_constant=_refuse)
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise LinkError("link.unreadable") from error
    if not isinstance(content, dict):
        raise LinkError("link.unreadable")
    return content


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _validated(data: Data, catalogue: Catalogue) -> Scenario:
    try:
        # As JSON: a strict model takes lists for tuples, and text for dates, only from there.
        scenario = Scenario.model_validate_json(json.dumps(data))
    except (ValidationError, ValueError, RecursionError) as error:
        raise LinkError("link.invalid") from error
    if scenario.draws > MOST_DRAWS:
        raise LinkError("link.too_many_draws")
    # Combinations of measures that cannot be are no reason to refuse: the page says how to mend them.
    if any(not _about_combinations(issue.key) for issue in check_scenario(scenario, catalogue)):
        raise LinkError("link.invalid")
    return scenario


def _about_combinations(key: tuple[str | int, ...]) -> bool:
    return len(key) == 2 and key[0] == "measures"  # noqa: PLR2004 - the path of a measure


def _data(scenario: Scenario) -> Data:
    """Give a scenario as plain data; what is None is left out, as every None is a default."""
    return scenario.model_dump(mode="json", exclude_none=True)


def _patch(before: Data, after: Data) -> Data:
    """Give the merge patch that makes one from the other."""
    patch: Data = {key: None for key in before if key not in after}
    for key, new in after.items():
        old = before.get(key)
        if key in before and old == new:
            continue
        patch[key] = _patch(old, new) if isinstance(old, dict) and isinstance(new, dict) else new
    return patch


def _merged(before: Data, patch: Data) -> Data:
    """Apply a merge patch (RFC 7396)."""
    result = dict(before)
    for key, new in patch.items():
        if new is None:
            result.pop(key, None)
        elif isinstance(new, dict):
            old = result.get(key)
            result[key] = _merged(old if isinstance(old, dict) else {}, new)
        else:
            result[key] = new
    return result
