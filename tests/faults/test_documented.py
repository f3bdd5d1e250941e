"""docs/faults.md names every test of a fault, and each test that it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from etl.settings import PROJECT

PAGE = PROJECT / "docs" / "faults.md"
HERE = Path(__file__)
HEADING = re.compile(r"## .*`(tests/\S+\.py)`")
NAMED = re.compile(r"`(test_\w+)(?:\[([^`]+)\])?`")


def documented() -> dict[str, list[tuple[str, str]]]:
    """File → (test, case or "") of each name in the last cell of a row below the heading that names the file."""
    found: dict[str, list[tuple[str, str]]] = {}
    file = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = HEADING.fullmatch(line)
            assert heading, f"expected '## … `tests/…/test_….py`', found {line!r}"
            file = heading[1]
            found[file] = []
        elif line.startswith("| ") and not line.startswith("| fault "):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert len(cells) == 3 and all(cells), f"expected a fault, what happens and tests: {line!r}"
            names = NAMED.findall(cells[2])
            assert names and not NAMED.sub("", cells[2]).strip(), f"expected names of tests alone: {cells[2]!r}"
            found[file] += names
    return found


def defined_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("file", documented())
def test_every_test_that_the_page_names_is_there(file: str) -> None:
    there = defined_in(PROJECT / file)
    assert [name for name, _ in documented()[file] if name not in there] == []
    # A case is a key of the table from which the test is parametrised.
    cases = ast.walk(ast.parse((PROJECT / file).read_text(encoding="utf-8")))
    words = {node.value for node in cases if isinstance(node, ast.Constant)}
    assert [case for _, case in documented()[file] if case and case not in words] == []


def test_every_test_of_a_fault_in_the_refresh_is_on_the_page() -> None:
    pages = documented()
    for file in sorted(HERE.parent.glob("test_*.py")):
        if file != HERE:
            named = {name for name, _ in pages.get(str(file.relative_to(PROJECT)), [])}
            assert defined_in(file) - named == set(), file.name
