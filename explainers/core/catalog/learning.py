"""The parts that neural networks and regressions are made of."""

import jax
import jax.numpy as jnp

from explainers.core.catalog.entry import entry
from explainers.core.types import Point, Value


@entry(
    slug="tanh-layer",
    title="Tanh layer, in its input",
    story="v perturbs the features and Jv is how the activations answer; u is what the rest of "
    "the network reports about each activation and uᵀJ passes that report back to the features.",
    latex=r"f(x) = \tanh(Wx), \quad"
    r" W = \begin{pmatrix} 1 & -0.5 \\ 0.5 & 1.2 \\ -1 & 0.8 \end{pmatrix}",
    jacobian_latex=r"J = \operatorname{diag}(1 - y_i^2)\, W, \quad y = \tanh(Wx)",
    inputs=("x₁", "x₂"),
    outputs=("y₁", "y₂", "y₃"),
    x=(0.5, -0.6),
    v=(-0.9, -0.4),
    u=(-0.7, 0.2, 0.9),
    x_view=((-1.5, 2.5), (-2.6, 1.4)),
    y_view=((-1.5, 1.5), (-1.5, 1.5), (-1.5, 1.5)),
    twin="tanh-layer-weights",
)
def tanh_layer(x: Point) -> Value:
    weights = jnp.asarray([[1.0, -0.5], [0.5, 1.2], [-1.0, 0.8]])
    return jnp.tanh(weights @ x)


@entry(
    slug="tanh-layer-weights",
    title="Tanh layer, in its weights",
    story="v perturbs the six weights and Jv is how the activations answer; u is what the rest of "
    "the network reports about each activation and uᵀJ is the gradient with which the weights "
    "learn.",
    latex=r"f(\theta) = \tanh(Wx), \quad W = \begin{pmatrix} \theta_1 & \theta_2 \\"
    r" \theta_3 & \theta_4 \\ \theta_5 & \theta_6 \end{pmatrix}, \quad"
    r" x = \begin{pmatrix} 0.5 \\ -0.6 \end{pmatrix}",
    jacobian_latex=r"J = \begin{pmatrix} s_1 x^\top & 0 & 0 \\ 0 & s_2 x^\top & 0 \\"
    r" 0 & 0 & s_3 x^\top \end{pmatrix}, \quad s_i = 1 - y_i^2, \quad y = \tanh(Wx)",
    inputs=("w₁₁", "w₁₂", "w₂₁", "w₂₂", "w₃₁", "w₃₂"),
    outputs=("y₁", "y₂", "y₃"),
    x=(1.0, -0.5, 0.5, 1.2, -1.0, 0.8),
    v=(0.7, 0.2, -0.6, 0.5, 0.4, 0.3),
    u=(-0.9, 0.2, 0.9),
    x_view=(
        (-0.5, 2.5),
        (-2.0, 1.0),
        (-1.0, 2.0),
        (-0.5, 2.5),
        (-2.5, 0.5),
        (-0.5, 2.5),
    ),
    y_view=((-1.5, 1.5), (-1.5, 1.5), (-1.5, 1.5)),
    twin="tanh-layer",
)
def tanh_layer_weights(x: Point) -> Value:
    weights = jnp.reshape(x, (3, 2))
    features = jnp.asarray([0.5, -0.6])
    return jnp.tanh(weights @ features)


@entry(
    slug="relu-layer",
    title="ReLU layer",
    story="v perturbs the features and only the units that are on answer it in Jv; u reports what "
    "each unit is worth and uᵀJ passes on the reports of those same units, while a unit "
    "that is off has a row of zeros.",
    latex=r"f(x) = \max(0, Wx + b), \quad W = \begin{pmatrix} 1 & -0.6 \\ 0.5 & 1 \end{pmatrix},"
    r" \quad b = \begin{pmatrix} 0.2 \\ -0.4 \end{pmatrix}",
    jacobian_latex=r"J = \operatorname{diag}(d)\, W, \quad d_i = \begin{cases}"
    r" 1 & (Wx + b)_i > 0 \\ 0 & (Wx + b)_i \le 0 \end{cases}",
    inputs=("x₁", "x₂"),
    outputs=("y₁", "y₂"),
    x=(0.8, 0.6),
    v=(0.4, 0.9),
    u=(0.8, 0.4),
    x_view=((-1.2, 2.8), (-1.4, 2.6)),
    y_view=((-1.0, 2.5), (-1.0, 2.5)),
)
def relu_layer(x: Point) -> Value:
    weights = jnp.asarray([[1.0, -0.6], [0.5, 1.0]])
    bias = jnp.asarray([0.2, -0.4])
    return jax.nn.relu(weights @ x + bias)


