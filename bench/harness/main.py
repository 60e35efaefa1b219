"""The command line."""

import argparse
import shutil
import sys
from pathlib import Path

from . import document, experiments, growth, ours, results, rounds
from .experiments import Experiment
from .measure import CommandFailed

_SERIES = {"growth": growth.run, "largest": growth.run_largest}
SKIPPED = 77  # what the test reports where other checkers are not installed


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run", description="Measures pagerace beside other checkers.")
    parser.add_argument(
        "experiments",
        nargs="*",
        metavar="EXPERIMENT",
        help=f"{experiments.NAMES}, growth, largest; without any: {' '.join(experiments.BY_DEFAULT)}",
    )
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each contender runs, by turns")
    parser.add_argument("--clock", choices=["wall", "cpu"], default="wall", help="cpu: the machine is not quiet")
    parser.add_argument("--only", metavar="TEXT", help="contenders with this in their names; nothing is written")
    parser.add_argument("--timeout", type=float, default=900, metavar="SECONDS", help="of one command (900)")
    parser.add_argument("--pagerace", type=Path, default=ours.binary, metavar="FILE", help="the program (build/pagerace)")
    parser.add_argument("--tables", action="store_true", help="measure nothing: write the tables from bench/results/")
    parser.add_argument("--check", action="store_true", help="measure nothing: compare the counts of small searches")
    return parser.parse_args()


def _missing_tools() -> str:
    missing = [tool for tool in ("time", "gcc", "g++", "spin", "rumur") if shutil.which(tool) is None]
    if not missing:
        return ""
    return f"bench: {', '.join(missing)} missing: scripts/install-dependencies --bench installs what is needed"


def _run(experiment: Experiment, arguments: argparse.Namespace) -> None:
    contenders = [each for each in experiment.contenders() if (arguments.only or "") in each.name]
    if not contenders:
        print(f"bench: {experiment.name}: no contender has such a name, or the options for it", file=sys.stderr)
        return
    turns = arguments.rounds or experiment.rounds
    circumstances = results.circumstances() | {"clock": arguments.clock, "rounds": turns}
    rows = rounds.run_all(contenders, turns, arguments.timeout)
    if not arguments.only:
        result = results.write(experiment.name, circumstances, rows)
        print("\n".join(["", f"## {experiment.name}", "", *document.table_of(result)]), flush=True)


def _measure(arguments: argparse.Namespace) -> None:
    for name in arguments.experiments or experiments.BY_DEFAULT:
        if name in _SERIES:
            _SERIES[name](results.circumstances() | {"clock": arguments.clock, "rounds": 1})
            continue
        try:
            experiment = experiments.find(name)
        except KeyError:
            sys.exit(f"bench: no experiment is called {name}: {experiments.NAMES}, growth, largest")
        _run(experiment, arguments)


def main() -> None:
    arguments = _arguments()
    ours.binary = arguments.pagerace.resolve()
    if not arguments.tables:
        missing = _missing_tools()
        if missing:
            print(missing, file=sys.stderr)
            sys.exit(SKIPPED if arguments.check else 1)
        if not ours.binary.exists():
            sys.exit(f"bench: there is no {ours.binary}: make it first")
        try:
            if arguments.check:
                rows = rounds.run_all(experiments.small(), 1, arguments.timeout)
                print(f"{sum(bool(row.samples) for row in rows)} searches passed")
                return
            _measure(arguments)
        except (rounds.WrongCounts, CommandFailed) as problem:
            sys.exit(f"bench: {problem}")
    if not arguments.only:
        document.write(results.read_all())
