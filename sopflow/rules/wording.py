"""Rules about what a kegiatan holds: one activity, in few words, and not its neighbour's (group "kata")."""

import re
from collections.abc import Iterator

from sopflow.rules.activity import CONDITION, first_word, place_of
from sopflow.rules.case import Case, RowView, cut
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.verbs import VERBS
from sopflow.rules.words import word_set
from sopflow.values import NamedTuple

LONGEST = 180
"""Characters: nine in ten kegiatan of the wordiest real procedures are shorter (of the others: shorter than 107)."""

_SEQUENCE = re.compile(r"\b(?:kemudian|selanjutnya|lalu|setelah itu|sesudah itu|lantas)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z)]{3})[.;]\s+(?=[A-Z])")
_CLAUSE = re.compile(r"\s*[,;]\s*|\s+(?=(?:dan|serta|kemudian|lalu|selanjutnya)\s+me)", re.IGNORECASE)
_JOINERS = word_set("dan serta kemudian lalu selanjutnya sekaligus juga lantas untuk")
_SUBORDINATE = re.compile(r"\b(?:untuk|yang|agar|supaya|guna|dalam rangka|jika|apabila|bila)\b", re.IGNORECASE)
_ONE_ACT = (
    word_set("""
        memeriksa meneliti menelaah mengkaji mereviu mengoreksi mencermati mengecek memverifikasi memvalidasi mengevaluasi menilai
        menganalisis mempelajari mencocokkan
        """),
    word_set("membimbing mengarahkan"),
)
"""Verbs of which any two name one act. Receiving is no act of its own either: whoever checks a file has received it."""


def _main_verbs(words_told: str) -> list[str]:
    """The active verbs that stand at the head of a clause and are not subordinate to another."""
    found: list[str] = []
    for clause in _CLAUSE.split(words_told):
        words = [word for word in clause.lower().split() if word]
        while words and words[0] in _JOINERS - {"untuk"}:
            words = words[1:]
        if words and words[0] in VERBS:
            found.append(words[0])
        if found and _SUBORDINATE.search(clause):
            break
    return found


def _told(row: RowView) -> str:
    """The kegiatan; of a decision only what stands before its condition, for what follows is drawn as its exits."""
    found = CONDITION.search(row.words) if row.decides else None
    return row.words[: found.start()] if found else row.words


def _parts(words: str) -> list[str]:
    """The sentences of a kegiatan that are no conditions."""
    return [part for part in _SENTENCE_END.split(words) if part.strip() and not CONDITION.match(part.strip())]


class _Telling(NamedTuple):
    """What shows that a row tells of several activities: `at` are the words to point at, `words` those to name."""

    at: str
    words: str


def _several(row: RowView) -> _Telling | None:
    """Two sentences, a word of sequence, or three verbs."""
    told = _told(row)
    sequence = _SEQUENCE.search(told)
    if sequence and sequence.start() > 0:
        return _Telling(sequence.group(), sequence.group())
    parts = _parts(told)
    if len(parts) > 1:
        return _Telling(" ".join(parts[1].split()[:2]), cut(parts[1]))
    verbs = _main_verbs(told)
    return _Telling(verbs[1], ", ".join(verbs)) if len(verbs) > 2 else None


def several_activities(case: Case) -> Iterator[Finding]:
    """Rows that tell of several activities."""
    for row in case.rows:
        found = _several(row)
        if found:
            yield Finding(place_of(case, row, found.at), {"row": row.label, "words": found.words})


SEVERAL_ACTIVITIES = Rule(
    "satu-kegiatan",
    "kata",
    "warning",
    several_activities,
    ("Satu baris memuat beberapa kegiatan", "One row holds several activities"),
    (
        "Setiap kegiatan mempunyai nomor, pelaksana, dan mutu baku sendiri (Permenpan 35/2012 hlm. 24-25: nomor kegiatan, uraian kegiatan)",
        "Every activity has its own number, actor and quality standard (Permenpan 35/2012 pp. 24-25: number and description of activity)",
    ),
    ("Baris {row} memuat lebih dari satu kegiatan («{words}»)", "Row {row} holds more than one activity («{words}»)"),
    (
        "pecah menjadi beberapa baris, supaya tiap kegiatan punya waktu dan output sendiri",
        "split it into several rows, so that each has its own time and output",
    ),
    "1. @Petugas: Menyusun konsep kemudian menyerahkan kepada Kepala\n2. @Kepala: Memeriksa konsep\n",
    "1. @Petugas: Menyusun konsep\n2. @Petugas: Menyerahkan konsep kepada Kepala\n3. @Kepala: Memeriksa konsep\n",
)


