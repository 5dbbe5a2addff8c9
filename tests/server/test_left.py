"""What a page says when its reader has left it."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainers.server.left import Place, leads

MAIN = "main"


def run(page: str, fragment: str = "") -> BackMsg:
    message = BackMsg()
    message.rerun_script.page_script_hash = page
    message.rerun_script.fragment_id = fragment
    return message


def session(page: str, *fragments: str) -> bytes:
    message = ForwardMsg(hash="h" * 300)
    message.new_session.page_script_hash = page
    message.new_session.main_script_hash = MAIN
    message.metadata.run.fragment_ids.extend(fragments)
    return message.SerializeToString()


def found(page: str) -> bytes:
    message = ForwardMsg(hash="h")
    message.navigation.page_script_hash = page
    return message.SerializeToString()


def test_a_page_that_is_asked_for_by_name_is_the_one_that_was_found() -> None:
    place = Place()
    place.asked(run(""))
    place.told(session(MAIN))
    place.told(found("a"))
    assert not place.has_left(run("a", "part"))
    assert place.has_left(run(MAIN, "part"))
    place.told(session(MAIN))  # it runs again, and is found again in a moment
    assert not place.has_left(run("a", "part"))


def test_a_part_of_the_page_that_is_open_is_heard() -> None:
    place = Place()
    assert not place.has_left(run("a", "part"))  # nobody has said where the reader is
    place.told(session("a"))
    assert not place.has_left(run("a", "part"))
    assert not place.has_left(run("", "part"))


@pytest.mark.parametrize("led", [True, False])
def test_a_part_of_a_page_that_was_left_is_not(led: bool) -> None:
    place = Place()
    place.told(session("a"))
    if led:
        place.told(session("b"))
    else:
        assert not place.has_left(run("b"))  # a page that is asked for was never left
        place.asked(run("b"))
    assert place.has_left(run("a", "part"))
    assert not place.has_left(run("b", "part"))
    place.told(session("a"))
    assert not place.has_left(run("a", "part"))


def test_a_run_of_a_part_leads_nowhere() -> None:
    place = Place()
    place.told(session("a"))
    place.told(session("b", "part"))
    place.asked(run("b", "part"))
    assert not place.has_left(run("a", "part"))


def test_a_message_that_names_a_page_is_told_from_others() -> None:
    other = ForwardMsg(hash="h" * 300)
    other.metadata.run.fragment_ids.append("part")
    other.delta.new_element.text.body = "words"
    finished = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    assert leads(session("a", "part"))
    assert leads(session(""))
    assert leads(found("a"))
    for message in (other.SerializeToString(), finished.SerializeToString(), b"", b"\xff" * 20):
        assert not leads(message)
