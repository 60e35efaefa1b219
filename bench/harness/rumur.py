"""Rumur, for Murphi: it writes a checker in C, and the C compiler makes it."""

import re

from .contender import Contender, Counts, number
from .models import Model


def _read(output: str) -> Counts:
    return Counts(
        states=number(r"(\d+) states, \d+ rules fired", output),
        transitions=number(r"\d+ states, (\d+) rules fired", output),
        holds="No error found" in output,
    )


def _source(model: Model, symmetric: bool) -> str:
    """Murphi has no constants from outside, and says in a type whether threads are alike."""
    text = model.murphi.read_text()
    for name, value in model.constants.items():
        text, found = re.subn(rf"^(  {name}:) \d+;", rf"\1 {value};", text, flags=re.MULTILINE)
        assert found == 1, f"{model.murphi} has no constant {name}"
    if symmetric:
        text, found = re.subn(r"^(  \w+:) .*;  -- symmetric: (.*)$", r"\1 \2;", text, flags=re.MULTILINE)
        assert found == 1, f"{model.murphi} does not say how to make it symmetric"
    return text


def contender(model: Model, symmetric: bool = False) -> Contender:
    options = ["--deadlock-detection", "off", "--threads", "1"]
    if symmetric:
        options += ["--symmetry-reduction", "heuristic"]
    return Contender(
        name="Rumur, symmetry" if symmetric else "Rumur",
        model=model,
        sources={"model.m": _source(model, symmetric)},
        build=[
            ["rumur", *options, "-o", "model.c", "model.m"],
            ["gcc", "-O3", "-std=c11", "-mcx16", "-w", "-o", "model", "model.c", "-lpthread"],
        ],
        command=["./model"],
        read=_read,
        reduction="walkers" if symmetric else "",
    )
