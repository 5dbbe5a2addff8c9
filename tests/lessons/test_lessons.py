"""The list of pages and their words."""

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from explainers.core import kinks, mistakes
from explainers.core.implicit import problems as implicit
from explainers.core.rules import numbers as rules
from explainers.core.sparsity import cases as sparsity
from explainers.lessons import (
    HOME,
    LESSONS,
    PAGES,
    TOOLS,
    Lesson,
    Tool,
    lesson,
    of_case,
    section,
    sections,
    shared,
    tool,
    words,
    written,
)

ROOT = Path(__file__).parents[2]
UI = ROOT / "explainers" / "ui"
HEADINGS = {"title", "header", "subheader"}
CONTROLS = dict.fromkeys(
    (
        "button",
        "checkbox",
        "download_button",
        "expander",
        "file_uploader",
        "number_input",
        "page_link",
        "pills",
        "popover",
        "segmented_control",
        "text_area",
        "text_input",
        "toggle",
    ),
    0,
) | dict.fromkeys(("apart", "choose", "pick", "subject", "switch"), 2)
"""What readers choose by and press, Streamlit's and ours, and where its label stands."""

ALL: tuple[Lesson | Tool, ...] = (*PAGES, *TOOLS)
each_page = pytest.mark.parametrize("page", ALL, ids=lambda page: page.slug)
each_lesson = pytest.mark.parametrize("page", LESSONS, ids=lambda page: page.slug)


def literals(node: ast.AST) -> set[str]:
    found = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {value for value in found if isinstance(value, str)}


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def literals_of(*paths: Path) -> set[str]:
    return set().union(*(literals(read(path)) for path in paths if path.is_file()))


def headings_written(tree: ast.AST) -> Iterator[str]:
    """Titles and headers whose text stands where they are drawn."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[text, *_]) if name in HEADINGS:
                yield from literals(text)
            case _:
                pass


def labels_written(tree: ast.AST) -> Iterator[str]:
    """Labels of controls whose words stand where they are drawn."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr=name) | ast.Name(id=name), args=args, keywords=given
            ) if name in CONTROLS:
                place = CONTROLS[name]
                labels = [
                    *args[place : place + 1],
                    *(one.value for one in given if one.arg == "label"),
                ]
                parts = chain.from_iterable(
                    label.values if isinstance(label, ast.JoinedStr) else [label]
                    for label in labels
                )
                texts = (part.value for part in parts if isinstance(part, ast.Constant))
                yield from (text for text in map(str, texts) if re.search("[a-z]{2}", text))
            case _:
                pass


def modules(name: str) -> list[Path]:
    """A module of ``explainers.ui``, or all in the folder of its name."""
    return [UI / f"{name}.py", *(UI / name).glob("*.py")]


def sections_named_in(page: Path) -> Iterator[Path]:
    """Modules of sections that a page puts in order."""
    for node in read(page).body:
        match node:
            case ast.ImportFrom(module="explainers.ui", names=names):
                yield from chain.from_iterable(modules(one.name) for one in names)
            case _:
                pass


@each_page
def test_a_section_has_a_heading_or_words(page: Lesson | Tool) -> None:
    assert sections(page.slug)
    assert all(map(any, chain(sections(page.slug).values(), shared().values())))


@each_page
def test_every_section_is_said_by_its_page(page: Lesson | Tool) -> None:
    place = ROOT / page.page
    own = (*modules(page.slug), *UI.glob(f"{page.slug}_*.py"))
    said = literals_of(*own, place, *sections_named_in(place))
    assert sections(page.slug).keys() - shared().keys() <= said


def test_what_lessons_share_is_said() -> None:
    server = (UI.parent / "server").glob("*.py")
    others = (UI.parent / "components" / "wire.py", UI.parent / "lessons" / "notebook.py")
    assert shared().keys() <= literals_of(*UI.rglob("*.py"), *server, *others)


