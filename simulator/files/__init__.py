"""YAML files and domain models: the only place where measures/ and scenarios/ are read.

A file is refused with one report of everything that is wrong with it: file, line, key, what was
found, what is expected and how to repair it. The steps, in order: `reading` (path to text),
`characters`, `yaml_reader` (text to data with lines), `validation` (data to a model) and
`simulator.consistency` (does it agree with the rest). `writing` goes the other way.
"""

from simulator.files.catalogue import load_catalogue, parse_measure
from simulator.files.folders import programmes, scenario_paths, validate
from simulator.files.new_programme import write_new_programme
from simulator.files.position import load_position, parse_position, position_paths
from simulator.files.reading import decode
from simulator.files.scenario import load_scenario, parse_scenario
from simulator.files.sweep import load_sweep, sweep_paths
from simulator.files.writing import dump_measure, dump_position, dump_scenario

__all__ = [
    "decode",
    "dump_measure",
    "dump_position",
    "dump_scenario",
    "load_catalogue",
    "load_position",
    "load_scenario",
    "load_sweep",
    "parse_measure",
    "parse_position",
    "parse_scenario",
    "position_paths",
    "programmes",
    "scenario_paths",
    "sweep_paths",
    "validate",
    "write_new_programme",
]
