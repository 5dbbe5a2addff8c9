"""Every sentence about solvers, the ridge and the ODE is true: by the same in many digits."""

import itertools
import math
import re
from collections import Counter
from functools import cache
from typing import Any

import mpmath
import pytest
from mpmath import mpf

from explainers.core.implicit import adjoint, iterations, ridge
from explainers.core.implicit.adjoint import START
from explainers.core.implicit.courses import POWERS, T_HELD, Y_HELD, T, Y
from explainers.core.implicit.iterations import ROUNDS, Given
from explainers.core.numerals import numeral
from explainers.lessons.implicit.solvers import captions
from explainers.measure.results import Run
from tests.claims import Claim, all_met, claim, judged
from tests.core.implicit import test_adjoint as ode
from tests.core.implicit import test_iterations as kepler
from tests.core.implicit import test_ridge as fits
from tests.numbers import last_place, near, number, vector

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


def grows(given: Given, match: re.Match[str]) -> bool:
    x, _ = kepler.solution(given)
    return given.e * mpmath.cos(x) < -1 and leaves(given, match)


def adds(given: Given, match: re.Match[str]) -> bool:
    x, _ = kepler.solution(given)
    return near(match[1], float(-1 - given.e * mpmath.cos(x)), 1e-12)


def last_two(given: Given) -> list[Any]:
    return sorted(course(given, "fixed")[-2:])


def to_and_fro(given: Given, match: re.Match[str]) -> bool:
    """On both sides of the solution, none of them near it."""
    (x, _), (low, high) = kepler.solution(given), (row[0] for row in last_two(given))
    told = all(near(match[k], float(z), 1e-9) for k, z in ((2, low), (3, high)))
    return told and int(match[1]) == ROUNDS and low < x - 0.01 and high > x + 0.01


def digits_stay(given: Given) -> bool:
    """Whether the rounds before the last two print as those do, unrolled derivatives as well."""
    before, now = (course(given, "fixed")[k:end] for k, end in ((-4, -2), (-2, None)))
    return all(
        numeral(float(a[part])) == numeral(float(b[part]))
        for a, b in zip(before, now, strict=True)
        for part in (0, 1)
    )


def goes_on_and_on(given: Given, match: re.Match[str]) -> bool:
    return to_and_fro(given, match) and digits_stay(given)


def still_moves(given: Given, match: re.Match[str]) -> bool:
    return to_and_fro(given, match) and not digits_stay(given)


def led_astray(given: Given, match: re.Match[str]) -> bool:
    rows = last_two(given)
    told = [float(row[part]) for part in (1, 2) for row in rows]
    return all(near(said, z, 1e-7) for said, z in zip(match.groups(), told, strict=True))


def comes(given: Given, _: re.Match[str]) -> bool:
    x, slope = kepler.solution(given)
    room = mpf("1e-30")
    return all(
        abs(z - true) < room
        for z, true in zip(course(given, "newton")[-1], (x, slope, slope), strict=True)
    )


def takes(given: Given, match: re.Match[str]) -> bool:
    x, _ = kepler.solution(given)
    return near(match[1], float(1 - abs(given.e * mpmath.cos(x))), 1e-12)


def zero(given: Given, match: re.Match[str]) -> bool:
    """Held to many digits by a test of its own."""
    return given.p == 0


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
    claim(rf"Near the solution a round of the fixed point takes away {N} of an error\.", takes),
    claim(
        rf"Near the solution a round of the fixed point makes an error {N} times as large\.", grows
    ),
    claim(rf"Near the solution a round of the fixed point adds {N} of an error to it\.", adds),
    claim(
        rf"So it leads away from the solution: after (\d+) rounds it goes to and fro between {N} "
        rf"and {N}, neither of which is one\.",
        goes_on_and_on,
    ),
    claim(
        rf"So it does not settle at the solution: the last two of (\d+) rounds come to {N} and "
        rf"{N}, neither of which is one\.",
        still_moves,
    ),
    claim(
        rf"Unrolled, its derivative (?:goes between|is then) {N} and {N}, and the implicit rule "
        rf"makes {N} and {N} of what are no solutions\.",
        led_astray,
    ),
    claim(r"Newton’s method still comes to the solution, and to dx/dp both ways\.", comes),
    claim(
        r"With p = 0 all goes better than is said below, as sin x has no curvature at x = 0: "
        r"Newton’s method triples the digits of both, the error of the fixed point’s derivative "
        r"falls like ρᵏ, and that of the implicit rule like the square of what x is off\.",
        zero,
    ),
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
    for given in [*kepler.GIVEN, *kepler.ASTRAY, kepler.SINGULAR]:
        met += judged([captions.slope(iterations.found(given))], SOLVERS, given)
    all_met(SOLVERS, met)


