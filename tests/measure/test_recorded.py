"""What readers see first was measured as it says, and follows the laws that hold anywhere."""

from datetime import date

import pytest

from explainers.core.brackets.numbers import dimensions, multiplications
from explainers.measure.jobs import count, sweep
from explainers.measure.recorded import JOBS, recorded
from explainers.measure.results import Job, Result


def test_everything_that_is_to_be_recorded_is() -> None:
    assert set(recorded()) == set(JOBS)
    for job, result in recorded().items():
        assert len(result.runs) == count(job)
        assert date.fromisoformat(result.date) >= date(2026, 1, 1)
        assert result.machine.processor
        assert all(run.median > 0 and run.compile > 0 for run in result.runs)


@pytest.mark.parametrize("job", [job for job in JOBS if job.kind == "modes"])
def test_recorded_counts_are_those_of_the_sweeps(job: Job) -> None:
    runs = recorded()[job].runs
    n, m = job.given[0]
    f, forward, reverse = (run.flops for run in runs[-3:])
    assert [(run.name, run.n, run.m) for run in runs[-3:]] == [
        ("f", n, m),
        ("jacfwd", n, m),
        ("jacrev", n, m),
    ]
    assert forward == pytest.approx((n + 1) * f, rel=0.02)
    assert reverse == pytest.approx((m + 1) * f, rel=0.02)


@pytest.mark.parametrize("job", [job for job in JOBS if job.kind == "brackets"])
def test_recorded_chains_count_two_operations_for_each_multiplication(job: Job) -> None:
    sizes, (u, v), *orders = job.given
    sides = dimensions(sizes, bool(u), bool(v))
    result: Result = recorded()[job]
    for order, run in zip(orders, result.runs[:-1], strict=True):
        assert run.flops == pytest.approx(2 * multiplications(sides, order), rel=0.02)


def test_a_sweep_of_shapes_grows_to_the_shape_that_was_asked_for() -> None:
    for n, m in ((1024, 4), (4, 1024), (300, 300), (1, 1), (2, 3), (1024, 1000)):
        shapes = sweep(n, m)
        assert shapes[-1] == (n, m)
        assert list(shapes) == sorted(set(shapes))
        assert all(1 <= a <= n and 1 <= b <= m for a, b in shapes)
        assert len(shapes) <= 5
