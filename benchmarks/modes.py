"""Every measurement that the lessons on order and cost and on colourings offer, printed.

``--record`` writes them to explainers/measure/recorded.json, which readers see first.
"""

import argparse
import json
import time
from pathlib import Path

from explainers.core.numerals import numeral
from explainers.measure.bench import Bench
from explainers.measure.recorded import JOBS
from explainers.measure.results import Job, Result, as_json

FILE = Path(__file__).parents[1] / "explainers" / "measure" / "recorded.json"


def measured(bench: Bench, job: Job) -> Result:
    """The result of a job, waited for."""
    ticket = bench.ask(job)
    if ticket is None:
        raise RuntimeError("the queue is full")
    while ticket.active:
        bench.ahead(ticket)
        time.sleep(0.1)
    result = bench.result(job)
    if result is None:
        raise RuntimeError(f"{job} was {ticket.stage}")
    return result


def told(job: Job, result: Result) -> str:
    """A table of the runs, and the winner where two programs compete at one size."""
    lines = [f"{job.kind} {job.given}"]
    for run in result.runs:
        lines.append(
            f"  {run.name:26} n={run.n:<5} m={run.m:<5} {numeral(1e3 * run.median):>9} ms"
            f"   {numeral(run.flops):>10} flops   {run.temporary:>10,} B"
            f"   compiled in {numeral(1e3 * run.compile)} ms"
        )
    if job.kind == "modes":
        first, second = result.runs[-2:]
        slow, fast = sorted((first, second), key=lambda run: -run.median)
        ratio = numeral(slow.median / fast.median)
        lines.append(f"  -> {fast.name} wins at n={fast.n}, m={fast.m}, by {ratio} times")
    return "\n".join(lines)


def main() -> None:
    """Measure all jobs, print them, and record them if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="write recorded.json")
    wanted = parser.parse_args()
    bench = Bench()
    found: list[tuple[Job, Result]] = []
    for job in JOBS:
        result = measured(bench, job)
        print(told(job, result), flush=True)
        found.append((job, result))
    machine = found[0][1].machine
    print(f"{machine.processor}, {machine.used} of {machine.cores} cores, JAX {machine.jax}")
    bench.close()
    if wanted.record:
        items = [{"job": job._asdict(), "result": as_json(result)} for job, result in found]
        FILE.write_text(json.dumps(items, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
