"""The ridge's gradient in its penalty, and the two of an ODE, as programs to paste."""

from explainers.core.implicit import adjoint, ridge
from explainers.core.implicit.courses import T_HELD, Y_HELD, T, Y
from explainers.core.programs import Programs, literal

_RIDGE_JAX = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)

X = jnp.vander(jnp.array({t}), {count}, increasing=True)
y = jnp.array({y})
X_held = jnp.vander(jnp.array({t_held}), {count}, increasing=True)
y_held = jnp.array({y_held})


def fit(penalty):
    def g_w(w):
        return X.T @ (X @ w) + penalty * w

    def solve(g_w, right):  # any solver will do: nothing of it is differentiated
        return jnp.linalg.solve(jax.jacfwd(g_w)(right), right)

    return jax.lax.custom_linear_solve(g_w, X.T @ y, solve, symmetric=True)


def loss(penalty):
    return jnp.sum((X_held @ fit(penalty) - y_held) ** 2) / 2


penalty = {penalty}
print("w =", fit(penalty).tolist())
print("dw =", jax.jacfwd(fit)(penalty).tolist())  # one more solve with g_w
print("d loss =", jax.grad(loss)(penalty).item())  # one with its transpose
"""

_RIDGE_TORCH = """\
import torch

torch.set_default_dtype(torch.float64)

X = torch.linalg.vander(torch.tensor({t}), N={count})
y = torch.tensor({y})
X_held = torch.linalg.vander(torch.tensor({t_held}), N={count})
y_held = torch.tensor({y_held})


class Fit(torch.autograd.Function):
    @staticmethod
    def forward(ctx, penalty):
        g_w = X.T @ X + penalty * torch.eye({count})
        w = torch.linalg.solve(g_w, X.T @ y)
        ctx.save_for_backward(g_w, w)
        return w

    @staticmethod
    def backward(ctx, bar):
        g_w, w = ctx.saved_tensors
        return -torch.linalg.solve(g_w.T, bar) @ w  # one solve with the transpose


penalty = torch.tensor({penalty}, requires_grad=True)
w = Fit.apply(penalty)
loss = ((X_held @ w - y_held) ** 2).sum() / 2
print("w =", w.tolist())
print("d loss =", torch.autograd.grad(loss, penalty)[0].item())
"""

_RIDGE_NUMPY = """\
import numpy as np

X = np.vander({t}, {count}, increasing=True)
y = np.array({y})
X_held = np.vander({t_held}, {count}, increasing=True)
y_held = np.array({y_held})

penalty = {penalty}
g_w = X.T @ X + penalty * np.eye({count})
w = np.linalg.solve(g_w, X.T @ y)
bar = X_held.T @ (X_held @ w - y_held)  # how the loss changes with w

print("w =", w.tolist())
print("dw =", (-np.linalg.solve(g_w, w)).tolist())
print("d loss =", (-np.linalg.solve(g_w.T, bar) @ w).item())
"""

_FIELD = """\
def f(z):
    x, y = z
    return {name}.stack([x * (1 - y - {crowding} * x), y * (x - 1)])


def step(f, z, h):
    a = f(z)
    b = f(z + h / 2 * a)
    c = f(z + h / 2 * b)
    d = f(z + h * c)
    return z + h / 6 * (a + 2 * b + 2 * c + d)


"""

_ODE_JAX = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


{field}def run(f, z, h):
    return jax.lax.scan(lambda z, _: (step(f, z, h), None), z, length={steps})[0]


def end(start):  # backprop keeps what each step needs
    return run(f, start, h)


@jax.custom_vjp
def end_alone(start):
    return run(f, start, h)


def forward(start):
    z = run(f, start, h)
    return z, z  # the end is all that is kept


def backward(z, bar):
    def both(pair):  # path and adjoint
        value, pull = jax.vjp(f, pair[:2])
        return jnp.concatenate([value, -pull(pair[2:])[0]])

    return (run(both, jnp.concatenate([z, bar]), -h)[2:],)


end_alone.defvjp(forward, backward)

h = {time} / {steps}
start = jnp.array({start})
print("backprop =", jax.grad(lambda start: end(start)[0])(start).tolist())
print("adjoint =", jax.grad(lambda start: end_alone(start)[0])(start).tolist())
"""

_ODE_TORCH = """\
import torch

torch.set_default_dtype(torch.float64)


{field}def run(f, z, h):
    for _ in range({steps}):
        z = step(f, z, h)
    return z


class EndAlone(torch.autograd.Function):
    @staticmethod
    def forward(ctx, start):
        z = run(f, start, h)
        ctx.save_for_backward(z)  # the end is all that is kept
        return z

    @staticmethod
    def backward(ctx, bar):
        def both(pair):  # path and adjoint
            value, pull = torch.func.vjp(f, pair[:2])
            return torch.cat([value, -pull(pair[2:])[0]])

        (z,) = ctx.saved_tensors
        return run(both, torch.cat([z, bar]), -h)[2:]


h = {time} / {steps}
start = torch.tensor({start}, requires_grad=True)
prey = run(f, start, h)[0]  # backprop keeps what each step needs
print("backprop =", torch.autograd.grad(prey, start)[0].tolist())
prey = EndAlone.apply(start)[0]
print("adjoint =", torch.autograd.grad(prey, start)[0].tolist())
"""

_ODE_NUMPY = """\
import numpy as np


{field}def run(f, z, h):
    for _ in range({steps}):
        z = step(f, z, h)
    return z


def both(pair):  # path and adjoint; the Jacobian of f is written by hand
    x, y = z = pair[:2]
    J = np.array([[1 - y - 2 * {crowding} * x, -x], [y, x - 1]])
    return np.concatenate([f(z), -J.T @ pair[2:]])


h = {time} / {steps}
end = run(f, np.array({start}), h)
bar = np.array([1.0, 0.0])
print("adjoint =", run(both, np.concatenate([end, bar]), -h)[2:].tolist())
"""


def ridge_programs(power: float) -> Programs:
    """The fit for a penalty, and what its derivative does to a loss."""
    given = {
        "t": literal(T),
        "y": literal(Y),
        "t_held": literal(T_HELD),
        "y_held": literal(Y_HELD),
        "count": ridge.COUNT,
        "penalty": repr(10.0**power),
    }
    return Programs(*(text.format(**given) for text in (_RIDGE_JAX, _RIDGE_TORCH, _RIDGE_NUMPY)))


def ode_programs(given: adjoint.Given) -> Programs:
    """The gradient in the start by backprop through the steps, and by the adjoint."""
    told = {**given._asdict(), "start": literal(adjoint.START)}
    texts = {"jnp": _ODE_JAX, "torch": _ODE_TORCH, "np": _ODE_NUMPY}
    return Programs(
        *(
            text.format(field=_FIELD.format(name=name, **told), **told)
            for name, text in texts.items()
        )
    )
