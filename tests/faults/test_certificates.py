"""A certificate that cannot be verified: nothing is taken from whoever showed it.

The certificates in tls/ were made for these tests and are trusted by nobody, unless a test says so.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.faults.hurdles import every_host_at
from tests.faults.kit import Stand
from tests.servers import PublisherServer

TLS = Path(__file__).parent / "tls"


def ask(stand: Stand, shown: str, trusted: str | None, code: int, *words: str) -> int:
    """A refresh from a server that shows a certificate; returns how many requests reached it."""
    certificate = TLS / f"{shown}.pem", TLS / "made-up-key.pem"
    env = {"REQUESTS_CA_BUNDLE": str(TLS / f"{trusted}.pem")} if trusted else {}
    with PublisherServer(stand.folder, certificate=certificate) as server:
        hurdles = (partial(every_host_at, server.port),)
        stand.survives(*words, code=code, publisher=None, hurdles=hurdles, env=env)
        return len(server.requests)


@pytest.mark.parametrize(
    ("shown", "trusted", "why"),
    [
        ("right", None, "self-signed"),
        ("other", "other", "certificate is not valid for 'www.bls.gov'"),
        ("expired", "expired", "certificate has expired"),
    ],
)
def test_nothing_is_asked_of_a_host_whose_certificate_fails(
    stand: Stand, shown: str, trusted: str | None, why: str
) -> None:
    words = ("the certificate of www.bls.gov could not be verified", why, "this machine's clock", "Try again later")
    assert ask(stand, shown, trusted, 3, *words) == 0
    stand.goes_on()


def test_a_certificate_that_is_trusted_is_no_fault(stand: Stand) -> None:
    assert ask(stand, "right", "right", 0, "Nothing new") > 10
