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
from click.testing import CliRunner

from sopflow.cli.main import COMMANDS as NAMES
from sopflow.cli.main import main
from sopflow.cli.speech import language_of
from sopflow.diagnostics import Diagnostic
from sopflow.english import CATALOGUE, english, in_english
from sopflow.source import Span

ROOT = Path(__file__).parent.parent / "sopflow"
SPEAKING = [*(ROOT / "syntax").glob("*.py"), *(ROOT / "resolve").glob("*.py"), *(ROOT / "layout").glob("*.py"), ROOT / "load.py"]
INDONESIAN = re.compile(
    r"\b(tidak|belum|bukan|ini|tulis|hapus|sudah|berkas|pilih|pakai|sejajarkan|jorokkan|yang ada|tambahkan|beri|periksa|simpan)\b", re.I
)
"""A sentence has one of these words; labels of the document don't."""
LEFT_OVER = re.compile(r"\b(tidak|belum|bukan|ini|tulis|hapus|berkas|pilih|yang|atau|dengan|di|ada|dalam|misalnya|bila)\b", re.IGNORECASE)
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
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
            words = ""
            for part in node.values:
                words += str(part.value) if isinstance(part, ast.Constant) else "x" if words.count("«") > words.count("»") else "«x»"
            yield words.replace("«x» Bila", "Bila").removesuffix("; «x»")
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
    assert not LEFT_OVER.search(QUOTED.sub("", english(words))), english(words)


@pytest.mark.parametrize(("indonesian", "translation"), CATALOGUE)
def test_a_translation_keeps_the_fields(indonesian: str, translation: str) -> None:
    assert indonesian.count("{}") == translation.count("{}")


def test_no_sentence_stands_twice() -> None:
    sentences = [indonesian for indonesian, _ in CATALOGUE]
    assert sorted(sentences) == sorted(set(sentences))


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
        ("Pelaksana «gambar» tidak ada dalam daftar pelaksana", "The lane «gambar» is not in the list of lanes"),
        ("/sops/0/charts: harus larik, bukan «teks»", "/sops/0/charts: must be a list, not «teks»"),
        ("label «ya» milik f1 menyentuh kepala f2", "the label «ya» of f1 touches the head of f2"),
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


SPEAKERS = {
    "say",
    "_refuse",
    "value",
    "add",
    "NotUsable",
    "Refused",
    "CantDo",
    "JobFailed",
    "CannotRename",
    "PictureError",
    "MissingLibrary",
}
"""What is called with a sentence for the user: `say`, functions that refuse, and exceptions whose words are said."""


def said() -> Iterator[str]:
    """The sentences that speakers are called with, their fields replaced by a letter."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SPEAKERS:
                yield from (told for part in node.args if (told := told_by(part).rpartition("galat: ")[2]) and is_sentence(told))


def told_by(part: ast.expr) -> str:
    if isinstance(part, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "x" for each in part.values)
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else ""


def is_sentence(words: str) -> bool:
    """Whether there are several words in it, one of them no field."""
    return " " in words and any(word.isalpha() and word != "x" for word in words.split())


JOINED = ("x; pilih yang lain, misalnya --port x",)
"""Sentences of which a field is the first part."""


@pytest.mark.parametrize("words", sorted({*helps(), *said()} - {*JOINED}))
def test_each_sentence_that_is_said_has_its_translation(words: str) -> None:
    assert english(words) != words or words in {translation for _, translation in CATALOGUE}, "add it to sopflow/english/"
    assert not LEFT_OVER.search(QUOTED.sub("", english(words))), english(words)


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


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "en", "build", "--help"),
        ("build", "--help", "--lang", "en"),
        ("build", "-h", "--lang=en"),
        ("build", "--lang", "en", "-h"),
    ],
)
def test_help_is_english_wherever_the_language_is_chosen(arguments: tuple[str, ...]) -> None:
    done = sopflow(*arguments)
    assert "Makes documents from .sop FILEs" in done.stdout and "Pilihan" not in done.stdout and "BERKAS" not in done.stdout
    assert "Show this message and exit." in done.stdout


@pytest.mark.parametrize("arguments", [("--help", "--lang", "en"), ("--lang", "en", "--help"), ("--lang", "en", "-h")])
@pytest.mark.parametrize("chosen", [{}, {"SOPFLOW_LANG": "id"}])
def test_the_help_of_all_is_english_wherever_the_language_is_chosen(arguments: tuple[str, ...], chosen: dict[str, str]) -> None:
    done = sopflow(*arguments, **chosen)
    assert done.returncode == 0 and not LEFT_OVER.search(done.stdout) and "Pilihan" not in done.stdout
    assert "Makes official Indonesian procedure documents" in done.stdout and "Show this message and exit." in done.stdout


def test_the_variable_makes_all_help_english() -> None:
    assert sopflow("--help", SOPFLOW_LANG="en").stdout == sopflow("--lang", "en", "--help").stdout
    assert sopflow("--help", "--lang", "id", SOPFLOW_LANG="en").stdout == sopflow("--help").stdout


def test_what_stands_behind_two_strokes_chooses_no_language() -> None:
    assert language_of(["build", "--", "--lang", "en"]) is None
    assert language_of(["build", "--lang", "fr"]) is None
    assert language_of(["--lang", "en", "build", "--lang", "id", "x"]) == "id"


def test_a_program_that_calls_a_command_keeps_its_language() -> None:
    assert "Makes documents" in CliRunner().invoke(main, ["build", "--help", "--lang", "en"]).stdout
    assert "Membuat dokumen" in CliRunner().invoke(main, ["build", "--help"]).stdout
    assert "Menyusun dokumen" in CliRunner().invoke(main, ["--help"]).stdout


def test_wrong_use_is_told_in_english() -> None:
    wrong = sopflow("--lang", "en", "build", "x", "--rows", "8-3")
    assert wrong.returncode == 2 and "write the smaller number first" in wrong.stderr


def test_messages_of_a_build_are_english_too(tmp_path: Path) -> None:
    (tmp_path / "a.sop").write_text("1. @A: Memeriksa berkas\n   tidak -> 9\n", encoding="utf-8")
    done = sopflow("--lang", "en", "build", str(tmp_path / "a.sop"), "-o", str(tmp_path / "out"))
    assert "error[baris-tidak-ada]: There is no row «9» to lead to" in done.stderr and "1 files not made" in done.stderr
