"""Light or dark, as the visitor sees it now: the figures follow when the appearance changes during a visit.

Streamlit redraws the page at once when the visitor chooses another theme, but runs the script, if at all, with the
theme from before. A hidden component notices the new background and asks for a run that knows it.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

KEY = "appearance"
Scheme = Literal["light", "dark"]

_component = st.components.v2.component(
    "appearance",
    html="<span></span>",
    js="""
    export default function ({ data, parentElement, setStateValue }) {
      const host = parentElement.host ?? parentElement
      const probe = document.createElement("span")
      probe.style.color = getComputedStyle(host).getPropertyValue("--st-background-color")
      document.body.append(probe)
      const [red, green, blue] = getComputedStyle(probe).color.match(/[0-9.]+/g).map(Number)
      probe.remove()
      const scheme = 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light"
      if (scheme !== data.drawn && scheme !== parentElement.told) setStateValue("scheme", scheme)
      parentElement.told = scheme
    }
    """,
)


def scheme() -> Scheme:
    """The appearance to draw for: what the page has become since, else what the browser said at first."""
    seen = (st.session_state.get(KEY) or {}).get("scheme")
    return "dark" if (seen or st.context.theme.type) == "dark" else "light"


def watch() -> None:
    """Run the page again when its appearance is no longer the one that its figures are drawn for. Once a page."""
    with st.container(key="watch-appearance"):
        _component(key=KEY, data={"drawn": scheme()}, on_scheme_change=lambda: None)
