"""A refusal is accepted by name and for what it found: recorded, told, carried on, and refused where that changes."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from etl import warehouse
from etl.checks import Check
from etl.checks.acceptance import NOTHING, refusal, settle
from etl.checks.check import listed
from etl.errors import UsageError
from tests.etl.conftest import Etl

WHY = "BLS took the file back; see its notice of 2 April"


def without(data: Path, name: str) -> None:
    """Take a file from those on disk."""
    for path in (data / "downloads").rglob(f"{name}*"):
        path.unlink()


def checks_of(data: Path, status: str) -> dict[str, str | None]:
    """From name to why, of the published build's checks of a status."""
    path = warehouse.build_path(data / "warehouse", warehouse.require_current(data / "warehouse"))
    with closing(duckdb.connect(str(path), read_only=True)) as connection:
        return dict(connection.execute("SELECT name, why FROM checks WHERE status = ?", [status]).fetchall())


def test_refusal_is_accepted_recorded_told_and_carried_on(etl: Etl, data: Path) -> None:
    first = warehouse.current(data / "warehouse")
    without(data, "oesm16nat.zip")
    code, _, complaint = etl("build")
    assert code == 1 and warehouse.current(data / "warehouse") == first
    told = re.search(r"once somebody has looked:\n  python -m etl (.*)", complaint)
    assert told, complaint

    code, said, complaint = etl(*shlex.split(told[1].replace("your reason", WHY)), "--json")
    assert code == 0, complaint
    report = json.loads(said)
    accepted = {check["name"]: check["why"] for check in report["checks"] if check["status"] == "accepted"}
    assert accepted == checks_of(data, "accepted")
    assert accepted == dict.fromkeys(("national_years_complete", "coverage_not_shrinking"), WHY)

    code, said, _ = etl("build")
    carried = f"accepted with build {report['build']}, and nothing else was found since: {WHY}"
    assert code == 0 and carried in said
    assert checks_of(data, "accepted") == {"national_years_complete": carried}, "what passes now is accepted no longer"


def test_nothing_is_accepted_in_advance(etl: Etl, data: Path) -> None:
    first = warehouse.current(data / "warehouse")
    code, _, complaint = etl("build", "--accept", "states_complete", "--why", WHY)
    assert code == 2 and "states_complete does not refuse this build (warning); no check refuses it" in complaint
    code, _, complaint = etl("refresh", "--accept", "states_complete", "--why", WHY)
    assert code == 2 and "nothing is new" in complaint
    assert warehouse.builds(data / "warehouse") == [first]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--accept", "a"], "--accept a needs its --why"),
        (["--accept", "a", "--accept", "b", "--why", "c"], "--accept a needs its --why"),
        (["--accept", "a", "--why", "  "], "expected why a is accepted, found nothing"),
        (["--accept", " ", "--why", "c"], "expected the name of a check"),
        (["--accept", "a", "--why", "b", "--why", "c"], "it follows the --accept that it belongs to"),
        (["--why", "c", "--accept", "a"], "it follows the --accept that it belongs to"),
        (["--accept", "a", "--why", "b", "--accept", "a", "--why", "b"], "a is named twice"),
    ],
)
@pytest.mark.parametrize("command", ["refresh", "build"])
def test_acceptance_without_a_reason_is_a_usage_error(etl: Etl, command: str, arguments: list[str], says: str) -> None:
    code, _, complaint = etl(command, *arguments)
    assert code == 2 and says in complaint


REFUSED = Check("a", "refused", "found")


@pytest.fixture
def before() -> Iterator[duckdb.DuckDBPyConnection]:
    """The build b1, in which the refusal was accepted."""
    with closing(duckdb.connect()) as connection:
        connection.execute(
            "CREATE TABLE checks AS SELECT 'a' AS name, 'accepted' AS status, 'found' AS detail, 'old' AS why"
        )
        connection.execute("CREATE TABLE builds AS SELECT 'b1' AS build_id")
        yield connection


def test_acceptance_holds_for_the_same_finding_only(before: duckdb.DuckDBPyConnection) -> None:
    carried = "accepted with build b1, and nothing else was found since: old"
    assert settle([REFUSED], NOTHING, before) == [Check("a", "accepted", "found", carried)]
    assert settle([REFUSED], {"a": "new"}, before) == [Check("a", "accepted", "found", "new")]
    for other in (Check("a", "refused", "found 2"), Check("b", "refused", "found"), Check("a", "passed", "fine")):
        assert settle([other], NOTHING, before) == [other]
    assert settle([REFUSED], NOTHING, None) == [REFUSED]


def test_acceptance_that_was_carried_names_the_build_in_which_somebody_gave_it(
    before: duckdb.DuckDBPyConnection,
) -> None:
    carried = settle([REFUSED], NOTHING, before)[0].why
    before.execute("UPDATE checks SET why = ?", [carried])
    before.execute("UPDATE builds SET build_id = 'b2'")
    assert settle([REFUSED], NOTHING, before)[0].why == carried


def test_long_lists_of_findings_that_begin_alike_are_told_apart() -> None:
    one, other = ([*"abc", *rest] for rest in ("de", "df"))
    assert listed(one) != listed(other) and listed(one).startswith("a; b; c; and 2 more (list ")
    assert listed(["a", "b"]) == "a; b"


def test_name_that_refuses_nothing_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="there is no check 'b'; refused are a"):
        settle([REFUSED], {"b": "new"}, None)
    with pytest.raises(UsageError, match=r"c does not refuse this build \(passed\); no check refuses it"):
        settle([Check("c", "passed", "fine")], {"c": "new"}, None)


def test_refused_build_names_the_command_that_publishes_it() -> None:
    said = refusal("build", [REFUSED, Check("b", "accepted", "found", "it's so")], {"b": "it's so"})
    assert said.endswith("  python -m etl build --accept b --why 'it'\"'\"'s so' --accept a --why 'your reason'")
    assert "a check refuses it:\n  a: found\n" in said
