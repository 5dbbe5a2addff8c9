"""Terms lead to the glossary, each where a page first uses it."""

import re
from pathlib import Path

import pytest

from explainers.lessons import PAGES
from explainers.lessons.glossary import glossary, linked, uses, with_term

FRONTEND = Path(__file__).parents[2] / "explainers" / "components" / "frontend"
ANCHORS = {term.anchor for term in glossary()}
LINK = re.compile(r"\[([^\]]*)\]\(cheatsheet#([^)]*)\)")
PLAIN = re.compile(r"`[^`]*`|^#.*$", re.MULTILINE)
LESSONS = [page.slug for page in PAGES if page.slug != "cheatsheet"]


def test_the_glossary_is_plain_text_and_names_what_readers_ask_for() -> None:
    asked = {"tangent", "cotangent", "residual", "one-hot", "pinv", "pushforward", "pullback"}
    assert asked | {"jvp", "vjp", "largest-eigenvalue", "holomorphic"} <= ANCHORS
    assert len(ANCHORS) == len(glossary())
    for term in glossary():
        assert term.words
        assert not re.search(r"[*`\[\]#]", term.words)
        assert re.fullmatch(r"[a-z-]+", term.anchor)


@pytest.mark.parametrize("slug", LESSONS)
def test_the_first_use_of_each_term_on_a_page_is_a_link_and_the_only_one(slug: str) -> None:
    said = PLAIN.sub("", "\n".join(linked(slug).values()))
    found = LINK.findall(said)
    assert {anchor for _, anchor in found} <= ANCHORS
    assert len({anchor for _, anchor in found}) == len(found)
    # A link as one letter, which no name of a term can be a part of.
    letters = {anchor: chr(0xE000 + k) for k, anchor in enumerate(sorted(ANCHORS))}
    text = LINK.sub(lambda link: letters[link.group(2)], said)
    for term in sorted(glossary(), key=lambda term: -len(term.name)):
        first = uses(term).search(text)
        if first is not None:
            assert 0 <= text.find(letters[term.anchor]) < first.start(), (term.name, first)
        text = uses(term).sub("", text)


def test_where_the_glossary_stands_nothing_leads_to_it() -> None:
    assert not LINK.search("\n".join(linked("cheatsheet").values()))


def test_one_text_is_marked_once() -> None:
    told = "below 2/λmax, where λmax is the largest eigenvalue"
    said = "below 2/λmax, where [λmax](cheatsheet#largest-eigenvalue) is the largest eigenvalue"
    assert with_term("largest-eigenvalue", told) == said
    assert with_term("largest-eigenvalue", with_term("largest-eigenvalue", told)).count("](") == 1
    assert with_term("residual", "`residual` and residuals") == (
        "`residual` and [residuals](cheatsheet#residual)"
    )


def test_terms_of_figures_stand_in_the_glossary() -> None:
    said = "".join(path.read_text("utf-8") for path in FRONTEND.glob("*/*.js"))
    assert {"tangent", "pullback"} <= {anchor for _, anchor in LINK.findall(said)} <= ANCHORS