def kept_told(count: int | None) -> str:
    if count is None:
        return "—"
    return "1 number" if count == 1 else f"{count} numbers"


def test_the_table_of_solvers_counts_rounds_as_many_digits_do() -> None:
    """A round is counted where the error first is a millionth, give or take what rounding moves."""
    for given in [*kepler.GIVEN, *kepler.ASTRAY, kepler.SINGULAR]:
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
            kept = iterations.held(name) * int(late[0]) if late else 0
            assert rows[1][column] == kept_told(kept if late else None)
            soon = re.findall(r"from round (\d+) on", rows[2][column])
            assert rows[3][column] == kept_told(1 if soon else None)  # x


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


def agrees(power: float, match: re.Match[str]) -> bool:
    found = ridge.found(power)
    return abs(found.closed - fits.truth(power)[2]) <= found.error


@cache
def least() -> float:
    """The penalty of the lowest loss, by golden sections of the loss alone."""
    low, high = mpf(POWERS[0]), mpf(POWERS[-1])
    part = (mpmath.sqrt(5) - 1) / 2

    def off(power: Any) -> Any:
        return fits.loss(fits.fit(10**power), T_HELD, Y_HELD)

    for _ in range(60):
        first, second = high - part * (high - low), low + part * (high - low)
        low, high = (low, second) if off(first) < off(second) else (first, high)
    return 10.0 ** float(low)


def lowest(power: float, match: re.Match[str]) -> bool:
    return near(match[1], least(), 1e-9)


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
    claim(rf"With α = {N} the loss on what is held out is {N}\.", loss_told),
    claim(
        rf"Its derivative in α is {N}: to first order a (smaller|larger) penalty lowers it\.",
        slope_told,
    ),
    claim(r"The closed form, by the singular values of X, gives the same up to rounding\.", agrees),
    claim(rf"That loss is lowest near α = {N}\.", lowest),
    claim(
        rf"A polynomial with 7 weights fitted to 9 samples, with a loss of {N}, and 8 samples held "
        rf"out, with a loss of {N}\.",
        of_both,
    ),
    claim(
        rf"7 weights against the penalty, from 10⁻⁶ to 100; with α = {N} they are (\(.+\))\.",
        weights_told,
    ),
    claim(
        rf"Losses against the penalty; with α = {N} that of what is fitted is {N}, that of what is "
        rf"held out {N}, with its tangent\.",
        of_both,
    ),
]


def test_every_sentence_about_the_ridge_is_true() -> None:
    met: Counter[str] = Counter()
    for power in (-6.0, -4.3, -3.0, -2.935764, -2.935763, -2.9, -1.0, 0.0, 0.77, 2.0):
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
    """A run in many digits, and how far rounding is said to have moved it."""

    def __init__(self, given: adjoint.Given) -> None:
        self.given = given
        start = [mpf(float(z)) for z in START]
        self.end = ode.forth(given, start)
        self.pair = ode.back(given, self.end)
        self.gradient = ode.by_steps(given)
        self.truth = many_steps(given.time, given.crowding)
        self.drift = length(self.pair[:2], start)
        self.at = adjoint.runs(given).at


@cache
def many_steps(time: float, c: float) -> list[Any]:
    return ode.by_steps(adjoint.Given(time, adjoint.FINE, c))


def length(a: list[Any], b: list[Any]) -> Any:
    return mpmath.norm([x - y for x, y in zip(a, b, strict=True)])


RUNS_OFF = 1000


def alike(told: str, wanted: list[Any], room: float) -> bool:
    """Whether each number is right, and none has a digit that rounding may have made."""
    pairs = zip(told.strip("()").split(", "), wanted, strict=True)
    return all(held(said, z, room) for said, z in pairs)


def held(told: str, wanted: Any, room: float) -> bool:
    if told == "0":
        return abs(float(wanted)) <= 10 * room + 1e-15
    fine = float(last_place(told)) >= room or number(told) == round(number(told), 1)
    return fine and near(told, float(wanted), room + 1e-15)


def arrives(trip: Trip, match: re.Match[str]) -> bool:
    return held(match[1], trip.drift, trip.at.home_doubt)


def exactly(trip: Trip, match: re.Match[str]) -> bool:
    return trip.drift < 10 * trip.at.home_doubt


def both(trip: Trip, match: re.Match[str]) -> bool:
    return alike(match[1], trip.pair[2:], trip.at.adjoint_doubt) and backprop(trip, match, 2)


