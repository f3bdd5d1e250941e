"""What is printed on whatever leaves the dashboard, so that nobody has to guess what it shows and how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

PROJECT = "Does specializing pay?"
LANGUAGE = "en-US"


@dataclass(frozen=True)
class Stamp:
    """The place, the build, and the address of the same view, '' where the dashboard does not know its own."""

    place: str
    build_id: str
    built: datetime
    address: str

    @property
    def words(self) -> str:
        """'Figures of November 22, 2026 (build 20261122T…)'."""
        return f"Figures of {self.built:%B} {self.built.day}, {self.built.year}, build {self.build_id}"
