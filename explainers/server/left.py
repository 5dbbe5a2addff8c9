"""What a page says late: its reader has left it, and Streamlit would empty the page that is open.

A part of a page that asks for its own run names the page it stands on. Where that one was left
meanwhile, Streamlit (1.67) runs nothing, and tells the browser that another page begins.
"""

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_LEADS = (ForwardMsg.NEW_SESSION_FIELD_NUMBER, ForwardMsg.NAVIGATION_FIELD_NUMBER)
"""Messages that name a page: the first when its run begins, the second once it is found by name."""
_BEFORE = (ForwardMsg.HASH_FIELD_NUMBER, ForwardMsg.METADATA_FIELD_NUMBER)
"""Fields that stand before what a message is."""
_LONG = 2
"""Protocol buffers' type of a field that begins with its length."""


class Place:
    """The page on which one browser is: where it asked to be, or was led."""

    def __init__(self) -> None:
        self._page = ""
        """By Streamlit's hash; empty as long as nobody has said."""

    def asked(self, said: BackMsg) -> None:
        """Take in what a browser says."""
        run = said.rerun_script
        if not run.fragment_id and run.page_script_hash:
            self._page = run.page_script_hash

    def told(self, message: bytes) -> None:
        """Take in what a browser is told."""
        if not leads(message):
            return
        told = ForwardMsg.FromString(message)
        if told.HasField("navigation"):
            self._page = told.navigation.page_script_hash
        elif not told.metadata.run.fragment_ids:
            begun = told.new_session
            # A page that was asked for by its name has the main script's until it is found.
            if begun.page_script_hash != begun.main_script_hash:
                self._page = begun.page_script_hash

    def has_left(self, said: BackMsg) -> bool:
        """Whether a browser says something for a part of a page on which it is no more."""
        run = said.rerun_script
        here = run.page_script_hash
        return bool(run.fragment_id and here and self._page) and here != self._page


def leads(message: bytes) -> bool:
    """Whether a message names a page, by its first fields alone."""
    at = 0
    while at < len(message):
        tag, at = _whole(message, at)
        if tag >> 3 not in _BEFORE or tag & 7 != _LONG:
            return tag >> 3 in _LEADS
        length, at = _whole(message, at)
        at += length
    return False


def _whole(message: bytes, at: int) -> tuple[int, int]:
    """A whole number of a message, seven bits a byte, and where it ends."""
    number = shift = 0
    while at < len(message):
        byte, at = message[at], at + 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    return number, at
