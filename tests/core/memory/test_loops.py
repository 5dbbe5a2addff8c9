"""Loops: derivatives by the product of slopes, what is kept, and what JAX raises."""

import mpmath as mp
import pytest

from explainers.core.memory import loops


def slope(rounds: int | None) -> float:
    """Product of 1 + 0.1(1 − 2x), for so many rounds or until x reaches 0.9."""
    x, product, done = mp.mpf(loops.X), mp.mpf(1), 0
    while done < rounds if rounds is not None else x < mp.mpf("0.9"):
        product *= 1 + mp.mpf("0.1") * (1 - 2 * x)
        x += mp.mpf("0.1") * x * (1 - x)
        done += 1
    return float(product)


def rounds_until() -> int:
    x, done = 0.5, 0
    while x < 0.9:
        x, done = x + 0.1 * x * (1 - x), done + 1
    return done


ENDLESS = "Reverse-mode differentiation does not work for lax.while_loop or lax.fori_loop"


def test_every_loop_pushes_and_those_of_known_length_pull() -> None:
    found = {one.name: one for one in loops.loops()}
    told = slope(loops.TIMES)
    until = slope(None)
    for name in ("scan", "fori_loop, known"):
        assert found[name].push == pytest.approx(told, rel=1e-13)
        assert found[name].pull == pytest.approx(told, rel=1e-13)
        assert found[name].kept == 2 * loops.TIMES
    assert found["fori_loop, n given"].push == pytest.approx(told, rel=1e-13)
    assert found["while_loop"].push == pytest.approx(until, rel=1e-13)
    for name in ("fori_loop, n given", "while_loop"):
        assert found[name].pull is None
        assert found[name].kept is None
        assert found[name].message.startswith(ENDLESS)
    assert found["scan, bounded"].push == pytest.approx(until, rel=1e-13)
    assert found["scan, bounded"].pull == pytest.approx(until, rel=1e-13)


def test_the_bound_is_large_enough_and_all_its_rounds_are_kept() -> None:
    assert rounds_until() < 40
    bounded = loops.loops()[-1]
    assert "length=40" in bounded.text
    # Two numbers a round, and whether it changes anything.
    assert bounded.kept == 3 * 40


def test_texts_are_what_is_run() -> None:
    assert [one.text.split("(")[0] for one in loops.loops()] == [
        "lax.scan",
        "lax.fori_loop",
        "lax.fori_loop",
        "lax.while_loop",
        "lax.scan",
    ]
