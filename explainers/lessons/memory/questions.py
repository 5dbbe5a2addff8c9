"""What a reader of the lesson on checkpoints can answer."""

from random import Random

from explainers.core.questions import checkpoints
from explainers.lessons.asking import (
    Asked,
    Choose,
    Number,
    Order,
    Step,
    chosen,
    mistaken,
    same,
    shuffled,
)
from explainers.lessons.memory import LESSON
from explainers.lessons.page import Answer


def _start(chance: Random) -> Number:
    asked = checkpoints.chain(chance)
    return Number(
        f"A chain has {asked.steps} steps, and only its start is kept. Before the way back goes "
        "through a step, the run sets out again from the start. How many steps are computed "
        "beyond each one’s first time?",
        asked.truth,
        0.01,
        mistaken(
            (asked.total, "That is all of them, with each step’s first time."),
            (asked.once, "That is each step once more. Early steps are run for every later one."),
            (asked.squared, "The run need only come as far as the step whose turn it is."),
        ),
        f"To step {asked.steps - 1}, then to the one before, down to 1: "
        f"{asked.steps}·{asked.steps - 1}/2.",
        "How far does the run have to come for the last step but one, and for each before it?",
    )


def _segments(chance: Random) -> Number:
    asked = checkpoints.segments(chance)
    return Number(
        f"{asked.steps} layers stand in {asked.parts} segments of {asked.length}, each under "
        "`jax.checkpoint`. The start of each segment is kept, and coming back the layers of one "
        "segment. How many numbers is that at most, if each state and each layer keeps one?",
        asked.truth,
        0.01,
        mistaken(
            (asked.steps, "That is what is kept without checkpoints: one for each layer."),
            (asked.parts, "The starts alone. The segment at hand is held too, coming back."),
            (asked.length, "One segment alone. The starts of the others wait all the while."),
        ),
        f"{asked.parts} starts, and {asked.length} layers of the last segment: the most at once.",
        "What is held when the way back begins: all starts, and which layers?",
    )


def _back(chance: Random) -> Order:
    cut, steps = checkpoints.halves(chance)
    return Order(
        f"A chain has two segments, each under `jax.checkpoint`: steps 1 to {cut} and steps "
        f"{cut + 1} to {steps}. Put in order what happens, so that what is held is never of both "
        "segments at once.",
        (
            Step(
                f"Run steps 1 to {steps}, and keep the states 0 and {cut}",
                "The way back begins where the way out has come to.",
            ),
            Step(
                f"Run steps {cut + 1} to {steps} again, and hold what they need",
                f"That sets out from state {cut}, which the first run keeps.",
            ),
            Step(
                f"Go back through steps {steps} to {cut + 1}",
                "What these steps need was not kept: they have to be run again before.",
            ),
            Step(
                f"Run steps 1 to {cut} again, and hold what they need",
                "It would be held for nothing until the way back has come through the other "
                "segment.",
            ),
            Step(
                f"Go back through steps {cut} to 1",
                "The way back comes to the first steps last, and they have to be run again before.",
            ),
        ),
        shuffled(chance, 5),
        "Segment by segment, the last one first: each is run again just before the way back goes "
        "through it, and is let go then.",
    )


_LOOP = Choose(
    "`jax.grad` of a `lax.while_loop` raises an error. What mends it?",
    (
        Answer(
            "`jax.jit` around it",
            False,
            "Compiled or not, nobody knows before it runs how many rounds there will be to keep.",
        ),
        Answer(
            "A `lax.scan` of as many rounds as there may be, with a `jnp.where` in it",
            True,
            "A scan has a length that is known, so JAX knows how much it will keep. Once the loop "
            "would have ended, the where lets x pass as it is.",
        ),
        Answer(
            "`jax.checkpoint` around its body",
            False,
            "Then each round keeps less, but it is still not known how many rounds there are.",
        ),
    ),
)

QUESTIONS = (
    chosen(LESSON.question),
    Asked("start", _start),
    Asked("segments", _segments),
    Asked("back", _back),
    same("loop", _LOOP),
)
