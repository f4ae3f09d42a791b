"""Rules about capsules, reach, processes and returns (group "alur"); those about decisions are in decisions.py."""

import re
from collections.abc import Iterator

from sopflow.rules.activity import CONDITION, place_of
from sopflow.rules.case import Case
from sopflow.rules.graph import ends_of, reached, row_label, rows_of, ways
from sopflow.rules.rule import Finding, Rule

FARTHEST_RETURN = 6
"""Rows on an average page: a return that goes farther crosses a page."""


# ---- capsules and reach


def several_starts(case: Case) -> Iterator[Finding]:
    """Start capsules besides the first; those of one row that begin together count once."""
    for chart in case.charts:
        rows = {shape.row for shape in chart.shapes.values() if shape.kind == "start"}
        for index in sorted(rows)[1:]:
            yield Finding(chart.rows[index].row.span, {"row": chart.rows[index].label, "count": len(rows)})


SEVERAL_STARTS = Rule(
    "satu-mulai",
    "alur",
    "info",
    several_starts,
    ("Bagan mempunyai lebih dari satu kapsul mulai", "A chart has more than one start capsule"),
    (
        "Kapsul mendeskripsikan kegiatan mulai dan berakhir (Permenpan 35/2012 hlm. 18). 121 dari 154 bagan yang diukur mempunyai tepat "
        "satu mulai dan satu selesai; beberapa mulai tetap boleh, asal memang dimaksud",
        "The capsule describes the activity that starts and ends (Permenpan 35/2012 p. 18). 121 of 154 measured charts have exactly one "
        "start and one end; several starts are legal when they are meant",
    ),
    ("Bagan ini punya {count} kapsul mulai; baris {row} salah satunya", "This chart has {count} start capsules; row {row} is one of them"),
    ("bila tidak dimaksud, hapus «(mulai)»", "if it is not meant, delete «(mulai)»"),
    "1. @Pemohon: Mengajukan permohonan\n2. @Petugas(mulai): Menyusun jadwal\n3. @Petugas: Memeriksa berkas\n",
    "1. @Pemohon: Mengajukan permohonan\n2. @Petugas: Menyusun jadwal\n3. @Petugas: Memeriksa berkas\n",
)


def no_end(case: Case) -> Iterator[Finding]:
    """Charts in which every way leads back."""
    for chart in case.charts:
        if chart.rows and not ends_of(chart):
            yield Finding(chart.rows[-1].row.span, {"row": chart.rows[-1].label})


NO_END = Rule(
    "ada-selesai",
    "alur",
    "error",
    no_end,
    ("Bagan tidak mempunyai akhir", "A chart has no end"),
    (
        "Kapsul mendeskripsikan kegiatan mulai dan berakhir (Permenpan 35/2012 hlm. 18); semua 154 bagan yang diukur mempunyai keduanya",
        "The capsule describes the activity that starts and ends (Permenpan 35/2012 p. 18); all 154 measured charts have both",
    ),
    (
        "Prosedur ini tidak pernah selesai: semua jalan dari baris terakhir ({row}) kembali ke atas",
        "This procedure never ends: every way out of the last row ({row}) leads back",
    ),
    ("arahkan salah satu jalan ke akhir, misalnya «ya -> selesai»", "let one way end, for example «ya -> selesai»"),
    "1. @Petugas: Menyusun konsep\n2. @Kepala: Memeriksa konsep\n   ya -> 1\n   tidak -> 1\n",
    "1. @Petugas: Menyusun konsep\n2. @Kepala: Memeriksa konsep\n   ya -> selesai\n   tidak -> 1\n",
)


def unreachable(case: Case) -> Iterator[Finding]:
    """Rows of which no shape is on a way from a start."""
    for chart in case.charts:
        starts = [shape.id for shape in chart.shapes.values() if shape.kind == "start"]
        seen = reached(starts, chart.ways_out, True)
        lost = rows_of(chart, (ident for ident in chart.shapes if ident not in seen))
        first = [row for row in lost if all(shape.id not in seen for shape in row.row.shapes)]
        for row in first:
            if row.position == 0 or chart.rows[row.position - 1] not in first:
                yield Finding(row.row.span, {"row": row.label})


UNREACHABLE = Rule(
    "terjangkau",
    "alur",
    "error",
    unreachable,
    ("Baris tidak dicapai oleh anak panah mana pun", "No arrow leads to a row"),
    (
        "Anak panah mendeskripsikan arah proses kegiatan (Permenpan 35/2012 hlm. 18); kegiatan yang tidak dituju tidak pernah dikerjakan",
        "The arrow describes the direction of the process (Permenpan 35/2012 p. 18); an activity that nothing leads to is never done",
    ),
    ("Baris {row} tidak pernah dicapai dari awal", "Row {row} is never reached from the start"),
    (
        "arahkan anak panah ke baris ini, atau hapus barisnya; bila ini awal yang lain, tulis «(mulai)» sesudah pelaksananya",
        "lead an arrow to this row or delete it; if it is another start, write «(mulai)» behind its lane",
    ),
    "1. @Pemohon: Mengajukan permohonan\n   -> 3\n2. @Petugas: Memeriksa berkas\n3. @Petugas: Mencetak izin\n",
    "1. @Pemohon: Mengajukan permohonan\n2. @Petugas: Memeriksa berkas\n3. @Petugas: Mencetak izin\n",
)


