"""Rules about the boxes of the identity page besides the legal ones (group "identitas")."""

import re
from collections.abc import Iterator

from sopflow.model.style import HEADINGS
from sopflow.richtext import plain
from sopflow.rules.case import Case, cut, tokens
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.words import word_set

_PERSON = re.compile(
    r"^(?:kepala|sekretaris|kasubag|kasubbag|kabid|kasi|bendahara|camat|lurah|direktur|staf|operator)\s+(?!dan\b)\w+"
    r"|\bNIP\b|,\s*(?:S\.\s?\w+|M\.\s?\w+|SE|SH|ST)\b",
    re.IGNORECASE,
)
_ABILITY = re.compile(r"\b(?:mampu|memahami|menguasai|mengetahui|memiliki|pendidikan|lulusan|minimal|s1|s2|d3|d4|sma|smk)\b", re.IGNORECASE)
_PAPER = re.compile(r"^(?:SK|surat keputusan|keputusan|peraturan|undang-undang|UU|permen\w*|perda|perbup)\b", re.IGNORECASE)
_WARNING = re.compile(
    r"\b(?:jika|apabila|bila|bilamana|kalau|maka|akan|paling lambat|batas waktu|tidak termasuk|dilarang|wajib|harus|hari|jam|menit)\b",
    re.IGNORECASE,
)
_NAMED_SOP = re.compile(r"\bSOP\s+([A-Z][\w ,/()-]{8,120}?)\s+(?:ini|tersebut|tidak|belum)\b")
_COMMON = word_set("dan atau yang di ke dari untuk dengan oleh pada sop standar operasional prosedur pelaksanaan penyusunan kegiatan tidak")
_SENTENCE = "1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n"


def personal_qualification(case: Case) -> Iterator[Finding]:
    """Qualifications that name a person or a single position."""
    for _, box in case.boxes("kualifikasi pelaksana"):
        for block in box.text:
            words = plain((block,))
            if _PERSON.search(words) and not _ABILITY.search(words):
                yield Finding(block.span, {"words": cut(words)})


PERSONAL_QUALIFICATION = Rule(
    "kualifikasi-individu",
    "identitas",
    "info",
    personal_qualification,
    ("Kualifikasi menyebut orang atau jabatan, bukan kemampuan", "A qualification names a person or position, not an ability"),
    (
        "Kompetensi bersifat massal untuk semua aktor dan bukan bersifat individu (pedoman Mahkamah Agung, Persekma 002/2012)",
        "Competence is meant for all actors together, not for a single one (Supreme Court guide, Persekma 002/2012)",
    ),
    ("«{words}» menyebut siapa, bukan kemampuan apa", "«{words}» says who, not which ability"),
    ("tulis kemampuannya, misalnya «Memahami peraturan perizinan»", "write the ability, such as «Memahami peraturan perizinan»"),
    "sop: Izin\nkualifikasi pelaksana:\n  - Kepala Seksi Perizinan\n" + _SENTENCE,
    "sop: Izin\nkualifikasi pelaksana:\n  - Memahami peraturan perizinan\n" + _SENTENCE,
)


def paper_as_tool(case: Case) -> Iterator[Finding]:
    """Equipment that is a decree or a regulation."""
    for _, box in case.boxes("peralatan"):
        for block in box.text:
            words = plain((block,))
            if _PAPER.match(words.strip()):
                yield Finding(block.span, {"words": cut(words)})


PAPER_AS_TOOL = Rule(
    "peralatan-dokumen",
    "identitas",
    "info",
    paper_as_tool,
    ("Peralatan memuat keputusan atau peraturan", "Equipment lists a decree or regulation"),
    (
        "Peralatan adalah alat utama yang terkait langsung dengan prosedur; pada sebuah SOP nyata tercantum «SK Tim … Tahun 2021»",
        "Equipment is what the procedure is done with; one real procedure lists a decree there",
    ),
    ("«{words}» adalah dokumen, bukan peralatan", "«{words}» is a document, not equipment"),
    ("pindahkan ke «dasar hukum:» atau ke kelengkapan barisnya", "move it to «dasar hukum:» or to a row's kelengkapan"),
    "sop: Izin\nperalatan:\n  - Komputer\n  - SK Tim Perizinan Tahun 2021\n" + _SENTENCE,
    "sop: Izin\nperalatan:\n  - Komputer\n" + _SENTENCE,
)


def toothless_warning(case: Case) -> Iterator[Finding]:
    """Warnings without a condition, a consequence or a limit; boxes that were given another title are left alone."""
    for sop, box in case.boxes("peringatan"):
        words = plain(box.text)
        standard = sop.style.heading("peringatan") == HEADINGS["peringatan"]
        if standard and words.strip() not in ("-", "–") and not _WARNING.search(words):
            yield Finding(box.text[0].span, {"words": cut(words)})


TOOTHLESS_WARNING = Rule(
    "peringatan-pola",
    "identitas",
    "info",
    toothless_warning,
    ("Peringatan tanpa «apabila … maka …» dan tanpa batas waktu", "A warning without «if … then …» and without a limit"),
    (
        "Umumnya peringatan memakai kata jika/apabila-maka atau batas waktu (Permenpan 35/2012, bagian identitas; bunyinya dari ingatan); "
        "232 dari 348 SOP yang dibaca memakainya",
        "A warning usually says if-then or a deadline (Permenpan 35/2012, identity; wording from memory); 232 of 348 procedures read do",
    ),
    ("Peringatan «{words}» tidak menyebut syarat, akibat, atau batas waktu", "The warning «{words}» names no condition or limit"),
    ("tulis akibatnya, misalnya «Apabila berkas tidak lengkap, maka …»", "write what follows, such as «Apabila …, maka …»"),
    "sop: Izin\nperingatan: Pelayanan prima untuk semua\n" + _SENTENCE,
    "sop: Izin\nperingatan: Apabila berkas tidak lengkap, maka permohonan dikembalikan\n" + _SENTENCE,
)


def foreign_warning(case: Case) -> Iterator[Finding]:
    """Warnings that name another procedure than this one."""
    for sop, box in case.boxes("peringatan"):
        names = set(tokens(" ".join((sop.name, *(chart.title for chart in sop.charts))))) - _COMMON
        found = _NAMED_SOP.search(plain(box.text))
        said = set(tokens(found.group(1))) - _COMMON if found else set()
        if found and said and names and not said & names:
            yield Finding(case.sources.at(box.text, found.group(1), box.span), {"words": cut(found.group(1)), "name": cut(sop.name)})


FOREIGN_WARNING = Rule(
    "peringatan-baku",
    "identitas",
    "info",
    foreign_warning,
    ("Peringatan menyebut SOP lain", "The warning names another procedure"),
    (
        "176 dari 348 SOP yang dibaca memakai kalimat peringatan yang sama; beberapa di antaranya menyebut pekerjaan lain karena disalin",
        "176 of 348 procedures read carry the same warning; some of them name other work because they were copied",
    ),
    ("Peringatan menyebut «{words}», padahal SOP ini «{name}»", "The warning names «{words}», but this is «{name}»"),
    ("sesuaikan peringatan dengan SOP ini", "make the warning fit this procedure"),
    "sop: Penerbitan Izin\nperingatan: Apabila SOP Pendataan Survei tidak dilaksanakan, maka data terlambat\n" + _SENTENCE,
    "sop: Penerbitan Izin\nperingatan: Apabila SOP Penerbitan Izin tidak dilaksanakan, maka izin terlambat\n" + _SENTENCE,
)
