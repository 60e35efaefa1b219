"""The table of README.md, from results.json and from what a reader found out about each miss (remarks.json)."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
README = FOLDER / "README.md"
RESULTS = FOLDER / "results.json"
REMARKS = FOLDER / "remarks.json"
BEGIN, END = "<!-- the table: bench/blind/run writes it -->", "<!-- end of the table -->"


def _by(judged: dict) -> str:
    found = judged["finding"]
    if not found:
        return f"nothing new in {judged['searched']} of {judged['reached']} scenarios"
    others = f" with {found['environment']}" if found["environment"] else ""
    depth = f" @{found['depth']}" if found["depth"] is not None else ""
    if not found["change"].startswith("holds -> violated"):
        depth = f" ({found['change']})"
    return f"`{found['property']}`{depth} in [{Path(found['scenario']).stem}](../../{found['scenario']}){others}"


def _row(folder: str, judged: dict, remarks: dict) -> str:
    name = f"[{judged['name']}]({folder}/{judged['name']}.race)"
    return f"| {name} | {judged['verdict']} | {_by(judged)} | {judged['seconds']:.0f} | {remarks.get(judged['name'], '')} |"


def counts(results: dict) -> dict:
    told = {"defects": len(results["defects"]), "harmless": len(results["harmless"])}
    for judged in results["defects"] + results["harmless"]:
        told[judged["verdict"]] = told.get(judged["verdict"], 0) + 1
    return told


def summary(results: dict) -> str:
    told = counts(results)
    unsaid = told.get("cannot say", 0)
    return (
        f"Found: {told.get('found', 0)} of {told['defects']} defects. "
        f"False alarms: {told.get('false alarm', 0)} of {told['harmless']} harmless changes. "
        f"Cannot say: {unsaid}."
    )


def markdown(results: dict) -> str:
    remarks = json.loads(REMARKS.read_text()) if REMARKS.exists() else {}
    at = results["circumstances"]
    lines = [summary(results), f"({at['date']}, {at['commit']}, {at['machine']})", ""]
    for folder in ("defects", "harmless"):
        lines += [f"| {folder} | verdict | by what | CPU seconds | remarks |", "| --- | --- | --- | ---: | --- |"]
        lines += [_row(folder, judged, remarks) for judged in results[folder]] + [""]
    return "\n".join(lines)


def write(results: dict) -> None:
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    if README.exists():
        before, _, rest = README.read_text().partition(BEGIN)
        README.write_text(f"{before}{BEGIN}\n\n{markdown(results)}\n{END}{rest.partition(END)[2]}")
