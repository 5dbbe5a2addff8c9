"""What curvature says, in words: pure functions of JAX's numbers and of what is known of them."""

import math
from collections.abc import Sequence

import numpy as np

from explainers.core.curvature.fitted import TRIES, Fitted
from explainers.core.curvature.gauss import Apart, Gauss
from explainers.core.curvature.numbers import RATES, Step, are_finite
from explainers.core.curvature.race import End, Lead, Path, Race, climbed, lead, leading
from explainers.core.curvature.verdicts import Edge, Found, Level, Shape, Slope, lowest
from explainers.core.numerals import above, fuller, numeral, numerals
from explainers.core.rounding import UNIT, cleared
from explainers.measure.hessians import Record

_MOST_DIGITS = 17
_LOOSE = 1e-4
"""A number that is not known to this part of itself is shown with its error."""

_EDGES = {
    Edge.KINK: "At x f has a kink: its slopes on the sides differ, ∇f is JAX's choice among them, "
    "and no quadratic model stands for f.",
    Edge.STEEP: "The slope of f grows without bound towards x, whatever JAX gives for ∇f, and no "
    "quadratic model stands for f.",
    Edge.JUMP: "At x f has a jump, and no quadratic model stands for it.",
    Edge.EDGE: "Not on every side of x are f and its slope defined, and no quadratic model stands "
    "for f.",
    Edge.CREASE: "At x f has a slope but no curvature: that differs from side to side, and H is "
    "what JAX's rules make of it.",
    Edge.RULES: "At x f is smooth, but its program switches from one piece to another, and JAX's "
    "rules give other derivatives than those that f has.",
    Edge.UNKNOWN: "Whether f is smooth at x is not known, and so no model is named.",
}
_WHOLE = {Shape.BOWL: "bowl", Shape.HILL: "hill", Shape.SADDLE: "saddle"}
_BENT = {Shape.BOWL: "trough", Shape.HILL: "ridge", Shape.SADDLE: "saddle"}
_BENDS = {
    Shape.BOWL: "it bends up",
    Shape.HILL: "it bends down",
    Shape.SADDLE: "it bends up one way and down another",
}
_GOES = {
    Shape.BOWL: "Newton's step goes straight to its bottom",
    Shape.HILL: "Newton's step climbs straight to its top",
    Shape.SADDLE: "Newton's step goes to its level point, which is not a minimum",
}
_IS_AT = {
    Shape.BOWL: "x is at its bottom",
    Shape.HILL: "x is at its top",
    Shape.SADDLE: "x is at its level point, which is not a minimum",
}
_DOWN = " A gradient step that is short enough goes down."


def symmetry(found: Found, v: Sequence[float]) -> str:
    """That H is symmetric, and that one product gives what H, formed, gives."""
    _, numbers, errors, _ = found
    product = _vector(numbers.product, errors.product)
    return (
        f"{_symmetric(numbers.hessian, errors.hessian)} With v = {numerals(v)}, one sweep gives "
        f"Hv = **{product}**, and the formed H times v {_agrees(found)}."
    )


def _symmetric(hessian: np.ndarray, errors: np.ndarray) -> str:
    apart = np.abs(hessian - hessian.T)
    if len(hessian) == 1:
        return "With one input H is a single number, f″."
    if not apart.any():
        return "H is symmetric, to the last digit."
    if (apart <= errors + errors.T).all():
        return "H is symmetric, but for rounding."
    return "H, as JAX's rules give it, is not symmetric here."


def _agrees(found: Found) -> str:
    _, numbers, errors, _ = found
    apart = np.abs(numbers.product - numbers.formed)
    if not np.isfinite(apart).all():
        return "has entries that are too large for a number"
    if not apart.any():
        return "agrees exactly"
    if (apart <= 2 * errors.product).all():
        return "agrees, but for rounding"
    return f"differs from it by up to {numeral(float(apart.max()))}"


def kind(found: Found) -> str:
    """What the quadratic model looks like, and where Newton's step goes on it."""
    errors, verdict = found.errors, found.verdict
    told = _listed(found)
    if verdict.edge is not Edge.SMOOTH:
        return f"{told} {_EDGES[verdict.edge]}"
    if verdict.shape is Shape.UNKNOWN:
        moved = float(np.max(errors.curvatures))
        known = (
            f"Rounding may have moved them by up to {above(moved)}"
            if math.isfinite(moved)
            else "How far rounding has moved them is not known"
        )
        return f"{told} {known}, and so which way the model bends is not known."
    if verdict.bound:
        told += f" What is 0 there is 0 to within {above(verdict.bound)}."
    if verdict.shape is Shape.FLAT:
        return f"{told} {_flat(verdict.slope)}"
    return f"{told} {_bent(found)}"


