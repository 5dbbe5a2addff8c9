"""Descent: each step is the VJP it says it is, and the runs are those of optax, step by step."""

import contextlib
import io
import runpy
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from numpy.testing import assert_allclose

from explainers.core.descent import chance, look
from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.programs import programs
from explainers.core.descent.risks import BOWL, LINE, LOGISTIC, RISKS, ROSENBROCK, Risk, of_entry
from explainers.core.descent.run import Part, Settings, first, loop, pulled, risk_at, runs
from explainers.core.descent.samples import SIZES, choose, draw, meant
from explainers.core.descent.verdicts import Marked, limit
from explainers.core.functions import find
from explainers.core.kept import forget
from explainers.permalink.descent import preset
from explainers.permalink.descent import settings as settings_of

pytestmark = pytest.mark.share(3)

EXACT = 1e-12
TYPED = of_entry(find("=(x1^2+x2-11)^2+(x1+x2^2-7)^2"))

every_risk = pytest.mark.parametrize("risk", [*RISKS.values(), TYPED], ids=lambda risk: risk.slug)
every_rule = pytest.mark.parametrize("rule", OPTIMISERS)


def given(risk: Risk = LINE, **changed: Any) -> Settings:
    """The settings in which the page shows a risk, with changes."""
    return settings_of(preset(risk))._replace(**changed)


FULL = given(batch=200)


def line(settings: Settings) -> tuple[np.ndarray, np.ndarray]:
    """The rows (xᵢ, 1) and the y of the samples."""
    x, y = meant(settings.data)
    return np.stack([x, np.ones_like(x)], axis=1), y


def arrays(*parts: Any) -> list[jax.Array]:
    return [jnp.asarray(part) for part in parts]


# One step ----------------------------------------------------------------------------------------


@every_risk
def test_the_two_pulls_give_the_gradient_that_grad_gives(risk: Risk) -> None:
    settings = given(risk)
    x, y, count = settings.data
    inside = np.arange(len(x)) % 3 == 0
    inside[count:] = False
    samples = (jnp.asarray(x), jnp.asarray(y), Part(jnp.asarray(inside), inside.sum()))
    for start in settings.starts:
        theta = jnp.asarray(start)
        found = pulled(risk, theta, *samples)
        expected = jax.grad(lambda p: risk_at(risk, p, *samples))(theta)
        assert_allclose(found.gradient, expected, rtol=EXACT, atol=EXACT)


def test_u_is_twice_the_error_over_b_in_the_batch_and_zero_outside() -> None:
    rows, y = line(given())
    theta = np.array([0.3, -0.2])
    inside = np.zeros(len(y), bool)
    inside[[3, 50, 199]] = True
    found = pulled(LINE, *arrays(theta, rows[:, 0], y), part=Part(jnp.asarray(inside), 3))
    assert_allclose(found.u, np.where(inside, 2 * (rows @ theta - y) / 3, 0), atol=EXACT)
    assert_allclose(found.gradient, found.u @ rows, atol=EXACT)


def test_the_gradient_of_a_function_of_samples_has_the_slope_of_finite_differences() -> None:
    settings = given(LOGISTIC)
    x, y = meant(settings.data)

    def risk(a: float, b: float) -> float:
        z = a * x + b
        return float(np.mean(np.log1p(np.exp(z)) - y * z))

    (a, b), h = settings.starts[3], 1e-6
    rises = [risk(a + h, b) - risk(a - h, b), risk(a, b + h) - risk(a, b - h)]
    found = pulled(LOGISTIC, *arrays([a, b], x, y), part=first(len(x), len(x)))
    assert_allclose(found.gradient, np.array(rises) / (2 * h), atol=1e-8)


# Runs --------------------------------------------------------------------------------------------

_BY_HAND = {
    "sgd": lambda rate: optax.sgd(rate),
    "momentum": lambda rate: optax.sgd(rate, momentum=0.9),
    "nesterov": lambda rate: optax.sgd(rate, momentum=0.9, nesterov=True),
    "adam": lambda rate: optax.adam(rate),
}


