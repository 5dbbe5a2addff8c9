"""What several lessons say where f has no derivative at x, or JAX none of its numbers."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from explainers.core.numerals import numeral, numerals, reading
from tests.claims import Claim, claim
from tests.exact import STEP, agree, mp
from tests.lessons.states import State, says
from tests.numbers import number, vector

N = r"(−?[\d.]+(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|NaN|−?∞)"
"""A numeral."""
V = r"(\([^()]*\))"
"""A vector."""
D = r"∂(.+?)/∂(\S+?)"
"""An entry of J."""


def split(state: State, texts: Iterable[str | None]) -> list[str]:
    """Texts, a sentence that begins with the name of an output apart from the one before."""
    names = "|".join(re.escape(name) for name in state.entry.outputs)
    return [re.sub(rf"\. (?=(?:{names}) )", ".\n\n", text) for text in texts if text]


@cache
def _modes(state: State) -> tuple[np.ndarray, np.ndarray]:
    x = jnp.asarray(state.x)
    f = state.entry.map
    return np.asarray(jax.jacfwd(f)(x)), np.asarray(jax.jacrev(f)(x))


def by_jax(state: State) -> np.ndarray:
    """J by JAX's forward mode, operation by operation."""
    return _modes(state)[0]


def by_reverse(state: State) -> np.ndarray:
    """J by JAX's reverse mode, operation by operation."""
    return _modes(state)[1]


def same(text: str, found: float) -> bool:
    """Whether a numeral is a computed number, where that is only rounding perhaps as 0."""
    told = number(text)
    if not np.isfinite(found):
        return bool(np.isnan(told)) if np.isnan(found) else told == found
    return says(text, mp.mpf(float(found)), 1e-12)


def entry_of(state: State, said: re.Match[str], first: int = 1) -> tuple[int, int]:
    """Row and column of an entry that a sentence names."""
    return state.row(said[first]), state.column(said[first + 1])


def doubt(state: State, row: int, column: int) -> float:
    """How far an entry of J may be off by rounding, which is never much."""
    error = float(state.found.errors.jacobian[row, column])
    scale = max(1e-300, abs(float(state.found.numbers.jacobian[row, column])))
    return error if error <= 1e-9 * scale or error < 1e-9 else 0.0


def is_kink(state: State, row: int) -> bool:
    """Whether an output is continuous and has no derivative, though slopes in some direction."""
    return is_joined(state, row) and not state.exact.differentiable(row)


def is_joined(state: State, row: int) -> bool:
    """Whether an output comes near its value at x, from each axis."""
    near = mp.mpf(10) ** -STEP
    for column in range(state.entry.n):
        way = tuple(float(j == column) for j in range(state.entry.n))
        for side in (near, -near):
            there = state.exact.at(way, side)[row]
            if mp.isnan(there) or abs(there - state.exact.value[row]) > mp.mpf(10) ** -8:
                return False
    return True


def _edge(state: State, row: int, columns: Iterable[int]) -> bool:
    """Whether next to x an output is not defined, or beyond float64."""
    for column in columns:
        way = tuple(float(j == column) for j in range(state.entry.n))
        for h in (mp.mpf(2) ** -30, -(mp.mpf(2) ** -30)):
            there = state.exact.at(way, h)[row]
            if mp.isnan(there) or abs(there) > mp.mpf("1.7e308"):
                return True
    ways = [tuple(float(mp.sin(7 * k + j)) for j in range(state.entry.n)) for k in range(8)]
    tried = [state.exact.at(way, mp.mpf(2) ** -30)[row] for way in ways]
    return len(list(columns)) > 1 and any(map(mp.isnan, tried))


def _steep(state: State, row: int, columns: Iterable[int]) -> bool:
    return any(
        not mp.isnan(slope) and abs(slope) > mp.mpf(10) ** 10
        for column in columns
        for slope in state.exact.axis(row, column)
    )


def _jumps(state: State, row: int, columns: Iterable[int]) -> bool:
    near = mp.mpf(10) ** -STEP
    ways = [tuple(float(j == column) for j in range(state.entry.n)) for column in columns]
    ways += [tuple(-d for d in way) for way in ways]
    return any(
        abs(state.exact.at(way, near)[row] - state.exact.value[row]) > mp.mpf(10) ** -8
        for way in ways
    )


def _all(state: State) -> range:
    return range(state.entry.n)


def _derivative(state: State, row: int, text: str) -> bool:
    parts = text.strip("()").split(", ")
    return state.exact.differentiable(row) and all(
        says(part, state.exact.entry(row, j), 1e-7) for j, part in enumerate(parts)
    )


