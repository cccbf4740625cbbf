"""A sweep from beginning to end: resumed, refused, and never twice the same part."""

import pyarrow.parquet as pq
import pytest

from simulator.errors import SweepError
from simulator.sweep import run_sweep, sweeping
from tests.sweep.samples import CATALOGUE, SCENARIOS, InlinePool, future, sweep


def worked_out(to, pool=None, chosen=None, **options):
    return run_sweep(chosen or sweep(), CATALOGUE, SCENARIOS, to, pool or InlinePool(), **options)


@pytest.fixture(autouse=True)
def one_at_a_time(monkeypatch):
    """Hand one part out at a time, so that a test knows how many are kept when something dies."""
    monkeypatch.setattr(sweeping, "AHEAD", 1)


@pytest.fixture
def whole(tmp_path):
    """The bytes of the results of a sweep that nothing interrupted."""
    path = tmp_path / "whole.parquet"
    worked_out(path)
    return path.read_bytes()


def test_the_results_are_one_file_and_nothing_beside_it(tmp_path):
    outcome = worked_out(tmp_path / "a.parquet")
    table = pq.read_table(tmp_path / "a.parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]
    assert table.num_rows == outcome.rows == 5 * 4 * 4
    assert (outcome.runs, outcome.parts, outcome.kept) == (20, 5, 0)


@pytest.mark.parametrize("dies_after", range(5))
def test_a_sweep_that_was_stopped_goes_on_where_it_was(tmp_path, whole, dies_after):
    path = tmp_path / "a.parquet"
    with pytest.raises(KeyboardInterrupt):
        worked_out(path, first := InlinePool(dies_after))
    assert not path.exists()
    seen = []
    outcome = worked_out(path, second := InlinePool(), progress=lambda *done: seen.append(done))
    assert outcome.kept == len(first.asked) == dies_after
    assert not set(first.asked) & set(second.asked)
    assert len(first.asked + second.asked) == 5
    # Five combinations for the region and three municipalities.
    assert seen == [(4 * done, 20) for done in range(dies_after, 6)]
    assert path.read_bytes() == whole


def test_a_sweep_that_is_done_does_nothing(tmp_path, whole):
    path = tmp_path / "whole.parquet"
    outcome = worked_out(path, pool := InlinePool())
    assert (pool.asked, outcome.kept) == ([], 5)
    assert path.read_bytes() == whole


def test_a_part_that_cannot_be_read_is_worked_out_again(tmp_path, whole):
    path = tmp_path / "a.parquet"
    with pytest.raises(KeyboardInterrupt):
        worked_out(path, InlinePool(dies_after=3))
    folder = tmp_path / "a.parquet.parts"
    first, *_ = sorted(folder.iterdir())
    first.write_bytes(first.read_bytes()[:-20])
    (folder / ".000004.parquet.x.writing").write_bytes(b"PAR1")
    assert worked_out(path).kept == 2
    assert path.read_bytes() == whole


def test_a_part_that_was_not_yet_in_its_place_is_worked_out_again(tmp_path, whole):
    """Killed after the last byte of a part and before it got its name: complete, and yet not there."""
    path = tmp_path / "a.parquet"
    with pytest.raises(KeyboardInterrupt):
        worked_out(path, InlinePool(dies_after=3))
    last = tmp_path / "a.parquet.parts" / "000002.parquet"
    last.rename(last.with_name(".000002.parquet.x.writing"))
    assert worked_out(path).kept == 2
    assert path.read_bytes() == whole
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.parquet", "whole.parquet"]


def test_what_was_left_when_the_end_was_cut_off_is_cleared_away(tmp_path, whole):
    """Killed while the parts were put together, or after that and before they were removed."""
    path, folder = tmp_path / "a.parquet", tmp_path / "a.parquet.parts"
    with pytest.raises(KeyboardInterrupt):
        worked_out(path, InlinePool(dies_after=3))
    (tmp_path / ".a.parquet.x.writing").write_bytes(whole[:-20])
    parts = {file.name: file.read_bytes() for file in folder.iterdir()}
    worked_out(path)
    folder.mkdir()
    for name, data in parts.items():
        (folder / name).write_bytes(data)
    assert worked_out(path).kept == 5
    assert path.read_bytes() == whole
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.parquet", "whole.parquet"]


def test_another_sweep_is_not_written_over_or_mixed_with(tmp_path, whole):
    other = sweep(id="another", seed=9)
    with pytest.raises(SweepError, match=r"found sweep 'a-sweep' with another sweep, sweep_id in .*--anew"):
        worked_out(tmp_path / "whole.parquet", chosen=other)
    assert (tmp_path / "whole.parquet").read_bytes() == whole
    halfway = tmp_path / "half.parquet"
    with pytest.raises(KeyboardInterrupt):
        worked_out(halfway, InlinePool(dies_after=2))
    with pytest.raises(SweepError, match="found sweep 'a-sweep'"):
        worked_out(halfway, chosen=other)
    assert worked_out(halfway, chosen=other, anew=True).kept == 0


def test_a_file_that_is_no_sweep_is_left_alone(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_text("mine")
    with pytest.raises(SweepError, match="found a file that is no sweep"):
        worked_out(path)
    assert path.read_text() == "mine"


def test_an_error_of_the_work_is_told_as_it_is(tmp_path):
    class Failing(InlinePool):
        def open(self):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        worked_out(tmp_path / "a.parquet", Failing())


def test_the_file_says_what_it_is_of(tmp_path):
    outcome = worked_out(tmp_path / "a.parquet", chosen=sweep(futures={"one": future()}))
    told = pq.read_schema(tmp_path / "a.parquet").metadata[b"koers"].decode()
    assert outcome.sweep_id in told
    assert CATALOGUE.version in told
