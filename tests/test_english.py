"""The program in English: each sentence of the compiler and of the command line has its translation."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sopflow.cli.main import COMMANDS as NAMES
from sopflow.cli.main import main
from sopflow.diagnostics import Diagnostic
from sopflow.english import english, in_english
from sopflow.english.commands import COMMANDS
from sopflow.english.hints import HINTS
from sopflow.english.messages import MESSAGES
from sopflow.source import Span

ROOT = Path(__file__).parent.parent / "sopflow"
SPEAKING = [*(ROOT / "syntax").glob("*.py"), *(ROOT / "resolve").glob("*.py"), *(ROOT / "layout").glob("*.py"), ROOT / "load.py"]
INDONESIAN = re.compile(
    r"\b(tidak|belum|bukan|ini|tulis|hapus|sudah|berkas|pilih|pakai|sejajarkan|jorokkan|yang ada|tambahkan|beri|periksa|simpan)\b", re.I
)
"""A sentence has one of these words; labels of the document don't."""
PRINTED = ("Dokumen ini telah ditandatangani",)
"""Sentences that are printed in a document."""


def sentences(path: Path) -> Iterator[str]:
    """The texts in a module that look like sentences, their fields replaced by «x»."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node) if part is not node}
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in within or id(node) in notes:
            continue
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else "«x»" for part in node.values)
            yield words.replace("««", "«").replace("»»", "»").replace("«x» Bila", "Bila").removesuffix("; «x»")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


SENTENCES = sorted(
    {
        words + "«x»" if words.endswith(": ") else words.strip("; ")
        for path in SPEAKING
        for words in sentences(path)
        if INDONESIAN.search(words) and len(words.split()) > 2 and "\n" not in words and "(?" not in words and not words.startswith(PRINTED)
    }
)


def test_there_are_sentences() -> None:
    assert len(SENTENCES) > 120


@pytest.mark.parametrize("words", SENTENCES)
def test_each_sentence_of_the_compiler_has_its_translation(words: str) -> None:
    assert english(words) != words, "add it to sopflow/english/"


@pytest.mark.parametrize(("indonesian", "translation"), (*MESSAGES, *HINTS, *COMMANDS))
def test_a_translation_keeps_the_fields(indonesian: str, translation: str) -> None:
    assert indonesian.count("{}") == translation.count("{}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Kata kunci «dsar hukum» tidak dikenal", "The keyword «dsar hukum» is unknown"),
        ("Maksud Anda «dasar hukum:»?", "Did you mean «dasar hukum:»?"),
        ("Sesudah «Tulis: «x»» belum ada titik dua", "There is no colon behind «Tulis: «x»»"),
        (
            "Periksa ejaannya; bila ini lanjutan teks di atasnya, jorokkan lebih dalam daripada teks itu",
            "Check the spelling; if this continues the text above, indent it deeper than that text",
        ),
        ("Ini berkas PDF, bukan berkas teks", "This is a PDF file, not a text file"),
        ("Logo «a.svg» tidak bisa dipakai: bukan berkas SVG", "The logo «a.svg» can't be used: it is no SVG file"),
        ("«hapus baris ini» tidak dimengerti", "«hapus baris ini» is not understood"),
        ("kalimat yang tidak ada di katalog", "kalimat yang tidak ada di katalog"),
        ("", ""),
    ],
)
def test_what_is_said(words: str, said: str) -> None:
    assert english(words) == said


def test_a_diagnostic_keeps_all_but_its_words() -> None:
    told = Diagnostic("error", "baris-tidak-ada", "Tidak ada baris «9» untuk dituju", Span("a.sop", 3, 4), "tambahkan barisnya")
    assert in_english(told) == told._replace(message="There is no row «9» to lead to", hint="add that row")


# ---- the command line


def helps() -> Iterator[str]:
    """The help of every command, and of its options."""
    context = click.Context(main)
    commands = [main.get_command(context, name) for name in NAMES]
    for command in (main, *(each for each in commands if each)):
        yield " ".join((command.help or "").split())
        yield from (each.help for each in command.params if isinstance(each, click.Option) and each.help)


def said() -> Iterator[str]:
    """What the commands say through `say`, their fields replaced by a letter."""
    for path in sorted((ROOT / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                words = node.args[0]
                if isinstance(words, ast.Constant):
                    yield str(words.value).rpartition("galat: ")[2]
                elif isinstance(words, ast.JoinedStr):
                    parts = (str(part.value) if isinstance(part, ast.Constant) else "x" for part in words.values)
                    yield "".join(parts).rpartition("galat: ")[2]


JOINED = ("x", "x; pilih yang lain, misalnya --port x")
"""Sentences of which a field is the first part."""


@pytest.mark.parametrize("words", sorted({*helps(), *said()} - {*JOINED}))
def test_each_sentence_of_the_command_line_has_its_translation(words: str) -> None:
    assert english(words) != words or words in {translation for _, translation in COMMANDS}, "add it to sopflow/english/commands.py"


def sopflow(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run([sys.executable, "-m", "sopflow", *arguments], capture_output=True, env=env, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--lang", "en", "build", "tak-ada.sop"), {}),
        (("build", "--lang", "en", "tak-ada.sop"), {}),
        (("build", "tak-ada.sop"), {"SOPFLOW_LANG": "en"}),
        (("--lang", "en", "fmt", "tak-ada.sop"), {"SOPFLOW_LANG": "id"}),
        (("describe", "--lang", "en", "tak-ada.sop"), {}),
    ],
)
def test_one_choice_makes_every_command_speak_english(arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    assert "tak-ada.sop: error: the file was not found; check the name" in sopflow(*arguments, **environment).stderr


def test_the_choice_behind_the_command_wins() -> None:
    done = sopflow("build", "--lang", "id", "tak-ada.sop", SOPFLOW_LANG="en")
    assert "galat: berkas tidak ditemukan" in done.stderr


def test_help_and_wrong_use_are_english_too() -> None:
    done = sopflow("--lang", "en", "build", "--help")
    assert "Makes documents from .sop FILEs" in done.stdout and "Pilihan" not in done.stdout and "BERKAS" not in done.stdout
    assert "Show this message and exit." in done.stdout
    wrong = sopflow("--lang", "en", "build", "x", "--rows", "8-3")
    assert wrong.returncode == 2 and "write the smaller number first" in wrong.stderr


def test_messages_of_a_build_are_english_too(tmp_path: Path) -> None:
    (tmp_path / "a.sop").write_text("1. @A: Memeriksa berkas\n   tidak -> 9\n", encoding="utf-8")
    done = sopflow("--lang", "en", "build", str(tmp_path / "a.sop"), "-o", str(tmp_path / "out"))
    assert "error[baris-tidak-ada]: There is no row «9» to lead to" in done.stderr and "1 files not made" in done.stderr
