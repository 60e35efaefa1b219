"""The models, and the counts that every exhaustive search of them must have."""

from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MODELS = ROOT / "bench" / "models"


@dataclass(frozen=True)
class Model:
    """One model at one size, in three languages: `race`, and beside it in bench/models/ NAME.pml and NAME.m."""

    name: str
    race: Path
    constants: dict[str, int] = field(hash=False)
    states: int = 0
    transitions: int = 0
    symmetric_states: int = 0  # with threads that are alike exchanged; 0: not known

    @property
    def title(self) -> str:
        return " ".join([self.name, *(f"{name}={value}" for name, value in self.constants.items())])

    def __str__(self) -> str:
        return "-".join([self.name, *(str(value) for value in self.constants.values())])

    @property
    def promela(self) -> Path:
        return MODELS / f"{self.name}.pml"

    @property
    def murphi(self) -> Path:
        return MODELS / f"{self.name}.m"


# P and T, then states, transitions, and states with walkers exchanged. Found alike by SPIN, Rumur, TLC, LTSmin and a plain
# loop; 5 6 by loops alone.
_PAGEREFS = {
    (2, 2): (242, 781, 0),
    (3, 3): (5_500, 25_999, 1_331),
    (4, 3): (19_881, 98_368, 0),
    (4, 4): (156_315, 961_853, 11_582),
    (4, 5): (1_237_301, 9_171_292, 27_039),
    (5, 5): (5_351_166, 40_383_701, 0),
    (4, 6): (9_900_273, 86_181_101, 57_589),
    (5, 6): (52_554_026, 465_001_536, 0),
    (4, 7): (80_187_121, 803_375_424, 0),
}

# Pages and scanners, then as above. Found alike by pagerace, SPIN and Rumur, which alone exchanged the scanners.
_LATE_PUT = {(3, 3): (5_818, 20_307, 1_292), (3, 5): (323_550, 1_675_863, 7_418)}
_OFFLINING = {(2, 2): (9_998, 25_145, 5_353), (2, 4): (336_224, 1_357_261, 27_623)}


def pagerefs(pages: int, walkers: int) -> Model:
    """Also of sizes that nobody has counted."""
    counts = _PAGEREFS.get((pages, walkers), (0, 0, 0))
    return Model("pagerefs", ROOT / "examples/bench/pagerefs.race", {"P": pages, "T": walkers}, *counts)


def late_put(pages: int, scanners: int) -> Model:
    constants = {"NR_PAGES": pages, "NR_SCANNERS": scanners}
    return Model("late-put", MODELS / "late-put.race", constants, *_LATE_PUT[pages, scanners])


def offlining(pages: int, scanners: int) -> Model:
    constants = {"NR_PAGES": pages, "NR_SCANNERS": scanners}
    return Model("offlining", MODELS / "offlining.race", constants, *_OFFLINING[pages, scanners])
