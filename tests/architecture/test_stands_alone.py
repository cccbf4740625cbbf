"""The project needs nothing of the machine it was made on: no file names a place outside it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.code import ROOT

LEFT_OUT = {
    ".git",
    ".venv",
    ".venv-peers",
    ".hypothesis",
    "__pycache__",
    "node_modules",
    "artefacts",
    "output",
    "out",
}
"""Folders that are not part of the project, next to the caches of tools."""

PLACES = re.compile(
    r"""
    (?<![\w./-])/(?:work|root|Users|home/\w+)/   # a folder on someone's machine
    | (?<![\w./-])/work\b(?!\w)
    | \.\./shared\b                                # beside the checkout, not in it
    | [A-Z]:\\\\?Users\b
    | ^\s*--(?:extra-)?index-url\b                # a package index of one's own
    | ^\s*--(?:trusted-host|find-links)\b
    """,
    re.VERBOSE | re.MULTILINE,
)


def project_files() -> Iterator[Path]:
    """Files of the project that hold text."""
    for folder, names, files in os.walk(ROOT):
        names[:] = [n for n in names if n not in LEFT_OUT and not n.endswith("_cache")]
        for name in set(files) - LEFT_OUT:  # in a worktree .git is a file
            path = Path(folder) / name
            if b"\0" not in path.read_bytes()[:1024]:
                yield path


def named_in(words: str) -> list[str]:
    return [match.group().strip() for match in PLACES.finditer(words)]


def test_no_file_names_a_place_outside_the_project():
    files = [path for path in project_files() if path != Path(__file__)]
    assert len(files) > 100
    found = {
        str(path.relative_to(ROOT)): places
        for path in files
        if (places := named_in(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "words",
    ["see /work/x", "cd /home/ann/koers", "(../shared/a.md)", "--index-url https://x", 'open("/root/a")'],
)
def test_a_place_outside_is_noticed(words):
    assert named_in(words)


@pytest.mark.parametrize(
    "words", ["/workbook", "https://a.nl/work/x", "../shared_costs.py", "--no-emit-index-url", "/tmp/x"]
)
def test_other_words_are_left_alone(words):
    assert not named_in(words)
