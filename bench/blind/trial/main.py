"""The command line of bench/blind/run."""

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .judge import Judge, Judgement, Limits
from .scenarios import survey
from .table import FOLDER, RESULTS, counts, summary, write
from .tool import ROOT, Tool

sys.path.append(str(ROOT / "bench"))
from harness.results import circumstances  # noqa: E402

LEAST_FOUND = 16
MOST_FALSE_ALARMS = 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/blind/run", description=__doc__)
    parser.add_argument("names", nargs="*", help="judge these designs only, and leave the others as they were")
    parser.add_argument("--pagerace", type=Path, default=ROOT / "build/pagerace")
    parser.add_argument("--jobs", type=int, default=2, help="designs at a time; each search has one thread")
    parser.add_argument("--seconds", type=float, default=30, help="of the processor, for each of the two stages of a design")
    parser.add_argument("--max-states", type=int, default=30000, help="for a search")
    parser.add_argument("--with-others", type=int, default=2, help="scenarios that are tried with actors, the smallest ones")
    parser.add_argument("--tries", default="30s", help="for all sets of actors of a scenario together")
    parser.add_argument("--table", action="store_true", help="only write the table again from results.json")
    parser.add_argument("--check", action="store_true",
                        help=f"write nothing; exit status 1 if fewer than {LEAST_FOUND} are found, or more than {MOST_FALSE_ALARMS} is a false alarm")
    return parser.parse_args()


def _show(said: Judgement) -> Judgement:
    found = said.finding
    by = f"{found.property}: {found.change} in {found.scenario} {found.environment}" if found else \
        f"{said.searched} of {said.reached} searched, {len(said.unfinished)} unfinished, {len(said.no_time_left)} without time"
    print(f"{said.verdict():12} {said.name:32} {said.seconds:6.1f} s  {by}", flush=True)
    return said


def _designs(names: list[str]) -> list[Path]:
    every = sorted((FOLDER / "defects").glob("*.race")) + sorted((FOLDER / "harmless").glob("*.race"))
    unknown = set(names) - {design.stem for design in every}
    if unknown:
        raise SystemExit(f"no such design: {', '.join(sorted(unknown))}")
    return [design for design in every if not names or design.stem in names]


def _try(given: argparse.Namespace) -> dict:
    tool = Tool(given.pagerace)
    limits = Limits(given.seconds, given.max_states, given.with_others, given.tries)
    judge = Judge(tool, survey(tool, given.jobs), limits)
    with ThreadPoolExecutor(given.jobs) as pool:
        said = list(pool.map(lambda design: _show(judge.judge(design)), _designs(given.names)))
    return {
        "circumstances": circumstances(),
        "limits": vars(limits),
        "defects": [each.json() for each in said if each.harmful],
        "harmless": [each.json() for each in said if not each.harmful],
    }


def _merged(before: dict, now: dict) -> dict:
    for folder in ("defects", "harmless"):
        every = {said["name"]: said for said in before[folder] + now[folder]}
        now[folder] = [every[name] for name in sorted(every)]
    return now


def main() -> None:
    given = _arguments()
    results = json.loads(RESULTS.read_text()) if given.table else _try(given)
    if given.names and not given.table:
        results = _merged(json.loads(RESULTS.read_text()), results)
    if not given.check:
        write(results)
    print(summary(results))
    told = counts(results)
    good = told.get("found", 0) >= LEAST_FOUND and told.get("false alarm", 0) <= MOST_FALSE_ALARMS
    sys.exit(0 if good or not given.check else 1)
