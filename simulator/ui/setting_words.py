"""What scenarios set differently, in plain words: one line per setting that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.quantity import Driver
from simulator.domain.scenario import DriverChange, Layers, MeasureSetting, Membership, Scenario
from simulator.ui.edits import setting_of
from simulator.ui.formats import formats_of
from simulator.ui.texts import Language, translate

KNOWN_READINGS = ("reconciled", "printed", "letter")
"""Readings of the source that many measures have, each under a title of its own."""


@dataclass(frozen=True)
class Setting:
    """One setting that is not the same in all scenarios.

    Attributes
    ----------
    label : str
        What is set.
    values : tuple of str
        How each scenario has it.
    """

    label: str
    values: tuple[str, ...]


def different_settings(
    scenarios: Sequence[Scenario], catalogue: Catalogue, language: Language
) -> tuple[Setting, ...]:
    """List what scenarios set differently: measures first, in the order of the catalogue.

    Seed, number of draws and municipality are left out: a comparison gives all scenarios the same. Titles
    and notes do not count either.
    """
    words = _Words(catalogue, language)
    described = [{line.key: line for line in words.describe(scenario)} for scenario in scenarios]
    found = []
    for key, line in {key: line for lines in described for key, line in lines.items()}.items():
        own = [lines.get(key) for lines in described]
        if len({words.same if each is None else each.value for each in own}) > 1:
            values = tuple(NOTHING if each is None else each.value for each in own)
            found.append(Setting(line.label, values))
    return tuple(found)


NOTHING = "–"
"""Stands where a scenario has no use for a setting."""


@dataclass(frozen=True)
class _Line:
    """One setting of one scenario; what it is goes by its key, as titles may be alike."""

    key: str
    label: str
    value: str


Assumption = tuple[str, str, str]
"""Key and label of an assumption, and how a scenario has it."""


class _Words:
    """The settings of a scenario in the words of one language."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._catalogue = catalogue
        self._programme = catalogue.programme
        self._language = language
        self._formats = formats_of(language)

    @cached_property
    def same(self) -> str:
        """What stands for a setting that a scenario leaves to the programme."""
        return translate(self._language, "compare.as_programme")

    def describe(self, scenario: Scenario) -> Iterator[_Line]:
        """Describe all that counts in the numbers of a scenario."""
        for measure in self._catalogue.measures.values():
            number = "" if measure.number is None else f"{measure.number}. "
            label = f"{number}{self._local(measure.title)}"
            setting = self._measure(measure, setting_of(scenario, measure.id))
            yield _Line(f"measure/{measure.id}", label, setting)
        for key, label, value in (
            *self._layers(scenario.layers),
            *self._overlaps(scenario),
            *self._sources(scenario),
            *self._region(scenario),
        ):
            yield _Line(key, label, value)

    def _measure(self, measure: Measure, setting: MeasureSetting) -> str:
        say = partial(translate, self._language)
        if not setting.on:
            return say("compare.off")
        parts = [say("compare.on")]
        if setting.intensity != 1:
            key = "compare.strength" if setting.scales_costs else "compare.strength_full_costs"
            parts.append(say(key, percent=self._formats.number(setting.intensity * 100)))
        if setting.shift_months:
            key = "compare.later" if setting.shift_months > 0 else "compare.earlier"
            parts.append(say(key, count=abs(setting.shift_months)))
        if setting.stretch != 1:
            key = "compare.slower" if setting.stretch > 1 else "compare.faster"
            parts.append(say(key, times=self._number(max(setting.stretch, 1 / setting.stretch))))
        if setting.reading and setting.reading != measure.default_reading:
            title = self._local(measure.readings[setting.reading].title)
            parts.append(say("compare.reading_of_measure", reading=title))
        for name, change in setting.drivers.items():
            driver = measure.drivers[name]
            parts.append(
                say("compare.driver", driver=self._local(driver.title), value=self._value(driver, change))
            )
        return ", ".join(parts)

    def _layers(self, layers: Layers) -> Iterator[Assumption]:
        for name in Layers.model_fields:
            yield f"layer/{name}", self._say(f"compare.layer.{name}"), self._counts(getattr(layers, name))

    def _overlaps(self, scenario: Scenario) -> Iterator[Assumption]:
        if not scenario.layers.overlap:
            return
        label = self._say("compare.overlap")
        yield "overlap", label, self.same if scenario.overlap is None else self._number(scenario.overlap)
        for name, service in self._programme.services.items():
            own = scenario.overlap_by_service.get(name)
            title = self._say("compare.overlap_of", service=self._local(service.title))
            yield f"overlap/{name}", title, self.same if own is None else self._number(own)

    def _sources(self, scenario: Scenario) -> Iterator[Assumption]:
        yield "estimates", self._say("compare.estimates"), self._estimates(scenario)
        yield "reading", self._say("compare.reading"), self._reading(scenario.reading)
        for name, driver in self._programme.drivers.items():
            change = scenario.shared_drivers.get(name)
            value = self.same if change is None else self._value(driver, change)
            yield f"driver/{name}", self._local(driver.title), value
        shift = self._number(abs(scenario.growth_shift) * 100)
        key = "compare.more_growth" if scenario.growth_shift > 0 else "compare.less_growth"
        moved = translate(self._language, key, points=shift)
        yield "growth", self._say("compare.growth"), moved if scenario.growth_shift else self.same

    def _region(self, scenario: Scenario) -> Iterator[Assumption]:
        for name in Membership.model_fields:
            counts = self._counts(getattr(scenario.membership, name))
            yield f"membership/{name}", self._say(f"compare.membership.{name}"), counts
        key = scenario.allocation_key
        title = self._local(self._programme.allocation_keys[key].title) if key else self.same
        yield "allocation_key", self._say("compare.allocation_key"), title
        prices = translate(
            self._language, f"provenance.{scenario.price_level}", year=self._programme.price_level
        )
        yield "price_level", self._say("compare.price_level"), prices

    def _estimates(self, scenario: Scenario) -> str:
        titles, weights = self._programme.estimates, scenario.estimates
        if not weights:
            return self._local(titles[self._programme.default_estimate])
        if len(weights) == 1:
            return self._local(titles[next(iter(weights))])
        total = sum(weights.values())
        return ", ".join(
            f"{self._formats.percent(weight / total)} {self._local(titles[name])}"
            for name, weight in weights.items()
        )

    def _reading(self, name: str | None) -> str:
        if name is None:
            return self.same
        if name in KNOWN_READINGS:
            return self._say(f"compare.readings.{name}")
        titles = (m.readings[name].title for m in self._catalogue.measures.values() if name in m.readings)
        return self._local(next(titles))

    def _value(self, driver: Driver, change: DriverChange) -> str:
        if driver.unit == "1" and abs(change.value) <= 1:
            return f"{self._number(change.value * 100)}%"
        if driver.unit.startswith("EUR"):
            return self._formats.euro(change.value)
        return self._number(change.value)

    def _counts(self, on: bool) -> str:
        return translate(self._language, "compare.counts" if on else "compare.counts_not")

    def _number(self, value: float) -> str:
        decimals = next((d for d in range(3) if round(value, d) == round(value, 3)), 2)
        return self._formats.number(value, decimals)

    def _say(self, key: str, **values: Any) -> str:  # noqa: ANN401
        return translate(self._language, key, None, **values)

    def _local(self, text: Text) -> str:
        return text.nl if self._language == "nl" else text.en
