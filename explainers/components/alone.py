"""A figure as a file of its own: it opens from disk, hands move it, and no server stands behind it.

The script, with its style sheet in it, and what the figure was sent last are one page. Its first
numbers are those that came along, by JAX; after that the browser replays the program that JAX
recorded.
"""

import json
import re
from html import escape
from string import Template
from typing import NamedTuple, TypeGuard

from streamlit import config

from explainers.components.wire import BUNDLES, Shown, encoded

_LAST = re.compile(r"export\s*\{(?:[^{}]*,)?\s*([\w$]+)\s+as\s+default\b[^{}]*\};?\s*\Z")
"""What a bundle ends with: the name of what mounts its figure, perhaps among others."""
_COLOURS = ("background", "secondary-background", "text", "primary", "border")
_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="referrer" content="no-referrer">
<title>$title</title>
<style>
:root {
  color-scheme: light dark;
  --st-font: system-ui, sans-serif;
  --st-code-font: ui-monospace, monospace;
  --st-base-radius: 8px;
  --st-button-radius: 8px;
  $light
}
@media (prefers-color-scheme: dark) {
  :root {
    $dark
  }
}
body {
  max-width: 1200px;
  margin: 0 auto;
  padding: 16px;
  background: var(--st-background-color);
  color: var(--st-text-color);
  font: 16px/1.5 var(--st-font);
}
h1 {
  margin: 0 0 12px;
  font-size: 1.6rem;
}
a {
  color: var(--st-primary-color);
}
p {
  max-width: 72ch;
}
</style>
</head>
<body>
<main>
<h1>$title</h1>
<div id="figure"><template shadowrootmode="open">$markup</template></div>
$words
</main>
<script type="application/json" id="data">$data</script>
<script type="module">
$script
const draw = () => $mount({
  data: [JSON.parse(document.getElementById("data").textContent)],
  parentElement: document.getElementById("figure").shadowRoot,
  setStateValue() {},
});
draw();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
</script>
</body>
</html>
""")
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
)
"""A file from who knows where asks for nothing that it does not bring."""


class Words(NamedTuple):
    """What stands around a figure in its file."""

    title: str
    note: str
    """Where its numbers come from."""
    link: str = ""
    """What the address of the same state is called."""
    address: str = ""


def movable(shown: Shown | None) -> TypeGuard[Shown]:
    """Whether something moves in a figure where no server answers."""
    if shown is None or shown.figure.alone is None:
        return False
    return getattr(shown.data, "tape", ()) is not None


def document(shown: Shown, words: Words) -> str:
    """The page, as HTML; raises ValueError if nothing in it would move."""
    if not movable(shown):
        raise ValueError("shown: nothing in it moves without a server")
    name = shown.figure.name
    data = encoded(shown.whole() if shown.whole else shown.data) | {"locked": list(shown.locked)}
    script = (BUNDLES / f"{name}.js").read_text("utf-8")
    found = _LAST.search(script)
    if found is None or "</script" in script:
        raise ValueError(f"{name}.js: no script that a page can hold")
    said = [f"<p>{escape(words.note)}</p>"]
    if words.address:
        said.append(f'<p><a href="{escape(words.address)}">{escape(words.link)}</a></p>')
    return _PAGE.substitute(
        policy=_POLICY,
        title=escape(words.title),
        light=_theme("light"),
        dark=_theme("dark"),
        markup=shown.figure.markup,
        words="\n".join(said),
        data=json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"),
        script=script[: found.start()],
        mount=found[1],
    )


def _theme(name: str) -> str:
    """The colours of a theme, as figures ask for them."""

    def colour(role: str) -> str:
        first, *rest = role.split("-")
        return config.get_option(f"theme.{name}.{first}{''.join(map(str.title, rest))}Color")

    return " ".join(f"--st-{role}-color: {colour(role)};" for role in _COLOURS)
