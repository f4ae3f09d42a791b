"""`sopflow fmt` as a user meets it, and fixes made in place."""

import os
import subprocess
from pathlib import Path

import pytest
from test_cli import sopflow

from sopflow.cli import fmt
from sopflow.cli.fmt import fix_file, fixed_text
from sopflow.diagnostics import Diagnostic
from sopflow.edits import Edit
from sopflow.source import Source, Span

TYPED = b"\xef\xbb\xbfNama SOP: Izin\r\n1) @Pemohon: Mengajukan\r\n3. @Petugas: Memeriksa\r\n  tidak \xe2\x86\x92 1\r\n"
TIDY = b"sop: Izin\n\n1. @Pemohon: Mengajukan\n2. @Petugas: Memeriksa\n   tidak -> 1\n"


def test_a_file_is_tidied_in_place(tmp_path: Path) -> None:
    file = tmp_path / "a.sop"
    file.write_bytes(TYPED)
    done = sopflow("fmt", "a.sop", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "a.sop: dirapikan\n", "")
    assert file.read_bytes() == TIDY


def test_a_tidy_file_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "a.sop"
    file.write_bytes(TIDY)
    before = file.stat()
    done = sopflow("fmt", "a.sop", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_check_names_files_that_would_change_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.sop").write_bytes(TYPED)
    (tmp_path / "b.sop").write_bytes(TIDY)
    done = sopflow("fmt", "--check", "a.sop", "b.sop", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "a.sop: belum rapi\n")
    assert (tmp_path / "a.sop").read_bytes() == TYPED


def test_a_folder_stands_for_its_texts_and_for_the_parts_they_share(tmp_path: Path) -> None:
    (tmp_path / "naskah" / "dalam").mkdir(parents=True)
    (tmp_path / "naskah" / ".simpanan").mkdir()
    (tmp_path / "naskah" / "kantor.sop").write_bytes(b"instansi:   Dinas\n")
    for name in ("izin.sop", "dalam/cuti.sop", ".simpanan/lama.sop", "catatan.txt"):
        (tmp_path / "naskah" / name).write_bytes(TYPED)
    (tmp_path / "naskah" / "izin.sop").write_bytes(b"gunakan: kantor.sop\n" + TYPED.removeprefix(b"\xef\xbb\xbf"))
    named = ["dalam/cuti.sop", "izin.sop", "kantor.sop"]
    done = sopflow("fmt", "--check", "naskah", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()) == (1, [f"naskah/{name}: belum rapi" for name in named])
    done = sopflow("fmt", "naskah", "naskah/izin.sop", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()) == (0, [f"naskah/{name}: dirapikan" for name in named])
    assert (tmp_path / "naskah" / "dalam" / "cuti.sop").read_bytes() == TIDY
    assert (tmp_path / "naskah" / "kantor.sop").read_bytes() == b"instansi: Dinas\n"
    assert (tmp_path / "naskah" / ".simpanan" / "lama.sop").read_bytes() == TYPED
    assert (sopflow("fmt", "--check", "naskah", cwd=tmp_path).returncode) == 0


def test_a_folder_without_texts_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    done = sopflow("fmt", "kosong", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "galat: tidak ada naskah .sop di «kosong»; periksa nama foldernya\n")


def test_diff_prints_what_patch_understands_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.sop"
    file.write_bytes(TYPED.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"").rstrip())
    before = file.read_bytes()
    done = sopflow("fmt", "--diff", "a.sop", cwd=tmp_path)
    assert done.returncode == 0
    assert file.read_bytes() == before
    subprocess.run(["patch", "a.sop"], input=done.stdout, text=True, cwd=tmp_path, check=True, capture_output=True, encoding="utf-8")
    assert file.read_bytes() == TIDY


