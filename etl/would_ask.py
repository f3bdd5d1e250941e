"""What a refresh would ask each source for, as far as the records on disk tell: nobody is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import ModuleType

from etl.settings import Settings
from etl.shelf import SETTLED_FOR, Place


@dataclass(frozen=True)
class WouldAsk:
    """Files of a source by what a refresh would do with them.

    again: asked for again, fetched only if changed. new: asked for, not on disk so far. inbox: taken from the inbox.
    resting: not asked for, as they no longer change; until: the first day on which one of them is asked for again.
    """

    again: int = 0
    new: int = 0
    inbox: int = 0
    resting: int = 0
    until: date | None = None

    @property
    def words(self) -> str:
        """In a sentence without its full stop."""
        until = f" until {self.until}" if self.until else ""
        parts = (
            f"asks again for {_files(self.again)}" if self.again else "",
            f"asks for {_files(self.new)} not on disk" if self.new else "",
            f"takes {_files(self.inbox)} from the inbox" if self.inbox else "",
            f"leaves {_files(self.resting, 'older ')}{until}" if self.resting else "",
        )
        return "; ".join(filter(None, parts)) or "asks for nothing"


def would_ask(settings: Settings, source: ModuleType, today: date) -> WouldAsk:
    """What a refresh on that day would ask this source for."""
    if hasattr(source, "look"):
        outcomes = source.look(settings, today)
        resting = sum(outcome.status == "resting" for outcome in outcomes)
        again = sum(outcome.status != "resting" and outcome.local is not None for outcome in outcomes)
        return WouldAsk(again, len(outcomes) - resting - again, 0, resting)
    now = datetime.combine(today, datetime.now(UTC).timetz())
    places = [Place(settings, file, lambda: now) for file in source.files(today)]
    inbox = [place for place in places if place.inbox.exists()]
    resting = [place for place in places if place not in inbox and place.is_settled()]
    others = [place for place in places if place not in inbox and place not in resting]
    checked = [datetime.fromisoformat(place.known.checked) for place in resting if place.known]
    return WouldAsk(
        sum(place.local is not None for place in others),
        sum(place.local is None for place in others),
        len(inbox),
        len(resting),
        (min(checked) + SETTLED_FOR).date() if checked else None,
    )


def _files(number: int, kind: str = "") -> str:
    return f"{number} {kind}file{'' if number == 1 else 's'}"
