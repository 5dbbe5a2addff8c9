"""A case at a point as a program to paste: in JAX and in PyTorch."""

import inspect
import re
from typing import NamedTuple

from explainers.core.checks import Shown, exactly
from explainers.core.kinks.case import Case, Scalar
from explainers.core.kinks.numbers import refusal, returned

_JAX = """\
import jax
import jax.numpy as jnp
{imports}
jax.config.update("jax_enable_x64", True)


{function}


{mended}


{point}

print("f(x) =", f(x).item())
{modes}
print("mended =", jax.grad(mended)({real}).item())
"""

_RETURNS = 'print("{mode} =", {call}.item())'
_RAISES = """\
try:
    print("{mode} =", {call}.item())
except {error} as error:
    print("{mode} =", repr(str(error)))"""
_FLOAT0 = """\
nothing = np.zeros((), jax.dtypes.float0)  # the only tangent that an integer has
print("forward =", jax.jvp(f, (x,), (nothing,))[1].dtype)"""

_CENTRAL = """\
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)


{function}


{mended}


k = jnp.array({x!r})  # h = 10**k

print("float32 difference =", f(k).item())
print("float64 difference =", mended(k).item())
print("forward =", jax.jvp(jnp.sin, (jnp.float32(1.0),), (jnp.float32(1.0),))[1].item())
print("reverse =", jax.grad(jnp.sin)(jnp.float32(1.0)).item())
"""

_TORCH = """\
import torch
from torch.func import jvp

torch.set_default_dtype(torch.float64)


{function}


{mended}


x = torch.tensor({x})

print("f(x) =", f(x).item())
try:
    print("forward =", jvp(f, (x,), (torch.ones_like(x),))[1].item())
except (RuntimeError, ValueError) as error:
    print("forward =", repr(str(error)))
try:
    r = x.clone().requires_grad_()
    print("reverse =", torch.autograd.grad(f(r), r)[0].item())
except RuntimeError as error:
    print("reverse =", repr(str(error)))

r = x.double().requires_grad_()
print("mended =", torch.autograd.grad(mended(r), r)[0].item())
"""

_TORCH_CENTRAL = """\
import torch
from torch.func import jvp

one = torch.tensor(1.0, dtype=torch.float32)
h = torch.tensor(10.0**{x!r}, dtype=torch.float32)

print("float32 difference =", ((torch.sin(one + h) - torch.sin(one - h)) / (2 * h)).item())
h, exact = h.double(), one.double()
print("float64 difference =", ((torch.sin(exact + h) - torch.sin(exact - h)) / (2 * h)).item())
print("forward =", jvp(torch.sin, (one,), (one,))[1].item())
r = one.clone().requires_grad_()
print("reverse =", torch.autograd.grad(torch.sin(r), r)[0].item())
"""


class Programs(NamedTuple):
    """The same questions in two libraries."""

    jax: str
    torch: str


def source(f: Scalar, name: str) -> str:
    """The text of a function of the gallery, under another name."""
    text = re.sub(r"^def \w+\(", f"def {name}(", inspect.getsource(f))
    return text.replace(": Array", "").replace(" -> Array", "").replace(": int", "").rstrip()


def _mode(case: Case, mode: str, call: str) -> str:
    refused = refusal(case.slug, mode)
    template = _RAISES if refused else _RETURNS
    return template.format(mode=mode, call=call, error=refused.said if refused else "")


def _named(text: str, name: str) -> str:
    return text.replace("def f(", f"def {name}(", 1)


def programs(case: Case, x: float) -> Programs:
    """Programs that print f(x), what each mode returns, and what the remedy returns."""
    if case.central:
        function, mended = source(case.f, "f"), source(case.mended, "mended")
        return Programs(
            _CENTRAL.format(function=function, mended=mended, x=x), _TORCH_CENTRAL.format(x=x)
        )
    number = repr(int(x)) if case.whole else repr(float(x))
    modes = [
        _FLOAT0
        if case.whole
        else _mode(case, "forward", "jax.jvp(f, (x,), (jnp.ones_like(x),))[1]"),
        _mode(case, "reverse", "jax.grad(f)(x)"),
    ]
    function, mended = source(case.f, "f"), source(case.mended, "mended")
    return Programs(
        jax=_JAX.format(
            imports="".join(
                line
                for line, needed in (
                    ("import numpy as np\n", case.whole),
                    ("from jax import lax\n", "lax." in function + mended),
                )
                if needed
            ),
            function=function,
            mended=mended,
            point=f"x = jnp.array({number})",
            modes="\n".join(modes),
            real="x.astype(float)" if case.whole else "x",
        ),
        torch=_TORCH.format(
            function=case.torch.function,
            mended=_named(case.torch.mended, "mended"),
            x=number,
        ),
    )


def shown(case: Case, x: float) -> dict[str, Shown]:
    """What JAX returns for a case at x under the labels of the programs.

    PyTorch has answers of its own at kinks. Of float32 each processor has its own roundings.
    """
    found = returned(case.slug, x)
    if case.central:
        return exactly({"float64 difference": found.right})
    modes = {"forward": found.forward.number, "reverse": found.reverse.number}
    answered = {mode: number for mode, number in modes.items() if number is not None}
    return exactly({"f(x)": found.value, "mended": found.mended, **answered})
