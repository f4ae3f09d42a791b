"""Regulations: how they are cited, their rank, and which of those often cited were replaced or are misquoted.

In: the words of an item of Dasar Hukum. Out: the regulations it names.

The table is data with its evidence: the text that was read and says so. A row without evidence is general knowledge which nobody has
compared with a text, and the rule says "perhaps".
"""

import re
from functools import lru_cache
from typing import Literal

from sopflow.values import NamedTuple

Kind = Literal["uu", "perppu", "pp", "perpres", "keppres", "inpres", "permendagri", "permenpan", "permen", "perka", "perda", "perkada", ""]


class Law(NamedTuple):
    """A regulation as it is cited; `start` and `end` are where in the text."""

    kind: Kind
    number: str
    year: int
    start: int = 0
    end: int = 0

    def same(self, other: "Law") -> bool:
        """Whether both name the same regulation."""
        return (self.kind, self.number, self.year) == (other.kind, other.number, other.year)


class Replaced(NamedTuple):
    """A regulation and what took its place, and since which year. `evidence`: what was read that says so, or empty."""

    kind: Kind
    number: str
    year: int
    by: str
    since: int
    evidence: str = ""


class Misquoted(NamedTuple):
    """A citation that is wrong when its title holds `topic` (empty: always), and what is meant."""

    kind: Kind
    number: str
    year: int
    topic: str
    meant: str
    evidence: str


_EARLIER = "dibaca ketika daftar ini disusun"

REPLACED: tuple[Replaced, ...] = (
    Replaced("permenpan", "per/21/m.pan/11/2008", 2008, "Permenpan-RB Nomor 35 Tahun 2012", 2012, _EARLIER),
    Replaced("permenpan", "12", 2011, "Permenpan-RB Nomor 19 Tahun 2018", 2018, _EARLIER),
    Replaced("perpres", "54", 2010, "Perpres Nomor 16 Tahun 2018", 2018, _EARLIER),
    Replaced("uu", "22", 1999, "UU Nomor 32 Tahun 2004, lalu UU Nomor 23 Tahun 2014", 2004, _EARLIER),
    Replaced(
        "uu", "32", 2004, "UU Nomor 23 Tahun 2014", 2014, "makalah tentang UU 23/2014: UU 22/1999 diganti UU 32/2004, lalu UU 23/2014"
    ),
    Replaced("uu", "10", 2004, "UU Nomor 12 Tahun 2011", 2011, "UU 12/2011 Pasal 102: dicabut dan dinyatakan tidak berlaku"),
    Replaced("uu", "33", 2004, "UU Nomor 1 Tahun 2022", 2022, "UU 1/2022 Pasal 189: dicabut dan dinyatakan tidak berlaku"),
    Replaced("uu", "28", 2009, "UU Nomor 1 Tahun 2022", 2022, "UU 1/2022 Pasal 189: dicabut dan dinyatakan tidak berlaku"),
    Replaced("uu", "5", 2014, "UU Nomor 20 Tahun 2023", 2023, "JDIH Barito Utara, 30 November 2023: UU 5/2014 dicabut"),
    Replaced("pp", "58", 2005, "PP Nomor 12 Tahun 2019", 2019, "perbandingan PP 12/2019 dengan PP 58/2005: PP 12/2019 menggantikannya"),
    Replaced("pp", "65", 2005, "PP Nomor 2 Tahun 2018", 2018),
    Replaced("pp", "3", 2007, "PP Nomor 13 Tahun 2019", 2019),
    Replaced("pp", "37", 2007, "PP Nomor 40 Tahun 2019", 2019),
    Replaced("pp", "41", 2007, "PP Nomor 18 Tahun 2016", 2016, "PP 18/2016, ketentuan penutup: dicabut dan dinyatakan tidak berlaku"),
    Replaced("pp", "6", 2008, "PP Nomor 13 Tahun 2019", 2019),
    Replaced("pp", "53", 2010, "PP Nomor 94 Tahun 2021", 2021, "ulasan PP 53/2010: dicabut oleh PP 94/2021"),
    Replaced("pp", "46", 2011, "PP Nomor 30 Tahun 2019", 2019, "JDIHN (BPHN) tentang PP 30/2019: PP 46/2011 dicabut"),
    Replaced("perpres", "25", 2008, "Perpres Nomor 96 Tahun 2018", 2018, "Hukumonline, 30 Oktober 2018: Perpres 96/2018 sebagai pengganti"),
    Replaced("permendagri", "13", 2006, "Permendagri Nomor 77 Tahun 2020", 2020),
    Replaced("permendagri", "54", 2010, "Permendagri Nomor 86 Tahun 2017", 2017),
    Replaced("permendagri", "100", 2018, "Permendagri Nomor 59 Tahun 2021", 2021),
)
"""Often cited in procedures, and replaced. Amendments are not listed: an amended regulation is still in force."""

