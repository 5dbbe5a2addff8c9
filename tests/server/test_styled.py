"""Pages as the server hands them over, asked for as browsers do."""

import gzip
from http.client import HTTPMessage
from urllib.request import Request, urlopen

import pytest

from explainers.ui.sheets import sheets

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9", "Accept-Encoding": "gzip"}


def asked(address: str, headers: dict[str, str]) -> tuple[bytes, HTTPMessage]:
    with urlopen(Request(address, headers=headers)) as answer:
        return answer.read(), answer.headers


@pytest.mark.parametrize(
    ("path", "slug", "embedded"),
    [
        ("/", "home", False),
        ("/kinks", "kinks", False),
        ("/kinks/", "kinks", False),
        ("/kinks?case=relu&embed=true", "kinks", True),
        ("/kinks?embed=false", "kinks", False),
        ("/push_and_pull?f==x1%2Bx2", "push_and_pull", False),
        ("/no_such_page", "home", False),
    ],
)
def test_a_page_comes_with_its_style(server: str, path: str, slug: str, embedded: bool) -> None:
    body, headers = asked(server + path, BROWSER)
    text = body.decode()
    assert text.count(sheets(slug, embedded) + "</body>") == 1
    assert text.index('id="root"') < text.index("<style>")  # it wins over what Streamlit writes
    assert headers["content-type"].startswith("text/html")
    assert int(headers["content-length"]) == len(body)
    assert headers["etag"] is None


def test_a_page_that_a_browser_has_kept_is_sent_anew(server: str) -> None:
    _, headers = asked(f"{server}/", {"Accept": "*/*"})
    kept = {"If-None-Match": headers["etag"]} if headers["etag"] else {}
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    body, _ = asked(f"{server}/", BROWSER | kept | since)
    assert b"<style>" in body


@pytest.mark.parametrize("accept", ["*/*", "application/json"])
def test_what_is_no_page_passes_as_it_is(server: str, accept: str) -> None:
    body, headers = asked(f"{server}/_stcore/health", {"Accept": accept})
    assert body == b"ok"
    body, headers = asked(f"{server}/", {"Accept": accept, "Accept-Encoding": "gzip"})
    plain = gzip.decompress(body) if headers["content-encoding"] == "gzip" else body
    assert b"</style>" not in plain


def test_embedded_pages_have_no_style_for_a_menu() -> None:
    assert "stSidebar" in sheets("kinks", False)
    assert sheets("kinks", True) != sheets("kinks", False)
    assert ".st-key-kinks-figure" in sheets("kinks", True)
