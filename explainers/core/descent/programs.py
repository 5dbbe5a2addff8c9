"""The runs on screen as programs to paste, in JAX and in PyTorch, on the same batches."""

from typing import NamedTuple

from explainers.core.checks import Shown, exactly
from explainers.core.descent import chance
from explainers.core.descent.optimisers import MOMENTUM
from explainers.core.descent.run import Runs, Settings


class Programs(NamedTuple):
    """The same runs as whole programs: in two libraries, and for a model of layers."""

    jax: str
    torch: str
    module: str


_JAX_RULES = {
    "sgd": "optax.sgd(rate)",
    "momentum": f"optax.sgd(rate, momentum={MOMENTUM})",
    "nesterov": f"optax.sgd(rate, momentum={MOMENTUM}, nesterov=True)",
    "adam": "optax.adam(rate)",
}
_TORCH_RULES = {
    "sgd": "torch.optim.SGD({what}, lr=rate)",
    "momentum": f"torch.optim.SGD({{what}}, lr=rate, momentum={MOMENTUM})",
    "nesterov": f"torch.optim.SGD({{what}}, lr=rate, momentum={MOMENTUM}, nesterov=True)",
    "adam": "torch.optim.Adam({what}, lr=rate)",
}

_SAMPLES = """\
seed, index, steps, rate = {seed}, np.arange({count}), {steps}, {rate!r}
starts = {starts}


# Hashed counters (SplitMix64): the same seed, the same numbers, in every library.
def mixed(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB
    return z ^ (z >> 31)


def uniform(stream, counter):
    key = mixed(np.array([16 * seed + stream], np.uint64) * {golden:#X})
    return ((mixed(key + counter.astype(np.uint64) * {golden:#X}) >> 11) + 0.5) * 2.0**-53


def normal(stream):
    radius = np.sqrt(-2 * np.log(uniform(stream, index)))
    return radius * np.cos(2 * np.pi * uniform(stream + 1, index))


x = np.exp({spread!r} * normal(0))
{labels}
{batches}
"""
_MEASURED = "y = {a!r} * x + {b!r}"
_NOISE = " + {noise!r} * normal(2)"
_LABELLED = "y = (uniform(2, index) < 1 / (1 + np.exp(-({a!r} * x + {b!r})))).astype(float)"
_WHOLE = "batches = np.tile(index, (steps, 1))  # all samples in each step"
_CHOSEN = """\
drawn = uniform(4, np.arange(steps)[:, None] * 2**20 + index)
batches = np.sort(drawn.argsort(axis=1)[:, :{batch}])  # a row of samples for each step"""

_JAX_SAMPLED = """\
import jax
import jax.numpy as jnp
import numpy as np
import optax

jax.config.update("jax_enable_x64", True)


def step(carry, rows):
    theta, memory = carry
    r, pull = jax.vjp(lambda theta: outputs(theta, x[rows], y[rows]), theta)
    _, weigh = jax.vjp(lambda r: loss(r, y[rows]).mean(), r)
    (u,) = weigh(1.0)  # {u}
    (gradient,) = pull(u)  # uᵀJ
    update, memory = rule.update(gradient, memory, theta)
    return (theta + update, memory), theta + update


{sources}


def run(start):
    _, path = jax.lax.scan(step, (start, rule.init(start)), batches)
    return path


{samples}
x, y, rule = jnp.asarray(x), jnp.asarray(y), {rule}
paths = jax.jit(jax.vmap(run))(jnp.array(starts))
print("theta =", paths[:, -1].tolist())
"""

_TORCH_SAMPLED = """\
import numpy as np
import torch
from torch.func import vjp

torch.set_default_dtype(torch.float64)


def step(theta, rule, rows):
    r, pull = vjp(lambda theta: outputs(theta, x[rows], y[rows]), theta)
    _, weigh = vjp(lambda r: loss(r, y[rows]).mean(), r)
    (u,) = weigh(torch.ones(()))  # {u}
    (theta.grad,) = pull(u)  # uᵀJ
    rule.step()
    return theta.tolist()


{sources}


def run(start):
    theta = torch.tensor(start)
    rule = {rule}
    return [step(theta, rule, rows) for rows in torch.tensor(batches)]


{samples}
x, y = torch.tensor(x), torch.tensor(y)
paths = [run(start) for start in starts]
print("theta =", [path[-1] for path in paths])
"""

_MODULE_SAMPLED = """\
import numpy as np
import torch
from torch.func import functional_call, vjp

torch.set_default_dtype(torch.float64)


def step(model, rule, rows):  # for any model: its parameters are a dictionary
    theta = {{name: part.detach() for name, part in model.named_parameters()}}
    z, pull = vjp(lambda theta: functional_call(model, theta, (x[rows],)), theta)
    _, weigh = vjp(lambda z: loss(z, y[rows]).mean(), z)
    (u,) = weigh(torch.ones(()))  # {u}
    (gradient,) = pull(u)  # uᵀJ, a dictionary like the parameters
    for name, part in model.named_parameters():
        part.grad = gradient[name]
    rule.step()
    return [number for part in theta.values() for number in part.flatten().tolist()]


def loss(z, y):
    return {loss}


def run(start):
    model = torch.nn.Linear(1, 1)
    for part, number in zip(model.parameters(), start):
        torch.nn.init.constant_(part, number)
    rule = {rule}
    return [step(model, rule, rows) for rows in torch.tensor(batches)]


{samples}
x, y = torch.tensor(x)[:, None], torch.tensor(y)[:, None]
paths = [run(start) for start in starts]
print("theta =", [path[-1] for path in paths])
"""
_SQUARE = "(z - y) ** 2"
_CROSS_ENTROPY = "torch.nn.functional.softplus(z) - y * z  # cross-entropy"

