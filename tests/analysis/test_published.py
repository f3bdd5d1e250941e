"""The same answers from a build of the publishers' real files as from the snapshot that comes with the project."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import headroom, ladder, national, outlook, place_ranking, places, settings_share, specialties
from analysis.editions import Edition
from analysis.warehouse import Warehouse


def test_the_nation_in_every_edition(published: Warehouse, real: Warehouse) -> None:
    columns = ["year", "month", "employment", "annual_mean", "annual_median", "annual_p10", "annual_p90"]
    pd.testing.assert_frame_equal(national.series(published)[columns], national.series(real)[columns])
    assert published.origin == "build" and real.origin == "snapshot"


def test_the_places(published: Warehouse, real: Warehouse) -> None:
    assert places.all_places(published) == places.all_places(real)
    columns = ["rank", "code", "value"]
    for types in (("state", "territory"), ("metro", "nonmetro")):
        ranked = [place_ranking.ranking(source, types=types).frame[columns] for source in (published, real)]
        pd.testing.assert_frame_equal(*ranked)


def test_the_outlook_the_ladder_and_the_room_at_the_top(published: Warehouse, real: Warehouse) -> None:
    assert outlook.outlook(published).openings == 49_000
    assert ladder.summary(ladder.ladder(published)) == ladder.summary(ladder.ladder(real))
    assert headroom.room(published, "health_care", Edition(2024, 5)).above_baseline == 72870 - 49830


@pytest.mark.parametrize("key", ["sterile", "psychiatric", "nuclear"])
def test_a_specialty_says_the_same(published: Warehouse, real: Warehouse, key: str) -> None:
    assert specialties.card(published, key).sentence == specialties.card(real, key).sentence


def test_where_technicians_work(published: Warehouse, real: Warehouse) -> None:
    assert settings_share.shares(published).sentence == settings_share.shares(real).sentence
