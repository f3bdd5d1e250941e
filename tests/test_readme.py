"""The README says what is true: every command, exit code, setting and make target, and no dead link."""

from __future__ import annotations

import argparse
import re

import pytest

from analysis import sql_box
from etl import errors
from etl.__main__ import ENVIRONMENT, parser
from etl.settings import PROJECT
from etl.sources import onet
from ui import address

README = (PROJECT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Sub-commands of `python -m etl`."""
    (chooser,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return list(chooser.choices)


def test_every_command_is_documented_and_every_documented_command_exists() -> None:
    documented = set(re.findall(r"^\| `python -m etl (\w+)", README, re.MULTILINE))
    assert documented == set(commands())


def test_every_setting_of_the_help_is_documented() -> None:
    settings = set(re.findall(r"^  ([A-Z][A-Z_]+) ", ENVIRONMENT, re.MULTILINE))
    documented = set(re.findall(r"^\| `([A-Z][A-Z_]+)`", README, re.MULTILINE))
    assert settings | {"PORT", "ADDRESS", address.VARIABLE, sql_box.SWITCH, sql_box.SECONDS} == documented


def test_every_exit_code_is_documented() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.EtlError)]
    documented = {int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)}
    assert {0} | {kind.exit_code for kind in kinds} == documented


@pytest.mark.parametrize("target", re.findall(r"^(\w+):$", MAKEFILE, re.MULTILINE))
def test_every_make_target_is_documented(target: str) -> None:
    assert target == "help" or f"make {target}" in README


def test_every_path_that_is_named_exists() -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    named = re.findall(r"`((?:data|etl|tests|ui|pages|docs|\.ci)/[\w./-]*)`", README)
    made_at_run_time = {"data/inbox/"}
    missing = [path for path in {*links, *named} - made_at_run_time if not (PROJECT / path).exists()]
    assert missing == []


def test_onet_is_attributed_with_the_version_that_is_fetched() -> None:
    assert f"O\\*NET {onet.VERSIONS[0]} Database" in README
    assert "CC BY 4.0" in README
