"""The tokens of a JavaScript module: as much of its grammar as tells code from comments."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias, cast

Kind: TypeAlias = Literal["comment", "string", "template", "regex", "number", "name", "mark"]

KEYWORD = re.compile(
    "await|break|case|catch|class|const|continue|default|delete|do|else|export|extends|false"
    "|finally|for|function|if|import|in|instanceof|let|new|null|of|return|static|super|switch"
    "|this|throw|true|try|typeof|undefined|var|void|while|yield"
)
_VALUES = frozenset({"false", "null", "super", "this", "true", "undefined"})
_BLOCKS = frozenset({"", ";", "{", "}", ")", "=>", "do", "else", "finally", "try"})
"""What a block may follow, and an object may not."""

_SOLID = re.compile(r"\S")
_TOKEN = re.compile(
    r"""(?P<comment> //[^\n]* | /\*.*?\*/ )
      | (?P<string> "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' )
      | (?P<number> \.?\d(?:[eE][+-]|[\w.])* )
      | (?P<name> \#?[\w$]+ )
      | (?P<mark> => | \+\+ | -- | \.{3} | \?\.(?!\d) | >{2,3}=? | <<=? | [=!]==? | [*&|?]{2}=?
                | [-+*/%&|^<>]=? | [~?.,;:=!()\[\]{}] )""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/\w*")
_TEMPLATE = re.compile(r"[`}](?:\\.|\$(?!\{)|[^`\\$])*(?:`|\$\{)", re.DOTALL)


class Token(NamedTuple):
    """A piece of a module, and where it starts; a template falls into pieces at its holes."""

    kind: Kind
    text: str
    start: int


def tokens(source: str) -> Iterator[Token]:
    """Tokens and comments in order. Raises ValueError at what cannot be one."""
    brackets: list[bool | None] = []
    """Whether a value ends with each bracket that is open; None for a template's hole."""
    before = ""
    divides = False  # a slash here, since a value stands before it
    at = 0
    while solid := _SOLID.search(source, at):
        token = _token(source, solid.start(), in_hole=brackets[-1:] == [None], divides=divides)
        yield token
        at = token.start + len(token.text)
        match token:
            case Token("comment"):
                continue
            case Token("template", text):
                if text[0] == "}":
                    brackets.pop()
                divides = text[-1] == "`"
                if not divides:
                    brackets.append(None)
            case Token("mark", "(" | "[" | "{" as text):
                brackets.append(
                    text == "["
                    or (text == "(" and before not in {"if", "while", "for", "with"})
                    or (text == "{" and not divides and before not in _BLOCKS)
                )
                divides = False
            case Token("mark", ")" | "]" | "}"):
                divides = bool(brackets and brackets.pop())
            case Token("mark", text):
                divides = text in {"++", "--"}
            case Token("name", text):
                divides = before == "." or text in _VALUES or not KEYWORD.fullmatch(text)
            case _:
                divides = True
        before = token.text


def _token(source: str, at: int, *, in_hole: bool, divides: bool) -> Token:
    sign = source[at]
    kind: str | None = "template"
    if sign == "`" or (sign == "}" and in_hole):
        found = _TEMPLATE.match(source, at)
    elif (found := _TOKEN.match(source, at)) is not None:
        kind = found.lastgroup
        if sign == "/" and kind == "mark" and not divides:
            kind, found = "regex", _REGEX.match(source, at)
    if found is None:
        line = source.count("\n", 0, at) + 1
        raise ValueError(f"no token in line {line}: {source[at : at + 20]!r}")
    return Token(cast(Kind, kind), found[0], at)
