"""Two people who export at the same time: each gets their own file, whole and right."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import openpyxl
import pytest

from simulator.analysis.budget import BudgetOptions
from simulator.analysis.run import run
from simulator.cli.export import write_whole
from simulator.export.budget_tables import reader_tables
from simulator.export.csv_tables import joined_dutch_csv, tables_as_dict
from simulator.export.workbook import workbook_bytes
from tests.factories import scenario, small_catalogue

TIMES = 3
# Another scenario, view, unit and sign convention for each of two people.
WISHES = {
    "a": (scenario(draws=400), BudgetOptions()),
    "b": (
        scenario("school-coaches", draws=400, municipality="noord"),
        BudgetOptions(unit=1000, convention="minus_is_cost"),
    ),
}


def workbook(made, options):
    return workbook_bytes(made, options)


def dutch_csv(made, options):
    return joined_dutch_csv(reader_tables(made, options))


def as_json(made, options):
    return json.dumps(tables_as_dict(made, options)).encode()


def exported(write, name, barrier=None):
    chosen, options = WISHES[name]
    if barrier is not None:
        barrier.wait(timeout=30)
    return write(run(small_catalogue(), chosen), options)


@pytest.mark.parametrize("write", [workbook, dutch_csv, as_json])
def test_each_gets_what_they_would_have_got_alone(write):
    """A file is made in memory, for one run: the bytes are the same as without a neighbour."""
    alone = {name: exported(write, name) for name in WISHES}
    assert alone["a"] != alone["b"]
    for _ in range(TIMES):
        barrier = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            busy = {name: pool.submit(exported, write, name, barrier) for name in WISHES}
            together = {name: made.result(timeout=60) for name, made in busy.items()}
        assert together == alone


def test_each_workbook_names_its_own_run():
    barrier = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        busy = {name: pool.submit(exported, workbook, name, barrier) for name in WISHES}
        books = {n: openpyxl.load_workbook(io.BytesIO(b.result(timeout=60))) for n, b in busy.items()}
    for name, book in books.items():
        made = run(small_catalogue(), WISHES[name][0])
        assert made.run_id in book.properties.subject
        assert book["Leeswijzer"] is not None


def test_two_that_write_to_one_path_leave_one_whole_file(tmp_path):
    target = tmp_path / "begroting.csv"
    texts = {name: name.encode() * 2_000_000 for name in WISHES}
    barrier = Barrier(2)

    def write(name):
        barrier.wait(timeout=30)
        write_whole(target, texts[name])

    for _ in range(TIMES):
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(write, WISHES))
        assert target.read_bytes() in texts.values()
        assert list(tmp_path.iterdir()) == [target]
