"""What a trace of the browser says: how busy its main thread was, and what reached the screen."""

import json
from collections import defaultdict
from typing import Any, NamedTuple

CATEGORIES = ["disabled-by-default-devtools.timeline", "viz"]
"""What must be traced: the tasks of each thread, the frames that are committed and shown."""

Event = dict[str, Any]


class Task(NamedTuple):
    """A task of a thread, in microseconds."""

    start: float
    took: float
    work: float


def read(trace: bytes) -> list[Event]:
    """Events of a trace."""
    return json.loads(trace)["traceEvents"]


def shown(events: list[Event]) -> int:
    """How many pictures reached the screen, whichever thread they came from."""
    return sum(event["name"] == "Display::DrawAndSwap" and event["ph"] == "X" for event in events)


def busy(events: list[Event], duration: str) -> list[float]:
    """Milliseconds of tasks on the page's main thread, frame by frame.

    A frame lasts from the task that draws it to the task that draws the next one. What a
    task takes is counted by the clock, "dur", or by the thread's own, "tdur".
    """
    tasks: dict[tuple[int, int], list[Task]] = defaultdict(list)
    commits: dict[tuple[int, int], list[float]] = defaultdict(list)
    for event in events:
        if event["ph"] != "X":
            continue
        thread = (event["pid"], event["tid"])
        if event["name"] == "RunTask":
            tasks[thread].append(Task(event["ts"], event["dur"], event.get(duration, 0)))
        elif event["name"] == "Commit":
            commits[thread].append(event["ts"])
    page = max(commits, key=lambda thread: len(commits[thread]), default=None)
    if page is None:
        return []
    return _by_frame(sorted(tasks[page]), sorted(commits[page]))


def _by_frame(tasks: list[Task], commits: list[float]) -> list[float]:
    frames: list[float] = []
    waiting = iter([*commits, float("inf")])
    commit = next(waiting)
    for start, took, work in tasks:
        if start <= commit < start + took:
            frames.append(0.0)
            while commit < start + took:
                commit = next(waiting)
        if frames:
            frames[-1] += work / 1000
    return frames
