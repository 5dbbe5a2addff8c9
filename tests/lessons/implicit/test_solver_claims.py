"""Every sentence about solvers, the ridge and the ODE is true: by the same in many digits."""

import itertools
import math
import re
from collections import Counter
from functools import cache
from typing import Any

import mpmath
import numpy as np
from mpmath import mpf

from explainers.core.implicit import adjoint, iterations, ridge
from explainers.core.implicit.adjoint import START
from explainers.core.implicit.courses import POWERS, T_HELD, Y_HELD, T, Y
from explainers.core.implicit.iterations import ROUNDS, Given
from explainers.lessons.implicit import solver_captions as captions
from explainers.measure.results import Run
from tests.claims import Claim, all_met, claim, judged
from tests.core.implicit import test_adjoint as ode
from tests.core.implicit import test_iterations as kepler
from tests.core.implicit import test_ridge as fits
from tests.numbers import near, number, vector

DIGITS = 50
N = r"(−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
PAIR = rf"(\({N}, {N}\))".replace("(−", "(?:−")

# Rounds of a solver -------------------------------------------------------------------------------

ROUND_OF = {"fixed": kepler.fixed, "newton": kepler.newton}


@cache
def course(given: Given, name: str) -> list[tuple[Any, Any, Any]]:
    """x, and dx/dp both ways, after each round, in many digits."""
    p, e = map(mpf, given)
    x, slope = mpf(iterations.START), mpf(0)
    rows: list[tuple[Any, Any, Any]] = []
    for _ in range(ROUNDS + 1):
        g_x = 1 - e * mpmath.cos(x)
        rows.append((x, slope, 1 / g_x if g_x else mpmath.inf))
        x, slope = ROUND_OF[name](x, slope, p, e)
    return rows


def slope(given: Given, match: re.Match[str]) -> bool:
    return near(match[1], float(kepler.solution(given)[1]), iterations.found(given).slope_error)


def leaves(given: Given, match: re.Match[str]) -> bool:
    x, _ = kepler.solution(given)
    return near(match[1], abs(given.e * float(mpmath.cos(x))), 1e-12)


def rounding(given: Given, match: re.Match[str]) -> bool:
    """Both solvers end within it, or are not there yet."""
    bound, (_, truth) = number(match[1]), kepler.solution(given)
    newton = iterations.found(given).courses["newton"]
    return all(abs(newton.unrolled[k] - truth) <= bound for k in range(40, ROUNDS))


def singular(given: Given, match: re.Match[str]) -> bool:
    return given == kepler.SINGULAR


def unsettled(given: Given, match: re.Match[str]) -> bool:
    told = list(map(number, match.groups()))
    exact = [float(z) for k in (10, 20) for z in (k, *course(given, "newton")[k][1:])]
    close = all(math.isclose(a, b, rel_tol=0.006) for a, b in zip(told, exact, strict=True))
    return singular(given, match) and close


def slow(given: Given, match: re.Match[str]) -> bool:
    rows = course(given, "newton")
    thirds = all(abs(b[0] / a[0] - 2 / mpf(3)) < 0.01 for a, b in itertools.pairwise(rows[5:]))
    last = course(given, "fixed")[ROUNDS][0]
    return thirds and near(match[1], float(last)) and int(match[2]) == ROUNDS


SOLVERS: list[Claim[Given]] = [
    claim(rf"Here dx/dp is {N}\.", slope),
    claim(rf"Near the solution a round of the fixed point leaves {N} of an error\.", leaves),
    claim(rf"The level line is what rounding alone may make of dx/dp: {N}\.", rounding),
    claim(
        r"At the solution x = 0 the derivative gₓ = 1 − cos x is 0: dx/dp has no finite value, and "
        r"what is said below does not hold\.",
        singular,
    ),
    claim(
        r"Neither way settles: "
        + r", and ".join(
            [rf"after {N} rounds of Newton’s method unrolling gives {N} and the implicit rule {N}"]
            * 2
        )
        + r"\.",
        unsettled,
    ),
    claim(
        r"The solvers are slow, too: Newton’s method leaves two thirds of a small error in a "
        rf"round, and the fixed point is still {N} away after (\d+)\.",
        slow,
    ),
]


def test_every_sentence_about_solvers_is_true() -> None:
    met: Counter[str] = Counter()
    for given in [*kepler.GIVEN, kepler.SINGULAR]:
        met += judged([captions.slope(iterations.found(given))], SOLVERS, given)
    all_met(SOLVERS, met)


