"""Answers are worked out once a build, and never handed from one build, or one question, to another."""

from __future__ import annotations

from dataclasses import dataclass

from ui.data import once_a_build


@dataclass(frozen=True)
class Build:
    build_id: str
    path: str = ""


def test_an_answer_is_kept_for_its_build_and_arguments():
    asked = []

    def double(warehouse: Build, number: int) -> int:
        asked.append((warehouse.build_id, number))
        return 2 * number

    answer = once_a_build(double)
    assert [answer(Build("a"), 1), answer(Build("a"), 1), answer(Build("b"), 1), answer(Build("b"), 2)] == [2, 2, 2, 4]
    assert asked == [("a", 1), ("b", 1), ("b", 2)]


def first(warehouse: Build) -> str:
    return "first"


def second(warehouse: Build) -> str:
    return "second"


def test_two_questions_of_one_form_do_not_share_their_answers():
    assert once_a_build(first)(Build("c")) == "first"
    assert once_a_build(second)(Build("c")) == "second"


def test_all_visitors_share_one_answer():
    def listed(warehouse: Build) -> list[int]:
        return [1]

    answer = once_a_build(listed)
    assert answer(Build("d")) is answer(Build("d"))
    assert answer(Build("d")) is not answer(Build("d", path="elsewhere"))


def test_who_names_a_question_in_passing_has_its_answer_kept_too():
    asked = []

    def counted(warehouse: Build) -> int:
        asked.append(warehouse.build_id)
        return 1

    assert [once_a_build(counted)(Build("e")) for _ in range(3)] == [1, 1, 1]
    assert asked == ["e"]


def test_an_edited_table_has_it_worked_out_anew(monkeypatch):
    asked = []

    def counted(warehouse: Build) -> int:
        asked.append(warehouse.build_id)
        return len(asked)

    stamps = iter([1, 1, 2])
    monkeypatch.setattr("ui.data._tables", lambda _second: next(stamps))
    assert [once_a_build(counted)(Build("f")) for _ in range(3)] == [1, 1, 2]
