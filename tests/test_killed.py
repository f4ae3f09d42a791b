"""Nothing is lost: whatever ends a command, and whatever the disk refuses, files are the old ones or the new ones, whole."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

HERE = Path(__file__).parent
GOOD = "sop: Surat\n1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n"
NEW = GOOD.replace("surat", "nota dinas")
UNTIDY = (
    "# catatan penulis\nsop: Surat\n1)  @A :penyusunan surat;\n   output: Konsep\n\n\n2) @B: Melakukan pemeriksaan  surat\n   Tidak → 1\n"
    "# akhir\n3) @A: Mengirim surat"
)


class Ended(NamedTuple):
    """What became of a command. `status` is negative for a signal."""

    status: int
    words: str
    moments: int


class Victim:
    """Commands run in one folder, which may be killed at a moment."""

    def __init__(self, folder: Path, *warm_up: str) -> None:
        command = [sys.executable, str(HERE / "victim.py"), *warm_up]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        )

    def run(self, *arguments: str, moment: int = 0, size: int = 0) -> Ended:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"arguments": arguments, "moment": moment, "size": size}) + "\n")
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[Callable[..., Victim]]:
    """Makes a victim in the test's folder; it is gone afterwards."""
    made: list[Victim] = []

    def make(*warm_up: str) -> Victim:
        made.append(Victim(tmp_path, *warm_up))
        return made[-1]

    yield make
    for each in made:
        each.process.communicate()


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder that are not being written."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".tmp")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def built(one: Victim, folder: Path, text: str, *command: str) -> dict[str, bytes]:
    """What a build that is left alone gives."""
    (folder / "surat.sop").write_text(text, encoding="utf-8")
    assert one.run(*command).status == 0
    return contents(folder / "out")


def is_one_of(files: dict[str, bytes], *states: dict[str, bytes]) -> bool:
    """Whether each file is as in one of the states, and none is missing that all have."""
    always = set.intersection(*map(set, states))
    return always <= set(files) and all(any(data == state.get(name) for state in states) for name, data in files.items())


@pytest.mark.parametrize("formats", ["svg,json", "pdf"])
def test_a_build_that_is_killed_leaves_each_file_old_or_new(tmp_path: Path, victim: Callable[..., Victim], formats: str) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    command = ("build", "surat.sop", "--format", formats, "--manifest", "-q")
    one = victim(*command)
    old = built(one, tmp_path, GOOD, *command)
    new = built(one, tmp_path, NEW, *command)
    assert set(old) == set(new) and all(old[name] != new[name] for name in old)
    moments = one.run(*command).moments
    assert moments > 40
    seen = set()
    for moment in range(1, moments + 1, 1 if formats == "svg,json" else 4):
        put(tmp_path / "out", old)
        assert one.run(*command, moment=moment).status == -signal.SIGKILL
        files = contents(tmp_path / "out")
        assert is_one_of(files, old, new), moment
        seen.add(tuple(data == new[name] for name, data in sorted(files.items())))
    assert len(seen) > len(old) - 1, "some died before any file was new, some between files"
    assert (tmp_path / "surat.sop").read_text(encoding="utf-8") == NEW
    assert one.run(*command).status == 0 and contents(tmp_path / "out") == new


