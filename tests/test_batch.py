"""Folders of documents: what is built, what is kept, what is told; the command line as a user meets it."""

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

GOOD = "1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n"
BAD = "1. @A: Menulis surat\n   tidak -> 9\n"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
CACHE = ".sopflow-cache.json"


def sopflow(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-m", "sopflow", *arguments], cwd=cwd, capture_output=True, env=env, encoding="utf-8")


def build(cwd: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return sopflow("build", "naskah", "--format", "svg", *arguments, cwd=cwd)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(folder).items() if name != CACHE}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Texts in folders: two documents, and a shared part with a logo that one of them brings in."""
    top = tmp_path / "naskah"
    (top / "bidang" / "bersama").mkdir(parents=True)
    (top / ".git").mkdir()
    (top / ".git" / "lama.sop").write_text(BAD, encoding="utf-8")
    (top / "surat.sop").write_text(GOOD, encoding="utf-8")
    (top / "bidang" / "nota.sop").write_text(f"gunakan: bersama/dinas.sop\n{GOOD}", encoding="utf-8")
    (top / "bidang" / "bersama" / "dinas.sop").write_text("unit: Sekretariat\nlogo: lambang.svg\n", encoding="utf-8")
    (top / "bidang" / "bersama" / "lambang.svg").write_text(LOGO, encoding="utf-8")
    return tmp_path


def test_a_folder_is_mirrored_and_shared_parts_are_no_documents(tree: Path) -> None:
    done = build(tree)
    assert done.returncode == 0, done.stderr
    assert set(outputs(tree / "out")) == {
        "surat-1.svg",
        "surat-bagan.svg",
        "bidang/nota-1.svg",
        "bidang/nota-2.svg",
        "bidang/nota-bagan.svg",
    }
    assert "2 naskah: 2 dibuat, 0 tetap, 0 gagal" in done.stderr


def test_a_shared_part_that_is_named_is_built(tree: Path) -> None:
    done = sopflow("build", "naskah/bidang/bersama/dinas.sop", cwd=tree)
    assert done.returncode == 1 and "galat[" in done.stderr


def test_a_folder_without_texts_is_told(tmp_path: Path) -> None:
    (tmp_path / "naskah").mkdir()
    done = build(tmp_path)
    assert done.returncode == 1 and "tidak ada naskah .sop di «naskah»" in done.stderr and not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["describe", "audit", "map"])
def test_a_folder_stands_for_its_documents_with_other_commands_too(tree: Path, command: str) -> None:
    asked = ("-o", "peta.dot") if command == "map" else ()
    done = sopflow(command, "naskah", *asked, cwd=tree)
    assert done.returncode == 0, done.stderr
    (tree / "kosong").mkdir()
    done = sopflow(command, "kosong", *asked, cwd=tree)
    assert (done.returncode, done.stderr) == (1, "galat: tidak ada naskah .sop di «kosong»; periksa nama foldernya\n")
    assert done.stdout == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_no_file_is_not_opened(tree: Path) -> None:
    os.mkfifo(tree / "naskah" / "pipa.sop")
    assert "2 naskah: 2 dibuat" in build(tree).stderr


def test_what_did_not_change_is_kept(tree: Path) -> None:
    build(tree)
    before = {path: path.stat().st_mtime_ns for path in (tree / "out").rglob("*.svg")}
    done = build(tree)
    assert "0 dibuat, 2 tetap" in done.stderr and done.stdout == ""
    assert before == {path: path.stat().st_mtime_ns for path in (tree / "out").rglob("*.svg")}


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (("naskah/surat.sop", GOOD.replace("Menulis", "Menyusun")), 1),
        (("naskah/bidang/bersama/dinas.sop", "unit: Bagian Umum\nlogo: lambang.svg\n"), 1),
        (("naskah/bidang/bersama/lambang.svg", LOGO.replace("rect", "rect fill='red'", 1)), 1),
        (("out/surat-1.svg", "diubah orang"), 1),
        (("out/bidang/nota-bagan.svg", None), 1),
        ((f"out/{CACHE}", "{rusak"), 2),
        ((f"out/{CACHE}", json.dumps({"program": "lain", "documents": {}})), 2),
        ((f"out/{CACHE}", json.dumps({"program": 1, "documents": [[[[]]]]})), 2),
    ],
)
def test_what_changed_is_made_again(tree: Path, change: tuple[str, str | None], made: int) -> None:
    build(tree)
    path, content = change
    if content is None:
        (tree / path).unlink()
    else:
        (tree / path).write_text(content, encoding="utf-8")
    done = build(tree)
    assert f"{made} dibuat, {2 - made} tetap" in done.stderr
    if path.startswith("out/"):
        build(tree, "-o", "baru")
        assert outputs(tree / "out") == outputs(tree / "baru")


def test_a_cache_with_wrong_values_is_ignored(tree: Path) -> None:
    build(tree)
    path = tree / "out" / CACHE
    content = json.loads(path.read_text(encoding="utf-8"))
    for values in ({}, {"inputs": 3}, {"inputs": [["x"]], "outputs": [{}], "title": "", "messages": []}):
        content["documents"] = dict.fromkeys(content["documents"], values)
        path.write_text(json.dumps(content), encoding="utf-8")
        assert "2 dibuat" in build(tree).stderr


def test_other_orders_are_made_beside_and_both_are_kept(tree: Path) -> None:
    build(tree)
    assert "2 dibuat" in build(tree, "--part", "alur").stderr
    assert "2 tetap" in build(tree).stderr and "2 tetap" in build(tree, "--part", "alur").stderr
    assert "2 dibuat" in build(tree, "--fresh").stderr


def test_warnings_are_told_again_though_nothing_is_made(tree: Path) -> None:
    (tree / "naskah" / "surat.sop").write_text(GOOD.replace("2. @B", "   waktu: kapan saja\n2. @B"), encoding="utf-8")
    first, second = build(tree), build(tree)
    assert "peringatan[waktu-tak-terbaca]" in first.stderr and "0 dibuat" in second.stderr
    assert first.stderr.split("\n2 naskah")[0] == second.stderr.split("\n2 naskah")[0]


def test_one_bad_text_stops_no_other_and_is_named_at_the_end(tree: Path) -> None:
    (tree / "naskah" / "ada-galat.sop").write_text(BAD, encoding="utf-8")
    (tree / "naskah" / "rusak.sop").write_bytes(b"\xff\xfe\x00")
    done = build(tree)
    assert done.returncode == 1
    assert "4 naskah: 2 dibuat, 0 tetap, 2 gagal; 2 galat" in done.stderr
    assert done.stderr.rstrip().endswith("gagal: naskah/rusak.sop (1 galat)")
    assert "gagal: naskah/ada-galat.sop (1 galat)" in done.stderr
    assert len(outputs(tree / "out")) == 5


def test_the_bytes_and_the_words_do_not_depend_on_the_number_of_processes(tree: Path) -> None:
    for at in range(9):
        text = GOOD.replace("surat", f"surat {at}") if at != 5 else BAD
        (tree / "naskah" / f"nomor-{at}.sop").write_text(text, encoding="utf-8")
    one = build(tree, "-o", "satu", "--jobs", "1", "--manifest")
    three = build(tree, "-o", "tiga", "--jobs", "3", "--manifest")
    assert outputs(tree / "satu") == outputs(tree / "tiga")
    assert one.stderr == three.stderr and one.stdout.replace("satu", "tiga") == three.stdout


def test_a_build_that_is_interrupted_leaves_whole_files_and_goes_on(tree: Path) -> None:
    for at in range(40):
        (tree / "naskah" / f"nomor-{at:02}.sop").write_text(GOOD.replace("surat", f"surat {at}"), encoding="utf-8")
    command = [sys.executable, "-m", "sopflow", "build", "naskah", "--format", "svg", "--jobs", "1"]
    process = subprocess.Popen(command, cwd=tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not list((tree / "out").rglob("nomor-0*.svg")) and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=120)
    assert not [name for name in files(tree / "out") if name.endswith(".tmp")]
    done = build(tree)
    assert done.returncode == 0 and "42 naskah" in done.stderr
    build(tree, "-o", "utuh")
    assert outputs(tree / "out") == outputs(tree / "utuh")


def test_a_terminal_gets_a_bar_and_no_line_for_each_document(tree: Path) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "sopflow", "build", "naskah", "--format", "svg"]
    process = subprocess.Popen(command, cwd=tree, stdout=slave, stderr=slave)
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait(timeout=120)
    os.close(master)
    assert b"Menyusun" in shown and b"2/2" in shown and "→".encode() not in shown and b"2 dibuat" in shown


def test_no_text_writes_over_the_output_of_another(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(f"sop: Surat\n{GOOD}\nsop: Nota\n{GOOD}", encoding="utf-8")  # two charts: surat-bagan-1.svg
    (tmp_path / "surat-bagan.sop").write_text(GOOD, encoding="utf-8")  # a page: surat-bagan-1.svg
    done = sopflow("build", "surat.sop", "surat-bagan.sop", "--format", "svg", cwd=tmp_path)
    assert done.returncode == 1 and "surat-bagan-1.svg» sudah dihasilkan dari «surat.sop»" in done.stderr
    alone = sopflow("build", "surat.sop", "-o", "lain", "--format", "svg", cwd=tmp_path)
    assert alone.returncode == 0
    for name, data in outputs(tmp_path / "lain").items():
        assert (tmp_path / "out" / name).read_bytes() == data


# --check


def test_check_says_nothing_of_outputs_as_their_texts_give_them(tree: Path) -> None:
    build(tree)
    done = build(tree, "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_names_every_output_at_fault_and_writes_nothing(tree: Path) -> None:
    build(tree, "--manifest")
    out = tree / "out"
    (out / "surat-1.svg").write_text("lain", encoding="utf-8")
    (out / "surat-bagan.svg").unlink()
    (out / "bidang" / "nota-3.svg").write_bytes((out / "bidang" / "nota-2.svg").read_bytes())
    (out / "sopflow-manifest.json").write_text("{}", encoding="utf-8")
    before = files(out)
    done = build(tree, "--check", "--manifest")
    assert done.returncode == 1
    for told in (
        "out/surat-1.svg: bukan hasil naskah yang sekarang",
        "out/surat-bagan.svg: belum dibuat",
        "out/bidang/nota-3.svg: tidak lagi dihasilkan naskahnya",
        "out/sopflow-manifest.json: bukan hasil naskah yang sekarang",
        "4 hasil tidak sesuai naskahnya",
    ):
        assert told in done.stderr
    assert files(out) == before


def test_check_fails_for_a_text_with_mistakes_and_makes_no_folder(tmp_path: Path) -> None:
    (tmp_path / "salah.sop").write_text(BAD, encoding="utf-8")
    done = sopflow("build", "salah.sop", "--check", cwd=tmp_path)
    assert done.returncode == 1 and "galat[baris-tidak-ada]" in done.stderr and not (tmp_path / "out").exists()


# --manifest


def test_the_manifest_tells_what_was_made(tree: Path) -> None:
    build(tree, "--manifest", "--part", "alur")
    first = (tree / "out" / "sopflow-manifest.json").read_bytes()
    content = json.loads(first)
    assert content["version"] == 1
    nota, surat = content["documents"]
    assert (nota["source"], surat["source"]) == ("naskah/bidang/nota.sop", "naskah/surat.sop")
    assert (surat["part"], surat["rows"], surat["width"], surat["status"]) == ("alur", None, None, "made")
    (file,) = surat["files"]
    data = (tree / "out" / file["path"]).read_bytes()
    assert (file["format"], file["bytes"], file["sha256"]) == ("svg", len(data), sha256(data).hexdigest())
    (page,) = file["pages"]
    assert f'width="{page["width"]:g}mm" height="{page["height"]:g}mm"' in data.decode()
    build(tree, "--manifest", "--part", "alur")
    assert (tree / "out" / "sopflow-manifest.json").read_bytes() == first  # kept documents are told alike


# a cluster


def test_a_dask_cluster_makes_the_same_bytes(tree: Path) -> None:
    distributed = pytest.importorskip("distributed")
    here = {"processes": False, "dashboard_address": ":0", "host": "127.0.0.1", "protocol": "tcp", "local_directory": str(tree / "dask")}
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, **here) as cluster:
        done = build(tree, "--dask", cluster.scheduler_address)
    assert done.returncode == 0, done.stderr
    build(tree, "-o", "sini")
    assert outputs(tree / "out") == outputs(tree / "sini")


def test_a_cluster_that_is_not_there_is_told_in_one_line(tree: Path) -> None:
    pytest.importorskip("distributed")
    done = build(tree, "--dask", "alamat salah")
    assert done.returncode == 1 and "klaster tidak menjawab" in done.stderr and "Traceback" not in done.stderr
