"""What to find out first: the value of information for the decisions at hand, as tidy tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial as partial_call
from typing import Literal

import numpy as np
import pandas as pd

from simulator.analysis.run import Run
from simulator.analysis.sensitivity.bins import cells_of_draws
from simulator.analysis.sensitivity.decisions import Decision, decisions
from simulator.analysis.sensitivity.missing import NotAnalysed, not_analysed
from simulator.analysis.sensitivity.names import named
from simulator.analysis.sensitivity.question import Question, question
from simulator.analysis.summary import without_amount, without_any_amount
from simulator.analysis.voi.estimate import Value, basis_of, joined, partial, perfect
from simulator.engine.axes import Array
from simulator.engine.design import FACTOR, counting, sources
from simulator.engine.distributions import table
from simulator.engine.net import net_draws
from simulator.engine.sampling import RankSampler
from simulator.engine.statistics import reaches
from simulator.errors import ScenarioError

CERTAINTY = 0.5
"""Chance from which one counts on the task: at a half, both mistakes (counting on it in vain, and giving it
up in vain) are as bad. An assumption, that a user can change."""

MISTAKES = 2.0
"""Weight of both mistakes about the task together: where both are as bad each counts for one, and what is
gained is then the rise of the chance of judging right."""

MOST_TOGETHER = 20
"""A group of more sources than this is not worked out: its terms would be too many for the draws."""

MOST_DRAWS = 20_000
"""Draws of a longer run that are used: the first ones, which are as even as all."""

SMALLEST = 10.0
"""Amounts below this, in EUR, are rounding."""

Progress = Callable[[int, int], None]
Known = Literal["saving", "cost", "nothing"]


@dataclass(frozen=True)
class Research:
    """What it is worth to find things out first.

    Attributes
    ----------
    run_id : str
        The run that it is about.
    asked : Question
        Year, view, and the task if there is one.
    certainty : float
        Chance from which one counts on the task.
    draws : int
        Draws of the run that it rests on.
    decisions : DataFrame
        One row per decision: decision, measure, along (measures that go with it), mean (what yes is worth,
        EUR; for the task the chance), amounts (whether anything is at stake that has an amount: not where
        what the measure saves is unknown as a whole), known ("nothing" of the measure has an amount, only a
        "cost", or its "saving", that may be none at all; the task has "saving"), says_yes (what one chooses
        unknowing), wrong (chance that this choice turns out to be the wrong one), gain, changes (value of
        knowing everything), unknown (whether something of the measure has no amount), best (name of what is
        best found out; empty where nothing helps).
    information : DataFrame
        One row per decision and thing to find out that helps: decision, measure, name, kind ("driver",
        "factor" or "group"), gain, error, changes. From the largest gain down. For a measure the gain is in
        EUR; for the task it is the rise of the chance of judging right, so a share. There a certainty other
        than a half weighs the mistakes: twice the certainty for counting on it in vain, and twice what is
        left for giving it up in vain.
    missing : tuple of NotAnalysed
        What cannot be found out in the model.
    """

    run_id: str
    asked: Question
    certainty: float
    draws: int
    decisions: pd.DataFrame
    information: pd.DataFrame
    missing: tuple[NotAnalysed, ...]


def research(
    run: Run,
    year: int | None = None,
    *,
    whole: bool = False,
    certainty: float = CERTAINTY,
    progress: Progress | None = None,
) -> Research:
    """Work out what to find out first.

    Two kinds of decision: keep or drop each measure (worth: what the package saves more with it), and count
    on the savings task or not (worth: right or wrong). The value of knowing is that of knowing exactly; real
    research tells less, so it is the most that research can be worth.

    Parameters
    ----------
    run : Run
        A run with draws.
    year : int, optional
        A year of the programme; left out: the last.
    whole : bool
        Whether a measure is kept or dropped by what it does in all years together, and not by this year
        alone.
    certainty : float
        Chance from which one counts on the task, between 0 and 1.
    progress : callable, optional
        Called with the decisions done and to do.

    Raises
    ------
    ScenarioError
        If the run has no draws, the year is none of the programme, or the certainty is no chance.
    """
    if run.simulated is None:
        raise ScenarioError("the value of research needs draws: work the scenario out with them")
    if not 0.0 < certainty < 1.0:
        raise ScenarioError(f"found certainty {certainty:g}; expected a chance between 0 and 1")
    asked = question(run, year, whole=whole)
    found = decisions(run, asked)
    draws = min(run.draws, MOST_DRAWS)
    worths = np.array(list(_worths(run, asked, found, certainty, draws, progress))).reshape(-1, draws)
    helps = _helping(run, found, worths)
    return Research(
        run_id=run.run_id,
        asked=asked,
        certainty=certainty,
        draws=draws,
        decisions=pd.DataFrame(
            [
                _summary(run, decision, worth, certainty, helps[at])
                for at, (decision, worth) in enumerate(zip(found, worths, strict=True))
            ],
            columns=list(_SUMMARY),
        ),
        information=pd.DataFrame(
            [_row(found[at], *pair) for at, pairs in helps.items() for pair in pairs], columns=list(_ROW)
        ),
        missing=not_analysed(run),
    )


_SUMMARY = (
    *("decision", "measure", "along", "mean", "amounts", "known", "says_yes", "wrong"),
    *("gain", "changes", "unknown", "best"),
)
_ROW = ("decision", "measure", "name", "kind", "gain", "error", "changes")

GROUP = "group/"
"""How the names of groups begin; behind it stands the id of a measure."""


def _worths(
    run: Run,
    asked: Question,
    found: Sequence[Decision],
    certainty: float,
    draws: int,
    progress: Progress | None,
) -> Iterator[Array]:
    """What yes is worth more than no in each draw of each decision, on the same dice, shape (draws,)."""
    assert run.simulated is not None  # `research` has seen to it
    for at, decision in enumerate(found):
        if decision.measure in without_amount(run.plan, "effect", decision.view):
            yield np.zeros(draws)  # what it saves is unknown as a whole: its costs alone decide nothing
            continue
        net = decision.counted(run.simulated.totals[decision.view].net[:, :draws], asked.at)
        if decision.other is None:
            yield MISTAKES * (reaches(net, decision.amount) - certainty)
        else:
            sampler = RankSampler(run.scenario.seed, decision.other.names)
            other = net_draws(decision.other, sampler, draws, (decision.view,))[decision.view]
            worth = net - decision.counted(other, asked.at)
            # What is left where a measure has no amounts is the rounding of single precision.
            yield worth if np.abs(worth).max() >= SMALLEST else np.zeros_like(worth)
        if progress is not None:
            progress(at + 1, len(found))


def _bases(run: Run, draws: int) -> Iterator[tuple[str, Callable[[], Array]]]:
    """What can be found out, one by one: drivers and common factors, by name.

    The terms are made when they are asked for: those of all together would take much memory.
    """
    quantities = {quantity.name: quantity for quantity in counting(run.plan)}
    for name in sources(run.plan):
        quantity = quantities.get(name)
        # A driver itself, not the part that is its own: it also tells something of what goes along with it.
        loadings = quantity.loadings if quantity else ()
        cells = cells_of_draws(run.plan, run.scenario.seed, name, draws, loadings)
        yield name, partial_call(basis_of, cells, table(quantity.components) if quantity else None)


def _groups(names: Iterable[str], run: Run) -> dict[str, list[str]]:
    """Drivers of one measure together, where it has several."""
    found: dict[str, list[str]] = {}
    for name in names:
        owner = named(run.catalogue, name).measure
        if owner is not None:
            found.setdefault(GROUP + owner, []).append(name)
    return {group: members for group, members in found.items() if 1 < len(members) <= MOST_TOGETHER}


def _helping(run: Run, found: Sequence[Decision], worths: Array) -> dict[int, list[tuple[str, Value]]]:
    """What changes the choice for the better, the most valuable first, by place of the decision."""
    bases = dict(_bases(run, worths.shape[1]))
    groups = _groups(bases, run)
    about = {name: _about(run, name) for name in bases} | {group: {group[len(GROUP) :]} for group in groups}
    open_ = [at for at, worth in enumerate(worths) if not _is_settled(worth)]
    values: dict[int, dict[str, Value]] = {at: {} for at in range(len(found))}
    for name in (*bases, *groups):
        places = [at for at in open_ if _counts(found[at], about[name])]
        if not places:
            continue
        basis = bases[name]() if name in bases else joined([bases[member]() for member in groups[name]])
        for at, value in zip(places, partial(worths[places], basis), strict=True):
            # Who knows all of a group can also go by what one of them says.
            single = [values[at][member] for member in groups.get(name, ()) if member in values[at]]
            values[at][name] = max([value, *single], key=lambda one: one.gain)
    return {
        at: sorted(
            ((name, value) for name, value in own.items() if value.gain > 0),
            key=lambda pair: (-pair[1].gain, pair[0]),
        )
        for at, own in values.items()
    }


def _about(run: Run, name: str) -> set[str]:
    """The measures that a source belongs to: its own, those on its service, or (empty) any."""
    known = named(run.catalogue, name)
    if known.measure is not None:
        return {known.measure}
    if known.service is None:
        return set()
    plan = run.plan
    return {plan.measures[s.measure] for s in plan.slots if plan.services[s.service].name == known.service}


def _counts(decision: Decision, about: set[str]) -> bool:
    """Whether a source can have to do with a decision, other than by going along with something that does.

    Common factors, shared drivers and what services have in common count for every measure; a driver of one
    measure counts for that measure, and all of them for the task.
    """
    return decision.kind == "task" or not about or decision.measure in about


def _is_settled(worth: Array) -> bool:
    """Whether the same choice is right in every draw."""
    return bool(worth.min() >= 0 or worth.max() <= 0)


def _summary(
    run: Run, decision: Decision, worth: Array, certainty: float, helps: Sequence[tuple[str, Value]]
) -> dict[str, object]:
    everything = perfect(worth)
    yes, mean = bool(worth.mean() > 0), float(worth.mean())
    single = [name for name, _ in helps if not name.startswith(GROUP)]
    return {
        "decision": decision.kind,
        "measure": decision.measure,
        "along": decision.along,
        "mean": mean / MISTAKES + certainty if decision.kind == "task" else mean,
        "amounts": bool(worth.any()),
        "known": _known(run, decision),
        "says_yes": yes,
        "wrong": float(np.mean(worth < 0 if yes else worth > 0)),
        "gain": everything.gain,
        "changes": everything.changes,
        "unknown": any(item.measure == decision.measure for item in run.plan.unknown),
        "best": single[0] if single else "",
    }


def _known(run: Run, decision: Decision) -> Known:
    if decision.measure in without_any_amount(run.plan, decision.view):
        return "nothing"
    return "cost" if decision.measure in without_amount(run.plan, "effect", decision.view) else "saving"


def _row(decision: Decision, name: str, value: Value) -> dict[str, object]:
    kind = "group" if name.startswith(GROUP) else "factor" if name.startswith(FACTOR) else "driver"
    return {
        "decision": decision.kind,
        "measure": decision.measure,
        "name": name,
        "kind": kind,
        "gain": value.gain,
        "error": value.error,
        "changes": value.changes,
    }
