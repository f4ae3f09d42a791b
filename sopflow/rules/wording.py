"""Rules about the sentence of a kegiatan: its verb, its subject, how much it holds (group "kata")."""

import re
from collections.abc import Iterator

from sopflow.edits import Edit
from sopflow.rules.case import Case, RowView, cased, cut
from sopflow.rules.lanes import starts_with_actor
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.verbs import VERBS, is_active, verb_of_noun, verb_of_passive, verb_of_stem
from sopflow.rules.words import word_set
from sopflow.source import Span
from sopflow.values import NamedTuple

LONGEST = 180
"""Characters: nine in ten kegiatan of the wordiest real procedures are shorter (of the others: shorter than 107)."""

_SEQUENCE = re.compile(r"\b(?:kemudian|selanjutnya|lalu|setelah itu|sesudah itu|lantas)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z)]{3})[.;]\s+(?=[A-Z])")
_CONDITION = re.compile(r"\b(?:jika|apabila|bila|bilamana|kalau)\b", re.IGNORECASE)
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
_RELATIVE = word_set("yang untuk agar supaya guna setelah sesudah sebelum apabila jika bila")
"""Behind these a passive verb belongs to another clause."""

_FARTHEST_PASSIVE = 6
_EMPTY_VERBS = ("melakukan", "melaksanakan")
_PREPOSITIONS = word_set("terhadap atas kepada ke dengan dari oleh pada di untuk dan serta")


def _first_word(row: RowView) -> str:
    return row.words.split()[0].strip(",.;:()") if row.words.split() else ""


def _place(case: Case, row: RowView, words: str) -> Span:
    return case.sources.at(row.row.text, words, row.row.span)


def _swap(case: Case, row: RowView, old: str, new: str) -> tuple[Edit, ...]:
    """The edit that puts `new` in place of `old`, with its first letter as large as it was; none when `old` is not found."""
    span = case.sources.find_in(row.row.text, old)
    return (Edit(span, cased(new, old)),) if span else ()


def _is_active(case: Case, word: str) -> bool:
    return is_active(word) or word in case.options.verbs


# ---- the first word


def actor_first(case: Case) -> Iterator[Finding]:
    """Kegiatan that begin with their actor."""
    for row in case.rows:
        actor = starts_with_actor(row)
        if actor:
            yield Finding(_place(case, row, actor), {"words": cut(actor), "row": row.label}, _without_actor(case, row, actor))


def _without_actor(case: Case, row: RowView, actor: str) -> tuple[Edit, ...]:
    """Takes the actor away where it is exactly the row's own lane and an active verb follows."""
    lanes = {row.chart.lanes[shape.lane].name.casefold() for shape in row.row.shapes if shape.lane < len(row.chart.lanes)}
    rest = row.words[len(actor) :].split()
    if actor.casefold() not in lanes or not rest or rest[0].lower() not in VERBS:
        return ()
    return _swap(case, row, f"{actor} {rest[0]}", rest[0].capitalize())


ACTOR_FIRST = Rule(
    "tanpa-subyek",
    "kata",
    "warning",
    actor_first,
    ("Kegiatan dimulai dengan pelakunya", "A kegiatan begins with its actor"),
    (
        "Kegiatan ditulis aktif, memakai kata kerja tanpa subjek (Permenpan 35/2012 hlm. 18): pelaksana sudah mempunyai kolom sendiri. "
        "51 dari 52 SOP pengadaan yang dibaca melanggarnya",
        "The kegiatan is active, a verb without a subject (Permenpan 35/2012 p. 18): the actor has a column of its own. 51 of 52 "
        "procurement procedures read break this",
    ),
    ("Kegiatan baris {row} dimulai dengan pelakunya, «{words}»", "The kegiatan of row {row} begins with its actor, «{words}»"),
    ("mulai langsung dengan kata kerja; pelakunya sudah ada di kolom pelaksana", "begin with the verb; the actor stands in its column"),
    "1. @Pemohon: Pemohon mengajukan permohonan\n2. @Petugas: Memeriksa berkas\n",
    "1. @Pemohon: Mengajukan permohonan\n2. @Petugas: Memeriksa berkas\n",
    fixes=True,
)


def nominal_start(case: Case) -> Iterator[Finding]:
    """Kegiatan that begin with the noun of an act."""
    for row in case.rows:
        verb = _verb_for_nominal(row)
        if verb and not starts_with_actor(row):
            word = _first_word(row)
            safe = not re.search(r"\boleh\b", row.words) and row.tokens[1:2] != ("dan",) and row.tokens[1:2] != ("serta",)
            fix = _swap(case, row, word, verb) if safe and not row.words[len(word) :].startswith(",") else ()
            yield Finding(_place(case, row, word), {"word": word, "verb": verb, "row": row.label}, fix)


def _verb_for_nominal(row: RowView) -> str:
    if not row.tokens or _verb_for_passive(row):
        return ""
    return verb_of_noun(row.tokens[0], row.tokens[1] if len(row.tokens) > 1 else "")


def _verb_for_passive(row: RowView) -> str:
    """The active verb of a sentence whose first words undergo it: "Permohonan izin diajukan" → "mengajukan"."""
    for token in row.tokens[:_FARTHEST_PASSIVE]:
        if token in _RELATIVE:
            return ""
        if verb := verb_of_passive(token):
            return verb
    return ""


