"""A page's questions and figures, defined once: for the page itself, for a figure's own address, and for embedding.

    class Pay(View):
        page, title = "pay", "Pay"

        @asks
        def measure(self) -> Choice[str]: ...            # a question; its value is the answer

        @figure
        def two_settings(self) -> FigureSpec: ...        # at /api/figures/pay/two-settings.csv

A page draws each question where it stands (`view.ask("measure")`); its answer is the visitor's, wherever it is needed.
An address has no such place: there each question is read from the query as soon as a figure asks for it. Which
questions a figure hangs on is noted while it is made, so the parameters of its address are exactly those, and all who
give the same answers share the figure: do not change what a view gives.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, ClassVar, Generic, TypeVar

from analysis import reference
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui.card import Address, FigureSpec, NoFigure
from ui.kept import Kept, Needs, Said
from ui.links import NotUnderstood, Question
from ui.place import KEY, by_code, place_choice

T = TypeVar("T")
kept = Kept()
"""What all visitors share."""
Query = Mapping[str, Sequence[str]]
"""What an address says: each name with everything said under it."""


class _Named(Generic[T]):
    """An attribute of a view that is made when it is first needed."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self.make, self.__doc__ = make, make.__doc__

    def __set_name__(self, owner: type[View], name: str) -> None:
        self.name = name

    def __get__(self, view: View | None, owner: type[View]) -> Any:
        return self if view is None else self.of(view)

    def of(self, view: View) -> T:
        raise NotImplementedError


class asks(_Named[T]):  # noqa: N801 - stands where `property` would
    """A question of a page: the method makes it out of the answers that it hangs on, the attribute is its answer."""

    def of(self, view: View) -> T:
        return view.answer(self.name, self.make)


class derived(_Named[T]):  # noqa: N801
    """What follows from the answers: worked out once."""

    def of(self, view: View) -> T:
        return view.follow(self.name, self.make)


def _place_question(view: View) -> Question[str]:
    return place_choice(view.w)


