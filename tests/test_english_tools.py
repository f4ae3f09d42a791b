"""English beyond the compiler's messages: what editors, the JSON reader, `sopflow audit` and `sopflow new` say."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from lsp_client import Refused, Session
from terminal import Terminal

from sopflow.cli.main import main
from sopflow.english import english
from sopflow.jsonbook import read_book
from sopflow.messages import render
from sopflow.services import Range, actions, complete, hover
from sopflow.services.meanings import KINDS, MEANINGS, TARGETS

TEXT = """\
pelaksana:
  kadis: Kepala Dinas
  staf: Staf
1. @staf: Menyusun konsep surat surat
   waktu: 5 menit
3. @kadis: Memeriksa konsep
   tidak -> 9
"""
INDONESIAN = re.compile(r"\b(yang|tidak|baris|dengan|atau|bila|tanggal|judul|menjorok|tulis|abaikan|ganti)\b", re.IGNORECASE)
"""Words of Indonesian that no keyword of the language and no word of TEXT is, where quotes are taken off."""


def without_quotes(words: str) -> str:
    return re.sub(r"«[^»]*»", "", words)


@pytest.mark.parametrize(
    "words", sorted({*(words for group in MEANINGS.values() for words in group.values()), *KINDS.values(), *TARGETS.values()})
)
def test_each_meaning_has_its_translation(words: str) -> None:
    assert english(words) != words


@pytest.mark.parametrize(
    "typed", ["", "1. @", "1. @A(", "1. @A: B\n   ", "1. @A: B\n   tidak -> ", "# ", "gaya:\n  ", "sop: S\ntahap: A\n  ", "pelaksana:\n  "]
)
def test_completion_tells_in_english(typed: str) -> None:
    lines = typed.split("\n")
    details = [each.detail for each in complete(typed, len(lines) - 1, len(lines[-1]), language="en")]
    assert not [words for words in details if INDONESIAN.search(without_quotes(words))]
    assert [each._replace(detail="") for each in complete(typed, len(lines) - 1, len(lines[-1]))] == [
        each._replace(detail="") for each in complete(typed, len(lines) - 1, len(lines[-1]), language="en")
    ]


def hovered(line: int, column: int) -> str:
    found = hover(TEXT, line, column, language="en")
    assert found
    return found.text


def test_hover_tells_in_english_and_keeps_the_users_words() -> None:
    assert hovered(1, 3) == "Lane: Kepala Dinas\nAlias: kadis\nDoes the rows 3"
    assert hovered(3, 0).startswith("Row 1 — staf: Menyusun konsep surat surat\nwaktu: 5 menit")
    assert hovered(4, 4).startswith("Quality standard: how long it takes")
    assert "Error: There is no row «9» to lead to\n→ " in hovered(6, 12)
    assert "Warning: " in hovered(3, 32) and "kata-ganda (" in hovered(3, 32)


def test_fixes_have_english_titles_and_make_the_same_edits() -> None:
    whole = Range(0, 0, 6, 20)
    indonesian, told = actions(TEXT, whole), actions(TEXT, whole, language="en")
    assert [each.edits for each in indonesian] == [each.edits for each in told]
    titles = [each.title for each in told]
    assert "Number all rows anew, and their arrows" in titles and "Silence «kata-ganda» in this line" in titles
    assert not [title for title in titles if INDONESIAN.search(without_quotes(title))]


# ---- the language server


def titles(session: Session, path: Path) -> list[str]:
    uri = path.as_uri()
    session.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "sop", "version": 1, "text": TEXT}})
    place = {"start": {"line": 3, "character": 0}, "end": {"line": 3, "character": 0}}
    found = session.ask("textDocument/codeAction", {"textDocument": {"uri": uri}, "range": place, "context": {"diagnostics": []}})
    return [each["title"] for each in found]


def test_the_server_speaks_as_the_editor_does(tmp_path: Path) -> None:
    session = Session(None, locale="en-GB")
    assert "Insert a row after this one" in titles(session, tmp_path / "a.sop")
    told = session.wait_for("textDocument/publishDiagnostics")
    assert any("There is no row «9» to lead to" in each["message"] for each in told["diagnostics"])
    here = {"textDocument": {"uri": (tmp_path / "a.sop").as_uri()}, "position": {"line": 3, "character": 0}}
    with pytest.raises(Refused, match="The key «3» is another row's"):
        session.ask("textDocument/rename", {**here, "newName": "3"})
    assert session.end() == 0


def test_what_the_user_chose_counts_more_than_the_editor(tmp_path: Path) -> None:
    session = Session(None, "--lang", "id", locale="en-GB")
    assert "Sisipkan baris kegiatan sesudah ini" in titles(session, tmp_path / "a.sop")
    assert session.end() == 0


# ---- JSON


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "This file is no complete JSON\n    → Check brackets, commas and quotes here"),
        (b"\xff", "This file is not UTF-8"),
        ({"version": 9}, "/version: version 9 of the form is unknown"),
        ({"version": 1, "sops": 3}, "/sops: must be a list, not a number"),
        ({"version": 1, "sops": []}, "/sops: must have 1 to "),
        ({"version": 1, "sops": [{"nmae": "teks"}]}, "/sops/0/nmae: «nmae» is unknown\n    → Perhaps you mean «name»"),
        ({"version": 1, "sops": [{"name": "angka: teks"}]}, "/sops/0: this procedure is empty\n    → Fill in «charts» or «identity»"),
    ],
)
def test_faults_of_json_are_told_in_english(data: bytes | dict[str, object], said: str) -> None:
    _, faults = read_book(data if isinstance(data, bytes) else json.dumps(data).encode(), "a.json")
    assert said in "\n".join(render(each, {}, "en") for each in faults)


# ---- commands


def test_audit_shows_an_english_table(tmp_path: Path) -> None:
    text = tmp_path / "a.sop"
    text.write_text(TEXT.replace("9", "1"), encoding="utf-8")
    done = CliRunner().invoke(main, ["--lang", "en", "audit", "--suggest", str(text)])
    assert done.exit_code == 0
    _, head, first, *rest = done.stdout.splitlines()
    assert head.split() == [
        "page",
        *["cross", "bend", "hit", "over", "rule", "head", "label", "shape", "text", "out", "link"],
        *["last", "gap", "table", "full", "white"],
    ]
    assert len(head) == len(first) and [line.split()[0] for line in rest[:2]] == ["chart", "all"]
    assert "suggestion: leave the lanes in their order; 0 crossings and " in done.stdout
    assert "cross, bend: crossings and bends of arrows" in done.stdout and not INDONESIAN.search(done.stdout)


def test_new_asks_in_the_language_of_the_program(tmp_path: Path) -> None:
    with Terminal(tmp_path, "--lang", "en", "new", "--sop", "Uji") as terminal:
        terminal.answer("Number of the SOP", "")
        terminal.press_control_c("Office")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "contoh:tiada"), "error: there is no «contoh:tiada»; there are:\n    contoh:layanan: a request that is verified"),
        (("--from", "tiada.sop"), "error: tiada.sop: the file was not found; check the name"),
        (("--from", "contoh:rapat", "--from", "contoh:layanan"), "error: --from takes one sketch or example, and one shared file"),
    ],
)
def test_new_refuses_in_english(arguments: tuple[str, ...], said: str) -> None:
    done = CliRunner().invoke(main, ["--lang", "en", "new", "x.sop", "--sop", "Uji", *arguments])
    assert done.exit_code == 1 and said in done.stderr
