"""What is asked of a measurement and what comes of it: plain data, as JSON and back."""

import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, cast

Kind: TypeAlias = Literal[
    "brackets", "modes", "mistakes", "product", "chunks", "sparse", "memory", "implicit"
]


class Job(NamedTuple):
    """What to measure; ``given`` are the whole numbers that this kind of job needs."""

    kind: Kind
    given: tuple[tuple[int, ...], ...] = ()


class Run(NamedTuple):
    """One program at one size: what XLA counts and what the clock says."""

    name: str
    n: int
    m: int
    flops: float
    temporary: int
    """Bytes beside arguments and results."""
    compile: float
    """Seconds."""
    median: float
    low: float
    high: float
    runs: int


class Machine(NamedTuple):
    """Where it was measured."""

    processor: str
    cores: int
    used: int
    """Cores that the measurement was let use."""
    jax: str


class Result(NamedTuple):
    """All runs of a job, the machine, and the day."""

    runs: tuple[Run, ...]
    machine: Machine
    date: str
    """As ISO 8601 has it."""


def as_json(result: Result) -> dict[str, Any]:
    """A result as nested dicts and lists."""
    return {
        "runs": [run._asdict() for run in result.runs],
        "machine": result.machine._asdict(),
        "date": result.date,
    }


def from_json(sent: Mapping[str, Any]) -> Result:
    """A result from what ``as_json`` made of it."""
    return Result(
        tuple(Run(**run) for run in sent["runs"]), Machine(**sent["machine"]), sent["date"]
    )


def job_from_json(sent: Mapping[str, Any]) -> Job:
    """A job from the dict that its ``_asdict`` gave."""
    given = cast(list[list[int]], sent["given"])
    return Job(sent["kind"], tuple(tuple(numbers) for numbers in given))


def machine() -> Machine:
    """This machine, as far as it says what it is."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return Machine(_processor(), os.cpu_count() or 1, usable or 1, version("jax"))


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.is_file():
        for line in told.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine() or "unknown processor"
