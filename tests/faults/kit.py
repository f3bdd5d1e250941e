"""A published build, a fault in the next refresh, and what must hold after each fault.

    stand.server.behave(STATES, denied())
    stand.survives("403", "in a browser", code=3)
    stand.recovers()

`survives` says that every byte published before is there after the fault, that the dashboard's reader answers from it,
that the message has no traceback and no secret; `recovers` that the next refresh publishes what is new, and leaves
nothing behind of what the fault did.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.warehouse import Warehouse, current
from etl.download import Limits
from tests.faults import least
from tests.faults.child import Hurdle, Order, start
from tests.servers import PublisherServer

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
CONTACT = "analyst-of-the-fault-tests@example.org"
SECRETS = (KEY, CONTACT)
QUICK = Limits(attempts=3, pause=0.0, backoff=0.01, longest_wait=3.0)
IMPATIENT = replace(QUICK, read=0.4, grace=0.4)
"""For the faults that are a matter of time; on a busy machine an honest answer could be one, too."""
SECONDS = 180.0
"""More than any of the processes takes on a machine that has much to do."""


@dataclass(frozen=True)
class Run:
    """How a process ended. code: its exit code, or -9 where it was killed. said: all that it printed."""

    code: int
    said: str


@dataclass
class Stand:
    """A publisher, a data folder with a build that was published, and what the build says.

    folder: what the publisher serves. made: the same as it was first. data: DATA_DIR. edition: of the Handbook's page,
    the figure by which builds are told apart.
    """

    server: PublisherServer
    folder: Path
    made: Path
    data: Path
    edition: int = 0
    runs: int = field(default=0, repr=False)

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse"

    def put(self, path: str, content: bytes) -> None:
        """Replace a file of the publisher's."""
        (self.folder / path).write_bytes(content)

    def order(
        self, *arguments: str, hurdles: tuple[Hurdle, ...] = (), env: Mapping[str, str] | None = None, **rest: object
    ) -> Order:
        """What a process would be told that runs a command; `refresh` unless named. env: beside the usual."""
        self.runs += 1
        left_out = ("bls_", "etl_", "pytest_", "http_proxy", "https_proxy", "all_proxy", "requests_ca", "curl_ca")
        kept = {name: value for name, value in os.environ.items() if not name.lower().startswith(left_out)}
        ours = {"DATA_DIR": str(self.data), "BLS_CONTACT": CONTACT, "BLS_API_KEY": KEY}
        said = self.folder.parent / f"said-{self.runs}"
        wanted = {"publisher": self.server.url, "limits": QUICK} | rest
        whole = kept | ours | dict(env or {})
        return Order(arguments or ("refresh",), whole, said, hurdles=hurdles, **wanted)  # type: ignore[arg-type]

    def run(self, *arguments: str, **rest: object) -> Run:
        """Run a command to its end."""
        return ended(self.order(*arguments, **rest))  # type: ignore[arg-type]

    def survives(self, *words: str, code: int, **rest: object) -> Run:
        """A refresh that ends with `code` and says the words, and what must hold after it."""
        before = self.published()
        run = self.run(**rest)
        assert run.code == code, run.said
        assert [word for word in words if word not in run.said] == [], run.said
        assert self.published() == before, run.said
        self.answers()
        self.discreet(run.said)
        return run

    def goes_on(self) -> None:
        """With an honest publisher that has no news, the next refresh ends well and finds that all is as it was."""
        self.heal()
        self.survives("Nothing new", code=0)
        self.tidy()

    def recovers(self) -> str:
        """With an honest publisher that has news, the next refresh publishes them. Returns the new build's id."""
        self.heal()
        self.revise()
        return self.run_and_publish()

    def run_and_publish(self) -> str:
        """The next refresh publishes, and leaves all in order. Returns the new build's id."""
        before = max(path.stem for path in self.warehouse.glob("*.duckdb"))
        run = self.run()
        assert (run.code, "Published build" in run.said) == (0, True), run.said
        assert self.named() > before
        self.answers()
        self.discreet(run.said)
        self.tidy()
        return self.named()

    def heal(self) -> None:
        """The publisher answers honestly, with the files that it had first."""
        self.server.honest()
        for path in self.made.rglob("*"):
            here = self.folder / path.relative_to(self.made)
            if path.is_file() and (not here.is_file() or here.read_bytes() != path.read_bytes()):
                shutil.copyfile(path, here)

    def revise(self) -> None:
        """Let the publisher have something new."""
        self.edition += 1
        self.put(least.HANDBOOK, least.pay_page(self.edition))

    def move_to(self, folder: Path) -> None:
        """Let the data lie in another folder, such as another disk."""
        shutil.copytree(self.data, folder / "data")
        self.data = folder / "data"

    def let_time_pass(self) -> None:
        """Every file was asked for a century ago: what is settled is asked for again."""
        for record in (self.data / "downloads").rglob("*.json"):
            record.write_text(record.read_text().replace('"checked": "20', '"checked": "19'))

    def published(self) -> dict[str, str]:
        """Checksum of every build on disk and of the name of the published one."""
        files = (*self.warehouse.glob("*.duckdb"), self.warehouse / "CURRENT")
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files if path.is_file()}

    def named(self) -> str:
        """The published build's id."""
        return (self.warehouse / "CURRENT").read_text(encoding="utf-8").strip()

    def answers(self) -> Warehouse:
        """The dashboard's reader answers from the published build, and from that alone."""
        found = current(self.data, self.data / "no snapshot")
        assert (found.build_id, found.notice) == (self.named(), "")
        return found

    def discreet(self, said: str) -> None:
        """Neither what was printed nor any file holds a secret; what was printed is fit for a terminal and a person."""
        assert "Traceback" not in said, said
        assert len(said) < 30_000 and "\x1b" not in said
        assert [secret for secret in SECRETS if secret in said] == [], said
        for path in self.data.rglob("*"):
            content = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""
            assert [secret for secret in SECRETS if secret.encode() in content] == [], path

    def tidy(self) -> None:
        """Nothing lies about that belongs to no file and no build."""
        usual = {".duckdb", ".md", ".zip", ".xlsx", ".htm", ".json", ""}
        assert [path for path in self.data.rglob("*") if path.is_file() and path.suffix not in usual] == []


def ended(order: Order, kill_after: float | None = None) -> Run:
    """Start a process and wait for its end, or kill it (SIGKILL) after so many seconds, if it has not ended by then."""
    process = start(order)
    process.join(SECONDS if kill_after is None else kill_after)
    if process.exitcode is None:
        os.kill(process.pid, signal.SIGKILL)
        process.join(SECONDS)
        assert kill_after is not None, f"it did not end in {SECONDS} seconds:\n{order.said.read_text()}"
    return Run(process.exitcode, order.said.read_text(encoding="utf-8") if order.said.exists() else "")


def wait_until(holds: Callable[[], bool]) -> None:
    """Until something holds."""
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, f"not in {SECONDS} seconds"
        time.sleep(0.002)
