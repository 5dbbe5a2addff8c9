"""Cards are drawn from data, each once, and what they say is true."""

import re
from collections import Counter
from functools import cache
from html import unescape

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.complex_plane import PLANS
from explainers.core.kinks import CASES
from explainers.core.sparsity.cases import CASES as SPARSE
from explainers.lessons import LESSONS
from explainers.lessons.cards import Card, cards, html, shapes
from explainers.ui.deck import asked
from tests.core.kinks.test_numbers import PINNED
from tests.numbers import near, number

HOLOMORPHIC = {"square", "exp", "inverse"}
"""Complex functions that have a derivative at 1 + 2i, by the Cauchy–Riemann equations by hand."""


@cache
def deck() -> dict[str, Card]:
    return {card.key: card for card in cards(asked())}


def test_each_card_is_there_once_and_each_lesson_has_some() -> None:
    made = cards(asked())
    assert [key for key, count in Counter(card.key for card in made).items() if count > 1] == []
    assert [
        f for f, count in Counter((c.front, c.picture) for c in made).items() if count > 1
    ] == []
    assert {card.lesson for card in made} == {page.slug for page in LESSONS}
    assert all(card.front.strip() and card.back.strip() for card in made)


def test_cards_stand_in_the_order_of_the_lessons() -> None:
    order = [page.slug for page in LESSONS]
    places = [order.index(card.lesson) for card in deck().values()]
    assert places == sorted(places)


@pytest.mark.parametrize("shape", shapes(), ids=str)
def test_shapes_are_those_that_matrices_have(shape: tuple[int, int]) -> None:
    m, n = shape
    J, v, u = np.ones((m, n)), np.ones(n), np.ones(m)
    table, push, pull = (deck()[f"{name}-{m}-{n}"] for name in ("table", "push", "pull"))
    assert f"<b>{J.shape}</b>" in table.back
    assert numbers_in(table.back) == [m, n, len(J[0]), len(J[:, 0])]
    assert numbers_in(push.back) == [len(v), len(J @ v)]
    assert re.search(r"v has .* input space. Jv has .* output space", push.back)
    assert numbers_in(pull.back) == [len(u), len(u @ J)]
    assert re.search(r"u has .* output space. uᵀJ has .* input space", pull.back)
    if m != n:
        sweeps = deck()[f"sweeps-{m}-{n}"].back
        assert numbers_in(sweeps) == [n, m]
        assert ("forward mode takes fewer" in sweeps) == (n < m)


