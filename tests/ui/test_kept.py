"""What is kept for all visitors is what each of them would have worked out alone."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kept import Kept, Needs

NAMES = ("a", "b", "c", "d")
ANSWERS = st.fixed_dictionaries({name: st.sampled_from(["x", "y", ""]) for name in NAMES})


def reading(answers: dict[str, str]) -> tuple[str, Needs]:
    """Which question is read next hangs on what was read before, as on a page where a figure may not need them all."""
    needs: Needs = {}

    def read(name: str) -> str:
        needs[name] = (answers[name],) if answers[name] else ()
        return answers[name]

    said = read("b")
    if said == "x":
        said += read("a")
    if said.endswith("y"):
        said += read("c") + read("d")
    return said, needs


def ask(kept: Kept, answers: dict[str, str], about: str = "figure", made: list[str] | None = None) -> tuple[str, Needs]:
    def make() -> tuple[str, Needs]:
        if made is not None:
            made.append(about)
        return reading(answers)

    return kept.get(about, lambda name: (answers[name],) if answers[name] else (), make)


@given(st.lists(ANSWERS, max_size=30), st.integers(1, 5))
def test_nobody_gets_what_hangs_on_other_answers(visitors: list[dict[str, str]], most: int) -> None:
    kept = Kept(most)
    for answers in visitors:
        value, needs = ask(kept, answers)
        assert (value, list(needs.items())) == (reading(answers)[0], list(reading(answers)[1].items()))
        assert len(kept) <= most


def test_answers_that_were_not_needed_make_no_difference() -> None:
    kept, made = Kept(), []
    for unneeded in ("x", "y", ""):
        assert ask(kept, {"a": unneeded, "b": "", "c": unneeded, "d": unneeded}, made=made)[0] == ""
    assert made == ["figure"]


def test_what_is_about_something_else_is_apart() -> None:
    kept, made = Kept(), []
    answers = dict.fromkeys(NAMES, "x")
    for about in ("build one", "build two", "build one"):
        ask(kept, answers, about, made)
    assert made == ["build one", "build two"]


def test_the_one_asked_for_longest_ago_goes_first() -> None:
    kept, made = Kept(most=2), []
    answers = dict.fromkeys(NAMES, "x")
    for about in ("first", "second", "first", "third", "first", "second"):
        ask(kept, answers, about, made)
    assert made == ["first", "second", "third", "second"]


def test_many_at_once_wait_for_one() -> None:
    kept, made, go = Kept(), [], threading.Event()

    def make() -> tuple[str, Needs]:
        go.wait(10)
        made.append(1)
        return "value", {}

    with ThreadPoolExecutor(8) as threads:
        found = [threads.submit(kept.get, "figure", lambda _: (), make) for _ in range(8)]
        go.set()
        assert [each.result(10)[0] for each in found] == ["value"] * 8
    assert made == [1]


def test_a_failure_is_not_kept_and_holds_nobody_up() -> None:
    kept = Kept()

    def fail() -> tuple[str, Needs]:
        raise LookupError("no edition")

    for _ in range(2):
        with pytest.raises(LookupError, match="no edition"):
            kept.get("figure", lambda _: (), fail)
    assert kept.get("figure", lambda _: (), lambda: ("value", {}))[0] == "value"


def test_what_is_known_is_found_and_nothing_made_for_it() -> None:
    kept, answers = Kept(), {"a": "x", "b": "x", "c": "", "d": "y"}

    def said(name: str) -> tuple[str, ...]:
        return (answers[name],) if answers[name] else ()

    assert kept.known("figure", said) is None
    assert kept.known("figure", said) is None
    value, needs = ask(kept, answers)
    assert kept.known("figure", said) == (value, needs)
    answers["a"] = "y"
    assert kept.known("figure", said) is None
