"""JSON Schema of the budget tables in JSON, for programs that read them."""

from __future__ import annotations

from typing import Any, Final, get_args

from simulator.analysis.budget.options import Statistic
from simulator.analysis.budget.unknown import LEFT_OUT
from simulator.export.csv_tables import SCHEMA_VERSION

_COLUMN: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["name", "type"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "description": "Name of the column."},
        "type": {
            "enum": ["text", "year", "amount", "unknown"],
            "description": "What its cells hold. unknown: what the amounts of the row leave out because "
            "nobody knows it. An effect (saving) is left out of expenditure, income and what rests on "
            "them, a cost of expenditure and what rests on it; such an amount is the known part, or null.",
        },
        "unit": {"const": "EUR/year", "description": "Unit of amounts."},
        "values": {"const": list(LEFT_OUT), "description": "What a cell of the type unknown can say."},
    },
}
_TABLE: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["columns", "rows"],
    "additionalProperties": False,
    "properties": {
        "columns": {"type": "array", "items": _COLUMN, "minItems": 1},
        "rows": {
            "type": "array",
            "description": "A cell for each column. null: nobody knows the amount; it is not zero.",
            "items": {"type": "array", "items": {"type": ["string", "number", "null"]}},
        },
    },
}
_FIELDS: Final[dict[str, Any]] = {
    "schema_version": {"const": SCHEMA_VERSION, "description": "Version of this schema."},
    "run_id": {"type": "string", "pattern": "^[0-9a-f]{12}$", "description": "The same as on screen."},
    "catalogue_version": {"type": "string", "description": "Version of the measures."},
    "programme": {"type": "string", "description": "Id of the programme."},
    "scenario": {"type": "string", "description": "Id of the scenario."},
    "view": {"type": "string", "description": "'region', or the municipality that amounts are about."},
    "statistic": {"enum": list(get_args(Statistic)), "description": "Which outcome the tables show."},
    "price_level": {"enum": ["constant", "nominal"], "description": "In which prices."},
    "draws": {"type": "integer", "minimum": 1, "description": "Draws of the run."},
    "seed": {"type": "integer", "description": "Seed of the run."},
    "signs": {"type": "string", "description": "What a positive amount means."},
    "tables": {"type": "object", "additionalProperties": _TABLE, "description": "Tables by id."},
}


def tables_schema() -> dict[str, Any]:
    """Give the JSON Schema, draft 2020-12, of what `csv_tables.tables_as_dict` gives.

    Examples
    --------
    >>> tables_schema()["properties"]["run_id"]["pattern"]
    '^[0-9a-f]{12}$'
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Koers budget tables",
        "type": "object",
        "required": list(_FIELDS),
        "additionalProperties": False,
        "properties": _FIELDS,
    }
