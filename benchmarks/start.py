"""What it takes to start: importing Koers without its screens, against importing NumPy alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.timing import Ratio, ratio_between

ENGINE = "simulator.engine.project"
"""The engine alone."""
RUN = "simulator.analysis.run"
"""What a run from files to tables needs."""
NUMPY = "numpy"

_ROOT = Path(__file__).resolve().parents[1]


def importing_against_numpy(module: str, pairs: int) -> Ratio:
    """Processor time of a fresh Python that imports a module, as a part of one that imports NumPy.

    Both with the interpreter's own start, which nobody can leave out. The first of each, which may have to
    compile files, does not count.
    """
    return ratio_between(lambda: importing(module), lambda: importing(NUMPY), pairs)


def importing(module: str) -> float:
    """Processor time of a fresh Python that imports a module, in seconds."""
    code = f"import {module}, time; print(time.process_time())"
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, check=True, capture_output=True, text=True)
    return float(done.stdout)