NOMINAL_START = Rule(
    "kata-benda",
    "kata",
    "warning",
    nominal_start,
    ("Kegiatan dimulai dengan kata benda (pe-…-an)", "A kegiatan begins with a noun (pe-…-an)"),
    (
        "Kegiatan ditulis dengan kata kerja aktif yang diikuti objek dan keterangan (Permenpan 35/2012); sekitar 228 dari 1434 "
        "baris yang dibaca dimulai dengan kata benda",
        "The kegiatan is an active verb followed by object and adverbial (Permenpan 35/2012); about 228 of 1434 rows read begin "
        "with a noun",
    ),
    ("Kegiatan baris {row} dimulai dengan kata benda «{word}»", "The kegiatan of row {row} begins with the noun «{word}»"),
    ("tulis «{verb}»", "write «{verb}»"),
    "1. @Petugas: Penyusunan konsep surat\n2. @Kepala: Memeriksa konsep\n",
    "1. @Petugas: Menyusun konsep surat\n2. @Kepala: Memeriksa konsep\n",
    fixes=True,
)


def inactive_start(case: Case) -> Iterator[Finding]:
    """Kegiatan that begin neither with an active verb nor with what other rules speak of."""
    for row in case.rows:
        if row.row.merged or not row.tokens or _is_active(case, row.tokens[0]) or _verb_for_nominal(row) or starts_with_actor(row):
            continue
        if _CONDITION.match(row.words) and not row.decides:  # told as a condition in a process box
            continue
        word = _first_word(row)
        verb = verb_of_stem(row.tokens[0]) or _verb_for_passive(row)
        fields = {"word": word, "verb": verb, "row": row.label}
        place = _place(case, row, word)
        if verb:
            fix = _swap(case, row, word, verb) if verb_of_stem(row.tokens[0]) and row.tokens[1:2] != ("dan",) else ()
            yield Finding(place, fields, fix, hint=("tulis «{verb}»", "write «{verb}»"))
        else:
            yield Finding(place, fields)


INACTIVE_START = Rule(
    "kata-kerja-aktif",
    "kata",
    "warning",
    inactive_start,
    ("Kegiatan tidak dimulai dengan kata kerja aktif", "A kegiatan does not begin with an active verb"),
    (
        "Kegiatan ditulis aktif, memakai kata kerja tanpa subjek (Permenpan 35/2012 hlm. 18); 58 % dari 1434 baris yang dibaca memenuhinya",
        "The kegiatan is active, a verb without a subject (Permenpan 35/2012 p. 18); 58 % of 1434 rows read comply",
    ),
    (
        "Kegiatan baris {row} dimulai dengan «{word}», bukan kata kerja aktif",
        "The kegiatan of row {row} begins with «{word}», not with an active verb",
    ),
    ("mulai dengan kata kerja aktif, misalnya Menyusun, Memeriksa, Mengirim", "begin with an active verb, such as Menyusun, Memeriksa"),
    "1. @Petugas: Cetak surat tugas\n2. @Kepala: Diperiksa dan diparaf\n",
    "1. @Petugas: Mencetak surat tugas\n2. @Kepala: Memeriksa dan memaraf surat tugas\n",
    fixes=True,
)


def empty_verb(case: Case) -> Iterator[Finding]:
    """ "melakukan pemeriksaan" where "memeriksa" says it."""
    for row in case.rows:
        for at, word in enumerate(row.tokens[:-1]):
            noun = row.tokens[at + 1]
            following = row.tokens[at + 2] if at + 2 < len(row.tokens) else ""
            if word not in _EMPTY_VERBS or not (verb := verb_of_noun(noun, following)):
                continue
            found = re.search(rf"\b{re.escape(word)}\s+{re.escape(noun)}\b", row.words, re.IGNORECASE)
            if found:
                safe = bool(following) and (following not in _PREPOSITIONS or verb.startswith("ber"))
                fix = _swap(case, row, found.group(), verb) if safe else ()
                yield Finding(_place(case, row, found.group()), {"words": found.group(), "verb": verb, "row": row.label}, fix)


EMPTY_VERB = Rule(
    "melakukan-benda",
    "kata",
    "info",
    empty_verb,
    ("«melakukan» diikuti kata benda", "«melakukan» is followed by a noun"),
    (
        "Kata kerja langsung lebih pendek dan lebih jelas; 414 dari 830 kegiatan aktif yang dibaca memakai «melakukan» atau «melaksanakan»",
        "The plain verb is shorter and clearer; 414 of 830 active kegiatan read use «melakukan» or «melaksanakan»",
    ),
    ("Baris {row}: «{words}» dapat ditulis «{verb}»", "Row {row}: «{words}» can be written «{verb}»"),
    ("tulis «{verb}»", "write «{verb}»"),
    "1. @Petugas: Melakukan pemeriksaan berkas\n2. @Kepala: Menandatangani surat\n",
    "1. @Petugas: Memeriksa berkas\n2. @Kepala: Menandatangani surat\n",
    fixes=True,
)


# ---- one activity a row


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
    found = _CONDITION.search(row.words) if row.decides else None
    return row.words[: found.start()] if found else row.words


def _parts(words: str) -> list[str]:
    """The sentences of a kegiatan that are no conditions."""
    return [part for part in _SENTENCE_END.split(words) if part.strip() and not _CONDITION.match(part.strip())]


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
            yield Finding(_place(case, row, found.at), {"row": row.label, "words": found.words})


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
            yield Finding(_place(case, row, verbs[1]), {"row": row.label, "first": verbs[0], "second": verbs[1]})


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
            yield Finding(_place(case, row, _first_word(row)), {"row": row.label, "count": len(row.words), "most": LONGEST})


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
                yield Finding(_place(case, row, _first_word(row)), {"row": row.label, "above": above.label})


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