@every_rule
def test_the_runs_are_those_of_optax_step_by_step(rule: str) -> None:
    settings = given(optimiser=rule, steps=40)
    rows, y = line(settings)
    batches = look.batches(settings)
    found = runs(settings)
    optimiser = _BY_HAND[rule](settings.rate)
    slope = jax.jit(jax.grad(lambda p, a, b: jnp.mean((a @ p - b) ** 2)))
    for k, start in enumerate(settings.starts[:2]):
        theta = jnp.asarray(start)
        memory = optimiser.init(theta)
        for step, batch in enumerate(batches):
            assert_allclose(found.theta[k, step], theta, rtol=EXACT, atol=EXACT)
            update, memory = optimiser.update(slope(theta, rows[batch], y[batch]), memory)
            theta = theta + jnp.asarray(update)


def test_plain_descent_is_written_in_a_line_of_numpy() -> None:
    rows, y = line(FULL)
    theta = np.array(FULL.starts[1])
    for step in range(100):
        assert_allclose(runs(FULL).theta[1, step], theta, atol=1e-11)
        theta = theta - FULL.rate * 2 / len(y) * (rows @ theta - y) @ rows


def test_a_run_of_several_chunks_goes_on_where_the_last_one_ended() -> None:
    long = runs(given(optimiser="adam", steps=2500, rate=0.01))
    assert long.theta.shape == (5, 2502, 2)
    assert_allclose(
        long.theta[:, :900], runs(given(optimiser="adam", steps=900, rate=0.01)).theta[:, :900]
    )
    strides = np.linalg.norm(np.diff(long.theta, axis=1), axis=-1)
    assert strides[:, 995:1005].max() < 0.02


def test_the_default_runs_end_near_least_squares() -> None:
    settings = given()
    rows, y = line(settings)
    least = np.linalg.lstsq(rows, y)[0]
    ends = runs(settings).theta[:, settings.steps]
    assert np.median(np.linalg.norm(ends - least, axis=1)) < 0.1


@pytest.mark.parametrize("rule", ["sgd", "momentum", "nesterov"])
@pytest.mark.parametrize("risk", [LINE, BOWL], ids=lambda risk: risk.slug)
def test_full_gradients_diverge_from_the_limit_on_to_three_digits(risk: Risk, rule: str) -> None:
    settings = given(risk, optimiser=rule, steps=6000)
    settings = settings._replace(batch=settings.samples)
    bound = limit(settings).rate
    lowest = look.landscape(settings).lowest
    assert bound is not None
    assert lowest is not None
    for part, grows in ((0.9995, False), (1.0005, True)):
        away = look.distances(settings, runs(settings._replace(rate=part * bound)), lowest)
        assert bool((away[:, 6000] > away[:, 3000]).all()) is grows


def test_the_limit_of_plain_descent_is_two_over_the_largest_eigenvalue() -> None:
    rows, y = line(FULL)
    largest = np.linalg.eigvalsh(2 / len(y) * rows.T @ rows)[-1]
    assert limit(FULL).rate == pytest.approx(2 / largest, rel=1e-12)
    assert limit(given(BOWL)).rate == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        (given(), Marked.BATCHES),
        (given(batch=199), Marked.BATCHES),
        (given(batch=200, optimiser="adam"), Marked.ADAM),
        (given(LOGISTIC, batch=200), Marked.VARIES),
        (given(ROSENBROCK), Marked.VARIES),
        (given(TYPED), Marked.VARIES),
    ],
    ids=range(6),
)
def test_no_limit_is_given_where_theory_has_none(settings: Settings, why: Marked) -> None:
    found = limit(settings)
    assert (found.marked, found.rate) == (why, None)


