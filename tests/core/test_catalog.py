"""Every function of the catalogue keeps the laws, the published numbers and its own word."""

import re
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from numpy.testing import assert_allclose
from numpy.typing import ArrayLike, NDArray

from explainers.core.catalog import CATALOG, Entry
from explainers.core.products import Products, compiled
from explainers.core.tape import replayed, tape
from tests.core.oracles import ORACLES

EXACT = 1e-12
"""Relative; a few hundred roundings of float64."""
DRAWS = 24
"""Random points of the view that are tried; the first three that are finite are tested."""

LOST_RANK = {"normalize": 1, "softmax": 1, "layer-norm": 2}
"""Directions of the output space that no step of x reaches, whatever the point."""

every_entry = pytest.mark.parametrize("entry", CATALOG.values(), ids=CATALOG.keys())


def at(entry: Entry, x: ArrayLike, v: ArrayLike = 0.0, u: ArrayLike = 0.0) -> Products:
    """All products as NumPy arrays; a single number for v or u stands for all its entries."""
    run = compiled(entry.map)
    point = jnp.asarray(x, float)
    tangent = jnp.broadcast_to(jnp.asarray(v, float), (entry.n,))
    cotangent = jnp.broadcast_to(jnp.asarray(u, float), (entry.m,))
    return Products._make(map(np.asarray, run(point, tangent, cotangent)))


def preset(entry: Entry) -> Products:
    return at(entry, entry.x, entry.v, entry.u)


def random(entry: Entry) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(entry.slug.encode()))


def is_finite(products: Products) -> bool:
    return bool(np.isfinite(products.value).all() and np.isfinite(products.jacobian).all())


@lru_cache
def finite_draws(entry: Entry) -> list[NDArray[np.float64]]:
    low, high = np.array(entry.x_view).T
    draws = random(entry).uniform(low, high, (DRAWS, entry.n))
    return [x for x in draws if is_finite(at(entry, x))]


def points(entry: Entry) -> list[NDArray[np.float64]]:
    return [np.array(entry.x), *finite_draws(entry)[:3]]


def assert_close(actual: ArrayLike, expected: ArrayLike, error: float = EXACT) -> None:
    """Equal up to ``error`` times the largest number in sight, and at least ``error``."""
    found, wanted = np.asarray(actual, float), np.asarray(expected, float)
    assert_allclose(found, wanted, rtol=0, atol=error * max(1.0, np.abs(wanted).max()))


def function_of(source: str, **modules: Any) -> Callable[[Any], Any]:
    scope: dict[str, Any] = dict(modules)
    exec(source, scope)  # noqa: S102 - runs our own text as a reader would
    return scope["f"]


# Laws, at the preset and at random points --------------------------------------------------------


@every_entry
def test_forward_and_reverse_mode_give_the_same_jacobian(entry: Entry):
    for x in points(entry):
        rows = [at(entry, x, u=one_hot).pull for one_hot in np.eye(entry.m)]
        assert_close(rows, at(entry, x).jacobian)


@every_entry
def test_push_and_pull_are_products_with_the_jacobian_and_pair_to_one_number(entry: Entry):
    rng = random(entry)
    for x in points(entry):
        v, u = rng.normal(size=entry.n), rng.normal(size=entry.m)
        found = at(entry, x, v, u)
        assert_close(found.push, found.jacobian @ v)
        assert_close(found.pull, u @ found.jacobian)
        size = 1 + np.abs(u) @ np.abs(found.jacobian) @ np.abs(v)
        assert abs(u @ found.push - found.pull @ v) <= EXACT * size
        assert abs(u @ found.push - found.pairing) <= EXACT * size


@every_entry
def test_push_is_linear_in_v(entry: Entry):
    rng = random(entry)
    for x in points(entry):
        v, w = rng.normal(size=(2, entry.n))
        apart = 2.5 * at(entry, x, v).push - 1.5 * at(entry, x, w).push
        assert_close(at(entry, x, 2.5 * v - 1.5 * w).push, apart)


