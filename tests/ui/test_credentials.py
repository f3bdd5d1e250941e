"""What was read too long ago says so on the page, whatever the day."""

from __future__ import annotations

from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis import credential_costs, credentials
from ui.figures import credential_costs as drawn


def page(year: int) -> None:
    """The cards and steps of the page as they stand on a day of `year`; run by AppTest as a script of its own."""
    from datetime import date

    from analysis import credential_paths, credentials
    from ui import credentials as shown

    shown.cards(list(credentials.all_credentials().values()), date(year, 12, 1))
    shown.steps(credential_paths.steps(), credential_paths.resources(), date(year, 12, 1))


def texts(year: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text of that day's page; links to other pages need the whole dashboard and are left out."""
    monkeypatch.setattr(st, "page_link", lambda *_, **__: None)
    ran = AppTest.from_function(page, kwargs={"year": year}).run(timeout=20)
    assert not ran.exception
    return [item.value for item in ran.markdown]


def test_a_fee_read_within_a_year_says_when(monkeypatch: pytest.MonkeyPatch) -> None:
    said = texts(2026, monkeypatch)
    assert sum("Read from a stored copy, November 2026." in text for text in said) >= 16
    assert not any("More than a year old" in text for text in said)


def test_a_fee_read_more_than_a_year_ago_shows_itself_as_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    said = texts(2027, monkeypatch)
    read = [text for text in said if "Read from a stored copy" in text]
    assert len(read) >= 16
    assert all("More than a year old" in text for text in read)


@pytest.mark.parametrize(("today", "marked"), [(date(2026, 11, 22), False), (date(2028, 1, 1), True)])
def test_the_figure_of_fees_says_so_too(today: date, marked: bool) -> None:
    spec = drawn.routes(credential_costs.routes(), list(credentials.all_credentials().values()), today)
    assert ("Older than a year" in spec.caveat) is marked
    assert credentials.CHECK in spec.caveat
    assert "Renewal: CPhT of PTCB: $55 every 2 years." in spec.caveat
