"""The address that leaves the browser: PUBLIC_URL where it is set, else the visitor's own; nonsense is refused."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import address

VISITED = "http://192.168.1.20:8501/present"


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(address.VARIABLE, raising=False)


def test_without_public_url_it_is_the_visitors_own() -> None:
    assert address.view("/", {"place": "OH"}, VISITED) == "http://192.168.1.20:8501/?place=OH"
    assert address.view("growth", visited=VISITED) == "http://192.168.1.20:8501/growth"


@pytest.mark.parametrize(
    ("public", "expected"),
    [
        ("https://pay.example.org", "https://pay.example.org/?place=OH"),
        ("https://pay.example.org/", "https://pay.example.org/?place=OH"),
        ("  HTTPS://Pay.Example.org:8443/tech/ ", "https://pay.example.org:8443/tech/?place=OH"),
        ("http://[2001:db8::1]:80", "http://[2001:db8::1]:80/?place=OH"),
    ],
)
def test_public_url_stands_for_the_visitors(monkeypatch: pytest.MonkeyPatch, public: str, expected: str) -> None:
    monkeypatch.setenv(address.VARIABLE, public)
    assert address.view("/", {"place": "OH"}, VISITED) == expected


@pytest.mark.parametrize(
    "public",
    [
        "pay.example.org", "ftp://pay.example.org", "https://", "https://pay.example.org?x=1", "https://a b.org",
        "https://pay.example.org/#top", "https://me:secret@pay.example.org", "https://pay.example.org:port",
        "javascript:alert(1)", "https://pay.example.org/<b>", "https://[::1", "https://pay..org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_named(monkeypatch: pytest.MonkeyPatch, public: str) -> None:
    monkeypatch.setenv(address.VARIABLE, public)
    with pytest.raises(address.BadAddress, match=r"PUBLIC_URL: expected an address .*found '"):
        address.view("/", visited=VISITED)


def test_a_visitor_without_an_address_is_refused() -> None:
    with pytest.raises(address.BadAddress, match="expected an address such as"):
        address.base("")


@given(place=st.text(min_size=1, max_size=60))
def test_any_words_come_back_from_the_link(place: str) -> None:
    made = address.view("/", {"place": place}, VISITED)
    assert made.isascii()
    assert parse_qs(urlsplit(made).query, strict_parsing=True)["place"] == [place]


@pytest.mark.parametrize(
    ("where", "alone"),
    [
        ("http://localhost:8501/", True), ("http://127.0.0.1:8501/", True), ("http://[::1]/", True),
        ("http://0.0.0.0:8501", True), ("http://app.localhost/", True), ("http://192.168.1.20:8501/", False),
        ("https://pay.example.org/", False), ("http://localhost.example.org/", False),
    ],
)  # fmt: skip
def test_which_addresses_a_phone_in_the_room_cannot_open(where: str, alone: bool) -> None:
    assert address.this_machine_alone(where) is alone
