"""Rules about decisions (group "alur")."""

from collections.abc import Iterator

from sopflow.rules.activity import CONDITION, first_word, place_of
from sopflow.rules.case import Case, cut
from sopflow.rules.graph import row_label, ways
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.words import word_set

MOST_DECISIONS = 4
"""More than this in one chart was not seen: 0 in 95 of 154 measured charts, at most 4 or 5."""

_CHECKING = word_set("""
    memeriksa meneliti menelaah mengkaji mereviu mengoreksi mencermati mengecek memverifikasi memvalidasi mengonfirmasi mengklarifikasi
    mengevaluasi menilai menguji mengukur menganalisis membandingkan mempertimbangkan mempelajari membahas menyetujui menolak mengesahkan
    menandatangani memaraf memutuskan menentukan menetapkan menyeleksi memilih mencocokkan memadankan memastikan menanggapi persetujuan
    menerima konfirmasi verifikasi validasi evaluasi memantau menimbang memilah menanyakan menawarkan
    """)


def single_exit(case: Case) -> Iterator[Finding]:
    """Decisions with fewer than two exits."""
    for chart in case.charts:
        for shape in chart.shapes.values():
            if shape.kind == "decision" and len(ways(chart.ways_out[shape.id])) < 2:
                yield Finding(shape.span, {"row": row_label(chart, shape)})


SINGLE_EXIT = Rule(
    "keputusan-dua",
    "alur",
    "error",
    single_exit,
    ("Keputusan hanya punya satu jalan keluar", "A decision has a single exit"),
    (
        "Belah ketupat mendeskripsikan pengambilan keputusan, dengan pilihan jawaban seperti «ya» atau «tidak» (Permenpan 35/2012, diagram "
        "alir)",
        "The diamond describes the taking of a decision, with answers to choose from such as «ya» or «tidak» (Permenpan 35/2012, "
        "flowcharts)",
    ),
    ("Keputusan di baris {row} hanya punya satu jalan keluar", "The decision in row {row} has a single exit"),
    ("tulis jalan yang lain, misalnya «tidak -> 1», atau hapus «(keputusan)»", "write the other exit, for example «tidak -> 1»"),
    "1. @Petugas: Menyusun konsep\n2. @Kepala(keputusan): Memeriksa konsep\n3. @Petugas: Mengirim surat\n",
    "1. @Petugas: Menyusun konsep\n2. @Kepala(keputusan): Memeriksa konsep\n   tidak -> 1\n3. @Petugas: Mengirim surat\n",
)


def same_target(case: Case) -> Iterator[Finding]:
    """Decisions with all exits to the same place."""
    for chart in case.charts:
        for shape in chart.shapes.values():
            exits = ways(chart.ways_out[shape.id])
            goals = {tuple(sorted(flow.target for flow in flows)) for flows in exits.values()}
            if shape.kind == "decision" and len(exits) > 1 and len(goals) == 1:
                goal = chart.shapes[next(iter(goals))[0]]
                yield Finding(shape.span, {"row": row_label(chart, shape), "goal": row_label(chart, goal)})


SAME_TARGET = Rule(
    "keputusan-tanpa-beda",
    "alur",
    "warning",
    same_target,
    ("Semua jawaban suatu keputusan menuju baris yang sama", "All answers of a decision lead to the same row"),
    ("Keputusan yang jawabannya tidak mengubah apa pun bukan keputusan", "A decision whose answer changes nothing is none"),
    ("Semua jalan keluar keputusan di baris {row} menuju baris {goal}", "All exits of the decision in row {row} lead to row {goal}"),
    ("ubah salah satu sasarannya, atau hapus labelnya", "change one of the targets, or delete the labels"),
    "1. @Petugas: Menyusun konsep\n2. @Kepala: Memeriksa konsep\n   ya -> 3\n   tidak -> 3\n3. @Petugas: Mengirim surat\n",
    "1. @Petugas: Menyusun konsep\n2. @Kepala: Memeriksa konsep\n   ya -> 3\n   tidak -> 1\n3. @Petugas: Mengirim surat\n",
)


def unclear_labels(case: Case) -> Iterator[Finding]:
    """Decisions with an exit without a label, or with two exits of the same label."""
    for chart in case.charts:
        for shape in chart.shapes.values():
            exits = ways(chart.ways_out[shape.id])
            if shape.kind != "decision" or len(exits) < 2:
                continue
            seen: set[str] = set()
            for flows in exits.values():
                label = flows[0].label.casefold()
                place = flows[0].span if not flows[0].implied else shape.span
                if not label:
                    yield Finding(place, {"row": row_label(chart, shape)})
                elif label in seen:
                    message = ("Label «{label}» dipakai dua kali di baris {row}", "The label «{label}» is used twice in row {row}")
                    yield Finding(place, {"row": row_label(chart, shape), "label": flows[0].label}, message=message)
                seen.add(label)


