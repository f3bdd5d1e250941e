"""A page's questions and figures, defined once: for the page itself, for a figure's own address, and for embedding.

    class Pay(View):
        page, title = "pay", "Pay"

        @asks
        def measure(self) -> Choice[str]: ...            # a question; its value is the answer

        @figure
        def two_settings(self) -> FigureSpec: ...        # at /api/figures/pay/two-settings.csv

A page draws each question where it stands (`view.ask("measure")`) before a figure needs the answer. An address has no
such place: there each question is read from the query as soon as a figure asks for it. Which questions a figure hangs
on is noted while it is made, so the parameters of its address are exactly those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, ClassVar, Generic, TypeVar

from analysis.editions import NATION
from analysis.places import Place
from analysis.warehouse import Warehouse
from ui.card import Address, FigureSpec, NoFigure
from ui.links import NotUnderstood, Question
from ui.numbers import Tick
from ui.place import KEY, by_code, place_choice

T = TypeVar("T")
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


class View:
    """One page as one visitor, or one address, sees it.

    w: the warehouse. place: the page's, which has its own control; None reads it from the query. query: what an address
    says; None on a page, where questions are drawn. today: for what ages.
    """

    page: ClassVar[str]
    """Its name in addresses of figures."""
    path: ClassVar[str]
    """Its own address."""
    title: ClassVar[str]

    def __init__(
        self, warehouse: Warehouse, place: Place | None = None, query: Query | None = None, today: date | None = None
    ) -> None:
        self.w = warehouse
        self.today = today or datetime.now(UTC).date()
        self._place = place
        self._query = query
        self._values: dict[str, Any] = {}
        self._needs: dict[str, dict[str, tuple[str, ...]]] = {}
        self._noted: dict[str, tuple[str, ...]] = {}

    @property
    def place(self) -> Place:
        """The place of the visit, or of the address. Raises NotUnderstood."""
        if self._place is None:
            self._place = by_code(self.w, place_choice(self.w).read((self._query or {}).get(KEY, ())))
        self._noted[KEY] = () if self._place.code == NATION else (self._place.name,)
        return self._place

    def ask(self, name: str) -> Any:
        """Draw a question of this page where the page stands; its answer."""
        return self.draw(name, getattr(type(self), name).make)

    def draw(self, name: str, make: Callable[[Any], Question[T]]) -> T:
        """Draw a question that is made while the page runs; its answer."""
        with _Watch(self) as watch:
            question = make(self)
            answer = question.draw()
            self._keep(name, answer, watch.noted | {question.key: tuple(question.said(answer))})
        return answer

    def answer(self, name: str, make: Callable[[Any], Question[T]]) -> T:
        """The answer to a question, noting that it was needed. Raises NotUnderstood, and RuntimeError where a page
        needs it before it has drawn it."""
        if name not in self._values:
            with _Watch(self) as watch:
                question = make(self)
                answer = self._read(name, question)
                self._keep(name, answer, watch.noted | {question.key: tuple(question.said(answer))})
        return self._known(name)

    def follow(self, name: str, make: Callable[[Any], T]) -> T:
        """What follows from answers, noting which were needed."""
        if name not in self._values:
            with _Watch(self) as watch:
                self._keep(name, make(self), watch.noted)
        return self._known(name)

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

    def _read(self, name: str, question: Question[Any]) -> Any:
        if self._query is not None:
            return question.read(self._query.get(question.key, ()))
        if isinstance(question, Tick):
            return question.ahead()
        raise RuntimeError(f"The page {self.title} needs the answer to {name!r} before it asks for it.")

    def _keep(self, name: str, value: Any, needs: dict[str, tuple[str, ...]]) -> None:
        self._values[name], self._needs[name] = value, needs

    def _known(self, name: str) -> Any:
        self._noted |= self._needs[name]
        return self._values[name]


class _Watch:
    """Notes, from entering to leaving, which answers of a view are needed."""

    def __init__(self, view: View) -> None:
        self.view = view

    def __enter__(self) -> _Watch:
        self.before, self.view._noted = self.view._noted, {}
        return self

    def __exit__(self, *_: object) -> None:
        self.view._noted = self.before

    @property
    def noted(self) -> dict[str, tuple[str, ...]]:
        return self.view._noted


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
            with _Watch(view) as watch:
                found = make(view)
                needs = tuple(watch.noted.items())
            view._noted |= dict(needs)
            return replace(found, address=Address(view.page, key(make.__name__), needs))

        made.example = {name: [said] for name, said in example.items()}  # type: ignore[attr-defined]
        return made

    return mark


def key(name: str) -> str:
    """'two_settings' as 'two-settings'."""
    return name.replace("_", "-")
