"""What a reader of the first page can answer."""

from random import Random

from explainers.core.numerals import numerals
from explainers.core.questions import products
from explainers.lessons.asking import Asked, Choose, Number, chosen, mistaken, same
from explainers.lessons.home import LESSON
from explainers.lessons.page import Answer


def _power(chance: Random) -> Number:
    asked = products.pairing(chance)
    return Number(
        f"The torques at the joints are uᵀJ = {numerals(asked.pulled)}, and the joints turn with "
        f"v = {numerals(asked.v)}. What is the power u·(Jv) at the hand?",
        asked.truth,
        0.01,
        mistaken(
            (asked.total, "That adds up the torques, as if both joints turned with speed 1."),
            (asked.crossed, "Each torque was multiplied by the speed of the other joint."),
            (asked.summed, "Torques and speeds were added. Power is torque times speed."),
        ),
        "Neither u nor J is needed: u·(Jv) is the same number as (uᵀJ)·v, torque times speed at "
        "each joint, added.",
        "Power at the hand is power at the joints: multiply torque and speed joint by joint, and "
        "add.",
    )


_SPACES = Choose(
    "The arm has two joints, and its hand moves in a plane. Which two of v, Jv, u and uᵀJ are "
    "lists of one number for each joint?",
    (
        Answer(
            "v and uᵀJ",
            True,
            "Speeds of joints go in as v, and torques at joints come back as uᵀJ: both live in "
            "the input space.",
        ),
        Answer(
            "v and u",
            False,
            "Both go in, but at different ends: v turns the joints, u pushes at the hand.",
        ),
        Answer(
            "Jv and uᵀJ",
            False,
            "Both come out, but at different ends: Jv is the velocity of the hand, uᵀJ the "
            "torques at the joints.",
        ),
    ),
)

QUESTIONS = (
    chosen(LESSON.question),
    Asked("power", _power),
    same("spaces", _SPACES),
)
