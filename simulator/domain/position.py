"""A position (zienswijze): what a council thinks of each measure of a programme, in its own words."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from simulator.domain.base import DomainModel, NonEmpty, Slug
from simulator.domain.scenario import MeasureSetting
from simulator.domain.source import Source

Language = Literal["nl", "en"]
"""Languages that a position can be written in."""

Stance = Literal["support", "support_if", "oppose", "add"]
"""support: steunen. support_if: steunen, mits. oppose: niet steunen. add: aanvullen, a measure that the
package as proposed does not have."""


class Words(DomainModel):
    """The author's own words, in one language or in both.

    Unlike a `Text` it may lack a language: nobody but the author translates a position.
    """

    nl: NonEmpty | None = None
    """Dutch."""
    en: NonEmpty | None = None
    """English."""

    @model_validator(mode="after")
    def _says_something(self) -> Words:
        if self.nl is None and self.en is None:
            raise ValueError("no text: write it behind nl or en, or leave the whole key out")
        return self

    def read_in(self, language: Language) -> tuple[str, Language]:
        """Give the words, and the language that they are in: the one asked for where there is a choice.

        Examples
        --------
        >>> Words(nl="Ja, mits").read_in("en")
        ('Ja, mits', 'nl')
        """
        other: Language = "en" if language == "nl" else "nl"
        wanted, fallback = getattr(self, language), getattr(self, other)
        return (fallback, other) if wanted is None else (wanted, language)


class Addressee(DomainModel):
    """Whom the position is written to."""

    name: NonEmpty
    """Body or organisation."""
    lines: tuple[NonEmpty, ...] = ()
    """What stands below it: department, street, town."""
    salutation: Words | None = None
    """Opening of the letter. Left out: a neutral one."""
    source: Source | None = None
    """Where it stands, for a position that exists already."""


class Remark(DomainModel):
    """A consideration, request or general remark."""

    title: Words | None = None
    """Heading above it."""
    text: Words
    """What the author has to say."""
    source: Source | None = None
    """Where it stands, or what it rests on."""


class MeasurePosition(DomainModel):
    """What the author thinks of one measure."""

    stance: Stance
    """Support it, support it on conditions, oppose it, or add it to the package."""
    explanation: Words | None = None
    """Why."""
    conditions: tuple[Words, ...] = ()
    """What must be met first."""
    setting: MeasureSetting | None = None
    """How the measure takes part in the package as the author would have it. Left out: as in the scenario
    of the position, on or off as the stance says."""
    arguments: tuple[NonEmpty, ...] = ()
    """Ids of the arguments that the author accepted; nothing is argued unasked."""
    source: Source | None = None
    """Where it stands, for a position that exists already."""

    @model_validator(mode="after")
    def _conditions_fit(self) -> MeasurePosition:
        if self.stance == "support_if" and not self.conditions:
            raise ValueError("stance is 'support_if' without conditions: write them, or say 'support'")
        if self.conditions and self.stance in ("support", "oppose"):
            raise ValueError(
                f"there are conditions but stance is '{self.stance}': say 'support_if', "
                "or put them in the explanation"
            )
        return self

    @model_validator(mode="after")
    def _setting_fits(self) -> MeasurePosition:
        if self.setting is None or self.stance == "support_if":
            return self
        if self.setting.on != (self.stance != "oppose"):
            state = "on" if self.setting.on else "off"
            raise ValueError(f"stance is '{self.stance}' but the measure is {state}: change one of them")
        return self

    @model_validator(mode="after")
    def _arguments_once(self) -> MeasurePosition:
        if len(set(self.arguments)) < len(self.arguments):
            raise ValueError("an argument stands there twice: remove one")
        return self


class Position(DomainModel):
    """A position on a programme, and the package of measures that goes with it."""

    id: Slug
    """Identity; the name of its file."""
    programme: Slug
    """The programme it is about."""
    title: Words
    """Subject of the letter."""
    author: Words
    """Who takes the position, as the letter names them."""
    municipality: Slug | None = None
    """Municipality whose share is shown. Left out: that of the scenario, or the whole region."""
    addressee: Addressee
    """Whom it is written to."""
    occasion: Remark
    """Why it is written, and why now."""
    reference: NonEmpty | None = None
    """Reference number of the case (kenmerk)."""
    date: dt.date | None = None
    """Date of the letter. Left out: the day on which the document is made."""
    departs_from: Slug
    """Scenario that holds the package as proposed."""
    scenario: Slug | None = None
    """Scenario that holds the package as the author would have it, and the assumptions under which both
    packages are worked out. Left out: that of `departs_from`, changed as the stances say."""
    remarks: tuple[Remark, ...] = ()
    """General remarks, in order."""
    measures: Annotated[dict[Slug, MeasurePosition], Field(min_length=1)]
    """Stance per measure; measures that are not named have no stance."""
    closing: tuple[Remark, ...] = ()
    """Last words, before the signatures."""
    signatories: tuple[Words, ...] = ()
    """Who signs: offices, not names, because the letter is not signed yet."""
