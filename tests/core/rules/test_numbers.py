"""Right rules pass all three referees, wrong ones are caught, and the browser replays both."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explainers.core.rules import composition, modes, residuals, verdicts
from explainers.core.rules import numbers as rules
from explainers.core.tape import replayed

pytestmark = pytest.mark.share(3)

X, V, U = (0.5, -0.4), (0.8, -0.3), (0.7, -0.6)
A = np.array([[0.6, -0.8], [0.7, 0.5]])

each_rule = pytest.mark.parametrize("slug", rules.RULES)
wrong_ones = pytest.mark.parametrize("slug", [slug for slug in rules.RULES if slug != "right"])


def said(found: verdicts.Judged) -> tuple[str, str, bool]:
    return found.adjoint, found.remainder, found.checked


def by_hand(slug: str, x: np.ndarray, u: np.ndarray) -> np.ndarray:
    """uᵀJ under each rule, written out for exp(Ax)."""
    a = A @ x
    y = np.exp(a)
    return {
        "right": A.T @ (y * u),
        "sign": -A.T @ (y * u),
        "factor": A.T @ u,
        "residual": A.T @ (a * u),
        "transposed": A @ (y * u),
    }[slug]


@each_rule
def test_the_numbers_are_those_of_the_rule_written_out(slug: str) -> None:
    x, v, u = map(np.array, (X, V, U))
    found = rules.compiled(slug)(*map(jnp.array, (X, V, U)))
    y = np.exp(A @ x)
    jacobian = y[:, None] * A
    np.testing.assert_allclose(found.value, y, rtol=1e-14)
    np.testing.assert_allclose(found.push, jacobian @ v, rtol=1e-13)
    np.testing.assert_allclose(found.truth, jacobian.T @ u, rtol=1e-13)
    np.testing.assert_allclose(found.pull, by_hand(slug, x, u), rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(found.forwards, u @ jacobian @ v, rtol=1e-13)
    np.testing.assert_allclose(found.backwards, by_hand(slug, x, u) @ v, rtol=1e-12)
    np.testing.assert_allclose(found.kept, A @ x if slug == "residual" else y, rtol=1e-14)


def test_the_right_rule_passes_all_three_referees() -> None:
    found = verdicts.judged("right", X, V, U)
    assert said(found) == ("holds", "h2", True)
    assert found.slope == pytest.approx(2, abs=0.05)


@wrong_ones
def test_each_wrong_rule_is_caught(slug: str) -> None:
    found = verdicts.judged(slug, X, V, U)
    assert said(found) == ("fails", "h", False)
    assert found.slope == pytest.approx(1, abs=0.05)


@wrong_ones
def test_two_referees_can_be_blinded_and_the_third_cannot(slug: str) -> None:
    x, u = np.array(X), np.array(U)
    mistake = by_hand("right", x, u) - by_hand(slug, x, u)
    blind = (-mistake[1], mistake[0])
    assert said(verdicts.judged(slug, X, blind, U)) == ("holds", "h2", False)


@given(st.tuples(*[st.floats(-1.5, 1.5)] * 6))
def test_the_right_rule_keeps_the_adjoint_identity_everywhere(given: tuple[float, ...]) -> None:
    found = rules.compiled("right")(*(jnp.array(given[k : k + 2]) for k in (0, 2, 4)))
    assert float(found.forwards) == pytest.approx(float(found.backwards), rel=1e-12, abs=1e-12)


def test_where_nothing_is_asked_the_remainder_has_no_slope() -> None:
    for v, u in (((0.0, 0.0), U), (V, (0.0, 0.0))):
        found = verdicts.judged("sign", X, v, u)
        assert said(found) == ("nothing", "nothing", False)
        assert np.isnan(found.slope)


@wrong_ones
@pytest.mark.parametrize("x", [(-20.0, 0.0), (-30.0, 0.0), (-25.0, 5.0), (-12.0, -9.0)])
def test_no_wrong_rule_passes_for_a_derivative_that_is_small(
    slug: str, x: tuple[float, ...]
) -> None:
    assert not verdicts.checked(slug, x)
    assert verdicts.checked("right", x)


@pytest.mark.parametrize("scale", [1e-4, 1e-5, 1e-6, 1e-9, 1e-300, 1e3, 1e6])
@pytest.mark.parametrize("of", ["v", "u"])
def test_the_right_rule_is_not_convicted_by_rounding(scale: float, of: str) -> None:
    v, u = (tuple(scale * z if of == name else z for z in a) for name, a in (("v", V), ("u", U)))
    for x in (X, (-20.0, 0.0), (7.0, 3.0), (0.0, 0.0)):
        found = verdicts.judged("right", x, v, u)
        assert found.adjoint == "holds"
        assert found.remainder != "h"
        assert found.checked


@wrong_ones
@given(st.tuples(*[st.floats(-3, 3)] * 4))
def test_in_a_blind_spot_both_sides_are_equal_or_nothing(
    slug: str, given: tuple[float, ...]
) -> None:
    x, u = np.array(given[:2]), np.array(given[2:])
    mistake = by_hand("right", x, u) - by_hand(slug, x, u)
    assume(np.linalg.norm(mistake) > 1e-6)
    blind = (-mistake[1], mistake[0])
    found = verdicts.judged(slug, given[:2], blind, given[2:])
    assert found.adjoint == "holds"
    assert found.forwards * found.backwards >= 0


@each_rule
def test_the_tape_says_what_the_rule_says(slug: str) -> None:
    points = np.random.default_rng(7).uniform(-1.5, 1.5, (20, 4))
    shown = replayed(rules.rule_tape(slug), points).values
    for point, numbers in zip(points, shown, strict=True):
        x, u = point[:2], point[2:]
        pull = jax.vjp(rules.taught(slug), jnp.array(x))[1](jnp.array(u))[0]
        np.testing.assert_allclose(numbers[:2], A @ x, rtol=1e-13)
        np.testing.assert_allclose(numbers[2:4], np.exp(A @ x), rtol=1e-13)
        np.testing.assert_allclose(numbers[8:], pull, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(numbers[8:], by_hand(slug, x, u), rtol=1e-12, atol=1e-14)


@each_rule
def test_sgd_takes_the_steps_of_the_rule(slug: str) -> None:
    path = np.asarray(rules.descent(rules.taught(slug), jnp.array(X)))
    at = np.array(X)
    for k in range(5):
        np.testing.assert_allclose(path[k], at, rtol=1e-10)
        u = np.exp(A @ at) - rules.observations()[k]
        at = at - rules.RATE * by_hand(slug, at, u)


def test_sgd_finds_its_goal_with_the_right_rule_and_is_lost_with_wrong_ones() -> None:
    def end(slug: str) -> float:
        found = rules.compiled(slug)(*map(jnp.array, (X, V, U)))
        assert float(found.risks[0]) == pytest.approx(0.012, abs=0.001)
        return float(found.risks[1])

    start = float(rules.risk(jnp.array(X)))
    assert np.isnan(end("sign"))
    assert end("transposed") > start
    assert end("factor") < 0.02  # a wrong rule that still trains


def test_the_risk_is_the_mean_of_half_the_squared_distances() -> None:
    y = np.exp(A @ np.array(X))
    distances = [np.sum((y - z) ** 2) / 2 for z in rules.observations()]
    assert float(rules.risk(jnp.array(X))) == pytest.approx(np.mean(distances), rel=1e-13)


# What the laboratory rests on -------------------------------------------------------------------


@pytest.mark.parametrize("operation", residuals.OPERATIONS, ids=lambda operation: operation.name)
def test_jax_keeps_what_the_table_says(operation: residuals.Operation) -> None:
    found = residuals.kept(operation)
    expected = operation.means(jnp.asarray(operation.at))
    assert len(found.residuals) == len(expected)
    for shown, meant in zip(found.residuals, expected, strict=True):
        np.testing.assert_allclose(shown, meant, rtol=1e-15)


def test_backprop_has_the_published_numbers_and_agrees_with_grad() -> None:
    found = composition.backprop()
    assert found.y == pytest.approx(1.4)
    assert found.cotangent == pytest.approx(2.8)
    np.testing.assert_allclose(found.by_x, (0.28, 0.56, 0.84), rtol=1e-14)
    np.testing.assert_allclose(found.by_w, (2.8, 5.6, 8.4), rtol=1e-14)
    np.testing.assert_allclose(found.whole, (found.by_x, found.by_w), rtol=1e-14)


def test_a_custom_vjp_closes_forward_mode_and_a_custom_jvp_closes_nothing() -> None:
    refusal = "TypeError: can't apply forward-mode autodiff (jvp) to a custom_vjp function."
    assert modes.tried() == (
        {
            "jvp": refusal,
            "vjp": "",
            "jacfwd": refusal,
            "jacrev": "",
            "jacfwd of jacrev": "",
            "jacrev of jacfwd": refusal,
        },
        dict.fromkeys(modes.MODES, ""),
    )


def test_the_rule_by_tangents_is_right_in_both_modes() -> None:
    x = jnp.array(X)
    truth = np.exp(A @ np.array(X))[:, None] * A
    np.testing.assert_allclose(jax.jacfwd(modes.by_tangents)(x), truth, rtol=1e-13)
    np.testing.assert_allclose(jax.jacrev(modes.by_tangents)(x), truth, rtol=1e-13)
