"""The language server, asked by a real client over its pipes."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lsp_client import Refused, Session

BROKEN = """\
pelaksana:
  kadis: Kepala Dinas 🙂
  staf: Staf

1. @staf: Menyusun *konsep* 🙂 surat surat
   wktu: 5 menit
2. @kadis: Memeriksa konsep
   output: Surat
   tidak -> 9
"""
PUBLISHED = "textDocument/publishDiagnostics"


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    client = Session()
    yield client
    assert client.end() == 0


class Text:
    """A text open in the editor."""

    def __init__(self, session: Session, path: Path, text: str) -> None:
        self.session = session
        self.uri = path.as_uri()
        self.text = text
        self.version = 1
        item = {"uri": self.uri, "languageId": "sop", "version": 1, "text": text}
        session.tell("textDocument/didOpen", {"textDocument": item})

    def change(self, text: str) -> None:
        self.text = text
        self.version += 1
        self.session.tell("textDocument/didChange", {"textDocument": self._versioned(), "contentChanges": [{"text": text}]})

    def diagnostics(self) -> list[Any]:
        """What is said of the current version."""
        told = self.session.wait_for(PUBLISHED, lambda params: params["uri"] == self.uri and params.get("version") == self.version)
        return list(told["diagnostics"])

    def ask(self, method: str, **params: Any) -> Any:
        return self.session.ask(method, {"textDocument": {"uri": self.uri}, **params})

    def at(self, method: str, line: int, character: int, **params: Any) -> Any:
        return self.ask(method, position={"line": line, "character": character}, **params)

    def fixes(self, line: int, only: list[str]) -> list[Any]:
        place = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 200}}
        return list(self.ask("textDocument/codeAction", range=place, context={"diagnostics": [], "only": only}))

    def apply(self, edits: list[Any], unit: str = "utf-16") -> str:
        """The text with edits made as a client makes them: columns in the units of the encoding."""
        size = {"utf-16": 2, "utf-8": 1}[unit]
        code = {"utf-16": "utf-16-le", "utf-8": "utf-8"}[unit]
        lines = [line.encode(code) for line in re.split("(?<=\n)", self.text)]
        data = b"".join(lines)
        starts = [sum(map(len, lines[:at])) for at in range(len(lines) + 1)]

        def offset(place: dict[str, int]) -> int:
            return starts[place["line"]] + place["character"] * size

        for edit in sorted(edits, key=lambda each: offset(each["range"]["start"]), reverse=True):
            data = data[: offset(edit["range"]["start"])] + edit["newText"].encode(code) + data[offset(edit["range"]["end"]) :]
        return data.decode(code)

    def _versioned(self) -> Any:
        return {"uri": self.uri, "version": self.version}


def edits_of(action: Any) -> list[Any]:
    (change,) = (action.get("edit") or action)["documentChanges"]
    return list(change["edits"])


def test_a_broken_text_is_told_and_mended(session: Session, tmp_path: Path) -> None:
    text = Text(session, tmp_path / "uji.sop", BROKEN)
    found = {each["code"]: each for each in text.diagnostics()}
    assert {"kata-kunci-tidak-dikenal", "baris-tidak-ada", "kata-ganda"} <= set(found)
    slip = found["kata-kunci-tidak-dikenal"]
    assert slip["range"] == {"start": {"line": 5, "character": 3}, "end": {"line": 5, "character": 7}}
    assert slip["severity"] == 1
    assert "waktu" in slip["message"]
    doubled = found["kata-ganda"]["range"]
    assert BROKEN.split("\n")[4].encode("utf-16-le")[doubled["start"]["character"] * 2 :].decode("utf-16-le").startswith("surat")

    (fix,) = [each for each in text.fixes(5, ["quickfix"]) if each["title"] == "Ganti dengan «waktu»"]
    text.change(text.apply(edits_of(fix)))
    text.change(text.text.replace("-> 9", "-> 1"))
    assert not [each for each in text.diagnostics() if each["severity"] == 1]
    (mend,) = text.fixes(0, ["source.fixAll"])
    assert "🙂 surat\n" in text.apply(edits_of(mend))


def test_completion_hover_and_outline(session: Session, tmp_path: Path) -> None:
    text = Text(session, tmp_path / "isi.sop", BROKEN + "3. @ke")
    items = text.at("textDocument/completion", 9, 6)
    assert [(each["label"], each["detail"]) for each in items] == [("kadis", "Kepala Dinas 🙂")]
    assert items[0]["textEdit"]["range"]["start"] == {"line": 9, "character": 4}
    assert "Kepala Dinas" in text.at("textDocument/hover", 6, 5)["contents"]["value"]
    assert "Mengapa" in text.at("textDocument/hover", 4, BROKEN.split("\n")[4].index("surat surat") + 1 + 6)["contents"]["value"]
    names = [each["name"] for each in text.ask("textDocument/documentSymbol")]
    assert names[:3] == ["pelaksana", "1. Menyusun konsep 🙂 surat surat", "2. Memeriksa konsep"]


def test_names_are_found_and_renamed(session: Session, tmp_path: Path) -> None:
    text = Text(session, tmp_path / "nama.sop", "1. @Staf 🙂: Satu\n2. @Kadis & @Staf 🙂: Dua\n   @Staf 🙂 tidak -> 1@Staf 🙂\n")
    where = text.at("textDocument/definition", 1, 14)
    assert where["range"] == {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 11}}
    assert len(text.at("textDocument/references", 1, 14, context={"includeDeclaration": False})) == 3
    assert len(text.at("textDocument/documentHighlight", 1, 14)) == 4
    renamed = text.apply(edits_of(text.at("textDocument/rename", 1, 14, newName="Staf Umum")))
    assert renamed == text.text.replace("Staf 🙂", "Staf Umum")
    assert text.at("textDocument/prepareRename", 0, 14) is None
    with pytest.raises(Refused, match="sudah dipakai"):
        text.at("textDocument/rename", 0, 0, newName="2")


def test_formatting_and_rows(session: Session, tmp_path: Path) -> None:
    text = Text(session, tmp_path / "rapi.sop", "1)  @a : Satu\n5. @b: Dua\n    tidak→1\n")
    options = {"tabSize": 2, "insertSpaces": True}
    assert text.apply(text.ask("textDocument/formatting", options=options)) == "1. @a: Satu\n2. @b: Dua\n   tidak -> 1\n"
    down = next(each for each in text.fixes(0, ["refactor"]) if each["title"].startswith("Turunkan"))
    assert text.apply(edits_of(down)) == "1. @b: Dua\n    tidak→2\n2)  @a : Satu\n"
    text.change("1. @a Satu\n")
    assert text.ask("textDocument/formatting", options=options) is None


def test_tokens_follow_one_another_in_client_units(session: Session, tmp_path: Path) -> None:
    text = Text(session, tmp_path / "warna.sop", '1. @"🙂 a" -> @b: Satu\n   🙂 -> 1\n')
    legend = session.server["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"]
    data = text.ask("textDocument/semanticTokens/full")["data"]
    lines = [line.encode("utf-16-le") for line in text.text.split("\n")]
    line = start = 0
    found = []
    for at in range(0, len(data), 5):
        down, distance, length, kind, _ = data[at : at + 5]
        line, start = line + down, distance + (0 if down else start)
        found.append((legend[kind], lines[line][start * 2 : (start + length) * 2].decode("utf-16-le")))
    assert found == [
        ("number", "1"),
        ("variable", '"🙂 a"'),
        ("operator", "->"),
        ("variable", "b"),
        ("label", "🙂"),
        ("operator", "->"),
        ("number", "1"),
    ]


def test_only_the_last_version_is_looked_at(session: Session, tmp_path: Path) -> None:
    text = Text(session, tmp_path / "cepat.sop", "1. @a: Satu\n")
    assert text.diagnostics() == []
    for number in range(2, 30):
        text.change(f"1. @a: Satu\n   tidak -> {number}\n")
    assert [each["code"] for each in text.diagnostics()] == ["baris-tidak-ada"]
    told = [params.get("version") for method, params in session.notices if method == PUBLISHED and params["uri"] == text.uri]
    assert told == []
    number = session.send("sopflow/preview", {"uri": text.uri})
    session.tell("$/cancelRequest", {"id": number})
    session.tell("textDocument/didClose", {"textDocument": {"uri": text.uri}})
    assert session.wait_for(PUBLISHED, lambda params: params["uri"] == text.uri)["diagnostics"] == []


def test_preview_gives_pages_or_the_reasons_for_none(session: Session, tmp_path: Path) -> None:
    text = Text(session, tmp_path / "lihat.sop", "1. @a: Menulis <script>\n2. @b: Membaca\n")
    shown = session.ask("sopflow/preview", {"uri": text.uri})
    (page,) = shown["pages"]
    assert page.startswith(("<svg", "<?xml"))
    assert "<script" not in page
    assert shown["rows"] == [{"key": "1", "line": 0}, {"key": "2", "line": 1}]
    assert shown["version"] == 1
    text.change("1. @a Satu\n")
    shown = session.ask("sopflow/preview", {"uri": text.uri})
    assert shown["pages"] == []
    assert shown["messages"][0].startswith("Baris 1: ")


def test_included_files_are_read_and_their_faults_told(session: Session, tmp_path: Path) -> None:
    (tmp_path / "dinas.sop").write_text("pelaksana:\n  kasi: Kepala Seksi 🙂\n", encoding="utf-8")
    text = Text(session, tmp_path / "utama.sop", "# kepala\ngunakan: dinas.sop\n1. @kasi: Menulis surat\n2. @kasi: Membaca surat\n")
    assert not [each for each in text.diagnostics() if each["severity"] == 1]
    where = text.at("textDocument/definition", 2, 5)
    assert where["uri"] == (tmp_path / "dinas.sop").as_uri()
    assert where["range"]["end"] == {"line": 1, "character": 23}
    (tmp_path / "dinas.sop").write_text("pelaksana:\n  kasi: Kepala Seksi\nkertass: A4\n", encoding="utf-8")
    session.tell("textDocument/didSave", {"textDocument": {"uri": (tmp_path / "dinas.sop").as_uri()}})
    told = session.wait_for(PUBLISHED, lambda params: params["uri"] == text.uri and params["diagnostics"])
    fault = next(each for each in told["diagnostics"] if each["severity"] == 1)
    assert fault["message"].startswith("dinas.sop:3: ")
    assert fault["range"]["start"]["line"] == 1


def test_a_client_may_count_in_bytes(tmp_path: Path) -> None:
    session = Session(["utf-8", "utf-16"])
    assert session.server["capabilities"]["positionEncoding"] == "utf-8"
    text = Text(session, tmp_path / "bita.sop", "1. @Staf 🙂: Satu\n2. @Kadis: Dua\n   tidak -> 1@Staf 🙂\n")
    line = "   tidak -> 1@Staf 🙂".encode()
    renamed = text.at("textDocument/rename", 2, line.index(b"Staf"), newName="é")
    assert text.apply(edits_of(renamed), "utf-8") == "1. @é: Satu\n2. @Kadis: Dua\n   tidak -> 1@é\n"
    assert session.end() == 0


def test_without_its_library_the_server_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError(name='pygls')")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from sopflow.cli.main import main; main(['lsp'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install '.[lsp]'" in done.stderr
    assert done.stdout == ""