def test_a_run_that_is_no_longer_finite_stops_where_it_last_was() -> None:
    found = runs(given(batch=200, rate=50.0, steps=1000))
    for run, end in enumerate(found.ended):
        assert found.stopped(run)
        assert 10 < end < 1000
        assert (found.theta[run, end:] == found.theta[run, end]).all()
        assert np.abs(found.theta[run, end]).max() > 1e100
    assert np.isfinite(found.theta).all()
    assert not any(runs(given()).stopped(run) for run in range(5))


# What compiles -----------------------------------------------------------------------------------


def test_a_moved_slider_compiles_nothing() -> None:
    settings = given()._replace(seed=77)  # what other tests asked for is not computed anew

    def look_at(now: Settings) -> None:
        found = runs(now)
        look.risks(now, found)
        look.board(now, found, 1)
        look.landscape(now)
        look.field(now)
        look.rows(now)
        look.stepped(now, found, 2, 7)

    made = (look._risks, look._boards, look._bends, look._steps, look._rows)
    forget(LINE.outputs)  # other tests may have asked for any size before
    compiled: tuple[Any, ...] = (
        *loop(LINE, OPTIMISERS["sgd"]),
        *(make(LINE) for make in made),
    )
    look_at(settings)
    before = [one.kinds for one in compiled]
    assert min(before) >= 1
    changes: list[dict[str, Any]] = [
        {"rate": 0.07},
        {"seed": 5},
        {"noise": 1.0},
        {"spread": 0.3},
        {"samples": 150},
        {"batch": 3},
        {"steps": 1234},
        {"starts": tuple((a + 0.1, b) for a, b in settings.starts)},
    ]
    for change in changes:
        look_at(settings._replace(**change))
    assert [one.kinds for one in compiled] == before
    look_at(settings._replace(batch=33))
    assert [one.kinds for one in compiled] != before


def test_a_typed_function_is_compiled_once_whoever_asks_for_it() -> None:
    """Both are asked for here: caches are bounded, and other tests fill them, too."""
    one, other = (of_entry(find("=(x1^2+x2-11)^2+(x1+x2^2-7)^2")) for _ in range(2))
    assert one is other
    sgd = OPTIMISERS["sgd"]
    assert loop(one, sgd) is loop(other, sgd)


# Chance ------------------------------------------------------------------------------------------


def test_the_hash_is_splitmix64() -> None:
    """Its first numbers from seed 0, as its reference implementation prints them."""
    counters = np.arange(1, 4, dtype=np.uint64) * chance.GOLDEN
    assert [hex(z) for z in chance.mixed(counters).tolist()] == [
        "0xe220a8397b1dcdaf",
        "0x6e789e6aa1b965f4",
        "0x6c45d188009454f",
    ]


def test_uniform_and_normal_numbers_have_their_moments() -> None:
    index = np.arange(100_000)
    u, z = chance.uniform(3, 0, index), chance.normal(3, 0, index)
    assert 0 < u.min() < u.max() < 1
    assert_allclose([u.mean(), u.var()], [1 / 2, 1 / 12], atol=4e-3)
    assert_allclose([z.mean(), z.var(), (z**3).mean(), (z**4).mean()], [0, 1, 0, 3], atol=0.05)
    others = [chance.uniform(4, 0, index), chance.uniform(3, 1, index), np.roll(u, 1)]
    assert max(abs(np.corrcoef(u, other)[0, 1]) for other in others) < 0.02


def test_more_samples_are_the_same_ones_and_others() -> None:
    few, many = draw(LINE, 4, 150, 0.5, 0.5), draw(LINE, 4, 700, 0.5, 0.5)
    assert_allclose(few.x[:150], many.x[:150], rtol=0)
    assert (few.x[150:] == 0).all()
    assert len(few.x) in SIZES


def test_the_samples_have_the_spread_and_the_noise_that_were_asked_for() -> None:
    x, y = meant(draw(LINE, 11, 1000, 0.8, 0.3))
    assert np.std(np.log(x)) == pytest.approx(0.3, rel=0.1)
    assert np.std(y - 2 * x - 0.5) == pytest.approx(0.8, rel=0.1)
    labels = meant(draw(LOGISTIC, 11, 1000, 0.0, 0.5))[1]
    assert set(labels.tolist()) == {0.0, 1.0}


