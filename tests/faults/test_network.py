"""A publisher that cannot be reached, or answers badly: the build stays, the message says why and what to do."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from tests.faults.hurdles import no_names
from tests.faults.kit import CONTACT, IMPATIENT, KEY, QUICK, Stand
from tests.faults.least import API, STATES, newer_states
from tests.servers import Fault, broken_off, denied, dripping, page, redirect, silent, status

LATER, BY_HAND = "Try again later", "in a browser, save the file as"

ANSWERS: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "connection lost in the middle of the body": (broken_off(100), ("broke off after", LATER)),
    "403": (denied(), ("refused it (403", BY_HAND)),
    "a page that denies, as 200": (page("Access Denied"), ("page titled 'Access Denied'", BY_HAND)),
    "a page on maintenance, as 200": (page("Scheduled maintenance"), ("Scheduled maintenance", LATER)),
    "429 that asks for an hour": (status(429, 3600), ("answered 429", "asks to wait 3,600 seconds", LATER)),
    "500 in a row": (status(500), ("answered 500", "asked 3 times", LATER)),
    "redirect to elsewhere": (redirect("https://elsewhere.example/x.zip"), ("sends on to", "same publisher", BY_HAND)),
    "redirect off the secure way": (redirect("http://www.bls.gov/x.zip"), ("sends on to", BY_HAND)),
}
SLOW: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "time-out before the first byte": (silent(1.5), ("imed out", LATER)),
    "time-out in the middle of the body": (dripping(700, 1.5), ("broke off after", "imed out", LATER)),
    "slow drip": (dripping(40, 0.1), ("came too slowly", LATER)),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_is_no_file_leaves_the_build_and_says_what_to_do(stand: Stand, name: str) -> None:
    fault, words = ANSWERS[name]
    stand.put(STATES, newer_states())
    stand.server.behave(STATES, forever=fault)
    stand.survives(f"https://{STATES}", *words, code=3)
    stand.goes_on()


@pytest.mark.parametrize("name", SLOW)
def test_an_answer_that_does_not_come_in_time_is_given_up(stand: Stand, name: str) -> None:
    fault, words = SLOW[name]
    stand.put(STATES, newer_states())
    stand.server.behave(STATES, forever=fault)
    stand.survives(f"https://{STATES}", *words, code=3, limits=IMPATIENT)
    stand.goes_on()


@pytest.mark.parametrize("passing", [status(429, 1), status(500), status(503, 0)])
def test_trouble_that_passes_is_waited_for_and_no_fault(stand: Stand, passing: Fault) -> None:
    stand.server.behave(STATES, passing, passing)
    stand.survives("Nothing new", code=0)


def test_a_page_in_place_of_a_file_that_was_there_is_told_and_the_file_stays_in_use(stand: Stand) -> None:
    stand.server.behave(STATES, forever=page("Bureau of Labor Statistics"))
    stand.survives("oesm25st.zip: not there any more", "stays in use", "look for it in a browser", code=0)
    stand.goes_on()


def test_connection_refused_by_a_host_that_is_not_asked_for_every_file(stand: Stand) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
        words = ("could not be reached", "refused", "more files of www.bls.gov", LATER, "python -m etl build")
        run = stand.survives(*words, code=3, publisher=nobody)
    assert run.said.count("ConnectionRefused") <= 20
    stand.recovers()


def test_no_name_is_found(stand: Stand) -> None:
    quick = replace(QUICK, attempts=1)
    words = ("www.bls.gov could not be reached", "Name or service", LATER)
    stand.survives(*words, code=3, publisher=None, hurdles=(no_names,), limits=quick)
    stand.goes_on()


@pytest.mark.parametrize("path", [STATES, API])
def test_what_a_server_repeats_of_us_is_told_to_nobody(stand: Stand, path: str) -> None:
    stand.server.behave(path, forever=page(f"Access Denied to {CONTACT} with {KEY}"))
    stand.survives("Access Denied to (BLS_CONTACT) with (BLS_API_KEY)", code=3)
    stand.goes_on()


def test_what_a_server_repeats_of_us_in_headers_is_not_written_down(stand: Stand) -> None:
    stand.put(STATES, newer_states())
    stand.server.behave(STATES, Fault(headers={"ETag": f'"{CONTACT * 9}"', "Last-Modified": CONTACT}))
    run = stand.run()
    assert run.code == 0, run.said
    stand.discreet(run.said)
    dated = stand.answers().rows("SELECT last_modified FROM sources WHERE source = 'oews_states'")
    assert dated == [{"last_modified": None}]
