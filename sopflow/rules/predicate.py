"""Rules about the verb of a kegiatan, with which it begins (group "kata")."""

import re
from collections.abc import Iterator

from sopflow.edits import Edit
from sopflow.rules.activity import CONDITION, first_word, place_of, swapped
from sopflow.rules.case import Case, RowView, cut
from sopflow.rules.lanes import starts_with_actor
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.verbs import VERBS, is_active, verb_of_noun, verb_of_passive, verb_of_stem
from sopflow.rules.words import word_set

_RELATIVE = word_set("yang untuk agar supaya guna setelah sesudah sebelum apabila jika bila")
"""Behind these a passive verb belongs to another clause."""

_FARTHEST_PASSIVE = 6
_EMPTY_VERBS = ("melakukan", "melaksanakan")
_PREPOSITIONS = word_set("terhadap atas kepada ke dengan dari oleh pada di untuk dan serta")


def actor_first(case: Case) -> Iterator[Finding]:
    """Kegiatan that begin with their actor."""
    for row in case.rows:
        actor = starts_with_actor(row)
        if actor:
            yield Finding(place_of(case, row, actor), {"words": cut(actor), "row": row.label}, _without_actor(case, row, actor))


def _without_actor(case: Case, row: RowView, actor: str) -> tuple[Edit, ...]:
    """Takes the actor away where it is exactly the row's own lane and an active verb follows."""
    lanes = {row.chart.lanes[shape.lane].name.casefold() for shape in row.row.shapes if shape.lane < len(row.chart.lanes)}
    rest = row.words[len(actor) :].split()
    if actor.casefold() not in lanes or not rest or rest[0].lower() not in VERBS:
        return ()
    return swapped(case, row, f"{actor} {rest[0]}", rest[0].capitalize())


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
            word = first_word(row)
            safe = not re.search(r"\boleh\b", row.words) and row.tokens[1:2] != ("dan",) and row.tokens[1:2] != ("serta",)
            fix = swapped(case, row, word, verb) if safe and not row.words[len(word) :].startswith(",") else ()
            yield Finding(place_of(case, row, word), {"word": word, "verb": verb, "row": row.label}, fix)


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


def _begins_actively(case: Case, row: RowView) -> bool:
    return is_active(row.tokens[0]) or row.tokens[0] in case.options.verbs


def inactive_start(case: Case) -> Iterator[Finding]:
    """Kegiatan that begin neither with an active verb nor with what other rules speak of."""
    for row in case.rows:
        if row.row.merged or not row.tokens or _begins_actively(case, row) or _verb_for_nominal(row) or starts_with_actor(row):
            continue
        if CONDITION.match(row.words) and not row.decides:  # told as a condition in a process box
            continue
        word = first_word(row)
        verb = verb_of_stem(row.tokens[0]) or _verb_for_passive(row)
        fields = {"word": word, "verb": verb, "row": row.label}
        place = place_of(case, row, word)
        if verb:
            fix = swapped(case, row, word, verb) if verb_of_stem(row.tokens[0]) and row.tokens[1:2] != ("dan",) else ()
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
                fix = swapped(case, row, found.group(), verb) if safe else ()
                yield Finding(place_of(case, row, found.group()), {"words": found.group(), "verb": verb, "row": row.label}, fix)


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