def _listed(found: Found) -> str:
    _, numbers, errors, verdict = found
    values = [_told(z, e) for z, e in zip(numbers.curvatures, errors.curvatures, strict=True)]
    if verdict.edge is not Edge.SMOOTH:
        return f"The eigenvalues of JAX's H are {', '.join(values)}."
    return f"The curvatures of f at x, the eigenvalues of H, are {', '.join(values)}."


def _flat(slope: Slope) -> str:
    if slope is Slope.CLEAR:
        return (
            "There is no curvature: the model is straight and slopes, with no level point, and "
            "there is no Newton's step." + _DOWN
        )
    if slope is Slope.ZERO:
        return "There is no curvature, and no slope: the model is level everywhere."
    return "There is no curvature: the model is straight, and there is no Newton's step."


def _bent(found: Found) -> str:
    verdict = found.verdict
    shape, flat, slope = verdict.shape, verdict.flat, verdict.slope
    sure = not verdict.bound and (verdict.level is not Level.MANY or slope is Slope.ZERO)
    the = "The" if sure else "As far as rounding shows, the"
    down = _DOWN if slope is Slope.CLEAR and (flat or shape is not Shape.BOWL) else ""
    if not flat:
        goes = _GOES[shape]
        if slope is Slope.ZERO:
            goes = _IS_AT[shape]
        elif slope is Slope.ROUNDING:
            goes = f"as far as rounding shows {_IS_AT[shape]}"
        bends = f": {_BENDS[shape]}" if shape is Shape.SADDLE else ""
        return f"The model is a **{_WHOLE[shape]}**{bends}, and {goes}.{down}"
    name, extent = _BENT[shape], _extent(flat)
    if verdict.level is Level.NOWHERE:
        return (
            f"{the} model is a **tilted {name}**: {_BENDS[shape]}, but along {extent} it is "
            "straight, and ∇f has a part along that, so that no point of it is level. Newton's "
            f"step leaves {'that direction' if flat == 1 else 'those directions'} out.{down}"
        )
    if verdict.level is Level.UNKNOWN:
        return (
            f"{the} model is a **{name}**: {_BENDS[shape]}, but along {extent} it is "
            "straight; whether it has level points is not known."
        )
    if slope is Slope.CLEAR:
        nearest = found.x + found.numbers.newton.step
        errors = found.errors.newton.step + UNIT * np.abs(found.x)
        where = _vector(cleared(nearest, errors), errors)
        goes = f"Newton's step goes to the nearest, {where}"
    else:
        goes = "x is one of them"
    return (
        f"{the} model is a **level {name}**: {_BENDS[shape]}, but along {extent} it does not "
        "change. "
        f"Its level points fill {extent}, and {goes}.{down}"
    )


def _extent(flat: int) -> str:
    return {1: "a line", 2: "a plane"}.get(flat, f"a flat space of dimension {flat}")


def steps(found: Found) -> str:
    """Table of steps: what each model promised of f, and what f did."""
    numbers, errors = found.numbers, found.errors
    rows = [
        "| η | ∇f·s | ∇f·s + ½sᵀHs | f(x + s) − f(x) |",
        "|:--|--:|--:|--:|",
    ]
    for index, rate in enumerate(RATES):
        step = Step(*(np.asarray(part)[index] for part in numbers.descents))
        error = Step(*(np.asarray(part)[index] for part in errors.descents))
        name = numeral(rate)
        if found.verdict.curved:
            eta = _rate(numbers.rates[index], errors.rates[index])
            name = f"{name}/∣λ∣ = {eta}"
        rows.append(_row(name, step, error))
    if found.verdict.curved:
        rows.append(_row("**Newton**", numbers.newton, errors.newton))
    return "\n".join(rows)


def _row(name: str, step: Step, error: Step) -> str:
    texts = [
        _told(float(z), float(e)) if np.isfinite(e) or not np.isfinite(z) else "not known"
        for z, e in zip(step[1:], error[1:], strict=True)
    ]
    return f"| {name} | {' | '.join(texts)} |"


