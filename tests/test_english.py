"""The compiler's messages in English: each sentence of the sources has its translation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopflow.diagnostics import Diagnostic
from sopflow.english import english, in_english
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


@pytest.mark.parametrize(("indonesian", "translation"), (*MESSAGES, *HINTS))
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
