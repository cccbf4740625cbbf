"""monaco: a variable for each quantity, and a case for each draw, one after the other."""

from __future__ import annotations

import tempfile
from typing import Any

import monaco
import numpy as np
from scipy.stats import beta, lognorm

from benchmarks.peers import plain
from benchmarks.peers.straight import ALPHA, BETA, LOW, WIDTH
from benchmarks.peers.workload import COST, PERTS, SPREAD, YEARS, Outcome, outcome_of


def _before(case: Any) -> tuple[list[float], list[float]]:  # noqa: ANN401
    values = case.invals
    perts = [values[f"pert{at}"].val for at in range(len(PERTS))]
    return perts, [values[f"cost{at}"].val for at in range(len(COST))]


def _model(perts: list[float], costs: list[float]) -> tuple[list[float]]:
    return (plain.net_of(perts, costs),)


def _after(case: Any, net: list[float]) -> None:  # noqa: ANN401
    for year, amount in enumerate(net):
        case.addOutVal(f"net{year}", amount)


def run(draws: int, seed: int) -> Outcome:
    """Do the whole sum in one thread, keeping no more than the outcome."""
    functions = {
        monaco.SimFunctions.PREPROCESS: _before,
        monaco.SimFunctions.RUN: _model,
        monaco.SimFunctions.POSTPROCESS: _after,
    }
    with tempfile.TemporaryDirectory() as folder:
        sim = monaco.Sim(
            name="peers",
            ndraws=draws,
            fcns=functions,
            firstcaseismedian=False,
            seed=seed,
            singlethreaded=True,
            verbose=False,
            debug=True,
            keepsiminput=False,
            keepsimrawoutput=False,
            savesimdata=False,
            savecasedata=False,
            resultsdir=folder,
        )
        for at, shape in enumerate(zip(ALPHA, BETA, LOW, WIDTH, strict=True)):
            arguments = dict(zip(("a", "b", "loc", "scale"), shape, strict=True))
            sim.addInVar(name=f"pert{at}", dist=beta, distkwargs=arguments)
        for at, (median, spread) in enumerate(zip(COST, SPREAD, strict=True)):
            sim.addInVar(name=f"cost{at}", dist=lognorm, distkwargs={"s": spread, "scale": median})
        sim.runSim()
        net = [sim.outvars[f"net{year}"].nums for year in range(YEARS)]
    return outcome_of(np.array(net, dtype=float).T)
