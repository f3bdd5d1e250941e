"""The sign of every page that something is being worked out: from a click to the answer, in words for who hears it."""

from __future__ import annotations

from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg

from ui.theme import DARK, LIGHT

HERE = Path(__file__).resolve().parent
LENGTH_DELIMITED = 2
"""Kind of a field in Protocol Buffers; a message begins with its field's number and kind."""


def _html() -> str:
    style = (HERE / "working.css").read_text(encoding="utf-8")
    for palette in (LIGHT, DARK):
        style = style.replace(f"ACCENT_{palette.name.upper()}", palette.specialist)
    rerun = BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number << 3 | LENGTH_DELIMITED
    script = (HERE / "working.js").read_text(encoding="utf-8")
    return f'<style>{style}</style><div id="working" role="status" data-rerun="{rerun}"></div><script>{script}</script>'


WORKING = _html()
"""For the body of a page."""
