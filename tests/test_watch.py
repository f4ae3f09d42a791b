"""`sopflow watch` with real files and a real process."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopflow.export.files import write_whole

DEADLINE = 120.0
SKETCH = "1. @Pemohon: Mengajukan permohonan\n2. @Petugas: Memeriksa berkas\n"


class Watcher:
    """A running `sopflow watch` and what it says."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-u", "-m", "sopflow", "watch", *arguments]
        self.process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.said = ""

    def wait_for(self, words: str) -> str:
        """What it says up to the line with these words."""
        limit = time.monotonic() + DEADLINE
        assert self.process.stdout
        while words not in self.said or "\n" not in self.said.split(words, 1)[1]:
            readable, _, _ = select.select([self.process.stdout], [], [], max(0.0, limit - time.monotonic()))
            data = os.read(self.process.stdout.fileno(), 65536) if readable else b""
            assert data, f"«{words}» was not said in {self.said!r}"
            self.said += data.decode()
        before, behind = self.said.split(words, 1)
        line, self.said = behind.split("\n", 1)
        return before + words + line

    def wait_for_page(self, words: str, pages: Path, pattern: str) -> None:
        """Waits until a page with these words is told of. A save that takes two looks makes a document twice."""
        while True:
            self.wait_for(f"surat.sop → {pages.name}/surat-1.svg")
            if any(words in page.read_text(encoding="utf-8") for page in pages.glob(pattern)):
                return

    def stop(self) -> tuple[int, str]:
        """Presses Ctrl-C; the exit status and the last words."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=DEADLINE)
        return self.process.returncode, self.said + rest.decode()


@pytest.fixture
def started() -> Iterator[list[Watcher]]:
    watchers: list[Watcher] = []
    yield watchers
    for each in watchers:
        each.process.kill()
        each.process.communicate()


def test_saves_are_followed_whatever_the_way_of_saving(tmp_path: Path, started: list[Watcher]) -> None:
    text, pages = tmp_path / "surat.sop", tmp_path / "hasil"
    text.write_text(SKETCH, encoding="utf-8")
    watcher = Watcher(tmp_path, "surat.sop", "-o", "hasil", "--format", "svg")
    started.append(watcher)
    watcher.wait_for("surat.sop → hasil/surat-1.svg dan 1 berkas lain")
    assert "Memeriksa" in (pages / "surat-1.svg").read_text(encoding="utf-8")

    text.write_text(SKETCH.replace("Memeriksa", "Meneliti"), encoding="utf-8")  # in place
    watcher.wait_for_page("Meneliti", pages, "surat-1.svg")

    (tmp_path / "surat.sop~").write_text(SKETCH.replace("Memeriksa", "Menelaah"), encoding="utf-8")  # beside, and renamed
    os.replace(tmp_path / "surat.sop~", text)
    watcher.wait_for_page("Menelaah", pages, "surat-1.svg")

    write_whole(str(text), b"1. @Pemohon Mengajukan\n")
    said = watcher.wait_for("tidak dibuat (1 galat); hasil yang lama tetap ada")
    assert "surat.sop:1:" in said
    assert "→ Tulis" in said
    assert "Menelaah" in (pages / "surat-1.svg").read_text(encoding="utf-8")

    os.rename(text, tmp_path / "surat.bak")  # removed, then written anew
    text.write_text(SKETCH, encoding="utf-8")
    watcher.wait_for_page("Memeriksa", pages, "surat-1.svg")
    status, rest = watcher.stop()
    assert status == 0
    assert rest.endswith("Selesai memantau.\n")
    assert "Traceback" not in rest


def test_files_that_a_text_uses_are_watched_also_before_they_exist(tmp_path: Path, started: list[Watcher]) -> None:
    (tmp_path / "surat.sop").write_text("gunakan: dinas.sop\nlogo: logo.svg\n" + SKETCH.replace("Petugas", "kasi"), encoding="utf-8")
    watcher = Watcher(tmp_path, "surat.sop", "--format", "svg")
    started.append(watcher)
    watcher.wait_for("surat.sop tidak dibuat (2 galat)")
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>')
    watcher.wait_for("surat.sop tidak dibuat (1 galat)")
    shared = "pelaksana:\n  pemohon: Pemohon\n  kasi: Kepala Seksi\n"
    (tmp_path / "dinas.sop").write_text(shared, encoding="utf-8")
    watcher.wait_for_page("Seksi", tmp_path / "out", "surat-*.svg")
    (tmp_path / "dinas.sop").write_text(shared.replace("Kepala Seksi", "Kepala Bidang"), encoding="utf-8")
    watcher.wait_for_page("Bidang", tmp_path / "out", "surat-*.svg")
    assert watcher.stop()[0] == 0


def test_a_folder_is_watched_for_new_texts(tmp_path: Path, started: list[Watcher]) -> None:
    (tmp_path / "satu.sop").write_text(SKETCH, encoding="utf-8")
    watcher = Watcher(tmp_path, ".", "--format", "svg")
    started.append(watcher)
    watcher.wait_for("satu.sop → out/satu-1.svg")
    (tmp_path / "bagian").mkdir()
    (tmp_path / "bagian" / "dua.sop").write_text(SKETCH, encoding="utf-8")
    said = watcher.wait_for("dua.sop → out/bagian/dua-1.svg")
    assert "satu.sop" not in said, "only what is concerned is made"
    assert watcher.stop()[0] == 0


def test_what_the_disk_refuses_is_told_and_watching_goes_on(tmp_path: Path, started: list[Watcher]) -> None:
    text, out = tmp_path / "surat.sop", tmp_path / "out"
    text.write_text(SKETCH, encoding="utf-8")
    out.write_text("bukan folder", encoding="utf-8")
    watcher = Watcher(tmp_path, "surat.sop", "--format", "svg")
    started.append(watcher)
    said = watcher.wait_for("surat.sop tidak dibuat")
    assert "galat: " in said and "bukan folder" in said and out.read_text(encoding="utf-8") == "bukan folder"
    out.unlink()
    write_whole(str(text), SKETCH.replace("Memeriksa", "Meneliti").encode())
    watcher.wait_for_page("Meneliti", out, "surat-1.svg")
    assert watcher.stop()[0] == 0


def test_wrong_use_is_told_at_once(tmp_path: Path) -> None:
    for arguments, status, words in ((["tiada.sop"], 1, "tidak ditemukan"), ([".", "--format", "bmp"], 2, "tidak dikenal")):
        command = [sys.executable, "-m", "sopflow", "watch", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == status
        assert words in done.stderr