def error_of(told: str, wanted: list[Any], truth: list[Any], room: float) -> bool:
    error = length(wanted, truth)
    if told == "no more than rounding":
        return error <= 10 * room
    return held(told, error, room)


def both_off(trip: Trip, match: re.Match[str]) -> bool:
    at = trip.at
    adjoint_off = error_of(match[1], trip.pair[2:], trip.truth, at.adjoint_doubt)
    return adjoint_off and error_of(match[2], trip.gradient, trip.truth, at.backprop_doubt)


def doubted(trip: Trip, match: re.Match[str]) -> bool:
    """Rounding did move both by no more, and by no less than a thousandth of that."""
    found, start = adjoint.runs(trip.given), [mpf(float(z)) for z in START]
    told = (number(match[1]), number(match[2]))
    moved = (
        ode.apart(found.here.back[-1], trip.pair[:2]),
        ode.apart(found.here.adjoint[-1], trip.pair[2:]),
    )
    wanted = (length(trip.pair[:2], start), length(trip.pair[2:], trip.truth))
    large = any(doubt > 5e-4 * float(off) for doubt, off in zip(told, wanted, strict=True))
    return large and all(a <= b < 1000 * a + 1e-13 for a, b in zip(moved, told, strict=True))


def strays(trip: Trip, match: re.Match[str]) -> bool:
    """λ that comes with it is off by more than there is of it."""
    worthless = length(trip.pair[2:], trip.truth) > mpmath.norm(trip.truth)
    return worthless and max(map(abs, trip.pair[:2])) > RUNS_OFF and max(map(abs, trip.end)) < 10


def alone(trip: Trip, match: re.Match[str]) -> bool:
    room = trip.at.backprop_doubt
    return backprop(trip, match) and error_of(match[2], trip.gradient, trip.truth, room)


def backprop(trip: Trip, match: re.Match[str], group: int = 1) -> bool:
    return alike(match[group], trip.gradient, 0.0)


def too_long(trip: Trip, match: re.Match[str]) -> bool:
    step = trip.given.time / trip.given.steps
    wrong = length(trip.gradient, trip.truth) >= mpmath.norm(trip.truth)
    told = alike(match[2], trip.gradient, 0.0) and alike(match[3], trip.truth, 0.0)
    return near(match[1], step) and wrong and told


def kept(trip: Trip, match: re.Match[str]) -> bool:
    each, whole = int(match[1]), int(match[2].replace(",", ""))
    return each == 16 and whole == each * trip.given.steps


def path(trip: Trip, match: re.Match[str]) -> bool:
    home = trip.pair[:2]
    return (
        alike(match[1], [mpf(float(z)) for z in START], 0.0)
        and alike(match[2], trip.end, 0.0)
        and (
            alike(match[3], home, trip.at.home_doubt)
            if match[3]
            else max(map(abs, home)) > RUNS_OFF
        )
    )


def ends(trip: Trip, match: re.Match[str]) -> bool:
    bar = trip.pair[2:]
    there = (
        alike(match[1], bar, trip.at.adjoint_doubt)
        if match[1]
        else max(map(abs, trip.pair[:2])) > RUNS_OFF
    )
    return there and alike(match[2], trip.gradient, 0.0)


