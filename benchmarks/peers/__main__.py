"""`python -m benchmarks.peers`: Koers beside other tools on the same sum; `make peers` runs it.

First all must agree: Koers, straight NumPy and plain Python to the euro on the same draws, and everyone with
a run of straight NumPy on a million draws, within chance. Only then is anything timed. Times are of the
processor, in one thread, in turns with drawing the numbers alone. Everyone starts from the scenario, or what
stands for it, and ends with percentiles; Koers keeps the ranks of a seed from run to run, and with a new seed
makes them first. With the plan kept it starts where the full run of `make bench` does.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import count

from benchmarks.peers import agreement, ema, floor, koers, monaco_cases, plain, squiggle, straight
from benchmarks.peers.report import Row, table
from benchmarks.peers.workload import Outcome
from benchmarks.timing import ratio_of

FEW, MANY = 10_000, 100_000

Work = Callable[[int, int], Outcome]
"""Does the whole sum, given the number of draws and a seed."""


@dataclass(frozen=True)
class Peer:
    """One way to do the sum."""

    name: str
    run: Work
    fast: bool
    """Whether it is timed on many draws too; what works draw by draw takes the same time for each."""


def peers() -> list[Peer]:
    """Everyone, Koers first."""
    seeds = count(1)
    squigglepy = f"squigglepy {version('squigglepy')}"
    return [
        Peer("Koers", koers.run, fast=True),
        Peer("Koers, the plan kept", koers.run_planned, fast=True),
        Peer("Koers, a new seed", lambda draws, _: koers.run(draws, next(seeds)), fast=True),
        Peer("Koers, without tables", koers.run_exact, fast=True),
        Peer("straight NumPy", straight.run, fast=True),
        Peer(f"{squigglepy}, whole samples, sum in NumPy", squiggle.run_whole, fast=True),
        Peer("plain Python", plain.run, fast=False),
        Peer(f"EMA Workbench {version('ema_workbench')}", ema.run, fast=False),
        Peer(f"monaco {version('monaco')}", monaco_cases.run, fast=False),
        Peer(f"{squigglepy}, a function draw by draw", squiggle.run_each, fast=False),
    ]


def check(everyone: Sequence[Peer], draws: int, reference_draws: int) -> dict[str, float]:
    """Let everyone do the sum, and hold it against the reference: standard errors by name.

    Raises
    ------
    SystemExit
        If somebody does another sum.
    """
    for name, euros in agreement.differences_on_same_draws().items():
        print(f"{name} and straight NumPy on the same draws: at most EUR {euros:.2g} apart", file=sys.stderr)
        if euros > agreement.EUROS:
            sys.exit(f"{name} does another sum")
    known = agreement.reference(reference_draws)
    found = {}
    for peer in everyone:
        found[peer.name] = agreement.furthest(peer.run(draws, 2021), draws, known)
        print(f"{peer.name}: {found[peer.name]:.1f} standard errors from the reference", file=sys.stderr)
        if found[peer.name] > agreement.STANDARD_ERRORS:
            sys.exit(f"{peer.name} does another sum")
    return found


def measure(everyone: Sequence[Peer], apart: dict[str, float], draws: int, pairs: int) -> Iterator[Row]:
    """Time everyone against the floor, Koers first."""
    of_koers = None
    for peer in everyone:
        # What takes a minute is measured less often.
        often = pairs if peer.fast else max(1, pairs // 3)
        found = ratio_of(lambda peer=peer: peer.run(draws, 2021), lambda: floor.run(draws, 2021), often)
        of_koers = of_koers or found.ratio
        yield Row(
            peer.name,
            draws,
            found.seconds,
            found.ratio,
            found.low,
            found.high,
            found.ratio / of_koers,
            apart[peer.name],
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--pairs", type=int, default=9, help="pairs of runs behind a ratio (default: 9)")
    parser.add_argument("--scale", type=float, default=1.0, help="part of the usual draws, to try it out")
    options = parser.parse_args(arguments)
    load = os.getloadavg()[0]
    few, many = int(FEW * options.scale), int(MANY * options.scale)
    everyone = peers()
    apart = check(everyone, few, int(agreement.REFERENCE_DRAWS * options.scale))
    rows = [*measure(everyone, apart, few, options.pairs)]
    rows += measure([peer for peer in everyone if peer.fast], apart, many, options.pairs)
    if options.json:
        print(json.dumps({"load": load, "rows": [asdict(row) for row in rows]}, indent=2))
    else:
        print(table(rows))
        often = f"{options.pairs} interleaved pairs, of what is slow {max(1, options.pairs // 3)}"
        print(f"\nMedians of {often}; load {load:.1f} at the start.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
