"""Rules about kelengkapan and output (group "mutu baku") and about waktu (group "waktu")."""

import re
from collections.abc import Iterator

from sopflow.model.book import Column
from sopflow.model.quantity import UNITS
from sopflow.rules.case import Case, ChartView, RowView, fold, tokens
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.words import word_set

_VAGUE = re.compile(
    r"^(?:segera(?: mungkin)?|secepatnya|sesuai kebutuhan|sesuai jadwal|disesuaikan|menyesuaikan|tentatif|kondisional|situasional"
    r"|fleksibel|insidental|sewaktu-waktu|setiap saat|relatif)\b",
    re.IGNORECASE,
)
LONGEST_STEP_MONTHS = 3
_MONTHS = {"hari": 1 / 30, "hari kerja": 1 / 21, "minggu": 7 / 30, "bulan": 1.0, "tahun": 12.0}
_STOP_WORDS = word_set("dan atau yang di ke dari untuk dengan oleh pada konsep draft draf dokumen berkas hasil surat data")


def _empty(row: RowView, column: Column) -> bool:
    cell = row.cell(column)
    return not cell.merged and not row.says(column).strip()


def _empty_cells(case: Case, column: Column) -> Iterator[Finding]:
    """Each empty cell of a column; one finding for the whole column when nothing stands in it."""
    for chart in case.charts:
        if column not in chart.sop.style.columns:
            continue
        empty = [row for row in chart.rows if _empty(row, column)]
        if empty and len(empty) == len(chart.rows):
            message = (f"Kolom {column} kosong di semua baris", f"The column {column} is empty in all rows")
            yield Finding(chart.place, {}, (), message)
            continue
        for row in empty:
            yield Finding(row.row.span, {"row": row.label})


def empty_requirements(case: Case) -> Iterator[Finding]:
    """Rows without kelengkapan."""
    return _empty_cells(case, "kelengkapan")


EMPTY_REQUIREMENTS = Rule(
    "kelengkapan-kosong",
    "mutu baku",
    "warning",
    empty_requirements,
    ("Kelengkapan suatu kegiatan kosong", "A row has no kelengkapan"),
    (
        "Setiap aktivitas hendaknya mengidentifikasikan mutu baku: kelengkapan sebagai standar input (Permenpan 35/2012 hlm. 24-25); "
        "96 dari 1338 sel yang dibaca kosong",
        "Every activity should identify its quality standard: kelengkapan as standard input (Permenpan 35/2012 pp. 24-25); 96 of 1338 "
        "cells read are empty",
    ),
    ("Kelengkapan baris {row} kosong", "The kelengkapan of row {row} is empty"),
    ("tulis apa yang diperlukan, atau «-» bila memang tidak ada", "write what is needed, or «-» when it is nothing"),
    "1. @A: Menyusun konsep\n   waktu: 1 jam\n   output: Konsep\n2. @B: Memeriksa konsep\n   kelengkapan: Konsep\n   waktu: 1 jam\n"
    "   output: Surat\n",
    "1. @A: Menyusun konsep\n   kelengkapan: Disposisi\n   waktu: 1 jam\n   output: Konsep\n2. @B: Memeriksa konsep\n"
    "   kelengkapan: Konsep\n   waktu: 1 jam\n   output: Surat\n",
    of_absence=True,
)


def empty_output(case: Case) -> Iterator[Finding]:
    """Rows without output."""
    return _empty_cells(case, "output")


EMPTY_OUTPUT = Rule(
    "output-kosong",
    "mutu baku",
    "warning",
    empty_output,
    ("Output suatu kegiatan kosong", "A row has no output"),
    (
        "Setiap aktivitas hendaknya mengidentifikasikan mutu baku: waktu, kelengkapan, dan outputnya (Permenpan 35/2012 hlm. 24-25); "
        "167 dari 1267 sel yang dibaca kosong",
        "Every activity should identify its quality standard: time, requirements and output (Permenpan 35/2012 pp. 24-25); 167 of 1267 "
        "cells read are empty",
    ),
    ("Output baris {row} kosong", "The output of row {row} is empty"),
    ("tulis apa yang dihasilkan, atau «-» bila memang tidak ada", "write what comes out, or «-» when it is nothing"),
    "1. @A: Menyusun konsep\n   kelengkapan: Disposisi\n   waktu: 1 jam\n2. @B: Memeriksa konsep\n   kelengkapan: Konsep\n"
    "   waktu: 1 jam\n   output: Surat\n",
    "1. @A: Menyusun konsep\n   kelengkapan: Disposisi\n   waktu: 1 jam\n   output: Konsep\n2. @B: Memeriksa konsep\n"
    "   kelengkapan: Konsep\n   waktu: 1 jam\n   output: Surat\n",
    of_absence=True,
)


