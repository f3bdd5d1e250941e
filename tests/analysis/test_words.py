"""Figures in sentences are written one way."""

from __future__ import annotations

import pytest

from analysis import words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.money(45750), "$45,750"),
        (words.money(-1200), "−$1,200"),
        (words.money(-0.2), "$0"),
        (words.hourly(21.99), "$21.99 an hour"),
        (words.percent(22.908), "22.9%"),
        (words.percent(-0.04), "0.0%"),
        (words.signed_percent(22.908), "+22.9%"),
        (words.signed_percent(-3.32), "−3.3%"),
        (words.signed_percent(0.01), "0.0%"),
        (words.signed_money(11250), "+$11,250"),
        (words.signed_money(0), "$0"),
        (words.jobs(487920), "487,920 jobs"),
        (words.jobs(1), "1 job"),
        (words.hours(561.7), "562 hours"),
        (words.share(0.004), "less than 1%"),
        (words.share(0), "0%"),
        (words.edition(2025, 5), "May 2025"),
        (words.edition(2003, 11), "November 2003"),
        (words.edition(2002, 12), "2002"),
        (words.join([]), ""),
        (words.join(["a"]), "a"),
        (words.join(["a", "b"]), "a and b"),
        (words.join(["a", "b", "c"], "or"), "a, b or c"),
        (words.capital("hospitals, NAICS 622000"), "Hospitals, NAICS 622000"),
        (words.lower_first("Pharmacy technicians"), "pharmacy technicians"),
        (words.lower_first("U.S. city average"), "U.S. city average"),
        (words.lower_first("CPI-U"), "CPI-U"),
    ],
)
def test_words(said: str, expected: str) -> None:
    assert said == expected
