"""What is said of chains and measurements follows from their numbers."""

import pytest

from explainers.lessons.brackets import captions
from explainers.measure.results import Job, Run
from explainers.permalink.brackets import State


def run(name: str, median: float, n: int = 8, m: int = 2, flops: float = 100.0) -> Run:
    return Run(name, n, m, flops, 2048, 0.1, median, median, median, 9)


def test_the_ratio_tells_its_special_cases_apart() -> None:
    assert "towards dn/(n + d) = 75" in captions.ratio(State().sizes)
    assert "twice dn/(n + d)" in captions.ratio(State(sizes=(300, 1, 100, 1)).sizes)
    assert "with n = 1 it lies" in captions.ratio(State(sizes=(1, 200, 100, 1)).sizes)
    assert "with n = 1 and d = 1" in captions.ratio(State(sizes=(1, 200, 1, 1)).sizes)


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (1.26, "1.3"),
        (75.28, "75"),
        (250.5, "250"),
        (245, "250"),
        (995, "1,000"),
        (12345.6, "12,000"),
    ],
)
def test_a_factor_has_the_digits_that_the_figure_gives_it(ratio: float, said: str) -> None:
    assert captions.factor(ratio) == said  # as tests/js/brackets.test.js has it


def test_the_verdict_names_the_faster_and_judges_the_guess() -> None:
    runs = (run("f", 1e-5), run("jacfwd", 3e-3), run("jacrev", 1e-4))
    assert captions.verdict("jacrev", runs).startswith(
        "**As you said.** jacrev is 30 times as fast: 0.1 ms against 3 ms."
    )
    assert captions.verdict("jacfwd", runs).startswith("**Not as you said.**")
    assert captions.verdict("", runs).startswith("jacrev is 30 times")


def test_times_that_are_close_are_called_even() -> None:
    runs = (run("f", 1e-5), run("jacfwd", 1.1e-3), run("jacrev", 1e-3))
    assert captions.verdict("neither", runs).startswith("**As you said.** Even")
    assert captions.verdict("jacrev", runs).startswith("**Not as you said.** Even")


def test_the_note_on_squares_is_for_squares() -> None:
    assert captions.square_note((run("jacfwd", 1.0), run("jacrev", 2.0))) == ""
    square = (run("jacfwd", 1.1, 3, 3), run("jacrev", 1.0, 3, 3))
    assert "jacrev was ahead, by 10 %" in captions.square_note(square)


def test_predictions_multiply_the_function_alone() -> None:
    runs = (run("f", 2.0, 8, 2), run("jacfwd", 9.0, 8, 2), run("jacrev", 9.0, 8, 2))
    assert captions.sweeps_predicted(runs, "jacfwd", lambda one: one.median) == [18.0]
    assert captions.sweeps_predicted(runs, "jacrev", lambda one: one.median) == [6.0]


def test_wrong_times_are_told_by_how_much() -> None:
    runs = [
        run(f"{call} {way}", median)
        for call in ("jacfwd", "jacrev")
        for way, median in zip(captions.MISTAKES, (2e-3, 1e-5, 0.2, 4e-3), strict=True)
    ]
    table = captions.mistakes_table(runs)
    assert "| 2 ms | — |" in table
    assert "÷200" in table
    assert "×100" in table
    assert "×2" in table


def test_a_chain_too_small_for_the_clock_is_called_so() -> None:
    small = [run("0", 2e-5), run("call", 1e-5)]
    large = [run("0", 2e-3), run("call", 1e-5)]
    assert "too small" in captions.call_floor(small)
    assert "too small" not in captions.call_floor(large)


def test_the_table_of_a_chain_counts_by_formula() -> None:
    job = Job("brackets", ((300, 200, 100, 1), (0, 0), (1, 0), (0, 0)))
    table = captions.chain_table(job, (0, 0), [run("0", 3e-3), run("1", 1e-4), run("call", 1e-5)])
    assert "| multiplications | 6,030,000 | 80,000 |" in table
    assert "| predicted ratio | 75 | 1 |" in table
    assert "| Forward mode | Reverse mode, fewest, on screen |" in table
    assert "| **measured ratio** | **30** | **1** |" in table


@pytest.mark.parametrize(
    ("count", "text"), [(12, "12 B"), (2048, "2.05 kB"), (9_437_184, "9.44 MB")]
)
def test_memory_is_told_in_a_unit_that_suits_it(count: int, text: str) -> None:
    assert captions.size_of(count) == text