@every_entry
def test_the_numpy_text_computes_the_same_function(entry: Entry):
    f = function_of(entry.sources.numpy, np=np)
    for x in points(entry):
        value = f(x)
        assert value.shape == (entry.m,)
        assert value.dtype == np.float64
        assert_close(value, at(entry, x).value)


@every_entry
def test_central_differences_of_the_numpy_text_agree_with_the_jacobian(entry: Entry):
    f = function_of(entry.sources.numpy, np=np)
    for x in points(entry):
        found = at(entry, x)
        h = 1e-6 * np.maximum(1.0, np.abs(x))
        columns = [(f(x + s) - f(x - s)) / (2 * s.max()) for s in np.diag(h)]
        rounding = 100 * np.finfo(float).eps * np.abs(found.value).max() / h.min()
        truncation = 1e-7 * max(1.0, np.abs(found.jacobian).max())
        error = np.abs(np.stack(columns, axis=1) - found.jacobian).max()
        assert error <= rounding + truncation


@every_entry
def test_the_formula_derived_by_hand_agrees(entry: Entry):
    for x in points(entry):
        found, expected = at(entry, x), ORACLES[entry.slug](x)
        assert_close(found.value, expected.value)
        assert_close(found.jacobian, expected.jacobian, 1e-11)


@pytest.fixture
def torch() -> Iterator[Any]:
    torch = pytest.importorskip("torch")
    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    yield torch
    torch.set_default_dtype(before)


@pytest.mark.torch
@every_entry
def test_the_torch_text_has_the_same_value_and_jacobian(entry: Entry, torch: Any):
    f = function_of(entry.sources.torch, torch=torch)
    for x in points(entry):
        found, point = at(entry, x), torch.tensor(x.tolist())
        assert_close(f(point).numpy(), found.value)
        assert_close(torch.autograd.functional.jacobian(f, point).numpy(), found.jacobian, 1e-11)


# What an entry promises --------------------------------------------------------------------------


def test_there_are_at_least_twenty_entries():
    assert len(CATALOG) >= 20


def test_readers_meet_the_seed_the_arm_and_polar_coordinates_first():
    assert list(CATALOG)[:3] == ["seed", "arm", "polar"]


def test_every_entry_has_an_oracle_and_every_oracle_an_entry():
    assert ORACLES.keys() == CATALOG.keys()


def test_every_title_is_short_and_its_own():
    titles = [entry.title for entry in CATALOG.values()]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 36


@every_entry
def test_the_slug_is_fit_for_a_link(entry: Entry):
    assert re.fullmatch(r"[a-z0-9-]+", entry.slug)
    assert CATALOG[entry.slug] is entry


@every_entry
def test_the_shapes_agree(entry: Entry):
    found = preset(entry)
    assert found.value.shape == found.push.shape == (entry.m,)
    assert found.jacobian.shape == (entry.m, entry.n)
    assert found.pull.shape == (entry.n,)
    assert len(entry.x) == len(entry.v) == len(entry.inputs) == len(entry.x_view) == entry.n
    assert len(entry.u) == len(entry.outputs) == len(entry.y_view) == entry.m


@every_entry
def test_the_names_are_short_and_distinct(entry: Entry):
    for names in (entry.inputs, entry.outputs):
        assert len(set(names)) == len(names)
        assert all(1 <= len(name) <= 8 for name in names)


@every_entry
def test_the_story_is_one_sentence_about_all_four_vectors(entry: Entry):
    assert re.fullmatch(r"[^.!?\n]+\.", entry.story)
    for name in ("v", "Jv", "u", "uᵀJ"):
        assert re.search(rf"\b{name}\b", entry.story), name


@every_entry
def test_the_formulas_say_what_they_define(entry: Entry):
    assert re.match(r"f\([^)]+\)(_i)? = ", entry.latex)
    assert entry.jacobian_latex.startswith("J = ")
    for formula in (entry.latex, entry.jacobian_latex):
        assert formula.count("{") == formula.count("}")
        assert formula.count(r"\begin") == formula.count(r"\end")
        assert formula.count(r"\left") == formula.count(r"\right")


