"""Which of the shipped scenarios come by a design, the smallest first."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from .tool import ROOT, Tool

BASELINE = "6.12"
MODEL = ROOT / "model/linux"
_OVERRIDE = re.compile(r"^override [^(\n]*?(?:\([a-z]+\) [^(\n]*?)?(\w+)\(", re.MULTILINE)
_IMPORT = re.compile(r'^import "([^"]+)";', re.MULTILINE)

# What belongs to the machine and not to the kernel: docs/kernel.md, "What a scenario may change"
MACHINE = {"pageblock_nr_pages", "signal_pending", "first_memory_callback", "last_memory_callback", "host_is_busy"}


def overridden(file: Path) -> set[str]:
    """The functions that a file replaces."""
    return set(_OVERRIDE.findall(file.read_text()))


def _brought(file: Path, seen: set[Path]) -> set[Path]:
    """A scenario and what it imports, but for kernel designs."""
    seen.add(file)
    for name in _IMPORT.findall(file.read_text()):
        for imported in ((file.parent / name).resolve(), MODEL / name):
            if imported.exists() and imported not in seen and imported.parent != MODEL / "designs":
                _brought(imported, seen)
                break
    return seen


def changes_the_kernel(file: Path) -> bool:
    """What breaks in such a scenario may be its own doing: it shows a kernel without some line, or parts of a later one."""
    return any(overridden(brought) - MACHINE for brought in _brought(file, set()))


@dataclass
class Scenario:
    path: str
    bits: int  # of a state: the best guess of how long a search takes that costs no search
    functions: set[str]  # that a thread may call

    def reaches(self, functions: set[str]) -> bool:
        return bool(functions & self.functions)


def _read(tool: Tool, file: Path) -> Scenario | None:
    path = str(file.relative_to(ROOT))
    answer = tool.ask("info", "--code", "--kernel", BASELINE, path)
    bits = re.search(r"^State: (\d+) bits", answer.text, re.MULTILINE)
    if answer.status != 0 or not bits:
        return None  # written for another kernel
    threads = answer.text.partition("\nthread ")[2]
    return Scenario(path, int(bits[1]), set(re.findall(r"^ *\d+ +enter (\w+)", threads, re.MULTILINE)))


def survey(tool: Tool, jobs: int) -> list[Scenario]:
    files = [file for file in sorted((ROOT / "examples").rglob("*.race")) if not changes_the_kernel(file)]
    with ThreadPoolExecutor(jobs) as pool:
        read = pool.map(lambda file: _read(tool, file), files)
    return sorted((scenario for scenario in read if scenario), key=lambda scenario: (scenario.bits, scenario.path))
