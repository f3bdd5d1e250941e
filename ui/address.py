"""The public address of a view: for whatever leaves the browser, such as a QR code, a deck, a handout, a listing.

PUBLIC_URL, where it is set, is the address under which visitors reach the dashboard (behind a proxy, or for phones in a
room); without it the address by which the present visitor came is taken. A server cannot know its own address.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

VARIABLE = "PUBLIC_URL"
HOST = re.compile(r"(?=.{1,253}$)[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")


class BadAddress(ValueError):
    """PUBLIC_URL, or the address that a visitor came by, is no address of a dashboard; the message says what is."""


def view(path: str = "/", query: Mapping[str, str] | None = None, visited: str | None = None) -> str:
    """The whole address of a view: 'https://pay.example.org/growth?place=OH'.

    path: the page's own, '/' for the Overview. query: the parameters of its link, in order. visited: an address of this
    dashboard as the visitor sees it, for routes; on a page it is asked of the browser. Raises BadAddress.
    """
    asked = f"?{urlencode(query, quote_via=quote)}" if query else ""
    return f"{base(visited)}/{quote(path.lstrip('/'))}{asked}"


def base(visited: str | None = None) -> str:
    """Where the dashboard is reached, without a slash at the end: PUBLIC_URL, else the visitor's. Raises BadAddress."""
    public = configured()
    return public if public is not None else origin(visited or st.context.url or "")


def configured() -> str | None:
    """PUBLIC_URL without a slash at the end, None where it is not set. Raises BadAddress where it is no address."""
    said = (os.environ.get(VARIABLE) or "").strip()
    if not said:
        return None
    try:
        found = origin(said)
        parts = urlsplit(said)
    except BadAddress as error:
        raise BadAddress(f"{VARIABLE}: {error}") from error
    if parts.query or parts.fragment or not re.fullmatch(r"[A-Za-z0-9/._~%-]*", parts.path):
        raise BadAddress(f"{VARIABLE}: expected an address without a question or a fragment, {_found(said)}")
    return found + parts.path.rstrip("/")


def origin(address: str) -> str:
    """Scheme, machine and port of an address, in small letters. Raises BadAddress."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as error:
        raise BadAddress(f"expected an address such as https://pay.example.org, {_found(address)}") from error
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not _is_host(host) or parts.username or parts.password:
        raise BadAddress(f"expected an address such as https://pay.example.org, {_found(address)}")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{'' if port is None else f':{port}'}"


def this_machine_alone(address: str) -> bool:
    """Whether an address only works on the machine that serves it, so that a phone in the room cannot open it."""
    host = urlsplit(address).hostname or ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return found.is_loopback or found.is_unspecified


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return HOST.fullmatch(host) is not None
    return True


def _found(address: str) -> str:
    return f"found {address.strip()[:80]!r}."
