"""`sopflow check`: notes that silence, profiles, sets of documents, forms of the result, exit status."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from helpers import steps

from sopflow.edits import Edit, apply, compatible
from sopflow.rules.check import Document, check_documents, check_source
from sopflow.rules.compiler_codes import COMPILER_CODES
from sopflow.rules.explain import pages
from sopflow.rules.patterns import PatternError, read_pattern
from sopflow.rules.profile import PROFILES, Profile, read_profile
from sopflow.rules.table import BY_CODE
from sopflow.source import Source, Span

ROOT = Path(__file__).parent.parent
FULL = PROFILES["permenpan"]
LEFT_OUT = ("identitas-lengkap", "hukum-kosong", "kelengkapan-kosong", "waktu-kosong", "output-kosong")
TAIL = "2. @Kepala: Memeriksa konsep\n"


def told(text: str, profile: Profile | None = FULL) -> list[str]:
    """Findings as `line code`, without those about what a short text leaves out."""
    found = check_source(Source("uji.sop", text), profile=profile).diagnostics
    return [f"{each.span.line} {each.code}" for each in found if each.code not in LEFT_OUT]


# ---- notes


def test_a_note_silences_its_code_at_the_next_line_only() -> None:
    row = "{}. @Petugas: Cetak surat {}\n"
    text = "# abaikan kata-kerja-aktif: nama menu\n" + row.format(1, "tugas") + row.format(2, "jalan") + "3. @Kepala: Memeriksa konsep\n"
    assert told(text) == ["3 kata-kerja-aktif"]


def test_a_note_may_name_several_codes_and_stand_above_other_comments() -> None:
    text = "# abaikan kata-kerja-aktif, ejaan-baku: nama menu\n# catatan lain\n\n1. @Petugas: Cetak ijin\n" + TAIL
    assert told(text) == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("# abaikan kata-kerja-aktip: salah tulis", ["1 abaikan-salah", "2 kata-kerja-aktif"]),
        ("# abaikan kata-kerja-aktif", ["1 abaikan-salah", "2 kata-kerja-aktif"]),
        ("# abaikan kata-kerja-aktif:  ", ["1 abaikan-salah", "2 kata-kerja-aktif"]),
        ("# abaikan", ["1 abaikan-salah", "2 kata-kerja-aktif"]),
        ("# abaikan kata-benda: tidak ada di sini", ["1 abaikan-percuma", "2 kata-kerja-aktif"]),
        ("# boleh diabaikan", ["2 kata-kerja-aktif"]),
    ],
)
def test_notes_at_fault_are_told_and_silence_nothing(note: str, expected: list[str]) -> None:
    assert told(f"{note}\n1. @Petugas: Cetak surat\n{TAIL}") == expected


def test_a_note_silences_a_warning_of_the_compiler_but_no_error() -> None:
    row = "1. @Petugas: Menyusun konsep\n   # abaikan {}: pasti\n   {}\n" + TAIL
    assert told(row.format("waktu-tak-terbaca", "waktu: H-14 s.d. H-7")) == []
    assert "3 baris-tidak-ada" in told(row.format("baris-tidak-ada", "-> 9"))


def test_the_nearest_code_is_offered() -> None:
    found = check_source(Source("uji.sop", f"# abaikan kata-kerja-aktip: x\n1. @A: Menyusun konsep\n{TAIL}"), profile=FULL).diagnostics
    assert [each.hint for each in found if each.code == "abaikan-salah"] == ["mungkin maksud Anda «kata-kerja-aktif»"]


# ---- one mistake, one message


def test_a_vague_time_is_told_once() -> None:
    assert told("1. @A: Menyusun konsep\n   waktu: segera\n" + TAIL) == ["2 waktu-kabur"]


def test_a_text_with_errors_is_not_blamed_for_what_they_leave_out() -> None:
    assert told("1. @A: Menyusun konsep\n2. Memeriksa konsep\n3. @A: Mengirim konsep\n") == ["2 pelaksana-kosong"]


def test_several_mistakes_come_in_the_order_of_the_text() -> None:
    found = check_source(Source("uji.sop", "1. @A: Cetak ijin utk utk warga\n2. @B: Pembuatan surat\n"), profile=FULL).diagnostics
    assert found == tuple(sorted(found, key=lambda each: (each.span.line, each.span.column, each.code)))


def test_a_sketch_is_asked_for_its_flow_only() -> None:
    assert told("1. @A: Cetak surat\n2. @B: Pembuatan konsep\n", None) == []
    assert told("1. @A: Cetak surat\n   -> 3\n2. @B: Pembuatan konsep\n3. @A: x\n", None) == ["3 terjangkau"]


# ---- profiles


def profile(text: str) -> Profile:
    made, faults = read_profile(Source("profil.txt", text))
    assert faults == ()
    return made


def test_a_profile_sets_levels_of_rules_and_groups() -> None:
    made = profile("aturan:\n  kata: mati\n  kata-benda: galat\n")
    found = check_source(Source("uji.sop", "1. @A: Pembuatan ijin\n2. @B: Cetak surat\n"), profile=made).diagnostics
    assert [(each.severity, each.code) for each in found if BY_CODE[each.code].group == "kata"] == [("error", "kata-benda")]


def test_a_profile_knows_words_and_numbers_of_its_office() -> None:
    made = profile("nomor: \\d{3}/SOP/\\d{4}\nsingkatan: SIAK, KIA\nkata kerja:\n  - ngecek\n")
    text = "sop: Izin\nnomor: {}\n1. @A: Ngecek SIAK\n2. @B: Mengirim surat\n"
    assert told(text.format("001/SOP/2024"), made) == []
    assert told(text.format("1/SOP/2024"), made) == ["2 nomor-pola"]


def test_a_profile_can_be_built_on_another() -> None:
    made = profile("dasar: longgar\naturan:\n  kata-benda: peringatan\n")
    assert told("sop: Izin\n1. @A: Pembuatan ijin\n2. @B: Cetak surat\n", made) == ["2 kata-benda"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("dasr: longgar", "Kata kunci «dasr» tidak dikenal dalam profil. mungkin maksud Anda «dasar»"),
        ("dasar: ketat", "Tidak ada profil dasar «ketat». pilih permenpan atau longgar"),
        ("aturan:\n  kata-bend: mati", "Tidak ada aturan atau kelompok «kata-bend». mungkin maksud Anda «kata-benda»"),
        ("aturan:\n  kata-benda: keras", "«keras» bukan tingkat aturan. pilih galat, peringatan, catatan, mati"),
        ("nomor: (a", "Pola nomor tidak dapat dipakai: kurung «(» tidak ditutup. contoh: \\d{3}/SOP/DUKCAPIL/\\d{4}"),
        ("himpunan lengkap: mungkin", "«mungkin» bukan jawaban untuk «himpunan lengkap». tulis ya atau tidak"),
    ],
)
def test_mistakes_in_a_profile_are_told(line: str, message: str) -> None:
    _, faults = read_profile(Source("profil.txt", line))
    assert [f"{fault.message}. {fault.hint}" for fault in faults] == [message]


# ---- patterns


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (r"\d{3}/SOP/\d{4}", "001/SOP/2024", "01/SOP/2024"),
        (r"SOP-\d+/[A-Z]+(/[IVX]+)?", "SOP-7/DUKCAPIL/XII", "SOP-7/"),
        (r"(a|b|cd)*", "abcdcd", "abc"),
        (r"[^/]+/.\w?", "x y/!z", "a/b/c"),
        (r"\d{1,3}\.x{2,}", "12.xxx", "12.x"),
        (r"[a-c\d-]{2}", "b-", "bd"),
        ("", "", "x"),
    ],
)
def test_patterns(pattern: str, good: str, bad: str) -> None:
    assert read_pattern(pattern).matches(good)
    assert not read_pattern(pattern).matches(bad)


@pytest.mark.parametrize("pattern", ["(", ")", "[a", "*", "a{", "a{2,1}", "\\", r"\q", "(((a*)*)*)", "a{100}", "x" * 201])
def test_patterns_at_fault(pattern: str) -> None:
    with pytest.raises(PatternError):
        read_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*" * 20 + "b", "a*" * 60 + "b", "(a?){99}" * 10, "((a|aa){99}){99}", "(.*.*){99}b"])
def test_no_pattern_takes_long(pattern: str) -> None:
    assert steps(lambda: read_pattern(pattern).matches("a" * 119 + "!")) < 500_000


# ---- sets of documents


def test_numbers_are_unique_across_the_files_of_one_check() -> None:
    text = "sop: {}\nnomor: 01/2024\n1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n"
    first, second = (Document(Source(f"{name}.sop", text.format(name)), profile=FULL) for name in ("Izin", "Surat"))
    found = [[each.code for each in checked.diagnostics] for checked in check_documents((first, second))]
    assert "nomor-sop-ganda" not in found[0] and "nomor-sop-ganda" in found[1]


def test_an_absent_procedure_is_told_only_of_a_complete_set() -> None:
    text = "sop: Izin\nketerkaitan:\n  - SOP Arsip\n{0}sop: Surat\n{0}".format("1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n")
    assert "3 kait-tak-ada" not in told(text)
    assert "3 kait-tak-ada" in told(text, profile("himpunan lengkap: ya\n"))


# ---- edits


def test_edits_are_made_whatever_their_order_and_line_ends() -> None:
    edits = [Edit(Span("x", 2, 1, 1), "B"), Edit(Span("x", 1, 2, 0), "+"), Edit(Span("x", 3, 1, 2), "")]
    assert apply("\ufeffab\r\nb\rcd", edits) == "\ufeffa+b\r\nB\r"


def test_overlapping_edits_are_refused_and_can_be_chosen_from() -> None:
    one, other = Edit(Span("x", 1, 1, 3), ""), Edit(Span("x", 1, 2, 1), "y")
    with pytest.raises(ValueError, match="overlap"):
        apply("abcd", [one, other])
    assert compatible([(one,), (other,), (one,)]) == (one,)


@pytest.mark.parametrize("span", [Span("x", 9, 1, 1), Span("x", 1, 9, 1), Span("x", 1, 0, 1)])
def test_edits_outside_the_text_are_refused(span: Span) -> None:
    with pytest.raises(ValueError, match="no"):
        apply("abcd\n", [Edit(span, "")])


# ---- the command


def sopflow(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-m", "sopflow", *arguments], cwd=cwd, capture_output=True, text=True, env=env, encoding="utf-8")


WARNED = "sop: Izin\n1. @A: Pembuatan konsep\n   waktu: 1 jam\n2. @B: Memeriksa konsep\n   waktu: 2 jam\n   tidak -> 1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "izin.sop").write_text(WARNED, encoding="utf-8")
    return tmp_path


def test_status_and_message(folder: Path) -> None:
    done = sopflow("check", "izin.sop", cwd=folder)
    assert done.returncode == 0
    assert "izin.sop:2:8: peringatan[kata-benda]: Kegiatan baris 1 dimulai dengan kata benda «Pembuatan»" in done.stderr
    assert "           ^^^^^^^^^" in done.stderr and "→ Tulis «membuat»" in done.stderr
    assert sopflow("check", "--strict", "izin.sop", cwd=folder).returncode == 1
    assert sopflow("check", "--profil", "longgar", "--strict", "izin.sop", cwd=folder).returncode == 0
    assert sopflow("check", "--profil", "tak-ada", "izin.sop", cwd=folder).returncode == 2
    assert sopflow("check", "--format", "xml", "izin.sop", cwd=folder).returncode == 2
    assert sopflow("check", "tak-ada.sop", cwd=folder).returncode == 1


def test_english(folder: Path) -> None:
    done = sopflow("check", "--lang", "en", "izin.sop", cwd=folder)
    assert (
        "warning[kata-benda]: The kegiatan of row 1 begins with the noun «Pembuatan»" in done.stderr and "→ Write «membuat»" in done.stderr
    )


def test_the_profile_beside_the_text_counts(folder: Path) -> None:
    (folder / "sopflow-periksa.txt").write_text("aturan:\n  kata-benda: galat\n", encoding="utf-8")
    assert sopflow("check", "izin.sop", cwd=folder).returncode == 1
    (folder / "sopflow-periksa.txt").write_text("aturan:\n  kata-bnda: galat\n", encoding="utf-8")
    done = sopflow("check", "izin.sop", cwd=folder)
    assert done.returncode == 2 and "sopflow-periksa.txt:2:3: galat[profil-salah]" in done.stderr


def test_fixes_are_made_in_the_file(folder: Path) -> None:
    assert sopflow("check", "--fix", "izin.sop", cwd=folder).returncode == 0
    assert "1. @A: Membuat konsep" in (folder / "izin.sop").read_text(encoding="utf-8")


def test_json(folder: Path) -> None:
    data = json.loads(sopflow("check", "--format", "json", "--waktu", "izin.sop", cwd=folder).stdout)
    (file,) = data["files"]
    (noun,) = (each for each in file["diagnostics"] if each["code"] == "kata-benda")
    assert (noun["severity"], noun["group"], noun["line"], noun["column"], noun["length"]) == ("warning", "kata", 2, 8, 9)
    assert noun["fix"] == [{"line": 2, "column": 8, "length": 9, "text": "Membuat"}]
    (times,) = file["times"]
    assert times["total"] == "3 jam"
    assert times["loops"] == [{"label": "Tidak", "last": "2", "first": "1", "total": "3 jam"}]


def test_sarif(folder: Path) -> None:
    (run,) = json.loads(sopflow("check", "--format", "sarif", "izin.sop", cwd=folder).stdout)["runs"]
    (noun,) = (each for each in run["results"] if each["ruleId"] == "kata-benda")
    assert noun["level"] == "warning"
    assert noun["locations"][0]["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 8, "endColumn": 17}
    assert {each["id"] for each in run["tool"]["driver"]["rules"]} == {each["ruleId"] for each in run["results"]}


def test_github(folder: Path) -> None:
    lines = sopflow("check", "--format", "github", "izin.sop", cwd=folder).stdout.splitlines()
    message = "Kegiatan baris 1 dimulai dengan kata benda «Pembuatan». Tulis «membuat»"
    assert f"::warning file=izin.sop,line=2,col=8,title=kata-benda::{message}" in lines


def test_rules_and_explain(folder: Path) -> None:
    assert len(json.loads(sopflow("rules", "--format", "json", cwd=folder).stdout)) == len(BY_CODE)
    assert all(code in sopflow("rules", cwd=folder).stdout for code in BY_CODE)
    assert "Kegiatan dimulai dengan kata benda" in sopflow("explain", "kata-benda", cwd=folder).stdout
    assert "A cell is written twice" in sopflow("explain", "--lang", "en", "sel-ganda", cwd=folder).stdout
    done = sopflow("explain", "kata-bnda", cwd=folder)
    assert done.returncode == 2 and "mungkin maksud Anda «kata-benda»" in done.stderr


NARROW = (
    "sop: Izin\n{}1. @A: Memeriksa berkas\n   waktu: 1 jam\n2. @B: Mengirim surat\n   waktu: 1 jam\ngaya:\n  lebar:\n    pelaksana: 5 mm\n"
)


def test_a_folder_is_checked_as_it_is_built(folder: Path) -> None:
    (folder / "bagian").mkdir()
    (folder / "bagian" / "surat.sop").write_text("gunakan: kantor.sop\n" + WARNED, encoding="utf-8")
    (folder / "bagian" / "kantor.sop").write_text("instansi: Dinas Perizinan\n", encoding="utf-8")
    data = json.loads(sopflow("check", "--format", "json", ".", cwd=folder).stdout)
    assert [each["file"] for each in data["files"]] == [os.path.join(".", "bagian", "surat.sop"), os.path.join(".", "izin.sop")]
    (folder / "kosong").mkdir()
    done = sopflow("check", "kosong", cwd=folder)
    assert done.returncode == 1 and "tidak ada naskah .sop di «kosong»" in done.stderr


def test_a_book_in_json_is_checked(folder: Path) -> None:
    assert sopflow("build", "izin.sop", "--format", "json", cwd=folder).returncode == 0
    done = sopflow("check", os.path.join("out", "izin.json"), cwd=folder)
    assert "izin.sop:2:8: peringatan[kata-benda]: Kegiatan baris 1 dimulai dengan kata benda «Pembuatan»" in done.stderr
    assert done.returncode == 0


def test_a_book_that_came_from_no_text_is_checked_too(folder: Path) -> None:
    assert sopflow("build", "izin.sop", "--format", "json", cwd=folder).returncode == 0
    made = (folder / "out" / "izin.json").read_text(encoding="utf-8")
    (folder / "buku.json").write_text(json.dumps(_without_places(json.loads(made))), encoding="utf-8")
    done = sopflow("check", "--fix", "buku.json", cwd=folder)
    assert "buku.json: peringatan[kata-benda]: Kegiatan baris 1 dimulai dengan kata benda «Pembuatan»" in done.stderr
    both = sopflow("check", "buku.json", os.path.join("out", "izin.json"), cwd=folder)
    assert "nama-sop-ganda" in both.stderr  # rules about sets see books too


def _without_places(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_places(each) for key, each in value.items() if key != "span"}
    return [_without_places(each) for each in value] if isinstance(value, list) else value


def test_broken_json_is_told_as_such(folder: Path) -> None:
    (folder / "buku.json").write_text('{"version": 1', encoding="utf-8")
    done = sopflow("check", "buku.json", cwd=folder)
    assert done.returncode == 1 and "galat[json-rusak]: Berkas ini bukan JSON yang utuh" in done.stderr


def test_the_layout_is_asked_when_it_is_wanted(folder: Path) -> None:
    (folder / "izin.sop").write_text(NARROW.format(""), encoding="utf-8")
    assert "kertas-sempit" not in sopflow("check", "izin.sop", cwd=folder).stderr
    assert "peringatan[kertas-sempit]" in sopflow("check", "--tata-letak", "izin.sop", cwd=folder).stderr


def test_notes_silence_the_layout_and_are_idle_only_when_it_was_asked() -> None:
    wide = "# abaikan kertas-sempit: sudah dicoba\n1. @A: Memeriksa berkas\n2. @B: Mengirim surat\n"
    narrow = NARROW.format("# abaikan kertas-sempit: dicetak di A3\n")
    found = {
        (text, layout): [each.code for each in check_documents([Document(Source("uji.sop", text))], layout=layout)[0].diagnostics]
        for text in (wide, narrow)
        for layout in (False, True)
    }
    assert "abaikan-percuma" not in found[wide, False] and "abaikan-percuma" in found[wide, True]
    assert not {"abaikan-percuma", "kertas-sempit"} & {*found[narrow, False], *found[narrow, True]}


# ---- documents of the project


def test_the_pages_about_rules_are_fresh() -> None:
    folder = ROOT / "docs" / "aturan"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == pages(), "run tools/make_rule_pages.py"


def test_every_code_of_the_compiler_can_be_explained() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "sopflow").rglob("*.py")) if "rules" not in path.parts)
    told = re.findall(r'(?:error|warn|warning|_report|Fault|_refused)\(\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"', text)
    told += re.findall(r'Diagnostic\(\s*"\w+",\s*"([a-z0-9]+(?:-[a-z0-9]+)+)"', text)
    assert set(told) - set(COMPILER_CODES) == set(), "add them to sopflow/rules/compiler_codes.py"
    assert not set(COMPILER_CODES) & set(BY_CODE)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.sop")), ids=lambda path: path.name)
def test_no_real_procedure_and_no_example_has_an_error(path: Path) -> None:
    found = check_source(Source(path.name, path.read_text(encoding="utf-8")), str(path.parent), FULL).diagnostics
    assert [each for each in found if each.severity == "error"] == []


def test_the_official_set_has_no_finding() -> None:
    path = ROOT / "examples" / "set-resmi.sop"
    assert check_source(Source(path.name, path.read_text(encoding="utf-8")), str(path.parent), FULL).diagnostics == ()


def test_the_findings_in_the_real_procedures_are_those_that_were_judged() -> None:
    text = (ROOT / "docs" / "temuan.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d{3}) \| `([a-z-]+)` \| (\w+) \| (\d+) \| (?:right|mild|wrong) \|", text, re.MULTILINE)
    judged = {(document, level, code): int(count) for document, code, level, count in rows}
    found: Counter[tuple[str, str, str]] = Counter()
    for path in sorted((ROOT / "examples").glob("00*.sop")):
        checked = check_source(Source(path.name, path.read_text(encoding="utf-8")), str(path.parent), FULL)
        found.update((path.name[:3], each.severity, each.code) for each in checked.diagnostics if each.code in BY_CODE)
    assert judged == dict(found)


def test_a_text_with_errors_is_not_said_to_lack_what_could_not_be_read() -> None:
    text = "sop: Contoh\ninstansi: Dinas\ndsar hukum: UU 25/2009\n1. @Petugas: Memeriksa berkas\n   watu: 1 jam\n"
    found = check_source(Source("contoh.sop", text)).diagnostics
    assert [each.code for each in found if each.severity != "info"] == ["kata-kunci-tidak-dikenal", "kata-kunci-tidak-dikenal"]
    mended = text.replace("dsar", "dasar").replace("watu:", "waktu:")
    assert {"identitas-lengkap", "kelengkapan-kosong"} <= {each.code for each in check_source(Source("contoh.sop", mended)).diagnostics}


def test_the_compilers_messages_are_said_in_english_too() -> None:
    found = check_source(Source("contoh.sop", "1. @Petugas: Memeriksa berkas\n   tidak -> 9\n"), language="en").diagnostics
    assert [(each.message, each.hint) for each in found if each.severity == "error"] == [
        ("There is no row «9» to lead to", "add that row"),
    ]


def test_an_empty_file_is_told_by_its_name() -> None:
    assert [each.span.file for each in check_source(Source("kosong.sop", "")).diagnostics if each.severity == "error"] == ["kosong.sop"]


def test_what_an_error_brings_about_is_not_told_beside_it() -> None:
    text = "pelaksana:\n  Pemohon\n  Petugas\n1. @Pemohon: Mengajukan permohonan\n2. @Petuggas: Memeriksa berkas\n"
    assert "lajur-kosong" not in {each.code for each in check_source(Source("salah.sop", text)).diagnostics}
    mended = text.replace("Petuggas", "Pemohon")
    assert "lajur-kosong" in {each.code for each in check_source(Source("betul.sop", mended)).diagnostics}
