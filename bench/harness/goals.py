"""What was to be shown, against what was measured."""

from collections.abc import Callable
from dataclasses import dataclass

from . import spin


class Missing(Exception):
    """The experiment, or one of its rows, was not run."""


class Measured:
    """The results of all experiments, asked by experiment and row."""

    def __init__(self, results: dict[str, dict]):
        self._results = results

    def row(self, experiment: str, name: str) -> dict:
        for row in self._results.get(experiment, {"rows": []})["rows"]:
            if row["name"] == name and row["samples"]:
                return row
        raise Missing

    def seconds(self, experiment: str, name: str, part: str = "search") -> float:
        return self.row(experiment, name)["median"][part][self._results[experiment]["clock"]]

    def wall_seconds(self, experiment: str, name: str) -> float:
        """What several threads gain, the clock tells and nothing else."""
        if self.row(experiment, name) and self._results[experiment]["clock"] != "wall":
            raise Missing
        return self.seconds(experiment, name)

    def states(self, experiment: str, name: str) -> float:
        return self.row(experiment, name)["states"]

    def bytes_a_state(self, experiment: str, name: str) -> float:
        row = self.row(experiment, name)
        return row["median"]["search"]["peak_bytes"] / row["states"]

    def fastest_spin(self, experiment: str) -> float:
        """Of all its modes, also the one that reduces."""
        return min(self.seconds(experiment, f"SPIN, {mode}", "whole") for mode in spin.MODES)


@dataclass(frozen=True)
class Goal:
    what: str
    relation: str  # "at least", "at most", "below"
    bound: Callable[[Measured], float]
    value: Callable[[Measured], float]
    digits: int = 0

    def row(self, measured: Measured) -> list[str]:
        bound, value = self.bound(measured), self.value(measured)
        kept = {"at least": value >= bound, "at most": value <= bound, "below": value < bound}[self.relation]
        shown = [f"{self.relation} {bound:,.{self.digits}f}", f"{value:,.{self.digits}f}"]
        return [self.what, *shown, "" if kept else "**missed**"]


def _always(bound: float) -> Callable[[Measured], float]:
    return lambda measured: bound


_BIG = "pagerefs-4-6"
_NATIVE = "pagerace, native, one core"
_BOUNDED = "pagerace, native, one core, memory bounded"
_TOGETHER = "pagerace, all reductions"
_ALONE = ("pagerace, symmetry", "pagerace, partial order")


def _fewest_alone(experiment: str) -> Callable[[Measured], float]:
    return lambda m: min(m.states(experiment, name) for name in _ALONE)


def _states(experiment: str, name: str) -> Callable[[Measured], float]:
    return lambda m: m.states(experiment, name)


_GOALS = [
    Goal(
        "P=4 T=6, search alone, one core: transitions a second, of the limit's",
        "at least",
        _always(0.5),
        lambda m: m.seconds(_BIG, "the limit") / m.seconds(_BIG, _NATIVE),
        digits=2,
    ),
    Goal(
        "P=4 T=6, whole command, one core: times as fast as SPIN in its fastest mode, partial order included",
        "at least",
        _always(5),
        lambda m: m.fastest_spin(_BIG) / m.seconds(_BIG, _NATIVE, "whole"),
        digits=1,
    ),
    Goal(
        "P=4 T=6, search alone: two cores, times as fast as one",
        "at least",
        _always(1.7),
        lambda m: m.wall_seconds(_BIG, _NATIVE) / m.wall_seconds(_BIG, "pagerace, native, two cores"),
        digits=2,
    ),
    Goal(
        "P=4 T=4, from command to verdict, seconds; the bound: `spin -a` and `gcc -O3`, which then have not searched",
        "below",
        lambda m: m.seconds("verdict-4-4", "SPIN, full", "build"),
        lambda m: m.seconds("verdict-4-4", "pagerace, auto, two cores", "whole"),
        digits=2,
    ),
    Goal(
        "P=4 T=6: peak of the process that is allowed no more, bytes a state",
        "at most",
        _always(12),
        lambda m: m.bytes_a_state("memory-4-6", _BOUNDED),
        digits=1,
    ),
    Goal(
        "P=5 T=6: peak of the process that is allowed no more, bytes a state",
        "at most",
        _always(12),
        lambda m: m.bytes_a_state("memory-5-6", _BOUNDED),
        digits=1,
    ),
    Goal("P=4 T=5, symmetry: states", "at most", _always(27_039), _states("reductions-4-5", _ALONE[0])),
    Goal("P=4 T=5, partial order: states", "at most", _always(500_000), _states("reductions-4-5", _ALONE[1])),
    Goal(
        "P=4 T=5, partial order, for deadlocks alone: states",
        "at most",
        _always(347_620),
        _states("reductions-4-5", "pagerace, partial order, deadlocks alone"),
    ),
    Goal(
        "P=4 T=5, all reductions: states; the bound: the better one alone",
        "below",
        _fewest_alone("reductions-4-5"),
        _states("reductions-4-5", _TOGETHER),
    ),
    Goal(
        "P=4 T=6, all reductions: states; the bound: the better one alone",
        "below",
        _fewest_alone("reductions-4-6"),
        _states("reductions-4-6", _TOGETHER),
    ),
    Goal(
        "P=4 T=6, all reductions, whole command, seconds; the bound: Rumur's symmetry, without its building",
        "below",
        lambda m: m.seconds("reductions-4-6", "Rumur, symmetry", "search"),
        lambda m: m.seconds("reductions-4-6", _TOGETHER, "whole"),
        digits=2,
    ),
]


def rows(results: dict[str, dict]) -> list[list[str]]:
    """Of all goals for which there are results."""
    found = []
    for goal in _GOALS:
        try:
            found.append(goal.row(Measured(results)))
        except Missing:
            continue
    return found
