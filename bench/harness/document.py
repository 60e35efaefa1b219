"""Writes the tables of docs/performance.md, between their markers. The words around them are written by hand."""

import re
import textwrap

from . import goals
from .models import ROOT

PATH = ROOT / "docs" / "performance.md"
_SECTION = re.compile(r"(<!-- bench/run writes: (\S+) -->\n).*?(<!-- until here -->)", re.DOTALL)


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """Markdown; all columns but the first are numbers."""
    lines = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _seconds(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _row(row: dict, clock: str, several_models: bool) -> list[str]:
    name = f"{row['name']}, {row['model']}" if several_models else row["name"]
    if not row["samples"]:
        return [name, row["note"], *[""] * 7]
    if row["note"]:
        name += f" ({row['note']})"
    median = row["median"]
    build = median["whole"][clock] - median["search"][clock]
    search = median["search"]
    return [
        name,
        f"{row['states']:,}",
        f"{row['transitions']:,}",
        _seconds(max(build, 0)),
        _seconds(search[clock]),
        _seconds(median["whole"][clock]),
        f"{row['transitions'] / max(search[clock], 0.001) / 1e6:.2f}",
        f"{search['peak_bytes'] / 2**20:.0f}",
        f"{search['peak_bytes'] / row['states']:.1f}" if row["states"] >= 1_000_000 else "",
    ]


def _circumstances(result: dict) -> list[str]:
    clock = "the clock's" if result["clock"] == "wall" else "of CPU time, all threads together"
    rounds = f"{result['rounds']} rounds by turns, medians" if result["rounds"] > 1 else "one round"
    text = (
        f"{result['date']}, commit {result['commit']}; {rounds}; seconds are {clock}. {result['machine']}; load at the"
        f" start {result['load']}. {'; '.join(result['versions'])}."
    )
    return [*textwrap.wrap(text, 120), ""]


def table_of(result: dict) -> list[str]:
    several = len({row["model"] for row in result["rows"]}) > 1
    heads = ["", "states", "transitions", "build, s", "search, s", "whole, s", "M transitions/s", "MB", "bytes a state"]
    return _circumstances(result) + _table(heads, [_row(row, result["clock"], several) for row in result["rows"]])


def _commands(all_results: dict[str, dict]) -> list[str]:
    """Once each, whatever the model's size."""
    lines = []
    for row in next((r["rows"] for name, r in all_results.items() if name == "pagerefs-4-6"), []):
        lines += [f"# {row['name']}", *row["build"], row["command"]]
    return ["```sh", *lines, "```"]


def write(all_results: dict[str, dict]) -> None:
    """A section whose experiment never ran stays as it is."""
    sections = {name: table_of(result) for name, result in all_results.items()}
    sections["goals"] = _table(["", "wanted", "measured", ""], goals.rows(all_results))
    sections["commands"] = _commands(all_results)

    def replaced(match: re.Match) -> str:
        lines = sections.get(match[2])
        return match[0] if lines is None else match[1] + "\n".join(lines) + "\n" + match[3]

    PATH.write_text(_SECTION.sub(replaced, PATH.read_text()))