def _slopes(state: State, row: int, column: int, ahead: str, behind: str) -> bool:
    true = state.exact.axis(row, column)
    return not agree(*true) and says(ahead, true[0], 1e-7) and says(behind, true[1], 1e-7)


def _row_is_jaxs(state: State, text: str) -> bool:
    return any(
        all(same(part, z) for part, z in zip(text.strip("()").split(", "), row, strict=True))
        for row in by_jax(state)
    )


def _values(state: State, text: str) -> bool:
    told = dict(re.findall(rf"(\S[^=]*?) = {N}", re.sub(r",? and |, ", " ", text)))
    value = np.asarray(state.entry.map(jnp.asarray(state.x)))
    unfinite = {
        name: float(y)
        for name, y in zip(state.entry.outputs, value, strict=True)
        if not np.isfinite(y)
    }
    return told.keys() == unfinite.keys() and all(
        same(told[name], y) for name, y in unfinite.items()
    )


def _listed(text: str) -> list[str]:
    return [name for name in re.split(r", | and ", text) if name]


def _unfinite_entries(state: State) -> set[str]:
    """Those that neither of JAX's modes makes finite; none of them is shown as finite."""
    either = np.isfinite(by_jax(state)) | np.isfinite(by_reverse(state))
    shown = np.isfinite(state.found.numbers.jacobian)
    return {
        f"∂{state.entry.outputs[i]}/∂{state.entry.inputs[j]}"
        for i, j in np.argwhere(~either & ~shown)
    }


def _names_unfinite(state: State, text: str) -> bool:
    return set(_listed(text)) == _unfinite_entries(state)


def _withheld(state: State) -> set[tuple[int, int]]:
    either = np.isfinite(by_jax(state)) | np.isfinite(by_reverse(state))
    shown = np.isfinite(state.found.numbers.jacobian)
    return {(int(i), int(j)) for i, j in np.argwhere(either & ~shown)}


def _neither(state: State, said: re.Match[str]) -> bool:
    i, j = at = entry_of(state, said)
    return (
        at in _withheld(state)
        and same(said["one"], by_jax(state)[i, j])
        and same(said["other"], by_reverse(state)[i, j])
    )


def _whose(state: State, said: re.Match[str], kind: str) -> bool:
    i, j = entry_of(state, said)
    forward, reverse = by_jax(state)[i, j], by_reverse(state)[i, j]
    shown = said["shown"]
    right = said["right"] is None or says(shown, state.exact.entry(i, j), 1e-9)
    if kind == "reverse":
        return (
            same(said["other"], forward)
            and not np.isfinite(forward)
            and same(shown, reverse)
            and right
        )
    if kind == "forward":
        return (
            same(said["other"], reverse)
            and not np.isfinite(reverse)
            and same(shown, forward)
            and right
        )
    return (
        not np.isfinite(forward)
        and not np.isfinite(reverse)
        and same(said["other"], forward)
        and right
    )


def _counted(state: State, count: int) -> bool:
    modes = np.isfinite(by_jax(state)) & np.isfinite(by_reverse(state))
    shown = np.isfinite(state.found.numbers.jacobian)
    return count == np.count_nonzero(shown & ~modes)


def _overflown(state: State, text: str) -> bool:
    jacobian = by_jax(state)
    v, u = np.asarray(state.v), np.asarray(state.u)
    with np.errstate(all="ignore"):
        sums = {"Jv": jacobian @ v, "uᵀJ": u @ jacobian, "uᵀJv": u @ (jacobian @ v)}
    told = set(_listed(text))
    return bool(np.isfinite(jacobian).all()) and told == {
        name for name, part in sums.items() if not np.isfinite(part).all()
    }