def dead_end(case: Case) -> Iterator[Finding]:
    """Rows from which no way leads to an end, in charts that have one."""
    for chart in case.charts:
        ends = ends_of(chart)
        reaching = reached(ends, chart.ways_in, False) if ends else set(chart.shapes)
        stuck = rows_of(chart, (ident for ident in chart.shapes if ident not in reaching))
        if stuck:
            listing = ", ".join(row.label for row in stuck[:5]) + (", …" if len(stuck) > 5 else "")
            yield Finding(stuck[0].row.span, {"rows": listing})


DEAD_END = Rule(
    "sampai-selesai",
    "alur",
    "error",
    dead_end,
    ("Dari suatu baris, akhir tidak dapat dicapai", "From some row the end can't be reached"),
    (
        "Setiap prosedur berakhir (Permenpan 35/2012 hlm. 18: kapsul); putaran tanpa jalan keluar tidak dapat diselesaikan pelaksananya",
        "Every procedure ends (Permenpan 35/2012 p. 18: capsule); nobody can finish a loop without a way out",
    ),
    ("Dari baris {rows} akhir prosedur tidak pernah tercapai", "From row {rows} the end of the procedure is never reached"),
    ("beri jalan keluar dari putaran ini, misalnya «ya -> selesai»", "give this loop a way out, for example «ya -> selesai»"),
    "1. @Petugas: Memilah surat\n   biasa -> 2\n   rahasia -> 4\n2. @Petugas: Menyusun konsep\n3. @Kepala: Memeriksa konsep\n"
    "   ya -> 2\n   tidak -> 2\n4. @Kepala: Menyimpan surat\n",
    "1. @Petugas: Memilah surat\n   biasa -> 2\n   rahasia -> 4\n2. @Petugas: Menyusun konsep\n3. @Kepala: Memeriksa konsep\n"
    "   ya -> selesai\n   tidak -> 2\n4. @Kepala: Menyimpan surat\n",
)


# ---- processes and returns


def split_process(case: Case) -> Iterator[Finding]:
    """Shapes that are no decisions but were given several exits."""
    for chart in case.charts:
        for shape in chart.shapes.values():
            written = ways(flow for flow in chart.ways_out[shape.id] if not flow.implied)
            within = {flow.target for flow in chart.ways_out[shape.id] if chart.shapes[flow.target].row == shape.row}
            own = [flows for flows in written.values() if not {flow.target for flow in flows} <= within]
            if shape.kind in ("process", "start") and len(own) > 1:
                yield Finding(own[1][0].span, {"row": row_label(chart, shape)})


SPLIT_PROCESS = Rule(
    "proses-satu",
    "alur",
    "error",
    split_process,
    ("Proses punya beberapa jalan keluar tanpa keputusan", "A process has several exits without a decision"),
    (
        "Hanya ada dua sifat kegiatan: eksekusi dan pengambilan keputusan (Permenpan 35/2012 hlm. 18); eksekusi punya satu jalan keluar",
        "There are only two kinds of activity: execution and decision (Permenpan 35/2012 p. 18); execution has a single way on",
    ),
    (
        "Baris {row} punya dua jalan keluar, tetapi tidak jelas kapan yang mana ditempuh",
        "Row {row} has two exits, but it is not clear when which is taken",
    ),
    (
        "beri label («ya -> 3», «tidak -> 1»); bila ditempuh bersamaan, tulis dalam satu baris: «-> 3, 4»",
        "label them («ya -> 3», «tidak -> 1»); if both are taken at once, write them in one line: «-> 3, 4»",
    ),
    "1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n   -> 1\n   -> 3\n3. @A: Mengirim surat\n",
    "1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n   tidak -> 1\n   ya -> 3\n3. @A: Mengirim surat\n",
)


_WAY_IN_WORDS = re.compile(
    CONDITION.pattern + r"\s+(?P<label>[^\s,.;:][^,.;:]{1,40}?),?\s+(?:maka\s+)?(?:(?:di)?(?:kembali|lanjut|balik|terus)(?:kan)?\s+)?"
    r"(?:ke|menuju)\s+(?:(?:langkah|nomor|no\.?|baris|kegiatan)\s+)?(?P<goal>\d{1,3})\b",
    re.IGNORECASE,
)
"""An exit told as a sentence: "jika tidak lengkap kembali ke langkah 1"."""