def two_verbs(case: Case) -> Iterator[Finding]:
    """Rows with two verbs joined by "dan", other than those that name one act."""
    for row in case.rows:
        verbs = _main_verbs(_told(row))
        one_act = verbs[:1] == ["menerima"] or any(group.issuperset(verbs) for group in _ONE_ACT)
        if len(verbs) == 2 and not one_act and _several(row) is None:
            yield Finding(place_of(case, row, verbs[1]), {"row": row.label, "first": verbs[0], "second": verbs[1]})


TWO_VERBS = Rule(
    "dua-kata-kerja",
    "kata",
    "info",
    two_verbs,
    ("Satu baris memuat dua kata kerja", "One row holds two verbs"),
    (
        "Setiap kegiatan mempunyai nomor sendiri (Permenpan 35/2012 hlm. 24-25); dua tindakan yang selalu dikerjakan sekaligus boleh tetap "
        "satu baris",
        "Every activity has its own number (Permenpan 35/2012 pp. 24-25); two acts that are always done together may stay in one row",
    ),
    ("Baris {row} memuat dua tindakan: {first} dan {second}", "Row {row} holds two acts: {first} and {second}"),
    ("bila dikerjakan terpisah, pecah menjadi dua baris", "if they are done apart, split them into two rows"),
    "1. @Petugas: Menggandakan dan mengirim berkas\n2. @Kepala: Memeriksa berkas\n",
    "1. @Petugas: Menggandakan berkas\n2. @Petugas: Mengirim berkas\n3. @Kepala: Memeriksa berkas\n",
)


def long_activity(case: Case) -> Iterator[Finding]:
    """Kegiatan longer than nearly all real ones, unless they are long because they tell of several activities."""
    for row in case.rows:
        if len(row.words) > LONGEST and _several(row) is None:
            yield Finding(place_of(case, row, first_word(row)), {"row": row.label, "count": len(row.words), "most": LONGEST})


LONG_ACTIVITY = Rule(
    "kegiatan-panjang",
    "kata",
    "info",
    long_activity,
    ("Kegiatan lebih panjang dari 180 huruf", "A kegiatan is longer than 180 characters"),
    (
        "Sembilan dari sepuluh kegiatan dalam SOP kabupaten paling panjang 178 huruf, dalam SOP BPS 107",
        "Nine in ten kegiatan of regency procedures have at most 178 characters, of BPS procedures 107",
    ),
    ("Kegiatan baris {row} panjangnya {count} huruf", "The kegiatan of row {row} has {count} characters"),
    ("persingkat, atau pindahkan rinciannya ke keterangan", "shorten it, or move details to keterangan"),
    "1. @Petugas: Menyusun laporan " + "kegiatan pelayanan " * 10 + "\n2. @Kepala: Memeriksa laporan\n",
    "1. @Petugas: Menyusun laporan\n2. @Kepala: Memeriksa laporan\n",
)


def copied_row(case: Case) -> Iterator[Finding]:
    """Neighbouring rows with the same kegiatan."""
    for chart in case.charts:
        for above, row in zip(chart.rows, chart.rows[1:], strict=False):
            if row.words and not row.row.merged and row.tokens == above.tokens:
                yield Finding(place_of(case, row, first_word(row)), {"row": row.label, "above": above.label})


COPIED_ROW = Rule(
    "salinan",
    "kata",
    "warning",
    copied_row,
    ("Dua baris berurutan memuat kegiatan yang sama", "Two rows in a row hold the same kegiatan"),
    (
        "Sisa salin-tempel: baris yang tidak berbeda tidak dapat dikerjakan berbeda",
        "A rest of copying: rows that do not differ can't be done differently",
    ),
    ("Kegiatan baris {row} sama dengan baris {above}", "The kegiatan of row {row} is that of row {above}"),
    ("tulis bedanya; bila satu kegiatan oleh beberapa pelaksana, tulis «@a & @b»", "write the difference; or «@a & @b» in one row"),
    "1. @Petugas: Memeriksa berkas\n2. @Kepala: Memeriksa berkas\n",
    "1. @Petugas: Memeriksa kelengkapan berkas\n2. @Kepala: Memeriksa isi berkas\n",
)
