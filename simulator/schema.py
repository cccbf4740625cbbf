"""JSON Schema of the input files, made from the domain models, for editors and for messages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel

from simulator.domain.measure import Measure
from simulator.domain.observation import ObservedFigures
from simulator.domain.position import Position
from simulator.domain.printed import PrintedFigures
from simulator.domain.programme import Programme
from simulator.domain.scenario import Scenario
from simulator.domain.sweep import Sweep

Kind = Literal["measure", "programme", "scenario", "printed", "observed", "position", "sweep"]
"""The kinds of input file."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

MODELS: Final[Mapping[Kind, type[BaseModel]]] = MappingProxyType(
    {
        "measure": Measure,
        "programme": Programme,
        "scenario": Scenario,
        "printed": PrintedFigures,
        "observed": ObservedFigures,
        "position": Position,
        "sweep": Sweep,
    }
)
"""The model of each kind of file."""

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: Kind) -> dict[str, Any]:
    """Give the JSON Schema of one kind of input file.

    Parameters
    ----------
    kind : {"measure", "programme", "scenario", "printed", "observed", "position", "sweep"}
        Which file.

    Returns
    -------
    dict
        JSON Schema, draft 2020-12, with the docstring of every field as its description. What
        compares one field with another (a range and its value) is checked by the models only.

    Examples
    --------
    >>> json_schema("scenario")["properties"]["programme"]["description"]
    'The programme it belongs to.'
    """
    schema = MODELS[kind].model_json_schema()
    return {"$schema": DIALECT, "title": f"Koers {kind}"} | schema | {"title": f"Koers {kind}"}


@cache
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def schema_at(model: type[BaseModel], key: tuple[str | int, ...], data: object) -> dict[str, Any]:
    """Give the part of a model's schema that describes one place in the data.

    Parameters
    ----------
    model : type
        Model of the whole file.
    key : tuple of str and int
        Path of the place.
    data : object
        The data of the whole file, which says by its ``kind`` which of several models a part is.

    Returns
    -------
    dict
        Empty when the schema knows no such place.

    Examples
    --------
    >>> schema_at(Scenario, ("layers", "growth"), {})["type"]
    'boolean'
    """
    root = _schema_of(model)
    node = _resolve(root, root, data)
    for part in key:
        data = _step(data, part)
        node = _resolve(root, _child(node, part), data)
    return node


def _child(node: dict[str, Any], part: str | int) -> dict[str, Any]:
    if isinstance(part, int):
        child = node.get("items")
    elif part in (fields := node.get("properties", {})):
        child = fields[part]
    else:
        child = next(iter(node.get("patternProperties", {}).values()), None)
        child = child or node.get("additionalProperties")
    return child if isinstance(child, dict) else {}


def _step(data: object, part: str | int) -> object:
    try:
        return data[part]  # type: ignore[index]
    except (KeyError, IndexError, TypeError):
        return None


def _resolve(root: dict[str, Any], node: dict[str, Any], data: object) -> dict[str, Any]:
    """Follow references, and choose among alternatives by the ``kind`` of the data."""
    while True:
        if "$ref" in node:
            name = str(node["$ref"]).rpartition("/")[2]
            told = {k: v for k, v in node.items() if k == "description"}
            node = root["$defs"][name] | told
        elif "discriminator" in node:
            reference = node["discriminator"]["mapping"].get(_step(data, "kind"))
            if reference is None:
                return node
            node = {"$ref": reference}
        elif choices := [c for c in node.get("anyOf", ()) if c.get("type") != "null"]:
            told = {k: v for k, v in node.items() if k == "description"}
            node = choices[0] | told
        else:
            return node
