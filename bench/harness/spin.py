"""SPIN: spin -a, the C compiler, and the checker that they make."""

import math
import os

from .contender import Contender, Counts, number
from .models import Model

# -DNOREDUCE: no partial-order reduction. -DSAFETY: nothing that only liveness needs.
_MODES = {
    "full": ["-DNOREDUCE"],
    "collapse": ["-DNOREDUCE", "-DCOLLAPSE"],
    "bfs": ["-DNOREDUCE", "-DBFS"],
    "por": [],
}
MODES = tuple(_MODES)


def _read(output: str) -> Counts:
    transitions = number(r"^ *([\d.e+]+) transitions \(=", output)
    return Counts(
        states=number(r"^ *([\d.e+]+) states, stored", output),
        transitions=transitions - 1,  # the initial state counts as one
        holds="errors: 0" in output and "Search not completed" not in output and "too small" not in output,
        tolerance=transitions // 10**8,  # eight digits are all that it prints
    )


def _memory_limit() -> int:
    """In MB; without it the checker stops at 1 GB."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20


def contender(model: Model, mode: str) -> Contender:
    # Its table and its stack get the size that they need: a table that grows costs it time, a deeper stack memory.
    states = model.states or 1 << 24
    sizes = [f"-w{max(18, math.ceil(math.log2(states)))}", *([] if mode == "bfs" else [f"-m{max(10_000, states // 10)}"])]
    constants = [f"-D{name}={value}" for name, value in model.constants.items()]
    constants += ["-DHOOK=1"] if model.name == "pagerefs" else []
    compile_flags = ["-O3", "-w", "-DSAFETY", f"-DMEMLIM={_memory_limit()}", *_MODES[mode]]
    return Contender(
        name=f"SPIN, {mode}",
        model=model,
        # -o3: no two statements become one step, so that counts can be compared
        build=[["spin", "-a", "-o3", *constants, str(model.promela)], ["gcc", *compile_flags, "-o", "pan", "pan.c"]],
        command=["./pan", *sizes],
        read=_read,
        reduction="some" if mode == "por" else "",
    )