UNCLEAR_LABELS = Rule(
    "keputusan-label",
    "alur",
    "warning",
    unclear_labels,
    ("Jalan keluar keputusan tanpa label, atau dua dengan label sama", "An exit of a decision has no label, or two have the same"),
    (
        "Pilihan jawaban disebut: «ya» atau «tidak», «lengkap» atau «tidak», «benar» atau «salah» (Permenpan 35/2012, diagram alir)",
        "The answers are named: «ya» or «tidak», «lengkap» or «tidak», «benar» or «salah» (Permenpan 35/2012, flowcharts)",
    ),
    ("Satu jalan keluar keputusan di baris {row} tidak berlabel", "One exit of the decision in row {row} has no label"),
    ("beri label yang berbeda, misalnya «ya -> …» dan «tidak -> …»", "give different labels, for example «ya -> …» and «tidak -> …»"),
    "1. @Petugas: Menyusun konsep\n2. @Kepala: Memeriksa konsep\n   tidak -> 1\n   -> 3\n3. @Petugas: Mengirim surat\n",
    "1. @Petugas: Menyusun konsep\n2. @Kepala: Memeriksa konsep\n   tidak -> 1\n   ya -> 3\n3. @Petugas: Mengirim surat\n",
)


def many_exits(case: Case) -> Iterator[Finding]:
    """Decisions with more than two exits."""
    for chart in case.charts:
        for shape in chart.shapes.values():
            count = len(ways(chart.ways_out[shape.id]))
            if shape.kind == "decision" and count > 2:
                yield Finding(shape.span, {"row": row_label(chart, shape), "count": count})


MANY_EXITS = Rule(
    "keputusan-tiga",
    "alur",
    "info",
    many_exits,
    ("Keputusan punya lebih dari dua jalan keluar", "A decision has more than two exits"),
    (
        "Contoh jawaban di peraturan selalu berpasangan (Permenpan 35/2012, diagram alir)",
        "The regulation's examples of answers always come in pairs (Permenpan 35/2012, flowcharts)",
    ),
    ("Keputusan di baris {row} punya {count} jalan keluar", "The decision in row {row} has {count} exits"),
    ("bila mungkin, pecah menjadi dua keputusan berurutan", "if possible, split it into two decisions in a row"),
    "1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n   ya -> 3\n   revisi -> 1\n   ditolak -> selesai\n3. @A: Mengirim surat\n",
    "1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n   ya -> 3\n   tidak -> 1\n3. @A: Mengirim surat\n",
)


def many_decisions(case: Case) -> Iterator[Finding]:
    """Charts with more decisions than are ever seen."""
    for chart in case.charts:
        count = sum(shape.kind == "decision" for shape in chart.shapes.values())
        if count > MOST_DECISIONS:
            yield Finding(chart.place, {"count": count, "most": MOST_DECISIONS})


MANY_DECISIONS = Rule(
    "keputusan-banyak",
    "alur",
    "info",
    many_decisions,
    ("Bagan punya lebih dari empat keputusan", "A chart has more than four decisions"),
    (
        "95 dari 154 bagan yang diukur tidak punya keputusan sama sekali; tidak ada yang punya lebih dari empat",
        "95 of 154 measured charts have no decision at all; none has more than four",
    ),
    ("Bagan ini punya {count} keputusan; lazimnya paling banyak {most}", "This chart has {count} decisions; {most} at most are usual"),
    ("pertimbangkan memecah prosedur ini", "consider splitting this procedure"),
    "1. @A: Menyusun konsep\n"
    + "".join(f"{n}. @B: Memeriksa bagian {n}\n   tidak -> 1\n" for n in range(2, 7))
    + "7. @A: Mengirim surat\n",
    "1. @A: Menyusun konsep\n"
    + "".join(f"{n}. @B: Memeriksa bagian {n}\n   tidak -> 1\n" for n in range(2, 6))
    + "6. @A: Mengirim surat\n",
)


def unchecking_decision(case: Case) -> Iterator[Finding]:
    """Decisions in rows that neither check something nor ask."""
    for row in case.rows:
        asks = "?" in row.words or any("?" in shape.text for shape in row.row.shapes) or CONDITION.search(row.words)
        if row.decides and row.tokens and not asks and _CHECKING.isdisjoint(row.tokens):
            yield Finding(place_of(case, row, first_word(row)), {"row": row.label, "words": cut(row.words)})


UNCHECKING_DECISION = Rule(
    "keputusan-kata",
    "alur",
    "info",
    unchecking_decision,
    ("Kegiatan suatu keputusan tidak menyebut apa yang diputuskan", "The kegiatan of a decision does not say what is decided"),
    (
        "Pembaca tabel harus tahu pertanyaan mana yang dijawab «ya» atau «tidak»; alat lain meminta keputusan ditulis sebagai pertanyaan",
        "Readers of the table must know which question «ya» or «tidak» answers; another tool asks for decisions to be written as questions",
    ),
    (
        "Baris {row} adalah keputusan, tetapi «{words}» tidak menyebut pemeriksaan",
        "Row {row} is a decision, but «{words}» names no check",
    ),
    (
        "pakai kata seperti memeriksa, meneliti, menyetujui, atau tulis pertanyaannya",
        "use a word such as memeriksa, meneliti, menyetujui, or write the question",
    ),
    "1. @A: Menyusun konsep\n2. @B: Mengirim konsep\n   tidak -> 1\n3. @A: Mencetak surat\n",
    "1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\n   tidak -> 1\n3. @A: Mencetak surat\n",
)
