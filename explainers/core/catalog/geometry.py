"""Curves, projections and changes of coordinates."""

import jax.numpy as jnp

from explainers.core.catalog.entry import entry
from explainers.core.types import Point, Value


@entry(
    slug="helix",
    title="Helix",
    story="v is the pace of the parameter and Jv the velocity of a bead on the wire; u is a force "
    "on the bead and uᵀJ the one number that is left of it, its pull along the wire.",
    latex=r"f(t) = \begin{pmatrix} \cos t \\ \sin t \\ t/4 \end{pmatrix}",
    jacobian_latex=r"J = \begin{pmatrix} -\sin t \\ \cos t \\ 1/4 \end{pmatrix}",
    inputs=("t",),
    outputs=("x", "y", "height"),
    x=(0.7,),
    v=(0.9,),
    u=(0.9, -0.4, 0.5),
    x_view=((-2.5, 4.0),),
    y_view=((-2.0, 2.0), (-2.0, 2.0), (-2.0, 2.0)),
)
def helix(x: Point) -> Value:
    (t,) = x
    return jnp.stack([jnp.cos(t), jnp.sin(t), t / 4])


@entry(
    slug="lissajous",
    title="Lissajous curve",
    story="v is the pace of time and Jv the velocity of the spot on an oscilloscope; u is a "
    "direction on the screen and uᵀJ says how fast time alone carries the spot that way.",
    latex=r"f(t) = \begin{pmatrix} \sin 2t \\ \sin 3t \end{pmatrix}",
    jacobian_latex=r"J = \begin{pmatrix} 2\cos 2t \\ 3\cos 3t \end{pmatrix}",
    inputs=("t",),
    outputs=("x", "y"),
    x=(0.3,),
    v=(0.4,),
    u=(-0.8, 0.2),
    x_view=((-1.5, 1.5),),
    y_view=((-2.0, 2.0), (-2.0, 2.0)),
)
def lissajous(x: Point) -> Value:
    (t,) = x
    return jnp.stack([jnp.sin(2 * t), jnp.sin(3 * t)])


@entry(
    slug="normalize",
    title="Unit vector",
    story="v moves a point and Jv keeps only the part that turns it around the origin; u pulls at "
    "the unit vector and uᵀJ forgets its radial part, which no step of x can bring about.",
    latex=r"f(x) = \frac{x}{\lVert x \rVert}",
    jacobian_latex=r"J = \frac{1}{\lVert x \rVert}\left(I - y y^\top\right),"
    r" \quad y = \frac{x}{\lVert x \rVert}",
    inputs=("x₁", "x₂"),
    outputs=("y₁", "y₂"),
    x=(1.2, 0.9),
    v=(0.2, 0.9),
    u=(-1.0, 0.1),
    x_view=((-0.8, 2.4), (-0.8, 2.4)),
    y_view=((-1.6, 1.6), (-1.6, 1.6)),
)
def normalize(x: Point) -> Value:
    return x / jnp.sqrt(jnp.sum(x * x))


@entry(
    slug="camera",
    title="Pinhole camera",
    story="v moves a point in front of the camera and Jv is the motion of its image; u is a "
    "direction in the image and uᵀJ says how much a step sideways, up or away moves the "
    "image that way.",
    latex=r"f(X, Y, Z) = \frac{2}{Z} \begin{pmatrix} X \\ Y \end{pmatrix}",
    jacobian_latex=r"J = \frac{2}{Z} \begin{pmatrix} 1 & 0 & -X/Z \\ 0 & 1 & -Y/Z \end{pmatrix}",
    inputs=("X", "Y", "Z"),
    outputs=("image x", "image y"),
    x=(1.0, 0.6, 2.5),
    v=(0.3, 0.8, 0.5),
    u=(0.8, 0.2),
    x_view=((-1.0, 3.0), (-1.4, 2.6), (0.5, 4.5)),
    y_view=((-1.0, 2.5), (-1.2, 2.3)),
    picture="camera",
)
def camera(x: Point) -> Value:
    right, up, depth = x
    return jnp.stack([2 * right / depth, 2 * up / depth])


@entry(
    slug="color",
    title="Light to luma and chroma",
    story="v changes the amounts of red, green and blue light and Jv is how that changes the "
    "coded brightness and tints; u asks for brightness or tint and uᵀJ says how much each "
    "light matters to it.",
    latex=r"f(x) = M g, \quad g_j = x_j^{1/2.2}, \quad M = \begin{pmatrix} 0.299 & 0.587 & 0.114"
    r" \\ -0.169 & -0.331 & 0.5 \\ 0.5 & -0.419 & -0.081 \end{pmatrix}",
    jacobian_latex=r"J = M \operatorname{diag}(g'), \quad"
    r" g'_j = \tfrac{1}{2.2}\, x_j^{1/2.2 - 1}",
    inputs=("red", "green", "blue"),
    outputs=("luma", "Cb", "Cr"),
    x=(0.6, 0.4, 0.3),
    v=(-0.1, -0.3, 0.2),
    u=(0.2, 0.3, 0.5),
    x_view=((0.0, 1.0), (0.0, 1.0), (0.0, 1.0)),
    y_view=((0.2, 1.2), (-0.5, 0.5), (-0.5, 0.5)),
)
def color(x: Point) -> Value:
    mix = jnp.asarray([[0.299, 0.587, 0.114], [-0.169, -0.331, 0.5], [0.5, -0.419, -0.081]])
    return mix @ x ** (1 / 2.2)


@entry(
    slug="eigenvalues",
    title="Eigenvalues, 2×2 symmetric",
    story="v perturbs the entries of a symmetric matrix and Jv is how its eigenvalues start to "
    "move; u weights the two eigenvalues and uᵀJ is how much each entry matters, a question "
    "without an answer where they meet.",
    latex=r"f(x) = \operatorname{eig}\begin{pmatrix} x_1 & x_2 \\ x_2 & x_3 \end{pmatrix}"
    r" = \begin{pmatrix} \mu - \rho \\ \mu + \rho \end{pmatrix}, \quad \begin{aligned}"
    r" \mu &= \tfrac12(x_1 + x_3), \; \delta = \tfrac12(x_1 - x_3) \\"
    r" \rho &= \sqrt{\delta^2 + x_2^2} \end{aligned}",
    jacobian_latex=r"J = \frac{1}{2\rho} \begin{pmatrix} \rho - \delta & -2x_2 & \rho + \delta \\"
    r" \rho + \delta & 2x_2 & \rho - \delta \end{pmatrix}",
    inputs=("x₁", "x₂", "x₃"),
    outputs=("λ₁", "λ₂"),
    x=(1.5, 0.8, 0.5),
    v=(-0.6, 0.5, -0.4),
    u=(-0.4, 0.7),
    x_view=((-1.0, 3.0), (-1.8, 2.2), (-1.5, 2.5)),
    y_view=((-2.0, 3.0), (-1.0, 4.0)),
)
def eigenvalues(x: Point) -> Value:
    x1, x2, x3 = x
    matrix = jnp.stack([jnp.stack([x1, x2]), jnp.stack([x2, x3])])
    return jnp.linalg.eigvalsh(matrix)
