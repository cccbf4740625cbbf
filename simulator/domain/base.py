"""The base of all domain models, and the small types they share."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class DomainModel(BaseModel):
    """Frozen, strict data: an unknown key, a wrong type, NaN or an empty text is refused.

    The docstring under each field gives its unit and meaning; it also feeds the JSON Schema
    and the help texts on screen.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        str_strip_whitespace=True,
    )


NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text that says something."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Identity of a measure, scenario, programme or document: lower case, digits, hyphens."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""A name that a formula can use: lower case, digits, underscores."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]
"""A part of a whole, 0 to 1."""

Year = Annotated[int, Field(ge=1990, le=2100)]
"""A calendar year."""

Grade = Annotated[int, Field(ge=1, le=6)]
"""Evidence grade: 1 (trial in the same country) to 6 (uncorroborated expert judgement)."""


class Text(DomainModel):
    """A text for people, in both languages of the app."""

    nl: NonEmpty
    """Dutch, the language of the councils."""
    en: NonEmpty
    """English."""
