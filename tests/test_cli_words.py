"""The words of the command line itself: Indonesian, whatever the language of the machine, with the nearest word where one is wrong."""

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sopflow.cli.main import COMMANDS, main
from sopflow.messages import MOST_SHOWN
from tools.build_catalogue import SOURCE, catalogue, entries

ENGLISH = ("Usage", "Options:", "Commands", "Show ", "No such", "Did you mean", "Try '", "Error", "Missing", "Invalid", "default", "is not")

UNTOLD = (
    "DeprecationWarning",
    "Value must be an iterable",
    "Could not determine name",
    "No options defined",
    "Arguments take exactly",
    "Name '{name}' defined",
    "Boolean option",
    "%(prog)s",
    "Do you want",
    "Confirm the action",
    "Invalid start character",
    "Choice({choices})",
    "{value!r} is not a valid UUID",
    "Unknown color",
)
"""Beginnings of what click says to programmers, or of what no command here asks for."""


def sopflow(*arguments: str, language: str = "C.UTF-8") -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "LANG": language, "LC_ALL": language, "LANGUAGE": "en"}
    return subprocess.run([sys.executable, "-m", "sopflow", *arguments], capture_output=True, env=env, encoding="utf-8")


def click_messages() -> set[str]:
    """What click asks gettext for, plurals with their singulars."""
    found: set[str] = set()
    for module in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"):
        spec = importlib.util.find_spec(f"click.{module}")
        assert spec and spec.origin
        for node in ast.walk(ast.parse(Path(spec.origin).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                words = [str(each.value) for each in node.args[: 2 if node.func.id == "ngettext" else 1] if isinstance(each, ast.Constant)]
                if words:
                    found.add("\0".join(words))
    return found


def test_the_catalogue_is_made_from_its_text() -> None:
    text = SOURCE.read_text(encoding="utf-8")
    assert SOURCE.with_suffix(".mo").read_bytes() == catalogue(text), "python tools/build_catalogue.py"


def test_every_message_that_a_user_may_meet_is_translated_and_none_is_left_over() -> None:
    told = {message for message in click_messages() if not message.startswith(UNTOLD)}
    assert told - set(entries(SOURCE.read_text(encoding="utf-8"))) == set()
    assert set(entries(SOURCE.read_text(encoding="utf-8"))) - {""} - click_messages() == set()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_is_indonesian(command: str) -> None:
    done = sopflow(*filter(None, [command]), "--help", language="en_US.UTF-8")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Pemakaian: ") and "Tampilkan bantuan ini." in done.stdout
    assert [word for word in ENGLISH if word in done.stdout] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("bild", "x"), "Tidak ada perintah «bild». Mungkin maksud Anda 'build'."),
        (("qqq",), "Tidak ada perintah «qqq»."),
        (("build", "x", "--formt", "svg"), "Tidak ada pilihan «--formt». Mungkin maksud Anda '--format'"),
        (("build",), "Belum disebut: argumen 'BERKAS...'."),
        (("build", "x", "--dpi", "3"), "Nilai '--dpi' salah: «3» tidak bisa dipakai; tulis angka antara 36 dan 2400"),
        (("build", "x", "--dpi", "tiga"), "Nilai '--dpi' salah: «tiga» tidak bisa dipakai; tulis angka"),
        (("build", "x", "--part", "peta"), "«peta» tidak dikenal; pilih dari 'lengkap', 'identitas', 'bagan', 'alur', 'mutu-baku'."),
        (("build", "x", "--format", "docx"), "«docx» tidak dikenal; pilih dari svg, pdf"),
        (("build", "x", "--rows", "8-3"), "rentang baris 8-3 tidak ada"),
        (("build", "x", "--paged=ya"), "Pilihan «--paged» tidak memakai nilai."),
        (("build", "x", "--dpi"), "Pilihan «--dpi» memerlukan nilai."),
        (("explain", "a", "b"), "Argumen ini tidak diperlukan: b"),
    ],
)
def test_wrong_use_is_told_in_indonesian(arguments: tuple[str, ...], told: str) -> None:
    done = sopflow(*arguments)
    assert done.returncode == 2 and told in done.stderr
    assert [word for word in ENGLISH if word in done.stderr] == []


def test_of_very_many_messages_the_first_are_shown_and_how_many_more_there_are(tmp_path: Path) -> None:
    path = tmp_path / "kacau.sop"
    path.write_text("".join(f"{number}. Memeriksa berkas\n" for number in range(1, 301)), encoding="utf-8")
    told = CliRunner().invoke(main, ["check", str(path)]).stderr
    assert told.count("galat[") == MOST_SHOWN
    assert "… dan 100 pesan lain; perbaiki dulu yang di atas" in told
    assert told.rstrip().splitlines()[-1].startswith("300 galat")
    machine = CliRunner().invoke(main, ["check", "--format", "json", str(path)]).stdout
    assert machine.count("pelaksana-kosong") >= 300
