"""A checker with its options, about to search a model."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from .models import Model


@dataclass
class Counts:
    """What a search says that it found."""

    states: int
    transitions: int
    holds: bool
    tolerance: int = 0  # how far off the transitions may be, of a checker that does not print all digits


@dataclass
class Contender:
    """`build` makes the checker, in an empty folder, and `command` searches. Where `again` is set, `command` builds as
    well, and a second run of it, which finds what the first one built, is what the search alone takes."""

    name: str
    model: Model
    build: list[list[str]]
    command: list[str]
    read: Callable[[str], Counts]
    sources: dict[str, str] = field(default_factory=dict)  # files to write into the folder first
    environment: Callable[[Path], dict[str, str]] = lambda folder: {}
    again: bool = False
    says: str = ""  # what the output must have, so that nothing is measured but what was asked for
    reduction: str = ""  # "walkers": only threads are exchanged, "symmetry": at least they are; "some": any other

    def problem(self, counts: Counts) -> str:
        """What is wrong with these counts; nothing, if nothing is."""
        if not counts.holds:
            return "it does not say that the properties hold"
        wanted = {"": self.model.states, "walkers": self.model.symmetric_states}.get(self.reduction, 0)
        if wanted and counts.states != wanted:
            return f"{counts.states} states, not {wanted}"
        most = self.model.symmetric_states if self.reduction == "symmetry" else self.model.states
        if most and counts.states > most:
            return f"{counts.states} states, and {most} would be enough"
        off = abs(counts.transitions - self.model.transitions)
        if not self.reduction and self.model.transitions and off > counts.tolerance:
            return f"{counts.transitions} transitions, not {self.model.transitions}"
        return ""


def number(pattern: str, text: str) -> int:
    """The number in the last match of a pattern; ValueError where there is none."""
    found = re.findall(pattern, text, re.MULTILINE)
    if not found:
        raise ValueError(f"no {pattern!r} in:\n{text}")
    return round(float(found[-1].replace(",", "")))
