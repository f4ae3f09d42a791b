"""Rules about single words, in every text of the document (group "kata")."""

import re
from collections.abc import Iterator
from operator import eq

from sopflow.edits import Edit
from sopflow.richtext import Block, plain
from sopflow.rules.case import QUOTING_BOXES, Case, cased
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.verbs import VERBS, active
from sopflow.rules.words import word_set

STANDARD_SPELLING = {
    "analisa": "analisis",
    "menganalisa": "menganalisis",
    "aktifitas": "aktivitas",
    "efektifitas": "efektivitas",
    "antri": "antre",
    "apotik": "apotek",
    "atlit": "atlet",
    "detil": "detail",
    "ijin": "izin",
    "perijinan": "perizinan",
    "jadual": "jadwal",
    "kwalitas": "kualitas",
    "kwitansi": "kuitansi",
    "legalisir": "legalisasi",
    "melegalisir": "melegalisasi",
    "mengkoordinasikan": "mengoordinasikan",
    "mengkoordinir": "mengoordinasi",
    "mengkonfirmasi": "mengonfirmasi",
    "mengkonsultasikan": "mengonsultasikan",
    "mensosialisasikan": "menyosialisasikan",
    "mempublish": "memublikasikan",
    "mempublikasikan": "memublikasikan",
    "mensahkan": "mengesahkan",
    "merubah": "mengubah",
    "merubahnya": "mengubahnya",
    "metoda": "metode",
    "nopember": "November",
    "pebruari": "Februari",
    "obyek": "objek",
    "subyek": "subjek",
    "praktek": "praktik",
    "propinsi": "provinsi",
    "resiko": "risiko",
    "sistim": "sistem",
    "supir": "sopir",
    "tehnik": "teknik",
    "tehnis": "teknis",
    "trampil": "terampil",
    "standarisasi": "standardisasi",
    "terlanjur": "telanjur",
    "himbauan": "imbauan",
    "menghimbau": "mengimbau",
    "hakekat": "hakikat",
    "nasehat": "nasihat",
    "kuatir": "khawatir",
    "sekedar": "sekadar",
    "photocopy": "fotokopi",
    "fotocopy": "fotokopi",
    "foto copy": "fotokopi",
    "photo copy": "fotokopi",
    "tandatangan": "tanda tangan",
    "bertanggungjawab": "bertanggung jawab",
    "menindak lanjuti": "menindaklanjuti",
    "menanda tangani": "menandatangani",
    "kerjasama": "kerja sama",
    "tatacara": "tata cara",
    "suku cadangan": "suku cadang",
    "antrian": "antrean",
    "aktip": "aktif",
    "azas": "asas",
    "ijasah": "ijazah",
    "jum'at": "Jumat",
    "kadaluarsa": "kedaluwarsa",
    "karir": "karier",
    "obyektif": "objektif",
    "subyektif": "subjektif",
    "silahkan": "silakan",
    "standart": "standar",
    "survey": "survei",
    "mensurvey": "menyurvei",
    "mensurvei": "menyurvei",
    "mempengaruhi": "memengaruhi",
    "memparaf": "memaraf",
    "mensukseskan": "menyukseskan",
    "mentaati": "menaati",
    "mentertibkan": "menertibkan",
    "menterjemahkan": "menerjemahkan",
    "mengorganisir": "mengorganisasi",
    "mengupload": "mengunggah",
    "mendownload": "mengunduh",
    "mengcopy": "menyalin",
    "mencopy": "menyalin",
    "menscan": "memindai",
    "mengentri": "memasukkan",
    "mereview": "mereviu",
    "ditanda tangani": "ditandatangani",
    "tanda tangani": "tandatangani",
}
"""Spellings outside the Kamus Besar Bahasa Indonesia and what it has instead."""

INFORMAL = {
    "yg": "yang",
    "dgn": "dengan",
    "dg": "dengan",
    "utk": "untuk",
    "dr": "dari",
    "pd": "pada",
    "krn": "karena",
    "sdh": "sudah",
    "blm": "belum",
    "tdk": "tidak",
    "jml": "jumlah",
    "tsb": "tersebut",
    "thd": "terhadap",
    "ttd": "tanda tangan",
    "ttg": "tentang",
    "spy": "supaya",
    "kpd": "kepada",
    "bs": "bisa",
    "dlm": "dalam",
    "org": "orang",
    "lgkp": "lengkap",
    "sbg": "sebagai",
    "hrs": "harus",
    "stlh": "setelah",
    "sblm": "sebelum",
    "dpt": "dapat",
    "tlh": "telah",
    "bhw": "bahwa",
    "bln": "bulan",
    "thn": "tahun",
}
"""Abbreviations of notes and messages, and the words they stand for."""

