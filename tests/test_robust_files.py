"""Files that nobody should hand over: names that are no names, what is no file, what is far too large. Told in words, and at once."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest

from sopflow.export.pdf_sources import read_sources
from sopflow.load import MAX_LOGO_BYTES
from sopflow.pipeline import compile_bytes

ROOT = Path(__file__).parent.parent
GOOD = "sop: Surat\n1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n"
BAD = "1. @A: Menulis surat\n   tidak -> 9\n"
PATIENCE = 120
"""Seconds after which a command that waits for ever is one that hangs."""

FOR_PROGRAMS: set[str | bytes] = {"--json", "json", "sarif", "github"}


def run(folder: Path, *arguments: str | bytes) -> "subprocess.CompletedProcess[bytes]":
    """A command in the folder; whatever it says to people is text without anything that a terminal obeys."""
    command = (sys.executable, "-m", "sopflow", *arguments)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE)
    words = (done.stdout + done.stderr).decode()
    assert "Traceback" not in words, words
    assert FOR_PROGRAMS & set(arguments) or all(char.isprintable() or char == "\n" for char in words), words
    assert done.returncode in (0, 1, 2)
    return done


# ---- names

NAMES = (
    b"-a \n::error::b\x1b[31m \xff\"'<b>&amp;%0A;$(id),::..",
    "‮txt‬\u2028\x7f\x85é".encode(),
    b"x" * 200,
    b"a\\b:c|d?*",
)


@pytest.fixture
def paths(tmp_path: Path) -> list[bytes]:
    """The paths to texts of such names, as one writes them on a command line."""
    return [b"./" + each + b".sop" for each in NAMES]


def write(folder: Path, paths: list[bytes], text: str) -> None:
    for path in paths:
        with open(os.path.join(os.fsencode(folder), path), "w", encoding="utf-8") as file:
            file.write(text)


def test_a_document_may_have_any_name(tmp_path: Path, paths: list[bytes]) -> None:
    write(tmp_path, paths, GOOD)
    formats = "svg,pdf,html,json,mermaid,bpmn,dot"
    done = run(tmp_path, "build", *paths, "--format", formats, "--manifest", "--attach-source")
    assert done.returncode == 0 and done.stdout.count(b"\n") == len(paths)
    documents = json.loads((tmp_path / "out" / "sopflow-manifest.json").read_bytes())["documents"]
    assert [os.fsencode(each["source"]) for each in documents] == paths
    for each in (file for document in documents for file in document["files"]):
        data = (tmp_path / "out" / each["path"]).read_bytes()
        if each["format"] in ("svg", "bpmn"):
            ElementTree.fromstring(data)
        elif each["format"] == "pdf":
            (source,) = read_sources(data)
            assert source.data == GOOD.encode()
        elif each["format"] == "json":
            assert not compile_bytes(data, "buku.json").diagnostics
    assert run(tmp_path, "build", *paths, "--format", formats, "--check", "--attach-source").returncode == 0
    for _ in range(2):  # the second time from the cache
        assert run(tmp_path, "build", ".", "--format", "svg").returncode == 0
    for command in (("describe",), ("audit",), ("audit", "--json"), ("map", "-o", "peta.svg"), ("fmt", "--diff"), ("fmt",)):
        assert run(tmp_path, *command, *paths).returncode == 0


def test_what_is_said_of_a_file_of_any_name_stays_on_its_line(tmp_path: Path, paths: list[bytes]) -> None:
    write(tmp_path, paths, BAD)
    said = run(tmp_path, "build", *paths).stderr.decode().splitlines()
    assert sum(":2:13: galat[baris-tidak-ada]: " in line for line in said) == len(paths) and said[-1].startswith("4 galat")
    found = json.loads(run(tmp_path, "check", *paths, "--format", "json").stdout)["files"]
    assert [os.fsencode(each["file"]) for each in found] == paths
    assert {os.fsencode(told["file"]) for each in found for told in each["diagnostics"]} == set(paths)
    (ran,) = json.loads(run(tmp_path, "check", *paths, "--format", "sarif").stdout)["runs"]
    places = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in ran["results"]]
    assert {unquote_to_bytes(each) for each in places} == set(paths)
    notes = run(tmp_path, "check", *paths, "--format", "github").stdout.decode().removesuffix("\n").split("\n")
    assert notes and all(each.startswith(("::error file=", "::warning file=", "::notice file=")) for each in notes)
    assert run(tmp_path, "check", *paths, "--fix").returncode == 1


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    write(tmp_path, [b"x" * 251 + b".sop"], GOOD)
    assert "namanya terlalu panjang" in run(tmp_path, "build", b"x" * 251 + b".sop", "--format", "svg").stderr.decode()
    assert "namanya terlalu panjang" in run(tmp_path, "check", b"x" * 5000).stderr.decode()


@pytest.mark.parametrize("name", ["a\nb.sop", "\x1b[31m.sop", "\udcff.sop"])
def test_a_new_text_gets_a_name_that_can_be_seen(tmp_path: Path, name: str) -> None:
    done = run(tmp_path, "new", os.fsencode(name), "--sop", "Izin", "--kegiatan", "Staf: Menulis surat")
    assert done.returncode == 2 and "tidak tampak" in done.stderr.decode() and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["-x.sop", "a 'b' “c” <b>&.sop", "$(id);.sop", "é/ü.sop", "x" * 240 + ".sop", "...sop"])
def test_what_a_text_uses_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("instansi: Dinas\n", encoding="utf-8")
    (tmp_path / "surat.sop").write_text(f"gunakan: {name}\n{GOOD}", encoding="utf-8")
    assert run(tmp_path, "build", "surat.sop", "--format", "html").returncode == 0
    assert "Dinas" in (tmp_path / "out" / "surat.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["../luar.sop", "/etc/passwd", "a/../../luar.sop", ".", "x" * 5000, "a/" * 2000 + "b", "surat.sop/x", "~/x"]
)
def test_what_can_not_be_used_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "luar.sop").write_text("instansi: Rahasia\n", encoding="utf-8")
    folder = tmp_path / "naskah"
    folder.mkdir()
    for line in (f"gunakan: {name}\n", f"logo: {name}.svg\n"):
        (folder / "surat.sop").write_text(line + GOOD, encoding="utf-8")
        said = run(folder, "build", "surat.sop", "--format", "svg").stderr.decode()
        assert "surat.sop:1:" in said and said.count(": galat[") == 1 and not (folder / "out").exists()


# ---- what is no file


@pytest.fixture
def oddities(tmp_path: Path) -> Iterator[Path]:
    """A folder with a pipe that nobody writes to, a socket, a link to a device, a folder, a link to itself, and a file of ten gigabytes."""
    for kind in KINDS:
        for ending in (".sop", ".svg", ".pdf", ".json"):
            path = tmp_path / (kind + ending)
            if kind == "pipa":
                os.mkfifo(path)
            elif kind == "soket":
                with socket.socket(socket.AF_UNIX) as each:
                    os.chdir(tmp_path)  # the path of a socket is short
                    each.bind(path.name)
            elif kind == "alat":
                path.symlink_to("/dev/zero")
            elif kind == "folder":
                path.mkdir()
            elif kind == "putar":
                path.symlink_to(path.name)
            else:
                with path.open("wb") as file:
                    file.truncate(10_000_000_000)
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    here = os.getcwd()
    yield tmp_path
    os.chdir(here)


KINDS = {
    "pipa": "bukan berkas",
    "soket": "bukan berkas",
    "alat": "bukan berkas",
    "folder": "folder",
    "putar": "berputar",
    "besar": "lebih besar dari",
}
COMMANDS = {
    "build": ("build", "{}.sop"),
    "check": ("check", "{}.sop", "{}.json"),
    "check --fix": ("check", "--fix", "{}.sop"),
    "fmt": ("fmt", "{}.sop"),
    "describe": ("describe", "{}.sop"),
    "audit": ("audit", "{}.sop"),
    "map": ("map", "{}.sop"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_is_not_read(oddities: Path, command: str) -> None:
    name, *templates = COMMANDS[command]
    kinds = [kind for kind in KINDS if kind != "folder"]  # that is what is in it
    done = run(oddities, name, *(each.format(kind) for each in templates for kind in kinds))
    assert done.returncode == 1
    for kind in kinds:
        said = [line for line in done.stderr.decode().splitlines() if line.startswith(f"{kind}.sop: galat") or f"{kind}.sop:1:" in line]
        assert said and KINDS[kind] in said[0], kind


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_made_from_what_is_no_file(oddities: Path, kind: str) -> None:
    for command in (("new", "baru.sop", "--sop", "Izin", "--from", f"{kind}.sop"), ("extract", f"{kind}.pdf")):
        done = run(oddities, *command)
        assert done.returncode == 1 and KINDS[kind] in done.stderr.decode()
    assert not (oddities / "baru.sop").exists()


def test_neither_texts_nor_logos_nor_profiles_come_from_what_is_no_file(oddities: Path) -> None:
    lines = [line.format(kind) for line in ("gunakan: {}.sop\n", "logo: {}.svg\n") for kind in KINDS]
    names = [f"uji-{number}.sop" for number in range(len(lines))]
    for name, line in zip(names, lines, strict=True):
        (oddities / name).write_text(line + GOOD, encoding="utf-8")
    said = run(oddities, "check", *names).stderr.decode()
    assert [name for name in names if f"{name}:1:" not in said] == []
    for kind in KINDS:
        done = run(oddities, "check", "surat.sop", "--profil", f"{kind}.sop")
        assert done.returncode == 2 and done.stderr


def test_a_logo_that_is_too_large_is_told_with_the_limit(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(b" " * (MAX_LOGO_BYTES + 1))
    (tmp_path / "surat.sop").write_text(f"logo: logo.svg\n{GOOD}", encoding="utf-8")
    assert "lebih besar dari 2000 kB" in run(tmp_path, "check", "surat.sop").stderr.decode()


def test_a_folder_of_oddities_is_built_and_compared(oddities: Path) -> None:
    done = run(oddities, "build", ".", "--format", "svg")
    assert done.returncode == 1 and (oddities / "out" / "surat-1.svg").exists()
    assert "2 naskah: 1 dibuat" in done.stderr.decode(), "the large one, told as such, and the good one"
    os.mkfifo(oddities / "out" / "surat-2.svg")  # where a second page would have been
    os.replace(oddities / "pipa.sop", oddities / "out" / "surat-bagan.svg")
    assert run(oddities, "build", "surat.sop", "--format", "svg", "--check").returncode == 1
    said = run(oddities, "build", "surat.sop", "--format", "svg").stderr.decode()
    assert "surat-bagan.svg: galat: ini pipa yang tidak dibaca" in said


def test_a_pipe_that_is_read_gets_the_output(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    os.mkfifo(tmp_path / "peta.svg")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "peta.svg").read_bytes()), daemon=True)
    reader.start()
    while run(tmp_path, "map", "surat.sop", "-o", "peta.svg").returncode:  # until the reader is there
        pass
    reader.join()
    (tmp_path / "keluar.svg").symlink_to("/dev/stdout")
    assert run(tmp_path, "map", "surat.sop", "-o", "keluar.svg").stdout.startswith(got[0])


# ---- texts that bring in texts


def test_texts_that_bring_in_each_other_end(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.sop").write_text("".join(f"gunakan: {other}.sop\n" for other in range(60)), encoding="utf-8")
    (tmp_path / "surat.sop").write_text(f"gunakan: 0.sop\n{GOOD}", encoding="utf-8")
    said = run(tmp_path, "check", "surat.sop").stderr.decode()
    assert "gunakan-berputar" in said and "gunakan-terlalu-banyak" in said


def test_texts_that_are_brought_in_are_bounded_together(tmp_path: Path) -> None:
    (tmp_path / "besar.sop").write_text("instansi: Dinas\n" + "# catatan\n" * 40_000, encoding="utf-8")
    for number, status in ((2, 0), (3, 1)):
        (tmp_path / "surat.sop").write_text("gunakan: besar.sop\n" * number + GOOD, encoding="utf-8")
        done = run(tmp_path, "build", "surat.sop", "--format", "svg")
        assert done.returncode == status and ("seluruhnya lebih besar dari 1000 kB" in done.stderr.decode()) == bool(status)


def test_folders_may_be_as_deep_as_the_system_allows(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
        for command in (("build", "--format", "svg"), ("check",), ("fmt",)):
            assert run(tmp_path, *command, ".").returncode == 0
    finally:
        os.chdir(here)
        subprocess.run(("rm", "-rf", tmp_path / "d"), check=True)  # Python itself can't


def test_a_name_with_a_nul_spoils_its_own_text_only(tmp_path: Path) -> None:
    (tmp_path / "rusak.sop").write_text(f"gunakan: a\0b.sop\nlogo: a\0b.svg\n{GOOD}", encoding="utf-8")
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    done = run(tmp_path, "build", ".", "--format", "svg")
    assert "1 dibuat, 0 tetap, 1 gagal" in done.stderr.decode() and "karakter-terlarang" in done.stderr.decode()


def test_a_shared_file_is_known_in_texts_of_any_line_ends(tmp_path: Path) -> None:
    (tmp_path / "dinas.sop").write_text("instansi: Dinas\n", encoding="utf-8")
    for number, end in enumerate(("\n", "\r\n", "\r")):
        (tmp_path / f"surat-{number}.sop").write_text(
            f"# kepala\ngunakan: dinas.sop\n{GOOD}".replace("\n", end), encoding="utf-8", newline=""
        )
        assert "1 naskah: 1 dibuat" in run(tmp_path, "build", ".", "--format", "svg", "-o", f"out-{number}").stderr.decode()
        (tmp_path / f"surat-{number}.sop").unlink()
