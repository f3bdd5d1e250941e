"""Publishers' servers are asked honestly, slowly, patiently, and only where they are themselves."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from requests.adapters import BaseAdapter

from etl.download import Downloader, Limits
from etl.errors import UsageError
from etl.manners import family, may_redirect, retry_after
from etl.settings import Settings
from tests.download_kit import CONTACT, OES, Kit
from tests.servers import (
    Fault,
    PublisherServer,
    broken_off,
    denied,
    dripping,
    page,
    redirect,
    silent,
    status,
)

NAT = f"{OES}/oesm25nat.zip"
API = "https://api.bls.gov/publicAPI/v2/timeseries/data/"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


# Who we say we are


def test_the_user_agent_is_honest_and_names_the_contact(kit: Kit) -> None:
    kit.fetch()
    agent = kit.server.requests[0].headers["user-agent"]
    assert CONTACT in agent
    assert "python-requests" in agent
    assert "Mozilla" not in agent
    assert kit.out.getvalue().count("BLS_CONTACT") == 0


def test_without_a_contact_it_says_once_how_to_set_it_and_goes_on(kit: Kit) -> None:
    kit.publish(NAT)
    with kit.downloader(replace(kit.settings, contact=None), progress=False) as downloader:
        assert downloader.fetch(kit.remote()).status == "new"
        downloader.fetch(kit.remote(f"{OES}/oesm24nat.zip"))
    said = kit.out.getvalue()
    assert said.count("export BLS_CONTACT=") == 1
    assert "@" not in kit.server.requests[0].headers["user-agent"]


def test_a_refusal_for_want_of_a_contact_explains_itself(kit: Kit) -> None:
    kit.publish(NAT)
    kit.server.require_contact = True
    refused = kit.fetch(settings=replace(kit.settings, contact=None))
    assert refused.status == "refused"
    assert "403" in refused.message
    assert "export BLS_CONTACT=" in refused.message
    assert kit.fetch().status == "new"


def test_a_refusal_with_a_contact_does_not_ask_for_one(kit: Kit) -> None:
    kit.server.behave(NAT, denied())
    assert "BLS_CONTACT" not in kit.fetch().message


@pytest.mark.parametrize("contact", ["no address", "you@", "a@b", "x@example.org\r\nX-Other: 1", "é@example.org"])
def test_a_contact_that_is_no_address_is_a_usage_error(contact: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="BLS_CONTACT") as error:
        Downloader(Settings(data=tmp_path, contact=contact))
    assert error.value.exit_code == 2


# How often


def test_requests_to_a_host_are_apart(kit: Kit) -> None:
    with kit.downloader() as downloader:
        downloader.fetch_all([kit.remote(f"{OES}/oesm{year}nat.zip") for year in (21, 22, 23)])
    assert kit.time.slept == [0.4, 0.4]


def test_another_host_need_not_wait(kit: Kit) -> None:
    with kit.downloader() as downloader:
        downloader.fetch(kit.remote())
        downloader.fetch(kit.remote("apps.bea.gov/regional/zip/SARPP.zip"))
    assert kit.time.slept == []


def test_time_spent_on_something_else_counts_as_pause(kit: Kit) -> None:
    with kit.downloader() as downloader:
        downloader.fetch(kit.remote())
        kit.time.sleep(0.3)
        downloader.fetch(kit.remote())
    assert kit.time.slept == [0.3, pytest.approx(0.1)]


# How patiently


@pytest.mark.parametrize("fault", [status(429), status(500), status(502), status(503), status(504), status(408)])
def test_passing_trouble_is_retried_with_growing_waits(kit: Kit, fault: Fault) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, fault, fault, fault)
    assert kit.fetch().status == "new"
    waits = [seconds for seconds in kit.time.slept if seconds >= 1]
    assert waits == [1, 2, 4]


def test_retries_end(kit: Kit) -> None:
    kit.server.behave(NAT, forever=status(503))
    outcome = kit.fetch()
    assert outcome.status == "unreachable"
    assert len(kit.server.requests) == 5
    assert sum(kit.time.slept) < 20
    assert f"https://{NAT}" in outcome.message
    assert "503" in outcome.message


@pytest.mark.parametrize("code", [400, 401, 403, 405, 406, 414, 451])
def test_a_refusal_is_not_retried(kit: Kit, code: int) -> None:
    kit.server.behave(NAT, forever=status(code))
    assert kit.fetch().status == "refused"
    assert len(kit.server.requests) == 1


def test_retry_after_is_heard(kit: Kit) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, status(429, retry_after=37))
    assert kit.fetch().status == "new"
    assert kit.time.slept == [37]


def test_retry_after_does_not_shorten_the_wait(kit: Kit) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, status(429, retry_after=0), status(503, retry_after=0))
    kit.fetch()
    assert [seconds for seconds in kit.time.slept if seconds >= 1] == [1, 2]


def test_a_server_that_asks_for_an_hour_is_left_alone(kit: Kit) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, status(503, retry_after=3600))
    outcome = kit.fetch()
    assert outcome.status == "unreachable"
    assert "3,600 seconds" in outcome.message
    assert (len(kit.server.requests), kit.time.slept) == (1, [])


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Sun, 22 Nov 2026 09:00:30 GMT", 30),
        ("Sun, 22 Nov 2026 08:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


def test_a_page_about_maintenance_is_retried_then_unreachable(kit: Kit) -> None:
    kit.server.behave(NAT, forever=page("BLS.gov is down for scheduled maintenance"))
    outcome = kit.fetch()
    assert outcome.status == "unreachable"
    assert "maintenance" in outcome.message
    assert len(kit.server.requests) == 5


def test_a_server_that_says_nothing_is_a_time_out_and_is_asked_again(kit: Kit) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, silent(0.4))
    outcome = kit.fetch(limits=Limits(read=0.1))
    assert outcome.status == "new"
    assert len(kit.server.requests) >= 1
    assert 1 in kit.time.slept, "the time-out was followed by a wait"


def test_a_trickle_is_a_time_out(kit: Kit) -> None:
    kit.publish(NAT)
    kit.server.behave(NAT, forever=dripping(10, 0.01))
    started = time.monotonic()
    outcome = kit.fetch(limits=Limits(attempts=2, grace=0.1, slowest=100_000), clock=time.monotonic)
    assert outcome.status == "unreachable"
    assert "too slowly" in outcome.message
    assert time.monotonic() - started < 2, "20 kB at 1 kB a second would take twenty"


def test_a_host_that_is_not_there_is_unreachable(kit: Kit) -> None:
    with PublisherServer(kit.folder) as other:
        nowhere = other.url
    outcome = kit.fetch(settings=replace(kit.settings, mirror=nowhere), transport=None)
    assert outcome.status == "unreachable"
    assert "refused" in outcome.message  # the reason, in the system's words
    assert kit.time.slept == [1, 2, 4, 8]


class Broken(BaseAdapter):
    """A transport that fails before any server is reached."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error, self.sent = error, 0

    def send(self, *_: object, **__: object) -> requests.Response:
        self.sent += 1
        raise self.error

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("error", "expected", "times"),
    [
        (requests.ConnectionError("Name or service not known"), "unreachable", 5),
        (requests.ConnectTimeout("timed out"), "unreachable", 5),
        (requests.ReadTimeout("timed out"), "unreachable", 5),
        (requests.exceptions.ProxyError("no proxy"), "unreachable", 5),
        (requests.exceptions.SSLError("certificate verify failed"), "unreachable", 1),
        (requests.exceptions.InvalidHeader("Content-Length: 1, 2"), "refused", 1),
    ],
)
def test_what_the_network_does_never_raises(kit: Kit, error: Exception, expected: str, times: int) -> None:
    transport = Broken(error)
    outcome = kit.fetch(transport=transport)
    assert (outcome.status, transport.sent) == (expected, times)
    assert outcome.message