@every_entry
def test_the_text_on_screen_is_a_function_f_of_x_without_types(entry: Entry):
    for text in entry.sources:
        assert text.startswith("def f(x):\n")
        assert "Point" not in text
        assert max(map(len, text.splitlines())) <= 100
    assert "jnp" not in entry.sources.torch + entry.sources.numpy
    assert "jax" not in entry.sources.torch + entry.sources.numpy


@every_entry
def test_preset_numbers_are_short_enough_for_a_link(entry: Entry):
    for number in (*entry.x, *entry.v, *entry.u):
        assert float(f"{number:.3g}") == number


@every_entry
def test_the_jacobian_of_the_preset_has_all_the_rank_that_the_function_allows(entry: Entry):
    sizes = np.linalg.svd(preset(entry).jacobian, compute_uv=False)
    rank = min(entry.n, entry.m) - LOST_RANK.get(entry.slug, 0)
    assert (sizes[rank:] < EXACT).all()
    assert sizes[rank - 1] > 0.02 * sizes[0]


@every_entry
def test_the_views_hold_the_preset_and_are_mostly_finite(entry: Entry):
    value = preset(entry).value
    for place, view in ((entry.x, entry.x_view), (value, entry.y_view)):
        for coordinate, (low, high) in zip(place, view, strict=True):
            margin = 0.05 * (high - low)
            assert low + margin <= coordinate <= high - margin
    assert len(finite_draws(entry)) >= 0.8 * DRAWS


@every_entry
def test_the_preset_arrows_are_seen_in_their_planes(entry: Entry):
    found = preset(entry)
    for space, start, view, arrows in (
        ("input", entry.x, entry.x_view, (entry.v, found.pull)),
        ("output", found.value, entry.y_view, (found.push, entry.u)),
    ):
        ranges = np.array(view[:2])
        side = np.ptp(ranges, axis=1).max()
        corner = ranges.mean(axis=1) - side / 2
        tail = (np.array(start)[:2] - corner) / side
        steps = [np.array(arrow)[:2] / side for arrow in arrows]
        tips = [tail + step for step in steps]
        assert all(0.08 <= np.linalg.norm(step) <= 0.45 for step in steps), space
        assert all((tip >= 0.05).all() and (tip <= 0.95).all() for tip in tips), space
        assert np.linalg.norm(tips[0] - tips[1]) >= 0.1, space


# Published and hand-computed numbers -------------------------------------------------------------

SEED = CATALOG["seed"]


def test_the_main_example_has_its_value_and_jacobian():
    found = at(SEED, (2, 3, 1))
    assert_close(found.value, [8, 0])
    assert_close(found.jacobian, [[4, 1, 1], [1, -1, 1]])
    assert (SEED.x, SEED.v, SEED.u) == ((2, 3, 1), (0.5, 1, 2), (0.5, 1))


@pytest.mark.parametrize(
    ("u", "expected"),
    [
        ((1, 0), (4, 1, 1)),
        ((0, 1), (1, -1, 1)),
        ((1, 1), (5, 0, 2)),
        ((0.5, 1), (3, -0.5, 1.5)),
        ((0.5, 0), (2, 0.5, 0.5)),
    ],
)
def test_the_main_example_pulls_back(u: ArrayLike, expected: ArrayLike):
    assert_close(at(SEED, SEED.x, u=u).pull, expected)


@pytest.mark.parametrize(
    ("v", "expected", "true_change"),
    [
        ((1, 0, 0), (4, 1), (5, 1)),
        ((1, 1, 1), (6, 1), (7, 1)),
        ((0.5, 1, 2), (5, 1.5), (5.25, 1.5)),
        ((2, 0.5, 0.5), (9, 2), (13, 2)),
    ],
)
def test_the_main_example_pushes_forward_with_an_error_of_the_first_step_squared(
    v: ArrayLike, expected: ArrayLike, true_change: ArrayLike
):
    found = at(SEED, SEED.x, v)
    assert_close(found.push, expected)
    assert_close(found.moved - found.value, true_change)
    assert_close(found.moved - found.value - found.push, [np.asarray(v)[0] ** 2, 0])


