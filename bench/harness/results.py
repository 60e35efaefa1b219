"""What was measured, as JSON: bench/results/NAME.json holds the last run of an experiment, with every round of it."""

import json
import os
import platform
import re
import subprocess
from datetime import date
from pathlib import Path

from .models import ROOT
from . import ours
from .measure import Cost
from .rounds import PARTS, Row

FOLDER = ROOT / "bench" / "results"


def _first_line(command: list[str]) -> str:
    try:
        shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    except (OSError, subprocess.CalledProcessError):
        return "not there"
    return (shown.stdout or shown.stderr).strip().partition("\n")[0]


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found.group(1) if found else platform.machine()


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"


def _commit() -> str:
    dirty = _first_line(["git", "status", "--porcelain", "--untracked-files=no"])
    return _first_line(["git", "rev-parse", "--short=12", "HEAD"]) + (", changed" if dirty else "")


def circumstances() -> dict:
    """When, where, and with what."""
    return {
        "date": date.today().isoformat(),
        "commit": _commit(),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {_memory()}, Linux {platform.release().partition('-')[0]}",
        "load": round(os.getloadavg()[0], 2),
        "versions": [
            _first_line(["gcc", "--version"]),
            _first_line(["spin", "-V"]),
            _first_line(["rumur", "--version"]),
        ],
    }


def describe(row: Row) -> dict:
    return {
        "name": row.contender.name,
        "model": row.contender.model.title,
        "reduction": row.contender.reduction,
        "build": [_shown(command) for command in row.contender.build],
        "command": _shown(row.contender.command),
        "note": row.note,
        "states": row.counts.states if row.counts else 0,
        "transitions": row.counts.transitions if row.counts else 0,
        "samples": [{part: _costs(getattr(sample, part)) for part in PARTS} for sample in row.samples],
        "median": {part: _costs(row.median(part)) for part in PARTS if row.samples},
    }


def _costs(cost: Cost) -> dict:
    return {"wall": round(cost.wall, 3), "cpu": round(cost.cpu, 3), "peak_bytes": round(cost.peak_bytes)}


def _shown(command: list[str]) -> str:
    """As one would type it at the root of the repository."""
    return " ".join(command).replace(str(ours.binary), "pagerace").replace(f"{ROOT}/", "")


def write(experiment: str, circumstances: dict, rows: list[Row]) -> dict:
    result = {"experiment": experiment, **circumstances, "rows": [describe(row) for row in rows]}
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{experiment}.json").write_text(_a_row_a_line(result))
    return result


def _a_row_a_line(result: dict) -> str:
    head = [f"{json.dumps(key)}: {json.dumps(value)}," for key, value in result.items() if key != "rows"]
    rows = ",\n".join("  " + json.dumps(row) for row in result["rows"])
    return "\n ".join(["{", *head, '"rows": [']) + f"\n{rows}\n ]\n}}\n"


def read_all() -> dict[str, dict]:
    return {path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.json"))}
