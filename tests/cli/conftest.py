"""The small programme of the factories, written out as files, and a way to run commands on it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel
from typer.testing import CliRunner, Result

from simulator.cli import app
from simulator.domain.scenario import Layers
from simulator.files import load_catalogue, load_scenario
from tests.factories import scenario, small_measures, small_programme

Command = Callable[..., Result]


def write(path: Path, model: BaseModel) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = model.model_dump(mode="python", exclude_defaults=True)
    path.write_text(yaml.safe_dump(_plain(data), allow_unicode=True, sort_keys=False), "utf-8")


def _plain(data: Any) -> Any:
    """Turn tuples into lists, which is what YAML has."""
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(item) for item in data] if isinstance(data, list | tuple) else data


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small programme, and scenarios `all-on` and `added-up` (damping off)."""
    folder = tmp_path_factory.mktemp("root")
    measures, scenarios = folder / "measures" / "small", folder / "scenarios" / "small"
    write(measures / "programme.yaml", small_programme())
    for measure in small_measures().values():
        write(measures / f"{measure.id}.yaml", measure)
    write(scenarios / "all-on.yaml", scenario(id="all-on", draws=200))
    off = Layers(overlap=False)
    write(scenarios / "added-up.yaml", scenario(id="added-up", draws=200, layers=off))
    catalogue = load_catalogue(measures)
    load_scenario(scenarios / "all-on.yaml", catalogue)
    return folder


@pytest.fixture
def command(root: Path) -> Command:
    """Run a command of the CLI on the small programme; its output is in `stdout` and `stderr`."""

    def run(*args: str) -> Result:
        about_files = args[0] not in ("validate", "schema")
        return CliRunner().invoke(app, [*args, *(["--root", str(root)] if about_files else [])])

    return run
