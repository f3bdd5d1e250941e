"""Whatever a link or a browser sends, a page answers: never an error page, a traceback or a path of the machine.

FUZZ_EXAMPLES lengthens it: so many links, so many sets of controls, and twice the options of every choice.
"""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.viewer import Page, Viewer
from etl.settings import PROJECT

LONG = bool(os.environ.get("FUZZ_EXAMPLES"))
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES") or 8)
KEYS = sorted(
    {key for path in PROJECT.glob("ui/**/*.py") for key in re.findall(r'key="([a-z_]+)"', path.read_text("utf-8"))}
    | {key for path in PROJECT.glob("pages/*.py") for key in re.findall(r'key="([a-z_]+)"', path.read_text("utf-8"))}
    | {"place", "name", "slide", "sql"}
)
"""Every key that a control or a link of the project uses."""
PAGES = ["", *sorted(path.stem for path in PROJECT.glob("pages/*.py") if path.stem != "overview"), "no-such-page"]
ATTACKS = [
    "'; DROP TABLE wages; --",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "${jndi:ldap://x}",
    "../../../../etc/passwd",
    "%00",
    "\u202etxt.exe",
    "NaN",
    "-1e999",
    "9" * 400,
    "\x00\x01\x02",
    "🏳️‍🌈" * 50,
    "[](javascript:alert(1))",
    "A" * 3000,
    "null",
    "Ohio&place=Texas",
]
texts = st.one_of(st.sampled_from(ATTACKS), st.text(max_size=60), st.integers().map(str), st.floats().map(str))
links = st.tuples(
    st.sampled_from(PAGES), st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=12), texts, max_size=5)
)


def state(name: str, value: Any) -> WidgetState:
    """A control's state of the kind that goes with the value."""
    match value:
        case bool():
            return WidgetState(id=name, bool_value=value)
        case int():
            return WidgetState(id=name, int_value=value)
        case float():
            return WidgetState(id=name, double_value=value)
        case bytes():
            return WidgetState(id=name, bytes_value=value)
        case list():
            found = WidgetState(id=name)
            found.string_array_value.data.extend(value)
            return found
        case _:
            return WidgetState(id=name, string_value=value)


VALUES = st.one_of(
    texts, st.booleans(), st.integers(-(2**53), 2**53), st.floats(), st.binary(max_size=40), st.lists(texts, max_size=4)
)


def sane(page: Page, what: str) -> None:
    assert page.status in {"FINISHED_SUCCESSFULLY", "FINISHED_FRAGMENT_RUN_SUCCESSFULLY"}, f"{what}: {page.status}"
    assert not page.of("exception"), what
    for telling in ("Traceback", str(PROJECT), "site-packages", "went wrong on our side"):
        assert telling not in page.words, f"{what}: {telling!r} on the page"


async def follow(server: str, page: str, query: str) -> Page:
    async with Viewer(server) as viewer:
        return await viewer.open(page, query)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(links)
def test_any_link_gives_a_page(server: str, link: tuple[str, dict[str, str]]):
    name, asked = link
    query = "&".join(f"{quote(key, safe='', errors='replace')}={quote(value, safe='', errors='replace')}"
                     for key, value in asked.items())  # fmt: skip
    sane(asyncio.run(follow(server, name, query)), f"/{name}?{query}")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(PAGES), st.data())
def test_any_state_of_the_controls_gives_a_page(server: str, name: str, data: st.DataObject):
    async def try_it() -> None:
        async with Viewer(server) as viewer:
            page = await viewer.open(name)
            chosen = data.draw(st.lists(st.sampled_from(sorted(page.controls)), min_size=1, max_size=4, unique=True))
            states = [state(control, data.draw(VALUES)) for control in chosen]
            sane(await viewer.set(states), f"/{name} with {states}")
            sane(await viewer.open(name), f"/{name} afterwards")

    asyncio.run(try_it())


@pytest.mark.parametrize("name", PAGES)
def test_every_option_of_every_choice_gives_a_page(server: str, name: str):
    """Of every choice its last option and one between; all four corners where there is time."""

    async def walk() -> None:
        async with Viewer(server) as viewer:
            page = await viewer.open(name)
            for kind, element in list(page.controls.values()):
                if kind not in {"selectbox", "button_group"} or not element.options:
                    continue
                last = len(element.options) - 1
                for option in sorted({0, 1, last // 2, last} if LONG and last > 0 else {last // 2, last}):
                    sane(await viewer.choose((kind, element), option), f"/{name}, {element.label}, option {option}")
                await viewer.open(name)

    asyncio.run(walk())


def test_the_keys_are_those_of_the_project():
    assert {"place", "setting", "measure"} <= set(KEYS)
    assert Path(PROJECT / "pages" / "pay.py").is_file()
