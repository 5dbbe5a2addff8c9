"""The list of pages and their words."""

from pathlib import Path

import pytest

from explainers.lessons import HOME, LESSONS, PAGES, Lesson, lesson, sections, words

ROOT = Path(__file__).parents[2]

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
each_lesson = pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.slug)


@each_page
def test_a_page_has_words_in_every_section(page: Lesson) -> None:
    assert sections(page.slug)
    assert all(sections(page.slug).values())


@each_page
def test_an_idea_is_one_sentence(page: Lesson) -> None:
    assert page.idea.endswith(".")
    assert not any(mark in page.idea[:-1] for mark in (". ", "!", "?"))


@each_lesson
def test_a_question_has_one_right_answer_and_a_reason_for_each(page: Lesson) -> None:
    assert page.question is not None
    assert page.question.ask.endswith("?")
    answers = page.question.answers
    assert sum(answer.right for answer in answers) == 1
    assert all(answer.why.endswith(".") for answer in answers)
    assert len({answer.text for answer in answers}) == len(answers) >= 2


def test_right_answers_do_not_all_stand_first() -> None:
    places = [
        [answer.right for answer in page.question.answers].index(True)
        for page in LESSONS
        if page.question is not None
    ]
    assert len(set(places)) > 1


def test_every_lesson_has_a_page_and_every_page_a_lesson() -> None:
    files = {f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py")}
    assert files == {page.page for page in LESSONS}
    assert (ROOT / HOME.page).is_file()


def test_every_file_of_words_belongs_to_a_page() -> None:
    files = {path.parent.name for path in (ROOT / "explainers" / "lessons").glob("*/*.md")}
    assert files == {page.slug for page in PAGES}


def test_names_are_not_given_twice() -> None:
    assert len({page.slug for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)


def test_a_section_is_read_without_its_heading() -> None:
    assert words("home", "push").startswith("**:blue[Push.]**")


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="no section 'x'"):
        words("home", "x")
    with pytest.raises(ValueError, match="no lesson 'x'"):
        lesson("x")
