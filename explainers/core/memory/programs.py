"""The chain with its stones as programs to paste: in JAX, in PyTorch, and by hand in NumPy."""

from collections.abc import Sequence

from explainers.core.checks import Shown, exactly
from explainers.core.memory.chain import X, gradient, plain
from explainers.core.memory.schedule import recomputed, slots_of
from explainers.core.programs import Programs

_FEWEST = '''\
@cache
def fewest(steps, slots):
    """Steps recomputed at least, and how far away the next stone stands for that."""
    if steps == 1:
        return 0, None
    if slots < 1:
        return inf, None
    return min(
        (first + fewest(steps - first, slots - 1)[0] + fewest(first, slots)[0], first)
        for first in range(1, steps)
    )
'''

_CHAIN = '''\
def chain(steps, slots, stones=()):
    """All steps; what lies before a stone is recomputed from its start, where slots allow."""
    if steps == 1:
        return step
    first = stones[0] if stones else fewest(steps, slots)[1]
    before = {checkpoint}
    after = chain(steps - first, slots - 1, [stone - first for stone in stones[1:]])
    return lambda x: after(before(x))
'''

_JAX = '''\
from functools import cache
from math import inf

import jax
import jax.ad_checkpoint
import jax.numpy as jnp
from jax.extend.core import jaxprs_in_params

jax.config.update("jax_enable_x64", True)


def step(x):
    return x + jnp.exp(-x)


{fewest}

{chain}

def exponentials(program):
    """How many a program takes: each step takes one."""
    here = sum(line.primitive.name == "exp" for line in program.eqns)
    inner = [one for line in program.eqns for one in jaxprs_in_params(line.params)]
    return here + sum(map(exponentials, inner))


x = jnp.array({x})
f = chain({steps}, {slots}, {stones})

jax.ad_checkpoint.print_saved_residuals(f, x)
program = jax.make_jaxpr(jax.grad(f))(x).jaxpr
print("recomputed =", exponentials(program) - {steps})
print("gradient =", jax.grad(f)(x).item())
'''

_TORCH = """\
from functools import cache, partial
from math import inf

import torch
from torch.utils.checkpoint import checkpoint


def step(x):
    return x + torch.exp(-x)


{fewest}

{chain}

x = torch.tensor({x}, dtype=torch.float64, requires_grad=True)
f = chain({steps}, {slots}, {stones})

print("gradient =", torch.autograd.grad(f(x), x)[0].item())
"""

_NUMPY = '''\
from functools import cache
from math import inf

import numpy as np

evaluations = 0


def step(x):
    global evaluations
    evaluations += 1
    return x + np.exp(-x)


{fewest}

def back(x, steps, slots, stones, bar):
    """The cotangent at the start x of a segment, from the one at its end."""
    if steps == 1:
        record = step(x) - x  # exp(-x), which the way back needs
        return bar * (1 - record)
    first = stones[0] if stones else fewest(steps, slots)[1]
    middle = x
    for _ in range(first):
        middle = step(middle)
    bar = back(middle, steps - first, slots - 1, [stone - first for stone in stones[1:]], bar)
    return back(x, first, slots, [], bar)


gradient = back(np.float64({x}), {steps}, {slots}, {stones}, 1.0)

print("recomputed =", evaluations - {steps})
print("gradient =", gradient.item())
'''


def programs(steps: int, stones: Sequence[int]) -> Programs:
    """The same gradient with the same stones, in each library."""
    given = {
        "steps": steps,
        "slots": slots_of(stones),
        "stones": list(stones),
        "x": X,
        "fewest": _FEWEST,
    }
    inner = "chain(first, slots)"
    nested = f"partial(checkpoint, {inner}, use_reentrant=False)"
    return Programs(
        jax=_JAX.format(chain=_CHAIN.format(checkpoint=f"jax.checkpoint({inner})"), **given),
        torch=_TORCH.format(chain=_CHAIN.format(checkpoint=nested), **given),
        numpy=_NUMPY.format(**given),
    )


def shown(steps: int, stones: Sequence[int]) -> dict[str, Shown]:
    """What the page shows of what the programs print."""
    count, derivative = recomputed(steps, stones), gradient(plain(steps))
    return exactly({"recomputed": count, "gradient": derivative})
