"""What a reader of the cheat sheet can look up, or knows."""

from random import Random

from explainers.core.questions import costs, products
from explainers.lessons.asking import Asked, Choose, Number, chosen, mistaken, mixed
from explainers.lessons.cheatsheet import LESSON
from explainers.lessons.page import Answer


def _push(chance: Random) -> Number:
    asked = products.sizes(chance)
    return Number(
        f"f has {asked.n} inputs and {asked.m} outputs. `jax.jvp(f, (x,), (w,))` returns the value "
        "and one more array. How many numbers does that array have?",
        asked.m,
        0.01,
        mistaken(
            (asked.n, "That is w, which goes in. What comes out is a change of the outputs."),
            (asked.n * asked.m, "That is all of J, which a single sweep does not give."),
        ),
        "A JVP takes a direction of the inputs and returns how the outputs move.",
        "A push ends in the output space.",
    )


def _mode(chance: Random) -> Choose:
    n, m = costs.sweeps(chance)
    forward = n < m
    return Choose(
        f"f has {n} inputs and {m} outputs, and you want all of J. Which is the better line?",
        mixed(
            chance,
            Answer(
                "`jax.jacfwd(f)(x)`",
                forward,
                f"Forward mode takes a sweep for each of {n} inputs; reverse mode would take one "
                f"for each of {m} outputs."
                if forward
                else f"That takes a sweep for each of {n} inputs. There are only {m} outputs.",
            ),
            Answer(
                "`jax.jacrev(f)(x)`",
                not forward,
                f"That takes a sweep for each of {m} outputs. There are only {n} inputs."
                if forward
                else f"Reverse mode takes a sweep for each of {m} outputs; forward mode would "
                f"take one for each of {n} inputs.",
            ),
            Answer(
                "`jax.grad(f)(x)`",
                False,
                f"It takes functions with one output, a scalar. This one has {m}.",
            ),
        ),
    )


QUESTIONS = (
    chosen(LESSON.question),
    Asked("push", _push),
    Asked("mode", _mode),
)
