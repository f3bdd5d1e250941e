"""Who we say we are to a publisher's server, and what we let it tell us to do."""

from __future__ import annotations

import ipaddress
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests

from etl.errors import UsageError
from etl.settings import Settings

PROGRAM = "pharmacy-technician-dashboard/1.0"
NO_CONTACT = (
    "BLS_CONTACT is not set. BLS asks programs to name a contact e-mail in their requests and often answers 403 to "
    "those that do not. Set it with: export BLS_CONTACT=you@example.org"
)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def user_agent(settings: Settings) -> str:
    """Who we are, with the contact e-mail where one is set. Raises UsageError for a BLS_CONTACT that is no e-mail."""
    library = f"python-requests/{requests.__version__}"
    if settings.contact is None:
        return f"{PROGRAM} {library}"
    if not _EMAIL.fullmatch(settings.contact):
        # Not told what was found: this is printed, and printed things are kept.
        raise UsageError("BLS_CONTACT: expected an e-mail address, such as you@example.org, found something else")
    return f"{PROGRAM} (contact: {settings.contact}) {library}"


def family(host: str) -> str:
    """'bls.gov' for 'www.bls.gov': hosts of one family belong to one publisher. An IP address is its own family."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return ".".join(host.lower().rstrip(".").split(".")[-2:])


def may_redirect(start: str, target: str) -> bool:
    """Whether `target` is an https address, on the standard port, of the same publisher as `start`.

    Raises ValueError for what is no address.
    """
    to = urlsplit(target)
    plain = to.scheme == "https" and to.port in (None, 443) and to.username is None and bool(to.hostname)
    return plain and family(to.hostname or "") == family(urlsplit(start).hostname or "")


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, written as seconds or as a date; None where it says nothing."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip())
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
