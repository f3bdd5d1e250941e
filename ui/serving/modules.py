"""Which of Streamlit's scripts a page will ask for: those that its own page lists, and those of the elements it draws.

Streamlit loads the script of an element when the first of its kind is to be drawn. The names carry a hash that changes
with its version, so they are looked up in the installed package. Where it has none of a name (any more), the browser
asks for what it needs when it needs it, as ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from streamlit.file_util import get_static_dir

ON_EVERY_PAGE = ("Html", "BidiComponent", "Selectbox", "PageLink")
"""Elements of every page: its dress, the watch on its appearance, the place picker, the way to the other pages."""
FIGURE = "PlotlyChart"
"""The largest by far."""

LISTED = re.compile(r'(?:src|href)="\./static/([^"]+\.(?:js|css))"')
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*["']\./([^"']+\.js)["']""")


@cache
def listed() -> tuple[str, ...]:
    """Paths below /static/ that Streamlit's own page asks for before anything else."""
    index = Path(get_static_dir()) / "index.html"
    return tuple(LISTED.findall(index.read_text(encoding="utf-8"))) if index.is_file() else ()


@cache
def of(*elements: str) -> tuple[str, ...]:
    """Paths below /static/ of the scripts of these elements and of all that they import, but for those listed."""
    found: dict[str, None] = {}
    for element in elements:
        for path in sorted(_scripts().glob(f"{element}.*.js")):
            _gather(path.name, found)
    return tuple(f"js/{name}" for name in found)


def needed() -> list[str]:
    """What every page with a figure asks for, in the order in which it does."""
    return [*listed(), *of(*ON_EVERY_PAGE, FIGURE)]


def _gather(name: str, found: dict[str, None]) -> None:
    if name in found or f"js/{name}" in listed() or not (_scripts() / name).is_file():
        return
    found[name] = None
    for imported in _imports(_scripts() / name):
        _gather(imported, found)


def _imports(script: Path) -> Iterator[str]:
    return (match[1] for match in IMPORTED.finditer(script.read_text(encoding="utf-8")))


def _scripts() -> Path:
    return Path(get_static_dir()) / "static" / "js"
