"""Where parts are worked out: on processes of this machine, or on a Dask cluster that is there already."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Protocol

from simulator.errors import SweepError

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What tells the linear algebra how many threads to use."""

INSTALL = ".venv/bin/python -m pip install -r requirements.txt -r requirements/cluster.txt"

_GO_ON = "What is done has been kept: the same command goes on from there."


class Pool(Protocol):
    """Anything that can work parts out."""

    def open(self) -> AbstractContextManager[Executor]:
        """Give an executor, and put it away afterwards."""
        ...

    def explain(self, error: BaseException) -> str | None:
        """Say in words what went wrong with the place itself; None for an error of the work."""
        ...


@dataclass(frozen=True)
class Here:
    """Processes of this machine."""

    processes: int

    @contextmanager
    def open(self) -> Iterator[Executor]:
        """Start the processes, one thread each for the linear algebra; what waits is dropped at the end."""
        before = {name: os.environ.get(name) for name in THREADS}
        os.environ.update(dict.fromkeys(THREADS, "1"))
        # New processes, not copies: a copy of a process with threads may hang.
        context = multiprocessing.get_context("spawn")
        others = set(multiprocessing.active_children())
        executor = ProcessPoolExecutor(self.processes, context, initializer=follow_parent)
        try:
            yield executor
        except BaseException:
            # What they are at would be thrown away: nobody need wait for it.
            for process in set(multiprocessing.active_children()) - others:
                process.terminate()
            raise
        finally:
            executor.shutdown(cancel_futures=True)
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value

    def explain(self, error: BaseException) -> str | None:
        """Say in words that a process died."""
        if isinstance(error, BrokenProcessPool):
            return (
                f"a process that worked on the sweep died, perhaps for lack of memory: try fewer than "
                f"{self.processes} processes. {_GO_ON}"
            )
        return None


def follow_parent() -> None:
    """Make this process end with the one that started it, also when that is killed and can't say so."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # only processes that were started for it call this
    # Ctrl-C reaches all; the parent tells what happens.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@dataclass(frozen=True)
class Cluster:
    """An existing Dask cluster, whose scheduler and workers can import this same Koers."""

    address: str
    """Of the scheduler, say ``tcp://10.0.0.5:8786``."""
    timeout: float = 10.0
    """Seconds to wait for an answer."""

    @contextmanager
    def open(self) -> Iterator[Executor]:
        """Connect to the scheduler.

        Raises
        ------
        SweepError
            If Dask is not installed here, no scheduler answers, or its cluster cannot do the work.
        """
        try:
            from distributed import Client

            connect: Any = Client  # which has no types of its own
        except ModuleNotFoundError:
            raise SweepError(
                "found no Dask here; expected the package 'distributed', which a sweep on a cluster needs. "
                f"Install it: {INSTALL}. Or leave --scheduler out, to use the processes of this machine"
            ) from None
        try:
            client: Any = connect(self.address, timeout=self.timeout, set_as_default=False)
        except (OSError, ValueError) as error:
            raise SweepError(
                f"found no Dask scheduler at '{self.address}' ({error}); expected the address of one that "
                "runs, like tcp://10.0.0.5:8786. Check the address and the network"
            ) from None
        with client:
            self._check(client)
            # Not pure: a part that is asked for again is worked out again, whatever the cluster remembers.
            executor: Executor = client.get_executor(pure=False)
            yield executor

    def _check(self, client: Any) -> None:  # noqa: ANN401
        """Refuse a cluster without workers, or without Koers: it would wait for ever, or lose its workers."""
        try:
            client.wait_for_workers(1, timeout=self.timeout)
        except TimeoutError:
            raise SweepError(
                f"found no workers at '{self.address}'; expected at least one. Start one: "
                f"PYTHONPATH=<folder of the checkout> dask worker {self.address}"
            ) from None
        # A function that is there everywhere, asked for where Koers may not be.
        found = client.run(find_spec, "simulator") | {
            "scheduler": client.run_on_scheduler(find_spec, "simulator")
        }
        if without := [place for place, spec in found.items() if spec is None]:
            raise SweepError(
                f"found no Koers at {', '.join(without)}; expected one checkout of this version where the "
                "scheduler and all workers run. Start them there with PYTHONPATH=<folder of the checkout>"
            )

    def explain(self, error: BaseException) -> str | None:
        """Say in words what is wrong with the cluster."""
        if isinstance(error, CancelledError | OSError):
            return f"the connection with the scheduler at '{self.address}' was lost. {_GO_ON}"
        if type(error).__name__ == "KilledWorker":
            return (
                f"a part of the sweep was lost time and again, because the workers that had it died: see "
                f"their logs. {_GO_ON}"
            )
        return None