def test_a_host_that_gave_up_three_files_is_not_asked_for_the_rest(kit: Kit) -> None:
    """Seventy files, each with its time-outs, would be hours."""
    transport = Broken(requests.ConnectTimeout("timed out"))
    with kit.downloader(transport=transport) as downloader:
        outcomes = downloader.fetch_all([kit.remote(f"{OES}/oesm{year:02}nat.zip") for year in range(5, 25)])
    assert {outcome.status for outcome in outcomes} == {"unreachable"}
    assert transport.sent == 15
    assert "not asked again" in outcomes[-1].message


def test_a_host_that_answers_again_is_forgiven(kit: Kit) -> None:
    bad = [f"{OES}/oesm{year:02}nat.zip" for year in (5, 6, 7, 8)]
    kit.publish(NAT)
    for path in bad:
        kit.server.behave(path, forever=status(500))
    with kit.downloader() as downloader:
        order = [bad[0], bad[1], NAT, bad[2], bad[3], NAT]
        statuses = [downloader.fetch(kit.remote(path)).status for path in order]
    assert statuses == ["unreachable", "unreachable", "new", "unreachable", "unreachable", "unchanged"]


# Where to


def test_a_redirect_within_the_publisher_is_followed(kit: Kit) -> None:
    content = kit.publish("download.bls.gov/pub/oesm25nat.zip")
    kit.server.behave(NAT, redirect("https://download.bls.gov/pub/oesm25nat.zip", 301))
    outcome = kit.fetch()
    assert outcome.status == "new"
    assert kit.on_disk().read_bytes() == content


def test_a_relative_redirect_is_followed(kit: Kit) -> None:
    kit.publish(f"{OES}/new/oesm25nat.zip")
    kit.server.behave(NAT, redirect("new/oesm25nat.zip"))
    assert kit.fetch().status == "new"


@pytest.mark.parametrize(
    "target",
    [
        "http://www.bls.gov/oes/x.zip",
        "https://bls.gov.example.com/oes/x.zip",
        "https://example.com/x.zip",
        "https://www.bls.gov:8443/x.zip",
        "https://user@www.bls.gov/x.zip",
        "file:///etc/passwd",
        "https://[",
        "//example.com/x.zip",
    ],
)
def test_a_redirect_elsewhere_is_refused_and_not_followed(kit: Kit, target: str) -> None:
    kit.server.behave(NAT, redirect(target))
    outcome = kit.fetch()
    assert outcome.status == "refused"
    assert "same publisher" in outcome.message
    assert kit.paths() == [NAT]


