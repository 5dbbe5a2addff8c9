"""Rules that turn gradients into steps, from optax, and what theory says of their rates."""

from collections.abc import Callable
from typing import Any, NamedTuple

import optax
from jax.typing import ArrayLike

MOMENTUM = 0.9
"""What momentum keeps of the step before."""


class Optimiser(NamedTuple):
    """A rule, made for a rate; and what the rate times the largest curvature must stay below.

    ``bound`` is for steps with the full gradient of a quadratic; None where theory has no
    such bound.
    """

    slug: str
    title: str
    make: Callable[[ArrayLike], optax.GradientTransformation]
    bound: float | None
    formula: str | None
    """The bound in words of the largest curvature, as a reader would write it."""


def _sgd(rate: Any) -> optax.GradientTransformation:
    return optax.sgd(rate)


def _momentum(rate: Any) -> optax.GradientTransformation:
    return optax.sgd(rate, momentum=MOMENTUM)


def _nesterov(rate: Any) -> optax.GradientTransformation:
    return optax.sgd(rate, momentum=MOMENTUM, nesterov=True)


def _adam(rate: Any) -> optax.GradientTransformation:
    return optax.adam(rate)


OPTIMISERS: dict[str, Optimiser] = {
    rule.slug: rule
    for rule in (
        Optimiser("sgd", "SGD", _sgd, 2.0, "2/λmax"),
        # Roots of z² − (1 + β − ηλ)z + β, and of z² − (1 + β)(1 − ηλ)z + β(1 − ηλ): both leave
        # the unit circle at −1 (Polyak 1964; Lessard, Recht, Packard 2016, section 2.2).
        Optimiser("momentum", "Momentum", _momentum, 2 * (1 + MOMENTUM), "2(1 + β)/λmax"),
        Optimiser(
            "nesterov",
            "Nesterov",
            _nesterov,
            2 * (1 + MOMENTUM) / (1 + 2 * MOMENTUM),
            "2(1 + β)/((1 + 2β) λmax)",
        ),
        Optimiser("adam", "Adam", _adam, None, None),
    )
}
"""In the order in which readers meet them."""
