"""What to tell about each kind of error that Pydantic finds: found, expected, repair."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from simulator.files.characters import clip
from simulator.files.document import Key, Scalar
from simulator.files.dutch import meant_in_dutch
from simulator.files.scalars import repair_boolean, repair_number
from simulator.suggestion import as_share, did_you_mean, one_of

_SLUG: Final = "lower-case letters and digits, with hyphens between words"
_NAME: Final = "lower-case letters, digits and underscores, a letter first"
_PATTERNS: Final = MappingProxyType(
    {
        r"^[a-z0-9]+(-[a-z0-9]+)*$": (_SLUG, "Write it like 'my-measure'."),
        r"^[a-z][a-z0-9_]*$": (_NAME, "Write it like 'fte_cost'."),
        r"^\d+(-\d+)?(, \d+(-\d+)?)*$": ("line numbers", "Write them like '989' or '1006-1029, 1035'."),
        r"^[^/\\\s][^/\\]*$": ("the name of a file", "Leave the folder out: 'report.txt'."),
        r"^https?://[^\s<>\"]+$": ("the address of a page", "Write it whole: 'https://...'."),
    }
)
"""Patterns of the domain models, in words."""


class Advice(NamedTuple):
    """The three parts of a problem that say what to do."""

    found: str
    """What stands there."""
    expected: str
    """What should stand there."""
    repair: str
    """What to do about it."""


@dataclass(frozen=True)
class Fault:
    """One error of Pydantic's, with what is known about its place."""

    kind: str
    """Pydantic's type of error."""
    message: str
    """Pydantic's own words."""
    context: Mapping[str, Any]
    """Bounds, choices and the like."""
    key: Key
    """Path of the place."""
    value: Any
    """The data that stand there; None when nothing does."""
    scalar: Scalar | None
    """The same as it is written, if it is a single value."""
    schema: Mapping[str, Any]
    """JSON Schema of the place."""
    parent: Mapping[str, Any]
    """JSON Schema of what it stands in."""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return clip(str(self.key[-1])) if self.key else "the file"

    @property
    def found(self) -> str:
        """What stands there, in a few words."""
        if self.scalar is not None:
            return f"'{clip(self.scalar.raw)}'" + (" in quotes" if self.scalar.quoted else "")
        if isinstance(self.value, dict):
            return f"a mapping of {len(self.value)} keys"
        if isinstance(self.value, list):
            return f"a list of {len(self.value)}"
        return f"'{clip(str(self.value))}'"


def advise(fault: Fault) -> Advice:
    """Say what is found, what is expected and how to repair it."""
    return _ADVICE.get(fault.kind, _other)(fault)


def advise_on_key(fault: Fault) -> Advice:
    """Do the same for a key of a mapping that is wrong itself."""
    found = f"the key '{fault.name}'"
    if fault.kind == "string_pattern_mismatch":
        return Advice(found, *_pattern(fault))
    if fault.kind == "literal_error":
        known = re.findall(r"'([^']*)'", str(fault.context["expected"]))
        return Advice(found, one_of(known), _suggested(fault.name, known))
    if fault.kind in ("int_parsing", "int_type"):
        return Advice(found, "a whole number as key", "Write a year as 2021, a grade as 3.")
    return Advice(found, fault.message, "Write another key.")


def _missing(fault: Fault) -> Advice:
    told = str(fault.schema.get("description", "")).split(". ")[0].rstrip(".")
    expected = f"the key '{fault.name}'" + (f" ({' '.join(told.split())})" if told else "")
    return Advice(f"no key '{fault.name}'", expected, f"Add '{fault.name}:' here.")


def _extra(fault: Fault) -> Advice:
    known = list(fault.parent.get("properties", {}))
    repair = _suggested(fault.name, known, "Remove it, or check the indentation.")
    return Advice(f"the unknown key '{fault.name}'", one_of(known), repair)


def _literal(fault: Fault) -> Advice:
    expected = str(fault.context["expected"])
    known = re.findall(r"'([^']*)'", expected) or re.findall(r"-?\d+", expected)
    shown = fault.scalar.raw if fault.scalar else ""
    return Advice(fault.found, one_of(known), _suggested(shown, known))


def _suggested(shown: str, known: list[str], otherwise: str = "Choose one of these.") -> str:
    """Suggest the fixed word that is meant: that of a Dutch one, else the one that looks most like it."""
    return did_you_mean(meant_in_dutch(shown, known) or shown, known, otherwise)


def _tag(fault: Fault) -> Advice:
    known = list(fault.parent.get("discriminator", {}).get("mapping", {}))
    if fault.kind == "union_tag_not_found":
        return Advice("no key 'kind'", f"kind, {one_of(known)}", "Add 'kind:' here.")
    shown = str(fault.context.get("tag", ""))
    return Advice(f"'{clip(shown)}'", one_of(known), _suggested(shown, known))


