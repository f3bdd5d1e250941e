"""Who comes back to a server that does not know the visit gets a page that works, as a whole and by itself."""

from __future__ import annotations

import asyncio
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.viewer import SECONDS, Page, Viewer
from ui.serving.returning import CLICK_AGAIN, WHOLE

LISTEN = 1.0
"""Seconds: the server answers at once."""
GONE = "of-a-process-that-is-gone"
OF_THE_YEAR, CONSTANT = 0, 1


def dollars(page: Page) -> tuple[str, Any]:
    """A control in a part of the page that runs alone."""
    found = next(control for control in page.controls.values() if getattr(control[1], "label", "") == "Dollars")
    assert found[1].id in page.fragments
    return found


def test_the_first_run_of_an_unknown_visit_is_of_the_whole_page(server):
    """As after a restart, at another of several processes, or when a phone slept for longer than visits are kept."""

    async def visit() -> tuple[list[ForwardMsg], Page, Page]:
        async with Viewer(server) as viewer:
            control = dollars(await viewer.open("pay", "place=Ohio"))
            viewer.visit = GONE
            await viewer.reconnect()
            heard = await viewer.listen(LISTEN)
            whole = await viewer.choose(control, CONSTANT)
            # From then on a part runs alone, as ever.
            return heard, whole, await viewer.choose(control, OF_THE_YEAR)

    heard, whole, part = asyncio.run(visit())
    assert heard == [], "who only reads on is left alone"
    assert whole.status == "FINISHED_SUCCESSFULLY"
    assert whole.of("selectbox")[0].raw_value == "Ohio"
    assert part.status == "FINISHED_FRAGMENT_RUN_SUCCESSFULLY"


def test_a_file_of_a_visit_that_is_gone_is_there_at_the_next_click(server):
    async def visit() -> tuple[list[ForwardMsg], Page, str]:
        async with Viewer(server) as viewer:
            page = await viewer.open()
            viewer.visit = GONE
            await viewer.reconnect()
            await viewer.say(click(viewer, page))
            heard = await viewer.listen(LISTEN)
            await viewer.say(by_itself(viewer))
            page = await viewer.again()
            await viewer.say(click(viewer, page))
            then = ""
            while not then:
                for message in await viewer.listen(LISTEN):
                    then = then or message.backend_operation_response.deferred_file.url
            return heard, page, then

    heard, page, then = asyncio.run(asyncio.wait_for(visit(), SECONDS))
    assert [message.WhichOneof("type") for message in heard] == ["auto_rerun", "backend_operation_response"]
    assert heard[0].auto_rerun.fragment_id == WHOLE
    assert heard[1].backend_operation_response.error_msg == CLICK_AGAIN
    assert page.status == "FINISHED_SUCCESSFULLY"
    assert then.startswith("/media/")


def click(viewer: Viewer, page: Page) -> BackMsg:
    """A click on a button of the page whose file is made then."""
    said = BackMsg()
    said.backend_operation_request.request_id = "1"
    said.backend_operation_request.session_id = viewer.visit
    button = next(button for button in page.of("download_button") if button.label == "Handout (HTML)")
    said.backend_operation_request.deferred_file.file_id = button.deferred_file_id
    return said


def by_itself(viewer: Viewer) -> BackMsg:
    """What the browser does where the server asks it to run its page."""
    said = BackMsg()
    said.rerun_script.page_script_hash = viewer._hash
    said.rerun_script.fragment_id = WHOLE
    said.rerun_script.is_auto_rerun = True
    return said


def test_a_choice_while_the_page_of_an_unknown_visit_runs_is_not_lost(server):
    async def visit() -> tuple[Page, Page]:
        async with Viewer(server) as viewer:
            before = await viewer.open("pay", "place=Ohio")
            viewer.visit = GONE
            await viewer.reconnect()
            await viewer.say(by_itself(viewer))
            await viewer.say(by_itself(viewer))
            return before, await viewer.choose(dollars(before), CONSTANT)

    before, after = asyncio.run(visit())
    assert after.status == "FINISHED_SUCCESSFULLY"
    assert lead(after) != lead(before), "it is in the dollars that were chosen"


def lead(page: Page) -> str:
    return next(element.body for element in page.of("markdown") if "mean pay" in element.body)


def test_a_visit_that_is_known_goes_on_where_it_was(server):
    async def visit() -> tuple[Page, bool]:
        async with Viewer(server) as viewer:
            control, before = dollars(await viewer.open("pay", "place=Ohio")), viewer.visit
            await viewer.reconnect()
            return await viewer.choose(control, CONSTANT), viewer.visit == before

    part, same = asyncio.run(visit())
    assert part.status == "FINISHED_FRAGMENT_RUN_SUCCESSFULLY"
    assert same
