"""Industry codes nest as NAICS does."""

from __future__ import annotations

import pytest

from analysis.industries import contains, disjoint, overlap


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("62", "622000"), ("622000", "622100"), ("44-45", "456110"), ("31-33", "325400"), ("000000", "62"), ("62", "62")],
)
def test_a_wider_industry_holds_a_finer_one(outer: str, inner: str) -> None:
    assert contains(outer, inner) and overlap(inner, outer)


@pytest.mark.parametrize(("a", "b"), [("622000", "621000"), ("44-45", "424200"), ("62", "611000"), ("31-33", "44-45")])
def test_industries_side_by_side_do_not_overlap(a: str, b: str) -> None:
    assert not overlap(a, b)


def test_nobody_is_counted_twice() -> None:
    assert disjoint(["622100", "62", "621000", "44-45", "62"]) == ["62", "44-45"]
    assert disjoint(["622100", "622200", "621000"]) == ["622100", "622200", "621000"]