KNOWN_ABBREVIATIONS = word_set(
    """
    SOP AP SK RI UU PP ATK PC IT TIK KTP KK NIK NIP NIB NPWP PNS ASN PPPK CPNS TNI POLRI BPS BKN BPK BPKP KPK LAN ANRI DPR DPRD
    MPR APBN APBD PBB RT RW HP WA SMS PDF QR TTE TTD BSRE BSSN USB CD DVD CCTV LCD SMA SMK SMP SD PT CV UMKM KKN PAUD RSUD
    PUSKESMAS BPJS UPT UPTD OPD SKPD SPT SPD SPJ SPM SPP SPPD SPMK RAB KAK DPA RKA PPK PPTK KPA PA PPTSP BAP BA ND WIB WITA WIT II
    III IV VI VII VIII IX XI XII NKRI MOU ID DRS SPBE PEMKAB PEMKOT PEMPROV BAPPEDA SEKDA E-KTP KTP-EL SD/MI PDAM PLN BUMN BUMD
    PKK LSM ORMAS KPU BAWASLU TV GPS URL WEB EMAIL SIM STNK OSS HPS BPD SIPD APBDES LPSE LKPP PPDB IGD UGD KIA BAST SPK DIPA
    RPJMD RKPD TU
    """
)
"""Abbreviations that every official knows."""