def test_the_table_of_solvers_counts_rounds_as_many_digits_do() -> None:
    """A round is counted where the error first is a millionth, give or take what rounding moves."""
    for given in [*kepler.GIVEN, kepler.SINGULAR]:
        lines = captions.table(iterations.found(given)).split("\n")
        rows = [[cell.strip() for cell in line.split("|")[2:4]] for line in lines[2:]]
        truth = mpmath.inf if given == kepler.SINGULAR else kepler.solution(given)[1]
        for column, name in enumerate(iterations.STEPS):
            for row, part in ((0, 1), (2, 2)):
                said = rows[row][column]
                counted = re.findall(r"from round (\d+) on", said)
                errors = [abs(one[part] - truth) / truth for one in course(given, name)]
                if truth == mpmath.inf or errors[-1] > mpf("1.001e-6"):
                    assert said == f"not in {ROUNDS} rounds"
                    continue
                k = int(counted[0])
                assert max(errors[k:]) <= mpf("1.001e-6")
                assert k == 0 or errors[k - 1] > mpf("0.999e-6")
            late = re.findall(r"from round (\d+) on", rows[0][column])
            kept = iterations.held(name) * (int(late[0]) if late else ROUNDS)
            assert rows[1][column] == ("1 number" if kept == 1 else f"{kept} numbers")
            assert rows[3][column] == "1 number"  # x


def test_the_alternative_text_of_rounds_tells_both_ends() -> None:
    given = Given(0.2, 0.8)
    errors = iterations.found(given).errors("fixed")
    said = captions.rounds_alt(errors, "Fixed point")
    first, last = (course(given, "fixed")[k] for k in (0, ROUNDS))
    x, truth = kepler.solution(given)
    told = re.findall(rf"(?:x|unrolled|implicit) from {N} to {N}", said)
    for (begin, end), part, goal in zip(told, range(3), (x, truth, truth), strict=True):
        assert near(begin, float(abs(first[part] - goal)), 1e-12)
        assert near(end, float(abs(last[part] - goal)), 1e-13)
    singular = iterations.found(kepler.SINGULAR).errors("newton")
    assert "unrolled" not in captions.rounds_alt(singular, "Newton’s method")


# The ridge ----------------------------------------------------------------------------------------


def loss_told(power: float, match: re.Match[str]) -> bool:
    penalty = 10.0**power
    loss = float(fits.loss(fits.truth(power)[0], T_HELD, Y_HELD))
    return near(match[1], penalty, 1e-9 * penalty) and near(match[2], loss, 1e-9)


def slope_told(power: float, match: re.Match[str]) -> bool:
    pull = fits.truth(power)[2]
    better = "smaller" if pull > 0 else "larger"
    return near(match[1], float(pull), 1e-6 * abs(float(pull))) and match[2] == better


def hidden(power: float, match: re.Match[str]) -> bool:
    return loss_told(power, match) and abs(fits.truth(power)[2]) < 1e-5


def agrees(power: float, match: re.Match[str]) -> bool:
    found = ridge.found(power)
    return abs(found.closed - fits.truth(power)[2]) <= found.error


@cache
def least() -> float:
    """The penalty of the lowest loss among those that are drawn."""
    at = min(POWERS, key=lambda power: fits.loss(fits.fit(mpf(10.0**power)), T_HELD, Y_HELD))
    return 10.0 ** float(at)


def lowest(power: float, match: re.Match[str]) -> bool:
    return near(match[1], least())


def of_both(power: float, match: re.Match[str]) -> bool:
    w = fits.truth(power)[0]
    told = [float(fits.loss(w, *held)) for held in ((T, Y), (T_HELD, Y_HELD))]
    return all(near(said, loss, 1e-9) for said, loss in zip(match.groups()[-2:], told, strict=True))


def weights_told(power: float, match: re.Match[str]) -> bool:
    w = fits.truth(power)[0]
    return near(match[1], 10.0**power, 1e-9) and all(
        math.isclose(said, float(z), rel_tol=0.006, abs_tol=0.006)
        for said, z in zip(vector(match[2]), w, strict=True)
    )


