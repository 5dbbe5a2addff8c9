"""The runs on screen as programs to paste, in JAX and in PyTorch, on the same batches."""

import inspect
from typing import NamedTuple

from explainers.core.descent import chance
from explainers.core.descent.optimisers import MOMENTUM
from explainers.core.descent.run import Settings


class Programs(NamedTuple):
    """The same runs as whole programs in two libraries."""

    jax: str
    torch: str


_CHANCE = "\n\n".join(
    inspect.getsource(part) for part in (chance.mixed, chance.uniform, chance.normal, chance.chosen)
).strip()

_JAX_RULES = {
    "sgd": "optax.sgd(rate)",
    "momentum": f"optax.sgd(rate, momentum={MOMENTUM})",
    "nesterov": f"optax.sgd(rate, momentum={MOMENTUM}, nesterov=True)",
    "adam": "optax.adam(rate)",
}
_TORCH_RULES = {
    "sgd": "torch.optim.SGD([theta], lr=rate)",
    "momentum": f"torch.optim.SGD([theta], lr=rate, momentum={MOMENTUM})",
    "nesterov": f"torch.optim.SGD([theta], lr=rate, momentum={MOMENTUM}, nesterov=True)",
    "adam": "torch.optim.Adam([theta], lr=rate)",
}

_SAMPLES = """\
# Random numbers that do not depend on the library: the same seed, the same run.
GOLDEN = {golden:#X}


{chance}


seed, count, batch, steps, rate = {seed}, {count}, {batch}, {steps}, {rate!r}
index = np.arange(count)
x = np.exp({spread!r} * normal(seed, 0, index))
{labels}
batches = chosen(seed, np.arange(steps), count, batch)  # a row of samples for each step
starts = {starts}
"""
_MEASURED = "y = {a!r} * x + {b!r} + {noise!r} * normal(seed, 2, index)"
_LABELLED = "y = (uniform(seed, 2, index) < 1 / (1 + np.exp(-({a!r} * x + {b!r})))).astype(float)"

_JAX_SAMPLED = """\
import jax
import jax.numpy as jnp
import numpy as np
import optax

jax.config.update("jax_enable_x64", True)

{samples}

{sources}


rule = {rule}
x, y = jnp.asarray(x), jnp.asarray(y)


def step(carry, rows):
    theta, memory = carry
    r, pull = jax.vjp(lambda theta: outputs(theta, x[rows], y[rows]), theta)
    _, weigh = jax.vjp(lambda r: loss(r, y[rows]).mean(), r)
    (u,) = weigh(1.0)  # {u}
    (gradient,) = pull(u)  # uᵀJ
    update, memory = rule.update(gradient, memory, theta)
    return (theta + update, memory), theta + update


def run(start):
    _, path = jax.lax.scan(step, (start, rule.init(start)), batches)
    return path


paths = jax.jit(jax.vmap(run))(jnp.array(starts))
print("theta =", paths[:, -1].tolist())
"""

_TORCH_SAMPLED = """\
import numpy as np
import torch
from torch.func import vjp

torch.set_default_dtype(torch.float64)

{samples}

{sources}


x, y = torch.tensor(x), torch.tensor(y)
paths = []
for start in starts:
    theta = torch.tensor(start)
    rule = {rule}
    path = []
    for rows in torch.tensor(batches):
        r, pull = vjp(lambda theta: outputs(theta, x[rows], y[rows]), theta)
        _, weigh = vjp(lambda r: loss(r, y[rows]).mean(), r)
        (u,) = weigh(torch.ones(()))  # {u}
        (theta.grad,) = pull(u)  # uᵀJ
        rule.step()
        path.append(theta.tolist())
    paths.append(path)

print("theta =", [path[-1] for path in paths])
"""

_JAX_PLAIN = """\
import jax
import jax.numpy as jnp
import optax

jax.config.update("jax_enable_x64", True)

steps, rate = {steps}, {rate!r}
starts = {starts}


{sources}


rule = {rule}


def step(carry, _):
    theta, memory = carry
    value, pull = jax.vjp(f, theta)
    (gradient,) = pull(jnp.ones({ones}))  # u = 1: the only row of J
    update, memory = rule.update(gradient, memory, theta)
    return (theta + update, memory), theta + update


def run(start):
    _, path = jax.lax.scan(step, (start, rule.init(start)), length=steps)
    return path


paths = jax.jit(jax.vmap(run))(jnp.array(starts))
print("theta =", paths[:, -1].tolist())
"""

_TORCH_PLAIN = """\
import torch
from torch.func import vjp

torch.set_default_dtype(torch.float64)

steps, rate = {steps}, {rate!r}
starts = {starts}


{sources}


paths = []
for start in starts:
    theta = torch.tensor(start)
    rule = {rule}
    path = []
    for _ in range(steps):
        value, pull = vjp(f, theta)
        (theta.grad,) = pull(torch.ones({ones}))  # u = 1: the only row of J
        rule.step()
        path.append(theta.tolist())
    paths.append(path)

print("theta =", [path[-1] for path in paths])
"""


def _samples(settings: Settings) -> str:
    a, b = settings.risk.truth or (0.0, 0.0)
    labels = (_LABELLED if settings.risk.labels else _MEASURED).format(
        a=a, b=b, noise=settings.noise
    )
    return _SAMPLES.format(
        golden=chance.GOLDEN,
        chance=_CHANCE,
        seed=settings.seed,
        count=settings.samples,
        batch=settings.taken,
        steps=settings.steps,
        rate=settings.rate,
        spread=settings.spread,
        labels=labels,
        starts=_starts(settings),
    )


def _starts(settings: Settings) -> str:
    return repr([list(start) for start in settings.starts])


def programs(settings: Settings) -> Programs:
    """Programs that make the runs of some settings and print where each ends.

    ``paths`` holds the parameters after each step of each run.
    """
    risk = settings.risk
    rules = (_JAX_RULES[settings.optimiser], _TORCH_RULES[settings.optimiser])
    if risk.sampled:
        u = "the errors over B" if risk.labels else "u = 2r/B"
        return Programs(
            *(
                template.format(samples=_samples(settings), sources=source, rule=rule, u=u)
                for template, source, rule in zip(
                    (_JAX_SAMPLED, _TORCH_SAMPLED), risk.sources[:2], rules, strict=True
                )
            )
        )
    return Programs(
        *(
            template.format(
                steps=settings.steps,
                rate=settings.rate,
                starts=_starts(settings),
                sources=source,
                rule=rule,
                ones="1",
            )
            for template, source, rule in zip(
                (_JAX_PLAIN, _TORCH_PLAIN), risk.sources[:2], rules, strict=True
            )
        )
    )
