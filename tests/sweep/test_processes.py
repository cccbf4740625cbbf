"""Sweeps on processes that really die: of this machine, and of a Dask cluster on it."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from simulator.errors import SweepError
from simulator.sweep import Cluster, Here, run_sweep
from simulator.sweep.pools import THREADS
from tests.factories import text
from tests.sweep.samples import CATALOGUE, SCENARIOS, future, sweep

PROJECT = Path(__file__).resolve().parents[2]
SWEEP = """
id: many
programme: gooi-en-vechtstreek-2021
title: {nl: Veel, en: Many}
summary: {nl: Veel, en: Many}
municipalities: [region, hilversum]
draws: 2000
packages:
  all: {title: {nl: A, en: A}, scenario: programma}
  other: {title: {nl: B, en: B}, scenario: zienswijze-hilversum}
futures:
"""


def many():
    """A sweep of 16 parts that takes a second or two."""
    futures = {f"f{number}": future(growth_shift=number / 1000) for number in range(8)}
    return sweep(title=text("Veel"), futures=futures, scenarios=(), draws=20_000)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The results of `many`, by one process that nothing happens to."""
    path = tmp_path_factory.mktemp("whole") / "whole.parquet"
    run_sweep(many(), CATALOGUE, SCENARIOS, path, Here(1))
    return path.read_bytes()


def parts(path):
    return len(list(path.with_name(f"{path.name}.parts").glob("[0-9]*.parquet")))


def until(found, seconds=60.0):
    """Wait until something is there."""
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.002)


@pytest.mark.slow
def test_two_processes_give_what_one_gives(tmp_path, whole):
    path, before = tmp_path / "a.parquet", dict(os.environ)
    outcome = run_sweep(many(), CATALOGUE, SCENARIOS, path, Here(2))
    assert (outcome.parts, outcome.kept) == (16, 0)
    assert path.read_bytes() == whole
    assert dict(os.environ) == before


@pytest.mark.slow
def test_a_process_has_one_thread_for_linear_algebra_and_who_stops_does_not_wait_for_it():
    with pytest.raises(KeyboardInterrupt), Here(1).open() as executor:
        # Told before it starts: libraries look only then.
        assert {executor.submit(os.getenv, name).result() for name in THREADS} == {"1"}
        executor.submit(time.sleep, 600)
        start = time.monotonic()
        raise KeyboardInterrupt
    assert time.monotonic() - start < 60


@pytest.mark.slow
def test_when_a_process_dies_it_is_told_and_the_sweep_goes_on_afterwards(tmp_path, whole):
    class Murdered(Here):
        """Its first process is killed when a part is done."""

        def open(self):
            return killed(super().open(), lambda: parts(path))

    path = tmp_path / "a.parquet"
    with pytest.raises(SweepError, match="died, perhaps for lack of memory: try fewer than 2"):
        run_sweep(many(), CATALOGUE, SCENARIOS, path, Murdered(2))
    assert 0 < parts(path) < 16
    outcome = run_sweep(many(), CATALOGUE, SCENARIOS, path, Here(2))
    assert 0 < outcome.kept < 16
    assert path.read_bytes() == whole


@contextmanager
def killed(opened, when):
    """An executor of which the first process is killed as soon as something is there."""
    with opened as executor:

        def kill():
            until(when)
            os.kill(next(iter(executor._processes)), signal.SIGKILL)

        threading.Thread(target=kill, daemon=True).start()
        yield executor