def verdict(found: Found) -> str:
    """Which of the steps went lowest, and where a gradient step goes wrong."""
    _, numbers, errors, known = found
    smooth = known.edge is Edge.SMOOTH
    gradient = "∇f" if known.edge in (Edge.SMOOTH, Edge.CREASE) else "JAX's ∇f"
    if known.slope is Slope.ZERO:
        return f"{gradient} is zero at this x: no step is suggested, by either."
    if known.slope is Slope.ROUNDING:
        return (
            f"{gradient} is not known to differ from zero at this x, since what is left of it is "
            "rounding: no step is suggested, by either."
        )
    told = _lowest(found)
    if smooth and known.shape is Shape.BOWL and not known.flat:
        limit = _rate(2 * numbers.rates[_UNIT], 2 * errors.rates[_UNIT])
        told += (
            f" On the model, a gradient step along the steepest curvature ends higher than it "
            f"began when η is beyond 2/∣λ∣ = {limit}."
        )
    return told


_UNIT = RATES.index(1.0)


def _lowest(found: Found) -> str:
    _, numbers, errors, _ = found
    best = lowest(numbers, errors, len(RATES), found.verdict.curved)
    if not best.steps:
        return "None of these steps leads to where JAX has a number for f."
    among = "these" if best.all_finite else "those after which JAX has a number for f"
    unit = "/∣λ∣" if found.verdict.curved else ""
    names = [
        "Newton's step"
        if step == len(RATES)
        else f"the gradient step with η = {numeral(RATES[step])}{unit}"
        for step in best.steps
    ]
    if len(names) > 2:
        return f"Of {among}, rounding hides which goes lowest."
    if len(names) == 2:
        return f"Of {among}, rounding hides which goes lowest: {' or '.join(names)}."
    if best.falls is False:
        return f"Of {among}, {names[0]} ends lowest, and even that is above f(x)."
    return f"Of {among}, {names[0]} goes lowest."


def races(found: Found) -> bool:
    """Whether steps are suggested at x that a race may be run with."""
    known = found.verdict
    return known.edge is Edge.SMOOTH and known.slope is Slope.CLEAR


def start(found: Found, four: bool = False) -> str:
    """Why no race is run, or that it has not begun."""
    if races(found):
        all_of = "All four" if four else "Both"
        return f"{all_of} still stand at x: play the race, or take it step by step."
    if found.verdict.edge is not Edge.SMOOTH:
        return "f is not known to be smooth at x, and no race is run from there."
    none = "none" if four else "neither"
    if found.verdict.slope is Slope.ZERO:
        return f"∇f is zero at x, and {none} has a step to take."
    return f"∇f is not known to differ from zero at x, and {none} has a step to take."


_RUNNERS = ("Gradient steps", "Newton's steps", "Gauss–Newton steps", "Levenberg–Marquardt steps")
_KINDS = ("gradient", "Newton's", "Gauss–Newton", "Levenberg–Marquardt")
_LEADS = {
    Lead.DESCENT: "gradient steps stand lower",
    Lead.NEWTON: "Newton's stand lower",
    Lead.UNKNOWN: "neither is known to stand lower",
}
_ENDS = {
    End.STILL: "∇f is not known to differ from zero there",
    End.ROUGH: "f is not known to be smooth there",
    End.STRAIGHT: "f has no curvature there that is known",
    End.LOST: "the next would lead to where JAX has no finite f, gradient or Hessian",
}
_ENDS_OF_G = _ENDS | {
    End.STRAIGHT: "G is not known to differ from zero there",
    End.STUCK: f"f falls no further in float64: {TRIES} ever shorter steps were tried",
}
_ALL_ENDS = (_ENDS, _ENDS, _ENDS_OF_G, _ENDS_OF_G)


def race(run: Race, step: int, beside: Fitted | None = None) -> str:
    """Who stands lower after some steps, who has climbed, and who has stopped."""
    paths = _paths(run, beside)
    told = [_four(paths, step) if beside else _two(run, step)]
    for name, ends, path in zip(_RUNNERS, _ALL_ENDS, paths, strict=False):
        if climbed(path, step):
            told.append(f"{name} have climbed: f is higher there than at x.")
        last = path.steps
        if path.end is not None and step >= last:
            where = f"after {_count(last)}" if last else "at x"
            told.append(f"{name} stop {where}: {ends[path.end]}.")
    return " ".join(told)


