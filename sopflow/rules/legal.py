"""Rules about Dasar Hukum and Keterkaitan (group "peraturan")."""

import re
from collections.abc import Iterator

from sopflow.model.book import Box, Sop
from sopflow.richtext import Block, plain
from sopflow.rules.case import Case, cut
from sopflow.rules.laws import MISQUOTED, RANKS, REPLACED, Law, cited, kind_at_start, name
from sopflow.rules.rule import Finding, Rule
from sopflow.source import Span

_AMENDMENT_OF = re.compile(r"perubahan(?:\s+ke\w+)?\s*(?:atas)?\s*$", re.IGNORECASE)
_SENTENCE = "1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n"


def _items(case: Case, key: str) -> Iterator[tuple[Sop, Box, list[tuple[Block, str]]]]:
    """The boxes of a keyword with their items and the words of each."""
    for sop, box in case.boxes(key):
        yield sop, box, [(block, plain((block,))) for block in box.text]


def _place(case: Case, block: Block, words: str, law: Law) -> Span:
    """Where an item names a regulation."""
    return case.sources.find(block.span, words[law.start : law.end]) or block.span


def no_legal_basis(case: Case) -> Iterator[Finding]:
    """Procedures with an identity but without a legal basis."""
    for sop in case.sops:
        boxes = {box.key: box for box in sop.identity.boxes} if sop.identity else {}
        if sop.identity and not boxes["dasar hukum"].text:
            box = boxes["dasar hukum"]
            yield Finding(box.span if box.span.line else sop.span)


NO_LEGAL_BASIS = Rule(
    "hukum-kosong",
    "peraturan",
    "warning",
    no_legal_basis,
    ("Dasar Hukum kosong", "The legal basis is empty"),
    (
        "Dasar hukum berupa peraturan perundang-undangan yang mendasari prosedur beserta aturan pelaksanaannya (pedoman Mahkamah Agung, "
        "Persekma 002/2012); SOP yang dibaca memuat 4 sampai 21 butir",
        "The legal basis holds the regulations that a procedure rests on (Supreme Court guide, Persekma 002/2012); procedures read have 4 "
        "to 21 items",
    ),
    ("Dasar Hukum masih kosong", "The legal basis is empty"),
    ("tulis peraturannya di bawah «dasar hukum:», satu butir satu peraturan", "write the regulations below «dasar hukum:», one an item"),
    "sop: Izin\ninstansi: Dinas Perizinan\ndasar hukum:\n" + _SENTENCE,
    "sop: Izin\ninstansi: Dinas Perizinan\ndasar hukum:\n  - UU Nomor 25 Tahun 2009 tentang Pelayanan Publik\n" + _SENTENCE,
    of_absence=True,
)


def replaced_law(case: Case) -> Iterator[Finding]:
    """Regulations that were replaced before the procedure was made, or at all when it has no date."""
    for sop, _, items in _items(case, "dasar hukum"):
        for block, words in items:
            for law in cited(words)[:1]:
                for old in REPLACED:
                    same = law.same(Law(old.kind, old.number, old.year))
                    if same and (sop.date is None or sop.date[0] >= old.since):
                        fields: dict[str, str | int] = {"law": name(law), "by": old.by, "since": old.since}
                        unread = None if old.evidence else _PERHAPS_REPLACED
                        yield Finding(_place(case, block, words, law), fields, message=unread)


_PERHAPS_REPLACED = (
    "{law} mungkin sudah diganti sejak {since} dengan {by}",
    "{law} was perhaps replaced in {since} by {by}",
)

REPLACED_LAW = Rule(
    "hukum-dicabut",
    "peraturan",
    "info",
    replaced_law,
    ("Dasar Hukum menyebut peraturan yang sudah diganti", "The legal basis names a regulation that was replaced"),
    (
        "Dasar hukum harus masih berlaku. Daftar peraturan yang sering dikutip dan sudah diganti ada di sopflow/rules/laws.py, masing-"
        "masing dengan bacaan yang menyatakannya; yang belum ada bacaannya disebut «mungkin». Aturan ini hanya meminta diperiksa. "
        "Peraturan yang diganti sesudah tanggal SOP tidak dilaporkan",
        "A legal basis must be in force. The regulations often cited and replaced are listed in sopflow/rules/laws.py, each with what was "
        "read that says so, or told as «perhaps». This rule only asks to check. What was replaced after the date of the procedure is not "
        "reported",
    ),
    ("{law} sudah diganti sejak {since} dengan {by}", "{law} was replaced in {since} by {by}"),
    ("periksa di jdih atau peraturan.bpk.go.id, lalu kutip yang berlaku", "check the register of regulations, then cite what is in force"),
    "sop: Izin\ntanggal pembuatan: 2 Mei 2024\ndasar hukum:\n  - UU Nomor 32 Tahun 2004 tentang Pemerintahan Daerah\n" + _SENTENCE,
    "sop: Izin\ntanggal pembuatan: 2 Mei 2024\ndasar hukum:\n  - UU Nomor 23 Tahun 2014 tentang Pemerintahan Daerah\n" + _SENTENCE,
)


