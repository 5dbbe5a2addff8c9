"""Names for the arrays of the field: who lives in which space."""

from collections.abc import Callable
from typing import TypeAlias

from jax import Array
from jaxtyping import Float

Point: TypeAlias = Float[Array, " n"]
"""A point x of the input space (a primal)."""
Tangent: TypeAlias = Float[Array, " n"]
"""A direction v at x; what a pushforward takes."""
Value: TypeAlias = Float[Array, " m"]
"""A point f(x) of the output space, or a direction Jv there."""
Cotangent: TypeAlias = Float[Array, " m"]
"""A weighting u of the outputs; what a pullback takes."""
Gradient: TypeAlias = Float[Array, " n"]
"""A weighting uᵀJ of the inputs; what a pullback gives."""
Matrix: TypeAlias = Float[Array, "m n"]
"""A Jacobian: one row an output, one column an input."""
Map: TypeAlias = Callable[[Point], Value]
"""A differentiable function from ℝⁿ to ℝᵐ, written in jax.numpy."""
