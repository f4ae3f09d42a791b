"""The server of `sopflow serve`: files stay the truth, pages come in pieces, and nobody else is answered."""

import asyncio
import http.client
import json
import os
import socket
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from serving import Serving, Talk
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from sopflow.export.files import write_whole
from sopflow.serve.folder import Folder
from sopflow.serve.workers import JobFailed, Worker

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
ASSETS = ROOT / "sopflow" / "serve" / "assets"
TEXT = "sop: Surat\nnomor: 1\n\n1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n"
JOB: dict[str, Any] = {"job": "draw", "name": "a.sop", "root": None, "known": [], "lang": "id", "text": TEXT}
BOMB = "".join(f"{n}. @l{n % 3}: Kerja\n   tidak -> {max(1, n - 3)}\n" for n in range(1, 1501))
"""A text that takes far longer than the time a page may take."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Serving, Path]]:
    base = tmp_path_factory.mktemp("serve")
    folder = base / "naskah"
    (folder / "dalam").mkdir(parents=True)
    (folder / ".rahasia").mkdir()
    (base / "luar").mkdir()
    for name in ("surat.sop", "dalam/lain.sop", "../luar/luar.sop", ".rahasia/a.sop"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "tautan.sop").symlink_to(base / "luar" / "luar.sop")
    (folder / "jalan").symlink_to(base / "luar")
    with Serving(folder, base / "home") as serving:
        yield serving, folder


@pytest.fixture
def talk(served: tuple[Serving, Path]) -> Iterator[Talk]:
    with served[0].talk() as talking:
        talking.hear("welcome")
        yield talking


# ---- drawing


def test_only_pages_that_changed_are_sent(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    first, second = drawn(talk, TEXT, 1), drawn(talk, TEXT.replace("Mengirim", "Mengantar"), 2)
    assert [("svg" in page) for page in first["pages"]] == [True, True]
    assert [("svg" in page) for page in second["pages"]] == [False, True]
    assert first["pages"][0]["key"] == second["pages"][0]["key"]


def test_the_picture_tells_where_its_things_are_written(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    answer = drawn(talk, TEXT, 1)
    anchors = answer["sections"][answer["pages"][1]["section"]]
    assert anchors["2/kegiatan"][0] == 4 and anchors["#s2-b"][:2] == [4, 3] and anchors["#s2-b--s1-a"][0] == 5
    assert anchors["/sop"][0] == 0 and anchors["/nomor"][0] == 1 and anchors["/lajur-b"][0] == 4


def test_tables_with_the_same_keys_are_told_apart(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    text = "sop: Satu\nprosedur: P\n1. @A: Satu\n2. @A: Dua\nprosedur: Q\n1. @A: Tiga\n2. @A: Empat\nsop: Dua\n1. @A: Lima\n2. @A: Enam\n"
    answer = drawn(talk, text, 1)
    sections = [page["section"] for page in answer["pages"]]
    assert [answer["sections"][at]["1/kegiatan"][0] for at in sections] == [2, 5, 8]


def test_a_text_with_errors_has_messages_and_no_pages(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    assert drawn(talk, TEXT.replace("-> 1", "-> 9"), 1)["pages"] is None
    (problem,) = [each for each in talk.hear("told", version=1)["problems"] if each["severity"] == "error"]
    assert (problem["code"], problem["line"]) == ("baris-tidak-ada", 5)


def test_of_many_edits_the_newest_is_drawn(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    for version in range(1, 40):
        say_edit(talk, TEXT + "4. @A: Surat " + "x" * version + "\n", version)
    versions = []
    while 39 not in versions:
        versions.append(talk.hear("drawn")["version"])
    assert len(versions) < 39 and versions == sorted(versions)


def test_a_text_that_takes_too_long_is_given_up_and_the_next_is_drawn() -> None:
    async def work() -> Any:
        worker = Worker()
        with pytest.raises(JobFailed, match="terlalu berat"):
            await worker.do({**JOB, "text": BOMB}, 1.0)
        made = await worker.do(JOB, 30)
        await worker.close()
        return made

    assert len(asyncio.run(work())["pages"]) == 2


def test_no_program_in_the_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> Any:
        worker = Worker()
        made = await worker.do(JOB, 30)
        await worker.close()
        return made

    for name in ("json", "struct", "sopflow", "re"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('jahat')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(asyncio.run(work())["pages"]) == 2


def test_rows_are_inserted_and_moved_with_their_arrows(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    moved = changed(talk, TEXT, 6, "up")
    assert moved == TEXT.replace(
        "2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n", "2. @A: Mengirim surat\n3. @B: Memeriksa surat\n   tidak -> 1\n"
    )
    assert "2. @A: Memeriksa \n   tidak -> 1\n3. @B: Memeriksa surat\n" in changed(talk, TEXT, 3, "insertDecision")
    assert "4. @A & @B: " in changed(talk, TEXT, 6, "insertFork")
    assert "tahap: Judul tahap\n2. @B" in changed(talk, TEXT, 4, "insertStage")
    assert "tahap: Judul tahap\n1. @A" in changed(talk, TEXT, 0, "insertStage"), "among the fields there is none"
    assert changed(talk, "", 0, "insertRow") == "1. @Pemohon: \n"
    assert "   tidak -> 2\n" not in changed(talk, TEXT, 4, "delete")
    assert talk.ask("help", job="change", text=TEXT, line=0, column=0, words="up")["fault"].startswith("Letakkan kursor")


def test_completion_offers_the_lanes(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    offers = talk.ask("help", job="complete", text=TEXT + "4. @", line=7, column=4, words="")["value"]
    assert {"A", "B"} <= {each["label"] for each in offers}


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("svg", b"<svg"), ("png", b"\x89PNG")])
def test_the_document_can_be_fetched(talk: Talk, form: str, start: bytes) -> None:
    talk.ask("open", path="surat.sop")
    made = talk.ask("export", text=TEXT, format=form, page=2)["value"]
    assert b64decode(made["data"]).startswith(start) and made["file"].endswith(form)
    assert talk.ask("export", text="1. salah", format=form, page=1)["fault"].startswith("Dokumen belum bisa")


@pytest.mark.parametrize(("form", "start"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_all_pages_come_in_one_archive(talk: Talk, form: str, start: bytes) -> None:
    talk.ask("open", path="surat.sop")
    made, again = (talk.ask("export", text=TEXT, format=form, page=0)["value"] for _ in range(2))
    assert made == again and made["file"] == f"surat-{form}.zip"
    with ZipFile(BytesIO(b64decode(made["data"]))) as archive:
        assert archive.namelist() == [f"surat-1.{form}", f"surat-2.{form}"]
        assert all(archive.read(name).startswith(start) for name in archive.namelist())
    second = talk.ask("export", text=TEXT, format=form, page=2)["value"]["data"]
    with ZipFile(BytesIO(b64decode(made["data"]))) as archive:
        assert archive.read(f"surat-2.{form}") == b64decode(second)


def test_all_pages_of_a_text_with_one_are_that_page(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    made = talk.ask("export", text="1. @A: Menulis\n2. @B: Membaca\n", format="svg", page=0)["value"]
    assert made["file"] == "surat-1.svg" and b64decode(made["data"]).startswith(b"<svg")
    assert talk.ask("export", text=TEXT, format="svg", page=-1)["fault"] == "Halaman itu tidak ada lagi"


def test_what_is_refused_is_said_in_the_language_of_the_page(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    refused = talk.ask("export", lang="en", text="1. salah", format="pdf", page=0)
    assert refused["fault"] == "The document can't be downloaded yet: mend the errors first"
    assert (
        talk.ask("open", lang="en", path="../luar/luar.sop")["fault"]
        == "The file «../luar/luar.sop» is not served; choose from the list of files"
    )
    stuck = talk.ask("help", lang="en", job="change", text=TEXT, line=0, column=0, words="up")
    assert stuck["fault"] == "Put the cursor on a row first"


def test_what_helps_is_said_in_the_language_of_the_page(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    offers = talk.ask("help", lang="en", job="complete", text="no", line=0, column=2, words="")["value"]
    assert {"nomor": "The number of the procedure"}.items() <= {each["label"]: each["detail"] for each in offers}.items()
    told = talk.ask("help", lang="en", job="hover", text="nomor: 1\n", line=0, column=1, words="")["value"]
    assert told["text"].startswith("The number of the procedure\n\nError: This file holds no rows yet\n")


def test_the_page_begins_in_the_language_of_the_server(tmp_path: Path) -> None:
    with Serving(tmp_path, tmp_path / "home", 0, "--lang", "en") as serving, serving.talk() as talk:
        assert talk.hear("welcome")["lang"] == "en"


# ---- files


def test_texts_are_listed_without_hidden_ones_and_without_links_that_lead_out(served: tuple[Serving, Path]) -> None:
    with served[0].talk() as talk:
        assert {"surat.sop", "dalam/lain.sop"} <= set(files := talk.hear("welcome")["files"])
    assert not [name for name in files if "rahasia" in name or "tautan" in name or "luar" in name]


def test_saving_keeps_line_ends_and_mark(talk: Talk, served: tuple[Serving, Path]) -> None:
    path = served[1] / "windows.sop"
    path.write_bytes(b"\xef\xbb\xbf1. @A: Satu\r\n2. @A: Dua\r\n")
    opened = talk.ask("open", path="windows.sop")["value"]
    assert opened["text"] == "1. @A: Satu\n2. @A: Dua\n"
    talk.ask("save", path="windows.sop", text="1. @A: Satu\n2. @A: Tiga\n", seen=opened["digest"])
    assert path.read_bytes() == b"\xef\xbb\xbf1. @A: Satu\r\n2. @A: Tiga\r\n"


def test_what_another_program_wrote_is_not_overwritten(talk: Talk, served: tuple[Serving, Path]) -> None:
    path = served[1] / "bentrok.sop"
    path.write_text("lama\n", encoding="utf-8")
    seen = talk.ask("open", path="bentrok.sop")["value"]["digest"]
    path.write_text("punya orang lain\n", encoding="utf-8")
    answer = talk.ask("save", path="bentrok.sop", text="punya saya\n", seen=seen)["value"]
    assert answer["conflict"]["text"] == "punya orang lain\n" and path.read_text(encoding="utf-8") == "punya orang lain\n"
    talk.ask("save", path="bentrok.sop", text="punya saya\n", seen=answer["conflict"]["digest"])
    assert path.read_text(encoding="utf-8") == "punya saya\n"


def test_changes_on_disk_are_told_even_when_the_time_stays(talk: Talk, served: tuple[Serving, Path]) -> None:
    path = served[1] / "diam.sop"
    path.write_text("satu\n", encoding="utf-8")
    before = path.stat()
    talk.ask("open", path="diam.sop")
    with path.open("r+b") as file:  # one step: it is never seen empty
        file.write(b"satu dua\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert talk.hear("disk")["text"] == "satu dua\n"


def test_own_saves_are_no_news(talk: Talk, served: tuple[Serving, Path]) -> None:
    (served[1] / "sendiri.sop").write_text("satu\n", encoding="utf-8")
    seen = talk.ask("open", path="sendiri.sop")["value"]["digest"]
    talk.ask("save", path="sendiri.sop", text="dua\n", seen=seen)
    (served[1] / "baru-lagi.sop").write_text("x\n", encoding="utf-8")
    talk.hear("files")  # the look at the folder after the save is over
    assert not [each for each in talk.pushed if each["kind"] == "disk"]


def test_a_shared_file_that_changes_draws_the_text_anew(talk: Talk, served: tuple[Serving, Path]) -> None:
    (served[1] / "bersama.sop").write_text("unit: Lama\n", encoding="utf-8")
    (served[1] / "pakai.sop").write_text(f"gunakan: bersama.sop\n{TEXT}", encoding="utf-8")
    talk.ask("open", path="pakai.sop")
    assert "Lama" in drawn(talk, f"gunakan: bersama.sop\n{TEXT}", 1)["pages"][0]["svg"]
    write_whole(str(served[1] / "bersama.sop"), b"unit: Baru\n")
    assert "Baru" in talk.hear("drawn")["pages"][0]["svg"]


def test_a_new_file_never_replaces_one(talk: Talk, served: tuple[Serving, Path]) -> None:
    assert "digest" in talk.ask("create", path="baru.sop", text="1. @A: Satu\n")["value"]
    assert "sudah ada" in talk.ask("create", path="baru.sop", text="lain")["fault"]
    assert (served[1] / "baru.sop").read_text(encoding="utf-8") == "1. @A: Satu\n"


def test_a_single_file_is_served_alone(tmp_path: Path) -> None:
    for name in ("satu.sop", "dua.sop"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with Serving(tmp_path / "satu.sop", tmp_path / "home") as serving, serving.talk() as talk:
        welcome = talk.hear("welcome")
        assert (welcome["only"], welcome["files"]) == ("satu.sop", ["satu.sop"])
        assert "tidak dilayani" in talk.ask("open", path="dua.sop")["fault"]
        assert talk.ask("open", path="satu.sop")["value"]["text"] == TEXT


# ---- strangers


OUTSIDE = (
    "../luar/luar.sop",
    "dalam/../../luar/luar.sop",
    "/etc/passwd",
    "/etc/passwd.sop",
    "tautan.sop",
    "jalan/luar.sop",
    ".rahasia/a.sop",
    "surat.sop\0.txt",
    "surat.sop\0",
    "..\\luar\\luar.sop",
    "C:\\surat.sop",
    "C:surat.sop",
    "//server/surat.sop",
    "surat.txt",
    "surat.sop::$DATA.sop",
    "dalam//lain.sop",
    "./surat.sop",
    "",
    "a" * 5000 + ".sop",
    "a\nb.sop",
    "\ud800.sop",
    "\udcff.sop",
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_path_leads_out_of_the_folder(talk: Talk, served: tuple[Serving, Path], path: str) -> None:
    before = sorted(each for each in served[1].parent.rglob("*") if "home" not in each.parts)
    assert "fault" in talk.ask("open", path=path)
    assert "fault" in talk.ask("save", path=path, text="jahat", seen="")
    assert "fault" in talk.ask("create", path=path, text="jahat")
    assert sorted(each for each in served[1].parent.rglob("*") if "home" not in each.parts) == before
    assert (served[1].parent / "luar" / "luar.sop").read_text(encoding="utf-8") == TEXT


def test_a_text_can_use_nothing_outside_the_folder(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    assert drawn(talk, f"gunakan: ../luar/luar.sop\n{TEXT}", 1)["pages"] is None
    assert "di-luar-folder" in [each["code"] for each in talk.hear("told", version=1)["problems"]]


def request(serving: Serving, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    return connection.getresponse()


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/surat.sop", "//etc/passwd", "/assets/app.js", "/%00", "/index.html", "//["]
)
def test_http_gives_the_files_of_the_page_and_nothing_else(served: tuple[Serving, Path], path: str) -> None:
    assert request(served[0], path).status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "localhost.evil.example:{port}"},
        {"Host": "0.0.0.0:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"},
        {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ],
)
def test_requests_of_other_sites_and_names_are_refused(served: tuple[Serving, Path], headers: dict[str, str]) -> None:
    """Another name for this address is what a DNS rebinding attack comes with."""
    serving = served[0]
    asked = {name: value.format(port=serving.port) for name, value in headers.items()}
    for path in ("/", "/app.js", "/socket"):
        assert request(serving, path, **asked).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"])
def test_http_takes_nothing(served: tuple[Serving, Path], method: str) -> None:
    assert request(served[0], "/", method).status == 403


@pytest.mark.parametrize("path", ["/", "/app.js", "/app.css", "/SopflowSans-Regular.woff2", "/tidak-ada"])
def test_every_answer_forbids_what_the_page_does_not_need(served: tuple[Serving, Path], path: str) -> None:
    answer = request(served[0], path)
    policy = dict(part.split(" ", 1) for part in (answer.getheader("Content-Security-Policy") or "").split("; "))
    assert policy["default-src"] == "'none'" and policy["script-src"] == "'self'" and policy["frame-ancestors"] == "'none'"
    assert not {"unsafe-inline", "unsafe-eval", "*", "http:", "https:"} & {
        word.strip("'") for words in policy.values() for word in words.split()
    }
    assert all(source.startswith(("ws://127.0.0.1:", "ws://localhost:")) for source in policy["connect-src"].split())
    assert answer.getheader("X-Content-Type-Options") == "nosniff" and answer.getheader("Referrer-Policy") == "no-referrer"
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin" and answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("Access-Control-Allow-Origin") is None and answer.getheader("Set-Cookie") is None


def test_each_page_has_a_nonce_of_its_own(served: tuple[Serving, Path]) -> None:
    pages = [request(served[0], "/").read() for _ in range(2)]
    assert pages[0] != pages[1] and b"__NONCE__" not in pages[0]


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://localhost:1"])
def test_sockets_of_other_sites_are_refused(served: tuple[Serving, Path], origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{served[0].port}/socket", origin=origin)  # type: ignore[arg-type]
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("key", ["", "salah", "A" * 43, "é"])
def test_without_the_key_nothing_is_answered(served: tuple[Serving, Path], key: str) -> None:
    with served[0].talk(key=key) as talk, pytest.raises(ConnectionClosed) as closed:
        talk.hear("welcome")
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401


def test_the_ticket_on_the_command_line_opens_once(tmp_path: Path) -> None:
    from websockets.asyncio.client import connect

    from sopflow.serve.server import ServeServer

    async def first_answers() -> list[str]:
        server = ServeServer(Folder(str(tmp_path)), "the key")
        await server.start(0)
        answers = []
        for _ in range(2):
            async with connect(f"ws://127.0.0.1:{server.port}/socket", origin=Origin(f"http://127.0.0.1:{server.port}")) as talk:
                await talk.send(json.dumps({"kind": "hello", "key": server.ticket.word}))
                try:
                    answers.append(json.loads(await talk.recv())["key"])
                except ConnectionClosed as closed:
                    answers.append(str(closed.rcvd and closed.rcvd.code))
        await server.stop()
        return answers

    assert asyncio.run(first_answers()) == ["the key", "4401"]


def test_a_question_before_the_key_is_not_answered(served: tuple[Serving, Path]) -> None:
    with connect(f"ws://127.0.0.1:{served[0].port}/socket", origin=Origin(served[0].origin)) as raw:
        raw.send(json.dumps({"kind": "open", "id": 1, "lang": "id", "path": "surat.sop"}))
        with pytest.raises(ConnectionClosed):
            raw.recv(timeout=60)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "[]",
        "{",
        "null",
        '{"kind":"open"}',
        '{"kind":"open","id":1,"path":"surat.sop"}',
        '{"kind":"open","id":1,"lang":"id","path":["a"]}',
        '{"kind":"open","id":true,"lang":"id","path":"surat.sop"}',
        '{"kind":"open","id":1,"lang":"id","path":"surat.sop","mode":"w"}',
        '{"kind":["open"]}',
        '{"kind":"shell","id":1}',
        '{"kind":"hello","key":"x","extra":1}',
        "[" * 100_000,
        b"\xff\xfe",
        json.dumps({"kind": "edit", "path": "surat.sop", "version": 1, "lang": "id", "text": "x" * 1_000_001}),
    ],
)
def test_a_message_that_no_page_sends_ends_the_talk(served: tuple[Serving, Path], message: str | bytes) -> None:
    with served[0].talk() as talk:
        talk.hear("welcome")
        talk.socket.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            talk.hear("reply")
    assert closed.value.rcvd is None or closed.value.rcvd.code in (4400, 1007)


def test_a_message_that_is_too_long_is_not_read(served: tuple[Serving, Path]) -> None:
    with served[0].talk() as talk, pytest.raises(ConnectionClosed) as closed:
        talk.hear("welcome")
        talk.socket.send("x" * 8_000_000)
        talk.hear("reply")
    assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009


def test_a_page_can_ask_for_its_own_jobs_only(talk: Talk) -> None:
    talk.ask("open", path="surat.sop")
    for job in ("export", "tell", "draw", "", "__import__"):
        assert "tidak dikenal" in talk.ask("help", text="", job=job, line=0, column=0, words="")["fault"]
    assert "fault" in talk.ask("help", text="", job="change", line=0, column=0, words="__class__")


def test_a_file_whose_name_is_no_text_does_no_harm(served: tuple[Serving, Path]) -> None:
    path = os.fsencode(served[1]) + b"/\xff\xfe.sop"
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    with served[0].talk() as talk:
        assert "surat.sop" in talk.hear("welcome")["files"]
    os.unlink(path)


def test_what_cannot_be_served_is_told(served: tuple[Serving, Path], tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("x", encoding="utf-8")
    port = str(served[0].port)
    for arguments, words in (
        (("catatan.txt",), "bukan folder dan bukan berkas .sop"),
        (("tidak/ada.sop",), "Folder «tidak» tidak ada"),
        ((".", "--port", port), "sedang dipakai"),
    ):
        command = (sys.executable, "-m", "sopflow", "serve", *arguments, "--no-browser")
        env = {**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8")
        assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


def test_it_ends_quietly_when_interrupted(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(TEXT, encoding="utf-8")
    with Serving(tmp_path, tmp_path / "home") as serving, serving.talk() as talk:
        talk.hear("welcome")
        assert serving.interrupt() == 0


def test_only_this_machine_is_listened_to(served: tuple[Serving, Path]) -> None:
    outside: list[str] = []
    with suppress(socket.gaierror):  # a machine need not know its own name
        outside = [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    for address in [each for each in outside if not each.startswith("127.")] or ["127.0.0.2"]:
        with pytest.raises(OSError):
            socket.create_connection((address, served[0].port), timeout=2)


def test_the_key_is_for_its_owner_and_lasts_a_day(tmp_path: Path) -> None:
    from sopflow.serve.key import todays_key

    home = tmp_path / "home"
    key = todays_key(str(home))
    (file,) = home.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600 and todays_key(str(home)) == key
    file.chmod(0o644)
    assert todays_key(str(home)) != key, "others could have read it"
    key = todays_key(str(home))
    os.utime(file, (0, 0))
    assert todays_key(str(home)) != key, "it is old"


def test_the_page_is_built_from_the_sources_that_are_here() -> None:
    from hashlib import sha256

    lines = (ASSETS / "sources.txt").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    files = ["build.mjs", "package-lock.json", *(f"src/{path.name}" for path in (WEB / "src").iterdir())]
    assert listed == {name: sha256((WEB / name).read_bytes()).hexdigest() for name in files}, "run: npm --prefix web run build"


@pytest.mark.skipif(not (WEB / "node_modules").is_dir(), reason="the packages of web/ are not installed")
def test_the_same_sources_give_the_same_page(tmp_path: Path) -> None:
    subprocess.run(["node", "build.mjs", tmp_path], cwd=WEB, check=True)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert built == {path.name: path.read_bytes() for path in ASSETS.iterdir()}


def test_the_packages_of_the_page_are_named_without_a_registry() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all(package.get("license") == "MIT" for name, package in lock["packages"].items() if name and not package.get("dev"))


def test_the_page_takes_over_all_that_the_exporter_writes() -> None:
    """What `picture.ts` doesn't list is left out: a page that is drawn in another way must be let in there."""
    import re

    source = (WEB / "src" / "picture.ts").read_text(encoding="utf-8")
    listed = set(re.findall(r"[\w:-]+", source.partition("const ELEMENTS")[2].partition("const PICTURE")[0]))
    written: set[str] = set()
    for path in (ROOT / "out").glob("*.svg"):
        page = re.sub("<style>.*</style>|>[^<]*<", "><", path.read_text(encoding="utf-8"))
        written |= set(re.findall(r'(?<=<)\w+|[\w:-]+(?=="[^"]*")', page))
    assert "tspan" in written and written - listed - {"xmlns", "xml:lang", "style"} == set()


def say_edit(talk: Talk, text: str, version: int) -> None:
    talk.say("edit", path=opened(talk, text), version=version, lang="id", text=text)


def opened(talk: Talk, text: str) -> str:
    return "pakai.sop" if text.startswith("gunakan: bersama") else "surat.sop"


def drawn(talk: Talk, text: str, version: int) -> dict[str, Any]:
    """The drawing of an edit."""
    say_edit(talk, text, version)
    return talk.hear("drawn", version=version)


def changed(talk: Talk, text: str, line: int, name: str) -> str:
    """The text after a change."""
    made = talk.ask("help", job="change", text=text, line=line, column=0, words=name)["value"]
    lines = text.split("\n")
    for edit in reversed(made["edits"]):
        before, after = lines[edit["line"]][: edit["column"]], lines[edit["endLine"]][edit["endColumn"] :]
        lines[edit["line"] : edit["endLine"] + 1] = (before + edit["text"] + after).split("\n")
    return "\n".join(lines)
