"""What Hessians cost, measured beforehand: hessians.json, by ``make bench-hessians``."""

import json
from functools import cache
from importlib import resources
from typing import NamedTuple


class Record(NamedTuple):
    """Seconds of each program by the number of inputs, and what they were measured on."""

    date: str
    machine: str
    jax: str
    seconds: dict[str, dict[str, float]]


@cache
def record() -> Record:
    """The record that the lesson on curvature shows."""
    text = resources.files("explainers.measure").joinpath("hessians.json").read_text("utf-8")
    return Record(**json.loads(text))
