"""What was measured beforehand: recorded.json, written by ``make bench-modes``."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from explainers.core.brackets import numbers as brackets
from explainers.measure.results import Job, Result, from_json, job_from_json

SHAPES = ((1024, 4), (4, 1024), (300, 300))
"""Wide, tall and square."""


def brackets_job(sizes: tuple[int, ...], u: bool, v: bool, order: brackets.Order) -> Job:
    """The orders of a chain worth timing: the usual two, the best, the worst, and this one."""
    sides = brackets.dimensions(sizes, u, v)
    factors = len(sides) - 1
    usual = (brackets.from_left(factors), brackets.from_right(factors))
    named = [*usual, brackets.best(sides), brackets.worst(sides)]
    if len(order) == factors - 1:
        named.append(order)
    orders = dict.fromkeys(brackets.canonical(factors, one) for one in named)
    return Job("brackets", (sizes, (int(u), int(v)), *orders))


JOBS: tuple[Job, ...] = (
    brackets_job((300, 200, 100, 1), False, True, (1, 0, 0)),
    brackets_job((500, 500, 500, 1), False, False, (1, 0)),
    *(Job("modes", (shape,)) for shape in SHAPES),
    Job("mistakes"),
    Job("product"),
    Job("chunks"),
    Job("sparse"),
    Job("memory"),
    Job("implicit"),
)
"""What is recorded."""


@cache
def recorded() -> Mapping[Job, Result]:
    """Recorded results by job."""
    text = resources.files("explainers.measure").joinpath("recorded.json").read_text("utf-8")
    return MappingProxyType(
        {job_from_json(item["job"]): from_json(item["result"]) for item in json.loads(text)}
    )