def unchanged_output(case: Case) -> Iterator[Finding]:
    """Rows whose output is their kelengkapan word for word; decisions may return what they were given. One finding a chart."""
    for chart in case.charts:
        same = [row for row in chart.rows if not row.decides and _same_in_and_out(row)]
        if same:
            listing = ", ".join(row.label for row in same)
            place = same[0].cell("output").span
            yield Finding(place, {"rows": listing, "count": len(same)})


def _same_in_and_out(row: RowView) -> bool:
    output = fold(row.says("output"))
    return len(output) > 1 and output == fold(row.says("kelengkapan"))


UNCHANGED_OUTPUT = Rule(
    "output-sama",
    "mutu baku",
    "info",
    unchanged_output,
    ("Output sama persis dengan kelengkapan", "Output and kelengkapan are the same words"),
    (
        "Output adalah hasil kegiatan (Permenpan 35/2012 hlm. 24-25): yang keluar seharusnya berubah, misalnya «Konsep surat yang sudah "
        "diparaf». Lazim terjadi: 10 dari 14 baris sebuah SOP nyata",
        "Output is the result of the activity (Permenpan 35/2012 pp. 24-25): what comes out should have changed, for example «Konsep surat "
        "yang sudah diparaf». It is common: 10 of 14 rows of one real procedure",
    ),
    ("Output sama dengan kelengkapan di {count} baris ({rows})", "Output equals kelengkapan in {count} rows ({rows})"),
    ("tulis apa yang berubah oleh kegiatan itu", "write what the activity changed"),
    "1. @A: Menyusun konsep\n   kelengkapan: Konsep surat\n   waktu: 1 jam\n   output: Konsep surat\n2. @B: Mengirim surat\n"
    "   kelengkapan: Surat\n   waktu: 1 jam\n   output: Bukti kirim\n",
    "1. @A: Menyusun konsep\n   kelengkapan: Disposisi\n   waktu: 1 jam\n   output: Konsep surat\n2. @B: Mengirim surat\n"
    "   kelengkapan: Surat\n   waktu: 1 jam\n   output: Bukti kirim\n",
)


def broken_chain(case: Case) -> Iterator[Finding]:
    """Rows whose kelengkapan shares no word with any row before them. Where no output is said so far, there is no chain to break."""
    for chart in case.charts:
        before: set[str] = set()
        is_chain = False
        for row in chart.rows:
            needs, makes = set(tokens(row.says("kelengkapan"))), set(tokens(row.says("output")))
            if row.position and needs - _STOP_WORDS and is_chain and needs.isdisjoint(before):
                yield Finding(row.cell("kelengkapan").span, {"row": row.label, "words": row.says("kelengkapan")})
            before |= makes | set(row.tokens) | needs
            is_chain = is_chain or bool(makes)


BROKEN_CHAIN = Rule(
    "rantai-output",
    "mutu baku",
    "info",
    broken_chain,
    ("Kelengkapan suatu baris tidak berasal dari baris sebelumnya", "The kelengkapan of a row comes from no row before it"),
    (
        "Mutu baku menjadi alat kendali mutu dari standar input sampai output (Permenpan 35/2012 hlm. 24-25): output satu kegiatan "
        "lazimnya menjadi kelengkapan kegiatan berikutnya",
        "The quality standard controls quality from input to output (Permenpan 35/2012 pp. 24-25): the output of one activity usually is "
        "the kelengkapan of the next",
    ),
    ("Kelengkapan baris {row} («{words}») tidak disebut di baris sebelumnya", "«{words}», needed in row {row}, is in no row before it"),
    ("periksa apakah barang ini dihasilkan kegiatan sebelumnya", "see whether an earlier activity yields it"),
    "1. @A: Menyusun konsep\n   kelengkapan: Disposisi\n   waktu: 1 jam\n   output: Konsep surat\n2. @B: Menghitung stok\n"
    "   kelengkapan: Kartu gudang\n   waktu: 1 jam\n   output: Jumlah stok\n",
    "1. @A: Menyusun konsep\n   kelengkapan: Disposisi\n   waktu: 1 jam\n   output: Konsep surat\n2. @B: Memeriksa konsep\n"
    "   kelengkapan: Konsep surat\n   waktu: 1 jam\n   output: Surat\n",
)


# ---- waktu


def empty_time(case: Case) -> Iterator[Finding]:
    """Rows without waktu."""
    return _empty_cells(case, "waktu")


EMPTY_TIME = Rule(
    "waktu-kosong",
    "waktu",
    "warning",
    empty_time,
    ("Waktu suatu kegiatan kosong", "A row has no waktu"),
    (
        "Setiap aktivitas hendaknya mengidentifikasikan mutu baku, seperti waktu yang diperlukan (Permenpan 35/2012 hlm. 24-25); 88 dari "
        "1346 sel yang dibaca kosong",
        "Every activity should identify its quality standard, such as the time it takes (Permenpan 35/2012 pp. 24-25); 88 of 1346 cells "
        "read are empty",
    ),
    ("Waktu baris {row} kosong", "The waktu of row {row} is empty"),
    ("tulis lamanya, misalnya «waktu: 30 menit»", "write how long it takes, for example «waktu: 30 menit»"),
    "1. @A: Menyusun konsep\n   kelengkapan: Disposisi\n   output: Konsep\n2. @B: Memeriksa konsep\n   kelengkapan: Konsep\n"
    "   waktu: 1 jam\n   output: Surat\n",
    "1. @A: Menyusun konsep\n   kelengkapan: Disposisi\n   waktu: 1 jam\n   output: Konsep\n2. @B: Memeriksa konsep\n"
    "   kelengkapan: Konsep\n   waktu: 1 jam\n   output: Surat\n",
    of_absence=True,
)