def hidden_decision(case: Case) -> Iterator[Finding]:
    """Rows without a decision whose kegiatan says "if"."""
    for row in case.rows:
        found = CONDITION.search(row.words)
        if found and not row.decides:
            way = _WAY_IN_WORDS.search(row.words)
            fields = {"row": row.label, "word": found.group(), **({"label": way["label"], "goal": way["goal"]} if way else {})}
            yield Finding(place_of(case, row, found.group()), fields, hint=_WRITE_THE_WAY if way else None)


_WRITE_THE_WAY = (
    "tulis di bawah baris itu, menjorok: «{label} -> {goal}»; keluarkan syaratnya dari teks kegiatan",
    "write below the row, indented: «{label} -> {goal}», and take the condition out of the activity",
)


HIDDEN_DECISION = Rule(
    "jika-di-kotak",
    "alur",
    "warning",
    hidden_decision,
    ("Kegiatan bersyarat digambar sebagai kotak proses", "A conditional activity is drawn as a process box"),
    (
        "Kegiatan bersifat eksekusi atau pengambilan keputusan (Permenpan 35/2012 hlm. 18); 49 dari 1434 baris yang dibaca menyembunyikan "
        "keputusan dalam kotak",
        "An activity is execution or decision (Permenpan 35/2012 p. 18); 49 of 1434 rows read hide a decision in a box",
    ),
    ("Baris {row} memuat syarat («{word}»), tetapi digambar sebagai proses", "Row {row} holds a condition («{word}») but is a process"),
    ("tulis syaratnya sebagai jalan keluar, misalnya «tidak -> 1»", "write the condition as an exit, for example «tidak -> 1»"),
    "1. @A: Menyusun konsep\n2. @B: Memeriksa konsep, jika tidak sesuai dikembalikan\n3. @A: Mengirim surat\n",
    "1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n   tidak sesuai -> 1\n3. @A: Mengirim surat\n",
)


def return_without_decision(case: Case) -> Iterator[Finding]:
    """Arrows upwards out of shapes that are no decisions."""
    for chart in case.charts:
        for flow in chart.chart.flows:
            source, target = chart.shapes[flow.source], chart.shapes[flow.target]
            if target.row < source.row and source.kind != "decision":
                yield Finding(flow.span, {"row": row_label(chart, source), "goal": row_label(chart, target)})


RETURN_WITHOUT_DECISION = Rule(
    "balik-keputusan",
    "alur",
    "warning",
    return_without_decision,
    ("Anak panah kembali ke atas tanpa keputusan", "An arrow goes back up without a decision"),
    (
        "Hanya keputusan yang dapat mengulang; proses yang selalu kembali berputar tanpa henti",
        "Only a decision can repeat; a process that always goes back turns forever",
    ),
    ("Baris {row} selalu kembali ke baris {goal}, tanpa keputusan", "Row {row} always goes back to row {goal}, without a decision"),
    ("beri label syaratnya, misalnya «tidak -> {goal}»", "label the condition, for example «tidak -> {goal}»"),
    "1. @A: Menyusun konsep\n   sesuai -> 3\n   tidak -> 2\n2. @B: Memperbaiki konsep\n   -> 1\n3. @A: Mengirim surat\n",
    "1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n   tidak -> 1\n3. @A: Mengirim surat\n",
)


def far_return(case: Case) -> Iterator[Finding]:
    """Returns over more rows than a page holds."""
    for chart in case.charts:
        for flow in chart.chart.flows:
            source, target = chart.shapes[flow.source], chart.shapes[flow.target]
            if source.row - target.row > FARTHEST_RETURN:
                rows: dict[str, str | int] = {
                    "row": row_label(chart, source),
                    "goal": row_label(chart, target),
                    "count": source.row - target.row,
                }
                yield Finding(flow.span, rows)


FAR_RETURN = Rule(
    "balik-jauh",
    "alur",
    "info",
    far_return,
    ("Perbaikan kembali lebih dari enam baris", "Rework goes back more than six rows"),
    (
        "Satu halaman memuat 4 sampai 9 baris; anak panah sejauh ini biasanya memerlukan penghubung antarhalaman ke atas",
        "A page holds 4 to 9 rows; an arrow this long usually needs off-page connectors upwards",
    ),
    ("Baris {row} kembali ke baris {goal}, {count} baris di atasnya", "Row {row} goes back to row {goal}, {count} rows above"),
    ("periksa apakah cukup kembali ke baris yang lebih dekat", "see whether a nearer row would do"),
    "".join(f"{n}. @A: Menyusun bagian {n}\n" for n in range(1, 9)) + "9. @B: Memeriksa naskah\n   tidak -> 1\n10. @A: Mengirim naskah\n",
    "".join(f"{n}. @A: Menyusun bagian {n}\n" for n in range(1, 9)) + "9. @B: Memeriksa naskah\n   tidak -> 8\n10. @A: Mengirim naskah\n",
)