def test_a_file_with_mistakes_is_left_as_it_is_and_does_not_stop_the_others(tmp_path: Path) -> None:
    bad = b"1. @a: x\r\n   tidak -> 9\r\n"
    (tmp_path / "salah.sop").write_bytes(bad)
    (tmp_path / "a.sop").write_bytes(TYPED)
    done = sopflow("fmt", "salah.sop", "hilang.sop", "a.sop", cwd=tmp_path)
    assert done.returncode == 1
    assert "salah.sop:2:13: galat[baris-tidak-ada]" in done.stderr
    assert "salah.sop: galat: tidak dirapikan; perbaiki dulu galatnya" in done.stderr
    assert "hilang.sop: galat: berkas tidak ditemukan" in done.stderr
    assert (tmp_path / "salah.sop").read_bytes() == bad
    assert (tmp_path / "a.sop").read_bytes() == TIDY


def test_lanes_of_a_shared_file_are_known(tmp_path: Path) -> None:
    (tmp_path / "dinas.sop").write_text("pelaksana:\n  kadis: Kepala Dinas\n", encoding="utf-8")
    (tmp_path / "a.sop").write_text("gunakan: dinas.sop\n1. @Kepala Dinas: x\n", encoding="utf-8")
    assert sopflow("fmt", "a.sop", "dinas.sop", cwd=tmp_path).stdout == "a.sop: dirapikan\n"
    assert (tmp_path / "a.sop").read_text(encoding="utf-8") == "gunakan: dinas.sop\n\n1. @kadis: x\n"


def test_a_form_with_another_meaning_is_never_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sopflow.format.canonical", lambda _source, _statements: "1. @b: x\n")
    file = tmp_path / "a.sop"
    file.write_text("1. @a: x\n\n", encoding="utf-8")
    assert fmt.format_files((str(file),), check=False, diff=False) == 1
    assert "Ini kesalahan sopflow; laporkan" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "1. @a: x\n\n"


# ---- fixes


def replace_first(wrong: str, right: str, text: str) -> tuple[Diagnostic, ...]:
    """What a rule says that wants `right` in place of each `wrong`."""
    found = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if wrong in line:
            span = Span("x.sop", number, line.index(wrong) + 1, len(wrong))
            found.append(Diagnostic("warning", "salah-ketik", "Salah ketik", span, fix=(Edit(span, right),)))
    return tuple(found)


def test_fixes_are_made_until_none_is_offered() -> None:
    text, left, made = fixed_text(Source("x.sop", "aa aa\naa"), lambda source: replace_first("aa", "b", source.text))
    assert (text, left, made) == ("b b\nb", (), 3)


def test_overlapping_fixes_are_made_one_after_the_other() -> None:
    def diagnose(source: Source) -> tuple[Diagnostic, ...]:
        return (*replace_first("abc", "bc", source.text), *replace_first("bc", "c", source.text))

    assert fixed_text(Source("x.sop", "abc"), diagnose)[0] == "c"


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    def diagnose(source: Source) -> tuple[Diagnostic, ...]:
        return (*replace_first("a", "b", source.text), *replace_first("b", "a", source.text))

    assert fixed_text(Source("x.sop", "a"), diagnose)[0] == "b"


def test_fixes_that_bring_errors_are_not_made() -> None:
    def diagnose(source: Source) -> tuple[Diagnostic, ...]:
        error = Diagnostic("error", "rusak", "Rusak", Span("x.sop", 1, 1))
        return replace_first("a", "b", source.text) or (error,)

    assert fixed_text(Source("x.sop", "a"), diagnose)[0] == "a"


def test_fixes_of_other_files_are_not_made() -> None:
    assert fixed_text(Source("y.sop", "aa"), lambda source: replace_first("aa", "b", source.text))[0] == "aa"


def test_a_fixed_file_keeps_its_line_ends_and_its_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.sop").write_bytes(b"\xef\xbb\xbfaa\r\nx\r\naa")
    assert fix_file("x.sop", lambda source: replace_first("aa", "b", source.text)).edits == 2
    assert Path("x.sop").read_bytes() == b"\xef\xbb\xbfb\r\nx\r\nb"
    assert os.listdir() == ["x.sop"]