RIDGE: list[Claim[float]] = [
    claim(rf"With λ = {N} the loss on what is held out is {N}\.", loss_told),
    claim(
        rf"With λ = {N} the loss on what is held out is {N}, and rounding hides how it changes "
        r"with λ\.",
        hidden,
    ),
    claim(
        rf"Its derivative in λ is {N}: to first order a (smaller|larger) penalty lowers it\.",
        slope_told,
    ),
    claim(r"The closed form, by the singular values of X, gives the same up to rounding\.", agrees),
    claim(rf"Of the penalties drawn, {N} has the lowest loss\.", lowest),
    claim(
        rf"A polynomial with 7 weights fitted to 9 samples, with a loss of {N}, and 8 samples held "
        rf"out, with a loss of {N}\.",
        of_both,
    ),
    claim(
        rf"7 weights against the penalty, from 10⁻⁶ to 100; with λ = {N} they are (\(.+\))\.",
        weights_told,
    ),
    claim(
        rf"Losses against the penalty; with λ = {N} that of what is fitted is {N}, that of what is "
        rf"held out {N}, with its tangent\.",
        of_both,
    ),
]


def level() -> float:
    """A power of ten at which rounding hides the slope."""
    low, high = -3.2, -2.6
    while True:
        power = (low + high) / 2
        found = ridge.found(power)
        if abs(found.here.pull) <= found.error:
            return power
        low, high = (power, high) if found.here.pull < 0 else (low, power)


def test_every_sentence_about_the_ridge_is_true() -> None:
    met: Counter[str] = Counter()
    for power in (-6.0, -4.3, -3.0, -2.9, level(), -1.0, 0.0, 0.77, 2.0):
        found = ridge.found(power)
        texts = (
            captions.ridge(found, power),
            captions.fitted_alt(found),
            captions.weights_alt(found, power),
            captions.losses_alt(found, power),
        )
        met += judged(texts, RIDGE, power)
    all_met(RIDGE, met)


# There and back -----------------------------------------------------------------------------------


class Trip:
    """A run in many digits; what runs off in float64 has no more digits here."""

    def __init__(self, given: adjoint.Given) -> None:
        self.given = given
        start = [mpf(float(z)) for z in START]
        self.end = ode.forth(given, start)
        self.pair = ode.back(given, self.end)
        self.gradient = ode.by_steps(given)
        self.drift = mpmath.norm([a - b for a, b in zip(self.pair[:2], start, strict=True)])
        # Rounding grows as what decays forwards does backwards.
        self.room = 1e-15 * math.exp(0.8 * given.crowding * given.time)


GONE = mpf(10) ** 300


def alike(told: str, wanted: list[Any], room: float) -> bool:
    pairs = zip(told.strip("()").split(", "), wanted, strict=True)
    return all(near(said, float(z), room + 1e-10) for said, z in pairs)


def arrives(trip: Trip, match: re.Match[str]) -> bool:
    return near(match[1], float(trip.drift), trip.room + 1e-11)


def exactly(trip: Trip, match: re.Match[str]) -> bool:
    return trip.drift < 2e-14


def both(trip: Trip, match: re.Match[str]) -> bool:
    apart = mpmath.norm([a - b for a, b in zip(trip.pair[2:], trip.gradient, strict=True)])
    return (
        alike(match[1], trip.pair[2:], trip.room)
        and alike(match[2], trip.gradient, 0.0)
        and near(match[3], float(apart), trip.room + 1e-10)
    )


def off(trip: Trip, match: re.Match[str]) -> bool:
    return max(map(abs, trip.pair)) > GONE and max(map(abs, trip.end)) < 10


def backprop(trip: Trip, match: re.Match[str]) -> bool:
    return alike(match[1], trip.gradient, 0.0)


def kept(trip: Trip, match: re.Match[str]) -> bool:
    each, whole = int(match[1]), int(match[2].replace(",", ""))
    return each == 16 and whole == each * trip.given.steps


def path(trip: Trip, match: re.Match[str]) -> bool:
    home = trip.pair[:2]
    lost = match[3] == "beyond all numbers"
    return (
        alike(match[1], [mpf(float(z)) for z in START], 0.0)
        and alike(match[2], trip.end, 0.0)
        and (max(map(abs, home)) > GONE if lost else alike(match[3], home, trip.room))
    )


def ends(trip: Trip, match: re.Match[str]) -> bool:
    lost = match[1] == "beyond all numbers"
    bar = trip.pair[2:]
    there = max(map(abs, bar)) > GONE if lost else alike(match[1], bar, trip.room)
    return there and alike(match[2], trip.gradient, 0.0)