def misquoted_law(case: Case) -> Iterator[Finding]:
    """Citations that are known to be wrong."""
    for key in ("dasar hukum", "keterkaitan"):
        for _, _, items in _items(case, key):
            for block, words in items:
                for law in cited(words):
                    for wrong in MISQUOTED:
                        topic = not wrong.topic or re.search(wrong.topic, words, re.IGNORECASE)
                        if topic and law.same(Law(wrong.kind, wrong.number, wrong.year)):
                            yield Finding(_place(case, block, words, law), {"law": words[law.start : law.end], "meant": wrong.meant})


MISQUOTED_LAW = Rule(
    "hukum-salah-kutip",
    "peraturan",
    "warning",
    misquoted_law,
    ("Peraturan yang dikutip dengan jenis, nomor, atau tahun yang keliru", "A regulation cited with a wrong kind, number or year"),
    (
        "Salah kutip yang ditemukan dalam naskah nyata, misalnya «PermenPAN-RB Nomor 52 Tahun 2011»; daftarnya di sopflow/rules/laws.py",
        "Wrong citations met in real texts, such as «PermenPAN-RB Nomor 52 Tahun 2011»; they are listed in sopflow/rules/laws.py",
    ),
    ("«{law}» tampaknya salah kutip", "«{law}» looks misquoted"),
    ("mungkin maksudnya {meant}; periksa naskah aslinya", "perhaps {meant} is meant; check the original"),
    "sop: Izin\ndasar hukum:\n  - Permenpan-RB Nomor 52 Tahun 2011 tentang SOP\n" + _SENTENCE,
    "sop: Izin\ndasar hukum:\n  - Permendagri Nomor 52 Tahun 2011 tentang SOP\n" + _SENTENCE,
)


def law_order(case: Case) -> Iterator[Finding]:
    """The first item that outranks the one above it."""
    for _, _, items in _items(case, "dasar hukum"):
        above: Law | None = None
        for block, words in items:
            law = next(iter(cited(words)), None)
            if law is None or law.kind not in RANKS:
                continue
            if above and RANKS[law.kind] < RANKS[above.kind]:
                yield Finding(block.span, {"law": name(law), "above": name(above)})
                break
            above = law


LAW_ORDER = Rule(
    "hukum-urut",
    "peraturan",
    "info",
    law_order,
    ("Dasar Hukum tidak urut menurut tingkatnya", "The legal basis is not in order of rank"),
    (
        "Urutan lazim mengikuti hierarki peraturan (UU 12/2011): UU, PP, Perpres, peraturan menteri, Perda, peraturan kepala daerah",
        "The usual order follows the hierarchy (UU 12/2011): UU, PP, Perpres, ministers, Perda, heads of regions",
    ),
    ("{law} tingkatnya di atas {above}, tetapi ditulis di bawahnya", "{law} outranks {above} but stands below it"),
    ("urutkan: UU, PP, Perpres, Permen, Perda, Perkada", "sort them: UU, PP, Perpres, Permen, Perda, Perkada"),
    "sop: Izin\ndasar hukum:\n  - PP Nomor 96 Tahun 2012 tentang A\n  - UU Nomor 25 Tahun 2009 tentang B\n" + _SENTENCE,
    "sop: Izin\ndasar hukum:\n  - UU Nomor 25 Tahun 2009 tentang B\n  - PP Nomor 96 Tahun 2012 tentang A\n" + _SENTENCE,
)


def repeated_law(case: Case) -> Iterator[Finding]:
    """Items that name the same regulation as one above."""
    for _, _, items in _items(case, "dasar hukum"):
        seen: list[Law] = []
        for block, words in items:
            law = next(iter(cited(words)), None)
            if law and law.kind and any(law.same(other) for other in seen):
                yield Finding(_place(case, block, words, law), {"law": name(law)})
            elif law:
                seen.append(law)


REPEATED_LAW = Rule(
    "hukum-ganda",
    "peraturan",
    "warning",
    repeated_law,
    ("Peraturan yang sama tertulis dua kali dalam Dasar Hukum", "The same regulation is listed twice"),
    ("Sisa salin-tempel; ditemukan pada SOP nyata", "A rest of copying; met in real procedures"),
    ("{law} sudah disebut di butir sebelumnya", "{law} was named in an item before"),
    ("hapus salah satu butir", "delete one of the items"),
    "sop: Izin\ndasar hukum:\n  - UU Nomor 25 Tahun 2009 tentang B\n  - Undang-Undang No. 25 Tahun 2009 tentang B\n" + _SENTENCE,
    "sop: Izin\ndasar hukum:\n  - UU Nomor 25 Tahun 2009 tentang B\n  - PP Nomor 96 Tahun 2012 tentang A\n" + _SENTENCE,
)


