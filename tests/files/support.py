"""The good files, and how to load each kind of them from changed text."""

import shutil
from pathlib import Path

from simulator.files import load_catalogue, load_scenario, parse_measure, parse_scenario

GOOD = Path(__file__).parent / "good"
SMALL = GOOD / "measures" / "small"
PATHS = {
    "measure": GOOD / "rich.yaml",
    "scenario": GOOD / "scenarios" / "small" / "everything.yaml",
    "programme": SMALL / "programme.yaml",
    "printed": SMALL / "printed.yaml",
    "observed": SMALL / "observed.yaml",
}
TEXTS = {kind: path.read_text(encoding="utf-8") for kind, path in PATHS.items()}
CATALOGUE = load_catalogue(SMALL)


def load_changed(kind: str, text: str, folder: Path):
    """Load a good file of this kind with another text; ``folder`` is for files that need one."""
    if kind == "measure":
        return parse_measure(text, "rich.yaml", CATALOGUE)
    if kind == "scenario":
        return parse_scenario(text, "everything.yaml", CATALOGUE)
    small = folder / "small"
    if not small.exists():
        shutil.copytree(SMALL, small)
    (small / PATHS[kind].name).write_text(text, encoding="utf-8", newline="")
    try:
        return getattr(load_catalogue(small), kind)
    finally:
        shutil.copy(PATHS[kind], small)


def load_good(kind: str):
    """Load the good file of this kind."""
    if kind in ("measure", "scenario"):
        return load_changed(kind, TEXTS[kind], SMALL)
    return getattr(CATALOGUE, kind)


__all__ = ["CATALOGUE", "GOOD", "PATHS", "SMALL", "TEXTS", "load_changed", "load_good"]
assert load_scenario(PATHS["scenario"], CATALOGUE)
