"""The questions of every page, by its slug."""

from explainers.lessons.asking import Asked, chosen
from explainers.lessons.brackets.questions import QUESTIONS as BRACKETS
from explainers.lessons.cheatsheet.questions import QUESTIONS as CHEATSHEET
from explainers.lessons.complex_plane.questions import QUESTIONS as COMPLEX_PLANE
from explainers.lessons.curvature.questions import QUESTIONS as CURVATURE
from explainers.lessons.descent.questions import QUESTIONS as DESCENT
from explainers.lessons.home.questions import QUESTIONS as HOME
from explainers.lessons.implicit.questions import QUESTIONS as IMPLICIT
from explainers.lessons.jacobian.questions import QUESTIONS as JACOBIAN
from explainers.lessons.kinks.questions import QUESTIONS as KINKS
from explainers.lessons.linearization.questions import QUESTIONS as LINEARIZATION
from explainers.lessons.many.questions import QUESTIONS as MANY
from explainers.lessons.memory.questions import QUESTIONS as MEMORY
from explainers.lessons.page import Lesson
from explainers.lessons.push_and_pull.questions import QUESTIONS as PUSH_AND_PULL
from explainers.lessons.rules.questions import QUESTIONS as RULES
from explainers.lessons.sparsity.questions import QUESTIONS as SPARSITY
from explainers.lessons.tensors.questions import QUESTIONS as TENSORS
from explainers.lessons.two_sweeps.questions import QUESTIONS as TWO_SWEEPS

QUESTIONS: dict[str, tuple[Asked, ...]] = {
    "home": HOME,
    "jacobian": JACOBIAN,
    "push_and_pull": PUSH_AND_PULL,
    "linearization": LINEARIZATION,
    "two_sweeps": TWO_SWEEPS,
    "descent": DESCENT,
    "brackets": BRACKETS,
    "curvature": CURVATURE,
    "tensors": TENSORS,
    "rules": RULES,
    "complex_plane": COMPLEX_PLANE,
    "kinks": KINKS,
    "many": MANY,
    "sparsity": SPARSITY,
    "implicit": IMPLICIT,
    "memory": MEMORY,
    "cheatsheet": CHEATSHEET,
}


def questions(page: Lesson) -> tuple[Asked, ...]:
    """What a page asks; the one that it closes with, where there are no others."""
    return QUESTIONS.get(page.slug) or (chosen(page.question),)
