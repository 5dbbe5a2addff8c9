"""JavaScript falls into its tokens: comments, texts, regexes, and what only looks like them."""

from pathlib import Path

import pytest

from scripts.javascript import tokens

ROOT = Path(__file__).parents[2]


def of_kind(kind: str, source: str) -> list[str]:
    return [token.text for token in tokens(source) if token.kind == kind]


@pytest.mark.parametrize(
    ("source", "comments"),
    [
        ("a; // b\nc; /* d\n e */ f;", ["// b", "/* d\n e */"]),
        ("a = '// no'; b = \"/* no */\"; c = `// no`;", []),
        ("a = `${b /* yes */} // no`; // yes", ["/* yes */", "// yes"]),
        ("a = `one ${b ? `two ${c} // no` : '`'} /* no */`; // yes", ["// yes"]),
        ("a = `${{ b: { c: 1 } }} // no`;", []),
        ("a = /[/*]\\/* no/; // yes", ["// yes"]),
        ("a = '\\'// no'; b = `\\`// no ${1} \\${ // no`;", []),
        ("/** @type {string} */ let a;", ["/** @type {string} */"]),
    ],
)
def test_comments_are_told_from_what_looks_like_them(source: str, comments: list[str]) -> None:
    assert of_kind("comment", source) == comments


@pytest.mark.parametrize(
    "source",
    [
        "a = /b'/g;",
        "return /'/.test(a);",
        "f(/'/, b)",
        "[/'/]",
        "a => /'/.test(a)",
        "if (a) /'/.test(b);",
        "a = b ? /'/ : c;",
        "`${/'/.source}`",
        "a && !/'/u.test(b)",
        "function f() {}\n/'/.test(a);",
        "a; // b\n/'/.test(c);",
    ],
)
def test_a_slash_opens_a_regex_where_no_value_stands_before_it(source: str) -> None:
    assert len(of_kind("regex", source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "a / b / c",
        "(a + b) / c / d",
        "a[0] / b / c",
        "f(a) / 2 / c",
        "2 / a / b",
        "a++ / b / c",
        "this / a / b",
        "a.in / b / c",
        "`${a}` / b / c",
        "({ a: 1 }) / b / c",
        "a /= b / c",
        "a /* b */ / c / d",
    ],
)
def test_elsewhere_it_divides(source: str) -> None:
    assert of_kind("regex", source) == []


def test_names_numbers_and_marks_are_whole() -> None:
    source = "a?.b ?? 1_000 >= .5e-3 ? #c.$d : x₁ => 0x1F ** -2n"
    assert [token.text for token in tokens(source)] == source.replace("a?.b", "a ?. b").replace(
        "#c.$d", "#c . $d"
    ).replace("-2n", "- 2n").split()


@pytest.mark.parametrize("source", ["a = 'b\n';", "/* a", "a = `b", "a = \\u0061;"])
def test_what_cannot_be_a_token_is_named_with_its_line(source: str) -> None:
    with pytest.raises(ValueError, match="no token in line 1"):
        list(tokens(source))


@pytest.mark.whole
def test_nothing_of_our_modules_is_lost() -> None:
    modules = [*(ROOT / "explainers").rglob("*.js"), *(ROOT / "tests/js").glob("*.*js")]
    assert len(modules) > 50
    for module in modules:
        source = module.read_text(encoding="utf-8")
        at = 0
        for token in tokens(source):
            assert source[at : token.start].strip() == "", module
            assert source.startswith(token.text, token.start), module
            at = token.start + len(token.text)
        assert source[at:].strip() == "", module
