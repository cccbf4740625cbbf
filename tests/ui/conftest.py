"""A small programme written out as files, and the app opened on it or on the real one."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ElementList, Table

from simulator.domain.measure import Measure
from simulator.domain.relation import Excludes, Requires
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.files import load_catalogue, load_scenario
from tests.factories import (
    fewer_hours,
    measure,
    scenario,
    school_coaches,
    small_programme,
    source,
    strict_access,
    text,
)

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(autouse=True, scope="session")
def installed_components():
    """Look once for components among the installed packages, as the server does.

    An AppTest reads what is known of all of them anew, which takes longer than most pages.
    """
    found = cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(autouse=True)
def mirrored_widgets(monkeypatch):
    """Find a widget by the key that the page gives it, whichever of its successors is shown.

    A widget whose value changed without the visitor is replaced: see `state.mirror`.
    """
    find = ElementList.__call__

    def found(elements, key):
        shown = [
            e.key for e in elements if re.fullmatch(rf"{re.escape(key)}--\d+", str(getattr(e, "key", "")))
        ]
        return find(elements, shown[0] if shown else key)

    monkeypatch.setattr(ElementList, "__call__", found)


def ui_measures() -> list[Measure]:
    """Measures of the small programme, with relations: 2 excludes 3, and the rejected one requires 1."""
    excludes = Excludes(kind="excludes", measure="strict-access", source=source(), note=text("Dubbel."))
    requires = Requires(kind="requires", measure="school-coaches", source=source(), note=text("Nodig."))
    return [
        school_coaches(title=text("Schoolcoaches")),
        fewer_hours(title=text("Minder uren"), relations=(excludes,)),
        strict_access(title=text("Strenge toegang")),
        measure(
            "follow-up",
            title=text("Vervolg"),
            status="rejected",
            status_reason=text("Te duur."),
            relations=(requires,),
        ),
    ]


def programma(**changes) -> Scenario:
    """The scenario that the small app opens with: measures 1 and 3.

    Net by hand, in euros, for 2021 to 2024 (noord gets half):
    1: 50,000 100,000 100,000 100,000 less 40,000 a year; 3: 0 250,000 500,000 500,000 less
    10,000 50,000 50,000 0; together 0, 260,000, 510,000 and 560,000.
    """
    on = {name: MeasureSetting() for name in ("school-coaches", "strict-access")}
    return scenario(**{"id": "programma", "title": text("Klein plan"), "measures": on} | changes)


def write(path: Path, model: BaseModel) -> None:
    """Write a model as a file; JSON is YAML."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(model.model_dump(mode="json", exclude_defaults=True)), encoding="utf-8")


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the small programme with scenarios `programma` and `alles-uit`."""
    root = tmp_path_factory.mktemp("data")
    folder = root / "measures" / "small"
    write(folder / "programme.yaml", small_programme())
    for one in ui_measures():
        write(folder / f"{one.id}.yaml", one)
    scenarios = root / "scenarios" / "small"
    write(scenarios / "programma.yaml", programma())
    write(scenarios / "alles-uit.yaml", scenario(id="alles-uit", title=text("Alles uit"), measures={}))
    return root


@pytest.fixture(scope="session")
def small_catalogue(small_root):
    return load_catalogue(small_root / "measures" / "small")


@pytest.fixture(scope="session")
def shipped(small_root, small_catalogue):
    """The shipped scenarios of the small programme, by id."""
    paths = (small_root / "scenarios" / "small").glob("*.yaml")
    return {path.stem: load_scenario(path, small_catalogue) for path in sorted(paths)}


@pytest.fixture
def small_app(small_root, monkeypatch) -> Callable[..., AppTest]:
    """Open the app on the small programme; keywords are parameters of the address."""
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return opened


@pytest.fixture
def real_app(monkeypatch) -> Callable[..., AppTest]:
    """Open the app on the programme that is shipped; keywords are parameters of the address."""
    monkeypatch.delenv("KOERS_DATA", raising=False)
    monkeypatch.delenv("KOERS_PROGRAMME", raising=False)
    return opened


def opened(**parameters: str) -> AppTest:
    """Run the app once, as when somebody opens an address."""
    test = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in parameters.items():
        test.query_params[name] = value
    return checked(test.run())


def checked(test: AppTest) -> AppTest:
    """Check that nothing went wrong, and give the app back."""
    assert not test.exception, test.exception
    assert not test.error, [error.value for error in test.error]
    return test


def words(test: AppTest) -> str:
    """All text on the page, labels, options and tables included."""
    return "\n".join(text for part in (test.sidebar, test.main) for text in _texts(part))


def _texts(part):
    for element in part:
        if isinstance(element, Table):
            yield element.value.to_csv(sep=" ", index=False)
        proto = getattr(element, "proto", None)
        for field in ("body", "label", "value", "help", "alt"):
            found = getattr(proto, field, None)
            if isinstance(found, str) and found:
                yield found
        yield from map(str, getattr(proto, "options", ()))


def figures(test: AppTest) -> str:
    """The cards at the top, without markup."""
    return re.sub(r"<[^>]+>", " ", " ".join(e.proto.body for e in test.get("html"))).replace("\u00a0", " ")
