"""The newest edition is what is loaded, and an edition is named as BLS names it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis import editions
from analysis.editions import Edition, NoEdition
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import sector, wage, write_build


def test_editions_are_named_as_their_reference() -> None:
    assert Edition(2025, 5).label == "May 2025"
    assert Edition(2003, 11).label == "November 2003"
    assert (Edition(2002, 12).label, Edition(2002, 12).reference) == ("2002", "the fourth quarter of 2002")
    assert Edition(2002, 12).months == (date(2002, 10, 1), date(2002, 11, 1), date(2002, 12, 1))


def test_editions_sort_in_time() -> None:
    assert Edition(2002, 12) < Edition(2003, 5) < Edition(2003, 11) < Edition(2004, 5)


def test_every_national_edition_with_technicians_is_loaded(real: Warehouse) -> None:
    loaded = editions.national(real)
    assert loaded[0] == (1999, 12) and loaded[-1] == (2025, 5)
    assert {edition.year for edition in loaded} == set(range(1999, 2026))
    assert len(loaded) == 29, "2003 and 2004 have two each"


def test_a_synthetic_later_edition_becomes_the_newest(tmp_path: Path) -> None:
    write_build(tmp_path, wages=[wage(year=2031, employment=1), wage(year=2030, employment=2), sector("62", 2029)])
    warehouse = current(tmp_path)
    assert editions.latest(editions.national(warehouse), "national figures") == (2031, 5)
    assert editions.industries(warehouse, "sector") == [(2029, 5)]


def test_nothing_loaded_is_said(tmp_path: Path) -> None:
    write_build(tmp_path)
    with pytest.raises(NoEdition, match="national figures"):
        editions.latest(editions.national(current(tmp_path)), "national figures")