@pytest.mark.parametrize("batch", [1, 16, 199, 200])
def test_a_batch_names_that_many_samples_in_rising_order(batch: int) -> None:
    rows = choose(4, 0, 200, batch)[:, :batch].astype(int)
    assert rows.min() >= 0
    assert rows.max() < 200
    assert (np.diff(rows, axis=1) > 0).all()
    share = np.bincount(rows.ravel(), minlength=200) / len(rows)
    assert_allclose(share, batch / 200, atol=0.09)


# What is looked at -------------------------------------------------------------------------------


def test_least_squares_is_found() -> None:
    rows, y = line(FULL)
    found = look.landscape(FULL)
    theta, (residue,), _, _ = np.linalg.lstsq(rows, y)
    assert found.lowest is not None
    assert_allclose(found.lowest, theta, atol=1e-10)
    assert found.least == pytest.approx(residue / len(y))


def test_a_logistic_risk_is_lowest_where_its_errors_weigh_nothing() -> None:
    settings = given(LOGISTIC)
    x, y = meant(settings.data)
    lowest = look.landscape(settings).lowest
    assert lowest is not None
    errors = 1 / (1 + np.exp(-(lowest[0] * x + lowest[1]))) - y
    assert_allclose([errors @ x / len(x), errors.mean()], 0, atol=1e-9)


def test_labels_that_can_be_told_apart_leave_no_lowest_place() -> None:
    for seed in range(40):
        settings = given(LOGISTIC, samples=4, batch=4, seed=seed)
        x, y = meant(settings.data)
        apart = len(set(y.tolist())) == 1 or x[y == 0].max() < x[y == 1].min()
        if apart:
            assert look.landscape(settings).lowest is None
            return
    pytest.fail("no such seed")


@pytest.mark.parametrize(("risk", "lowest"), [(BOWL, (0, 0)), (ROSENBROCK, (1, 1))])
def test_plain_functions_are_lowest_where_they_say(risk: Risk, lowest: tuple[float, float]) -> None:
    found = look.landscape(given(risk))
    assert found.lowest == pytest.approx(lowest)
    assert found.least == pytest.approx(0)


def test_the_risks_and_the_field_are_means_of_squares() -> None:
    settings = given()
    rows, y = line(settings)
    found = runs(settings)
    theta = found.theta[:, : settings.steps + 1]
    expected = np.mean((theta @ rows.T - y) ** 2, axis=-1)
    assert_allclose(look.risks(settings, found), expected, rtol=1e-10)
    (a, b), half = look.window(settings)
    corner = np.mean((rows @ [a - half, b + half] - y) ** 2)
    assert look.field(settings)[-1, 0] == pytest.approx(corner)


@pytest.mark.parametrize("batch", [1, 5, 16, 200])
def test_the_rows_shown_and_the_rest_add_up_to_the_gradient(batch: int) -> None:
    settings = given(batch=batch)
    rows, y = line(settings)
    found = runs(settings)
    board = look.board(settings, found, 2)
    for frame in (0, 7, 300):
        chosen = look.batches(settings)[frame]
        theta = found.theta[2, frame]
        u = 2 * (rows[chosen] @ theta - y[chosen]) / batch
        shown = min(batch, look.ROWS)
        assert_allclose(board.u[frame, :shown], u[:shown], atol=1e-11)
        assert_allclose(board.rest[frame], u[shown:] @ rows[chosen[shown:]], atol=1e-11)
        assert_allclose(board.gradient[frame], u @ rows[chosen], atol=1e-10)
        assert_allclose(board.step[frame], -settings.rate * board.gradient[frame], atol=1e-11)


@pytest.mark.parametrize("steps", [10, 300, 1000, 1001, 1999, 20_000])
def test_the_steps_shown_are_at_most_a_thousand_and_the_last(steps: int) -> None:
    shown = look.frames(steps)
    assert shown[0] == 0
    assert shown[-1] == steps
    assert len(shown) <= look.MOST_FRAMES + 2
    assert len(set(np.diff(shown)[:-1].tolist())) <= 1


