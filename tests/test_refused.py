"""What the disk refuses is told in a line, with status 1; what stood there stands there still, and nothing lies beside."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
UNTIDY = "sop: Surat\n1)  @A :penyusunan surat;\n   output: Konsep\n\n\n2) @B: Melakukan pemeriksaan  surat\n   Tidak → 1\n"
OLD = b"yang lama"
LIMITED = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner") if os.geteuid() == 0 else ()
"""What makes root obey permissions."""

WRITERS = {
    "build": ("build", "surat.sop", "--format", "svg"),
    "build all formats": ("build", "surat.sop", "--format", "pdf,png,html,json,mermaid,bpmn,dot"),
    "build a folder": ("build", ".", "--format", "svg"),
    "build in two processes": ("build", ".", "--format", "svg", "--jobs", "2"),
    "build with a list": ("build", "surat.sop", "--format", "svg", "--manifest"),
    "fmt": ("fmt", "surat.sop"),
    "check --fix": ("check", "--fix", "surat.sop"),
    "new": ("new", "baru.sop", "--sop", "Izin", "--kegiatan", "Staf: Menulis surat"),
    "new office": ("new", "kantor.sop", "--office", "--instansi", "Dinas"),
    "map": ("map", "surat.sop", "-o", "peta.svg"),
    "map to PDF": ("map", "surat.sop", "-o", "peta.pdf"),
    "map to DOT": ("map", "surat.sop", "-o", "peta.dot"),
    "extract": ("extract", "surat.pdf", "-o", "hasil.sop"),
    "serve": ("serve",),
}
SAVE = """
import sys
from sopflow.serve.folder import Refused, open_folder, read, write
folder = open_folder(".")
try:
    write(folder, "surat.sop", "1. @A: Menulis surat lain\\n", read(folder, "surat.sop").digest)
except Refused as fault:
    sys.exit(f"surat.sop: galat: {fault}")
"""
"""What `sopflow serve` does when the page saves."""


def refused(folder: Path, name: str, size: int = 0) -> str:
    """What a command says of a disk that refuses it, with a limit of the size of files; permissions count."""
    limit = ("prlimit", f"--fsize={size}") if size else ()
    arguments = ("-c", SAVE) if name == "serve" else ("-m", "sopflow", *WRITERS[name])
    done = subprocess.run(
        (*LIMITED, *limit, sys.executable, *arguments),
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr and "galat: " in done.stderr.splitlines()[0], done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A PDF that carries its text."""
    folder = tmp_path_factory.mktemp("asal")
    (folder / "surat.sop").write_text(UNTIDY, encoding="utf-8")
    command = (sys.executable, "-m", "sopflow", "build", "surat.sop", "--format", "pdf", "--attach-source", "-q")
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
    return (folder / "out" / "surat.pdf").read_bytes()


@pytest.fixture
def desk(tmp_path: Path, source: bytes) -> Iterator[Path]:
    """A folder with texts and what was made of them before."""
    furnish(tmp_path, source)
    yield tmp_path
    for path in (tmp_path, *tmp_path.rglob("*")):
        path.chmod(0o755)


def furnish(folder: Path, source: bytes) -> None:
    (folder / "out").mkdir()
    for number in range(9):  # enough for two processes
        (folder / f"{'surat' if not number else f'nota-{number}'}.sop").write_text(UNTIDY, encoding="utf-8")
    (folder / "out" / "surat-1.svg").write_bytes(OLD)
    (folder / "surat.pdf").write_bytes(source)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_does_not_fit_is_told_and_nothing_is_changed(desk: Path, name: str) -> None:
    before = contents(desk)
    said = refused(desk, name, size=16)
    assert ("tidak bisa disimpan" if name == "serve" else "lebih besar daripada yang diizinkan") in said
    assert contents(desk) == before


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_that_can_only_be_read_is_told(desk: Path, name: str) -> None:
    before = contents(desk)
    for folder in (desk / "out", desk):
        folder.chmod(0o555)
    assert ("izin menulis" if name == "serve" else "tidak ada izin") in refused(desk, name)
    assert contents(desk) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a small disk")
def test_a_full_disk_is_told_and_keeps_what_it_holds(tmp_path: Path, source: bytes) -> None:
    if subprocess.run(("mount", "-t", "tmpfs", "-o", "size=256k", "sopflow-test", tmp_path), capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        furnish(tmp_path, source)
        with (tmp_path / "penuh").open("wb", buffering=0) as file:
            while _write(file.fileno()):
                pass
        before = contents(tmp_path)
        for name in WRITERS:
            assert ("tidak bisa disimpan" if name == "serve" else "penyimpanan penuh") in refused(tmp_path, name), name
            assert contents(tmp_path) == before, name
    finally:
        subprocess.run(("umount", tmp_path), check=True)


def _write(handle: int) -> int:
    try:
        return os.write(handle, bytes(4096))
    except OSError:
        return 0


@pytest.mark.parametrize("name", ["build", "build a folder", "fmt", "check --fix", "map", "extract", "serve"])
def test_what_may_not_be_read_is_told(desk: Path, name: str) -> None:
    for path in desk.glob("surat.*"):
        path.chmod(0)
    said = refused(desk, name)
    assert ("periksa izinnya" if name == "serve" else "tidak ada izin") in said


PLACES = {
    "build": "out/surat-bagan.svg",
    "build all formats": "out/surat.bpmn",
    "build with a list": "out/sopflow-manifest.json",
    "build a folder": "out/.sopflow-cache.json",
    "new": "baru.sop",
    "map": "peta.svg",
    "map to PDF": "peta.pdf",
}


@pytest.mark.parametrize("name", PLACES)
def test_an_output_that_is_a_folder_is_told_and_the_others_are_written(desk: Path, name: str) -> None:
    (desk / PLACES[name]).mkdir()
    said = refused(desk, name)
    assert PLACES[name] in said and ("folder" in said or "sudah ada" in said)
    assert (desk / PLACES[name]).is_dir() and not list(desk.rglob("*.tmp"))
    if name in ("build", "build a folder", "build with a list"):
        assert (desk / "out" / "surat-1.svg").read_bytes().startswith(b"<svg")


def test_a_folder_for_outputs_that_is_a_file_is_told(desk: Path) -> None:
    (desk / "out" / "surat-1.svg").unlink()
    (desk / "out").rmdir()
    (desk / "out").write_bytes(OLD)
    for name in ("build", "build a folder", "build with a list"):
        assert "bukan folder" in refused(desk, name) and (desk / "out").read_bytes() == OLD


@pytest.mark.parametrize("command", [("check", "surat.sop", "--format", "json"), ("describe", "surat.sop"), ("rules",)], ids=" ".join)
def test_a_full_disk_behind_the_output_is_told(desk: Path, command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            (sys.executable, "-m", "sopflow", *command), cwd=desk, env=environment, stdout=full, stderr=subprocess.PIPE, encoding="utf-8"
        )
    assert done.returncode == 1 and done.stderr.splitlines()[-1].startswith("galat: keluaran tidak bisa ditulis: tempat penyimpanan penuh")
