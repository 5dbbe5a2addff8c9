"""A solution and its derivative as programs to paste: in JAX, in PyTorch and in NumPy."""

import numpy as np

from explainers.core.checks import Shown, exactly
from explainers.core.implicit.numbers import Found, Given, Host, program
from explainers.core.implicit.problems import Problem, find
from explainers.core.implicit.verdicts import standing
from explainers.core.programs import Programs, literal
from explainers.core.tape import replayed

_JAX = '''\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


{g}


def newton(g, x):
    """Any solver will do: nothing of it is differentiated."""

    def step(at):
        x, count = at
        return x - jnp.linalg.solve(jax.jacfwd(g)(x), g(x)), count + 1

    def is_far(at):
        x, count = at
        return (jnp.abs(g(x)).max() > 1e-12) & (count < 50)

    return jax.lax.while_loop(is_far, step, (x, 0))[0]


p = jnp.array({p})
near = jnp.array({x})
dp = jnp.array({dp})  # a step of p
u = jnp.array({u})  # a weighting of x

# By hand: two Jacobians at the solution, and one linear solve for each product.
x = newton(lambda x: g(x, p), near)
print("x =", x.tolist())
g_x, g_p = jax.jacfwd(g, argnums=(0, 1))(x, p)
dx = -jnp.linalg.solve(g_x, g_p * dp)
adjoint = jnp.linalg.solve(g_x.T, u)
pull = -adjoint @ g_p
print("dx =", dx.tolist())
print("pull =", pull.item())


# By custom_root, which makes both products of a rule for linear equations.
def linear_solve(linear, y):
    return jnp.linalg.solve(jax.jacfwd(linear)(y), y)


def root(p):
    return jax.lax.custom_root(lambda x: g(x, p), near, newton, linear_solve)


print("root dx =", jax.jvp(root, (p,), (dp,))[1].tolist())
print("root pull =", jax.vjp(root, p)[1](u)[0].item())


# By custom_vjp, which serves pulls alone.
@jax.custom_vjp
def solution(p):
    return newton(lambda x: g(x, p), near)


def forward(p):
    x = solution(p)
    return x, (x, p)  # all that the way back needs


def backward(kept, u):
    x, p = kept
    adjoint = jnp.linalg.solve(jax.jacfwd(g)(x, p).T, u)
    (pull,) = jax.vjp(lambda p: g(x, p), p)[1](-adjoint)
    return (pull,)


solution.defvjp(forward, backward)
print("solution pull =", jax.vjp(solution, p)[1](u)[0].item())
'''

_TORCH = '''\
import torch
from torch.func import jacrev, vjp

torch.set_default_dtype(torch.float64)


{g}


p = torch.tensor({p})
x = torch.tensor({x})  # where g(x, p) is 0, however it was found
dp = torch.tensor({dp})  # a step of p
u = torch.tensor({u})  # a weighting of x

print("x =", x.tolist())
g_x, g_p = jacrev(g, argnums=(0, 1))(x, p)
dx = -torch.linalg.solve(g_x, g_p * dp)
adjoint = torch.linalg.solve(g_x.T, u)
pull = -adjoint @ g_p
print("dx =", dx.tolist())
print("pull =", pull.item())


class Solution(torch.autograd.Function):
    """x as a function of p, for autograd: a solver may stand in place of what is known here."""

    @staticmethod
    def forward(ctx, p):
        ctx.save_for_backward(x, p)
        return x.clone()

    @staticmethod
    def backward(ctx, u):
        x, p = ctx.saved_tensors
        adjoint = torch.linalg.solve(jacrev(g)(x, p).T, u)
        return vjp(lambda p: g(x, p), p)[1](-adjoint)[0]


p.requires_grad_()
(found,) = torch.autograd.grad(Solution.apply(p), p, u)
print("solution pull =", found.item())
'''

_NUMPY = """\
import numpy as np


{g}


p = np.array({p})
x = np.array({x})  # where g(x, p) is 0, however it was found
dp = {dp}  # a step of p
u = np.array({u})  # a weighting of x
print("x =", x.tolist())

# NumPy does not differentiate: central differences approximate both Jacobians.
h = np.cbrt(np.finfo(float).eps)
g_x = np.stack([(g(x + e, p) - g(x - e, p)) / (2 * h) for e in h * np.eye(len(x))], axis=-1)
g_p = (g(x, p + h) - g(x, p - h)) / (2 * h)

dx = -np.linalg.solve(g_x, g_p * dp)
adjoint = np.linalg.solve(g_x.T, u)
pull = -adjoint @ g_p
print("dx =", dx.tolist())
print("pull =", pull.item())
"""

_CLEAR = 1e-2
"""A g_x whose least stretch is smaller, differences do not tell well enough."""
_STEP = float(np.cbrt(np.finfo(float).eps))
"""Of these differences."""
_AGREE = 1e-6
"""How far apart differences by that step and by its half may be, relative to a 1 or the largest."""


def programs(given: Given) -> Programs:
    """Programs that print the solution, dx and the pull, whatever comes where g_x is singular."""
    problem = find(given.slug)
    numbers = {
        "p": repr(given.p),
        "x": literal(given.x),
        "dp": repr(given.dp),
        "u": literal(given.u),
    }
    return Programs(
        *(
            template.format(g=source, **numbers)
            for template, source in zip((_JAX, _TORCH, _NUMPY), problem.sources, strict=True)
        )
    )


def shown(found: Found, given: Given, library: str) -> dict[str, Shown]:
    """What is known of them under the labels of the programs: where g_x is singular, x alone."""
    told = {"x": np.asarray(given.x)}
    least = np.linalg.svd(found.g_x, compute_uv=False)[-1]
    problem = find(given.slug)
    known = standing(problem, given.p, given.x).regular
    if known and (library != "numpy" or (least >= _CLEAR and _differences_hold(problem, given))):
        told |= {"dx": found.push, "pull": np.asarray(found.pull)}
        told |= {"root dx": found.push, "root pull": np.asarray(found.pull)}
        told |= {"solution pull": np.asarray(found.pull)}
    return exactly(told)


def _differences_hold(problem: Problem, given: Given) -> bool:
    """Whether central differences tell the Jacobians: not beside a kink, or where g ends."""
    whole, half = (_differences(problem, given, h) for h in (_STEP, _STEP / 2))
    if not np.isfinite([whole, half]).all():
        return False
    return bool(np.abs(whole - half).max() <= _AGREE * max(1.0, np.abs(whole).max()))


def _differences(problem: Problem, given: Given, h: float) -> Host:
    point, steps = np.array([*given.x, given.p]), h * np.eye(len(given.x) + 1)
    ahead, behind = (
        replayed(program(problem), point + side * steps).values for side in (1.0, -1.0)
    )
    return (ahead - behind) / (2 * h)
