"""An answer is worked out once a build, is the same object for all who ask, and goes with the build."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import kept as keeping
from analysis.kept import kept
from analysis.prepare import prepare
from analysis.warehouse import Warehouse, current
from tests.analysis.builds import opened, wage, write_build


class Answer:
    """Something that can be told apart and that a weak reference can look at."""


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return opened(tmp_path, [wage(employment=1)])


def test_the_same_question_has_one_answer_and_another_question_another(warehouse: Warehouse) -> None:
    ask = kept(lambda warehouse, *said, **named: Answer())
    assert ask(warehouse, "a", one=1) is ask(warehouse, "a", one=1)
    assert len({ask(warehouse, "a"), ask(warehouse, "b"), ask(warehouse, one="a"), ask(warehouse)}) == 4


def test_another_build_is_asked_anew_and_the_same_build_under_a_notice_is_not(warehouse: Warehouse) -> None:
    ask = kept(lambda warehouse: Answer())
    assert ask(replace(warehouse, notice="stands in for another")) is ask(warehouse)
    assert ask(replace(warehouse, answers={})) is not ask(warehouse)


def test_an_error_is_not_kept(warehouse: Warehouse) -> None:
    said = iter([ValueError("not now"), None])

    @kept
    def ask(_warehouse: Warehouse) -> int:
        if error := next(said):
            raise error
        return 1

    with pytest.raises(ValueError, match="not now"):
        ask(warehouse)
    assert ask(warehouse) == ask(warehouse) == 1


def test_who_asks_meanwhile_waits_for_the_same_answer(warehouse: Warehouse) -> None:
    together = threading.Barrier(4)
    asked: list[int] = []

    @kept
    def ask(_warehouse: Warehouse) -> Answer:
        asked.append(1)
        return Answer()

    def visit(_number: int) -> Answer:
        together.wait(timeout=10)
        return ask(warehouse)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(visit, range(4)))) == 1
    assert asked == [1]


def test_answers_do_not_pile_up(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEPT_ANSWERS", 3)
    ask = kept(lambda warehouse, number: number)
    for number in range(10):
        ask(warehouse, number)
    assert len(next(iter(warehouse.answers.values()))) == 3


def test_answers_go_with_their_build(warehouse: Warehouse) -> None:
    ask = kept(lambda warehouse: Answer())
    fresh = replace(warehouse, answers={})
    gone = weakref.ref(ask(fresh))
    del fresh
    gc.collect()
    assert gone() is None


def test_nothing_that_is_kept_of_a_build_holds_the_build(tmp_path: Path) -> None:
    build = replace(current(tmp_path), answers={})
    prepare(build)
    assert build.answers
    gone = weakref.ref(build)
    del build
    gc.collect()
    assert gone() is None


def test_a_build_without_anything_in_it_can_be_prepared(tmp_path: Path) -> None:
    write_build(tmp_path)
    prepare(current(tmp_path, tmp_path / "no snapshot"))
