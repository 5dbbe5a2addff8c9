"""Formulas to trace by hand and to minimise: of the literature, a bowl, and two wells."""

import jax.numpy as jnp

from explainers.core.catalog.entry import entry
from explainers.core.types import Point, Value


@entry(
    slug="baydin",
    title="A formula to trace by hand",
    story="v moves the two inputs and Jv is the slope of y along it, found in one pass forward; u "
    "scales the one output and uᵀJ is u times the gradient, found in one pass back.",
    latex=r"f(x) = \ln x_1 + x_1 x_2 - \sin x_2",
    jacobian_latex=r"J = \begin{pmatrix} \frac{1}{x_1} + x_2 & x_1 - \cos x_2 \end{pmatrix}",
    inputs=("x₁", "x₂"),
    outputs=("y",),
    x=(2.0, 5.0),
    v=(-1.0, 1.0),
    u=(1.0,),
    x_view=((-1.0, 12.5), (-1.0, 12.5)),
    y_view=((6.5, 16.5),),
)
def baydin(x: Point) -> Value:
    x1, x2 = x
    return jnp.stack([jnp.log(x1) + x1 * x2 - jnp.sin(x2)])


@entry(
    slug="rosenbrock-residuals",
    title="Rosenbrock, as errors",
    story="v is a step in the curved valley and Jv is how the two errors change, the first ten "
    "times as sharply; u weights the errors and uᵀJ is the slope of that mix, the "
    "gradient of the sum of squares when u is twice the errors.",
    latex=r"f(x) = \begin{pmatrix} 10\,(x_2 - x_1^2) \\ 1 - x_1 \end{pmatrix}",
    jacobian_latex=r"J = \begin{pmatrix} -20x_1 & 10 \\ -1 & 0 \end{pmatrix}",
    inputs=("x₁", "x₂"),
    outputs=("r₁", "r₂"),
    x=(0.5, 0.3),
    v=(0.9, 0.7),
    u=(0.1, -0.8),
    x_view=((-2.0, 3.0), (-2.2, 2.8)),
    y_view=((-3.5, 4.5), (-3.5, 4.5)),
)
def rosenbrock_errors(x: Point) -> Value:
    x1, x2 = x
    return jnp.stack([10 * (x2 - x1**2), 1 - x1])


@entry(
    slug="rosenbrock",
    title="Rosenbrock, as one number",
    story="v is a step in the curved valley and Jv the climb it starts with; u scales the one "
    "output and uᵀJ is u times the gradient, so that a small negative u gives a step of gradient "
    "descent.",
    latex=r"f(x) = 100\,(x_2 - x_1^2)^2 + (1 - x_1)^2",
    jacobian_latex=r"J = \begin{pmatrix} -400x_1(x_2 - x_1^2) - 2(1 - x_1)"
    r" & 200(x_2 - x_1^2) \end{pmatrix}",
    inputs=("x₁", "x₂"),
    outputs=("y",),
    x=(0.5, 0.3),
    v=(0.6, 0.7),
    u=(-0.1,),
    x_view=((-1.5, 2.5), (-1.7, 2.3)),
    y_view=((0.0, 1.1),),
)
def rosenbrock(x: Point) -> Value:
    x1, x2 = x
    return jnp.stack([100 * (x2 - x1**2) ** 2 + (1 - x1) ** 2])


@entry(
    slug="bowl",
    title="A quadratic bowl",
    story="v is a step on the wall of the bowl and Jv the climb it starts with; u scales the one "
    "output and uᵀJ is u times the gradient, which does not point away from the bottom.",
    latex=r"f(x) = \tfrac32 x_1^2 + x_1 x_2 + \tfrac12 x_2^2",
    jacobian_latex=r"J = \begin{pmatrix} 3x_1 + x_2 & x_1 + x_2 \end{pmatrix}",
    inputs=("x₁", "x₂"),
    outputs=("y",),
    x=(-0.5, 1.2),
    v=(0.9, -0.4),
    u=(0.7,),
    x_view=((-2.0, 2.0), (-2.0, 2.0)),
    y_view=((-1.0, 3.0),),
)
def bowl(x: Point) -> Value:
    x1, x2 = x
    return jnp.stack([1.5 * x1**2 + x1 * x2 + 0.5 * x2**2])


@entry(
    slug="two-wells",
    title="Two wells and a saddle",
    story="v is a step on the ridge between the wells and Jv the climb it starts with; u scales "
    "the one output and uᵀJ is u times the gradient, whose opposite leads into one of the wells.",
    latex=r"f(x) = \tfrac12 x_1^2 + \tfrac14 x_1 x_2 + \tfrac14 x_2^4 - \tfrac12 x_2^2",
    jacobian_latex=r"J = \begin{pmatrix} x_1 + \tfrac14 x_2"
    r" & \tfrac14 x_1 + x_2^3 - x_2 \end{pmatrix}",
    inputs=("x₁", "x₂"),
    outputs=("y",),
    x=(0.7, 0.3),
    v=(0.3, 0.8),
    u=(-0.6,),
    x_view=((-1.8, 1.8), (-1.8, 1.8)),
    y_view=((-0.6, 1.0),),
)
def two_wells(x: Point) -> Value:
    x1, x2 = x
    return jnp.stack([0.5 * x1**2 + 0.25 * x1 * x2 + 0.25 * x2**4 - 0.5 * x2**2])
