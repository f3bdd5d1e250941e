"""A folder or a local server can stand in for every publisher, the BLS Public Data API included."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from etl.api_mirror import ApiStandIn
from etl.download import Downloader, find_local
from etl.errors import UsageError
from etl.files import RemoteFile
from etl.mirror import Folder, FolderAdapter, Reply, address
from etl.settings import Settings
from tests.download_kit import OES, Kit, zip_bytes
from tests.servers import PublisherServer, redirect

NAT = f"{OES}/oesm25nat.zip"
V1, V2 = "/publicAPI/v1/timeseries/data/", "/publicAPI/v2/timeseries/data/"
PROVENANCE = (
    f'path,kind,bytes,sha256,origin,note\n{NAT},rezipped,10,abc,"github someone/some–thing",workbook as published\n'
)


# A folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file = tmp_path / "mirror" / NAT
    file.parent.mkdir(parents=True)
    file.write_bytes(zip_bytes())
    (tmp_path / "mirror" / "PROVENANCE.csv").write_text(PROVENANCE, encoding="utf-8")
    return tmp_path / "mirror"


@pytest.fixture
def session(folder: Path) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.mount("https://", FolderAdapter(folder))
        yield session


def test_a_folder_answers_as_a_server_would(session: requests.Session, folder: Path) -> None:
    content = (folder / NAT).read_bytes()
    whole = session.get(f"https://{NAT}")
    assert (whole.status_code, whole.content) == (200, content)
    assert whole.headers["Content-Length"] == str(len(content))
    assert whole.headers["Content-Type"] == "application/zip"
    assert session.get(f"https://{OES}/oesm26nat.zip").status_code == 404
    assert session.get("https://www.bls.gov/oes/special-requests/").status_code == 404


def test_a_folder_knows_what_the_asker_has(session: requests.Session) -> None:
    first = session.get(f"https://{NAT}").headers
    for condition in (
        {"If-None-Match": first["ETag"]},
        {"If-None-Match": f'"other", W/{first["ETag"]}'},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        answer = session.get(f"https://{NAT}", headers=condition)
        assert (answer.status_code, answer.content) == (304, b"")
    for condition in (
        {"If-None-Match": '"other"', "If-Modified-Since": first["Last-Modified"]},
        {"If-Modified-Since": "Thu, 01 Jan 1998 00:00:00 GMT"},
        {"If-Modified-Since": "long ago"},
    ):
        assert session.get(f"https://{NAT}", headers=condition).status_code == 200


def test_a_folders_validators_change_with_the_file(session: requests.Session, folder: Path) -> None:
    first = session.get(f"https://{NAT}").headers
    os.utime(folder / NAT, (1_700_000_000, 1_700_000_000))
    second = session.get(f"https://{NAT}").headers
    assert first["ETag"] != second["ETag"]
    assert second["Last-Modified"] == "Tue, 14 Nov 2023 22:13:20 GMT"


@pytest.mark.parametrize(("asked", "start", "stop"), [("bytes=100-", 100, None), ("bytes=100-199", 100, 200)])
def test_a_folder_sends_parts(
    session: requests.Session, folder: Path, asked: str, start: int, stop: int | None
) -> None:
    content = (folder / NAT).read_bytes()
    answer = session.get(f"https://{NAT}", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, content[start:stop])
    last = (stop or len(content)) - 1
    assert answer.headers["Content-Range"] == f"bytes {start}-{last}/{len(content)}"


def test_a_folder_sends_all_where_the_part_is_of_another_version(session: requests.Session) -> None:
    etag = session.get(f"https://{NAT}").headers["ETag"]
    same = session.get(f"https://{NAT}", headers={"Range": "bytes=9-", "If-Range": etag})
    other = session.get(f"https://{NAT}", headers={"Range": "bytes=9-", "If-Range": '"other"'})
    beyond = session.get(f"https://{NAT}", headers={"Range": "bytes=99999999-"})
    assert (same.status_code, other.status_code, beyond.status_code) == (206, 200, 416)


def test_a_folder_gives_nothing_from_outside_itself(folder: Path) -> None:
    (folder.parent / "secret.zip").write_bytes(b"secret")
    (folder / "www.bls.gov" / "link.zip").symlink_to(folder.parent / "secret.zip")
    served = Folder(folder)
    for path in ("/../../secret.zip", "/%2e%2e/%2e%2e/secret.zip", "/link.zip"):
        assert served.answer("GET", "www.bls.gov", path, {}).status == 404
    assert served.answer("GET", "..", "/secret.zip", {}).status == 404


# The downloader and its mirror


def fetch(data: Path, mirror: str | None, kit: Kit, **remote: Any) -> Any:
    settings = Settings(data=data, mirror=mirror)
    with Downloader(settings, out=kit.out, sleep=kit.time.sleep, now=kit.time.now) as downloader:
        return downloader.fetch(RemoteFile(f"https://{NAT}", "oews_nation", "zip", **remote))


def test_from_a_folder_without_contact_or_pause_and_with_a_note(folder: Path, tmp_path: Path, kit: Kit) -> None:
    outcome = fetch(tmp_path / "data", str(folder), kit)
    assert outcome.status == "new"
    assert outcome.local.obtained == "mirror"
    assert outcome.local.path == tmp_path / "data" / "downloads" / NAT
    assert outcome.local.note == "rezipped: workbook as published (copy from github someone/some–thing)"
    assert fetch(tmp_path / "data", str(folder), kit).status == "unchanged"
    assert kit.time.slept == []
    assert "BLS_CONTACT" not in kit.out.getvalue()


def test_from_a_server_laid_out_like_the_folder(folder: Path, tmp_path: Path, kit: Kit) -> None:
    with PublisherServer(folder) as server:
        outcome = fetch(tmp_path / "data", server.url + "/", kit)
        assert (outcome.status, outcome.local.obtained) == ("new", "mirror")
        assert outcome.local.note.startswith("rezipped: ")
        assert fetch(tmp_path / "data", server.url + "/", kit).status == "unchanged"
        assert [(asked.path, asked.status) for asked in server.requests] == [(NAT, 200), (NAT, 304)]
    assert json.loads((tmp_path / "data/downloads" / f"{NAT}.json").read_text())["url"] == f"https://{NAT}"


def test_a_server_on_this_machine_is_not_sought_behind_a_proxy(
    folder: Path, tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with PublisherServer(folder) as server:
        assert fetch(tmp_path / "data", server.url, kit).status == "new"


def test_a_servers_page_for_a_missing_file_is_absent(folder: Path, tmp_path: Path, kit: Kit) -> None:
    (folder / NAT).unlink()
    with PublisherServer(folder, missing="html") as server:
        assert fetch(tmp_path / "data", server.url, kit).status == "absent"


def test_several_fetches_pause_for_no_mirror(kit: Kit) -> None:
    with kit.downloader(replace(kit.settings, mirror=kit.server.url), transport=None) as downloader:
        downloader.fetch_all([kit.remote(f"{OES}/oesm{year}nat.zip") for year in (21, 22, 23)])
    assert kit.time.slept == []


def test_what_a_mirror_said_does_not_hold_for_the_publisher(kit: Kit) -> None:
    """A mirror's copy may be partial, and younger by its date: the publisher's own file must still come."""
    mirrored = replace(kit.settings, mirror=str(kit.folder))
    settled = kit.remote(settled=True)
    kit.publish(NAT, modified=1_790_000_000)
    assert kit.fetch(settled, settings=mirrored, transport=None).status == "new"
    content = kit.publish(NAT, modified=1_750_000_000)
    outcome = kit.fetch(settled)
    assert outcome.status == "updated"
    assert "if-modified-since" not in kit.server.requests[-1].headers
    assert outcome.local is not None
    assert outcome.local.obtained == "download"
    assert outcome.local.path.read_bytes() == content


def test_absent_from_a_mirror_is_not_absent_from_the_publisher(kit: Kit) -> None:
    settled = kit.remote(settled=True)
    assert kit.fetch(settled, settings=replace(kit.settings, mirror=str(kit.folder)), transport=None).status == "absent"
    kit.publish(NAT)
    assert kit.fetch(settled).status == "new"


def test_the_same_bytes_from_the_publisher_itself_count_as_downloaded(kit: Kit) -> None:
    kit.publish(NAT)
    kit.fetch(settings=replace(kit.settings, mirror=str(kit.folder)), transport=None)
    kit.time.later = timedelta(days=1)
    assert kit.fetch().status == "unchanged"
    found = find_local(kit.settings, kit.remote())
    assert found is not None
    assert (found.obtained, found.retrieved) == ("download", kit.time.now())


def test_gone_from_a_mirror_is_not_asked_lately_of_the_publisher(kit: Kit) -> None:
    kit.publish(NAT)
    settled = kit.remote(settled=True)
    kit.fetch(settled)
    kit.time.later = timedelta(days=31)
    empty = replace(kit.settings, mirror=str(kit.settings.data))
    assert kit.fetch(settled, settings=empty, transport=None).status == "absent"
    kit.server.requests.clear()
    kit.fetch(settled)
    assert len(kit.server.requests) == 1


def test_a_mirror_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ETL_MIRROR"):
        Downloader(Settings(data=tmp_path, mirror=str(tmp_path / "nowhere")))


@pytest.mark.parametrize(
    ("mirror", "expected"),
    [
        (None, "https://www.bls.gov/a/b.zip?c=d"),
        ("/some/folder", "https://www.bls.gov/a/b.zip?c=d"),
        ("http://127.0.0.1:9100", "http://127.0.0.1:9100/www.bls.gov/a/b.zip?c=d"),
        ("https://mirror.example/bls/", "https://mirror.example/bls/www.bls.gov/a/b.zip?c=d"),
    ],
)
def test_addresses_are_rewritten_for_a_server_only(mirror: str | None, expected: str) -> None:
    assert address(mirror, "https://www.bls.gov/a/b.zip?c=d") == expected


def test_a_redirect_within_the_mirror_is_followed_and_one_out_of_it_is_not(kit: Kit) -> None:
    kit.publish(f"{OES}/moved.zip")
    settings = replace(kit.settings, mirror=kit.server.url)
    kit.server.behave(NAT, redirect(f"{kit.server.url}/{OES}/moved.zip"), redirect("http://127.0.0.1:1/x.zip"))
    assert kit.fetch(settings=settings, transport=None).status == "new"
    assert kit.fetch(settings=settings, transport=None).status == "refused"


# The API


def series_csv(folder: Path) -> Path:
    """CUUR0000SA0 for 1990–2026, its gap and a preliminary value; and two years of a series with yearly averages."""
    rows = ["series_id,year,period,value,footnote_code"]
    for year in range(1990, 2027):
        for month in range(1, 13 if year < 2026 else 8):
            gap = (year, month) == (2025, 10)
            mark = "X" if gap else "P" if (year, month) == (2026, 7) else ""
            value = "-" if gap else f"{year - 1700}.{month}"
            rows.append(f"CUUR0000SA0,{year},M{month:02},{value},{mark}")
    rows += [f"CEU6562200003,{year},M{month:02},30.{month:02}," for year in (2020, 2021) for month in range(1, 14)]
    file = folder / "series.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(rows) + "\n")
    return file


@pytest.fixture
def api(tmp_path: Path) -> ApiStandIn:
    return ApiStandIn(series_csv(tmp_path), today=lambda: date(2026, 11, 22))


def query(api: ApiStandIn, path: str = V2, **body: Any) -> dict[str, Any]:
    answer = api.answer(path, json.dumps(body).encode())
    assert answer is not None
    reply: dict[str, Any] = json.loads(answer)
    assert set(reply) == {"status", "responseTime", "message", "Results"}
    return reply


def years(reply: dict[str, Any], at: int = 0) -> list[int]:
    return sorted({int(row["year"]) for row in reply["Results"]["series"][at]["data"]})


def test_the_api_answers_newest_first_in_text(api: ApiStandIn) -> None:
    reply = query(api, seriesid=["CUUR0000SA0"], startyear="2025", endyear="2026")
    assert (reply["status"], reply["message"]) == ("REQUEST_SUCCEEDED", [])
    (series,) = reply["Results"]["series"]
    assert series["seriesID"] == "CUUR0000SA0"
    assert [(row["year"], row["period"]) for row in series["data"]][:8] == [
        *(("2026", f"M{month:02}") for month in range(7, 0, -1)),
        ("2025", "M12"),
    ]
    newest = series["data"][0]
    assert newest == {
        "year": "2026", "period": "M07", "periodName": "July", "value": "326.7", "latest": "true",
        "footnotes": [{"code": "P", "text": "preliminary"}],
    }  # fmt: skip
    assert series["data"][1]["footnotes"] == [{}]
    assert sum("latest" in row for row in series["data"]) == 1


def test_a_month_that_was_never_collected_is_a_dash_with_its_footnote(api: ApiStandIn) -> None:
    reply = query(api, seriesid=["CUUR0000SA0"], startyear="2025", endyear="2025")
    (october,) = [row for row in reply["Results"]["series"][0]["data"] if row["period"] == "M10"]
    assert october["value"] == "-"
    assert october["footnotes"][0]["code"] == "X"
    assert "lapse" in october["footnotes"][0]["text"]


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [(V1, {}, range(1990, 2000)), (V2, {"registrationkey": "k"}, range(1990, 2010)), (V2, {}, range(1990, 2000))],
)
def test_years_over_the_limit_are_cut_without_a_word(
    api: ApiStandIn, path: str, key: dict[str, str], expected: range
) -> None:
    reply = query(api, path, seriesid=["CUUR0000SA0"], startyear="1990", endyear="2026", **key)
    assert (reply["status"], reply["message"]) == ("REQUEST_SUCCEEDED", [])
    assert years(reply) == list(expected)


@pytest.mark.parametrize(("path", "key", "expected"), [(V1, {}, 25), (V2, {"registrationkey": "k"}, 50)])
def test_series_over_the_limit_are_cut_without_a_word(
    api: ApiStandIn, path: str, key: dict[str, str], expected: int
) -> None:
    names = ["CUUR0000SA0"] * 60
    reply = query(api, path, seriesid=names, startyear="2026", endyear="2026", **key)
    assert len(reply["Results"]["series"]) == expected
    assert reply["message"] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("CES9999999999", "Series does not exist for Series CES9999999999"),
        ("nonsense", "Invalid Series for Series nonsense"),
    ],
)
def test_an_unknown_series_succeeds_with_a_message_and_no_data(api: ApiStandIn, name: str, message: str) -> None:
    reply = query(api, seriesid=["CUUR0000SA0", name], startyear="2024", endyear="2024")
    assert reply["status"] == "REQUEST_SUCCEEDED"
    assert reply["message"] == [message]
    assert reply["Results"]["series"][1] == {"seriesID": name, "data": []}
    assert len(reply["Results"]["series"][0]["data"]) == 12


def test_a_year_without_data_is_said(api: ApiStandIn) -> None:
    reply = query(api, seriesid=["CEU6562200003"], startyear="2019", endyear="2022")
    assert reply["message"] == [
        "No Data Available for Series CEU6562200003 Year: 2019",
        "No Data Available for Series CEU6562200003 Year: 2022",
    ]
    assert years(reply) == [2020, 2021]


def test_yearly_averages_come_only_where_they_are_asked_for(api: ApiStandIn) -> None:
    asked = {"seriesid": ["CEU6562200003"], "startyear": "2021", "endyear": "2021"}
    plain = query(api, **asked)["Results"]["series"][0]["data"]
    averaged = query(api, **asked, annualaverage=True)["Results"]["series"][0]["data"]
    assert [row["period"] for row in plain][:2] == ["M12", "M11"]
    assert plain[0]["latest"] == "true"
    assert (averaged[0]["period"], averaged[0]["periodName"]) == ("M13", "Annual")
    assert "latest" not in averaged[0]


def test_without_years_the_last_three_come(api: ApiStandIn) -> None:
    assert years(query(api, seriesid=["CUUR0000SA0"])) == [2024, 2025, 2026]


def test_a_bad_key_is_not_processed(tmp_path: Path) -> None:
    api = ApiStandIn(series_csv(tmp_path), keys={"good"}, today=lambda: date(2026, 11, 22))
    asked = {"seriesid": ["CUUR0000SA0"], "startyear": "2026", "endyear": "2026"}
    bad = query(api, **asked, registrationkey="bad")
    assert (bad["status"], bad["Results"]) == ("REQUEST_NOT_PROCESSED", {})
    assert bad["message"] == ["The key:bad provided by the User is invalid."]
    assert query(api, **asked, registrationkey="good")["status"] == "REQUEST_SUCCEEDED"


def test_the_daily_threshold_is_kept_where_it_is_wanted(tmp_path: Path) -> None:
    day = date(2026, 11, 22)
    api = ApiStandIn(series_csv(tmp_path), daily=True, today=lambda: day)
    asked = {"seriesid": ["CUUR0000SA0"], "startyear": "2026", "endyear": "2026"}
    assert [query(api, V1, **asked)["status"] for _ in range(25)] == ["REQUEST_SUCCEEDED"] * 25
    over = query(api, V1, **asked)
    assert over["status"] == "REQUEST_NOT_PROCESSED"
    assert "daily threshold" in over["message"][0]
    assert query(api, V2, **asked, registrationkey="k")["status"] == "REQUEST_SUCCEEDED"
    day = date(2026, 11, 23)
    assert query(api, V1, **asked)["status"] == "REQUEST_SUCCEEDED"


@pytest.mark.parametrize(
    "body",
    [b"not json", b"[]", b"{}", b'{"seriesid": ["A"], "startyear": "2020", "endyear": "2010"}',
     b'{"seriesid": ["A"], "startyear": "x", "endyear": "y"}'],
)  # fmt: skip
def test_nonsense_fails_with_a_message(api: ApiStandIn, body: bytes) -> None:
    reply = json.loads(api.answer(V1, body) or b"")
    assert reply["status"] == "REQUEST_FAILED"
    assert reply["message"]


def test_other_addresses_are_not_the_api(api: ApiStandIn) -> None:
    assert api.answer("/publicAPI/v3/timeseries/data/", b"{}") is None


@pytest.mark.parametrize("over_http", [False, True])
def test_the_downloader_reaches_the_stand_in_through_folder_and_server(kit: Kit, over_http: bool) -> None:
    series_csv(kit.folder / "api.bls.gov")
    mirror = kit.server.url if over_http else str(kit.folder)
    with kit.downloader(replace(kit.settings, mirror=mirror), transport=None) as downloader:
        body = {"seriesid": ["CUUR0000SA0"], "startyear": "2024", "endyear": "2026"}
        answer = downloader.post_json(f"https://api.bls.gov{V1}", body)
    assert answer.status == "ok"
    assert len(answer.data["Results"]["series"][0]["data"]) == 31


def test_a_mirror_without_the_api_has_no_api(kit: Kit) -> None:
    with kit.downloader(replace(kit.settings, mirror=str(kit.folder)), transport=None) as downloader:
        answer = downloader.post_json(f"https://api.bls.gov{V1}", {"seriesid": ["CUUR0000SA0"]})
    assert answer.status == "refused"


def test_a_reply_reads_no_further_than_its_part(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_bytes(b"0123456789")
    with Reply(206, path=file, start=2, length=5).open() as stream:
        assert (stream.read(3), stream.read(), stream.read(1)) == (b"234", b"56", b"")


# The real files


@pytest.mark.replica
def test_the_real_values_come_through_the_api(replica: Path, tmp_path: Path) -> None:
    with Downloader(Settings(data=tmp_path, mirror=str(replica)), progress=False) as downloader:
        body = {"seriesid": ["CUUR0000SA0"], "startyear": "2017", "endyear": "2026"}
        answer = downloader.post_json(f"https://api.bls.gov{V1}", body)
    data = {(row["year"], row["period"]): row["value"] for row in answer.data["Results"]["series"][0]["data"]}
    assert data["2025", "M10"] == "-"
    assert float(data["2024", "M05"]) == pytest.approx(314.069)
    assert next(iter(data)) == max(data)


@pytest.mark.replica
def test_the_real_copies_say_where_they_come_from(replica: Path, tmp_path: Path) -> None:
    with Downloader(Settings(data=tmp_path, mirror=str(replica)), progress=False) as downloader:
        local = downloader.fetch(RemoteFile(f"https://{OES}/oesm25st.zip", "oews_states", "zip")).local
    assert local is not None
    assert local.note.startswith("rebuilt: REBUILT from a public JSON derivative")
