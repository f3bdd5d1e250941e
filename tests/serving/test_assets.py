"""Scripts leave in the smallest encoding that the visitor unpacks, are packed once, and are always the whole script."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import brotli
import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from ui.serving import background, modules
from ui.serving.assets import PackedAssets
from ui.serving.encodings import accepted
from ui.serving.read_once import read_once

SCRIPT = b"export const told = 'a sentence that comes again and again';\n" * 200
SMALL = b"export const told = 1\n"
UNPACK: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
FOREVER, NEVER = "public, immutable, max-age=31536000", "no-cache"
CHROMIUM = "gzip, deflate, br, zstd"


@dataclass
class Files:
    """Stands for Streamlit: files by path with how long they may be kept; asked: every path that came through.

    A visitor who leaves ends the answer in the middle, as a server does.
    """

    files: dict[str, tuple[bytes, str, str]]
    asked: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        body, kind, kept = self.files.get(scope["path"], (b"<html>", "text/html", NEVER))
        headers = [(b"content-type", kind.encode()), (b"cache-control", kept.encode()), (b"etag", b'"one"'),
                   (b"content-length", str(len(body)).encode())]  # fmt: skip
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:10], "more_body": True})
        leaving = asyncio.ensure_future(receive())
        await asyncio.sleep(0)
        left = leaving.done() and leaving.result()["type"] == "http.disconnect"
        leaving.cancel()
        if not left:
            await send({"type": "http.response.body", "body": body[10:]})


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def encoding(self) -> str:
        return self.headers.get("content-encoding", "")


@pytest.fixture
def files() -> Files:
    script = "text/javascript; charset=utf-8"
    return Files({
        "/static/js/a.js": (SCRIPT, script, FOREVER),
        "/static/js/small.js": (SMALL, script, FOREVER),
        "/static/media/picture.png": (SCRIPT, "image/png", FOREVER),
        "/static/js/changing.js": (SCRIPT, script, NEVER),
    })  # fmt: skip


@pytest.fixture
def assets(files: Files) -> PackedAssets:
    return PackedAssets(files)


def ask(app: PackedAssets, path: str, method: str = "GET", leaves: bool = False, **headers: str) -> Answer:
    answer = Answer()

    async def receive() -> Message:
        if leaves:
            return {"type": "http.disconnect"}
        return await asyncio.get_running_loop().create_future()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    said = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": said, "query_string": b""}
    asyncio.run(app(scope, receive, send))
    return answer


def finish_packing() -> None:
    """Wait until everything that was given to the background before is done."""
    done = threading.Event()
    background.do(done.set)
    assert done.wait(60)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        (CHROMIUM, ["br", "gzip", "identity"]),
        ("gzip", ["gzip", "identity"]),
        ("BR;q=1.0, GZip;q=0.5", ["br", "gzip", "identity"]),
        ("gzip;q=0, br", ["br", "identity"]),
        ("gzip; q=0.000", ["identity"]),
        ("*", ["br", "gzip", "identity"]),
        ("gzip, *;q=0", ["gzip", "identity"]),
        ("", ["identity"]),
        ("bread, gzipped", ["identity"]),
    ],
)
def test_only_what_a_browser_says_that_it_unpacks(said, names):
    assert accepted(said) == names


@pytest.mark.parametrize(("said", "encoding"), [(CHROMIUM, "br"), ("gzip", "gzip"), ("identity", ""), ("", "")])
def test_each_encoding_unpacks_to_the_script(assets, said, encoding):
    ask(assets, "/static/js/a.js", accept_encoding="gzip")
    finish_packing()
    answer = ask(assets, "/static/js/a.js", accept_encoding=said)
    assert answer.encoding == encoding
    assert UNPACK[encoding](answer.body) == SCRIPT
    assert answer.headers["content-length"] == str(len(answer.body))
    if encoding:
        assert answer.headers["vary"] == "Accept-Encoding"
        assert len(answer.body) < len(SCRIPT) / 10
    assert answer.headers["cache-control"] == FOREVER


def test_who_comes_before_the_smallest_copy_is_there_has_gzip_at_once(assets, monkeypatch):
    later: list[Callable[[], None]] = []
    monkeypatch.setattr(background, "do", later.append)
    assert ask(assets, "/static/js/a.js", accept_encoding=CHROMIUM).encoding == "gzip"
    assert ask(assets, "/static/js/a.js", accept_encoding=CHROMIUM).encoding == "gzip"
    assert len(later) == 1, "the smallest copy is made once"
    later.pop()()
    assert ask(assets, "/static/js/a.js", accept_encoding=CHROMIUM).encoding == "br"


def test_a_script_is_read_once_and_then_kept(assets, files):
    for _ in range(3):
        for path in ("/static/js/a.js", "/static/js/small.js", "/static/media/picture.png"):
            assert ask(assets, path, accept_encoding=CHROMIUM).status == 200
    assert sorted(files.asked) == ["/static/js/a.js", "/static/js/small.js", "/static/media/picture.png"]
    assert ask(assets, "/static/js/small.js", accept_encoding=CHROMIUM).body == SMALL
    assert ask(assets, "/static/media/picture.png", accept_encoding=CHROMIUM).encoding == ""


def test_who_leaves_early_leaves_no_half_script_to_the_others(assets):
    ask(assets, "/static/js/a.js", leaves=True, accept_encoding="gzip")
    answer = ask(assets, "/static/js/a.js", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == SCRIPT


def test_each_copy_has_its_own_tag_and_is_not_sent_twice(assets):
    ask(assets, "/static/js/a.js", accept_encoding="gzip")
    finish_packing()
    tags = {said: ask(assets, "/static/js/a.js", accept_encoding=said).headers["etag"] for said in ("gzip", "br")}
    assert len(set(tags.values())) == 2
    for said, tag in tags.items():
        answer = ask(assets, "/static/js/a.js", accept_encoding=said, if_none_match=tag)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers["etag"] == tag
    head = ask(assets, "/static/js/a.js", "HEAD", accept_encoding="gzip")
    assert head.body == b"" and int(head.headers["content-length"]) > 0


def test_a_part_of_a_script_is_a_part_of_the_script_itself(assets, files):
    ask(assets, "/static/js/a.js", accept_encoding="gzip")
    assert ask(assets, "/static/js/a.js", accept_encoding="gzip", range="bytes=0-9").body == SCRIPT
    assert len(files.asked) == 2, "whoever wants a part is answered by Streamlit"


def test_what_may_change_is_never_kept(assets, files):
    for path in ("/static/js/changing.js", "/static/js/made-up.js", "/growth"):
        files.asked.clear()
        for _ in range(2):
            assert ask(assets, path, accept_encoding=CHROMIUM).encoding == ""
        assert len(files.asked) >= 2, path


def test_once_the_server_is_up_it_packs_what_every_page_asks_for(monkeypatch):
    everything = {f"/static/{path}": (SCRIPT, "text/javascript", FOREVER) for path in modules.needed()}
    files = Files(everything)
    later: list[Callable[[], None]] = []
    monkeypatch.setattr(background, "do", later.append)

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await send({"type": "lifespan.startup.complete"})
        else:
            await files(scope, receive, send)

    async def run() -> None:
        assets = PackedAssets(streamlit)
        await assets({"type": "lifespan"}, asyncio.Event().wait, lambda _message: asyncio.sleep(0))
        assert files.asked == [], "nobody waits for it"
        while len(files.asked) < len(everything):
            await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(run(), 60))
    assert files.asked == list(everything)


def test_the_modules_of_a_page_are_those_of_the_installed_streamlit():
    static = Path(get_static_dir()) / "static"
    assert len(modules.listed()) > 10
    assert all((static / path).is_file() for path in modules.needed())
    assert len(set(modules.needed())) == len(modules.needed())
    assert any("PlotlyChart" in path for path in modules.of(modules.FIGURE))
    known = {*modules.listed(), *modules.of(modules.FIGURE)}
    text = (static / modules.of(modules.FIGURE)[0]).read_text(encoding="utf-8")
    assert {f"js/{name}" for name in modules.IMPORTED.findall(text)} <= known, "with all that it imports"


def test_the_function_that_holds_plotly_is_put_in_brackets_and_nothing_else_is_changed():
    scripts = Path(get_static_dir()) / "static" / "js"
    (plotly,) = (path.read_bytes() for path in scripts.glob("PlotlyChart.*.js"))
    said = read_once(plotly)
    head, inner, tail = b"self:n,(function(){var e=", b"(function(){", b"return window.Plotly=e,e}))"
    assert all(said.count(part) == 1 for part in (head + inner, tail)), "or Streamlit packs Plotly in another way now"
    before = said.replace(head + inner, b"self:n,()=>{var e=(()=>{").replace(tail, tail[:-1])
    assert before == plotly


def test_scripts_without_plotly_stay_as_they_are():
    assert read_once(SCRIPT) == SCRIPT
    unfinished = b"(typeof self<`u`?self:n,()=>{var e=(()=>{return 1})();return window.Plotly=n,e})"
    assert read_once(unfinished) == unfinished


def test_plotly_leaves_in_brackets():
    plain = b"(typeof self<`u`?self:n,()=>{var e=(()=>{" + SCRIPT + b"})();return window.Plotly=e,e})"
    assets = PackedAssets(Files({"/static/js/PlotlyChart.js": (plain, "text/javascript", FOREVER)}))
    answer = ask(assets, "/static/js/PlotlyChart.js", accept_encoding="gzip")
    assert gzip.decompress(answer.body) == read_once(plain) != plain


def test_an_element_that_a_later_streamlit_has_no_more_is_passed_over():
    assert modules.of("NoSuchElement") == ()


def test_work_in_the_background_goes_on_after_a_failure(caplog):
    background.do(lambda: 1 / 0)  # type: ignore[arg-type,return-value]
    finish_packing()
    assert "ZeroDivisionError" in caplog.text
