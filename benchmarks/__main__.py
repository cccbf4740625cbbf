"""`python -m benchmarks`: measure the engine and print one table."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from benchmarks.accuracy import accuracy
from benchmarks.analysis import counting_against_adding, indices_against_run, packages_against_adding
from benchmarks.cases import SCENARIOS, case
from benchmarks.engine import against_floor
from benchmarks.latency import latency, tick_against_run
from benchmarks.memory import peaks
from benchmarks.start import ENGINE, RUN, importing_against_numpy
from benchmarks.timing import Ratio

SUBJECTS = ("time", "latency", "memory", "accuracy", "analysis", "start")

SMALL, LARGE, HUGE, REFERENCE = 10_000, 100_000, 1_000_000, 10_000_000


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    measured: float
    unit: str
    spread: str = ""
    """What the figure rests on."""
    hold: float | None = None
    """Not met: `--check` fails."""
    aim: float | None = None
    more_is_better: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure meets what it must."""
        if self.hold is None:
            return True
        return self.measured >= self.hold if self.more_is_better else self.measured <= self.hold


def rows(subjects: Sequence[str], pairs: int, scale: float, *, exact: bool = False) -> Iterator[Row]:
    """Measure, line by line.

    Parameters
    ----------
    subjects : sequence of str
        Which of `SUBJECTS`.
    pairs : int
        Pairs of runs behind a ratio.
    scale : float
        Part of the usual number of draws; below 1 the figures mean nothing, and it is quick.
    exact : bool
        Whether the reference for accuracy has exact quantile functions.
    """
    measure = {
        **{"time": _time, "latency": _latency, "memory": _memory},
        **{"analysis": _analysis, "start": _start},
    }
    for subject in subjects:
        found = measure[subject](pairs, scale) if subject in measure else _accuracy(scale, exact=exact)
        yield from found


def _time(pairs: int, scale: float) -> Iterator[Row]:
    for name in SCENARIOS:
        for draws, hold, aim in ((SMALL, None, None), (LARGE, 0.25, 0.12)):
            found = against_floor(case(name), int(draws * scale), pairs if draws == LARGE else 3 * pairs)
            yield Row(
                f"full run / floor, {name}, {draws:,} draws", found.ratio, "x", _spread(found), hold, aim
            )


def _latency(pairs: int, scale: float) -> Iterator[Row]:
    for name in SCENARIOS:
        found = latency(case(name), int(SMALL * scale), 3 * pairs)
        parts = f"simulate {_ms(found.simulate)}, summarise {_ms(found.summarise)}"
        yield Row(f"one change, {name}, {SMALL:,} draws", found.total * 1e3, "ms", parts)
        yield Row(f"of which compile, {name}", found.compile * 1e3, "ms", aim=4.0)
        for draws, hold, aim in ((SMALL, 0.35, 0.22), (LARGE, 0.18, 0.11)):
            tick = tick_against_run(case(name), int(draws * scale), pairs)
            what = f"slider tick / full run, {name}, {draws:,} draws"
            yield Row(what, tick.ratio, "x", _spread(tick), hold, aim)


def _memory(pairs: int, scale: float) -> Iterator[Row]:
    for name in SCENARIOS:
        draws = int(HUGE * scale)
        bare, found, double = peaks(name, 0, draws, 2 * draws)
        spread = f"{bare:.0f} MiB before the run"
        yield Row(f"peak memory, {name}, {HUGE:,} draws", found, "MiB", spread, hold=1024.0)
        yield _further(f"memory per further draw, {name}", draws, found, double)
        bare, found, double = peaks(name, 0, draws, 2 * draws, net=True)
        what = f"peak memory of the net saving of one view, above what is loaded, {name}, {HUGE:,} draws"
        yield Row(what, found - bare, "MiB", hold=114.0)
        yield _further(f"memory per further draw of that, {name}", draws, found, double, hold=50.0)


def _further(what: str, draws: int, found: float, double: float, hold: float | None = None) -> Row:
    """Memory per draw beyond so many, from the peaks with so many and with twice as many."""
    spread = f"{double:.0f} MiB with twice as many"
    return Row(what, (double - found) * 2**20 / draws, "B", spread, hold)