@pytest.mark.parametrize(
    "path",
    sorted([ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *UI.rglob("*.py")]),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_headings_and_labels_stand_with_their_lessons(path: Path) -> None:
    assert not [*headings_written(read(path)), *labels_written(read(path))]


def test_a_label_would_be_noticed() -> None:
    written = 'st.button("Stop"); st.toggle(label="Predict"); st.button(f"Next puzzle: {title}")'
    written += '; pick(HOME, f"{SLUG}-map", "Map", titles)'
    assert len(list(labels_written(ast.parse(written)))) == 4
    assert not list(labels_written(ast.parse('st.button(words(SLUG, "stop")); st.pills(f"{a}")')))


def test_a_heading_where_it_is_drawn_is_seen() -> None:
    assert list(headings_written(ast.parse("with box:\n    st.header(f'{n} rows')"))) == [" rows"]


@each_page
def test_an_idea_is_one_sentence(page: Lesson | Tool) -> None:
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
    assert files == {page.page for page in (*LESSONS, *TOOLS)}
    assert (ROOT / HOME.page).is_file()


def test_every_file_of_words_belongs_to_a_page() -> None:
    files = {path.parent.name for path in (ROOT / "explainers" / "lessons").glob("*/*.md")}
    assert files == {page.slug for page in ALL}


def test_names_are_not_given_twice() -> None:
    assert len({page.slug for page in ALL}) == len({page.title for page in ALL}) == len(ALL)


def test_a_section_is_read_without_its_name() -> None:
    assert words("home", "push").startswith("**:blue[Push.]**")


def test_a_heading_stands_behind_a_bar_or_is_shared() -> None:
    assert section("curvature", "hessian").heading == "A Jacobian of a gradient"
    assert section("curvature", "undefined").heading == ""
    assert section("kinks", "remedy") == ("Remedy", "")
    assert section("kinks", "code").heading == "In code"
    assert section("brackets", "code").heading == "This chain in code"


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="no section 'x'"):
        words("home", "x")
    with pytest.raises(ValueError, match="no lesson 'x'"):
        lesson("x")
    with pytest.raises(ValueError, match="no tool 'x'"):
        tool("x")


CASES: dict[str, set[str]] = {
    "kinks": {f"{slug} {part}" for slug in kinks.CASES for part in ("why", "remedy")},
    "rules": set(rules.RULES),
    "cheatsheet": set(mistakes.MISTAKES),
    "sparsity": set(sparsity.CASES),
    "implicit": set(implicit.PROBLEMS),
    "practice": {"fewest-products columns", "fewest-products both"},
}
"""What a lesson tells of each of its cases."""


def test_files_of_cases_belong_to_lessons_that_have_some() -> None:
    files = (ROOT / "explainers" / "lessons").glob("*/cases.md")
    assert {path.parent.name for path in files} == set(CASES)


@pytest.mark.parametrize("slug", CASES)
def test_each_case_has_its_words_and_a_typed_one_has_none(slug: str) -> None:
    assert set(written(slug, "cases.md")) == CASES[slug]
    assert [name for name in CASES[slug] if not of_case(slug, name).endswith(".")] == []
    assert of_case(slug, "=x") == ""


SENTENCE = re.compile(r"(?:\S+ ){3,}\S*[a-zé”)\d][.?!]")
DATA = sorted(
    path
    for path in (ROOT / "explainers" / "core").rglob("*.py")
    if not {"catalog", "expression"} & set(path.parts)  # stories of functions, and refusals
    and path.name not in {"parser.py", "programs.py", "wengert.py"}  # refusals, and programs
)
LEFT = {
    "complex_plane/entry.py": 1,  # refusals of what was typed
    "implicit/problems.py": 3,  # refusals, too, with the place in the text that they speak of
    "mistakes.py": 1,  # PyTorch's own words
}


def told(tree: ast.AST) -> Iterator[str]:
    """Sentences that are data: neither a docstring nor the message of an error."""
    silent = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise | ast.Expr)
        for part in ast.walk(node)
        if isinstance(node, ast.Raise) or part is node.value
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in silent else ""
        if isinstance(text, str) and SENTENCE.fullmatch(text):
            yield text


def test_the_core_holds_data_and_no_sentences() -> None:
    core = ROOT / "explainers" / "core"
    found = {str(path.relative_to(core)): len([*told(read(path))]) for path in DATA}
    assert {name: count for name, count in found.items() if count} == LEFT


@pytest.mark.parametrize(
    "source", ['Case(why="At the kink there is none.")', '{"a": ("x", "It is zero at 0.")}']
)
def test_a_sentence_in_data_would_be_noticed(source: str) -> None:
    assert len([*told(ast.parse(source))]) == 1
