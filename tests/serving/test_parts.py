"""A control draws its own parts of the page again, and then the page is what it would be had all of it been drawn."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.crowd import CONTROLS, PAGES
from bench.viewer import Page, Viewer

HURRIED, AT_ONCE = 16, 4
"""Visitors who do not wait for the page; how many of them at a time."""
OPTIONS = 2
"""Answers that are tried of each control."""
PART = "FINISHED_FRAGMENT_RUN_SUCCESSFULLY"


def on_the_page(page: Page) -> dict[tuple[int, ...], str]:
    """Every element by its place, without what is new at every run: addresses of downloads made on the click, the
    reference in the log, and a control's word that the server has set it."""
    said = {}
    for path, element in page.elements.items():
        kind = element.WhichOneof("type")  # type: ignore[arg-type]
        copy = type(element)()
        copy.CopyFrom(element)
        inner = getattr(copy, kind) if kind else None
        for name in ("set_value", "raw_value", "raw_values", "value", "url", "deferred_file_id"):
            if inner is not None and name in inner.DESCRIPTOR.fields_by_name:
                inner.ClearField(name)
        text = str(copy)
        if "st-key-take-away" in text or 'class=\\"sheet\\"' in text:
            continue
        said[path] = text
    return said


def tried(page: Page, chance: random.Random) -> list[tuple[tuple[str, Any], int]]:
    """Some answers of every control that is on the page."""
    return [
        (control, option)
        for control in page.controls.values()
        if control[0] in CONTROLS and len(control[1].options) > 1
        for option in chance.sample(range(len(control[1].options)), OPTIONS)
    ]


@pytest.mark.parametrize("name", PAGES)
def test_parts_leave_nothing_behind(server: str, name: str) -> None:
    async def visit() -> tuple[int, int]:
        parts = every = 0
        async with Viewer(server) as viewer:
            page = await viewer.open(name)
            for control, option in tried(page, random.Random(name)):
                part = await viewer.choose(control, option)
                status, shown = part.status, on_the_page(part)
                whole = on_the_page(await viewer.again())
                label = f"/{name}: {control[1].label}, option {option}"
                assert {path: shown.get(path) for path in whole} == whole, label
                assert set(shown) == set(whole), label
                every += 1
                parts += status == PART
        return parts, every

    parts, every = asyncio.run(visit())
    assert parts >= every / 2, "most controls draw parts, not pages"


def test_who_is_quicker_than_the_page_sees_all_of_it_in_the_end(server: str) -> None:
    """Controls turned in quick succession, each before the page has followed the one before: by many, since it hangs on
    moments whether a turn meets the one before at work."""

    async def visit(pause: float) -> None:
        async with Viewer(server) as viewer:
            page = await viewer.open("pay")
            controls = {control[1].label: control for control in page.controls.values() if control[0] in CONTROLS}
            for label, option in (("Setting", 3), ("Measure", 1), ("Show", 2), ("Setting", 5)):
                kind, element = controls[label]
                said = element.options[option]
                state = WidgetState(id=element.id)
                if kind == "selectbox":
                    state.string_value = said
                else:
                    state.string_array_value.data.append(said.content)
                await viewer.hurry(state)
                await asyncio.sleep(pause)
            shown = on_the_page(await viewer.rest(3))
            whole = on_the_page(await viewer.again())
            assert {path: shown.get(path) for path in whole} == whole, f"{pause * 1000:.0f} ms between turns"

    async def visits() -> None:
        for _ in range(HURRIED // AT_ONCE):
            await asyncio.gather(*(visit(0.01 * number) for number in range(AT_ONCE)))

    asyncio.run(visits())


def test_a_note_on_a_link_goes_when_its_control_is_turned(server: str) -> None:
    async def visit() -> None:
        async with Viewer(server) as viewer:
            page = await viewer.open("pay", "measure=mode")
            assert "mode" in page.of("alert")[0].body
            controls = [control for control in page.controls.values() if control[0] in CONTROLS]
            measure = next(control for control in controls if control[1].label == "Measure")
            page = await viewer.choose(measure, 1)
            assert page.of("alert") == []

    asyncio.run(visit())
