"""From YAML text to plain data, with the line of every key, refusing what is unsafe or unclear.

The text is read event by event, so nothing is built before it is checked: no aliases, tags, merge
keys, second documents, deep nesting or repeated keys. What cannot be read stops the reading; all
other problems are collected, so that one report can name them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NoReturn

import yaml

from simulator.errors import InputFileError
from simulator.files.characters import advice_unseen, check_text, clip, first_unseen, name_unseen
from simulator.files.commas import comma_in
from simulator.files.document import Key, Scalar, YamlDocument
from simulator.files.scalars import read_plain

MAX_DEPTH: Final = 20
"""Deepest nesting of lists and mappings; measures need about eight levels."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER_LIKE = re.compile(r"[\d\s_+.\-]+")
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]*")


def read_yaml(text: str, file: str) -> YamlDocument:
    r"""Read YAML text into plain data.

    Parameters
    ----------
    text : str
        The contents of the file.
    file : str
        Its name, for the report; never opened.

    Returns
    -------
    YamlDocument
        With the problems that do not keep one from reading on, such as a repeated key.

    Raises
    ------
    InputFileError
        When the text cannot be read to its end.

    Examples
    --------
    >>> document = read_yaml("value: 900_000\nunit: EUR/year\n", "a.yaml")
    >>> document.data, document.lines["unit",]
    ({'value': 900000, 'unit': 'EUR/year'}, 2)
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    check_text(text, file)
    document = YamlDocument(file, max(1, text.count("\n") + (not text.endswith("\n"))))
    builder = _Builder(document, text)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        builder.stop(*_unreadable(error.problem), line=mark.line + 1 if mark else 1)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        builder.stop(*_unreadable(str(error)), line=1)
    if not document.lines and not document.problems:
        builder.stop("an empty file", "keys with values", "Fill it, or remove the file.", line=1)
    return document


def _unreadable(problem: str | None) -> tuple[str, str, str]:
    return (
        f"YAML that cannot be read ({clip(problem or 'a slip in the layout', 200)})",
        "keys with values, two spaces a level",
        "Look at this line and the one above: indentation, a colon and a space, quotes.",
    )


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


@dataclass
class _Frame:
    """A list or mapping that is being read."""

    key: Key
    container: dict[str, Any] | list[Any]
    pending: str | None = None
    """Key of a mapping that waits for its value."""
    dropped: bool = False
    """True when that value must not be kept, because its key is wrong."""
    start: int | None = None
    """Where a list in brackets begins in the text."""


class _Builder:
    """Puts events together into data, without recursion."""

    def __init__(self, document: YamlDocument, text: str) -> None:
        self.document = document
        self.text = text
        self.frames: list[_Frame] = []
        self.documents = 0

    def stop(self, found: str, expected: str, repair: str, line: int) -> NoReturn:
        """Give up: the rest cannot be read."""
        self.document.report((), found, expected, repair, line)
        raise InputFileError(self.document.problems)

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the file."""
        match event:
            case yaml.DocumentStartEvent():
                self._start_document(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(event)
            case yaml.ScalarEvent() if self._at_key():
                self._take_key(event)
            case yaml.NodeEvent() if self._at_key():
                self.stop(
                    "a list or mapping as a key",
                    "a plain word as a key",
                    "Write a word, a colon and a space.",
                    _line(event),
                )
            case yaml.ScalarEvent():
                self._take_scalar(event)
            case yaml.AliasEvent():
                self._refuse(self._place(event, None), event, "a reference (*)")
            case yaml.MappingStartEvent():
                self._open(event, {})
            case yaml.SequenceStartEvent():
                self._open(event, [])

    def _start_document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.stop(
                "a second document",
                "one document in a file",
                "Put what follows '---' in a file of its own.",
                _line(event),
            )
        if event.version or event.tags:
            self.document.report(
                (), "a directive (%)", "data alone", "Remove the lines that start with %.", 1
            )

    def _at_key(self) -> bool:
        return bool(
            self.frames and isinstance(self.frames[-1].container, dict) and self.frames[-1].pending is None
        )

    def _open(self, event: yaml.CollectionStartEvent, container: dict[str, Any] | list[Any]) -> None:
        if len(self.frames) == MAX_DEPTH:
            self.stop(
                f"more than {MAX_DEPTH} levels of lists and mappings",
                f"at most {MAX_DEPTH} levels",
                "Check the indentation and the brackets.",
                _line(event),
            )
        key = self._place(event, container)
        self._check_marks(key, event)
        in_brackets = isinstance(event, yaml.SequenceStartEvent) and event.flow_style
        start = event.start_mark.index if in_brackets and event.start_mark else None
        self.frames.append(_Frame(key, container, start=start))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        frame = self.frames.pop()
        if frame.start is not None and event.end_mark:
            comma = comma_in(self.text[frame.start : event.end_mark.index])
            if comma is not None and not any(isinstance(item, list | dict) for item in frame.container):
                self.document.commas.setdefault(frame.key, comma)

    def _place(self, event: yaml.Event, value: object) -> Key:
        """Put a value where it belongs, and give its path."""
        if not self.frames:
            self.document.data = value
            key: Key = ()
        else:
            frame = self.frames[-1]
            if isinstance(frame.container, list):
                key = (*frame.key, len(frame.container))
                frame.container.append(value)
            else:
                name = frame.pending or ""
                key = (*frame.key, name)
                if not frame.dropped:
                    frame.container[name] = value
                frame.pending, frame.dropped = None, False
        self.document.lines.setdefault(key, _line(event))
        return key

    def _take_key(self, event: yaml.ScalarEvent) -> None:
        frame = self.frames[-1]
        name, key, line = event.value, (*frame.key, event.value), _line(event)
        frame.pending = name
        wrong = _wrong_key(event)
        if not wrong and name in frame.container:
            first = self.document.line(key)
            wrong = (
                f"the key '{clip(name)}' again",
                f"each key once; it stands on line {first} already",
                "Remove one of the two, or give it another name.",
            )
        if wrong:
            self.document.report(key, *wrong, line)
            frame.dropped = True
        self.document.lines.setdefault(key, line)
        self._check_marks(key, event)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        quoted = bool(event.style)
        unseen = first_unseen(event.value.replace("\n", ""))
        value = event.value if quoted else read_plain(event.value)
        if unseen:
            value = "?"  # a lone surrogate could not even be written as JSON
        key = self._place(event, value)
        self._check_marks(key, event)
        self.document.scalars.setdefault(key, Scalar(event.value, quoted))
        if not quoted and event.value in _NOTHING:
            found = f"nothing ({event.value})" if event.value else "nothing"
            repair = "Write the value, or leave the key out."
            if key and " " in str(key[-1]):  # {en: in 2021, 50,000 more} has three keys
                repair = "Put text that holds a comma or a colon in quotes."
            self.document.report(key, found, "a value", repair, _line(event))
        elif unseen:
            self.document.report(key, name_unseen(unseen), *advice_unseen(unseen), _line(event))

    def _check_marks(self, key: Key, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._refuse(key, event, "an anchor (&)")
        if (tag := getattr(event, "tag", None)) is not None:
            self.document.report(
                key,
                f"the tag {clip(str(tag))}",
                "data without tags",
                "Remove the word that starts with an exclamation mark.",
                _line(event),
            )

    def _refuse(self, key: Key, event: yaml.Event, found: str) -> None:
        self.document.report(
            key,
            found,
            "every value written out",
            "Write the value itself, each time; put text that starts with * or & in quotes.",
            _line(event),
        )


def _wrong_key(event: yaml.ScalarEvent) -> tuple[str, str, str] | None:
    """Say what is wrong with a key, if anything: what is found, expected and the repair."""
    name = event.value
    if name == "<<" and not event.style:
        return "a merge key (<<)", "every value written out", "Write the merged keys themselves."
    if not name or name != name.strip() or first_unseen(name):
        found = f"the key '{clip(name)}'"
        return found, "a key without spaces around it", "Write a word, a colon and a space."
    if _NUMBER_LIKE.fullmatch(name) and not _WHOLE_NUMBER.fullmatch(name):
        return (
            f"the key {clip(name)}",
            "a plain whole number",
            "Write a year as 2021, a grade as 3.",
        )
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
