"""Programs that step through time; long ones keep reverse mode's memory busy."""

import jax.numpy as jnp

from explainers.core.catalog.entry import entry
from explainers.core.types import Point, Value


@entry(
    slug="predator-prey",
    title="Predator and prey, one step",
    story="v changes the numbers of prey and hunters now and Jv is how that changes the numbers "
    "one step later; u puts a price on the animals of the next step and uᵀJ is what these "
    "prices make today's animals worth.",
    latex=r"f(p, q) = \begin{pmatrix} p + h\,(p - pq) \\ q + h\,(pq - q) \end{pmatrix},"
    r" \quad h = 0.2",
    jacobian_latex=r"J = \begin{pmatrix} 1 + h(1 - q) & -hp \\ hq & 1 + h(p - 1) \end{pmatrix}",
    inputs=("prey", "hunters"),
    outputs=("prey′", "hunters′"),
    x=(1.5, 0.8),
    v=(0.6, 0.2),
    u=(-0.2, 0.6),
    x_view=((0.0, 3.0), (-0.5, 2.5)),
    y_view=((0.0, 3.0), (-0.5, 2.5)),
)
def predator_prey(x: Point) -> Value:
    prey, hunters = x
    eaten = prey * hunters
    return jnp.stack([prey + 0.2 * (prey - eaten), hunters + 0.2 * (eaten - hunters)])


@entry(
    slug="predator-prey-20",
    title="Predator and prey, twenty steps",
    story="v changes the numbers of prey and hunters at the start and Jv is how that changes the "
    "numbers after twenty steps; u puts a price on the animals at the end and uᵀJ carries "
    "the prices back to the start, through every step that was kept on the way.",
    latex=r"f(p, q) = \underbrace{g \circ \cdots \circ g}_{20}\,(p, q), \quad g(p, q) ="
    r" \begin{pmatrix} p + h\,(p - pq) \\ q + h\,(pq - q) \end{pmatrix}, \quad h = 0.2",
    jacobian_latex=r"J = J_{19} \cdots J_1 J_0, \quad J_k = \begin{pmatrix} 1 + h(1 - q_k) &"
    r" -hp_k \\ hq_k & 1 + h(p_k - 1) \end{pmatrix}",
    inputs=("prey", "hunters"),
    outputs=("prey′", "hunters′"),
    x=(1.5, 0.8),
    v=(0.2, 0.8),
    u=(0.7, 0.5),
    x_view=((0.0, 3.0), (-0.5, 2.5)),
    y_view=((-0.5, 2.5), (-0.5, 2.5)),
)
def predator_prey_20(x: Point) -> Value:
    prey, hunters = x
    for _ in range(20):
        eaten = prey * hunters
        prey, hunters = prey + 0.2 * (prey - eaten), hunters + 0.2 * (eaten - hunters)
    return jnp.stack([prey, hunters])
