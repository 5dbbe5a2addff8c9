"""How long a page takes to read, by its words."""

import pytest

from explainers.lessons import LESSONS, Lesson
from explainers.lessons.reading import PACE, minutes, words_in


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("The chain rule is a product.", 6),
        ("**:blue[Push.]** v is a direction at x.", 8),
        ("This is [forward mode](cheatsheet#forward-mode).", 4),
        ("don't stop; ask-once", 3),
        ("Jv = (−0.57, 0.67) ± 10⁻³", 1),
    ],
)
def test_words_are_what_a_reader_sees_of_a_text(text: str, count: int) -> None:
    assert words_in(text) == count


@pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.slug)
def test_a_longer_question_takes_longer(page: Lesson) -> None:
    longer = page.question._replace(ask="word " * PACE + page.question.ask)
    assert minutes(page._replace(question=longer)) == minutes(page) + 1
    assert minutes(page) >= 1
