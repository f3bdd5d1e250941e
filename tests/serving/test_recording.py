"""What was drawn for one visitor and is sent again to others is what would have been drawn for them."""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Iterator

import pytest

from bench.crowd import PAGES
from bench.viewer import Viewer
from tests.browser.conftest import serving
from tests.serving.test_parts import on_the_page, tried

QUERIES = ("", "place=Ohio", "place=Columbus%2C+OH", "place=Puerto+Rico")


@pytest.fixture(scope="module")
def afresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("afresh")
    command = [sys.executable, "-m", "tests.serving.drawn_afresh"]
    with serving(command, folder / "data", folder / "log") as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_was_drawn_before_is_the_page(server: str, afresh: str, name: str) -> None:
    """Opened by one visitor after another, in light and dark, with a control turned and as it comes."""

    async def seen(address: str, query: str, scheme: str) -> dict[tuple[int, ...], str]:
        async with Viewer(address) as viewer:
            viewer.scheme = scheme
            return on_the_page(await viewer.open(name, query))

    async def compare() -> None:
        async with Viewer(server) as viewer:
            page = await viewer.open(name)
            turned = []
            for control, option in random.Random(name).sample(tried(page, random.Random(name)), 4):
                await viewer.open(name)
                await viewer.choose(control, option)
                turned.append(viewer.shown.partition("?")[2])
        for query in {*QUERIES, *turned}:
            expected = {scheme: await seen(afresh, query, scheme) for scheme in ("light", "dark")}
            assert len(expected["light"]) > 20
            for scheme in ("light", "dark", "dark", "light"):
                assert await seen(server, query, scheme) == expected[scheme], f"/{name}?{query}, {scheme}"

    asyncio.run(compare())


def test_dark_is_not_light(server: str) -> None:
    async def seen(scheme: str) -> str:
        async with Viewer(server) as viewer:
            viewer.scheme = scheme
            return str(on_the_page(await viewer.open("pay")))

    assert asyncio.run(seen("light")) != asyncio.run(seen("dark"))


def test_what_is_a_visitors_own_is_drawn_for_each(server: str) -> None:
    """The plan that is printed carries the address at which its visitor has the dashboard."""

    async def sheet(address: str) -> str:
        async with Viewer(address) as viewer:
            page = await viewer.open("my_path", "go=Sterile+products+(IV)")
            return next(element.body for element in page.of("html") if 'class="sheet"' in element.body)

    for address in (server, server.replace("127.0.0.1", "localhost"), server):
        assert f"{address}/my_path" in asyncio.run(sheet(address))


def test_a_part_with_a_control_is_drawn_for_each(server: str) -> None:
    async def ids() -> set[str]:
        async with Viewer(server) as viewer:
            await viewer.open("advancement")
            return set((await viewer.again()).controls)

    assert asyncio.run(ids()) == asyncio.run(ids()) != set()
