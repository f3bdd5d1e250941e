"""Several at once: two refreshes, and a refresh under the eyes of twenty sessions."""

from __future__ import annotations

import json

from tests.faults import least
from tests.faults.child import nursery, start
from tests.faults.kit import SECONDS, Stand, wait_until
from tests.faults.least import STATES
from tests.faults.watching import watch
from tests.servers import silent

PROCESSES, THREADS = 4, 5
SEEN_WITHIN = 10.0
"""Seconds. A moment on a quiet machine; a busy one may not have let a reader run."""


def test_the_second_of_two_refreshes_says_that_the_first_is_at_work_and_the_first_goes_on(stand: Stand) -> None:
    stand.revise()
    stand.server.behave(STATES, silent(3.0))
    order = stand.order()
    first = start(order)
    wait_until(lambda: not stand.server.waiting(STATES))
    stand.survives("another refresh or build is at work", f"process {first.pid}", "wait for it to end", code=1)
    first.join(SECONDS)
    assert first.exitcode == 0, order.said.read_text()
    stand.answers()


def test_twenty_sessions_read_while_builds_are_published(stand: Stand) -> None:
    figure = {stand.named(): least.highest_median(0)}
    until = stand.data.parent / "until"
    notes = [stand.data.parent / f"notes-{number}" for number in range(PROCESSES)]
    readers = [nursery.Process(target=watch, args=(stand.data, THREADS, until, note)) for note in notes]
    for reader in readers:
        reader.start()
    published = []
    try:
        for _ in range(2):
            build = stand.recovers()
            figure[build] = least.highest_median(stand.edition)
            published.append((stand.warehouse / "CURRENT").stat().st_mtime)
    finally:
        until.touch()
    for reader in readers:
        reader.join(SECONDS)
    sessions = [session for note in notes for session in json.loads(note.read_text())]
    assert len(sessions) == PROCESSES * THREADS
    for session in sessions:
        assert [(build, seen) for _, build, seen, notice in session if notice or figure.get(build) != seen] == []
        builds = [build for _, build, _, _ in session]
        assert builds == sorted(builds) and set(builds) == set(figure), "each saw every build, in their order"
        for when, build in zip(published, list(figure)[1:], strict=True):
            assert next(at for at, seen, _, _ in session if seen >= build) - when < SEEN_WITHIN
