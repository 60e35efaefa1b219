"""How far pagerace gets with all its reductions: more walkers, until one search is out of time or memory."""

import re
import sys
from dataclasses import replace

from . import models, ours, results, rounds
from .measure import CommandFailed, TookTooLong

MINUTES = 10
GIGABYTES = 16
_PATIENCE = 6  # with --clock cpu a search may take so many times its minutes by the wall

_PAGES_OF_THE_TABLE = 4
_TABLE = range(3, 13)
_PAGES = (3, 4, 5, 6)
_MOST_WALKERS = 62  # a model has at most 64 threads, and two are the driver and who takes the block offline


def _contender(pages: int, walkers: int, clock: str):
    """On a machine that is not quiet one core gets its minutes of processor time, which two cores would not need."""
    busy = clock == "cpu"
    limits = {"--timeout": f"{MINUTES * (_PATIENCE if busy else 1)}m", "--memory": f"{GIGABYTES}G"}
    options = [text for option, value in limits.items() if ours.offers(option) for text in (option, value)]
    model = models.pagerefs(pages, walkers)
    found = ours.contender(
        "all reductions", model, cores=1 if busy else 2, options=tuple(options), reduction="some"
    )
    return found and replace(found, again=False)


def _series(pages: int, sizes, clock: str) -> list[rounds.Row]:
    """One search after the other, up to the first that does not come to its end."""
    rows = []
    for walkers in sizes:
        contender = _contender(pages, walkers, clock)
        if contender is None:
            sys.exit("bench: growth: this pagerace has no reductions")
        row = rounds.Row(contender)
        try:
            sample, row.counts = rounds.run_once(contender, _PATIENCE * MINUTES * 60 + 60)
        except (CommandFailed, TookTooLong) as problem:
            if rows:
                rows[-1].note = f"T={walkers}: {_reason(problem)}"
            print(f"P={pages} T={walkers}: {problem}", file=sys.stderr)
            break
        took = getattr(sample.whole, clock)
        print(f"P={pages} T={walkers}: {took:.2f} s, {row.counts.states:,} states", file=sys.stderr, flush=True)
        if took > MINUTES * 60:
            if rows:
                rows[-1].note = f"T={walkers}: {took / 60:.0f} minutes"
            break
        row.samples.append(sample)
        rows.append(row)
    return rows


def _reason(problem: Exception) -> str:
    """Why a search did not come to its end: as it says itself, if it does."""
    found = re.search(r"^Result: (.*)$", str(problem), re.MULTILINE)
    return found[1].lower() if found else "out of time" if isinstance(problem, TookTooLong) else "failed"


def _ever_more():
    """3, 4, .. 12, and from there on steps of a fifth, up to as many as there can be."""
    walkers = 3
    while walkers < _MOST_WALKERS:
        yield walkers
        walkers += max(1, walkers // 5 if walkers >= 12 else 1)
    yield _MOST_WALKERS


def run(circumstances: dict) -> None:
    results.write("growth", circumstances, _series(_PAGES_OF_THE_TABLE, _TABLE, circumstances["clock"]))


def run_largest(circumstances: dict) -> None:
    """Written after each number of pages: the next one takes longer."""
    largest = []
    for pages in _PAGES:
        if series := _series(pages, _ever_more(), circumstances["clock"]):
            largest.append(series[-1])
            results.write("largest", circumstances, largest)
