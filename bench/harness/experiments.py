"""The experiments: which contenders search which model, and how often."""

import re
from dataclasses import dataclass
from typing import Callable

from . import limit, models, ours, rumur, spin
from .contender import Contender
from .models import Model


@dataclass(frozen=True)
class Experiment:
    name: str
    rounds: int
    contenders: Callable[[], list[Contender]]


def _there(*contenders: Contender | None) -> list[Contender]:
    return [contender for contender in contenders if contender is not None]


def _symmetry(model: Model) -> Contender | None:
    return ours.contender("symmetry", model, options=("--no-por",), reduction="symmetry")


def _together(model: Model) -> Contender | None:
    return ours.contender("all reductions", model, options=(), reduction="some")


def _side_by_side(model: Model) -> list[Contender]:
    """Everybody, on one model."""
    return _there(
        ours.contender("native, one core", model, "native"),
        ours.contender("native, two cores", model, "native", cores=2),
        ours.contender("auto, two cores", model, "auto", cores=2),
        ours.contender("interpreted, one core", model, "interpret"),
        limit.contender(model) if model.name == "pagerefs" else None,
        *(spin.contender(model, mode) for mode in spin.MODES),
        rumur.contender(model),
        _symmetry(model),
        rumur.contender(model, symmetric=True),
        _together(model),
    )


def _reductions(model: Model) -> list[Contender]:
    deadlocks = ("--no-symmetry", "--property", "deadlock")
    return _there(
        ours.contender("no reduction", model),
        _symmetry(model),
        ours.contender("partial order", model, options=("--no-symmetry",), reduction="some"),
        ours.contender("partial order, deadlocks alone", model, options=deadlocks, reduction="some"),
        _together(model),
        spin.contender(model, "por"),
        rumur.contender(model, symmetric=True),
    )


_BYTES_A_STATE = 12  # that a search has to come out with


def _memory(model: Model) -> list[Contender]:
    bound = ("--memory", str(_BYTES_A_STATE * model.states)) if model.states else ()
    return _there(
        ours.contender("native, one core, memory bounded", model, "native", options=(*ours.EXHAUSTIVE, *bound)),
        ours.contender("native, one core", model, "native"),
        ours.contender("native, two cores", model, "native", cores=2),
        limit.contender(model),
    )


def _verdict(model: Model) -> list[Contender]:
    return _there(
        ours.contender("auto, two cores", model, "auto", cores=2),
        ours.contender("interpreted, one core", model, "interpret"),
        spin.contender(model, "full"),
    )


def _check(model: Model) -> list[Contender]:
    """Once in each language, and each language's symmetry."""
    return _there(
        ours.contender("interpreted, one core", model, "interpret"),
        spin.contender(model, "full"),
        rumur.contender(model),
        _symmetry(model),
        rumur.contender(model, symmetric=True),
    )


# Of pagerefs at any size: FAMILY-P-T, and how many rounds.
_FAMILIES = {
    "pagerefs": (_side_by_side, 3),
    "reductions": (_reductions, 3),
    "memory": (_memory, 1),
    "verdict": (_verdict, 5),
}
_DESIGNS = {
    "late-put": Experiment("late-put", 5, lambda: _side_by_side(models.late_put(3, 5))),
    "offlining": Experiment("offlining", 5, lambda: _side_by_side(models.offlining(2, 4))),
}

BY_DEFAULT = [
    "verdict-4-4",
    "pagerefs-4-5",
    "pagerefs-4-6",
    "late-put",
    "offlining",
    "reductions-4-5",
    "reductions-4-6",
    "memory-4-6",
    "memory-5-6",
]
NAMES = "pagerefs-P-T, reductions-P-T, memory-P-T, verdict-P-T, late-put, offlining"


def find(name: str) -> Experiment:
    """KeyError where there is none of that name."""
    if name in _DESIGNS:
        return _DESIGNS[name]
    match = re.fullmatch(r"([a-z]+)-(\d+)-(\d+)", name)
    if match is None:
        raise KeyError(name)
    contenders, rounds = _FAMILIES[match[1]]
    model = models.pagerefs(int(match[2]), int(match[3]))
    return Experiment(name, rounds, lambda: contenders(model))


def small() -> list[Contender]:
    """Every model at a size that takes no time: do the languages agree?"""
    sizes = [models.pagerefs(3, 3), models.late_put(3, 3), models.offlining(2, 2)]
    return [contender for model in sizes for contender in _check(model)]
