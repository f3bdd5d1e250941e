"""What a person sees while files come: bars on a terminal, plain lines elsewhere, nothing when not wanted."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from tqdm import tqdm


class Progress:
    """A bar for the file that is coming and one for the whole; without a terminal a line a file that is not unchanged.

    wanted: False prints notices only. out: where to.
    """

    def __init__(self, *, wanted: bool, out: TextIO) -> None:
        self._out, self._wanted = out, wanted
        self._bars = wanted and out.isatty()
        self._whole: tqdm[None] | None = None
        self._file: tqdm[None] | None = None
        self._expected: int | None = None
        self._seen: Counter[str] = Counter()

    def expect(self, count: int) -> None:
        """`count` more files will be asked for."""
        self._expected = (self._expected or 0) + count
        if self._whole is not None:
            self._whole.total = self._expected
            self._whole.refresh()

    def start(self, name: str) -> None:
        """The file `name` is asked for."""
        if self._bars and self._whole is None:
            self._whole = tqdm(total=self._expected, unit="file", desc="files", file=self._out, position=0)
        self.end()
        if self._bars:
            self._file = tqdm(
                unit="B", unit_scale=True, unit_divisor=1024, desc=name, file=self._out, position=1, leave=False
            )

    def body(self, total: int | None, done: int) -> None:
        """The body begins: `total` bytes where known, of which `done` are here already."""
        if self._file is not None:
            self._file.reset(total)
            self._file.update(done)

    def advance(self, count: int) -> None:
        """`count` more bytes came."""
        if self._file is not None:
            self._file.update(count)

    def end(self) -> None:
        """No more bytes come for this file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def done(self, name: str, status: str, size: int | None) -> None:
        """The file `name` is dealt with; `size` in bytes where it is on disk."""
        self.end()
        self._seen[status] += 1
        if self._whole is not None:
            self._whole.update(1)
        elif self._wanted and status != "unchanged":
            self.say(f"{status:<11} {name}{f' ({size:,} bytes)' if size is not None else ''}")

    def say(self, text: str) -> None:
        """Print a line without tearing the bars."""
        if self._bars:
            tqdm.write(text, file=self._out)
        else:
            print(text, file=self._out, flush=True)

    def close(self) -> None:
        """Take the bars away and count what came."""
        self.end()
        if self._whole is not None:
            self._whole.close()
            self._whole = None
        if self._wanted and self._seen:
            counts = ", ".join(f"{count} {status}" for status, count in self._seen.most_common())
            self.say(f"Asked for {self._seen.total()} files: {counts}.")
            self._seen.clear()