def test_a_first_build_that_is_killed_leaves_no_half_file(tmp_path: Path, victim: Callable[..., Victim]) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    command = ("build", ".", "--format", "svg", "-q")
    one = victim(*command, "-o", "lain")
    assert one.run(*command, "-o", "utuh").status == 0
    new = contents(tmp_path / "utuh")
    for size in (1, 4096, max(map(len, new.values())) - 1):
        assert one.run(*command, "-o", f"mati-{size}", size=size).status == -signal.SIGXFSZ
        assert is_one_of(contents(tmp_path / f"mati-{size}"), new, {})
    moments = one.run(*command, "-o", "lagi").moments
    for moment in range(2, moments, moments // 8):
        assert one.run(*command, "-o", f"mati {moment}", moment=moment).status == -signal.SIGKILL
        assert is_one_of(contents(tmp_path / f"mati {moment}"), new, {}), moment
        assert one.run(*command, "-o", f"mati {moment}").status == 0
        assert contents(tmp_path / f"mati {moment}").keys() == new.keys()


@pytest.mark.parametrize("command", [("fmt",), ("check", "--fix")], ids=" ".join)
def test_a_text_that_is_being_changed_is_the_old_or_the_new_one(
    tmp_path: Path, victim: Callable[..., Victim], command: tuple[str, ...]
) -> None:
    path = tmp_path / "surat.sop"
    path.write_text(UNTIDY, encoding="utf-8")
    (tmp_path / "lain.sop").write_text(UNTIDY, encoding="utf-8")
    one = victim(*command, "lain.sop")
    moments = one.run(*command, "surat.sop").moments
    new = path.read_bytes()
    assert new != UNTIDY.encode() and b"# catatan penulis" in new and b"# akhir" in new
    seen = set()
    for moment in range(1, moments + 1):
        path.write_text(UNTIDY, encoding="utf-8")
        assert one.run(*command, "surat.sop", moment=moment).status == -signal.SIGKILL
        assert path.read_bytes() in (UNTIDY.encode(), new), moment
        seen.add(path.read_bytes())
    for size in range(1, len(new), 9):
        path.write_text(UNTIDY, encoding="utf-8")
        assert one.run(*command, "surat.sop", size=size).status == -signal.SIGXFSZ
        assert path.read_bytes() == UNTIDY.encode()
    assert len(seen) == 2


def test_a_new_text_is_whole_or_not_there(tmp_path: Path, victim: Callable[..., Victim]) -> None:
    path = tmp_path / "baru.sop"
    command = ("--sop", "Izin", "--kegiatan", "Staf: Menulis surat", "--kegiatan", "Kepala: Menandatangani surat")
    one = victim("new", "lain.sop", *command)
    moments = one.run("new", "baru.sop", *command).moments
    new = path.read_bytes()
    seen = set()
    for moment in range(1, moments + 1):
        path.unlink(missing_ok=True)
        assert one.run("new", "baru.sop", *command, moment=moment).status == -signal.SIGKILL
        seen.add(path.read_bytes() if path.exists() else b"")
    for size in range(1, len(new), 99):
        path.unlink(missing_ok=True)
        assert one.run("new", "baru.sop", *command, size=size).status == -signal.SIGXFSZ
        assert not path.exists()
    assert seen == {b"", new}
    assert one.run("new", "baru.sop", *command).status == 0 and path.read_bytes() == new
    assert one.run("new", "baru.sop", "--sop", "Lain", "--kegiatan", "Staf: x").status == 1 and path.read_bytes() == new


def test_what_a_killed_program_left_is_removed_when_it_is_old(tmp_path: Path, victim: Callable[..., Victim]) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    command = ("build", "surat.sop", "--format", "svg", "-q")
    one = victim(*command, "-o", "lain")
    assert one.run(*command, size=1).status == -signal.SIGXFSZ
    (left,) = (tmp_path / "out").glob(".sopflow-*.tmp")
    assert one.run(*command).status == 0 and left.exists(), "another program may be writing it"
    os.utime(left, (0, time.time() - 4000))
    (tmp_path / "out" / ".sopflow-lain").write_text("bukan sisa", encoding="utf-8")
    os.utime(tmp_path / "out" / ".sopflow-lain", (0, 0))
    assert one.run(*command).status == 0
    assert not left.exists() and (tmp_path / "out" / ".sopflow-lain").exists()


def test_real_programs_that_are_killed_and_a_build_after_them(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"surat-{number}.sop").write_text(GOOD.replace("surat", f"surat {number}"), encoding="utf-8")
    command = (sys.executable, "-m", "sopflow", "build", ".", "--format", "svg", "-q", "-o")
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    subprocess.run((*command, "utuh"), cwd=tmp_path, env=environment, check=True)
    whole = contents(tmp_path / "utuh")
    for files in (0, 1, 5, 20):
        process = subprocess.Popen((*command, "out"), cwd=tmp_path, env=environment, start_new_session=True)
        while process.poll() is None and len(contents(tmp_path / "out")) < files:
            time.sleep(0.002)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert is_one_of(contents(tmp_path / "out"), whole, {})
    subprocess.run((*command, "out"), cwd=tmp_path, env=environment, check=True)
    assert contents(tmp_path / "out") == whole


def test_builds_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    command = (sys.executable, "-m", "sopflow", "build", ".", "-q", "-o", "out")
    both = [
        subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(HERE.parent)})
        for _ in range(3)
    ]
    assert [(each.communicate()[1], each.returncode) for each in both] == [(b"", 0)] * 3
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"surat-1.svg", "surat-bagan.svg", "surat.pdf", ".sopflow-cache.json"}
    assert (tmp_path / "out" / "surat.pdf").read_bytes().endswith(b"%%EOF\n")
