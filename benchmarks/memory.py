"""Peak memory of a run, in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from benchmarks.cases import case
from benchmarks.engine import full_run, net_run

FULL, NET = "full", "net"

_ROOT = Path(__file__).resolve().parents[1]


def peaks(scenario: str, *draws: int, net: bool = False) -> list[float]:
    """Peak resident memory of a fresh process after each of some runs, in MiB.

    Parameters
    ----------
    scenario : str
        Id of a shipped scenario.
    draws : int
        Number of draws of each run, from few to many; 0 loads and compiles, and runs nothing.
    net : bool
        Runs of the net saving alone, in place of full ones.
    """
    kind = NET if net else FULL
    command = [sys.executable, "-m", "benchmarks.memory", kind, scenario, *map(str, draws)]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    return [float(line) for line in done.stdout.split()]


def own_peak() -> float:
    """Peak resident memory of this process so far, in MiB.

    Not `ru_maxrss` where Linux has better: that knows the peak of the process that started this one too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 2**10
    peak_size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_size / (2**20 if sys.platform == "darwin" else 2**10)


def main(kind: str, scenario: str, *sizes: str) -> None:
    """Run, and print the peak so far after each run."""
    loaded, run = case(scenario), {FULL: full_run, NET: net_run}[kind]
    for draws in map(int, sizes):
        if draws:
            run(loaded, draws)
        print(own_peak())


if __name__ == "__main__":
    main(*sys.argv[1:])
