"""pagerace, with the options that its --help offers."""

import re
import subprocess
from functools import cache
from pathlib import Path

from .contender import Contender, Counts, number
from .models import ROOT, Model

binary = ROOT / "build" / "pagerace"  # set by the command line

EXHAUSTIVE = ("--no-symmetry", "--no-por")


# It goes on with what it can where it cannot do what it is asked, and says so.
_SAYS = {"native": r"^Time: .*native", "symmetry": r"^Reductions: .*symmetry"}


@cache
def _help() -> str:
    return subprocess.run([binary, "check", "--help"], capture_output=True, text=True, check=True).stdout


def offers(option: str) -> bool:
    return re.search(rf"(^|[\s,]){re.escape(option)}\b", _help()) is not None


def read(output: str) -> Counts:
    return Counts(
        states=number(r"^States: ([\d,]+)", output),
        transitions=number(r"^Transitions: ([\d,]+)", output),
        holds=re.search(r"^Result: HOLDS$", output, re.MULTILINE) is not None,
    )


def _cache_of_its_own(folder: Path) -> dict[str, str]:
    """So that each round compiles anew."""
    return {"XDG_CACHE_HOME": str(folder / "cache")}


def contender(
    name: str,
    model: Model,
    engine: str = "auto",
    cores: int = 1,
    options: tuple[str, ...] = EXHAUSTIVE,
    reduction: str = "",
) -> Contender | None:
    """None where this pagerace has no such options."""
    if reduction and offers("--whole-first"):
        options = (*options, "--whole-first", "0")  # a small model is not reduced otherwise
    wanted = ["--engine", engine, "-j", str(cores), *options]
    known = [option for option in wanted if not option.startswith("-") or offers(option)]
    if known != wanted and not _is_what_it_does_anyway(engine, cores, options):
        return None
    if known != wanted:
        wanted = [option for option in options if offers(option)]
    constants = [text for key, value in model.constants.items() for text in ("-D", f"{key}={value}")]
    return Contender(
        name=f"pagerace, {name}",
        model=model,
        build=[],
        command=[str(binary), "check", "--quiet", *wanted, *constants, str(model.race)],
        read=read,
        environment=_cache_of_its_own,
        again=engine != "interpret",
        says=_SAYS.get(engine) or _SAYS.get(reduction, ""),
        reduction=reduction,
    )


def _is_what_it_does_anyway(engine: str, cores: int, options: tuple[str, ...]) -> bool:
    """A pagerace without these options interprets, on one core, without reductions."""
    return engine == "interpret" and cores == 1 and set(options) <= set(EXHAUSTIVE)
