"""`sopflow new`: what it writes, whatever is typed; what it asks, and what it refuses."""

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from terminal import Terminal

from sopflow.diagnostics import has_errors
from sopflow.drafting import TEMPLATES, Answers, Shared, Signatory, Step, draft, office_draft
from sopflow.drafting.words import clean
from sopflow.format import formatted
from sopflow.model.book import Chart, Sop
from sopflow.pipeline import compile_source
from sopflow.resolve import Statement, resolve
from sopflow.resolve.report import fold
from sopflow.richtext import plain
from sopflow.rules.check import check_source
from sopflow.serve.newtext import new_text
from sopflow.source import Source
from sopflow.syntax.parse import parse

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.sop"))
STILL_TO_FILL = {"identitas-lengkap", "pengesahan-lengkap", "hukum-kosong", "kelengkapan-kosong", "output-kosong", "waktu-kosong"}
ANSWERS = Answers(
    title="Pelayanan Izin Penelitian",
    number="065/04/SOP/2026",
    office=("Pemerintah Kabupaten Nusa Makmur", "Dinas Pendidikan"),
    unit="Sekretariat",
    signatory=Signatory("Kepala Dinas Pendidikan", "Sari Lestari, S.Pd., M.Si.", "Pembina", "19700101 199503 2 001"),
    steps=(
        Step("Pemohon", "Mengajukan permohonan izin"),
        Step("Petugas Loket", "Memeriksa berkas", "tidak lengkap", 1),
        Step("Kepala Dinas", "Menandatangani izin"),
    ),
)


def meaning(text: str, root: str | None = None) -> Sop:
    """The only procedure of a canonical text without errors."""
    found = formatted(Source("uji.sop", text), root)
    assert found.errors == ()
    assert found.text == text
    book, _ = resolve(tuple(Statement(node, False) for node in parse(Source("uji.sop", text))[0].nodes), lambda words, span: None)
    (sop,) = book.sops
    return sop


def table(sop: Sop) -> Chart:
    (chart,) = sop.charts
    return chart


def told(text: str, root: str | None = None) -> list[str]:
    return [each.code for each in check_source(Source("uji.sop", text), root).diagnostics]


# ---- the text


def test_a_draft_says_what_was_answered_and_asks_only_for_the_rest() -> None:
    text = draft(ANSWERS)
    sop = meaning(text)
    assert compile_source(Source("uji.sop", text)).drawing is not None
    assert sop.name == ANSWERS.title
    assert sop.identity and sop.identity.office == ANSWERS.office and sop.identity.unit == (ANSWERS.unit,)
    signer = sop.identity.signer
    assert signer and (signer.position, signer.name, signer.rank, signer.nip) == ANSWERS.signatory
    assert [lane.name for lane in table(sop).lanes] == ["Pemohon", "Petugas Loket", "Kepala Dinas"]
    assert "   tidak lengkap -> 1\n" in text
    assert set(told(text)) == STILL_TO_FILL - {"pengesahan-lengkap"}


def test_a_draft_tells_how_to_fill_in_each_part() -> None:
    text = draft(ANSWERS)
    for keyword in (
        "dasar hukum:",
        "kualifikasi pelaksana:",
        "keterkaitan:",
        "peralatan:",
        "peringatan:",
        "pencatatan:",
        "kegiatan:",
        "pelaksana:",
    ):
        before = text[: text.index(f"\n{keyword}")].split("\n")[-1]
        assert before.startswith("# "), keyword
    assert text.count("   waktu:\n") == 3


WORDS = st.text(
    st.one_of(st.sampled_from('"“„\\#*^@-–>→=&+(),.:;«» \t\u00a0\u200b\u202e\x00\n1aIvxé'), st.characters()), min_size=1, max_size=12
) | st.sampled_from(
    [
        "1. a",
        "a) b",
        "- x",
        "# x",
        "* y *",
        "**z**",
        "^",
        "waktu: 3 menit",
        "tidak -> 1",
        "@a: b",
        "gunakan: x",
        "sop: y",
        "x lewat kiri",
        "\\",
        "'",
        '"',
        "selesai",
        "⇒",
        "kegiatan:",
        "nip: 3",
    ]
)


