import jsonschema
import pytest

from simulator.files.yaml_reader import read_yaml
from simulator.schema import KINDS, json_schema
from tests.catalogue.shipped import ROOT
from tests.files.support import TEXTS

POSITION = ROOT / "scenarios/gooi-en-vechtstreek-2021/positions/zienswijze-hilversum.yaml"
SWEEP = ROOT / "scenarios/gooi-en-vechtstreek-2021/sweeps/gemeenten-en-toekomsten.yaml"
GOOD = TEXTS | {"position": POSITION.read_text("utf-8"), "sweep": SWEEP.read_text("utf-8")}


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_valid_and_accepts_the_good_file(kind):
    schema = json_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = read_yaml(GOOD[kind], kind).data
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_schema_refuses_an_unknown_key_and_describes_every_field(kind):
    schema = json_schema(kind)
    data = read_yaml(GOOD[kind], kind).data | {"unknown_key": 1}
    assert not jsonschema.Draft202012Validator(schema).is_valid(data)
    models = [schema, *(part for part in schema["$defs"].values() if "properties" in part)]
    bare = [
        (model["title"], name)
        for model in models
        for name, field in model["properties"].items()
        if "description" not in field
    ]
    assert bare == []