def test_what_a_jvp_promises_of_a_step_is_the_slope_along_it() -> None:
    settings = given()
    rows, y = line(settings)
    found = runs(settings)
    seen = look.stepped(settings, found, 1, 3)
    chosen = look.batches(settings)[3]
    a, b = rows[chosen], y[chosen]
    theta, step = np.array(seen.theta), np.array(seen.step)
    slope = 2 * (a @ theta - b) @ a / len(b)
    assert_allclose(seen.gradient, slope, atol=1e-11)
    assert seen.promised == pytest.approx(slope @ step)
    assert seen.promised == pytest.approx(-settings.rate * slope @ slope)
    kept = np.mean((a @ (theta + step) - b) ** 2) - np.mean((a @ theta - b) ** 2)
    assert seen.kept == pytest.approx(kept)
    assert seen.after == pytest.approx(np.mean((rows @ (theta + step) - y) ** 2))


def test_a_start_outside_widens_the_window() -> None:
    settings = given()
    assert look.window(settings).half == LINE.preset.half
    far = settings._replace(starts=((30.0, 0.0), *settings.starts[1:]))
    (a, _), half = look.window(far)
    assert a + half > 30


def test_a_function_of_another_shape_is_no_risk() -> None:
    with pytest.raises(ValueError, match="entry"):
        of_entry(find("polar"))


# Programs ----------------------------------------------------------------------------------------


def paths_of(program: str, place: Path) -> np.ndarray:
    """What a program computes: the parameters after each step of each run."""
    file = place / "program.py"
    file.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        found = runpy.run_path(str(file), run_name="__main__")
    assert printed.getvalue().startswith("theta = [[")
    return np.array(found["paths"])


@pytest.mark.parametrize(
    "settings",
    [
        given(),
        given(batch=200, optimiser="nesterov", seed=9, spread=0.4, noise=1.0),
        given(batch=3, noise=0.0, steps=50),
        given(LOGISTIC, optimiser="adam", steps=100),
        given(BOWL, optimiser="momentum"),
        given(TYPED, optimiser="adam"),
    ],
    ids=lambda settings: f"{settings.risk.slug[:9]}-{settings.optimiser}-{settings.batch}",
)
def test_the_jax_program_makes_the_runs_on_screen(settings: Settings, tmp_path: Path) -> None:
    paths = paths_of(programs(settings).jax, tmp_path)
    shown = runs(settings).theta[:, 1 : settings.steps + 1]
    assert_allclose(paths, shown, rtol=0, atol=1e-9)


@every_risk
@every_rule
def test_each_program_speaks_of_its_own_library_only(risk: Risk, rule: str) -> None:
    made = programs(given(risk, optimiser=rule))
    assert "torch" not in made.jax
    for program in (made.torch, made.module):
        assert "jax" not in program
        assert "jnp" not in program


@every_risk
def test_each_program_begins_with_the_step_and_the_samples_come_last(risk: Risk) -> None:
    for program in programs(given(risk)):
        first = next(line for line in program.splitlines() if line.startswith("def "))
        assert first.startswith("def step(")
        assert program.index("starts = ") > program.rindex("def run(")


def test_samples_take_few_lines_and_fewer_where_nothing_is_drawn() -> None:
    def lines(settings: Settings) -> int:
        program = programs(settings).jax
        _, _, made = program.partition("seed, index")
        return sum(bool(line.strip()) for line in made.splitlines())

    assert lines(given()) <= 21
    assert lines(FULL) < lines(given())
    assert "normal(2)" not in programs(given(noise=0.0)).jax


def test_the_module_program_calls_a_model_with_a_dictionary_of_parameters() -> None:
    for risk in (LINE, LOGISTIC, BOWL):
        assert "functional_call(model, theta, (" in programs(given(risk)).module
        assert "torch.nn." in programs(given(risk)).module