def _paths(run: Race, beside: Fitted | None) -> tuple[Path, ...]:
    return (*run, beside.gauss, beside.damped) if beside else (*run,)


def _two(run: Race, step: int) -> str:
    ahead = lead(run, step)
    first = () if ahead is Lead.UNKNOWN else (list(Lead).index(ahead),)
    down, jump = _heights(run, step, first)
    return (
        f"After {_count(step)} f is **{down}** by gradient steps and **{jump}** by Newton's: "
        f"{_LEADS[ahead]}."
    )


def _four(paths: Sequence[Path], step: int) -> str:
    first = leading(paths, step)
    down, jump, gauss, damped = _heights(paths, step, first)
    who = _first(first)
    return (
        f"After {_count(step)} f is **{down}** by gradient steps, **{jump}** by Newton's, "
        f"**{gauss}** by Gauss–Newton and **{damped}** by Levenberg–Marquardt steps: {who}."
    )


def _first(ahead: Sequence[int]) -> str:
    """Who stands lowest, or lower than the rest."""
    if not ahead:
        return "none is known to stand lowest"
    *others, last = (_KINDS[k] for k in ahead)
    if not others:
        return f"{last} steps stand lowest"
    names = f"{', '.join(others)} and {last} steps"
    return f"{names} stand lower than the rest, and none of these is known to stand lowest"


def _heights(paths: Sequence[Path], step: int, first: Sequence[int]) -> list[str]:
    """F where each stands, with digits enough to tell the first from the others."""
    digits, heights = 3, [_height(path, step) for path in paths]
    others = [k for k in range(len(paths)) if k not in first]
    while digits < _MOST_DIGITS and any(heights[j] == heights[k] for j in first for k in others):
        digits += 1
        heights = [_height(path, step, digits) for path in paths]
    return heights


def _height(path: Path, step: int, digits: int = 3) -> str:
    k = path.at(step)
    if not np.isfinite(path.errors[k]):
        return "not known"
    return _told(float(path.values[k]), float(path.errors[k]), digits)


def by_step(run: Race, step: int, beside: Fitted) -> str:
    """Table of f by step, with the μ of each damped one."""
    paths = _paths(run, beside)
    rows = [
        "| step | −η∇f | Newton | Gauss–Newton | Levenberg–Marquardt | μ |",
        "|:--|--:|--:|--:|--:|--:|",
    ]
    for k in range(min(step, max(path.steps for path in paths)) + 1):
        cells = [_height(path, k) if k <= path.steps else "–" for path in paths]
        damping = numeral(beside.dampings[k - 1]) if 0 < k <= len(beside.dampings) else "–"
        rows.append(f"| {k} | {' | '.join(cells)} | {damping} |")
    return "\n".join(rows)


def _count(steps: int) -> str:
    return "1 step" if steps == 1 else f"{steps} steps"


def _told(number: float, error: float, digits: int = 3) -> str:
    """A number with the digits that are known of it."""
    if not math.isfinite(number):
        return "no number"
    return _loose(number, error) or numeral(number, digits)


def _rate(number: float, error: float) -> str:
    """A rate, with more digits than other numbers: it is what a reader calculates with."""
    return _loose(number, error) or fuller(number, 4, 2)


def _loose(number: float, error: float) -> str:
    """A number with its error, where not all of its digits are known; "" where they are."""
    if not math.isfinite(error) or error <= _LOOSE * abs(number) or number == 0:
        return ""
    return f"{numeral(number, 5)} ± {above(error)}"


def _vector(numbers: np.ndarray, errors: np.ndarray) -> str:
    return f"({', '.join(_told(z, e) for z, e in zip(numbers, errors, strict=True))})"


def weighed(have: Gauss, found: Found, v: Sequence[float]) -> str:
    """What v becomes on its way to Gv, beside Hv, where they are known."""
    if have.apart in _HIDDEN:
        return ""
    parts, errors = have.parts, have.errors
    rows = {
        "pushed: Jv": _vector(parts.push, errors.push),
        "weighed: L·Jv": _vector(parts.weighed, errors.weighed),
        "pulled: **Gv** = Jᵀ(L·Jv)": f"**{_vector(parts.product, errors.product)}**",
        "beside it: Hv": _vector(found.numbers.product, found.errors.product),
    }
    table = [f"| v | {numerals(v)} |", "|:--|:--|", *(f"| {k} | {z} |" for k, z in rows.items())]
    return "\n".join(table)