_PLAIN = """\
steps, rate = {steps}, {rate!r}
starts = {starts}"""

_JAX_PLAIN = """\
import jax
import jax.numpy as jnp
import optax

jax.config.update("jax_enable_x64", True)


def step(carry, _):
    theta, memory = carry
    value, pull = jax.vjp(f, theta)
    (gradient,) = pull(jnp.ones(1))  # u = 1: the only row of J
    update, memory = rule.update(gradient, memory, theta)
    return (theta + update, memory), theta + update


{sources}


def run(start):
    _, path = jax.lax.scan(step, (start, rule.init(start)), length=steps)
    return path


{samples}
rule = {rule}
paths = jax.jit(jax.vmap(run))(jnp.array(starts))
print("theta =", paths[:, -1].tolist())
"""

_TORCH_PLAIN = """\
import torch
from torch.func import vjp

torch.set_default_dtype(torch.float64)


def step(theta, rule):
    value, pull = vjp(f, theta)
    (theta.grad,) = pull(torch.ones(1))  # u = 1: the only row of J
    rule.step()
    return theta.tolist()


{sources}


def run(start):
    theta = torch.tensor(start)
    rule = {rule}
    return [step(theta, rule) for _ in range(steps)]


{samples}
paths = [run(start) for start in starts]
print("theta =", [path[-1] for path in paths])
"""

_MODULE_PLAIN = """\
import torch
from torch.func import functional_call, vjp

torch.set_default_dtype(torch.float64)


def step(model, rule):  # for any model: its parameters are a dictionary
    theta = {{name: part.detach() for name, part in model.named_parameters()}}
    value, pull = vjp(lambda theta: functional_call(model, theta, ()), theta)
    (gradient,) = pull(torch.ones(1))  # u = 1: the only row of J, a dictionary
    for name, part in model.named_parameters():
        part.grad = gradient[name]
    rule.step()
    return [number for part in theta.values() for number in part.flatten().tolist()]


{sources}


class Model(torch.nn.Module):
    def __init__(self, start):
        super().__init__()
        self.theta = torch.nn.Parameter(torch.tensor(start))

    def forward(self):
        return f(self.theta)


def run(start):
    model = Model(start)
    rule = {rule}
    return [step(model, rule) for _ in range(steps)]


{samples}
paths = [run(start) for start in starts]
print("theta =", [path[-1] for path in paths])
"""


def _samples(settings: Settings) -> str:
    a, b = settings.risk.truth or (0.0, 0.0)
    labels = _LABELLED if settings.risk.labels else _MEASURED + _NOISE * (settings.noise > 0)
    whole = settings.taken == settings.samples
    return _SAMPLES.format(
        golden=chance.GOLDEN,
        seed=settings.seed,
        count=settings.samples,
        steps=settings.steps,
        rate=settings.rate,
        spread=settings.spread,
        labels=labels.format(a=a, b=b, noise=settings.noise),
        batches=_WHOLE if whole else _CHOSEN.format(batch=settings.taken),
        starts=_starts(settings),
    )


def _starts(settings: Settings) -> str:
    return repr([list(start) for start in settings.starts])


def programs(settings: Settings) -> Programs:
    """Programs that make the runs of some settings and print where each ends.

    Each begins with the step, and the samples come after it. ``paths`` holds the parameters
    after each step of each run.
    """
    risk, torch_rule = settings.risk, _TORCH_RULES[settings.optimiser]
    rules = (
        _JAX_RULES[settings.optimiser],
        torch_rule.format(what="[theta]"),
        torch_rule.format(what="model.parameters()"),
    )
    sources = (*risk.sources[:2], risk.sources.torch)
    if risk.sampled:
        templates = (_JAX_SAMPLED, _TORCH_SAMPLED, _MODULE_SAMPLED)
        samples = _samples(settings).strip()
    else:
        templates = (_JAX_PLAIN, _TORCH_PLAIN, _MODULE_PLAIN)
        samples = _PLAIN.format(steps=settings.steps, rate=settings.rate, starts=_starts(settings))
    u = "the errors over B" if risk.labels else "u = 2r/B"
    loss = _CROSS_ENTROPY if risk.labels else _SQUARE
    return Programs(
        *(
            template.format(samples=samples, sources=source, rule=rule, u=u, loss=loss)
            for template, source, rule in zip(templates, sources, rules, strict=True)
        )
    )


def shown(given: Settings, found: Runs) -> dict[str, Shown]:
    """Where the runs end under the label of the programs, if each can be followed so far."""
    if any(map(found.stopped, range(len(found.theta)))):
        return {}
    return exactly({"theta": found.theta[:, given.steps]})
