"""A second reading of docs/model.md: the most likely case from the YAML files alone, in plain Python.

Nothing here comes from the package, so that a mistake there is not repeated here. It is slow and knows only
what the shipped scenarios of the first programme use: no shifts, no stretched ramp-ups, no readings by hand.
"""

import ast
import itertools
import math
import operator
import re
from functools import cached_property
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PROGRAMME = "gooi-en-vechtstreek-2021"


def _load(*parts):
    return yaml.safe_load(ROOT.joinpath(*parts).read_text(encoding="utf-8"))


OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _worked_out(node):
    """The outcome of a sum that has numbers alone, by Python's own reading of it."""
    if isinstance(node, ast.BinOp):
        return OPERATIONS[type(node.op)](_worked_out(node.left), _worked_out(node.right))
    return ast.literal_eval(node)


def united(savings, spending, tau):
    """What savings on one service save together; what costs money stands outside."""
    lost = [-math.log1p(-saving / spending) for saving in savings if saving > 0]
    if tau == 0:
        share = -math.expm1(-sum(lost))
    else:
        theta = 2 * tau / (1 - tau)
        share = -math.expm1(-math.log1p(sum(math.expm1(theta * x) for x in lost)) / theta)
    return share * spending + sum(saving for saving in savings if saving < 0)


