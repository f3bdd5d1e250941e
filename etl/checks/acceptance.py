"""Accepting a refusal by name: somebody has looked at it, says why, and the build is published all the same.

An acceptance holds for what was found, not for the check: the next builds carry it on, and say so, as long as the check
finds the very same; once it finds anything else it refuses again. A build in which the check passes ends it. So a
monthly refresh need not be told again of a fault that a publisher has not mended, and a new fault is never let through.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from etl.checks.check import Check, Connection
from etl.errors import UsageError

Accepted = Mapping[str, str]
"""From the name of a check to why its refusal is accepted."""

NOTHING: Accepted = MappingProxyType({})
CARRIED = "accepted with build {build_id}, and nothing else was found since: {why}"


def options(parser: argparse.ArgumentParser) -> None:
    """--accept and --why, as every command that publishes has them."""
    parser.add_argument(
        "--accept", metavar="CHECK", action=_Accept, default={},
        help="publish although this check refuses the build; to be followed by --why, and repeated for another check",
    )  # fmt: skip
    parser.add_argument(
        "--why", metavar="TEXT", action=_Why, dest="accept", default=argparse.SUPPRESS,
        help="why the refusal is accepted; kept in the build and shown with it",
    )  # fmt: skip


class _Accept(argparse.Action):
    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        name = str(values).strip()
        if not name:
            raise argparse.ArgumentError(self, "expected the name of a check, found nothing")
        if name in namespace.accept:
            raise argparse.ArgumentError(self, f"{name} is named twice")
        namespace.accept = namespace.accept | {name: ""}


class _Why(argparse.Action):
    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        why = " ".join(str(values).split())
        name = next(reversed(namespace.accept), None)
        if name is None or namespace.accept[name]:
            raise argparse.ArgumentError(self, "it follows the --accept that it belongs to")
        if not why:
            raise argparse.ArgumentError(self, f"expected why {name} is accepted, found nothing")
        namespace.accept = namespace.accept | {name: why}


def chosen(options: argparse.Namespace) -> Accepted:
    """What a command line accepts. Raises UsageError for an --accept without its --why."""
    accepted: dict[str, str] = options.accept
    for name, why in accepted.items():
        if not why:
            raise UsageError(
                f"--accept {name} needs its --why: say in a sentence why the figures may be published, such as "
                f"--accept {name} --why 'confirmed by BLS on the phone, 2 April'"
            )
    return accepted


def settle(found: Iterable[Check], accepted: Accepted, previous: Connection | None) -> list[Check]:
    """The checks, with each refusal that is accepted, now or as carried on from the build before, marked so.

    Raises UsageError where a check is accepted that is not known or does not refuse this build.
    """
    checks, before = list(found), _before(previous)
    refused = {check.name for check in checks if check.status == "refused"}
    for name in accepted:
        if name not in refused:
            raise UsageError(_not_refused(name, checks, refused))
    return [
        replace(check, status="accepted", why=why)
        if check.name in refused and (why := accepted.get(check.name) or before.get((check.name, check.detail)))
        else check
        for check in checks
    ]


def _before(previous: Connection | None) -> dict[tuple[str, str], str]:
    """(name, detail) → why, of the refusals that were accepted in the build before."""
    if previous is None:
        return {}
    rows = previous.execute(
        "SELECT name, detail, why, build_id FROM checks, builds WHERE status = 'accepted'"
    ).fetchall()
    start = CARRIED.split("{")[0]
    return {
        (name, detail): why if why.startswith(start) else CARRIED.format(build_id=build_id, why=why)
        for name, detail, why, build_id in rows
    }


def _not_refused(name: str, checks: list[Check], refused: set[str]) -> str:
    status = next((check.status for check in checks if check.name == name), None)
    said = f"there is no check {name!r}" if status is None else f"{name} does not refuse this build ({status})"
    these = f"refused are {', '.join(sorted(refused))}" if refused else "no check refuses it"
    return f"{said}; {these}. Nothing was published."


def require_used(accepted: Accepted) -> None:
    """Raise UsageError where something is accepted although nothing was built."""
    if accepted:
        raise UsageError(
            f"nothing is new, so that nothing was checked and {', '.join(accepted)} refuses nothing. "
            "The published build stays as it is."
        )


def refusal(command: str, checks: Iterable[Check], accepted: Accepted) -> str:
    """Every refusal of a build, with the command that accepts it (and what is accepted already)."""
    refused = [check for check in checks if check.status == "refused"]
    count = "a check refuses" if len(refused) == 1 else f"{len(refused)} checks refuse"
    listed = "\n".join(f"  {check.name}: {check.detail}" for check in refused)
    named = [f"--accept {name} --why {shlex.quote(why)}" for name, why in accepted.items()]
    named += [f"--accept {check.name} --why 'your reason'" for check in refused]
    return (
        f"the new build is not published, {count} it:\n{listed}\n"
        "To publish it all the same, once somebody has looked:\n"
        f"  python -m etl {command} {' '.join(named)}"
    )
