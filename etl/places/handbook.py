"""In which line of the Handbook's page a value stands."""

from __future__ import annotations

from collections.abc import Sequence

from etl.files import LocalFile, Place, Wanted
from etl.sources import handbook
from etl.texts import text_of

SENTENCES = {"setting_shares": handbook.SHARES, "setting_medians": handbook.MEDIANS}
WORDS = {"setting_shares": "share", "setting_medians": "median annual wage"}


class NumberedParser(handbook.PageParser):
    """Notes for each table, by its place among the blocks, in which line of the source the text of each cell begins."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[int, list[list[int]]] = {}
        self._fresh = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        rows = self.numbers.setdefault(len(self.page.blocks), []) if tag in ("table", "tr", "td", "th") else []
        if tag == "tr":
            rows.append([])
        elif tag in ("td", "th") and rows:
            rows[-1].append(self.getpos()[0])
            self._fresh = True

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self._fresh and data.strip():
            blank = data[: len(data) - len(data.lstrip())]
            self.numbers[len(self.page.blocks)][-1][-1] = self.getpos()[0] + blank.count("\n")
            self._fresh = False


def locate(local: LocalFile, member: str, wanted: Sequence[Wanted]) -> dict[Wanted, Place]:
    """The lines of the page's source, from 1, of values of `setting_shares` and `setting_medians`."""
    parser = NumberedParser()
    parser.feed(text_of(local.path.read_bytes(), local.name))
    parser.close()
    found: dict[Wanted, Place] = {}
    for one in wanted:
        match, table = handbook.table_after(parser.page, SENTENCES[one.table], local.name)
        block = next(place for place, content in enumerate(parser.page.blocks) if content is table)
        numbers = [row for row in parser.numbers[block] if row]
        for cells, lines in zip(table, numbers, strict=False):
            if cells[0] == one.key[-1] and one.key[0] == match[2]:
                column = WORDS[one.table] if one.column else "industry"
                found[one] = (f"line {lines[1 if one.column else 0]}", f"column {column}")
    return found