@pytest.mark.slow
def test_a_command_that_is_killed_leaves_no_process_and_goes_on_to_the_same_file(tmp_path):
    file = tmp_path / "many.yaml"
    lines = [f"  f{n}: {{title: {{nl: F, en: F}}, scenario: programma, overlap: 0.{n:02}}}" for n in range(8)]
    file.write_text(SWEEP + "\n".join(lines) + "\n", "utf-8")
    command = [sys.executable, "-m", "simulator", "sweep", str(file), "--root", str(PROJECT)]

    def start(path):
        return subprocess.Popen([*command, "--to", str(path)], cwd=PROJECT, stderr=subprocess.PIPE, text=True)

    killed, straight = tmp_path / "killed.parquet", tmp_path / "straight.parquet"
    running = start(killed)
    until(lambda: parts(killed) >= 2)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    running.kill()
    running.communicate()
    assert not killed.exists()
    assert 2 <= parts(killed) < 16
    until(lambda: not any(Path(f"/proc/{child}/stat").exists() for child in children), 10.0)

    first, second = start(killed), start(straight)
    told = first.communicate()[1], second.communicate()[1]
    assert (first.returncode, second.returncode) == (0, 0), told
    assert "were there already" in told[0]
    assert "were there already" not in told[1]
    assert killed.read_bytes() == straight.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "killed.parquet",
        "many.yaml",
        "straight.parquet",
    ]


@pytest.mark.slow
def test_a_cluster_loses_a_worker_halfway_and_nothing_with_it(tmp_path, whole):
    distributed = pytest.importorskip("distributed")
    path = tmp_path / "a.parquet"
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        victim = next(iter(cluster.workers.values())).pid

        def kill():
            until(lambda: parts(path))
            os.kill(victim, signal.SIGKILL)

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        seen = []
        outcome = run_sweep(
            many(),
            CATALOGUE,
            SCENARIOS,
            path,
            Cluster(cluster.scheduler_address),
            progress=lambda done, _: seen.append(done),
        )
        killer.join(10)
        assert victim not in {worker.pid for worker in cluster.workers.values()}
    assert (outcome.parts, outcome.kept) == (16, 0)
    # 16 combinations, one to a part, for the region and three municipalities: each part counts once.
    assert seen == list(range(0, 65, 4))
    assert path.read_bytes() == whole


def test_without_a_scheduler_it_says_so(tmp_path):
    pytest.importorskip("distributed")
    with pytest.raises(SweepError, match=r"found no Dask scheduler at 'tcp://127\.0\.0\.1:9'"):
        run_sweep(
            sweep(), CATALOGUE, SCENARIOS, tmp_path / "a.parquet", Cluster("tcp://127.0.0.1:9", timeout=0.2)
        )


def test_without_dask_it_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SweepError, match=r"Install it: .*requirements/cluster\.txt"):
        run_sweep(sweep(), CATALOGUE, SCENARIOS, tmp_path / "a.parquet", Cluster("tcp://127.0.0.1:9"))


class Client:
    """A cluster with a worker that has Koers, and one that may not."""

    def __init__(self, workers=1, other="spec"):
        self._workers, self._other = workers, other

    def wait_for_workers(self, number, timeout):
        if self._workers < number:
            raise TimeoutError

    def run(self, _, name):
        return {"tcp://a": "spec", "tcp://b": self._other}

    def run_on_scheduler(self, _, name):
        return "spec"


def test_a_cluster_that_cannot_do_the_work_is_told_apart_from_one_that_can():
    cluster = Cluster("tcp://127.0.0.1:9")
    cluster._check(Client())
    with pytest.raises(SweepError, match="found no workers"):
        cluster._check(Client(workers=0))
    with pytest.raises(SweepError, match=r"found no Koers at tcp://b; expected .* PYTHONPATH"):
        cluster._check(Client(other=None))
    assert cluster.explain(ZeroDivisionError()) is None


def test_a_cluster_on_which_a_part_dies_time_and_again_is_told_apart():
    scheduler = pytest.importorskip("distributed.scheduler")
    killed = scheduler.KilledWorker("part-3", None, 3)
    assert "died" in Cluster("tcp://127.0.0.1:9").explain(killed)
    assert "connection" in Cluster("tcp://127.0.0.1:9").explain(ConnectionResetError())