class View:
    """One page as one visitor, or one address, sees it.

    w: the warehouse. query: what an address says; None on a page, where questions are drawn and answers are the
    visitor's. today: for what ages. tables: stamp of the tables that people edit, as they are now.
    """

    page: ClassVar[str]
    """Its name in addresses of figures."""
    path: ClassVar[str]
    """Its own address."""
    title: ClassVar[str]
    _questions: ClassVar[dict[str, tuple[str, Callable[[Any], Question[Any]]]]]
    """Every question that was ever asked of this page by its key: how the view calls it, and what makes it."""

    def __init_subclass__(cls) -> None:
        cls._questions = {KEY: (KEY, _place_question)}

    def __init__(self, warehouse: Warehouse, query: Query | None = None, today: date | None = None) -> None:
        self.w = warehouse
        self.today = today or datetime.now(UTC).date()
        self.tables = reference.stamp()
        self._query = query
        self._values: dict[str, Any] = {}
        self._needs: dict[str, Needs] = {}
        self._says: dict[str, Said] = {}
        self._noted: Needs = {}

    @property
    def place(self) -> Place:
        """The place of the visit, or of the address. Raises NotUnderstood."""
        return by_code(self.w, self.answer(KEY, _place_question))

    @property
    def needed(self) -> frozenset[str]:
        """The questions whose answers were needed outside of `noting`."""
        return frozenset(self._noted)

    @contextmanager
    def noting(self) -> Iterator[Needs]:
        """Notes in a dictionary of its own what is needed until the block ends."""
        before, self._noted = self._noted, {}
        try:
            yield self._noted
        finally:
            self._noted = before

    def renew(self, key: str) -> None:
        """Forget the answer to a question, which the visitor has changed, and all that follows from it."""
        for name in [name for name, needs in self._needs.items() if key in needs]:
            del self._values[name], self._needs[name]
        self._says = {key: said for key, said in self._says.items() if self._questions[key][0] in self._values}

    def ask(self, name: str) -> None:
        """Draw a question of this page where the page stands."""
        self.draw(name, getattr(type(self), name).make)

    def draw(self, name: str, make: Callable[[Any], Question[T]]) -> None:
        """Draw a question, also one that is made while the page runs."""
        question, needs = self._question(name, make)
        answer = question.draw()
        # What it offers hangs on these; its own answer hangs on nothing that is drawn here.
        self._noted |= needs
        self._keep(name, question, answer, needs, make)

    def answer(self, name: str, make: Callable[[Any], Question[T]]) -> T:
        """The answer to a question, noting that it was needed. Raises NotUnderstood."""
        if name not in self._values:
            question, needs = self._question(name, make)
            said = None if self._query is None else self._query.get(question.key, ())
            answer = question.ahead() if said is None else question.read(said)
            self._keep(name, question, answer, needs, make)
        return self._known(name)

    def follow(self, name: str, make: Callable[[Any], T]) -> T:
        """What follows from answers, noting which were needed: worked out once for all who give the same."""
        if name not in self._values:
            self._values[name], self._needs[name] = self._kept(name, lambda: make(self))
        return self._known(name)

    def figure(self, name: str, make: Callable[[Any], FigureSpec | NoFigure]) -> FigureSpec | NoFigure:
        """A figure with its address, which says what it needed: made once for all who give the same answers."""

        def addressed() -> FigureSpec | NoFigure:
            found = make(self)
            address = Address(self.page, key(name), tuple(self._noted.items()))
            if isinstance(found, NoFigure):
                return replace(found, address=address)
            made_for = f"{self.w.build_id} {self.w.path} {self.today} {self.tables} {address.name}?{address.query}"
            return replace(found, address=address, made_for=made_for)

        found, needs = self._kept(f"figure {name}", addressed)
        self._noted |= needs
        return found

    def about(self, name: str) -> tuple[Hashable, ...]:
        """What something of this page, by its name, hangs on beside the answers."""
        return (self.w.build_id, self.w.path, type(self), name, self.today, self.tables)

    def said(self, key: str) -> Said:
        """What an address says now for the answer to a question that was asked before."""
        if key not in self._says:
            with self.noting():
                self.answer(*self._questions[key])
        return self._says[key]

    def questions(self) -> dict[str, Question[Any]]:
        """Every question of the page as it stands with the other answers, by its name in an address."""
        found: list[Question[Any]] = [place_choice(self.w), *self.further_questions()]
        for owner in type(self).__mro__:
            found += [item.make(self) for item in vars(owner).values() if isinstance(item, asks)]
        return {question.key: question for question in found}

    def further_questions(self) -> Sequence[Question[Any]]:
        """Questions that are made while the page runs, one for each row of a table."""
        return ()

    def checked(self) -> dict[str, Question[Any]]:
        """`questions`, all of the query understood. Raises NotUnderstood where it says what is no question of the page,
        or no answer to one, whether a figure hangs on it or not."""
        known = self.questions()
        for key, said in (self._query or {}).items():
            if key not in known:
                raise NotUnderstood(key, "&".join(said), f"{self.title} takes: {', '.join(sorted(known))}.")
            known[key].read(said)
        return known

    @classmethod
    def figures(cls) -> dict[str, Make]:
        """What makes each figure of the page, by the figure's key, in the order of the page."""
        return {key(name): item for name, item in vars(cls).items() if hasattr(item, "example")}

    def _kept(self, name: str, make: Callable[[], T]) -> tuple[T, Needs]:
        def noted() -> tuple[T, Needs]:
            with self.noting() as needs:
                value = make()
            return value, needs

        return kept.get(self.about(name), self.said, noted)

    def _question(self, name: str, make: Callable[[Any], Question[T]]) -> tuple[Question[T], Needs]:
        return self._kept(f"question {name}", lambda: make(self))

    def _keep(self, name: str, question: Question[T], answer: T, needs: Needs, make: Callable[[Any], Any]) -> None:
        self._questions[question.key] = name, make
        self._values[name] = answer
        self._says[question.key] = said = tuple(question.said(answer))
        self._needs[name] = needs | {question.key: said}

    def _known(self, name: str) -> Any:
        self._noted |= self._needs[name]
        return self._values[name]


class WithoutFigures(View):
    """A page that has no figures, and no question but the place of the visit."""

    page, path, title = "", "", ""


Make = Callable[[Any], FigureSpec | NoFigure]


def figure(make: Make) -> Make:
    """A figure of a page. Its key is the method's name with hyphens; what it shows, whatever the answers, is the
    method's docstring, which stands in the list of all figures."""
    return figure_such_as()(make)


def figure_such_as(**example: str) -> Callable[[Make], Make]:
    """A figure of a page that needs an answer first: `example` is one, for the list of all figures."""

    def mark(make: Make) -> Make:
        @wraps(make)
        def made(view: View) -> FigureSpec | NoFigure:
            return view.figure(make.__name__, make)

        made.example = {name: [said] for name, said in example.items()}  # type: ignore[attr-defined]
        return made

    return mark


def key(name: str) -> str:
    """'two_settings' as 'two-settings'."""
    return name.replace("_", "-")
