"""The process that measures: reads a job, writes its runs, one JSON object a line.

It gives way to every other process and uses one core only, so that those who drag
meanwhile do not notice.
"""

import json
import os
import sys
import threading
from datetime import UTC, datetime

NICE = 10


def give_way() -> None:
    """Take the lowest useful priority, and the last of the cores, where the system lets us."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def end_with_server() -> None:
    """Wait for the end of the standard input, which comes when its server is gone, and go too."""
    while os.read(sys.stdin.fileno(), 1):  # sys.stdin's own lock would outlive the interpreter
        pass
    os._exit(1)


def main() -> None:
    """Measure the job on the standard input."""
    give_way()
    # Only now: JAX takes as many threads as it finds cores.
    from explainers.measure import jobs
    from explainers.measure.results import job_from_json, machine

    def say(**line: object) -> None:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    job = job_from_json(json.loads(sys.stdin.readline()))
    threading.Thread(target=end_with_server, daemon=True).start()
    say(of=jobs.count(job))
    for run in jobs.steps(job):
        say(run=run._asdict())
    say(machine=machine()._asdict(), date=datetime.now(UTC).date().isoformat())


if __name__ == "__main__":
    main()