@entry(
    slug="softmax",
    title="Softmax",
    story="v raises and lowers three scores and Jv moves probability between the classes without "
    "changing its sum; u puts a price on each probability and uᵀJ says how much each score "
    "matters to the total, which is nothing when all prices are equal; c cancels, and is there "
    "to keep e^x within the range of numbers.",
    latex=r"f(x) = \frac{e^{x - c}}{\sum_j e^{x_j - c}}, \quad c = \max_j x_j",
    jacobian_latex=r"J = \operatorname{diag}(s) - s s^\top, \quad s = f(x)",
    inputs=("x₁", "x₂", "x₃"),
    outputs=("p₁", "p₂", "p₃"),
    x=(0.6, 0.2, -0.4),
    v=(0.5, 0.3, -0.9),
    u=(0.3, -0.4, -1.0),
    x_view=((-0.4, 1.6), (-0.8, 1.2), (-1.4, 0.6)),
    y_view=((-0.3, 1.3), (-0.3, 1.3), (-0.3, 1.3)),
)
def softmax(x: Point) -> Value:
    c = jax.lax.stop_gradient(jnp.max(x))
    raised = jnp.exp(x - c)
    return raised / jnp.sum(raised)


@entry(
    slug="logsumexp",
    title="Log-sum-exp, a smooth maximum",
    story="v moves three scores and Jv is their average move, weighted by softmax; u scales the "
    "one output and uᵀJ is that softmax times u, the share of each score in the maximum; c "
    "cancels, and is there to keep e^x within the range of numbers.",
    latex=r"f(x) = c + \log \textstyle\sum_j e^{x_j - c}, \quad c = \max_j x_j",
    jacobian_latex=r"J = s^\top, \quad s_j = \frac{e^{x_j}}{\sum_k e^{x_k}}",
    inputs=("x₁", "x₂", "x₃"),
    outputs=("y",),
    x=(1.0, 0.5, -0.5),
    v=(-0.1, 0.8, 1.0),
    u=(1.0,),
    x_view=((-0.5, 2.5), (-1.0, 2.0), (-2.0, 1.0)),
    y_view=((0.5, 3.0),),
)
def logsumexp(x: Point) -> Value:
    c = jax.lax.stop_gradient(jnp.max(x))
    return jnp.stack([c + jnp.log(jnp.sum(jnp.exp(x - c)))])


@entry(
    slug="layer-norm",
    title="Layer norm",
    story="v perturbs four features and Jv drops whatever only shifts or rescales them all; u "
    "reports on the normalized features and uᵀJ drops the same two parts, which the layer hides "
    "from everything below it.",
    latex=r"f(x) = \frac{x - \mu}{\sigma}, \quad \mu = \tfrac14 \textstyle\sum_j x_j, \quad"
    r" \sigma^2 = \tfrac14 \sum_j (x_j - \mu)^2",
    jacobian_latex=r"J = \frac{1}{\sigma}\left(I - \tfrac14 \mathbf{1}\mathbf{1}^\top"
    r" - \tfrac14 y y^\top\right), \quad y = f(x)",
    inputs=("x₁", "x₂", "x₃", "x₄"),
    outputs=("y₁", "y₂", "y₃", "y₄"),
    x=(1.0, 0.4, -1.2, 0.6),
    v=(-0.3, 1.1, 0.7, -0.6),
    u=(0.7, 0.4, -0.5, -1.3),
    x_view=((-1.0, 3.0), (-1.6, 2.4), (-3.2, 0.8), (-1.4, 2.6)),
    y_view=((-2.0, 2.0), (-2.0, 2.0), (-2.0, 2.0), (-2.0, 2.0)),
)
def layer_norm(x: Point) -> Value:
    centred = x - jnp.mean(x)
    return centred / jnp.sqrt(jnp.mean(centred**2))


