"""A puzzle as a program to paste: what hands hold, its measures there, and its goals as asserts.

What measures and counts is taken from the app's own source: a program that is run elsewhere
judges as the app does.
"""

import ast
import inspect
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import NamedTuple

import numpy as np

from explainers.core.checks import Shown
from explainers.core.implicit.problems import PROBLEMS
from explainers.core.practice import grounds, listings
from explainers.core.practice.goals import Goal, Ground, Spot
from explainers.core.practice.judge import judged
from explainers.core.practice.variants import Variant
from explainers.core.programs import literal, products
from explainers.core.rules.programs import laboratory

_MEASURES = "explainers.core.practice.measures"
_IMPORTS = "import jax\nimport jax.numpy as jnp\nimport numpy as np\n"
_EXACT = 'jax.config.update("jax_enable_x64", True)\n'
_NEAR = 1e-6


class Written(NamedTuple):
    """A program that prints how far each goal is reached, and one that asserts them all."""

    program: str
    goals: str


class _Part(NamedTuple):
    """What a ground needs: names of the app's own by their modules, and lines that make ``at``."""

    needs: tuple[tuple[str, str], ...]
    lines: str


def written(given: Variant, spot: Spot) -> Written:
    """The program of a spot, and its goals."""
    part = _PARTS[given.setting.ground](given, spot)
    measures = [_measure(goal.measure) for goal in given.goals]
    needs = [
        *part.needs,
        (_MEASURES, "At"),
        *((_MEASURES, name) for _, names in measures for name in names),
    ]
    reached = "".join(
        f"    ({text})(at, {_by(given, goal)}),\n"
        for (text, _), goal in zip(measures, given.goals, strict=True)
    )
    labels = _labels(given)
    prints = "".join(f'print("{label} =", reached[{k}])\n' for k, label in enumerate(labels))
    asserts = "".join(
        f"assert reached[{k}] {'<=' if goal.sense == 'at most' else '>='} {goal.bound!r}, "
        f'f"{label}: {{reached[{k}]}} here, {goal.sense} {goal.bound!r} is asked for"\n'
        for k, (label, goal) in enumerate(zip(labels, given.goals, strict=True))
    )
    program = f"{_source(tuple(needs))}\n\n{part.lines}\n\nreached = [\n{reached}]\n{prints}"
    return Written(program, f'{asserts}print("Solved.")\n')


def shown(given: Variant, spot: Spot) -> dict[str, Shown]:
    """What the page says of the goals, by the labels under which the program prints them."""
    goals = judged(given, spot).goals
    return {
        label: Shown(goal.measure, _NEAR) for label, goal in zip(_labels(given), goals, strict=True)
    }


def _by(given: Variant, goal: Goal) -> str:
    """The parameters of a goal; those that would tell a hidden J by its name."""
    hidden = given.setting.hidden
    if hidden is not None and hidden.entries == goal.by[-len(hidden.entries) :]:
        return f"({goal.by[0]!r}, *hidden.ravel())"
    return repr(goal.by)


def _labels(given: Variant) -> list[str]:
    names = [goal.measure for goal in given.goals]
    often = Counter(names)
    return [name if often[name] == 1 else f"{name} ({k + 1})" for k, name in enumerate(names)]


# The app's own source ---------------------------------------------------------------------------


@cache
def _measure(name: str) -> tuple[str, list[str]]:
    """A measure as an expression, and the names that it uses."""
    table = _named(_MEASURES)["MEASURES"]
    assert isinstance(table, ast.AnnAssign)
    assert isinstance(table.value, ast.Dict)
    for key, value in zip(table.value.keys, table.value.values, strict=True):
        if isinstance(key, ast.Constant) and key.value == name:
            return ast.unparse(value), _used(value)
    raise KeyError(name)


@cache
def _named(module: str) -> dict[str, ast.stmt]:
    """What stands at the top of a module, by the names that it binds."""
    found: dict[str, ast.stmt] = {}
    for line in ast.parse(inspect.getsource(import_module(module))).body:
        match line:
            case ast.FunctionDef(name) | ast.ClassDef(name):
                found[name] = line
            case ast.Assign([ast.Name(name)]) | ast.AnnAssign(ast.Name(name)):
                found[name] = line
            case ast.Import(aliases) | ast.ImportFrom(_, aliases):
                found |= dict.fromkeys((one.asname or one.name for one in aliases), line)
            case _:
                pass
    return found


def _used(node: ast.AST) -> list[str]:
    return [one.id for one in ast.walk(node) if isinstance(one, ast.Name)]


@cache
def _source(needs: tuple[tuple[str, str], ...]) -> str:
    """These definitions with all that they need, what is needed first."""
    imports: dict[str, None] = {}
    found: dict[tuple[str, str], str] = {}

    def take(module: str, name: str) -> None:
        line = _named(module).get(name)
        if line is None or (module, name) in found:
            return
        if isinstance(line, ast.ImportFrom) and str(line.module).startswith("explainers"):
            take(str(line.module), name)
            return
        if isinstance(line, ast.Import | ast.ImportFrom):
            (alias,) = (one for one in line.names if (one.asname or one.name) == name)
            of = f"from {line.module} " if isinstance(line, ast.ImportFrom) else ""
            imports[f"{of}import {ast.unparse(alias)}"] = None
            return
        found[module, name] = ""
        for used in _used(line):
            take(module, used)
        del found[module, name]
        found[module, name] = ast.unparse(line)

    for module, name in needs:
        take(module, name)
    return "\n".join(imports) + "\n\n\n" + "\n\n\n".join(found.values())


# Grounds -----------------------------------------------------------------------------------------