def said(words: str, value: bool = True) -> str:
    """What a text can say of words: no characters that nobody sees, one form of letters, no semicolon at the end of a value."""
    words = clean(words).rstrip("; ") if value else clean(words)
    return unicodedata.normalize("NFC", words).translate(
        {0xFB00 + at: letters for at, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
    )


@given(*[WORDS.filter(said)] * 4, st.lists(st.tuples(WORDS.filter(said), WORDS.filter(said)), min_size=1, max_size=3))
@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_stays_text(title: str, office: str, name: str, answer: str, rows: list[tuple[str, str]]) -> None:
    steps = tuple(Step(lane, words) for lane, words in rows)
    steps = (*steps[:-1], steps[-1]._replace(answer=answer, back=1))
    sop = meaning(draft(Answers(title, title, (office, title), name, Signatory(name, name, name, name), steps=steps)))
    assert sop.name == said(title)
    assert sop.identity and sop.identity.signer
    assert sop.identity.office == (said(office), said(title)) and sop.identity.unit == (said(name),)
    assert sop.identity.entries[0].text == said(title)
    assert set(sop.identity.signer[1:5]) == {said(name)}
    chart = table(sop)
    assert [plain(row.text) for row in chart.rows] == [said(words) for _, words in rows]
    used = [chart.lanes[next(shape for shape in row.shapes if not shape.implied).lane].name for row in chart.rows]
    assert [fold(name) for name in used] == [fold(said(lane, value=False)) for lane, _ in rows]
    exits = [flow.label for flow in chart.flows if flow.label]
    assert said(answer, value=False).casefold() in [label.casefold() for label in exits]


def test_an_empty_draft_is_refused() -> None:
    with pytest.raises(ValueError, match="no rows"):
        draft(Answers("Izin"))
    with pytest.raises(ValueError, match="without mistakes"):
        draft(Answers("Izin"), sketch="1. Memeriksa\n")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_lacks_nothing_but_the_identity(name: str) -> None:
    text = draft(Answers(TEMPLATES[name].title), sketch=TEMPLATES[name].text)
    assert meaning(text).name == TEMPLATES[name].title
    assert set(told(text)) == {"identitas-lengkap", "pengesahan-lengkap", "hukum-kosong"}
    assert compile_source(Source("uji.sop", text)).drawing is not None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_any_text_is_completed_and_keeps_what_it_says(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    shared = Shared(
        "", parse(Source("", (path.parent / "bersama/dinas.sop").read_text(encoding="utf-8")))[0].nodes if "gunakan:" in before else ()
    )
    after = draft(ANSWERS, shared, before)
    assert formatted(Source("uji.sop", after), str(path.parent)).text == after
    kept = iter(after.split("\n"))
    assert all(line in kept for line in before.split("\n") if line.strip()), "a line is gone or stands elsewhere"
    assert not has_errors(compile_source(Source("uji.sop", after), str(path.parent)).diagnostics)


def test_a_sketch_gets_its_identity_lanes_and_cells() -> None:
    sketch = "# catatan saya\n1. @Pemohon: Mengajukan izin\n2. @Petugas: Memeriksa izin\n   waktu: 5 menit\n   tidak -> 1\n"
    text = draft(ANSWERS._replace(steps=()), sketch=sketch)
    assert "2. @Petugas: Memeriksa izin\n   kelengkapan:\n   waktu: 5 menit\n   output:\n   tidak -> 1\n" in text
    assert "pelaksana:\n  Pemohon\n  Petugas\n" in text
    assert set(told(text)) <= STILL_TO_FILL


def test_an_office_file_is_used_and_its_lanes_by_their_short_words(tmp_path: Path) -> None:
    office = office_draft(ANSWERS._replace(lanes=("Pemohon", "Kepala: Dinas")))
    office = office.replace('"Kepala: Dinas"', 'kadis: "Kepala: Dinas"')
    (tmp_path / "dinas.sop").write_text(office, encoding="utf-8")
    nodes = parse(Source("", office))[0].nodes
    steps = (Step("pemohon", "Mengajukan izin"), Step("kepala: dinas", "Menandatangani izin"))
    text = draft(Answers("Izin", steps=steps), Shared("dinas.sop", nodes))
    assert "gunakan: dinas.sop\n" in text and "2. @kadis: Menandatangani izin\n" in text
    assert not {"instansi:", "disahkan oleh:", "pelaksana:"} & set(text.split("\n"))
    assert formatted(Source("uji.sop", text), str(tmp_path)).text == text
    other = draft(Answers("Izin", steps=(Step("Staf", "Mencatat izin"),)), Shared("dinas.sop", nodes))
    assert "pelaksana:\n  Staf\n" in other


def test_a_new_file_of_the_page_is_such_a_draft() -> None:
    assert compile_source(Source("uji.sop", new_text())).drawing is not None
    assert set(told(new_text())) == STILL_TO_FILL


# ---- the command


def sopflow(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command away from any terminal."""
    command = [sys.executable, "-m", "sopflow", *arguments]
    env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", env=env)


def test_options_alone_make_a_text(tmp_path: Path) -> None:
    done = sopflow(
        tmp_path,
        *("new", "izin", "--sop", 'Izin "A" -> B', "--instansi", "Dinas # 1", "--disahkan-oleh", "Kepala", "--pelaksana", "Kepala"),
        *("--kegiatan", "Pemohon: Mengajukan: izin", "--kegiatan", "Kepala: Memeriksa izin", "--keputusan", "2", "tidak -> 1", "selesai"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "sopflow check izin.sop" in done.stdout
    sop = meaning((tmp_path / "izin.sop").read_text(encoding="utf-8"))
    assert sop.name == 'Izin "A" -> B' and sop.identity and sop.identity.office == ("Dinas # 1",)
    assert [lane.name for lane in table(sop).lanes] == ["Kepala", "Pemohon"]
    assert [plain(row.text) for row in table(sop).rows] == ["Mengajukan: izin", "Memeriksa izin"]
    assert sopflow(tmp_path, "fmt", "--check", "izin.sop").returncode == 0
    assert sopflow(tmp_path, "build", "izin.sop", "--format", "svg").returncode == 0


REFUSED = {
    "nothing said": ((), 2, "--sop"),
    "no rows": (("--sop", "Izin"), 2, "--kegiatan"),
    "a row without its lane": (("--sop", "Izin", "--kegiatan", "Memeriksa"), 2, "Petugas Loket: Memeriksa berkas"),
    "a decision of no row": (("--sop", "Izin", "--kegiatan", "A: Memeriksa", "--keputusan", "2", "tidak", "1"), 2, "--keputusan"),
    "a decision that leads nowhere": (("--sop", "Izin", "--kegiatan", "A: Memeriksa", "--keputusan", "1", "tidak", "7"), 2, "--keputusan"),
    "a decision that leads far": (("--sop", "Izin", "--kegiatan", "A: Memeriksa", "--keputusan", "1", "x", "9" * 5000), 2, "--keputusan"),
    "an unknown template": (("--from", "contoh:entah"), 1, "contoh:layanan"),
    "a sketch that is not there": (("--from", "entah.sop"), 1, "tidak ditemukan"),
    "a sketch with mistakes": (("--from", "rusak.sop"), 1, "pelaksana-kosong"),
    "a sketch that says it already": (("--from", "sketsa.sop", "--sop", "Izin"), 2, "hapus pilihan --sop"),
    "two sketches": (("--from", "sketsa.sop", "--from", "contoh:rapat"), 1, "satu sketsa"),
    "a shared file of another folder": (("sub/a.sop", "--sop", "Izin", "--from", "dinas.sop", "--from", "contoh:rapat"), 1, "salin dulu"),
    "an existing file": (("sketsa.sop", "--sop", "Izin", "--kegiatan", "A: Memeriksa"), 1, "sudah ada"),
    "a file under the title's name": (("--sop", "Sketsa", "--kegiatan", "A: Memeriksa"), 1, "sudah ada"),
    "a folder": (("sub/", "--sop", "Izin", "--kegiatan", "A: Memeriksa"), 2, "sebutkan nama berkasnya"),
    "a folder that is not there": (("entah/a.sop", "--sop", "Izin", "--kegiatan", "A: Memeriksa"), 1, "periksa namanya"),
    "an office without a name": (("--office",), 2, "--instansi"),
    "an office with rows": (("--office", "--instansi", "A", "--kegiatan", "A: Memeriksa"), 2, "berkas bersama kantor"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_made_is_refused_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sketsa.sop").write_text("sop: Surat\n1. @A: Menulis surat\n", encoding="utf-8")
    (tmp_path / "rusak.sop").write_text("1. Menulis surat\n", encoding="utf-8")
    (tmp_path / "dinas.sop").write_text("instansi: Dinas\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.sop")}
    arguments, status, words = REFUSED[case]
    done = sopflow(tmp_path, "new", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "izin.sop").symlink_to(tmp_path / "elsewhere.sop")
    assert sopflow(tmp_path, "new", "izin.sop", "--sop", "Izin", "--kegiatan", "A: Memeriksa").returncode == 1
    assert not (tmp_path / "elsewhere.sop").exists()


def test_the_questions_lead_to_a_text(tmp_path: Path) -> None:
    with Terminal(tmp_path, "new") as terminal:
        terminal.answer("Nama SOP", "")
        terminal.answer("Nama SOP", "Pelayanan Izin: tahap #1")
        terminal.answer("Nomor SOP", "")
        terminal.answer("Instansi", "Dinas Pendidikan")
        terminal.answer("Baris berikutnya", "")
        terminal.answer("Unit kerja", "")
        terminal.answer("Jabatan", "Kepala Dinas")
        terminal.answer("Nama", "Sari Lestari, M.Si.")
        terminal.answer("Pangkat", "")
        terminal.answer("NIP", "")
        terminal.answer("Kegiatan 1", "Mengajukan permohonan")
        terminal.answer("Siapa", "Pemohon")
        terminal.answer("Kegiatan 2", "Memeriksa berkas")
        terminal.answer("Siapa", "Petugas")
        terminal.answer("Jawaban", "tidak lengkap")
        terminal.answer("nomor berapa", "5")
        terminal.answer("nomor berapa", "1")
        terminal.answer("Kegiatan 3", "")
        terminal.answer("Nama berkas [pelayanan-izin-tahap-1.sop]", "")
        assert terminal.end() == 0
    text = (tmp_path / "pelayanan-izin-tahap-1.sop").read_text(encoding="utf-8")
    steps = (Step("Pemohon", "Mengajukan permohonan"), Step("Petugas", "Memeriksa berkas", "tidak lengkap", 1))
    assert text == draft(
        Answers("Pelayanan Izin: tahap #1", "", ("Dinas Pendidikan",), "", Signatory("Kepala Dinas", "Sari Lestari, M.Si."), steps=steps)
    )


def test_an_office_file_is_made_then_offered(tmp_path: Path) -> None:
    with Terminal(tmp_path, "new", "--office", "--lang", "en") as terminal:
        for question, words in (("Office", "Dinas A"), ("Next line", ""), ("Unit", "Bidang B"), ("Position", "")):
            terminal.answer(question, words)
        terminal.answer("Actor 1", "Kepala Bidang")
        terminal.answer("Actor 2", "")
        terminal.answer("Name of the file", "dinas")
        assert terminal.end() == 0
    with Terminal(tmp_path, "new", "--from", "contoh:rapat") as terminal:
        terminal.answer("Pakai identitas kantor dari «dinas.sop»?", "")
        terminal.answer("Nama SOP [Penyelenggaraan Rapat]", "")
        terminal.answer("Nomor SOP", "")
        terminal.answer("Jabatan" if "disahkan" not in (tmp_path / "dinas.sop").read_text() else "Nama berkas", "../dinas.sop")
        terminal.answer("Nama berkas", "dinas.sop")
        terminal.answer("Nama berkas", "rapat")
        assert terminal.end() == 0
    text = (tmp_path / "rapat.sop").read_text(encoding="utf-8")
    assert "gunakan: dinas.sop\n" in text
    assert formatted(Source("rapat.sop", text), str(tmp_path)).text == text
    hinted = sopflow(tmp_path, "new", "--sop", "Izin", "--kegiatan", "A: Memeriksa izin")
    assert hinted.returncode == 0 and "--from dinas.sop" in hinted.stdout


def test_stopping_writes_nothing(tmp_path: Path) -> None:
    with Terminal(tmp_path, "new") as terminal:
        terminal.answer("Nama SOP", "Izin")
        terminal.press_control_c("Nomor SOP")
        assert terminal.end() == 1
        assert "Dihentikan." in terminal.shown
    assert list(tmp_path.iterdir()) == []