def test_redirects_in_a_circle_end(kit: Kit) -> None:
    kit.server.behave(NAT, forever=redirect(f"https://{NAT}"))
    assert kit.fetch().status == "refused"
    assert len(kit.server.requests) == 6


def test_a_family_of_hosts_is_one_publisher() -> None:
    assert family("www.bls.gov") == family("download.bls.gov") == "bls.gov"
    assert family("127.0.0.1") == "127.0.0.1"
    assert not may_redirect("https://127.0.0.1/a", "https://9.0.0.1/a")


# The API


API_PATH = "api.bls.gov/publicAPI/v2/timeseries/data/"


def answered(content: str) -> Fault:
    return Fault(status=200, content=content.encode(), headers={"Content-Type": "application/json"})


def test_a_post_sends_json_and_returns_json(kit: Kit) -> None:
    kit.server.behave(API_PATH, answered('{"status": "REQUEST_SUCCEEDED"}'))
    with kit.downloader() as downloader:
        answer = downloader.post_json(API, {"seriesid": ["CUUR0000SA0"]})
    assert (answer.status, answer.data) == ("ok", {"status": "REQUEST_SUCCEEDED"})
    asked = kit.server.requests[0]
    assert (asked.method, asked.body) == ("POST", b'{"seriesid": ["CUUR0000SA0"]}')
    assert asked.headers["content-type"] == "application/json"
    assert CONTACT in asked.headers["user-agent"]


@pytest.mark.parametrize(
    "fault", [status(429), status(502), page("Maintenance"), answered("{torn"), broken_off(after=5)]
)
def test_a_post_is_retried_like_a_file(kit: Kit, fault: Fault) -> None:
    good = answered('{"status": "REQUEST_SUCCEEDED"}')
    kit.server.behave(API_PATH, replace(good, broken=5) if fault.broken else fault, good)
    with kit.downloader() as downloader:
        assert downloader.post_json(API, {}).status == "ok"
    assert len(kit.server.requests) == 2
    assert kit.time.slept[0] == 1


def test_a_page_from_the_api_is_unreachable_not_an_answer(kit: Kit) -> None:
    kit.server.behave(API_PATH, forever=page("Down"))
    with kit.downloader() as downloader:
        answer = downloader.post_json(API, {})
    assert (answer.status, answer.data) == ("unreachable", None)
    assert "a page titled 'Down'" in answer.message


def test_a_refused_post_is_not_retried(kit: Kit) -> None:
    kit.server.behave(API_PATH, forever=denied())
    with kit.downloader() as downloader:
        assert downloader.post_json(API, {}).status == "refused"
    assert len(kit.server.requests) == 1


def test_a_post_is_not_sent_on_to_another_address(kit: Kit) -> None:
    kit.server.behave(API_PATH, redirect("https://api.bls.gov/elsewhere", 307))
    with kit.downloader() as downloader:
        assert downloader.post_json(API, {"registrationkey": "secret"}).status == "refused"
    assert kit.paths() == [API_PATH]


def test_the_caller_may_ask_for_another_attempt(kit: Kit) -> None:
    failed, good = answered('{"status": "REQUEST_FAILED"}'), answered('{"status": "REQUEST_SUCCEEDED"}')
    kit.server.behave(API_PATH, failed, good, forever=failed)
    with kit.downloader() as downloader:
        first = downloader.post_json(API, {}, again=lambda data: data["status"] == "REQUEST_FAILED")
        second = downloader.post_json(API, {}, again=lambda data: data["status"] == "REQUEST_FAILED")
    assert (first.status, first.data) == ("ok", {"status": "REQUEST_SUCCEEDED"})
    assert second.status == "unreachable"
    assert "REQUEST_FAILED" in second.message


def test_the_key_is_in_no_answer_and_no_message(kit: Kit) -> None:
    key = "0123456789abcdef0123456789abcdef"
    echo = answered(
        f'{{"status": "REQUEST_NOT_PROCESSED", "message": ["The key:{key} provided by the User is invalid."]}}'
    )
    kit.server.behave(API_PATH, echo, forever=echo)
    settings = replace(kit.settings, api_key=key)
    with kit.downloader(settings) as downloader:
        answer = downloader.post_json(API, {"registrationkey": key})
        again = downloader.post_json(API, {"registrationkey": key}, again=lambda _: True)
    assert key in kit.server.requests[0].body.decode()
    assert key not in str(answer) + str(again) + kit.out.getvalue()
    assert "The key:(BLS_API_KEY)" in str(answer.data)


def test_an_endless_answer_is_cut(kit: Kit) -> None:
    kit.server.behave(API_PATH, answered('"' + "x" * 50_000 + '"'))
    with kit.downloader(limits=Limits(largest={"json": 10_000})) as downloader:
        assert downloader.post_json(API, {}).status == "refused"