def numbers_in(text: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", text)]


def test_each_function_of_the_catalogue_has_its_story() -> None:
    for slug, entry in CATALOG.items():
        card = deck()[f"story-{slug}"]
        assert unescape(card.back).startswith(entry.story)
        assert rf"\({entry.latex}\)" in unescape(card.front)


@pytest.mark.parametrize("sides", [(1, 50, 50, 50), (50, 50, 50, 1), (1, 300, 20, 4)])
def test_multiplications_are_counted_as_by_hand(sides: tuple[int, int, int, int]) -> None:
    a, b, c, d = sides
    left, right = a * b * c + a * c * d, b * c * d + a * b * d
    back = deck()[f"chain-{a}-{b}-{c}-{d}"].back
    assert numbers_in(back.replace(",", "")) == [left, right]
    assert back.startswith("<b>From the left" if left < right else "<b>From the right")


def test_tensors_have_the_shapes_that_jax_gives_them() -> None:
    W, x = jnp.ones((3, 2)), jnp.ones((5, 3))
    shape = jax.eval_shape(jax.jacrev(lambda W: x @ W), W).shape
    second = jax.eval_shape(jax.jacfwd(jax.jacrev(lambda W: jnp.sin(x @ W))), W).shape
    assert f"<b>{shape}</b>" in deck()["tensors-jacobian"].back
    assert f"<b>{second}</b>" in deck()["tensors-hessian"].back
    assert "<b>(3, 2) and (5, 2)</b>" in deck()["tensors-push"].back
    assert "<b>(5, 2) and (3, 2)</b>" in deck()["tensors-pull"].back


def test_remainders_fall_by_the_powers_that_are_claimed() -> None:
    x, v, h = np.array([2.0, 3.0, 1.0]), np.array([0.5, 1.0, 2.0]), np.array([1e-2, 1e-4])

    def f(x: np.ndarray) -> np.ndarray:
        return np.array([x[0] ** 2 + x[1] + x[2], x[0] - x[1] + x[2]])

    for key, product in (("right", np.array([5.0, 1.5])), ("wrong", np.array([5.0, 1.0]))):
        left = [np.linalg.norm(f(x + step * v) - f(x) - step * product) for step in h]
        slope = np.diff(np.log(left))[0] / np.diff(np.log(h))[0]
        (claimed,) = numbers_in(deck()[f"remainder-{key}"].back)
        assert abs(slope - claimed) < 0.01


def test_a_batch_is_weighted_as_claimed() -> None:
    r = jnp.array([0.3, -1.2, 2.0, 0.7])
    u = jax.grad(lambda r: jnp.mean(r[:3] ** 2))(r)
    np.testing.assert_allclose(u, np.append(2 * r[:3] / 3, 0.0))
    assert deck()["descent-weights"].back.startswith("<b>2r/B</b> at each sample in the batch, 0")


def test_steps_on_a_bowl_move_away_above_the_claimed_rate() -> None:
    assert deck()["descent-limit"].back.startswith("<b>2/λ</b>")
    for curvature in (0.5, 3.0):
        steps = [(1 - rate * 2 / curvature * curvature) ** 50 for rate in (0.99, 1.01)]
        assert abs(steps[0]) < 1 < abs(steps[1])


def test_hessians_are_square() -> None:
    scalar = {entry.n for entry in CATALOG.values() if entry.m == 1}
    for n in scalar:
        assert f"<b>({n},) and ({n}, {n})</b>" in deck()[f"hessian-{n}"].back


def test_a_complex_derivative_is_claimed_where_there_is_one() -> None:
    for slug in PLANS:
        back = deck()[f"complex-{slug}"].back
        assert ("f′(z) =" in back) == (slug in HOLOMORPHIC)
        assert ("there is no f′(z)" in back) == (slug not in HOLOMORPHIC)


def test_what_jax_returns_at_kinks_is_what_is_pinned() -> None:
    for slug in CASES.keys() & PINNED.keys():
        back = unescape(deck()[f"kink-{slug}"].back)
        found = re.match(r"<b>Forward (\S+), reverse (\S+)</b>", back)
        assert found
        for said, expected in zip(found.groups(), PINNED[slug][2:], strict=True):
            if isinstance(expected, str):
                assert said == expected
            else:
                assert near(said, expected) or str(number(said)) == str(expected)


def test_words_of_lessons_are_no_markup_of_cards() -> None:
    assert html("a < b & `x[0] < 1`, **so**") == (
        "a &lt; b &amp; <code>x[0] &lt; 1</code>, <b>so</b>"
    )
    for card in deck().values():
        tags = set(re.findall(r"</?(\w+)", card.front + card.back))
        assert tags <= {"b", "br", "code", "li", "ul"}, card.key
        assert "`" not in card.front + card.back, card.key
        assert "**" not in card.front + card.back, card.key


def test_the_latest_lessons_have_cards_with_pictures() -> None:
    for slug in ("memory", "many", "sparsity", "implicit"):
        assert any(card.picture for card in deck().values() if card.lesson == slug), slug


def again(steps: int, slots: int) -> int:
    """Steps computed again on the way back through a segment, by trying each place of a stone."""
    if steps == 1:
        return 0
    if slots == 1:
        return steps * (steps - 1) // 2
    return min(k + again(steps - k, slots - 1) + again(k, slots) for k in range(1, steps))


@pytest.mark.parametrize(("steps", "slots"), [(9, 3), (16, 4), (20, 3)])
@pytest.mark.share(99)
def test_steps_are_computed_again_as_by_trying_all(steps: int, slots: int) -> None:
    assert deck()[f"stones-{steps}-{slots}"].back.startswith(f"<b>{again(steps, slots)}</b>")


def test_the_mean_of_probes_is_the_trace_with_the_claimed_error() -> None:
    draws = np.random.default_rng(0)
    J = draws.normal(size=(5, 5))
    v = draws.choice([-1.0, 1.0], size=(4000, 64, 5))
    probes = np.einsum("...i,ij,...j->...", v, J, v)
    errors = [np.std(probes[:, :k].mean(1) - np.trace(J)) for k in (16, 64)]
    assert abs(probes.mean() - np.trace(J)) < 0.05
    assert abs(errors[0] / errors[1] - 2) < 0.1
    turned = np.einsum("...i,ij,...j->...", v, J - J.T + np.eye(5), v)
    np.testing.assert_allclose(turned, 5)
    assert "<b>The trace of J</b>, and the error falls like 1/√k" in deck()["trace"].back


@pytest.mark.whole
def test_the_fullest_row_is_that_of_the_jacobian() -> None:
    for slug, case in SPARSE.items():
        J = np.asarray(jax.jacfwd(case.map)(jnp.asarray(case.x)))
        fullest = int((J != 0).sum(1).max())
        assert deck()[f"colours-{slug}"].back.startswith(
            f"<b>{fullest}</b>, instead of {len(J.T)} "
        )


def test_solutions_are_differentiated_as_claimed() -> None:
    A, b = np.array([[3.0, 1.0], [0.5, 2.0]]), np.array([1.0, -2.0])
    dp, u = 0.3, np.array([0.7, -0.4])

    def x(p: float) -> np.ndarray:
        return np.linalg.solve(A, -b * p)  # of g(x, p) = Ax + bp

    push = -np.linalg.solve(A, b * dp)
    pull = -np.linalg.solve(A.T, u) @ b
    np.testing.assert_allclose(push, x(1 + dp) - x(1))
    np.testing.assert_allclose(pull * dp, u @ push)
    assert "dx = −g_x⁻¹ g_p dp" in deck()["implicit-push"].back
    assert "−(uᵀg_x⁻¹) g_p" in deck()["implicit-pull"].back
