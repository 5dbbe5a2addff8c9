"""Names that other programs know, and how to write them here."""

OF_NUMBERS: dict[str, str] = {
    **dict.fromkeys(("arcsin", "arsin"), "asin({})"),
    **dict.fromkeys(("arccos", "arcos"), "acos({})"),
    **dict.fromkeys(("arctan", "arctg", "atn"), "atan({})"),
    "arctan2": "atan2({0}, {1})",
    "tg": "tan({})",
    **dict.fromkeys(("cot", "ctg", "cotg", "cotan", "ctn"), "1/tan({})"),
    "sec": "1/cos({})",
    **dict.fromkeys(("csc", "cosec"), "1/sin({})"),
    **dict.fromkeys(("arcsec", "asec"), "acos(1/{})"),
    **dict.fromkeys(("arccsc", "acsc"), "asin(1/{})"),
    **dict.fromkeys(("sh", "sinhyp"), "sinh({})"),
    "ch": "cosh({})",
    **dict.fromkeys(("th", "tgh"), "tanh({})"),
    **dict.fromkeys(("coth", "cth", "ctgh"), "1/tanh({})"),
    "sech": "1/cosh({})",
    **dict.fromkeys(("csch", "cosech"), "1/sinh({})"),
    **dict.fromkeys(("asinh", "arcsinh", "arsinh", "argsinh"), "log({0} + sqrt({0}^2 + 1))"),
    **dict.fromkeys(("acosh", "arccosh", "arcosh", "argcosh"), "log({0} + sqrt({0}^2 - 1))"),
    **dict.fromkeys(("atanh", "arctanh", "artanh", "argtanh"), "log((1 + {0})/(1 - {0}))/2"),
    **dict.fromkeys(("acoth", "arccoth", "arcoth"), "log(({0} + 1)/({0} - 1))/2"),
    **dict.fromkeys(("square", "sq"), "{}^2"),
    "cube": "{}^3",
    "cbrt": "sign({0})*abs({0})^(1/3)",
    **dict.fromkeys(("pow", "power"), "{0}^{1}"),
    "hypot": "norm([{0}, {1}])",
    "exp2": "2^{}",
    "exp10": "10^{}",
    "expm1": "exp({}) - 1",
    "log1p": "log(1 + {})",
    "lg": "log({})/log(10)",
    **dict.fromkeys(("lb", "ld"), "log({})/log(2)"),
    "logaddexp": "log(exp({0}) + exp({1}))",
    **dict.fromkeys(("sgn", "signum"), "sign({})"),
    **dict.fromkeys(("fabs", "absolute", "modulus"), "abs({})"),
    **dict.fromkeys(("logistic", "expit", "sigm"), "sigmoid({})"),
    "logit": "log({0}/(1 - {0}))",
    "logsigmoid": "-softplus(-{})",
    **dict.fromkeys(("silu", "swish"), "{0}*sigmoid({0})"),
    "softsign": "{0}/(1 + abs({0}))",
    "mish": "{0}*tanh(softplus({0}))",
    "relu6": "min(relu({}), 6)",
    "hardtanh": "max(-1, min(1, {}))",
    **dict.fromkeys(("maximum", "fmax"), "max({0}, {1})"),
    **dict.fromkeys(("minimum", "fmin"), "min({0}, {1})"),
    **dict.fromkeys(("deg2rad", "radians"), "pi/180*{}"),
    **dict.fromkeys(("rad2deg", "degrees"), "180/pi*{}"),
    "haversin": "(1 - cos({}))/2",
    "versin": "1 - cos({})",
    "lambda": "Type a formula in x1, x2, …",
}
"""Of one number {} or of several, {0} and {1}; or advice."""

OF_LISTS: dict[str, tuple[str, str, str]] = {
    **dict.fromkeys(("logsumexp", "lse"), ("exp({})", ", ", "log(sum([{}]))")),
    **dict.fromkeys(("prod", "product"), ("({})", "*", "({})")),
    **dict.fromkeys(("average", "avg"), ("{}", ", ", "mean([{}])")),
    **dict.fromkeys(("total", "add", "plus"), ("{}", ", ", "sum([{}])")),
    **dict.fromkeys(("amax", "nanmax"), ("{}", ", ", "max([{}])")),
    **dict.fromkeys(("amin", "nanmin"), ("{}", ", ", "min([{}])")),
    **dict.fromkeys(("magnitude", "norm2"), ("{}", ", ", "norm([{}])")),
    "sumsq": ("({})^2", ", ", "sum([{}])"),
    "norm1": ("abs({})", ", ", "sum([{}])"),
    "rms": ("({})^2", ", ", "sqrt(mean([{}]))"),
}
"""How each item is written, what stands between them, and around all."""

NOWHERE = frozenset(
    (
        *("mod", "modulo", "rem", "fmod", "remainder", "floor", "ceil", "ceiling", "round", "rint"),
        *("trunc", "fix", "int", "frac", "gcd", "lcm", "fact", "factorial", "binomial", "comb"),
        *("erf", "erfc", "erfi", "gamma", "lgamma", "gammaln", "digamma", "beta", "zeta", "sinc"),
        *("besselj", "airy", "lambertw", "cis", "heaviside", "step", "delta", "dirac"),
        *("rect", "tri", "sqr", "root", "nthroot", "acot", "arccot", "acotg", "arcctg", "real"),
        *("imag", "re", "im", "conj", "arg", "angle", "phase", "diff", "grad", "integrate"),
        *("limit", "lim", "if", "where", "piecewise", "clip", "clamp", "rand", "random", "var"),
        *("std", "median", "mode", "argmax", "argmin", "cumsum", "sort", "det", "trace", "inv"),
        *("cross", "outer", "inner", "matmul", "transpose", "gelu", "elu", "selu", "celu"),
        *("softmin", "logsoftmax", "softabs", "leaky", "leakyrelu", "prelu", "len", "size", "inf"),
        *("nan", "infinity", "length", "mad", "dist", "distance", "sind", "cosd", "tand", "sinpi"),
        *("cospi", "asind", "acosd", "atand"),
    )
)
"""Names that mean something else than any name here, however alike they look."""

POWERS: dict[str, str] = {
    "sin": "asin({})",
    "cos": "acos({})",
    "tan": "atan({})",
    "exp": "log({})",
    **dict.fromkeys(("log", "ln"), "exp({})"),
    "sinh": "log(({0}) + sqrt(({0})^2 + 1))",
    "cosh": "log(({0}) + sqrt(({0})^2 - 1))",
    "tanh": "(log((1 + ({0}))/(1 - ({0})))/2)",
}
"""What a function to the power −1 is, by custom."""