def vague_time(case: Case) -> Iterator[Finding]:
    """Times that measure nothing."""
    for row in case.rows:
        words = row.says("waktu").strip()
        if _VAGUE.match(words):
            yield Finding(row.cell("waktu").text[0].span, {"row": row.label, "words": words})


VAGUE_TIME = Rule(
    "waktu-kabur",
    "waktu",
    "warning",
    vague_time,
    ("Waktu yang tidak terukur («segera», «sesuai kebutuhan»)", "A time that measures nothing («segera», «sesuai kebutuhan»)"),
    (
        "Keterukuran adalah prinsip penyusunan SOP: waktu, hasil, dan biaya harus dapat diukur; 98 sel yang dibaca berisi kata seperti ini",
        "A procedure must be measurable: time, result and cost; 98 cells read hold such words",
    ),
    ("Waktu baris {row}, «{words}», tidak terukur", "The time of row {row}, «{words}», can't be measured"),
    ("tulis batasnya, misalnya «maksimal 2 hari»", "write a limit, for example «maksimal 2 hari»"),
    "1. @A: Menyusun konsep\n   waktu: Sesuai kebutuhan\n2. @B: Memeriksa konsep\n   waktu: 1 jam\n",
    "1. @A: Menyusun konsep\n   waktu: maksimal 2 hari\n2. @B: Memeriksa konsep\n   waktu: 1 jam\n",
    replaces=("waktu-tak-terbaca",),
)


def mixed_days(case: Case) -> Iterator[Finding]:
    """Charts that count both in hari and in hari kerja."""
    for chart in case.charts:
        days = _first_with(chart, "hari")
        working_days = _first_with(chart, "hari kerja")
        if days and working_days:
            later = max(days, working_days, key=lambda row: row.position)
            yield Finding(later.cell("waktu").span, {"days": days.label, "working": working_days.label})


def _first_with(chart: ChartView, unit: str) -> RowView | None:
    return next((row for row in chart.rows if (duration := row.cell("waktu").duration) and duration.unit == unit), None)


MIXED_DAYS = Rule(
    "waktu-satuan",
    "waktu",
    "info",
    mixed_days,
    ("Satu bagan memakai «hari» dan «hari kerja»", "One chart uses both «hari» and «hari kerja»"),
    (
        "Dua satuan yang mirip tidak dapat dijumlahkan, dan pembaca tidak tahu apakah «hari» termasuk hari libur",
        "Two similar units can't be added, and readers can't tell whether «hari» includes holidays",
    ),
    ("Baris {days} memakai «hari», baris {working} «hari kerja»", "Row {days} counts in «hari», row {working} in «hari kerja»"),
    ("pakai satu satuan di seluruh bagan", "use one unit throughout"),
    "1. @A: Menyusun konsep\n   waktu: 1 hari\n2. @B: Memeriksa konsep\n   waktu: 2 hari kerja\n",
    "1. @A: Menyusun konsep\n   waktu: 1 hari kerja\n2. @B: Memeriksa konsep\n   waktu: 2 hari kerja\n",
)


def long_step(case: Case) -> Iterator[Finding]:
    """Steps longer than three months."""
    for row in case.rows:
        duration = row.cell("waktu").duration
        if duration and duration.unit in UNITS and duration.most * _MONTHS.get(duration.unit, 0) > LONGEST_STEP_MONTHS:
            yield Finding(row.cell("waktu").text[0].span, {"row": row.label, "words": row.says("waktu")})


LONG_STEP = Rule(
    "waktu-wajar",
    "waktu",
    "info",
    long_step,
    ("Satu kegiatan lebih lama dari tiga bulan", "One activity takes more than three months"),
    (
        "Kegiatan selama ini biasanya beberapa kegiatan, atau kegiatan berkala yang perlu disebut kekerapannya di keterangan",
        "An activity this long usually is several, or a periodic one whose frequency belongs into keterangan",
    ),
    ("Baris {row} memakan waktu {words}", "Row {row} takes {words}"),
    ("periksa satuannya; bila benar, pertimbangkan memecah kegiatan ini", "check the unit; if right, consider splitting the activity"),
    "1. @A: Menyusun konsep\n   waktu: 12 bulan\n2. @B: Memeriksa konsep\n   waktu: 1 jam\n",
    "1. @A: Menyusun konsep\n   waktu: 12 hari\n2. @B: Memeriksa konsep\n   waktu: 1 jam\n",
)
