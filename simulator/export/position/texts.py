"""The texts of a letter by language and key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from simulator.domain.position import Language
from simulator.export.position import texts_en, texts_nl

TEXTS: Final[Mapping[Language, Mapping[str, str]]] = {"nl": texts_nl.TEXTS, "en": texts_en.TEXTS}


def text_of(language: Language, key: str, **values: object) -> str:
    """Give a text, filled in; braces in the values are not filled in again.

    >>> text_of("nl", "measure.numbered", number=4, title="{x}")
    'Maatregel 4: {x}'
    """
    return TEXTS[language][key].format(**values)