_HIDDEN = (Apart.UNKNOWN, Apart.HIDDEN)
_LINEAR = "Here z is linear, and nothing in it bends: G is H, at every x."
_WHY = "rounding hides it, or numbers on the way are too large for float64."
_COMPARED = {
    Apart.UNKNOWN: f"Whether G and H agree here is not known: {_WHY}",
    Apart.HIDDEN: f"{_LINEAR} How large they are here is not known: {_WHY}",
    Apart.LINEAR: _LINEAR,
    Apart.LEVEL: "Up to rounding, each slope ℓᵢ′(zᵢ) is 0 here, and so nothing weights the bending "
    "of z: G and H agree.",
    Apart.ALIKE: "Up to rounding, G and H agree here: what the slopes ℓᵢ′(zᵢ) weight of the "
    "bending of z adds nothing.",
}


def bends(have: Gauss, found: Found) -> str:
    """How G and H compare, and why."""
    if have.apart in _HIDDEN:
        return _COMPARED[have.apart]
    matrix = f"G = {_matrix(have.parts.matrix, have.errors.matrix)}."
    if have.apart is not Apart.APART:
        return f"{matrix} {_COMPARED[have.apart]}"
    told = f"{matrix} H − G = **{_matrix(have.rest, have.rest_errors)}**: the bending of z, "
    told += "weighted by the slopes ℓᵢ′(zᵢ)."
    if not have.differs:
        told += " Along this v it adds nothing, up to rounding."
    if found.verdict.edge is Edge.SMOOTH and found.verdict.shape in (Shape.SADDLE, Shape.HILL):
        told += " H has an eigenvalue below 0 here, and G has none at any x."
    return told


def empirical(have: Gauss) -> str:
    """The sum of squared gradients, which is not G."""
    squared = _matrix(have.parts.squared, have.errors.squared)
    name = "What is called the empirical Fisher matrix is another one: Σ gᵢgᵢᵀ, with gᵢ the "
    name += f"gradient of a single loss, here {squared}."
    if have.alike is None:
        return ""
    return f"{name} At this x it agrees with G, up to rounding." if have.alike else name


def _matrix(numbers: np.ndarray, errors: np.ndarray) -> str:
    rows = (_vector(row, error) for row, error in zip(numbers, errors, strict=True))
    return f"({', '.join(rows)})"


def costs(record: Record) -> str:
    """Table of what was measured: Hessians and one product, in units of one gradient."""
    seconds = record.seconds
    sizes = list(seconds)
    names = {
        "hvp": "Hv, forward over reverse",
        "forward over reverse": "H, forward over reverse",
        "reverse over reverse": "H, reverse over reverse",
        "reverse over forward": "H, reverse over forward",
        "forward over forward": "H, forward over forward",
    }
    head = " | ".join(f"n = {n}" for n in sizes)
    rows = [f"| In gradients | {head} |", "|:--|" + "--:|" * len(sizes)]
    for key, name in names.items():
        cells = " | ".join(numeral(seconds[n][key] / seconds[n]["gradient"], 2) for n in sizes)
        rows.append(f"| {name} | {cells} |")
    return "\n".join(rows)


def measured_on(record: Record) -> str:
    """Where and when the costs were measured."""
    return (
        f"Recorded on {record.date} with JAX {record.jax} on {record.machine}, for "
        "f(x) = Σ tanh(Wx)² with n units."
    )


def undefined(found: Found) -> bool:
    """Whether there is no curvature to speak of at x."""
    return not are_finite(found.numbers)


def outputs(m: int) -> str:
    """Why a function with several outputs is not taken."""
    return (
        f"This function has {m} outputs; curvature here is that of a single one. "
        "Type one expression, without brackets around it."
    )


def code(title: str, x: Sequence[float], v: Sequence[float], fits: bool = False) -> str:
    """What the programs compute, in one sentence."""
    last = "Newton's step, and Gv by a push, a weighing and a pull," if fits else "Newton's step"
    return (
        f"Runs as pasted: ∇f, Hv by one product, H, its eigenvalues{', ' if fits else ' and '}"
        f"{last} of “{title}” at x = {numerals(x)}, with v = {numerals(v)}."
    )
