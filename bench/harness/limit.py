"""The limit: bench/limit.cpp, which is pagerefs searched by hand-written code."""

from . import ours
from .contender import Contender
from .models import ROOT, Model


def contender(model: Model) -> Contender | None:
    """None where its one word is too small for the model."""
    if 6 * model.constants["P"] + 5 * model.constants["T"] + 8 > 64:
        return None
    constants = [f"-D{name}={value}" for name, value in model.constants.items()]
    flags = ["-O3", "-march=native", "-std=c++20", *constants]
    return Contender(
        name="the limit",
        model=model,
        build=[["g++", *flags, "-o", "limit", str(ROOT / "bench/limit.cpp")]],
        command=["./limit"],
        read=ours.read,
    )
