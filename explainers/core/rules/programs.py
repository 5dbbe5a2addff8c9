"""The laboratory's state as a program to paste: in JAX, PyTorch and NumPy."""

import math

import numpy as np

from explainers.core.checks import Shown, exactly
from explainers.core.programs import Programs
from explainers.core.rules.numbers import MATRIX, RULES, STEPS, compiled
from explainers.core.rules.verdicts import FEWEST, TOLERANCE, clear_steps

_JAX = """\
import jax
import jax.numpy as jnp
from jax.test_util import check_grads

jax.config.update("jax_enable_x64", True)

A = jnp.array({A})


def exp_of_A(x):
    return jnp.exp(A @ x)  # the same map, with JAX's own derivative


@jax.custom_vjp
def f(x):
    return exp_of_A(x)


def forward(x):
    a = A @ x
    y = jnp.exp(a)
    return y, {keeps}  # the value, and the residual that is kept


def backward({keeps}, u):
    w = {through}  # through exp
    return ({back},)  # through A


f.defvjp(forward, backward)

x = jnp.array({x})
v = jnp.array({v})  # a direction in the input space
u = jnp.array({u})  # a weighting of the outputs

y, pull = jax.vjp(f, x)
(uJ,) = pull(u)
_, Jv = jax.jvp(exp_of_A, (x,), (v,))  # f itself refuses jvp: its rule is for VJPs

# {why}
h = 10.0 ** jnp.array({h})
remainder = jax.vmap(lambda h: jnp.abs(u @ (f(x + h * v) - y) - h * (uJ @ v)))(h)
slope = jnp.polyfit(jnp.log(h), jnp.log(remainder), 1)[0]

# check_grads has an absolute tolerance, and where J is small it would pass a wrong rule.
tolerance = {tolerance} * jnp.abs(jax.jacfwd(exp_of_A)(x)).max().item()
try:
    check_grads(f, (x,), order=1, modes=("rev",), atol=tolerance, rtol={tolerance})
    passes = True
except AssertionError:
    passes = False

print("f(x) =", y.tolist())
print("uᵀJ by the rule =", uJ.tolist())
print("u·(Jv) =", (u @ Jv).item())
print("(uᵀJ)·v =", (uJ @ v).item())
print("slope =", slope.item())
print("check_grads passes =", passes)

# jacfwd of f is refused, yet that of jacrev works:
# it pushes through the rule itself.
second = jax.jacfwd(jax.jacrev(f))(x)
print("second derivatives =", second.tolist())


# A rule for tangents serves both modes: JAX transposes it. This one is right.
@jax.custom_jvp
def g(x):
    return exp_of_A(x)


@g.defjvp
def g_jvp(primals, tangents):
    (x,), (t,) = primals, tangents
    y = g(x)
    return y, y * (A @ t)


print("uᵀJ in truth =", jax.vjp(g, x)[1](u)[0].tolist())
"""

_TORCH = """\
import torch
from torch.autograd import gradcheck

torch.set_default_dtype(torch.float64)

A = torch.tensor({A})


class ExpOfA(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        a = A @ x
        y = torch.exp(a)
        ctx.save_for_backward({keeps})  # the residual that is kept
        return y

    @staticmethod
    def backward(ctx, u):
        ({keeps},) = ctx.saved_tensors
        w = {through}  # through exp
        return {back}  # through A


f = ExpOfA.apply

x = torch.tensor({x}, requires_grad=True)
v = torch.tensor({v})  # a direction in the input space
u = torch.tensor({u})  # a weighting of the outputs

y = f(x)
(uJ,) = torch.autograd.grad(y, x, u)
_, Jv = torch.func.jvp(lambda x: torch.exp(A @ x), (x.detach(),), (v,))

# gradcheck's own tolerance is absolute: where J is small,
# it would pass a wrong rule.
J = torch.func.jacfwd(lambda x: torch.exp(A @ x))(x.detach())
tolerance = {tolerance} * J.abs().max().item()
passes = gradcheck(f, (x,), atol=tolerance, rtol={tolerance}, raise_exception=False)

print("f(x) =", y.tolist())
print("uᵀJ by the rule =", uJ.tolist())
print("u·(Jv) =", (u @ Jv).item())
print("(uᵀJ)·v =", (uJ @ v).item())
print("gradcheck passes =", passes)
"""

_NUMPY = """\
import numpy as np

A = np.array({A})


def forward(x):
    a = A @ x
    y = np.exp(a)
    return y, {keeps}  # the value, and the residual that is kept


def backward({keeps}, u):
    w = {through}  # through exp
    return {back}  # through A


x = np.array({x})
v = np.array({v})  # a direction in the input space
u = np.array({u})  # a weighting of the outputs

y, kept = forward(x)
uJ = backward(kept, u)

# NumPy does not differentiate: a central difference approximates Jv.
h = 1e-6
Jv = (forward(x + h * v)[0] - forward(x - h * v)[0]) / (2.0 * h)

print("f(x) =", y.tolist())
print("uᵀJ by the rule =", uJ.tolist())
print("u·(Jv) =", (u @ Jv).item())
print("(uᵀJ)·v =", (uJ @ v).item())
"""


def laboratory(
    slug: str, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]
) -> Programs:
    """Programs that teach f the chosen rule and ask the referees about it."""
    rule, clear = RULES[slug], clear_steps(slug, x, v, u)
    enough = len(clear) >= FEWEST
    filled = {
        "A": [list(row) for row in MATRIX],
        "keeps": rule.keeps,
        "through": rule.through_text,
        "back": rule.back_text,
        "x": [float(z) for z in x],
        "v": [float(z) for z in v],
        "u": [float(z) for z in u],
        "h": [round(math.log10(h), 1) for h in (clear if enough else STEPS)],
        "why": "Too few remainders are known here: their slope says nothing."
        if not enough
        else "Lengths at which the remainder stands clear of rounding.",
        "tolerance": TOLERANCE,
    }
    return Programs(*(template.format(**filled) for template in (_JAX, _TORCH, _NUMPY)))


def shown(
    slug: str, x: tuple[float, ...], v: tuple[float, ...], u: tuple[float, ...]
) -> dict[str, Shown]:
    """What the laboratory shows under the labels of the programs."""
    found = compiled(slug)(*map(np.asarray, (x, v, u)))
    return exactly(
        {
            "f(x)": found.value,
            "uᵀJ by the rule": found.pull,
            "u·(Jv)": found.forwards,
            "(uᵀJ)·v": found.backwards,
            "uᵀJ in truth": found.truth,
        }
    )
