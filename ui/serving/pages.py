"""The pages that navigation.py lists, by their address: the server knows their titles without running its script."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

NAVIGATION = Path(__file__).resolve().parent.parent.parent / "navigation.py"
LISTED = re.compile(r'st\.Page\("pages/(?P<name>\w+)\.py", title="(?P<title>[^"]+)"(?P<more>[^)]*)\)')


@cache
def titles() -> dict[str, str]:
    """Address to title of every page that the navigation shows, in its order; the Overview's address is '/'."""
    found = {}
    for page in LISTED.finditer(NAVIGATION.read_text(encoding="utf-8")):
        if "hidden" not in page["more"]:
            found["/" if "default=True" in page["more"] else f"/{page['name']}"] = page["title"]
    return found
