"""What most will look at is drawn before anybody comes."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from bench.crowd import CONTROLS
from bench.viewer import Viewer
from tests.browser.conftest import serving
from ui.ready import DRAWN

SECONDS = 300


def anew(log: Path) -> int:
    return log.read_text().count("drawn anew")


def test_a_page_as_it_opens_and_with_a_control_turned_is_there_before_anybody_comes(tmp_path: Path) -> None:
    log = tmp_path / "log"

    async def visit(server: str) -> None:
        async with Viewer(server) as viewer:
            for scheme in ("light", "dark"):
                viewer.scheme = scheme
                page = await viewer.open("pay")
            assert anew(log) == before
            controls = {control[1].label: control for control in page.controls.values() if control[0] in CONTROLS}
            page = await viewer.choose(controls["Setting"], 3)
            assert page.of("plotly_chart")
            assert anew(log) == before
            await viewer.choose(controls["Compared with"], 1)
            assert anew(log) > before, "two controls turned were not drawn ahead: the log tells of what is drawn"

    command = [sys.executable, "-m", "tests.serving.drawn_ahead"]
    with serving(command, tmp_path / "data", log) as server:
        until = time.monotonic() + SECONDS
        while DRAWN not in log.read_text():
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        before = anew(log)
        assert before > 50
        asyncio.run(visit(server))
