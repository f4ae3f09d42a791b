"""The command line as a user meets it."""

import os
import subprocess
import sys
from pathlib import Path

GOOD = "1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n"
BAD = "1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 9\n   keluran: Surat\n3 Mengirim\n"


def sopflow(*arguments: str, cwd: Path, seed: str = "0") -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-m", "sopflow", *arguments], cwd=cwd, capture_output=True, text=True, env=env, encoding="utf-8")


def test_build_writes_pdf_pages_and_continuous_chart(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    done = sopflow("build", "surat.sop", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["surat-1.svg", "surat-bagan.svg", "surat.pdf"]


def test_the_formats_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    assert sopflow("build", "surat.sop", "-o", "hasil", "--format", "pdf", cwd=tmp_path).returncode == 0
    assert [path.name for path in (tmp_path / "hasil").iterdir()] == ["surat.pdf"]
    assert sopflow("build", "surat.sop", "--format", "docx", cwd=tmp_path).returncode == 2


def test_all_mistakes_are_told_with_their_places_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "salah.sop").write_text(BAD, encoding="utf-8")
    done = sopflow("build", "salah.sop", cwd=tmp_path)
    assert done.returncode == 1
    for place in ("salah.sop:3:13: galat[", "salah.sop:4:4: galat[", "salah.sop:5:"):
        assert place in done.stderr
    assert not (tmp_path / "out").exists()


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "salah.sop").write_text(BAD, encoding="utf-8")
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    done = sopflow("build", "salah.sop", "surat.sop", "hilang.sop", cwd=tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "out" / "surat.pdf").exists()
    assert "hilang.sop: galat: berkas tidak ditemukan" in done.stderr


def test_an_old_output_survives_a_text_with_mistakes(tmp_path: Path) -> None:
    file = tmp_path / "surat.sop"
    file.write_text(GOOD, encoding="utf-8")
    sopflow("build", "surat.sop", cwd=tmp_path)
    before = (tmp_path / "out" / "surat.pdf").read_bytes()
    file.write_text(BAD, encoding="utf-8")
    assert sopflow("build", "surat.sop", cwd=tmp_path).returncode == 1
    assert (tmp_path / "out" / "surat.pdf").read_bytes() == before


def test_two_texts_with_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "surat.sop").write_text(GOOD, encoding="utf-8")
    done = sopflow("build", "a/surat.sop", "b/surat.sop", cwd=tmp_path)
    assert done.returncode == 1 and "ganti nama" in done.stderr


def test_an_output_that_is_a_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    (tmp_path / "out").write_text("bukan folder", encoding="utf-8")
    done = sopflow("build", "surat.sop", cwd=tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr and "out: galat:" in done.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "bukan folder"


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    for seed in ("1", "2"):
        assert sopflow("build", "surat.sop", "-o", seed, cwd=tmp_path, seed=seed).returncode == 0
    for path in (tmp_path / "1").iterdir():
        assert path.read_bytes() == (tmp_path / "2" / path.name).read_bytes(), path.name


def test_check_says_nothing_of_a_good_text(tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    done = sopflow("check", "surat.sop", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_includes_and_logos_stay_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "rahasia.sop").write_text("unit: Rahasia\n", encoding="utf-8")
    (tmp_path / "rahasia.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    inner = tmp_path / "dokumen"
    inner.mkdir()
    (inner / "tautan.sop").symlink_to(tmp_path / "rahasia.sop")
    for number, path in enumerate(("../rahasia.sop", str(tmp_path / "rahasia.sop"), "tautan.sop")):
        (inner / f"{number}.sop").write_text(f"gunakan: {path}\n{GOOD}", encoding="utf-8")
        assert "galat[di-luar-folder]" in sopflow("check", f"{number}.sop", cwd=inner).stderr
    (inner / "logo.sop").write_text(f"logo: ../rahasia.svg\n{GOOD}", encoding="utf-8")
    assert "galat[di-luar-folder]" in sopflow("check", "logo.sop", cwd=inner).stderr


def test_an_include_that_comes_back_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.sop").write_text(f"gunakan: b.sop\n{GOOD}", encoding="utf-8")
    (tmp_path / "b.sop").write_text("gunakan: a.sop\n", encoding="utf-8")
    done = sopflow("check", "a.sop", cwd=tmp_path)
    assert done.returncode == 1 and "b.sop:1:10: galat[gunakan-berputar]" in done.stderr


def test_pages_of_a_longer_version_are_removed_and_other_files_kept(tmp_path: Path) -> None:
    long = "".join(f"{n}. @A: {'Menulis surat yang panjang sekali. ' * 9}\n" for n in range(1, 30)) + "30. @B: Selesai\n"
    (tmp_path / "surat.sop").write_text(long, encoding="utf-8")
    sopflow("build", "surat.sop", "--format", "svg", cwd=tmp_path)
    out = tmp_path / "out"
    assert (out / "surat-2.svg").exists()
    (out / "surat-99.svg").write_text("milik orang lain", encoding="utf-8")
    (tmp_path / "surat.sop").write_text(GOOD, encoding="utf-8")
    sopflow("build", "surat.sop", "--format", "svg", cwd=tmp_path)
    assert sorted(path.name for path in out.iterdir()) == ["surat-1.svg", "surat-99.svg", "surat-bagan.svg"]
