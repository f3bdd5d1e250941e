"""The figures that come with the project, whichever they are, are whole, and every page's answer stands on them.

Nothing here hangs on a certain edition: `scripts/monthly` tries a new snapshot with these tests before it proposes it.
"""

from __future__ import annotations

from contextlib import closing

import duckdb
import pytest

from analysis import claims, ladder, national, outlook, place_figures, places, pulse, specialties
from analysis.story import story
from analysis.warehouse import Warehouse, current
from etl import snapshot
from etl.schema import TABLES
from etl.settings import SNAPSHOT

KEPT = [table for table in TABLES.values() if table.name not in snapshot.LEFT_OUT]


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The snapshot as the dashboard opens it where nothing was built."""
    found = current(tmp_path_factory.mktemp("no builds"))
    assert found.origin == "snapshot"
    return found


def test_every_table_is_there_with_its_columns_and_small_enough_to_come_along() -> None:
    assert sorted(path.stem for path in SNAPSHOT.glob("*.parquet")) == sorted(table.name for table in KEPT)
    assert sum(path.stat().st_size for path in SNAPSHOT.iterdir()) < 20_000_000
    with closing(duckdb.connect()) as connection:
        for table in KEPT:
            connection.execute(table.ddl)
            wanted = connection.execute(f'DESCRIBE "{table.name}"').fetchall()
            found = connection.execute(
                "DESCRIBE SELECT * FROM read_parquet(?)", [str(SNAPSHOT / f"{table.name}.parquet")]
            )
            assert [row[:2] for row in found.fetchall()] == [row[:2] for row in wanted], table.name


def test_no_check_refused_it(embedded: Warehouse) -> None:
    assert embedded.rows("SELECT name FROM checks WHERE status = 'refused'") == []
    assert embedded.rows("SELECT name FROM checks WHERE status = 'accepted' AND coalesce(why, '') = ''") == []


def test_the_answers_of_every_page_can_be_given(embedded: Warehouse) -> None:
    newest = national.headline(embedded)
    assert newest.jobs_sentence and newest.pay_sentence
    assert len(claims.claims(embedded)) > 2
    assert outlook.outlook(embedded).growth_sentence
    assert any(found.sentence for found in pulse.pulses(embedded, "prices"))
    assert len(ladder.ladder(embedded)) > 10
    for key in specialties.all_keys():
        assert specialties.card(embedded, key).sentence


@pytest.mark.parametrize("code", ["US", "48", "72"])
def test_the_story_can_be_told_of_the_nation_a_state_and_a_territory(embedded: Warehouse, code: str) -> None:
    place = places.by_code(places.all_places(embedded), code)
    assert place is not None
    assert place_figures.figures(embedded, place).sentences
    slides = story(embedded, place)
    assert len({slide.key for slide in slides}) == len(slides) > 5
    assert all(slide.sentence for slide in slides)