def contradicting_amendment(case: Case) -> Iterator[Finding]:
    """Items "X … diubah dengan Y tentang Perubahan atas Z" with another Z than X."""
    for _, _, items in _items(case, "dasar hukum"):
        for block, words in items:
            laws = cited(words)
            if len(laws) < 3 or "diubah" not in words[laws[0].end : laws[1].start].lower():
                continue
            for law in laws[2:]:
                if _AMENDMENT_OF.search(words[: law.start].rstrip()) and not law.same(laws[0]) and law.kind == laws[0].kind:
                    yield Finding(_place(case, block, words, law), {"law": name(law), "first": name(laws[0])})


CONTRADICTING_AMENDMENT = Rule(
    "hukum-perubahan",
    "peraturan",
    "warning",
    contradicting_amendment,
    ("Peraturan perubahan menyebut peraturan lain daripada yang diubah", "An amendment names another regulation than the one amended"),
    (
        "Ditemukan pada SOP nyata: «UU 23/2014 … diubah dengan UU 9/2015 tentang Perubahan Kedua atas UU 24 Tahun 2014»",
        "Met in a real procedure: «UU 23/2014 … amended by UU 9/2015 on the second amendment of UU 24/2014»",
    ),
    ("Perubahan atas {law}, padahal butir ini tentang {first}", "An amendment of {law}, but the item is about {first}"),
    ("samakan nomor dan tahunnya", "make number and year agree"),
    "sop: Izin\ndasar hukum:\n  - UU Nomor 23 Tahun 2014 tentang A sebagaimana diubah dengan UU Nomor 9 Tahun 2015 tentang Perubahan Kedua "
    "atas UU Nomor 24 Tahun 2014\n" + _SENTENCE,
    "sop: Izin\ndasar hukum:\n  - UU Nomor 23 Tahun 2014 tentang A sebagaimana diubah dengan UU Nomor 9 Tahun 2015 tentang Perubahan Kedua "
    "atas UU Nomor 23 Tahun 2014\n" + _SENTENCE,
)


def vague_law(case: Case) -> Iterator[Finding]:
    """Items without number and year."""
    for _, _, items in _items(case, "dasar hukum"):
        for block, words in items:
            if words.strip() not in ("", "-", "–") and block.level == 0 and not re.search(r"\d{4}", words):
                yield Finding(block.span, {"words": cut(words)})


VAGUE_LAW = Rule(
    "hukum-tak-lengkap",
    "peraturan",
    "info",
    vague_law,
    ("Butir Dasar Hukum tanpa nomor dan tahun", "An item of the legal basis without number and year"),
    (
        "Dasar hukum harus dapat dicari pembaca: jenis, nomor, tahun, dan tentang apa",
        "Readers must be able to find the regulation: kind, number, year and title",
    ),
    ("«{words}» tidak menyebut nomor dan tahun", "«{words}» gives no number and year"),
    ("tulis lengkap, misalnya «UU Nomor 25 Tahun 2009 tentang Pelayanan Publik»", "write number, year and title"),
    "sop: Izin\ndasar hukum:\n  - Peraturan terkait\n" + _SENTENCE,
    "sop: Izin\ndasar hukum:\n  - UU Nomor 25 Tahun 2009 tentang Pelayanan Publik\n" + _SENTENCE,
)


def related_law(case: Case) -> Iterator[Finding]:
    """Items of Keterkaitan that are regulations."""
    for _, _, items in _items(case, "keterkaitan"):
        for block, words in items:
            if kind_at_start(words):
                yield Finding(block.span, {"words": cut(words)})


RELATED_LAW = Rule(
    "kait-bukan-sop",
    "peraturan",
    "warning",
    related_law,
    ("Keterkaitan berisi peraturan, bukan SOP", "Keterkaitan lists a regulation, not a procedure"),
    (
        "Keterkaitan adalah hubungan dengan prosedur lain yang distandarkan (pedoman Mahkamah Agung, Persekma 002/2012); ditemukan keliru "
        "pada SOP nyata",
        "Keterkaitan is the relation to other standard procedures (Supreme Court guide, Persekma 002/2012); found wrong in a real one",
    ),
    ("«{words}» adalah peraturan, bukan SOP", "«{words}» is a regulation, not a procedure"),
    ("pindahkan ke «dasar hukum:»", "move it to «dasar hukum:»"),
    "sop: Izin\nketerkaitan:\n  - Permendagri Nomor 52 Tahun 2011\n" + _SENTENCE,
    "sop: Izin\nketerkaitan:\n  - SOP Pengarsipan\n" + _SENTENCE,
)
