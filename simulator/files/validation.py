"""From plain data to a domain model; what Pydantic refuses becomes problems with line and repair."""

from __future__ import annotations

import json
import re
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from simulator.files.advice import Fault, advise, advise_on_key
from simulator.files.characters import clip
from simulator.files.document import Key, YamlDocument
from simulator.schema import schema_at

M = TypeVar("M", bound=BaseModel)

MOST_ERRORS: Final = 500
"""More errors than this in one file are counted, not told: it is not the file it should be."""


def to_model(document: YamlDocument, model: type[M]) -> M | None:
    """Make a domain model of a document's data.

    Parameters
    ----------
    document : YamlDocument
        Gets the problems, all of them.
    model : type
        The model of this kind of file.

    Returns
    -------
    BaseModel or None
        None when the data does not fit the model.
    """
    _report_disguised_dates(document, model)
    try:
        # Through JSON, where a strict model still takes lists for tuples and text for dates.
        return model.model_validate_json(json.dumps(document.data))
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details[:MOST_ERRORS]:
            _report(document, model, detail)
        if len(details) > MOST_ERRORS:
            found = f"{len(details) - MOST_ERRORS} problems more"
            document.report((), found, "a file of another form", "Repair the others first.")
    return None


def _report(document: YamlDocument, model: type[BaseModel], detail: ErrorDetails) -> None:
    """Note one of Pydantic's errors, unless it follows from a problem that is known."""
    key, is_key = _key_in_data(detail["loc"], document.data)
    if _follows_from_another(key, detail["type"], document.faulty):
        return
    if detail["type"] == "union_tag_invalid":
        key = (*key, "kind")
    fault = Fault(
        kind=detail["type"],
        message=detail["msg"],
        context=detail.get("ctx", {}),
        key=key,
        value=detail["input"],
        scalar=document.scalars.get(key),
        schema=schema_at(model, key, document.data),
        parent=schema_at(model, key[:-1], document.data),
    )
    found, expected, repair = advise_on_key(fault) if is_key else advise(fault)
    document.report(key, found, expected, _about_comma(document, key, detail["type"]) or repair)


def _about_comma(document: YamlDocument, key: Key, kind: str) -> str | None:
    """Give the repair where an error comes from a comma, most likely: it makes two numbers of a decimal."""
    if key and isinstance(key[-1], int) and (commas := document.commas.get(key[:-1])) is not None:
        values = _at(document.data, key[:-1])
        scalars = (document.scalars.get((*key[:-1], index)) for index in range(len(values)))
        return commas.hint_at(["" if found is None else found.raw for found in scalars], key[-1])
    if kind != "value_error":
        return None
    inside = {place[-1]: commas for place, commas in document.commas.items() if place[:-1] == key}
    values, weights = (_at(document.data, (*key, name)) for name in ("values", "weights"))
    if isinstance(values, list) and isinstance(weights, list) and len(values) != len(weights):
        longer = "values" if len(values) > len(weights) else "weights"
        return inside[longer].hint if longer in inside else None
    return next((commas.hint for commas in inside.values() if commas.alone), None)


def _report_disguised_dates(document: YamlDocument, model: type[BaseModel]) -> None:
    """Refuse digits in quotes where a date belongs: Pydantic takes them for seconds since 1970."""
    for key, scalar in document.scalars.items():
        if (
            scalar.quoted
            and re.fullmatch(r"[-+0-9.eE_ ]+", scalar.raw)
            and not re.fullmatch(r"\d{4}-\d\d-\d\d", scalar.raw)
            and schema_at(model, key, document.data).get("format") == "date"
        ):
            found = f"'{clip(scalar.raw)}' in quotes"
            document.report(key, found, "a date", "Write it like 2022-01-31: year, month, day.")


def _key_in_data(location: tuple[int | str, ...], data: Any) -> tuple[Key, bool]:  # noqa: ANN401
    """Turn Pydantic's location into a path in the data, and say if it is a key that is wrong.

    Pydantic names the chosen member of a union in its location, and marks keys with ``[key]``.
    """
    key: list[int | str] = []
    at_member = False
    for part in location:
        if part == "[key]":
            return tuple(key), True
        if not at_member and isinstance(data, dict) and data.get("kind") == part:
            at_member = True
            continue
        key.append(part)
        data, at_member = _inside(data, part), False
    return tuple(key), False


def _at(data: Any, key: Key) -> Any:  # noqa: ANN401
    for part in key:
        data = _inside(data, part)
    return data


def _inside(data: object, part: int | str) -> object:
    if isinstance(data, dict):
        return data.get(str(part))
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def _follows_from_another(key: Key, kind: str, faulty: set[Key]) -> bool:
    """Say whether an error is but the consequence of a problem in, above or below its place."""
    if any(key[:length] in faulty for length in range(1, len(key) + 1)):
        return True
    # Pydantic counts only what it could read: a list with one wrong item would be too short as well.
    return kind in ("value_error", "too_short") and any(known[: len(key)] == key for known in faulty if known)