def _accuracy(scale: float, *, exact: bool) -> Iterator[Row]:
    for name in SCENARIOS:
        seeds = 30 if scale == 1.0 else 2
        found = accuracy(case(name), int(SMALL * scale), seeds, int(REFERENCE * scale), exact=exact)
        errors = ", ".join(f"{error:.2%}" for error in found.error)
        what = f"error of P10, P50, P90, {name}, {SMALL:,} draws"
        rests = f"{errors} of the 80% interval; {seeds} seeds, the worst of them {np.max(found.worst):.2%}"
        against = f"{int(REFERENCE * scale):,} {'exact draws' if exact else 'draws'}"
        yield Row(what, float(np.max(found.error)) * 100, "%", f"{rests}; against {against}")
        worth = ", ".join(f"{ratio:.1f}" for ratio in found.variance_ratio)
        what = f"plain draws that a draw is worth, {name}"
        yield Row(what, float(np.min(found.variance_ratio)), "x", worth, more_is_better=True)


def _analysis(pairs: int, scale: float) -> Iterator[Row]:
    for name in SCENARIOS:
        found = packages_against_adding(case(name), scale, max(1, pairs // 3))
        what = f"all packages / adding alone, {name}"
        yield Row(what, found.ratio, "x", _spread(found), hold=4.0, aim=1.6)
        found = counting_against_adding(case(name), scale, max(1, pairs // 3))
        what = f"of which counting who makes the task / adding alone, {name}"
        yield Row(what, found.ratio, "x", _spread(found), hold=1.6)
        found = indices_against_run(case(name), int(LARGE * scale), max(1, pairs // 3))
        what = f"first-order indices / run, {name}, {LARGE:,} draws"
        yield Row(what, found.ratio, "x", _spread(found), hold=0.8, aim=0.5)


def _start(pairs: int, scale: float) -> Iterator[Row]:
    del scale  # an import is as large as it is
    for module, hold in ((ENGINE, 4.0), (RUN, None)):
        found = importing_against_numpy(module, pairs)
        yield Row(f"importing {module} / NumPy alone", found.ratio, "x", _spread(found), hold)


def _spread(found: Ratio) -> str:
    """Say between what the ratios of the pairs lie, and what both took."""
    return f"{found.low:.2f} to {found.high:.2f}; {_ms(found.seconds)} / {_ms(found.base)}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms"


def table(found: Sequence[Row]) -> str:
    """Write the lines as a Markdown table."""
    head = ("", "measured", "hold", "aim", "")
    body = [
        (row.what, f"{row.measured:.3g} {row.unit}", _goal(row.hold, row), _goal(row.aim, row), row.spread)
        for row in found
    ]
    return "\n".join(
        "| " + " | ".join(cells) + " |" for cells in (head, ("---", "---:", "---:", "---:", "---"), *body)
    )


def _goal(goal: float | None, row: Row) -> str:
    if goal is None:
        return ""
    return f"{'≥' if row.more_is_better else '≤'} {goal:g} {row.unit}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", help=f"of {', '.join(SUBJECTS)}; left out: all")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a figure that must hold doesn't")
    parser.add_argument("--pairs", type=int, default=9, help="pairs of runs behind a ratio (default: 9)")
    parser.add_argument("--scale", type=float, default=1.0, help="part of the usual draws, to try it out")
    parser.add_argument(
        "--exact", action="store_true", help="accuracy against exact quantile functions; takes half an hour"
    )
    options = parser.parse_args(arguments)
    if unknown := set(options.subjects) - set(SUBJECTS):
        parser.error(f"found {', '.join(sorted(unknown))}; expected {', '.join(SUBJECTS)}")
    load = os.getloadavg()[0]
    found = list(rows(options.subjects or SUBJECTS, options.pairs, options.scale, exact=options.exact))
    if options.json:
        figures = [asdict(row) | {"holds": row.holds} for row in found]
        print(json.dumps({"load": load, "rows": figures}, indent=2))
    else:
        print(table(found))
        print(f"\nMedians of {options.pairs} interleaved pairs or more; load {load:.1f} at the start.")
    missed = [row.what for row in found if not row.holds]
    if options.check and missed:
        print("Doesn't hold: " + "; ".join(missed), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
