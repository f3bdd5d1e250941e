"""What follows from answers, kept for all visitors: worked out once for each set of answers that it hangs on.

A figure of a page hangs on a few of its questions, and which these are shows only while it is made. A reading of
answers is deterministic, so what was read, in its order, is a path through a tree: at each step the name of the
question that is read next, at the end the value. Who asks again walks the same path with answers of their own.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

Said = tuple[str, ...]
Needs = dict[str, Said]
"""Questions in the order in which they were needed, each with what an address says for its answer."""
Path = tuple[tuple[str, Said], ...]

MOST = 4_000
"""Values kept at once, some 30 kB each; those that nobody asked for longest go first."""
STEPS = 20 * MOST
"""Steps of paths kept at once. Those of values that are gone stay until then."""


class Kept:
    """Values by what they are about (hashable, a build's name among it) and by the answers that they hang on."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}
        self._values: OrderedDict[tuple[Hashable, Path], Any] = OrderedDict()
        self._next: dict[tuple[Hashable, Path], str] = {}

    def get(
        self, about: Hashable, said: Callable[[str], Said], make: Callable[[], tuple[Any, Needs]]
    ) -> tuple[Any, Needs]:
        """The value, with what it needed; made where it is not there.

        said: what an address says now for the question of that name. make: the value and its needs. Raises what they
        raise. Many who want the same at the same time wait for the first: what needs one another never goes in a ring.
        """
        found = self._walk(about, said)
        if found is None:
            with self._lock:
                making = self._making.setdefault(about, threading.Lock())
            with making:
                found = self._walk(about, said)
                if found is None:
                    value, needs = make()
                    found = value, tuple(needs.items())
                    self._keep((about, found[1]), value)
            with self._lock:
                self._making.pop(about, None)
        value, path = found
        return value, dict(path)

    def known(self, about: Hashable, said: Callable[[str], Said]) -> tuple[Any, Needs] | None:
        """The same, None where it is not there."""
        found = self._walk(about, said)
        return found and (found[0], dict(found[1]))

    def __len__(self) -> int:
        return len(self._values)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._next.clear()
            self._making.clear()

    def _walk(self, about: Hashable, said: Callable[[str], Said]) -> tuple[Any, Path] | None:
        path: Path = ()
        while True:
            key = about, path
            name = self._next.get(key)
            if name is None:
                with self._lock:
                    if key not in self._values:
                        return None
                    self._values.move_to_end(key)
                    return self._values[key], path
            path = (*path, (name, said(name)))

    def _keep(self, key: tuple[Hashable, Path], value: Any) -> None:
        about, path = key
        with self._lock:
            if len(self._next) > STEPS:
                self._next.clear()
                self._values.clear()
            for length, (name, _) in enumerate(path):
                self._next[about, path[:length]] = name
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
