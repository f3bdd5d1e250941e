"""The icons of the pages in an eighth of the bytes: Streamlit's icon font with those alone that can come up here.

Streamlit sends four thousand icons, 375 kB, to draw a dozen, and writes their names out while they are on their way.
`scripts/icons` makes a font of those that its scripts or ours name (ui/serving/fonts/), under the same name, which
carries a hash. A Streamlit with another font has another name, and sends its own until the script has been run again.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from streamlit.file_util import get_static_dir

PROJECT = Path(__file__).resolve().parent.parent.parent
FOLDER = PROJECT / "ui" / "serving" / "fonts"
QUOTED = re.compile(r"""["'`](?::material/)?([a-z0-9_]{2,60})(?::)?["'`]""")
NAMED = re.compile(r":material/([a-z0-9_]+):")
"""An icon within a sentence."""


@cache
def in_place_of(name: str) -> bytes | None:
    """What is sent instead of Streamlit's file of that name; None where that is sent as it is."""
    own = FOLDER / Path(name).name
    return own.read_bytes() if own.suffix == ".woff2" and own.is_file() else None


def streamlits() -> Path:
    """The icon font of the installed Streamlit."""
    return next((Path(get_static_dir()) / "static" / "media").glob("MaterialSymbols-*.woff2"))


def words() -> set[str]:
    """Whatever may be the name of an icon in Streamlit's scripts and in our own sources, and much that is none."""
    scripts = (Path(get_static_dir()) / "static" / "js").glob("*.js")
    ours = [
        path for folder in ("ui", "pages") for path in (PROJECT / folder).rglob("*") if path.suffix in {".py", ".js"}
    ]
    found: set[str] = set()
    for path in (*scripts, *ours, PROJECT / "navigation.py", PROJECT / "dashboard.py"):
        text = path.read_text(encoding="utf-8")
        found.update(QUOTED.findall(text), NAMED.findall(text))
    return found