@entry(
    slug="line-fit",
    title="Errors of a line",
    story="v changes slope and intercept and Jv is how the line's distance from each of the six "
    "points changes; u weights these errors, with zero for points outside a batch, and "
    "uᵀJ says what slope and intercept have to do with them.",
    latex=r"f(a, b)_i = a t_i + b - y_i, \quad \begin{aligned} t &= (0.5, 1, 1.5, 2, 2.5, 3) \\"
    r" y &= (1.4, 2.6, 3.4, 4.7, 5.3, 6.6) \end{aligned}",
    jacobian_latex=r"J = \begin{pmatrix} t_1 & 1 \\ \vdots & \vdots \\ t_6 & 1 \end{pmatrix}",
    inputs=("slope", "offset"),
    outputs=("r₁", "r₂", "r₃", "r₄", "r₅", "r₆"),
    x=(1.4, 1.0),
    v=(-0.5, 0.9),
    u=(0.6, -0.5, 0.0, 0.0, -0.3, 0.0),
    x_view=((0.0, 3.0), (-0.5, 2.5)),
    y_view=((-1.5, 1.5), (-1.5, 1.5), (-1.5, 1.5), (-2.5, 0.5), (-2.5, 0.5), (-3.0, 0.0)),
    picture="line",
)
def line_fit(x: Point) -> Value:
    slope, offset = x
    times = jnp.asarray([0.5, 1.0, 1.5, 2.0, 2.5, 3.0])
    measured = jnp.asarray([1.4, 2.6, 3.4, 4.7, 5.3, 6.6])
    return slope * times + offset - measured


@entry(
    slug="line-squares",
    title="Squared errors of a line",
    story="v changes slope and intercept and Jv is the climb of the sum of squares that it starts "
    "with; u scales the one output and uᵀJ is u times the gradient, in which each of the six "
    "points counts by twice its error.",
    latex=r"f(a, b) = \sum_i r_i^2, \quad r_i = a t_i + b - y_i, \quad"
    r" \begin{aligned} t &= (0.5, 1, 1.5, 2, 2.5, 3) \\"
    r" y &= (1.4, 2.6, 3.4, 4.7, 5.3, 6.6) \end{aligned}",
    jacobian_latex=r"J = 2 \sum_i r_i \begin{pmatrix} t_i & 1 \end{pmatrix}, \quad"
    r" r_i = a t_i + b - y_i",
    inputs=("slope", "offset"),
    outputs=("loss",),
    x=(1.6, 1.0),
    v=(0.4, -1.1),
    u=(-0.1,),
    x_view=((0.0, 3.0), (-0.5, 2.5)),
    y_view=((0.3, 1.5),),
)
def line_squares(x: Point) -> Value:
    slope, offset = x
    times = jnp.asarray([0.5, 1.0, 1.5, 2.0, 2.5, 3.0])
    measured = jnp.asarray([1.4, 2.6, 3.4, 4.7, 5.3, 6.6])
    errors = slope * times + offset - measured
    return jnp.stack([jnp.sum(errors**2)])


@entry(
    slug="logistic",
    title="Loss of a logistic fit",
    story="v changes slope and offset and Jv is the climb of the loss that it starts with; u "
    "scales the one output and uᵀJ is u times the gradient, in which each of the six samples "
    "counts by how far σ(z), the probability of a 1, is from its label.",
    latex=r"f(a, b) = \sum_i \log(1 + e^{z_i}) - y_i z_i, \quad z_i = a t_i + b, \quad"
    r" \begin{aligned} t &= (0.5, 1, 1.5, 2, 2.5, 3) \\ y &= (0, 0, 1, 0, 1, 1) \end{aligned}",
    jacobian_latex=r"J = \sum_i (\sigma(z_i) - y_i) \begin{pmatrix} t_i & 1 \end{pmatrix}, \quad"
    r" \sigma(z) = \frac{1}{1 + e^{-z}}",
    inputs=("slope", "offset"),
    outputs=("loss",),
    x=(0.5, -1.0),
    v=(0.9, -1.1),
    u=(-0.5,),
    x_view=((-1.5, 4.5), (-6.0, 0.0)),
    y_view=((1.0, 5.0),),
)
def logistic(x: Point) -> Value:
    slope, offset = x
    times = jnp.asarray([0.5, 1.0, 1.5, 2.0, 2.5, 3.0])
    labels = jnp.asarray([0.0, 0.0, 1.0, 0.0, 1.0, 1.0])
    z = slope * times + offset
    return jnp.stack([jnp.sum(jax.nn.softplus(z) - labels * z)])