SOME = r"(\([^()]+\)|beyond all numbers)"
ODE: list[Claim[Trip]] = [
    claim(rf"Computed back from its end, the path arrives {N} from the start\.", arrives),
    claim(r"Computed back from its end, the path arrives at the start, up to rounding\.", exactly),
    claim(rf"The adjoint method’s gradient is {SOME}, that of backprop {SOME}: {N} apart\.", both),
    claim(
        r"Computed back from its end, the path runs off, and λ with it: the adjoint method has no "
        r"gradient here\.",
        off,
    ),
    claim(rf"Backprop through the same steps gives {SOME}\.", backprop),
    claim(
        r"Backprop keeps (\d+) numbers of each step, ([\d,]+) here; the adjoint method keeps the "
        r"two of the end\.",
        kept,
    ),
    claim(
        rf"The path of prey and hunters from {SOME} to {SOME}, and computed back from there to "
        rf"{SOME}\.",
        path,
    ),
    claim(
        rf"Both numbers of λ over time: at the end \(1, 0\), at the start {SOME}; by backprop "
        rf"{SOME}\.",
        ends,
    ),
]
GIVEN = [
    *(
        adjoint.Given(time, steps, c)
        for (time, steps), c in itertools.product(
            ((1.0, 8), (8.0, 33), (20.0, 60)), (0.0, 0.25, 0.9)
        )
    ),
    adjoint.Given(1.0, 512, 0.0),
    adjoint.Given(30.0, 40, 0.0),
    adjoint.Given(30.0, 40, 0.9),
    adjoint.Given(40.0, 40, 0.9),
]


def test_every_sentence_about_the_ode_is_true() -> None:
    met: Counter[str] = Counter()
    for given in GIVEN:
        found = adjoint.runs(given)
        texts = (
            captions.ode(found, given),
            captions.kept(given),
            captions.orbit_alt(found.here),
            captions.lambdas_alt(found.here),
        )
        met += judged(texts, ODE, Trip(given))
    all_met(ODE, met)


def test_a_path_that_runs_off_has_no_gradient() -> None:
    given = adjoint.Given(20.0, 8, 0.0)
    z = np.array(START)
    with np.errstate(all="ignore"):
        for _ in range(given.steps):
            z = np.array(ode.step(lambda z: ode.field(z, 0.0), list(z), 2.5), dtype=float)
    assert not np.isfinite(z).all()
    found = adjoint.runs(given)
    assert captions.ode(found, given) == (
        "Steps of 2.5 are too long: the computed path runs off, and there is no gradient. Take "
        "more of them."
    )
    assert "beyond all numbers" in captions.orbit_alt(found.here)


def test_the_ladder_is_told_by_its_ends() -> None:
    found = adjoint.runs(adjoint.Given(8.0, 33, 0.25))
    said = captions.ladder_alt(found.ladder)
    assert said.startswith(
        "Errors against the number of steps, from 16 to 512, beside 1024 steps: "
    )
    truth = ode.by_steps(adjoint.Given(8.0, 1024, 0.25))
    for name, begin, end in re.findall(rf"(drift|adjoint|backprop) from {N} to {N}", said):
        for steps, told in ((16, begin), (512, end)):
            trip = Trip(adjoint.Given(8.0, steps, 0.25))
            wanted = {"adjoint": trip.pair[2:], "backprop": trip.gradient}.get(name)
            off = trip.drift
            if wanted is not None:
                off = mpmath.norm([a - b for a, b in zip(wanted, truth, strict=True)])
            assert near(told, float(off), 1e-12)
    lost = captions.ladder_alt(adjoint.runs(adjoint.Given(40.0, 100, 0.9)).ladder)
    assert "drift from beyond all numbers to" in lost


# What both cost -----------------------------------------------------------------------------------


def run(name: str, n: int, median: float, temporary: int = 0) -> Run:
    return Run(name, n, 256, 1.0, temporary, 0.1, median, median, median, 9)


def test_costs_are_told_as_they_were_measured() -> None:
    runs = [
        run("rounds", 10, 0.001),
        run("unrolled", 10, 0.002, 41_000),
        run("implicit", 10, 0.002, 10_000),
        run("rounds", 1000, 0.1),
        run("unrolled", 1000, 0.25, 4_100_000),
        run("implicit", 1000, 0.24, 10_000),
    ]
    assert captions.cost(runs) == (
        "After 1000 rounds the unrolled gradient took 4.1 MB beside its result, the implicit one "
        "10 kB. Their times are about even: 250 ms and 240 ms."
    )
    assert captions.predicted_times(runs) == [2.0, 200.0]
    assert captions.predicted_memory(runs, 512) == [40.96, 4096.0]
    late = [
        one._replace(median=1.0) if one.n == 1000 and one.name == "unrolled" else one
        for one in runs
    ]
    assert captions.cost(late).endswith(
        "Of their times, 1 s and 240 ms, that of the unrolled one is 4.2 times as long."
    )
