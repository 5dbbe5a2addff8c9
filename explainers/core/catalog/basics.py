"""The functions to meet first: small, and with a Jacobian that one can check by hand."""

import jax.numpy as jnp

from explainers.core.catalog.entry import entry
from explainers.core.types import Point, Value


@entry(
    slug="seed",
    title="Square and sums",
    story="v nudges the three inputs and Jv says how both outputs move; u asks for a mix of the "
    "two outputs and uᵀJ says how much each input matters to it.",
    latex=r"f(x) = \begin{pmatrix} x_1^2 + x_2 + x_3 \\ x_1 - x_2 + x_3 \end{pmatrix}",
    jacobian_latex=r"J = \begin{pmatrix} 2x_1 & 1 & 1 \\ 1 & -1 & 1 \end{pmatrix}",
    inputs=("x₁", "x₂", "x₃"),
    outputs=("y₁", "y₂"),
    x=(2.0, 3.0, 1.0),
    v=(0.5, 1.0, 2.0),
    u=(0.5, 1.0),
    x_view=((-2.0, 6.0), (-1.0, 7.0), (-3.0, 5.0)),
    y_view=((2.0, 14.0), (-6.0, 6.0)),
)
def seed(x: Point) -> Value:
    x1, x2, x3 = x
    return jnp.stack([x1**2 + x2 + x3, x1 - x2 + x3])


@entry(
    slug="arm",
    title="Robot arm",
    story="v is the speed of the two joints and Jv the speed of the hand; u is a force on the "
    "hand and uᵀJ the torques it exerts at the joints, and uᵀJv is power, the same number at "
    "both ends of the arm.",
    latex=r"f(\theta_1, \theta_2) = \begin{pmatrix} 1.2\cos\theta_1 + \cos(\theta_1 + \theta_2)"
    r" \\ 1.2\sin\theta_1 + \sin(\theta_1 + \theta_2) \end{pmatrix}",
    jacobian_latex=r"J = \begin{pmatrix} -1.2\sin\theta_1 - \sin(\theta_1 + \theta_2)"
    r" & -\sin(\theta_1 + \theta_2) \\ 1.2\cos\theta_1 + \cos(\theta_1 + \theta_2)"
    r" & \cos(\theta_1 + \theta_2) \end{pmatrix}",
    inputs=("θ₁", "θ₂"),
    outputs=("hand x", "hand y"),
    x=(0.6, 1.2),
    v=(0.7, -0.6),
    u=(0.6, 0.9),
    x_view=((-1.0, 2.2), (-0.4, 2.8)),
    y_view=((-0.8, 2.8), (-0.6, 3.0)),
    picture="arm",
)
def arm(x: Point) -> Value:
    shoulder, elbow = x
    forearm = shoulder + elbow
    hand_x = 1.2 * jnp.cos(shoulder) + jnp.cos(forearm)
    hand_y = 1.2 * jnp.sin(shoulder) + jnp.sin(forearm)
    return jnp.stack([hand_x, hand_y])


@entry(
    slug="polar",
    title="Polar coordinates",
    story="v changes radius and angle and Jv is the velocity in the plane; u is a direction in "
    "the plane and uᵀJ says how fast radius and angle carry the point that way.",
    latex=r"f(r, \theta) = \begin{pmatrix} r\cos\theta \\ r\sin\theta \end{pmatrix}",
    jacobian_latex=r"J = \begin{pmatrix} \cos\theta & -r\sin\theta \\"
    r" \sin\theta & r\cos\theta \end{pmatrix}",
    inputs=("r", "θ"),
    outputs=("y₁", "y₂"),
    x=(1.4, 0.75),
    v=(0.55, 0.8),
    u=(0.9, 1.0),
    x_view=((-0.6, 3.4), (-1.25, 2.75)),
    y_view=((-1.2, 3.2), (-1.2, 3.2)),
)
def polar(x: Point) -> Value:
    r, angle = x
    return jnp.stack([r * jnp.cos(angle), r * jnp.sin(angle)])


@entry(
    slug="square",
    title="Complex square",
    story="v is a small step of z = x + iy and Jv = 2z·v is that step turned and stretched; u is "
    "a direction in the plane of z² and uᵀJ is u stretched as much but turned back.",
    latex=r"f(x, y) = \begin{pmatrix} x^2 - y^2 \\ 2xy \end{pmatrix}",
    jacobian_latex=r"J = \begin{pmatrix} 2x & -2y \\ 2y & 2x \end{pmatrix}",
    inputs=("x", "y"),
    outputs=("Re z²", "Im z²"),
    x=(0.8, 0.4),
    v=(0.5, 0.5),
    u=(0.7, 0.3),
    x_view=((-1.2, 2.8), (-1.6, 2.4)),
    y_view=((-1.5, 2.5), (-1.4, 2.6)),
)
def square(x: Point) -> Value:
    real, imaginary = x
    return jnp.stack([real**2 - imaginary**2, 2 * real * imaginary])


@entry(
    slug="linear",
    title="Linear map",
    story="v is any step and Jv = Av is the whole change of the outputs, not only to first order; "
    "u weights the three outputs and uᵀJ = uᵀA is their mix as one row, the same at every x.",
    latex=r"f(x) = Ax, \quad A = \begin{pmatrix} 2 & 1 \\ -1 & 1 \\ 1 & -2 \end{pmatrix}",
    jacobian_latex=r"J = A = \begin{pmatrix} 2 & 1 \\ -1 & 1 \\ 1 & -2 \end{pmatrix}",
    inputs=("x₁", "x₂"),
    outputs=("y₁", "y₂", "y₃"),
    x=(0.5, 1.0),
    v=(1.0, -0.5),
    u=(1.0, 1.0, 0.5),
    x_view=((-2.5, 3.5), (-2.0, 4.0)),
    y_view=((-2.0, 6.0), (-3.5, 4.5), (-5.5, 2.5)),
)
def linear(x: Point) -> Value:
    matrix = jnp.asarray([[2.0, 1.0], [-1.0, 1.0], [1.0, -2.0]])
    return matrix @ x


@entry(
    slug="sine",
    title="Sine, elementwise",
    story="v shifts six angles and Jv scales each shift by its own cosine; u weights the six "
    "sines and uᵀJ scales the weights by the same cosines, since a diagonal J mixes nothing.",
    latex=r"f(x) = (\sin x_1, \ldots, \sin x_6)",
    jacobian_latex=r"J = \operatorname{diag}(\cos x_1, \ldots, \cos x_6)",
    inputs=("x₁", "x₂", "x₃", "x₄", "x₅", "x₆"),
    outputs=("y₁", "y₂", "y₃", "y₄", "y₅", "y₆"),
    x=(0.4, -0.9, 1.2, 2.0, -2.2, 2.6),
    v=(0.8, 1.0, 0.5, -0.5, 1.0, 0.4),
    u=(0.8, -0.8, 1.0, 0.5, -0.5, 0.8),
    x_view=((-3.5, 3.5),) * 6,
    y_view=((-2.0, 2.0),) * 6,
)
def sine(x: Point) -> Value:
    return jnp.sin(x)
