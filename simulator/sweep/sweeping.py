"""A sweep from beginning to end, or from where it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from pathlib import Path

from simulator import __version__
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.domain.sweep import Sweep
from simulator.errors import SimulatorError, SweepError
from simulator.sweep.parts import Parts, parts_of
from simulator.sweep.pools import Pool
from simulator.sweep.store import Store
from simulator.sweep.work import Row, work_out

AHEAD = 64
"""Parts that are handed out and not yet back, at most: enough for a large cluster, and few enough to hold."""

Progress = Callable[[int, int], None]
"""Called with the number of runs done and the number to do."""


@dataclass(frozen=True)
class Outcome:
    """What a sweep came to."""

    sweep_id: str
    runs: int
    """Combinations times municipalities."""
    rows: int
    """Rows of the results: runs times years."""
    parts: int
    kept: int
    """Parts that were there already."""


def run_sweep(
    sweep: Sweep,
    catalogue: Catalogue,
    scenarios: Mapping[str, Scenario],
    to: Path,
    pool: Pool,
    *,
    progress: Progress | None = None,
    anew: bool = False,
) -> Outcome:
    """Work a sweep out, as far as that has not been done.

    Parameters
    ----------
    sweep : Sweep
        What to work out; checked against catalogue and scenarios.
    catalogue : Catalogue
        The programme with its measures.
    scenarios : mapping of str to Scenario
        Those that the sweep builds on, by id.
    to : Path
        File for the results. While they are made, parts stand in a folder beside it.
    pool : Pool
        Where the work is done.
    progress : callable, optional
        Called at the start and whenever a part is done.
    anew : bool
        True removes what is there already, of this sweep or of another.

    Returns
    -------
    Outcome
        The same file for the same sweep, to the last byte, however often it was stopped.

    Raises
    ------
    SweepError
        If `to` holds something else, or the place where the work is done fails.
    ScenarioError
        If that place has another version of Koers.
    """
    parts = parts_of(sweep, catalogue, scenarios)
    store = Store(to, sweep.id, parts.sweep_id, catalogue.version, len(parts.combinations))
    if anew:
        store.forget()
    if store.is_complete():
        kept = set(range(len(parts.combinations)))
        store.clear()
        rows = store.rows()
    else:
        kept = store.kept()
        _work_on(parts, catalogue, store, pool, kept, progress)
        rows = store.finish()
    return Outcome(parts.sweep_id, parts.runs, rows, len(parts.combinations), len(kept))


def _work_on(
    parts: Parts,
    catalogue: Catalogue,
    store: Store,
    pool: Pool,
    kept: set[int],
    progress: Progress | None,
) -> None:
    """Work out the parts that are not there, and keep each as soon as it is."""
    size = [len(chosen) * len(parts.municipalities) for chosen in parts.combinations]
    done = sum(size[part] for part in kept)
    missing = [part for part in range(len(size)) if part not in kept]
    if progress is not None:
        progress(done, parts.runs)
    if not missing:
        return
    try:
        with pool.open() as executor:
            for part, rows in _results(executor, parts, catalogue, missing):
                store.keep(part, rows)
                done += size[part]
                if progress is not None:
                    progress(done, parts.runs)
    except SimulatorError:
        raise
    except Exception as error:
        if (told := pool.explain(error)) is not None:
            raise SweepError(told) from error
        raise


def _results(
    executor: Executor, parts: Parts, catalogue: Catalogue, missing: Sequence[int]
) -> Iterator[tuple[int, list[Row]]]:
    """Give each missing part once, as they come back."""
    waiting: dict[Future[list[Row]], int] = {}
    ahead = iter(missing)
    while True:
        while len(waiting) < AHEAD and (part := next(ahead, None)) is not None:
            chosen = parts.combinations[part]
            asked = executor.submit(work_out, catalogue, chosen, parts.municipalities, __version__)
            waiting[asked] = part
        if not waiting:
            return
        for back in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(back), back.result()
