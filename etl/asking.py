"""What the publishers are asked for: every source or some, every edition or those from one on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import ModuleType

from etl import sources
from etl.download import Downloader, Outcome
from etl.editions import Edition
from etl.errors import UsageError
from etl.files import RemoteFile
from etl.settings import Settings

FIRST_OF_YEAR = 1
"""Month of `since` where only a year is named: before every edition of that year."""


@dataclass(frozen=True)
class Selection:
    """Part of what could be asked for; what is on disk stays in a build, asked for or not.

    only: names of sources, in the order of etl/sources. since: the first OEWS edition that is asked for, and with its
    year the first year of the monthly series; None for all. Files that hold one edition at an address that does not
    say which (projections, weekly earnings, price parities, O*NET, the Handbook) are always asked for.
    """

    only: tuple[str, ...] = sources.NAMES
    since: Edition | None = None

    def sources(self) -> list[ModuleType]:
        """The modules of the sources that are asked for."""
        return [sources.load(name) for name in self.only]

    def files(self, source: ModuleType, today: date) -> list[RemoteFile]:
        """The files of a source that are asked for."""
        return [file for file in source.files(today) if self.covers(file)]

    def covers(self, file: RemoteFile) -> bool:
        return self.since is None or not file.edition or Edition.parse(file.edition) >= self.since

    @property
    def since_year(self) -> int | None:
        return None if self.since is None else self.since.year

    @property
    def since_words(self) -> str | None:
        """'2024' or 'May 2024', None for all editions."""
        if self.since is None:
            return None
        return str(self.since.year) if self.since.month == FIRST_OF_YEAR else str(self.since)


def parse_only(text: str) -> tuple[str, ...]:
    """Sources of 'oews_nation,projections', in the order in which they are fetched. Raises UsageError."""
    named = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in named if name not in sources.NAMES]
    if unknown or not named:
        wrong = f"there is no source {', '.join(map(repr, unknown))}" if unknown else "no source is named"
        raise UsageError(f"{wrong}; sources are {', '.join(sources.NAMES)}")
    return tuple(name for name in sources.NAMES if name in named)


def parse_since(text: str) -> Edition:
    """The first edition of a year ('2024') or the one named ('May 2024', 'November 2003'). Raises UsageError."""
    try:
        edition = Edition.parse(" ".join(text.split()).capitalize())
    except ValueError:
        raise UsageError(
            f"expected a year such as 2024, or an OEWS edition such as 'May 2024', found {text!r}"
        ) from None
    # A bare year means all of it, as an edition it would be the one of the year's last quarter.
    return edition if " " in text.strip() else Edition(edition.year, FIRST_OF_YEAR)


EVERYTHING = Selection()


def fetch(settings: Settings, today: date, selection: Selection = EVERYTHING) -> list[Outcome]:
    """Ask for every file of the selection; one outcome a file."""
    outcomes: list[Outcome] = []
    with Downloader(settings) as downloader:
        _expect(downloader, today, selection)
        for source in selection.sources():
            if hasattr(source, "fetch"):
                outcomes += source.fetch(downloader, today, selection.since_year)
            else:
                outcomes += [downloader.fetch(file) for file in selection.files(source, today)]
    return outcomes


def look(settings: Settings, today: date, selection: Selection = EVERYTHING) -> list[Outcome]:
    """What `fetch` would find, by asking for headers only: nothing is fetched, and nothing on disk changes."""
    outcomes: list[Outcome] = []
    with Downloader(settings) as downloader:
        _expect(downloader, today, selection)
        for source in selection.sources():
            if hasattr(source, "look"):
                outcomes += source.look(settings, today, selection.since_year)
            else:
                outcomes += [downloader.look(file) for file in selection.files(source, today)]
    return outcomes


def _expect(downloader: Downloader, today: date, selection: Selection) -> None:
    downloader.expect(
        sum(len(selection.files(source, today)) for source in selection.sources() if hasattr(source, "files"))
    )
