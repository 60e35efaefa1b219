"""What the tool says of one design: first beside the release, then with the rest of the system."""

from dataclasses import asdict, dataclass, field
from pathlib import Path

from .scenarios import BASELINE, Scenario, overridden
from .tool import ROOT, Tool

LONGER = 20


@dataclass
class Limits:
    seconds: float  # of the processor, for a stage of a design
    states: int  # for a search
    with_others: int  # scenarios that are tried with actors
    tries: str  # for all sets of actors of a scenario together


@dataclass
class Finding:
    stage: str
    scenario: str
    property: str
    change: str
    depth: int | None
    environment: str = ""

    def is_plain(self) -> bool:
        """What held is violated. Else it was violated before and is in a new way, or nobody knows whether it held."""
        return self.change.startswith(("holds", "vacuous"))


@dataclass
class Judgement:
    name: str
    harmful: bool
    finding: Finding | None = None
    seconds: float = 0.0  # of the processor, until it was found or until the end
    reached: int = 0  # scenarios that come by the design
    searched: int = 0  # of which every execution was looked at, on both sides
    unfinished: list[str] = field(default_factory=list)
    no_time_left: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # what the comparison could not say, or what became vacuous
    with_others: list[str] = field(default_factory=list)  # how scenarios came out with actors
    ran: bool = False  # some thread executed some of the design

    def verdict(self) -> str:
        """Strict on both sides: a new way of what was violated before is no merit, and is an alarm."""
        if self.finding and not self.harmful:
            return "false alarm"
        if self.finding and self.finding.is_plain():
            return "found"
        if not self.ran or not self.searched:
            return "cannot say"
        return "missed" if self.harmful else "quiet"

    def json(self) -> dict:
        return {"name": self.name, "verdict": self.verdict(), **asdict(self)}


class Judge:
    def __init__(self, tool: Tool, scenarios: list[Scenario], limits: Limits):
        self.tool, self.scenarios, self.limits = tool, scenarios, limits

    def judge(self, design: Path) -> Judgement:
        said = Judgement(design.stem, design.parent.name == "defects")
        reaching = [scenario.path for scenario in self.scenarios if scenario.reaches(overridden(design))]
        said.reached = len(reaching)
        kernel = str(design.relative_to(ROOT))
        self._compare(said, kernel, reaching)
        if not said.finding or said.harmful and not said.finding.is_plain():
            self._with_others(said, kernel, reaching)
        return said

    # -- beside the release ----------------------------------------------------------------------------------------------

    def _compare(self, said: Judgement, kernel: str, reaching: list[str]) -> None:
        """What was violated before and is in a new way is kept in case nothing plainer comes, which is waited for a while."""
        for i, scenario in enumerate(reaching):
            if said.finding and said.finding.is_plain():
                return
            if said.seconds > self.limits.seconds / (3 if said.finding else 1):
                said.no_time_left = reaching[i:]
                return
            self._compare_in(said, kernel, scenario)

    def _ask_both(self, said: Judgement, kernel: str, scenario: str, states: int) -> dict:
        answer = self.tool.ask(
            *("compare", "--format", "json", "--baseline", BASELINE, "--kernel", kernel, "-j", "1", "--progress", "none"),
            *("--max-states", str(states), scenario),
        )
        said.seconds += answer.seconds
        return answer.json()

    def _compare_in(self, said: Judgement, kernel: str, scenario: str) -> None:
        """Where something is worse and one of the two was not searched whole, that is worth a longer search."""
        told = self._ask_both(said, kernel, scenario, self.limits.states)
        if any(self._may_be_worse(change) for change in told["changes"]):
            told = self._ask_both(said, kernel, scenario, LONGER * self.limits.states)
        runs = told["scenarios"][0]["runs"] if told["scenarios"] else []
        if any(run["fate"] != "searched" for run in runs) or not runs:
            return
        said.ran |= any(run.get("patched", {}).get("ran", 0) > 0 for run in runs)
        if all(run["exhaustive"] for run in runs):
            said.searched += 1
        else:
            said.unfinished.append(scenario)
        self._changes(said, kernel, scenario, told)

    @staticmethod
    def _may_be_worse(change: dict) -> bool:
        """One side is violated and of the other nobody knows, or what held was cut short."""
        if change["from"].startswith("inconclusive"):
            return change["change"] == "broken"
        return change["to"].startswith("inconclusive") and not change["from"].startswith("violated")

    @staticmethod
    def _changes(said: Judgement, kernel: str, scenario: str, told: dict) -> None:
        for change in told["changes"]:
            if change["change"] == "unknown":
                said.unknown.append(f"{scenario}: {change['property']}")
            if change["change"] != "broken" or said.finding and not change["from"].startswith(("holds", "vacuous")):
                continue
            if said.finding and said.finding.is_plain():
                return
            if change["to"].startswith("inconclusive") or said.harmful and not change["to"].startswith("violated"):
                said.unknown.append(f"{scenario}: {change['property']}, {change['to']}")
                continue
            depths = [
                verdict.get("depth")
                for prop in told["scenarios"][0]["properties"]
                for verdict in prop["verdicts"]
                if prop["name"] == change["property"] and verdict["kernel"] == kernel
            ]
            how = f"{change['from']} -> {change['to']}" + (", in a new way" if change.get("ways") and change["from"] == change["to"] else "")
            said.finding = Finding("compare", scenario, change["property"], how, depths[0] if depths else None)

    # -- with the rest of the system ---------------------------------------------------------------------------------------

    def _with_others(self, said: Judgement, kernel: str, reaching: list[str]) -> None:
        begin = said.seconds
        for scenario in reaching[: self.limits.with_others]:
            if said.finding and said.finding.is_plain() or said.seconds - begin > self.limits.seconds:
                break
            self._with_any(said, kernel, scenario)

    def _check(self, said: Judgement, kernel: str, scenario: str, environment: str) -> dict:
        answer = self.tool.ask(
            *("check", "--json", "--kernel", kernel, "--environment", environment, "-j", "1", "--progress", "none"),
            *("--max-states", str(self.limits.states), "--timeout", self.limits.tries, scenario),
        )
        said.seconds += answer.seconds
        return answer.json()["runs"][0]

    def _with_any(self, said: Judgement, kernel: str, scenario: str) -> None:
        run = self._check(said, kernel, scenario, "any")
        said.with_others.append(f"{scenario}: {run['result']}")
        violated = [p for p in run.get("properties", []) if p["outcome"] == "violated" and not p["from_scenario"]]
        if not violated:
            return
        actors = ",".join(actor["name"] for actor in run["environment"]) or "none"
        before = {p["name"]: p["outcome"] for p in self._check(said, BASELINE, scenario, actors).get("properties", [])}
        for prop in violated:
            if before.get(prop["name"]) in ("holds", "vacuous"):
                how = f"{before[prop['name']]} -> violated"
                said.finding = Finding("environment", scenario, prop["name"], how, prop.get("depth"), actors)
                return
        said.with_others[-1] += f", and so is {BASELINE} with {actors}"
