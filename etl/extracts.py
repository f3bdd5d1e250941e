"""What a file holds, each part with the id that its rows carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl import sources
from etl.files import Extract, LocalFile


def extracts(local: LocalFile) -> Iterator[tuple[Extract, str]]:
    """Each part with its id: source/edition/file, and the part where there are several. Raises BadFile, BadCell."""
    found = sources.load(local.remote.source).read(local)
    for extract in found:
        parts = [local.remote.source, extract.edition, local.path.stem]
        if len(found) > 1:
            parts.append(re.sub(r"\.(xlsx?|csv|txt)$", "", extract.member) or extract.table)
        yield extract, "/".join(re.sub(r"[^\w.]+", "-", part) for part in parts)
