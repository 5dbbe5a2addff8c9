"""The names that the app uses, each with what it means: the glossary of the cheat sheet."""

import re
from functools import cache
from typing import NamedTuple

from explainers.lessons import sections, words


class Term(NamedTuple):
    """An entry of the glossary."""

    anchor: str
    """Where it stands on the cheat sheet."""
    name: str
    words: str
    """Plain text."""


@cache
def glossary() -> tuple[Term, ...]:
    """Every term, in the order of the cheat sheet."""
    _, *parts = re.split(r"^### (.+)$", words("cheatsheet", "glossary"), flags=re.MULTILINE)
    return tuple(
        Term("-".join(re.findall(r"\w+", name.lower())), name, " ".join(said.split()))
        for name, said in zip(parts[::2], parts[1::2], strict=True)
    )


_ALSO = {
    "one-hot": "e[₁₂₃ᵢⱼ]",
    "pinv": "pseudoinverse",
    "largest-eigenvalue": "λmax(?= is)",
    "wengert-list": "tapes?",
}
"""How terms are written besides by their names; within a formula they are left alone."""
_APART = re.compile(r"`[^`]*`|^#+ .*$", re.MULTILINE)
"""Where a word is no use of a term."""
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


@cache
def linked(slug: str) -> dict[str, str]:
    """The words of a lesson, section by section, with the first use of each term as a link.

    Where the glossary stands, nothing leads to it.
    """
    said = {name: _unlinked(section.words) for name, section in sections(slug).items()}
    if slug == "cheatsheet":
        return said
    # A name within another one is not a use of it: the longer ones come first.
    for term in sorted(glossary(), key=lambda term: -len(term.name)):
        for name, text in said.items():
            said[name] = _marked(term, text)
            if f"(cheatsheet#{term.anchor})" in said[name]:
                break
    return said


def with_term(anchor: str, text: str) -> str:
    """A text with the first use of a term as a link to its entry."""
    (term,) = (term for term in glossary() if term.anchor == anchor)
    return _marked(term, text)


def uses(term: Term) -> re.Pattern[str]:
    """What a term looks like in a text."""
    names = [re.escape(term.name) + "s?", *filter(None, [_ALSO.get(term.anchor)])]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(names)})(?![\w-])", re.IGNORECASE)


def _unlinked(text: str) -> str:
    """A text whose terms, where they are written as they are named, are no links yet."""
    terms = {f"cheatsheet#{term.anchor}": term for term in glossary()}

    def plain(link: re.Match[str]) -> str:
        name, address = link.groups()
        return name if address in terms and uses(terms[address]).fullmatch(name) else link.group()

    return _LINK.sub(plain, text)


def _marked(term: Term, text: str) -> str:
    apart = [place.span() for place in _APART.finditer(text)]
    links = [place.span() for place in _LINK.finditer(text)]
    for place in uses(term).finditer(text):
        at = place.start()
        if not any(start <= at < end for start, end in (*apart, *links)):
            address = f"(cheatsheet#{term.anchor})"
            if address in text[:at]:
                break
            return f"{text[:at]}[{place.group()}]{address}{text[place.end() :]}"
    return text
