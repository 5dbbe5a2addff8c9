"""From a trace of the browser to how long its main thread was busy in each frame."""

import json
from collections import defaultdict
from typing import Any

CATEGORIES = ["disabled-by-default-devtools.timeline"]
"""What must be traced: the tasks of each thread, and the frames that are committed."""


def busy(trace: bytes) -> list[float]:
    """Milliseconds of tasks on the page's main thread, frame by frame.

    A frame lasts from the task that draws it to the task that draws the next one.
    """
    events: list[dict[str, Any]] = json.loads(trace)["traceEvents"]
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    commits: dict[tuple[int, int], list[float]] = defaultdict(list)
    for event in events:
        thread = (event["pid"], event["tid"])
        if thread in mains and event["ph"] == "X":
            if event["name"] == "RunTask":
                tasks[thread].append((event["ts"], event["dur"]))
            elif event["name"] == "Commit":
                commits[thread].append(event["ts"])
    page = max(tasks, key=lambda thread: sum(took for _, took in tasks[thread]))
    return _by_frame(sorted(tasks[page]), sorted(commits[page]))


def _by_frame(tasks: list[tuple[float, float]], commits: list[float]) -> list[float]:
    frames: list[float] = []
    waiting = iter([*commits, float("inf")])
    commit = next(waiting)
    for start, took in tasks:
        if start <= commit < start + took:
            frames.append(0.0)
            while commit < start + took:
                commit = next(waiting)
        if frames:
            frames[-1] += took / 1000
    return frames
