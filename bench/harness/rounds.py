"""Runs contenders by turns, A B C A B C, so that whatever else the machine does hits all of them, and takes medians."""

import re
import statistics
import sys
import tempfile
from dataclasses import dataclass, field, fields
from pathlib import Path

from . import measure
from .contender import Contender, Counts
from .measure import Cost


@dataclass
class Sample:
    """One round of one contender. `whole` is everything from nothing to the verdict; `search` has no building in it."""

    build: Cost
    whole: Cost
    search: Cost


PARTS = ("build", "whole", "search")


@dataclass
class Row:
    contender: Contender
    counts: Counts | None = None
    samples: list[Sample] = field(default_factory=list)
    note: str = ""  # why there are no samples

    def median(self, part: str) -> Cost:
        """Of one of PARTS; wall, cpu and peak_bytes each on their own."""
        costs = [getattr(sample, part) for sample in self.samples]
        return Cost(*(statistics.median(getattr(cost, what.name) for cost in costs) for what in fields(Cost)))


class WrongCounts(Exception):
    """A search that is not of the same model, or not whole: it is worth nothing as a measurement."""


def run_once(contender: Contender, timeout: float) -> tuple[Sample, Counts]:
    with tempfile.TemporaryDirectory(prefix="pagerace-bench-") as name:
        folder = Path(name)
        for file, text in contender.sources.items():
            (folder / file).write_text(text)
        environment = contender.environment(folder)
        build = Cost()
        for command in contender.build:
            build += measure.run(command, folder, environment, timeout)[0]
        run, output = measure.run(contender.command, folder, environment, timeout)
        counts = contender.read(output)
        search = run
        if contender.again:
            search, output = measure.run(contender.command, folder, environment, timeout)
            if contender.read(output) != counts:
                raise WrongCounts(f"{contender.name}, {contender.model.title}: two runs do not agree")
    problem = contender.problem(counts)
    if contender.says and not re.search(contender.says, output, re.MULTILINE):
        problem = f"nothing matches {contender.says!r} in its output:\n{output}"
    if problem:
        raise WrongCounts(f"{contender.name}, {contender.model.title}: {problem}")
    return Sample(build, build + run, search), counts


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run_all(contenders: list[Contender], rounds: int, timeout: float) -> list[Row]:
    """Raises where counts are wrong; a contender that takes too long is left out from then on."""
    rows = [Row(contender) for contender in contenders]
    for turn in range(rounds):
        for row in rows:
            if row.note:
                continue
            title = f"{row.contender.model.title}, round {turn + 1} of {rounds}: {row.contender.name}"
            try:
                sample, row.counts = run_once(row.contender, timeout)
            except measure.TookTooLong:
                row.samples.clear()
                row.note = f"more than {timeout:.0f} s"
                _tell(f"{title}: {row.note}")
                continue
            row.samples.append(sample)
            _tell(f"{title}: {sample.whole.wall:.2f} s, {sample.whole.cpu:.2f} s of CPU")
    return rows
