"""The Data page: dates and checks, dictionary, downloads, and a SQL box that answers, explains and stops in time."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from analysis.data.examples import EXAMPLES
from etl import schema
from tests.analysis.builds import sector, wage, write_build
from tests.browser.conftest import DESKTOP, PHONE, serving
from tests.browser.test_access import violations
from tests.browser.test_pay import WIDTH

ANSWER = ".st-key-sql-answer"
ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
EXPANDERS = ("Every file that was read", "What passed", "Each table as CSV")


def run(visitor, sql: str) -> str:
    """Type a query, press Run and wait for what comes of it; the answer as it is read."""
    box = visitor.page.get_by_role("textbox", name="Query")
    box.fill(sql)
    visitor.page.get_by_role("button", name="Run").click()
    visitor.page.wait_for_timeout(700)
    visitor.settle()
    return visitor.page.locator(ANSWER).inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")])
def test_nobody_is_shut_out_with_everything_open(visit, width, scheme):
    with visit(width, scheme) as visitor:
        page = visitor.open("/data")
        for name in EXPANDERS:
            page.get_by_text(name).first.click()
            visitor.settle()
        page.get_by_role("button", name=EXAMPLES[1].title).click()
        page.locator(f"{ANSWER} table").wait_for()
        visitor.settle()
        visitor.unfold()
        visitor.picture(f"data-{width}-{scheme}")
        assert violations(page) == []
        assert max(page.evaluate(WIDTH)) <= width


def test_what_is_loaded_is_told_and_taken(visit):
    with visit() as visitor:
        page = visitor.open("/data")
        said = page.locator(".stMain").inner_text()
        assert "31 editions, 1997 to May 2025" in said
        assert "2025-35 was released on 27 August 2026 and is not loaded" in said
        assert "They are a beginning" in said
        assert page.locator(".checks li").count() == 0 or "Passed." not in page.locator(".checks").first.inner_text()

        page.get_by_text("Each table as CSV").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="price_parities as CSV").click()
        found = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
        assert next(row for row in found if row["area_code"] == "US")["index"] == "100"
        with page.expect_download() as download:
            page.get_by_role("link", name="Download the whole build (zip)").click()
        assert download.value.suggested_filename.endswith(".zip")

        visitor.open("/data?table=sources")
        words = {column.name: column.words for column in schema.SOURCES.columns}
        assert words["sha256"] in page.get_by_role("region", name="Columns of sources").first.inner_text()


def test_a_query_is_answered_explained_or_stopped(visit):
    brought = "SELECT '<img src=x onerror=alert(1)> **bold** [a](http://x)' AS \"<b>name</b>\", 1 AS one"
    with visit() as visitor:
        page = visitor.open(f"/data?sql={quote(brought)}")
        assert page.get_by_role("textbox", name="Query").input_value() == brought
        assert page.locator(f"{ANSWER} table").count() == 0, "a link runs nothing by itself"
        assert "has not been run" in page.locator(".stMain").inner_text()
        page.get_by_role("button", name="Run").click()
        page.locator(f"{ANSWER} table").wait_for()
        answer = page.locator(ANSWER)
        assert "<img src=x onerror=alert(1)> **bold** [a](http://x)" in answer.inner_text()
        assert answer.locator("img, b, a").count() == 0

        assert '"wages"' in run(visitor, "SELECT * FROM wage")
        assert "only SELECT is" in run(visitor, "DELETE FROM wages")
        assert "Only the tables" in run(visitor, "SELECT * FROM read_text('/etc/hostname')")
        said = run(visitor, "SELECT employment, annual_median FROM wages WHERE year = 2025 AND area_code = 'US' AND "
                   "occupation_code = '29-2052'")  # fmt: skip
        assert "1 row in" in said and "471680" in said and "45750" in said
        assert "annual_median" in page.url
        with page.expect_download() as download:
            page.get_by_text("CSV of the answer").click()
        rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
        assert rows == [["employment", "annual_median"], ["471680", "45750.0"]]
        assert "Cut off after 20,000 rows" in run(visitor, "SELECT * FROM range(1000000000000)")

        page.get_by_role("textbox", name="Query").fill(ENDLESS)
        page.get_by_role("button", name="Run").click()
        page.get_by_text("Stopped after").wait_for()
        assert "1 row in" in run(visitor, "SELECT 1"), "the page is alive"


@pytest.fixture
def refreshed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server whose data come from a second refresh, and which offers no SQL."""
    monkeypatch.setenv("SQL_BOX", "off")
    write_build(tmp_path / "data", "20261001T070000Z", publish=False)
    revised = [
        {"table_name": "observations", "kind": "revised", "row_key": f"CUUR0000SA0|{year}-01-01",
         "column_name": "value", "before": str(year), "after": str(year + 1)}
        for year in range(1990, 2050)
    ]  # fmt: skip
    write_build(
        tmp_path / "data", "20261102T070000Z",
        wages=[wage(year=2024), wage(year=2025, annual_median=45_750.0), sector("62"), sector("44-45")],
        builds=[{"build_id": "20261102T070000Z", "built": datetime(2026, 11, 2, 7),
                 "previous_build": "20261001T070000Z", "schema_version": schema.VERSION}],
        changes=[*revised, {"table_name": "wages", "kind": "added", "row_key": "2025|5|US", "column_name": ""}],
        headlines=[{"name": "median", "title": "Median pay", "unit": "dollars a year", "period_before": "May 2024",
                    "before": 43_460.0, "period": "May 2025", "value": 45_750.0, "cell": "sheet 1, cell T7"}],
        change_rules=[{"name": "prices", "words": "any consumer price that was corrected", "reason": "all hangs on it",
                       "found": 60, "shown": 1}],
        reported_changes=[{"position": 1, "rule": "prices", "table_name": "observations", "kind": "revised",
                           "row_key": "CUUR0000SA0|1990-01-01", "row_words": "Consumer prices", "column_name": "value",
                           "before": "1990", "after": "1991", "change_pct": 0.05, "cell": "series CUUR0000SA0"}],
        checks=[{"name": "totals", "status": "accepted", "detail": "off by 20", "why": "BLS rounds"}],
    )  # fmt: skip
    with serving([sys.executable, "dashboard.py"], tmp_path / "data", tmp_path / "log") as address:
        yield address


def test_changes_accepted_exceptions_and_a_box_that_is_switched_off(visit, refreshed):
    with visit(at=refreshed) as visitor:
        page = visitor.open("/data")
        said = page.locator(".stMain").inner_text()
        assert "Accepted exception." in said and "Accepted because: BLS rounds" in said
        assert "20261001T070000Z" in said
        assert "43,460" in said and "+2,290" in said and "sheet 1, cell T7" in said
        assert "60 × any consumer price that was corrected (the first is listed)" in said
        assert "switched off on this server" in said
        assert page.get_by_role("button", name="Run").count() == 0

        page.get_by_text("Every change (61)").click()
        table = page.get_by_role("region", name="Every change, page 1 of 2")
        table.wait_for()
        assert table.locator("tbody tr").count() == 50
        page.get_by_role("button", name="Page 2").click()
        page.get_by_role("region", name="Every change, page 2 of 2").wait_for()
        visitor.open("/data?changes=wages")
        assert "No change of wages is over a threshold." in page.locator(".stMain").inner_text()
        assert violations(page) == []
