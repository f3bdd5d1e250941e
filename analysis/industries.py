"""How industry codes nest: whether one industry is part of another. Codes are NAICS as OEWS prints it."""

from __future__ import annotations

ALL = "000000"


def contains(outer: str, inner: str) -> bool:
    """True when the industry `inner` is `outer` or part of it: '62' holds '622000', '44-45' holds '456110'."""
    return outer == ALL or any(
        part.startswith(whole) for whole in _stems(outer) for part in _stems(inner) if inner != ALL
    )


def overlap(a: str, b: str) -> bool:
    """True when the two are the same industry or one is part of the other."""
    return contains(a, b) or contains(b, a)


def disjoint(codes: list[str]) -> list[str]:
    """The codes without those that another of them holds, in the order given; of equal ones the first."""
    kept: list[str] = []
    for code in codes:
        wider = any(contains(other, code) and not contains(code, other) for other in codes)
        if not wider and not any(contains(other, code) for other in kept):
            kept.append(code)
    return kept


def _stems(code: str) -> list[str]:
    """The leading digits that tell the industry: '622000' is 622, '44-45' is 44 and 45."""
    if "-" in code:
        first, _, last = code.partition("-")
        return [str(sector) for sector in range(int(first), int(last) + 1)]
    return [code.rstrip("0") if len(code) > 2 else code]