SOME = r"(\([^()]+\))"
OFF = rf"({N[1:-1]}|no more than rounding)"
ODE: list[Claim[Trip]] = [
    claim(rf"Computed back from its end, the path arrives {N} from the start\.", arrives),
    claim(r"Computed back from its end, the path arrives at the start, up to rounding\.", exactly),
    claim(rf"The adjoint method’s gradient is {SOME}, that of backprop {SOME}\.", both),
    claim(rf"Beside 1024 steps they are off by {OFF} and {OFF}\.", both_off),
    claim(
        rf"Rounding alone may move this start by {N}, and the adjoint’s gradient by {N}\.", doubted
    ),
    claim(
        r"Computed back from its end, the path runs off beyond 1000, and the gradient that comes "
        r"with it is worth nothing\.",
        strays,
    ),
    claim(
        rf"Backprop through the same steps gives {SOME}, which is off by {OFF} beside 1024 steps\.",
        alone,
    ),
    claim(
        rf"Steps of {N} are too long: their gradient, by backprop, is {SOME}, and that of 1024 "
        rf"steps {SOME}\.",
        too_long,
    ),
    claim(r"Take more of them\.", lambda trip, _: trip.given.steps < 100),
    claim(
        r"Backprop keeps (\d+) numbers of each step, ([\d,]+) here; the adjoint method keeps the "
        r"two of the end\.",
        kept,
    ),
    claim(
        rf"The path of prey and hunters from {SOME} to {SOME}, and computed back from there "
        rf"(?:to {SOME}|beyond 1000)\.",
        path,
    ),
    claim(
        rf"Both numbers of λ over time: at the end \(1, 0\), (?:at the start {SOME}|then it runs "
        rf"off); by backprop {SOME}\.",
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
    # What is off is the step's error, then rounding's; or nothing is left of the way back.
    *(adjoint.Given(40.0, steps, 0.9) for steps in (40, 64, 100, 512)),
    # Only squares of what comes back are too large for numbers.
    adjoint.Given(20.0, 8, 0.7),
    adjoint.Given(22.0, 9, 0.7),
    adjoint.Given(28.0, 14, 0.9),
    # Steps that are too long for either way.
    adjoint.Given(18.0, 8, 0.1),
    adjoint.Given(40.0, 16, 0.2),
]


@pytest.mark.whole
def test_every_sentence_about_the_ode_is_true(stride: int) -> None:
    met: Counter[str] = Counter()
    for given in GIVEN[::stride]:
        found = adjoint.runs(given)
        texts = (
            captions.ode(found, given),
            captions.kept(given),
            captions.orbit_alt(found),
            captions.lambdas_alt(found),
        )
        met += judged(texts, ODE, Trip(given))
    if stride == 1:
        all_met(ODE, met)


@pytest.mark.parametrize("given", [adjoint.Given(20.0, 8, 0.0), adjoint.Given(16.0, 8, 0.0)])
def test_a_path_that_runs_off_has_no_gradient(given: adjoint.Given) -> None:
    end = ode.forth(given, [mpf(float(z)) for z in START])
    assert max(map(abs, end)) > RUNS_OFF
    found = adjoint.runs(given)
    assert captions.ode(found, given) == (
        f"Steps of {numeral(given.time / 8)} are too long: the computed path runs off beyond 1000, "
        "and no gradient of it is one of the ODE. Take more of them."
    )
    assert captions.orbit_alt(found).endswith("runs off beyond 1000.")
    assert captions.lambdas_alt(found).endswith("then it runs off.")


@pytest.mark.parametrize(
    ("time", "c", "seen"), [(8.0, 0.25, (16, 512)), (40.0, 0.9, (128, 128)), (30.0, 0.9, (32, 256))]
)
@pytest.mark.share(99)
@pytest.mark.whole
def test_the_ladder_is_told_by_its_ends(time: float, c: float, seen: tuple[int, int]) -> None:
    found = adjoint.runs(adjoint.Given(time, 33, c))
    said = captions.ladder_alt(found.ladder)
    assert said.startswith(
        "Errors against the number of steps, from 16 to 512, beside 1024 steps: "
    )
    told = re.findall(rf"{N} with (\d+) steps", re.findall(r"drift ([^;]+)", said)[0])
    assert (int(told[0][1]), int(told[-1][1])) == seen
    for name, part in re.findall(r"(drift|adjoint|backprop) ([^;]+)", said):
        for error, steps in re.findall(rf"{N} with (\d+) steps", part):
            trip = Trip(adjoint.Given(time, int(steps), c))
            wanted = {"adjoint": trip.pair[2:], "backprop": trip.gradient}.get(name)
            off = trip.drift if wanted is None else length(wanted, trip.truth)
            room = {"drift": trip.at.home_doubt, "adjoint": trip.at.adjoint_doubt}
            assert held(error, off, room.get(name, trip.at.backprop_doubt))


def test_what_the_chart_of_errors_leaves_out_is_said() -> None:
    def said(time: float, c: float) -> str:
        return captions.left_out(adjoint.runs(adjoint.Given(time, 40, c)).ladder)

    assert said(8.0, 0.25) == ""
    assert said(40.0, 0.0) == "The chart of errors leaves out what runs off, with 16 steps."
    assert said(40.0, 0.9) == (
        "The chart of errors leaves out what runs off, with 16, 32 and 64 steps; and what rounding "
        "hides, with 256 and 512 steps."
    )


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
    assert captions.cost(runs, 512) == (
        "After 1000 rounds the unrolled gradient took 4.1 MB beside its result, the implicit one "
        "10 kB. Of what was predicted, the unrolled one took 100 % of the memory and 125 % of the "
        "time. Their times are about even: 250 ms and 240 ms."
    )
    assert captions.predicted_times(runs) == [2.0, 200.0]
    assert captions.predicted_memory(runs, 512) == [40.96, 4096.0]
    late = [
        one._replace(median=1.0) if one.n == 1000 and one.name == "unrolled" else one
        for one in runs
    ]
    assert captions.cost(late, 512).endswith(
        "Of their times, 1 s and 240 ms, that of the unrolled one is 4.2 times as long."
    )
