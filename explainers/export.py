"""Writes the figure of a link as one file that opens from disk, without a server.

`python -m explainers.export ADDRESS [-o FILE]`; ADDRESS is a link to a lesson, or what follows
the host in one.
"""

import argparse
import logging
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

from explainers.components.alone import document, movable
from explainers.components.wire import SHOWN, Shown
from explainers.lessons import HOME, PAGES
from explainers.ui.along import worded
from explainers.ui.answers import WAITING

_APP = Path(__file__).parents[1] / "app.py"
_QUIET = "streamlit.runtime.scriptrunner_utils.script_run_context"
"""Warns of what is meant here: to run without a server."""
_TIMEOUT = 120.0
"""Seconds that a run of a page may take: the longest text compiles in a few."""


class Refused(ValueError):
    """What was asked for cannot be had; it says why."""


def exported(address: str) -> tuple[str, list[str]]:
    """The file of a link, and what the page says of the link itself; raises Refused."""
    parts = urlsplit(address)
    slug = parts.path.rstrip("/").rpartition("/")[2] or HOME.slug
    page = next((page for page in PAGES if page.slug == slug), None)
    if page is None:
        names = ", ".join(page.slug for page in PAGES)
        raise Refused(f"there is no page {slug!r}; there are {names}")
    app = AppTest.from_file(_APP, default_timeout=_TIMEOUT)
    if page is not HOME:
        app.switch_page(page.page)
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        app.query_params[name] = value
    app.run()
    while any(WAITING in said.value for said in app.markdown):
        app.run()
    shown: Shown | None = app.session_state.get(SHOWN, None)
    if not movable(shown):
        raise Refused(f"the figure of {address!r} gets its numbers from a server alone")
    text = document(shown, worded(page, shown, address if parts.netloc else ""))
    return text, [notice.value for notice in app.info]


def main() -> None:
    """Write a file, and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m explainers.export", description=__doc__)
    parser.add_argument("address", help="such as 'push_and_pull?f=polar&x=2_0'")
    parser.add_argument("-o", "--output", type=Path, help="figure.html if it is not given")
    given = parser.parse_args()
    logging.getLogger(_QUIET).setLevel(logging.ERROR)
    try:
        text, notices = exported(given.address)
    except Refused as refusal:
        sys.exit(str(refusal))
    place: Path = given.output or Path("figure.html")
    place.write_text(text, "utf-8")
    sys.stderr.writelines(f"{notice}\n" for notice in notices)
    sys.stdout.write(f"{place}\n")


if __name__ == "__main__":
    main()