RIGHT = "(?P<right>, and right)?"
TROUBLE: tuple[Claim[Any], ...] = (
    claim(
        rf"At x = {V} f is not finite in float64: (.+)\.",
        lambda s, m: vector(m[1]) == [number_of(z) for z in s.x] and _values(s, m[2]),
    ),
    claim(
        r"(Its row|Their rows) of J says? nothing there\.",
        lambda s, m: (
            (m[1] == "Its row")
            == (np.count_nonzero(~np.isfinite(np.asarray(s.entry.map(jnp.asarray(s.x))))) == 1)
        ),
    ),
    claim(
        r"f\(x\) is finite here, but JAX's numbers? for (.+) (?:is|are) not\.",
        lambda s, m: bool(np.isfinite(s.found.numbers.value).all()) and _names_unfinite(s, m[1]),
    ),
    claim(
        r"f\(x\) is finite here, but (\d+) of JAX's entries of J are not\.",
        lambda s, m: int(m[1]) == len(_unfinite_entries(s)) and int(m[1]) > 3,
    ),
    claim(
        rf"For {D} forward mode gives (?P<other>{N}), by its rule; (?P<shown>{N}) is shown, by "
        rf"reverse mode{RIGHT}\.",
        lambda s, m: _whose(s, m, "reverse"),
    ),
    claim(
        rf"For {D} reverse mode gives (?P<other>{N}), by its rule; (?P<shown>{N}) is shown, by "
        rf"forward mode{RIGHT}\.",
        lambda s, m: _whose(s, m, "forward"),
    ),
    claim(
        rf"For {D} both of JAX's modes give (?P<other>{N}), by their rules; (?P<shown>{N}) is "
        rf"shown, without what is multiplied by 0{RIGHT}\.",
        lambda s, m: _whose(s, m, "neither"),
    ),
    claim(
        r"For (\d+) entries only one of JAX's modes, or neither, gives a finite number; those that "
        r"are finite are shown\.",
        lambda s, m: _counted(s, int(m[1])),
    ),
    claim(
        rf"For {D} forward mode gives (?P<one>{N}) and reverse mode (?P<other>{N}), by their "
        r"rules; neither is shown\.",
        _neither,
    ),
    claim(
        r"For (\d+) entries at least one of JAX's modes gives a finite number; none of them is "
        r"shown\.",
        lambda s, m: int(m[1]) == len(_withheld(s)),
    ),
    claim(
        r"J is finite here, but (.+) (?:is|are) not: too large for float64\.",
        lambda s, m: _overflown(s, m[1]),
    ),
)
LIES: tuple[Claim[Any], ...] = (
    claim(
        rf"(.+) has the derivative {V} here all the same: what is not finite is JAX's, by its "
        rf"rule\.",
        lambda s, m: (
            _derivative(s, s.row(m[1]), m[2]) and not np.isfinite(by_jax(s)[s.row(m[1])]).all()
        ),
    ),
    claim(r"(.+) has a kink here\.", lambda s, m: is_kink(s, s.row(m[1]))),
    claim(
        r"The slope of ((?:(?! along ).)+) grows without bound towards this x\.",
        lambda s, m: _steep(s, s.row(m[1]), _all(s)),
    ),
    claim(r"(.+) jumps here\.", lambda s, m: _jumps(s, s.row(m[1]), _all(s))),
    claim(
        r"Next to this x, (.+) is not finite on every side\.",
        lambda s, m: _edge(s, s.row(m[1]), _all(s)),
    ),
    claim(
        r"Whether (.+) has a derivative here is not known\.", lambda s, m: m[1] in s.entry.outputs
    ),
)
KINKS: tuple[Claim[Any], ...] = (
    claim(
        rf"(\S+) has the derivative {V} here, which JAX's rules for kinks within f miss\.",
        lambda s, m: (
            _derivative(s, s.row(m[1]), m[2])
            and not _derivative(s, s.row(m[1]), numerals(by_jax(s)[s.row(m[1])]))
        ),
    ),
    claim(
        rf"(\S+) has a kink here: along (\S+) its slope is {N} for h > 0 and {N} for h < 0\.",
        lambda s, m: _slopes(s, s.row(m[1]), s.column(m[2]), m[3], m[4]),
    ),
    claim(rf"Its row of J, {V}, is what JAX returns\.", lambda s, m: _row_is_jaxs(s, m[1])),
)
ALONG: tuple[Claim[Any], ...] = (
    claim(
        rf"Along (\S+) the slope of (.+) is {N}, which JAX's rule misses\.",
        lambda s, m: (
            says(m[3], s.exact.entry(s.row(m[2]), s.column(m[1])), 1e-7)
            and not same(m[3], float(by_jax(s)[s.row(m[2]), s.column(m[1])]))
        ),
    ),
    claim(
        r"The slope of (.+) along (\S+) grows without bound towards this x\.",
        lambda s, m: _steep(s, s.row(m[1]), [s.column(m[2])]),
    ),
    claim(r"(.+) jumps along (\S+) here\.", lambda s, m: _jumps(s, s.row(m[1]), [s.column(m[2])])),
    claim(
        r"Along (\S+), (.+) is not finite on both sides of this x\.",
        lambda s, m: _edge(s, s.row(m[2]), [s.column(m[1])]),
    ),
    claim(
        r"Whether (.+) has a slope along (\S+) here is not known\.",
        lambda s, m: m[1] in s.entry.outputs and m[2] in s.entry.inputs,
    ),
)


def number_of(z: float) -> float:
    """The number that a coordinate is printed as."""
    return reading(numeral(z))