def _at(**parts: str) -> str:
    """The line that puts together what measures are of."""
    names = ("x", "v", "u", "value", "jacobian", "push", "pull", "moved", "more")
    told = "".join(f"    {name}=np.asarray({parts.get(name, '[]')}, float),\n" for name in names)
    return f"at = At(\n{told})"


def _on_stage(given: Variant, spot: Spot) -> _Part:
    program = products(given.setting.entry, *spot[:3]).jax.partition("\nprint(")[0]
    at = _at(x="x", v="v", u="u", value="y", jacobian="J", push="Jv", pull="uJ", moved="f(x + v)")
    return _Part((), f"import numpy as np\n{program}\n{at}")


def _on_rules(given: Variant, spot: Spot) -> _Part:
    until = "_, Jv = jax.jvp(exp_of_A, (x,), (v,))"
    program = laboratory(given.setting.slug, *spot[:3]).jax.partition(until)[0]
    lines = f"{until}\n(truth,) = jax.vjp(exp_of_A, x)[1](u)\n"
    at = _at(x="x", v="v", u="u", value="y", push="Jv", pull="uJ", more="truth")
    return _Part((), f"import numpy as np\n{program}{lines}\n{at}")


def _on_brackets(given: Variant, spot: Spot) -> _Part:
    chain = given.setting.chain
    assert chain is not None
    module = "explainers.core.brackets.numbers"
    lines = (
        f"import numpy as np\n\nsides = {chain.sides}\norder = {_wholes(spot.picks)}\n"
        "is_done = len(order) == len(sides) - 2\n"
        "costs = (multiplications(sides, order), held(sides, order))\n\n"
    )
    at = _at(more="costs if is_done else (np.inf, np.inf)")
    return _Part(((module, "multiplications"), (module, "held")), lines + at)


def _on_memory(given: Variant, spot: Spot) -> _Part:
    module = "explainers.core.memory.schedule"
    lines = (
        f"import numpy as np\n\nsteps = {given.setting.steps}\nstones = {_wholes(spot.picks)}\n\n"
    )
    at = _at(more="(recomputed(steps, stones), slots_of(stones))")
    return _Part(((module, "recomputed"), (module, "slots_of")), lines + at)


def _on_sparsity(given: Variant, spot: Spot) -> _Part:
    of = grounds.sparse(given.setting)
    columns, rows = grounds.coloured(of, spot.picks)
    module = "explainers.core.sparsity.colouring"
    lines = (
        "import numpy as np\n\n# The columns in which each row holds something.\n"
        f"pattern = {of.rows}\n"
        f"colours = Coloured(columns={columns}, rows={rows})\n"
        f'found = judged(pattern, "{of.way}", colours)\n\n'
    )
    at = _at(more="(found.products, len(found.mixed))")
    return _Part(((module, "judged"), (module, "Coloured")), lines + at)


def _on_probes(given: Variant, spot: Spot) -> _Part:
    of = given.setting.hidden
    assert of is not None
    probes = grounds.shots(of, spot.picks) or ()
    listed = "".join(
        f"    {f'push({literal(one.by)})' if one.pushes else f'pull({literal(one.by)})'},\n"
        for one in probes
    )
    lines = (
        f"{_IMPORTS}\n{_EXACT}\n# Told so that no eye reads it.\n"
        f'hidden = np.frombuffer(bytes.fromhex("{np.array(of.entries, "<f8").tobytes().hex()}"))\n'
        f"hidden = hidden.reshape({of.rows}, {of.columns})\n\n\n"
        "def f(x):\n    return hidden @ x\n\n\n"
        f"x = jnp.zeros({of.columns})\n\n\ndef push(v):\n"
        "    return jax.jvp(f, (x,), (jnp.array(v),))[1]\n\n\ndef pull(u):\n"
        "    return jax.vjp(f, x)[1](jnp.array(u))[0]\n\n\n"
        f"probes = [\n{listed}]\nentries = {literal(spot.picks[: len(of.entries)])}\n\n"
    )
    return _Part((), lines + _at(more="[len(probes), *entries]"))


def _on_listing(given: Variant, spot: Spot) -> _Part:
    listing, slug = listings.LISTINGS[given.setting.slug], given.setting.slug
    run = grounds.ran(slug, spot.x, spot.v, spot.picks)
    line = int(spot.picks[0]) if spot.picks else "np.nan"
    lines = (
        f"import numpy as np\n{listings.program(listing, spot.x, spot.v, spot.picks)}\n"
        f"wanted = {literal(run.wanted)}\nline = {line}\n"
        "off = np.max(np.abs(np.ravel(answer) - np.array(wanted)))\n\n"
    )
    return _Part((), lines + _at(more="[off, line]"))


def _on_implicit(given: Variant, spot: Spot) -> _Part:
    p, *x = spot.x
    source = PROBLEMS[given.setting.slug].sources[0]
    lines = (
        f"{_IMPORTS}\n{_EXACT}\n\n{source}\n\n\np = jnp.array({p!r})\nx = jnp.array({literal(x)})\n"
        "g_x, g_p = jax.jacfwd(g, argnums=(0, 1))(x, p)\nslope = -jnp.linalg.solve(g_x, g_p)[0]\n\n"
    )
    return _Part((), lines + _at(x="[p, *x]", value="g(x, p)", more="[slope]"))


def _wholes(picks: Iterable[float]) -> tuple[int, ...]:
    return tuple(map(int, picks))


_PARTS: dict[Ground, Callable[[Variant, Spot], _Part]] = {
    "stage": _on_stage,
    "brackets": _on_brackets,
    "rules": _on_rules,
    "probes": _on_probes,
    "listing": _on_listing,
    "memory": _on_memory,
    "sparsity": _on_sparsity,
    "implicit": _on_implicit,
}
