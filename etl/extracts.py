"""What a file holds, each part with the id that its rows carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from etl import sources
from etl.errors import BadFile
from etl.files import Extract, LocalFile


def extracts(local: LocalFile) -> Iterator[tuple[Extract, str]]:
    """Each part with its id: source/edition/file, and the part where there are several. Raises BadFile, BadCell."""
    found = _read(local)
    for extract in found:
        parts = [local.remote.source, extract.edition, local.path.stem]
        if len(found) > 1:
            parts.append(re.sub(r"\.(xlsx?|csv|txt)$", "", extract.member) or extract.table)
        yield extract, "/".join(re.sub(r"[^\w.]+", "-", part) for part in parts)


def _read(local: LocalFile) -> list[Extract]:
    source = local.remote.source
    try:
        return list(sources.load(source).read(local))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        # The readers name what they do not expect; this is what none of them thought of.
        found = f"something that stops its reader ({type(error).__name__}: {str(error)[:200]})"
        remedy = f"If the publisher changed the file, teach etl/sources/{source}.py to read it"
        raise BadFile(f"{local.name}: expected a file of {source}, found {found}. {remedy}.") from error
