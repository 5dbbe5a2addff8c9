"""The lesson on checkpoints: recompute instead of keep."""

from explainers.lessons.page import Answer, Lesson, Question

LESSON = Lesson(
    slug="memory",
    title="Checkpoints",
    idea="A reverse sweep need not keep everything: what was let go is computed again.",
    teaser="Place stones on a chain of steps, play it out and back, and find the places that "
    "recompute least.",
    question=Question(
        ask="A chain has 100 steps, and each keeps as much for the way back as one state takes. "
        "You keep every tenth state, recompute each segment once on the way back, and keep it "
        "whole meanwhile. What becomes of memory and work?",
        answers=(
            Answer(
                "A tenth of the memory, ten times the steps out",
                False,
                "Each segment is recomputed once, so no step is computed more than twice. And the "
                "segment at hand has to be held, too.",
            ),
            Answer(
                "A fifth of the memory, at most twice the steps out",
                True,
                "At most ten states and the ten steps of one segment are held: 20 in place of "
                "100. Each step is computed once on the way out and at most once again.",
            ),
            Answer(
                "A fifth of the memory, but the gradient is only approximate",
                False,
                "The memory is right. But the same steps from the same state give the same "
                "numbers, so the gradient is the same.",
            ),
        ),
    ),
)