_DOUBLED = re.compile(r"(?<![\w-])(\w{2,}(?: \w{2,}){0,2}) \1(?![\w-])", re.IGNORECASE)
_REDUPLICATED = word_set("masing lain sehari hari orang rata kira tiap sama baik sewaktu kadang bersama")
_STANDARD = re.compile(r"\b(" + "|".join(sorted(STANDARD_SPELLING, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_FIRST_WORDS = frozenset(words.split()[0] for words in STANDARD_SPELLING)
_INFORMAL = re.compile(r"\b(" + "|".join(INFORMAL) + r")\b\.?(?!\w)")
_APART = re.compile(r"\b([Dd]i) ([a-z]{4,})\b")
_CAPITALS = re.compile(r"(?<![\w/.-])([A-Z]{2,7})(?![\w/-])(?!\.[A-Za-z])")
_DEFINED = re.compile(r"\(([A-Z][A-Za-z-]{1,9})\)|\b([A-Z]{2,9}) \([A-Za-z]")


def _found(case: Case, block: Block, old: str, new: str) -> Finding:
    """A finding at `old` with the edit that puts `new` there."""
    span = case.sources.find(block.span, old)
    fix = (Edit(span, new),) if span else ()
    return Finding(span or block.span, {"old": old, "new": new}, fix)


def doubled_word(case: Case) -> Iterator[Finding]:
    """The same word or words twice in a row, other than words that are built so."""
    for block, words, tokens in case.blocks:
        repeats = any(any(map(eq, tokens, tokens[apart:])) for apart in (1, 2, 3))
        for found in _DOUBLED.finditer(words) if repeats else ():
            once = found.group(1)
            if not once[0].isdecimal() and once.lower() not in _REDUPLICATED and not once.isupper():
                yield _found(case, block, found.group(), once)


DOUBLED_WORD = Rule(
    "kata-ganda",
    "kata",
    "warning",
    doubled_word,
    ("Kata yang sama tertulis dua kali berturut-turut", "The same word stands twice in a row"),
    (
        "Sisa penyuntingan; pada dokumen nyata terbaca «Peraturan Pemerintah Peraturan Pemerintah»",
        "A rest of editing; a real document has «Peraturan Pemerintah Peraturan Pemerintah»",
    ),
    ("«{old}» tertulis dua kali", "«{old}» is written twice"),
    ("hapus salah satu: «{new}»", "delete one: «{new}»"),
    "1. @Petugas: Memeriksa berkas yang yang diajukan\n2. @Kepala: Menyetujui berkas\n",
    "1. @Petugas: Memeriksa berkas yang diajukan\n2. @Kepala: Menyetujui berkas\n",
    fixes=True,
)


def informal_word(case: Case) -> Iterator[Finding]:
    """Abbreviations of notes in a formal text."""
    for block, words, tokens in case.blocks:
        for found in () if INFORMAL.keys().isdisjoint(tokens) else _INFORMAL.finditer(words):
            yield _found(case, block, found.group(1), INFORMAL[found.group(1)])


INFORMAL_WORD = Rule(
    "singkatan-tak-baku",
    "kata",
    "warning",
    informal_word,
    ("Singkatan catatan (yg, utk, dgn) dalam naskah resmi", "Abbreviations of notes (yg, utk, dgn) in a formal text"),
    (
        "Naskah dinas memakai bahasa Indonesia yang baku; SOP harus mudah dipahami (kriteria penilaian ke-2 Permenpan 35/2012)",
        "Official texts use standard Indonesian; a procedure must be easy to understand (second criterion of its evaluation)",
    ),
    ("«{old}» bukan kata baku", "«{old}» is not standard"),
    ("tulis «{new}»", "write «{new}»"),
    "1. @Petugas: Memeriksa berkas yg diajukan\n2. @Kepala: Menyetujui berkas\n",
    "1. @Petugas: Memeriksa berkas yang diajukan\n2. @Kepala: Menyetujui berkas\n",
    fixes=True,
)


def nonstandard_spelling(case: Case) -> Iterator[Finding]:
    """Words that the great dictionary spells otherwise."""
    for block, words, tokens in case.blocks:
        for found in () if _FIRST_WORDS.isdisjoint(tokens) else _STANDARD.finditer(words):
            yield _found(case, block, found.group(), cased(STANDARD_SPELLING[found.group().lower()], found.group()))


NONSTANDARD_SPELLING = Rule(
    "ejaan-baku",
    "kata",
    "info",
    nonstandard_spelling,
    ("Kata yang ejaannya tidak baku", "A word in a nonstandard spelling"),
    (
        "Naskah dinas memakai bahasa Indonesia yang baku menurut Kamus Besar Bahasa Indonesia",
        "Official texts use standard Indonesian according to the Kamus Besar Bahasa Indonesia",
    ),
    ("«{old}» tidak baku", "«{old}» is not standard"),
    ("tulis «{new}»", "write «{new}»"),
    "1. @Petugas: Menerbitkan ijin praktek\n2. @Kepala: Menandatangani izin\n",
    "1. @Petugas: Menerbitkan izin praktik\n2. @Kepala: Menandatangani izin\n",
    fixes=True,
)


def prefix_apart(case: Case) -> Iterator[Finding]:
    """The passive prefix di- written as a word."""
    for block, words, tokens in case.blocks:
        for found in _APART.finditer(words) if "di" in tokens else ():
            if found.group(2) not in _NOT_VERBS and active(found.group(2)) in VERBS:
                yield _found(case, block, found.group(), found.group(1) + found.group(2))


_NOT_VERBS = word_set("data cetak daftar surat arsip")

PREFIX_APART = Rule(
    "di-terpisah",
    "kata",
    "warning",
    prefix_apart,
    ("Awalan di- ditulis terpisah dari kata kerjanya", "The prefix di- is written apart from its verb"),
    (
        "Ejaan Bahasa Indonesia yang Disempurnakan: awalan ditulis serangkai; hanya kata depan «di» yang dipisah",
        "The Indonesian spelling rules: a prefix is joined; only the preposition «di» stands apart",
    ),
    ("Awalan «di» di «{old}» harus serangkai", "The prefix in «{old}» must be joined"),
    ("tulis «{new}»", "write «{new}»"),
    "1. @Petugas: Menerima berkas untuk di periksa\n2. @Kepala: Menyetujui berkas\n",
    "1. @Petugas: Menerima berkas untuk diperiksa di kantor\n2. @Kepala: Menyetujui berkas\n",
    fixes=True,
)


def undefined_abbreviation(case: Case) -> Iterator[Finding]:
    """Capital abbreviations of the chart that nothing in the document spells out; each once."""
    everything = " ".join(words for _, words, _ in case.blocks) + " " + " ".join(sop.name for sop in case.sops)
    titles = " ".join(chart.chart.title for chart in case.charts)
    laws = " ".join(plain(box.text) for key in QUOTING_BOXES for _, box in case.boxes(key))
    defined = {short.upper() for pair in _DEFINED.findall(f"{everything} {titles} {laws}") for short in pair if short}
    known = defined | KNOWN_ABBREVIATIONS | case.options.abbreviations
    told: set[str] = set()
    for row in case.rows:
        if row.words.isupper():
            continue
        for found in _CAPITALS.finditer(row.words):
            short = found.group(1)
            if short not in known and short not in told:
                told.add(short)
                yield Finding(case.sources.at(row.row.text, short, row.row.span), {"word": short})


UNDEFINED_ABBREVIATION = Rule(
    "singkatan",
    "kata",
    "info",
    undefined_abbreviation,
    ("Singkatan yang tidak dijelaskan di mana pun", "An abbreviation that is explained nowhere"),
    (
        "SOP harus mudah dipahami oleh setiap pelaksana (kriteria penilaian ke-2 Permenpan 35/2012)",
        "A procedure must be easy to understand for all its actors (second criterion of its evaluation)",
    ),
    ("Singkatan «{word}» tidak dijelaskan dalam naskah ini", "The abbreviation «{word}» is not explained in this text"),
    (
        "tulis kepanjangannya sekali dengan singkatannya dalam kurung, atau daftarkan di berkas profil",
        "write it out once with the abbreviation in brackets, or list it in the profile",
    ),
    "1. @Petugas: Menyusun LKJIP\n2. @Kepala: Menandatangani laporan\n",
    "1. @Petugas: Menyusun Laporan Kinerja Instansi Pemerintah (LKJIP)\n2. @Kepala: Menandatangani LKJIP\n",
)
