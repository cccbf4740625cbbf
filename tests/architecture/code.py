"""The Python files of the project, and what they import and call."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


def modules(*places: str) -> list[Path]:
    """All Python files in some folders, and files given as such, relative to the project."""
    found = [path for place in places for path in [ROOT / place, *(ROOT / place).rglob("*.py")]]
    return sorted(path.relative_to(ROOT) for path in found if path.suffix == ".py" and path.is_file())


@cache
def text(path: Path) -> str:
    """What a file says."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """A file, parsed."""
    return ast.parse(text(path), filename=str(path))


def dotted(path: Path) -> str:
    """Name of a module: simulator/engine/ramp.py is simulator.engine.ramp."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    """All modules that a file imports, those within functions too.

    `from a import b` may import a module or a name: both `a` and `a.b` are given.
    """
    return set(_imported(tree(path), dotted(path), path.name == "__init__.py"))


def imported_in(code: str, module: str = "simulator.engine.ramp") -> set[str]:
    """The same for a piece of code, as if it stood in a module."""
    return set(_imported(ast.parse(code), module, False))


def _imported(parsed: ast.Module, module: str, is_package: bool) -> Iterator[str]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.split(".")
                kept = parts[: len(parts) - node.level + is_package]
                base = ".".join([*kept, *filter(None, [base])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Every call of a name or attribute: its last word ("open", "now") and line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node.lineno
            elif isinstance(node.func, ast.Attribute):
                yield f".{node.func.attr}", node.lineno


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function and method with its number of lines, docstring included, decorators not."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1
