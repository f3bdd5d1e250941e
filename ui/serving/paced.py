"""The script of every page that has a first visit shown in steps: the answer, the first figure, the rest."""

from __future__ import annotations

from pathlib import Path

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FIGURE = ((ForwardMsg, "delta"), (Delta, "new_element"), (Element, "plotly_chart"))
"""Where a message carries a figure, if it does."""


def _html() -> str:
    script = (Path(__file__).resolve().parent / "paced.js").read_text(encoding="utf-8")
    fields = " ".join(str(message.DESCRIPTOR.fields_by_name[name].number) for message, name in FIGURE)
    return f'<script data-figure="{fields}">{script}</script>'


PACED = _html()
"""For the body of a page, before Streamlit's own scripts."""