def test_the_smallest_step_that_reaches_an_output_is_not_the_pull_back():
    found = at(SEED, SEED.x)
    step = np.linalg.pinv(found.jacobian) @ [0.5, 0]
    assert_close(step, [0.1053, 0.0921, -0.0132], 5e-5)
    truth = at(SEED, SEED.x, step)
    assert_close(truth.push, [0.5, 0])
    assert_close(truth.moved - truth.value, [0.5111, 0], 5e-5)


def test_the_linear_map_has_no_remainder():
    found = preset(CATALOG["linear"])
    assert_close(found.moved - found.value, found.push)


def test_the_power_at_the_joints_of_the_arm_is_the_power_at_its_hand():
    arm = CATALOG["arm"]
    speeds, force = np.array(arm.v), np.array(arm.u)
    found = preset(arm)
    assert_close(found.pull @ speeds, force @ found.push)
    assert force @ found.push > 0.2
    x, y = found.value
    assert_close(found.pull[0], x * force[1] - y * force[0])  # torque = lever arm × force


def test_an_arm_stretched_out_cannot_move_its_hand_outwards():
    outwards = at(CATALOG["arm"], (0.6, 0), u=(np.cos(0.6), np.sin(0.6)))
    assert_close(outwards.pull, [0, 0])


def test_baydins_formula_has_its_published_numbers():
    baydin = CATALOG["baydin"]
    assert baydin.x == (2, 5)
    found = at(baydin, baydin.x, (1, 0), 1)
    assert_close(found.value, [11.6521], 5e-6)
    assert_close(found.push, [5.5])
    assert_close(found.pull, [5.5, 1.7163], 3e-5)


def test_softmax_keeps_the_sum_so_that_equal_prices_pull_back_to_nothing():
    softmax = CATALOG["softmax"]
    assert_close(at(softmax, softmax.x, u=1).pull, [0, 0, 0])
    assert_close(preset(softmax).push.sum(), 0)


def test_softmax_ignores_a_common_shift_of_the_scores():
    softmax = CATALOG["softmax"]
    assert_close(at(softmax, softmax.x, v=1).push, [0, 0, 0])


def unshifted(slug: str) -> Callable[[Any], Any]:
    """The formulas without c, where e^x stays within the range of numbers."""
    if slug == "softmax":
        return lambda x: jnp.exp(x) / jnp.sum(jnp.exp(x))
    return lambda x: jnp.stack([jnp.log(jnp.sum(jnp.exp(x)))])


@pytest.mark.parametrize("slug", ["softmax", "logsumexp"])
@pytest.mark.share(99)
def test_a_shift_by_the_maximum_changes_no_derivative_at_ties_either(slug: str):
    f, plain = CATALOG[slug].map, unshifted(slug)
    points = [*np.random.default_rng(4).normal(size=(6, 3)), *np.array([[1, 1, 1], [2, 2, -1]])]
    for x in (jnp.asarray(x, float) for x in [*points, np.array([0, 3, 3]), np.zeros(3)]):
        assert_close(f(x), plain(x), 1e-15)
        for derived in (jax.jacfwd, jax.jacrev):
            assert_allclose(derived(f)(x), derived(plain)(x), rtol=0, atol=1e-15)
            assert_allclose(jax.jacfwd(derived(f))(x), jax.jacfwd(derived(plain))(x), atol=1e-15)


@pytest.mark.parametrize("slug", ["softmax", "logsumexp"])
@pytest.mark.parametrize(
    "x", [(1000, 0, 0), (0, -1000, 1000), (1000, 1000, 1000), (1e6, 1e6, -1e6), (-1e4, -1e4, -1e4)]
)
def test_scores_of_any_size_have_shares(slug: str, x: tuple[float, ...]):
    entry, oracle = CATALOG[slug], ORACLES[slug](np.array(x, float))
    found = at(entry, x)
    assert_allclose(found.value, oracle.value, rtol=1e-14, atol=1e-300)
    assert_allclose(found.jacobian, oracle.jacobian, rtol=0, atol=1e-15)
    shown = replayed(tape(entry.map, entry.n), np.array([x], float))
    assert_allclose(shown.values[0], oracle.value, rtol=1e-14, atol=1e-300)
    assert_allclose(shown.jacobians[0], oracle.jacobian, rtol=0, atol=1e-15)


