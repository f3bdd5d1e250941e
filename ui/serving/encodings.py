"""The encodings in which a file can leave: which of them a browser unpacks, and how a copy is made."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli

BROTLI, GZIP, PLAIN = "br", "gzip", "identity"
SMALLEST_FIRST = (BROTLI, GZIP, PLAIN)
"""Brotli, as small as it gets, takes a quarter less than gzip for scripts, and some fifty times as long to make."""


def accepted(header: str) -> list[str]:
    """Encodings that an Accept-Encoding header allows, the smallest first; as it is (PLAIN) always at the end.

    RFC 9110, section 12.5.3: a weight of nothing forbids, and '*' speaks for all that are not named.
    """
    weights = {}
    for part in header.split(","):
        name, _, parameter = part.partition(";")
        weights[name.strip().casefold()] = parameter.replace(" ", "").casefold()
    everything = weights.get("*", "q=0")
    return [name for name in SMALLEST_FIRST if name == PLAIN or not _is_nothing(weights.get(name, everything))]


def _is_nothing(weight: str) -> bool:
    return weight.startswith("q=") and not weight.removeprefix("q=").strip("0.")


def in_gzip(body: bytes) -> bytes:
    """A copy that is made quickly: megabytes in tenths of a second."""
    return gzip.compress(body, 9, mtime=0)


def in_brotli(body: bytes) -> bytes:
    """The smallest copy: two seconds a megabyte, and thirty times the body in memory, given back at the end."""
    packed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=11, lgwin=22)
    return packed


PACK: dict[str, Callable[[bytes], bytes]] = {BROTLI: in_brotli, GZIP: in_gzip}
"""Encoding to how a copy in it is made."""