class Rebuilt:
    """Lines of the budget in the most likely case, saving and cost both as positive euros."""

    def __init__(self, scenario):
        self.scenario = _load("scenarios", PROGRAMME, f"{scenario}.yaml")
        self.layers = self.scenario["layers"]
        self.programme = _load("measures", PROGRAMME, "programme.yaml")
        self.years = self.programme["years"]
        self.measures = {
            name: _load("measures", PROGRAMME, f"{name}.yaml")
            for name, setting in self.scenario["measures"].items()
            if setting.get(True, True)  # `on` without quotes, as YAML 1.1 reads it
        }

    def _reading(self, measure):
        chosen = self.measures[measure].get("default_reading")
        return chosen, self.measures[measure].get("readings", {}).get(chosen, {})

    def _counts(self, measure, line):
        return "readings" not in line or self._reading(measure)[0] in line["readings"]

    def _relations(self, kind):
        for name, measure in self.measures.items():
            for relation in measure.get("relations", ()):
                if relation["kind"] == kind:
                    yield name, relation

    @cached_property
    def baseline(self):
        found = {}
        for name, service in self.programme["services"].items():
            amount = service["baseline"]["value"]
            for year in range(self.programme["base_year"] + 1, self.years[-1] + 1):
                period = [p for p in service["growth"] if p["from_year"] <= year][-1]
                amount *= 1 + (period["value"] if self.layers["growth"] else 0)
                found[name, year] = amount
        return found

    def _value(self, measure, formula, year):
        values = {name: driver["value"] for name, driver in self.programme["drivers"].items()}
        stated = self._reading(measure)[1].get("estimates", {})
        for name, driver in self.measures[measure].get("drivers", {}).items():
            rivals = driver.get("rivals", {})
            wanted = [stated[name]] if name in stated else list(self.scenario.get("estimates", {}))
            values[name] = next((rivals[w]["value"] for w in wanted if w in rivals), driver["value"])
        values |= {f"baseline.{s}": amount for (s, y), amount in self.baseline.items() if y == year}
        text = re.sub(r"[a-z_][a-z0-9_.]*", lambda found: repr(float(values[found[0]])), formula)
        return _worked_out(ast.parse(text, mode="eval").body)

    def _ramp(self, measure, effect, lapses_from):
        """Share of each year, from levels per month: cut at the start, then later, then lapsed."""
        levels = [v / effect["ramp_up"].get("of", 1) for v in effect["ramp_up"]["values"] for _ in range(12)]
        late = self.programme["delay"]["value"] if self.layers["delay"] else 0
        start = self._reading(measure)[1].get("start")
        first = 0 if start is None else (start.year - self.years[0]) * 12 + start.month - 1
        last = math.inf if lapses_from is None else (lapses_from - self.years[0]) * 12 + late
        moved = [0.0] * late + [level if month >= first else 0.0 for month, level in enumerate(levels)]
        kept = [level if month < last else 0.0 for month, level in enumerate(moved)]
        return {year: sum(kept[12 * i : 12 * i + 12]) / 12 for i, year in enumerate(self.years)}

    def part(self, town, year, key, outside=(), *, of_those_there=False):
        """Part of a municipality in a key; of the members at the start, or of those that are still there."""
        towns = {name: t for name, t in self.programme["municipalities"].items() if name not in outside}
        there = {name for name, t in towns.items() if year < t.get("leaves", {}).get("year", math.inf)}
        if town not in there:
            return 0.0
        whole = there if of_those_there else towns
        return towns[town]["population"][key] / sum(towns[name]["population"][key] for name in whole)

    def _part_of_service(self, town, year, service):
        spec = self.programme["services"][service]
        return self.part(town, year, spec["allocation_key"], spec.get("non_members", ()))

    def _effects(self, town, year, lapsed):
        """Every effect in a municipality: (measure, effect, service, kind) -> euros."""
        found = {}
        for name, measure in self.measures.items():
            done = sum(
                relation["share"]
                for owner, relation in self._relations("already_implemented")
                if owner == name and relation["municipality"] == town
            )
            real = self.programme["realisation"][measure["grade"]]["value"]
            factor = (real if self.layers["realisation"] else 1) * (1 - done)
            factor *= self.scenario["measures"][name].get("intensity", 1)
            for slug, effect in measure.get("effects", {}).items():
                if self._counts(name, effect):
                    share = self._ramp(name, effect, lapsed.get((name, slug)))[year]
                    amount = self._value(name, effect["formula"], year) * share * factor
                    amount *= self._part_of_service(town, year, effect["service"])
                    kind = effect.get("kind", "lower_spending")
                    found[name, slug, effect["service"], kind] = amount
        return found

    def _lapsed(self, package, lines):
        return {
            (relation["measure"], slug): relation["from_year"]
            for owner, relation in self._relations("supersedes")
            if owner in package
            for slug in relation.get(lines, ())
        }

    def savings(self, town, year):
        """(measure, kind, service or effect) -> euros: fair shares, what stands outside, what comes back."""
        found = {}
        played = {}
        replacing = {owner for owner, _ in self._relations("supersedes")}
        for chosen in itertools.chain.from_iterable(
            itertools.combinations(sorted(replacing), n) for n in range(len(replacing) + 1)
        ):
            played[frozenset(chosen)] = self._effects(town, year, self._lapsed(chosen, "effects"))
        whole = played[frozenset(replacing)]
        for (name, _, service, kind), amount in whole.items():
            if kind != "lower_spending":
                found[name, kind, service] = found.get((name, kind, service), 0.0) + amount
        for service, spec in self.programme["services"].items():
            spending = self.baseline[service, year] * self._part_of_service(town, year, service)
            players = sorted({n for n, _, s, kind in whole if s == service and kind == "lower_spending"})
            if spending and players:
                tau = spec["overlap"]["value"]
                worth = {
                    frozenset(c): united(
                        self._by_measure(played[frozenset(replacing & {*c})], service, c), spending, tau
                    )
                    for n in range(len(players) + 1)
                    for c in itertools.combinations(players, n)
                }
                for player in players:
                    found[player, "lower_spending", service] = _shapley(player, players, worth)
                together = worth[frozenset(players)]
                if self.layers["spill_over"]:
                    found |= self._back(whole, service, together)
                self._move(found, whole, service, year, together)
        return found

    @staticmethod
    def _by_measure(effects, service, measures):
        return [
            sum(a for (n, _, s, k), a in effects.items() if (n, s, k) == (name, service, "lower_spending"))
            for name in measures
        ]

    def _kept(self, effects, service, together):
        """Every effect that saves on a service, and which part of what they save is left."""
        on = {(n, slug): a for (n, slug, s, k), a in effects.items() if (s, k) == (service, "lower_spending")}
        per_measure = self._by_measure(effects, service, sorted({n for n, _ in on}))
        gross = sum(a for a in per_measure if a > 0)
        return on, (together - sum(a for a in per_measure if a < 0)) / gross if gross else 0.0

    def _move(self, found, effects, service, year, together):
        """What is spent on another service in place of a saving: its part of the net effect as stated."""
        on, kept = self._kept(effects, service, together)
        for (name, slug), saved in on.items():
            effect = self.measures[name]["effects"][slug]
            for booking in effect.get("booked", ()):
                part = self._value(name, booking["formula"], year) / self._value(
                    name, effect["formula"], year
                )
                spent = saved * kept * part
                found[name, "booked", slug] = spent
                found[name, "lower_spending", service] += spent

    def _back(self, effects, service, together):
        """What returns on other services: damping in proportion, over what saves."""
        on, kept = self._kept(effects, service, together)
        return {
            (owner, "spill_over", slug): max(0.0, on[owner, slug] * kept)
            * self._value(owner, relation["share"], self.years[0])
            for owner, relation in self._relations("spills_over")
            for slug in relation["effects"]
            if (owner, slug) in on
        }

    def costs(self, town, year):
        """(measure, "cost", line or pool) -> euros."""
        pools = [
            line["pool"]
            for name, measure in self.measures.items()
            for line in measure.get("costs", {}).values()
            if "pool" in line and line.get("booked_in_source", True) and self._counts(name, line)
        ]
        lapsed = self._lapsed(self.measures, "costs")
        found = {}
        for name, measure in self.measures.items():
            first = next(iter(measure.get("effects", {}).values()), {"service": None})["service"]
            service = self.programme["services"].get(first, {})
            key = measure.get("allocation_key") or service["allocation_key"]
            for slug, line in measure.get("costs", {}).items():
                pool = line.get("pool")
                if not self._counts(name, line) or (pool and not line.get("booked_in_source", True)):
                    continue
                made = self.programme["cost_pools"][pool] if pool else line
                amount = self._value(name, made["formula"], year) * made["profile"][self.years.index(year)]
                amount /= pools.count(pool) if pool else 1
                fixed = not line.get("varies_with_members", False)
                amount *= self.part(town, year, key, service.get("non_members", ()), of_those_there=fixed)
                found[name, "cost", pool or slug] = (
                    0.0 if year >= lapsed.get((name, slug), math.inf) else amount
                )
        return found


def _shapley(player, players, worth):
    """What a player adds, averaged over all orders."""
    others = [other for other in players if other != player]
    return sum(
        math.factorial(n)
        * math.factorial(len(others) - n)
        / math.factorial(len(players))
        * (worth[frozenset({*c, player})] - worth[frozenset(c)])
        for n in range(len(players))
        for c in itertools.combinations(others, n)
    )