def _text(fault: Fault) -> Advice:
    if fault.scalar is None:
        return Advice(fault.found, "text", "Write the text behind the key, on one line.")
    return Advice(fault.found, "text", f'Put it in quotes: "{clip(fault.scalar.raw)}".')


def _text_length(fault: Fault) -> Advice:
    if fault.kind == "string_too_short":
        return Advice("empty text", "text that says something", "Write it, or leave the key out.")
    most = fault.context["max_length"]
    found = f"{len(str(fault.value))} characters"
    return Advice(found, f"at most {most} characters", "Shorten it.")


def _pattern(fault: Fault) -> tuple[str, str]:
    pattern = str(fault.context.get("pattern", ""))
    told = str(fault.schema.get("description", "")) or f"text of the form {pattern}"
    return _PATTERNS.get(pattern, (told, "Write it in that form."))


def _number(fault: Fault) -> Advice:
    whole = fault.kind.startswith("int")
    expected = "a whole number" if whole else "a number"
    if fault.scalar is None:
        return Advice(fault.found, expected, "Write one number.")
    if isinstance(fault.value, bool):
        return Advice(fault.found, expected, "Write a number, say 1 or 0.")
    if isinstance(fault.value, float):
        return Advice(fault.found, expected, "Write it without decimals.")
    return Advice(fault.found, expected, repair_number(fault.scalar.raw, quoted=fault.scalar.quoted))


def _boolean(fault: Fault) -> Advice:
    repair = repair_boolean(fault.scalar.raw) if fault.scalar else "Write true or false."
    return Advice(fault.found, "true or false", repair)


def _bound(fault: Fault) -> Advice:
    (limit,) = fault.context.values()
    words = {
        "greater_than_equal": "of at least",
        "greater_than": "above",
        "less_than_equal": "of at most",
        "less_than": "below",
    }
    repair = f"Write a number {words[fault.kind]} {limit}."
    schema = fault.schema
    if {"minimum", "maximum"} <= set(schema):
        repair = f"Write a number from {schema['minimum']} to {schema['maximum']}."
    if limit == 1 and fault.kind.startswith("less"):
        repair += f" {as_share(float(fault.value))}."
    return Advice(fault.found, f"a number {words[fault.kind]} {limit}", repair)


def _date(fault: Fault) -> Advice:
    return Advice(fault.found, "a date", "Write it like 2022-01-31: year, month, day.")


def _items(fault: Fault) -> Advice:
    fewest, most = fault.context.get("min_length"), fault.context.get("max_length")
    bound = f"at least {fewest}" if fewest is not None else f"at most {most}"
    repair = "Add what is missing." if fewest is not None else "Remove what is too much."
    return Advice(fault.found, f"{bound} item" + ("s" if (fewest or most) != 1 else ""), repair)


def _mapping(fault: Fault) -> Advice:
    known = list(fault.schema.get("properties", {}))
    expected = f"keys with values ({', '.join(known)})" if known else "keys with values"
    return Advice(fault.found, expected, "Write the keys below it, indented by two spaces.")


def _list(fault: Fault) -> Advice:
    return Advice(fault.found, "a list", "Write it as [a, b], or each item on a line after '- '.")


def _value(fault: Fault) -> Advice:
    message = str(fault.context.get("error", fault.message))
    repair = "Change the one that is wrong, here or in the keys below."
    return Advice(message, "values that agree with each other", repair)


def _other(fault: Fault) -> Advice:
    return Advice(fault.found, fault.message, "Change it to what is expected.")


_ADVICE: Final[Mapping[str, Callable[[Fault], Advice]]] = MappingProxyType(
    {
        "missing": _missing,
        "extra_forbidden": _extra,
        "literal_error": _literal,
        "union_tag_invalid": _tag,
        "union_tag_not_found": _tag,
        "string_type": _text,
        "string_too_short": _text_length,
        "string_too_long": _text_length,
        "string_pattern_mismatch": lambda fault: Advice(fault.found, *_pattern(fault)),
        "int_type": _number,
        "int_parsing": _number,
        "float_type": _number,
        "finite_number": _number,
        "bool_type": _boolean,
        "greater_than_equal": _bound,
        "greater_than": _bound,
        "less_than_equal": _bound,
        "less_than": _bound,
        "date_type": _date,
        "date_parsing": _date,
        "date_from_datetime_parsing": _date,
        "date_from_datetime_inexact": _date,
        "too_short": _items,
        "too_long": _items,
        "model_type": _mapping,
        "model_attributes_type": _mapping,
        "dict_type": _mapping,
        "tuple_type": _list,
        "value_error": _value,
    }
)
"""Advice per type of error; see https://docs.pydantic.dev/latest/errors/validation_errors/."""