def test_logsumexp_has_the_shares_of_softmax_as_its_gradient():
    x = CATALOG["logsumexp"].x
    assert_close(at(CATALOG["logsumexp"], x, u=1).pull, at(CATALOG["softmax"], x).value)


def test_no_step_moves_a_unit_vector_radially():
    normalize = CATALOG["normalize"]
    radial = preset(normalize).value
    assert_close(at(normalize, normalize.x, u=radial).pull, [0, 0])
    assert_close(at(normalize, normalize.x, v=normalize.x).push, [0, 0])


def test_layer_norm_ignores_shifts_and_scalings_and_cannot_make_them():
    layer_norm = CATALOG["layer-norm"]
    y = preset(layer_norm).value
    for lost in (np.ones(4), y):
        assert_close(at(layer_norm, layer_norm.x, v=lost).push, np.zeros(4))
        assert_close(at(layer_norm, layer_norm.x, u=lost).pull, np.zeros(4))


def test_the_sine_has_a_diagonal_jacobian():
    found = preset(CATALOG["sine"]).jacobian
    assert np.count_nonzero(found - np.diag(np.diag(found))) == 0
    assert np.count_nonzero(np.diag(found)) == 6


def test_the_complex_square_turns_and_stretches_without_shearing():
    (a, b), (c, d) = preset(CATALOG["square"]).jacobian
    assert (a, b) == (d, -c)


def test_a_relu_that_is_off_has_a_row_of_zeros_and_the_kink_is_in_view():
    relu = CATALOG["relu-layer"]
    on, off = preset(relu), at(relu, (-1, 0.5))
    assert (on.value > 0).all()
    assert_close(off.value, [0, 0])
    assert_close(off.jacobian, np.zeros((2, 2)))
    draws = np.array([at(relu, x).value for x in finite_draws(relu)])
    assert (draws > 0).any(axis=0).all()
    assert (draws == 0).any(axis=0).all()


@pytest.mark.parametrize("h", [1e-3, -1e-3])
def test_eigenvalues_have_a_kink_where_they_meet_and_jax_does_not_say_so(h: float):
    meeting = at(CATALOG["eigenvalues"], (1, 0, 1), v=(0, h, 0))
    assert_close(meeting.moved - meeting.value, [-abs(h), abs(h)])
    assert_close(meeting.push, [0, 0])


def test_the_rosenbrock_value_is_the_sum_of_its_squared_errors():
    residuals, value = CATALOG["rosenbrock-residuals"], CATALOG["rosenbrock"]
    r = at(residuals, value.x).value
    assert_close(preset(value).value, [r @ r])
    assert_close(at(value, value.x, u=1).pull, at(residuals, value.x, u=2 * r).pull)


def test_twenty_steps_are_one_step_taken_twenty_times():
    one, twenty = CATALOG["predator-prey"], CATALOG["predator-prey-20"]
    x, v = twenty.x, twenty.v
    for _ in range(20):
        found = at(one, x, v)
        x, v = found.value, found.push
    assert_close(preset(twenty).value, x)
    assert_close(preset(twenty).push, v)


@pytest.mark.parametrize("entry", [e for e in CATALOG.values() if e.twin], ids=lambda e: e.slug)
def test_twins_point_at_each_other_and_share_their_value(entry: Entry):
    assert entry.twin
    twin = CATALOG[entry.twin]
    assert twin.twin == entry.slug != twin.slug
    assert_close(preset(twin).value, preset(entry).value)


def test_the_tanh_layer_can_be_differentiated_in_its_weights():
    assert CATALOG["tanh-layer"].twin == "tanh-layer-weights"