MISQUOTED: tuple[Misquoted, ...] = (
    Misquoted(
        "permenpan",
        "52",
        2011,
        "",
        "Permendagri Nomor 52 Tahun 2011",
        "naskah Permendagri 52/2011 tentang SOP di lingkungan pemerintah daerah",
    ),
    Misquoted("permenpan", "per/35/m.pan/2012", 2012, "", "Permenpan-RB Nomor 35 Tahun 2012", "teks di repositori terbuka"),
    Misquoted("permenpan", "12", 2012, "tata laksana|proses bisnis", "Permenpan-RB Nomor 12 Tahun 2011", "bahan tayang pelatihan"),
    Misquoted(
        "permendagri", "2", 2018, "standar pelayanan minimal|spm", "PP Nomor 2 Tahun 2018", "SOP lain mengutip PP Nomor 2 Tahun 2018"
    ),
    Misquoted("perpres", "26", 2008, "pendaftaran penduduk", "Perpres Nomor 25 Tahun 2008", "dua daftar peraturan dinas kependudukan"),
)
"""Citations met in real documents that name the wrong regulation, and where the right one was read."""

RANKS: dict[Kind, int] = {
    "uu": 1,
    "perppu": 1,
    "pp": 2,
    "perpres": 3,
    "keppres": 4,
    "inpres": 4,
    "permendagri": 5,
    "permenpan": 5,
    "permen": 5,
    "perka": 5,
    "perda": 6,
    "perkada": 7,
}
"""The order in which a legal basis lists its items (UU 12/2011, hierarchy; ministers before regions, as in all documents seen)."""

NAMES: dict[Kind, str] = {
    "uu": "UU",
    "perppu": "Perppu",
    "pp": "PP",
    "perpres": "Perpres",
    "keppres": "Keppres",
    "inpres": "Inpres",
    "permendagri": "Permendagri",
    "permenpan": "Permenpan-RB",
    "permen": "Peraturan Menteri",
    "perka": "Peraturan Kepala Lembaga",
    "perda": "Perda",
    "perkada": "Peraturan Kepala Daerah",
}

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("perppu", r"peraturan pemerintah pengganti|perp+u\b"),
    ("permenpan", r"pendayagunaan\s+aparatur|permen\s?pan|men\s?pan(?:\b|-?rb)|\bper/\d+/m\.pan"),
    ("permendagri", r"peraturan menteri dalam negeri|permendagri"),
    ("permen", r"peraturan menteri|\bpermen\w*|\bpmk\b"),
    ("perka", r"peraturan (?:kepala|badan|lembaga|arsip)|\bperka\w*"),
    ("perkada", r"peraturan (?:gubernur|bupati|wali\s?kota)|\bper(?:gub|bup|wali|wako)\b"),
    ("perda", r"peraturan daerah|\bperda\b"),
    ("perpres", r"peraturan presiden|\bperpres\b"),
    ("keppres", r"keputusan presiden|\bkeppres\b"),
    ("inpres", r"instruksi presiden|\binpres\b"),
    ("pp", r"peraturan pemerintah|\bpp\b"),
    ("uu", r"undang[\s-]*undang|\buu\b"),
)
_KIND = re.compile("|".join(f"(?P<k{index}>{pattern})" for index, (_, pattern) in enumerate(_KINDS)), re.IGNORECASE)
_NUMBER = re.compile(r"(?:\bnomor|\bno\b\.?)\s*:?\s*([\w./-]+?)\s*,?\s+tahun\s+((?:19|20)\d\d)", re.IGNORECASE)
_OLD_MINISTRY = re.compile(r"\bper/\d+/m\.pan(?:/\d+)?/((?:19|20)\d\d)", re.IGNORECASE)
_FARTHEST = 140


@lru_cache(maxsize=1024)
def cited(words: str) -> tuple[Law, ...]:
    """The regulations that a text names with number and year, in order."""
    found: list[Law] = []
    behind = 0
    for match in sorted((*_NUMBER.finditer(words), *_OLD_MINISTRY.finditer(words)), key=lambda each: each.start()):
        if match.start() < behind:
            continue
        before = words[max(behind, match.start() - _FARTHEST) : match.start()]
        kinds = list(_KIND.finditer(before))
        old = match.re is _OLD_MINISTRY
        kind: Kind = "permenpan" if old else _kind(kinds[-1]) if kinds else ""
        start = match.start() - len(before) + kinds[-1].start() if kinds else match.start()
        number = match.group().lower() if old else _plain(match.group(1))
        found.append(Law(kind, number, int(match.group(1 if old else 2)), start, match.end()))
        behind = match.end()
    return tuple(found)


def _kind(match: "re.Match[str]") -> Kind:
    return _KINDS[int((match.lastgroup or "k0")[1:])][0]


def _plain(number: str) -> str:
    return number.lower().strip(".").lstrip("0") or "0"


def kind_at_start(words: str) -> Kind:
    """The kind of regulation that a text begins with."""
    found = _KIND.match(words.strip())
    return _kind(found) if found else ""


def name(law: Law) -> str:
    """A regulation in short: "UU Nomor 23 Tahun 2014"."""
    return f"{NAMES.get(law.kind, 'Peraturan')} Nomor {law.number.upper()} Tahun {law.year}"
