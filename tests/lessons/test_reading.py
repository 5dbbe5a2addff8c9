"""How long a page takes to read, by its words."""

import pytest

from explainers.lessons import LESSONS, Lesson, lesson, sections, shared
from explainers.lessons.questions import QUESTIONS, questions
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
def test_every_question_of_a_page_is_read(page: Lesson) -> None:
    asked = [question.variant(0).ask for question in questions(page)]
    # Each of them comes with an answer that is explained in a sentence at least.
    least = words_in(page.idea) + sum(words_in(ask) + 5 for ask in asked)
    assert PACE * minutes(page) >= least


def test_a_longer_question_takes_longer() -> None:
    page = next(page for page in LESSONS if page.slug not in QUESTIONS)
    longer = page.question._replace(ask="word " * PACE + page.question.ask)
    assert minutes(page._replace(question=longer)) == minutes(page) + 1


def test_the_other_questions_count_as_the_first_does() -> None:
    page = lesson("rules")
    first = sum(words_in(f"{answer.text} {answer.why}") for answer in page.question.answers)
    said = sum(words_in(text) for section in sections("rules").values() for text in section)
    assert len(questions(page)) > 1
    assert PACE * minutes(page) > said - shared_words() + first + words_in(page.question.ask)


def shared_words() -> int:
    return sum(words_in(text) for section in shared().values() for text in section)
