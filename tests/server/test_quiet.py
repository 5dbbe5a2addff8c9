"""What the server says for the host around the app."""

import json
from urllib.request import urlopen

import pytest

from harness.server import serving


@pytest.mark.faults
@pytest.mark.whole
def test_streamlit_shows_no_dialogs_about_a_server_that_is_away() -> None:
    with serving() as server, urlopen(f"{server.url}/_stcore/host-config") as answer:
        body = answer.read()
        assert int(answer.headers["content-length"]) == len(body)
        assert answer.headers["content-type"] == "application/json"
        said = json.loads(body)
    assert said["blockErrorDialogs"] is True
    assert len(said["allowedOrigins"]) > 0
