"""Measurements run apart, one at a time, to their end or until they are stopped."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from explainers.measure import bench as benches
from explainers.measure.bench import Bench, Ticket
from explainers.measure.results import Job, as_json, from_json

SMALL = Job("brackets", ((3, 2, 1), (0, 0), (0,)))
LARGE = Job("product")
PATIENCE = 60.0


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.close()


def asked(bench: Bench, job: Job) -> Ticket:
    ticket = bench.ask(job)
    assert ticket is not None
    return ticket


def until(condition: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def test_a_measurement_runs_to_its_end_and_is_kept(bench: Bench) -> None:
    assert bench.result(SMALL) is None
    ticket = asked(bench, SMALL)
    until(lambda: not ticket.active)
    assert ticket.stage == "done"
    assert ticket.done == ticket.of == 2
    result = bench.result(SMALL)
    assert result is not None
    product, call = result.runs
    assert product.flops == pytest.approx(2 * 3 * 2 * 1, abs=3)
    assert call.name == "call"
    assert 0 < product.low <= product.median <= product.high
    assert product.compile > 0
    assert result.machine.used == 1 or sys.platform != "linux"
    assert from_json(as_json(result)) == result


def test_measurements_take_turns_and_a_stop_ends_one_at_once(bench: Bench) -> None:
    running, behind, last = asked(bench, LARGE), asked(bench, SMALL), asked(bench, SMALL)
    until(lambda: running.stage == "running" and running.of)
    assert (bench.ahead(running), bench.ahead(behind), bench.ahead(last)) == (0, 1, 2)
    bench.stop(last)
    assert last.stage == "stopped"
    process = bench._process
    assert process is not None
    bench.stop(running)
    until(lambda: process.poll() is not None)
    until(lambda: not behind.active)
    assert (running.stage, behind.stage, last.stage) == ("stopped", "done", "stopped")
    assert bench.result(LARGE) is None


def test_a_measurement_that_breaks_off_is_said_to_have_failed(bench: Bench) -> None:
    ticket = asked(bench, LARGE)
    until(lambda: ticket.of)
    process = bench._process
    assert process is not None
    process.terminate()
    until(lambda: not ticket.active)
    assert ticket.stage == "failed"


def test_a_full_queue_takes_no_more(bench: Bench) -> None:
    tickets = [bench.ask(LARGE) for _ in range(benches.LONGEST_QUEUE + 3)]
    assert tickets[-1] is None


def test_nobody_waits_for_what_nobody_looks_at(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benches, "FORGOTTEN", 0.5)
    ticket = asked(bench, LARGE)
    until(lambda: not ticket.active)
    assert ticket.stage == "stopped"


def test_a_bench_that_is_closed_ends_its_process(bench: Bench) -> None:
    ticket = asked(bench, LARGE)
    until(lambda: ticket.of)
    process = bench._process
    assert process is not None
    bench.close()
    until(lambda: process.poll() is not None)
    assert bench.ask(SMALL) is None


def test_the_worker_loads_no_streamlit_and_gives_way() -> None:
    code = (
        "import sys; from explainers.measure import jobs, results, worker;"
        "import os; before = os.nice(0); worker.give_way();"
        "print('streamlit' in sys.modules, 'plotly' in sys.modules, os.nice(0) - before)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split()[:2] == ["False", "False"]
    assert int(told.stdout.split()[2]) > 0
