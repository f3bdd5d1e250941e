"""Why a query has no answer, in words that lead on: what happened, the engine's own message, and what to try."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis import words


@dataclass(frozen=True)
class Trouble:
    """what: one sentence. engine: DuckDB's message where it helps, else ''. hint: what to try."""

    what: str
    engine: str = ""
    hint: str = ""


SWITCHED_OFF = Trouble(
    "The SQL box is switched off on this server.",
    hint="Download the tables, or the whole build, and query them with DuckDB on your own machine.",
)
EMPTY = Trouble("There is no query yet.", hint="Write one, or take an example.")
SLOW_START = Trouble(
    "The program that answers queries did not start in time.", hint="The server is busy: try again in a minute."
)
DIED = Trouble(
    "The query ended the program that answers it, so it was stopped. Nothing else is harmed.",
    hint="It probably needed too much memory: filter with WHERE, take fewer columns, or add LIMIT.",
)
NO_TABLES = Trouble(
    "The tables could not be opened.", hint="A new build may have just replaced them: reload the page and run it again."
)

HINTS = {
    "ParserException": "The engine could not read the query at the place it marks. Look for a missing comma or "
    "bracket. Text goes in 'single' quotes, names with odd letters in \"double\" quotes.",
    "BinderException": "A name or a type does not fit. The columns of each table are listed under Tables and columns.",
    "CatalogException": "There is no table or function of that name. SHOW TABLES lists the tables. Files cannot be "
    "read here.",
    "PermissionException": "Only the tables of the build can be read here: no files, no other databases, nothing on "
    "the network.",
    "ConversionException": "A value does not have the type that is asked for. TRY_CAST(x AS type) gives NULL where it "
    "does not.",
    "OutOfRangeException": "A number or a text is larger than its type can hold.",
}
"""What to try, by the kind of DuckDB's error."""
READ_ONLY = "The tables are read-only. Begin with SELECT, WITH, FROM, DESCRIBE, SUMMARIZE or EXPLAIN."
LOCKED = "Settings stay as they are here, and no extension is loaded."
OTHERWISE = "Change the query, or begin with one of the examples."
ADVICE_OF_THE_ENGINE = re.compile(r"(Traceback|due to the following Python exception).*", re.DOTALL)
LONGEST = 1_500


def too_long(letters: int, most: int) -> Trouble:
    return Trouble(
        f"The query has {words.number(letters)} letters; {words.number(most)} can be run.", hint="Shorten the query."
    )


def busy(at_once: int) -> Trouble:
    return Trouble(
        f"{at_once} queries are running already, which is as many as this server runs at once.",
        hint="Yours was not run. Wait a few seconds and press Run again.",
    )


def too_slow(seconds: float) -> Trouble:
    return Trouble(
        f"Stopped after {seconds:g} {'second' if seconds == 1 else 'seconds'}, the limit for a query.",
        hint="Filter with WHERE, join tables on their keys, or add LIMIT. A table joined to itself without a condition "
        "has as many rows as its number of rows times itself.",
    )


def explained(kind: str, text: str, memory_mb: int) -> Trouble:
    """What an error of the worker means.

    kind: the engine's class of error, or one of the worker's own: 'NotOneSelect' (text: the kinds of statements),
    'TimeZone' (text: the columns), 'No tables'.
    """
    if kind == "No tables":
        return NO_TABLES
    if kind == "NotOneSelect":
        return _not_one_select([part for part in text.split(", ") if part])
    if kind == "TimeZone":
        return Trouble(
            "Times with a time zone cannot be shown here.", f"Columns: {text}", "Write for example now()::TIMESTAMP."
        )
    if kind in {"OutOfMemoryException", "MemoryError"}:
        return Trouble(
            f"The query needed more than {memory_mb} MB, the limit for a query.",
            hint="Filter with WHERE before you join, group or sort, take fewer columns, or add LIMIT.",
        )
    return Trouble("DuckDB could not run the query.", _shortened(text), _hint(kind, text))


def _hint(kind: str, text: str) -> str:
    if "read-only mode" in text:
        return READ_ONLY
    return LOCKED if "configuration has been locked" in text else HINTS.get(kind, OTHERWISE)


def _not_one_select(kinds: list[str]) -> Trouble:
    if not kinds:
        return EMPTY
    if len(kinds) > 1:
        return Trouble(f"There are {len(kinds)} statements; one can be run.", hint=f"Keep one. {READ_ONLY}")
    if kinds == ["MULTI"]:
        return Trouble(
            "The engine would make several statements of this one; one can be run.",
            hint="In a PIVOT, name the values: PIVOT t ON year IN (2024, 2025) USING sum(x).",
        )
    return Trouble(f"{kinds[0]} is not allowed here: only SELECT is.", hint=READ_ONLY)


def _shortened(text: str) -> str:
    """The engine's message without what it says of the machine."""
    text = ADVICE_OF_THE_ENGINE.sub("", text).strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
