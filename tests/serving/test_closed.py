"""What no page needs is closed, and what a browser never sends is dropped: nobody reaches the other visitors."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bench.viewer import Lost, Viewer
from ui.serving.closed import LARGEST_MESSAGE, LONGEST_QUERY, Closed


def ask(address: str, method: str = "GET") -> tuple[int, str]:
    request = urllib.request.Request(address, method=method, data=b"x" if method in {"PUT", "POST"} else None)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/script-health-check"),
        ("GET", "/_stcore/agent/openapi.json"),
        ("POST", "/_stcore/agent/interact"),
        ("POST", "/_stcore/agent/mcp"),
        ("PUT", "/_stcore/upload_file/session/file"),
        ("DELETE", "/_stcore/upload_file/session/file"),
        ("GET", "/_stcore/anything-new"),
    ],
)
def test_addresses_that_no_page_uses_are_closed(server, method, path):
    status, said = ask(server + path, method)
    assert status == 404
    assert said == "There is nothing at this address."


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/host-config", "/healthz", "/readyz"])
def test_addresses_that_pages_use_are_open(server, path):
    assert ask(server + path)[0] == 200


def test_an_address_that_is_too_long_is_told_so(server):
    status, said = ask(f"{server}/?place={'A' * LONGEST_QUERY}")
    assert status == 414
    assert "shorten" in said


def message(kind: str) -> BackMsg:
    said = BackMsg()
    match kind:
        case "clear_cache" | "load_git_info" | "debug_shutdown_runtime" | "set_run_on_save":
            setattr(said, kind, True)
        case "install_skills" | "dismiss_skills_nudge":
            said.backend_operation_request.request_id = "1"
            getattr(said.backend_operation_request, kind).SetInParent()
        case "file_urls_request":
            said.file_urls_request.request_id = "1"
    return said


@pytest.mark.parametrize(
    "kind",
    [
        "clear_cache", "load_git_info", "debug_shutdown_runtime", "set_run_on_save", "install_skills",
        "dismiss_skills_nudge", "file_urls_request",
    ],
)  # fmt: skip
def test_messages_that_no_page_sends_get_no_answer_and_harm_nobody(server, kind):
    async def try_it() -> None:
        async with Viewer(server) as viewer:
            before = await viewer.open("methods")
            await viewer.say(message(kind))
            heard = [said.WhichOneof("type") for said in await viewer.listen(0.5)]
            assert not {"git_info_changed", "backend_operation_response", "file_urls_response"} & set(heard)
            after = await viewer.open("methods")
            assert after.words == before.words

    asyncio.run(try_it())


def test_what_is_no_message_is_dropped_and_a_huge_one_ends_the_visit_alone(server):
    async def try_it() -> None:
        async with Viewer(server) as other, Viewer(server) as viewer:
            await viewer._connected.send(b"\xff\xff\xff not a message")
            assert (await viewer.open("methods")).status == "FINISHED_SUCCESSFULLY"
            huge = BackMsg()
            huge.rerun_script.query_string = "A" * (LARGEST_MESSAGE + 1)
            with pytest.raises((Lost, ConnectionClosed)):
                await viewer.say(huge)
                await viewer.listen(5)
            assert (await other.open("methods")).status == "FINISHED_SUCCESSFULLY"

    asyncio.run(try_it())


def test_another_site_gets_no_websocket(server):
    async def try_it() -> None:
        viewer = Viewer(server)
        viewer.origin = "https://elsewhere.example"
        with pytest.raises(InvalidStatus):
            await viewer.__aenter__()

    asyncio.run(try_it())


@pytest.mark.parametrize("kind", ["clear_cache", "load_git_info", "install_skills", "file_urls_request"])
def test_such_a_message_never_reaches_streamlit(kind, caplog):
    wanted = BackMsg()
    wanted.rerun_script.query_string = "place=Ohio"
    waiting = [message(kind), wanted]
    reached: list[bytes] = []

    async def app(_scope, receive, _send) -> None:
        reached.append((await receive())["bytes"])

    async def receive() -> dict:
        return {"type": "websocket.receive", "bytes": waiting.pop(0).SerializeToString()}

    asyncio.run(Closed(app)({"type": "websocket", "path": "/_stcore/stream", "headers": []}, receive, None))
    assert reached == [wanted.SerializeToString()]
    assert kind in caplog.text
