"""Rules about the identity page: what is missing, numbers, dates, signers, boxes (group "identitas")."""

import re
from collections.abc import Iterator
from itertools import pairwise

from sopflow.model.book import Entry, Identity, Sop
from sopflow.model.dates import MONTHS, parse_date
from sopflow.richtext import plain
from sopflow.rules.case import Case, cut
from sopflow.rules.nip import nip_fault
from sopflow.rules.rule import Finding, Phrase, Rule
from sopflow.source import Span

LONGEST_WAIT_DAYS = 180
"""Half a year between making and taking effect; one real procedure waited a year."""

_ITEMS: dict[str, str] = {
    "nomor": "nomor",
    "tanggal pembuatan": "tanggal pembuatan",
    "kualifikasi pelaksana": "kualifikasi pelaksana",
    "keterkaitan": "keterkaitan",
    "peralatan": "peralatan",
    "peringatan": "peringatan",
    "pencatatan": "pencatatan",
}
_NONE = ("-", "–", "—")
_ROMAN = {name: month for month, name in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)}
_DATE_KEYS = ("tanggal pembuatan", "tanggal pengesahan", "tanggal efektif")

Date = tuple[int, int, int]


def _place(case: Case, entry: Entry) -> Span:
    """The value of an entry in the source."""
    return case.sources.find(entry.span, entry.text) or entry.span


def _date(sop: Sop, key: str) -> tuple[Entry, Date] | None:
    for entry in sop.identity.entries if sop.identity else ():
        if entry.key == key and (date := parse_date(entry.text)):
            return entry, date
    return None


def incomplete_identity(case: Case) -> Iterator[Finding]:
    """Procedures of whose identity something is missing: one finding each, with all that is missing."""
    for sop in (sop for sop in case.sops if sop.charts):
        if sop.identity is None:
            yield Finding(sop.span, message=("Identitas belum lengkap: seluruh identitas", "The identity is incomplete: all of it"))
        elif missing := _missing(sop, sop.identity):
            yield Finding(sop.span, {"items": ", ".join(missing)})


def _missing(sop: Sop, identity: Identity) -> list[str]:
    missing = [] if sop.name else ["nama SOP"]
    missing += [] if identity.office else ["instansi"]
    written = {entry.key: entry.text.strip() for entry in identity.entries}
    written |= {box.key: plain(box.text).strip() for box in identity.boxes}
    missing += [name for key, name in _ITEMS.items() if not written.get(key)]
    if not any(written.get(key) for key in ("tanggal efektif", "tanggal pengesahan")):
        missing.append("tanggal efektif")
    return [*missing, *([] if identity.signer else ["disahkan oleh"])]


INCOMPLETE_IDENTITY = Rule(
    "identitas-lengkap",
    "identitas",
    "warning",
    incomplete_identity,
    ("Bagian identitas belum lengkap", "The identity is incomplete"),
    (
        "Unsur prosedur terdiri dari Bagian Identitas dan Bagian Flowchart (Permenpan 35/2012, bagian identitas); semua dari 348 SOP yang "
        "dibaca mengisi hampir semuanya. Tanggal revisi boleh kosong",
        "A procedure consists of identity and flowchart (Permenpan 35/2012, identity); all of 348 procedures read fill in "
        "nearly everything. The date of revision may stay empty",
    ),
    ("Identitas belum lengkap: {items}", "The identity is incomplete: {items}"),
    ("isi yang belum ada; tulis «-» untuk yang memang tidak ada", "fill in what is missing; write «-» for what does not exist"),
    "sop: Penerbitan Izin\nnomor: 01/2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Penerbitan Izin\ninstansi: Dinas Perizinan\nnomor: 01/2024\ntanggal pembuatan: 1 Juli 2024\ntanggal efektif: 2 Juli 2024\n"
    "disahkan oleh: Kepala Dinas\nkualifikasi pelaksana: SMA\nketerkaitan: SOP Arsip\nperalatan: Komputer\n"
    "peringatan: Bila terlambat, maka izin batal\npencatatan: Buku izin\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    of_absence=True,
)


def incomplete_signer(case: Case) -> Iterator[Finding]:
    """Signers without position, name or NIP."""
    for sop in case.sops:
        signer = sop.identity.signer if sop.identity else None
        if signer is None:
            continue
        parts = (("jabatan", signer.position), ("nama", signer.name), ("NIP", signer.nip))
        missing = [name for name, words in parts if not words.strip()]
        if missing:
            yield Finding(signer.span, {"items": ", ".join(missing)})


INCOMPLETE_SIGNER = Rule(
    "pengesahan-lengkap",
    "identitas",
    "warning",
    incomplete_signer,
    ("Pengesahan tanpa jabatan, nama, atau NIP", "The approval lacks position, name or NIP"),
    (
        "Pengesahan berisi nomenklatur jabatan, tanda tangan, nama pejabat yang disertai dengan NIP serta stempel (Permenpan 35/2012, "
        "bagian identitas)",
        "The approval holds position, signature, name with NIP, and stamp (Permenpan 35/2012, identity)",
    ),
    ("Pengesahan belum memuat {items}", "The approval lacks {items}"),
    (
        "tulis «nama:» dan «nip:» di bawah «disahkan oleh: Jabatan»; «nip: -» untuk pejabat tanpa NIP",
        "write «nama:» and «nip:» below «disahkan oleh: Jabatan»; «nip: -» for officials without one",
    ),
    "sop: Izin\ndisahkan oleh: Kepala Dinas\n  nama: Budi\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Izin\ndisahkan oleh: Kepala Dinas\n  nama: Budi\n  nip: 19650501 198602 1 007\n1. @A: Memeriksa berkas\n"
    "2. @B: Menandatangani izin\n",
    of_absence=True,
)


def wrong_nip(case: Case) -> Iterator[Finding]:
    """Numbers of employees that can't be."""
    for sop in case.sops:
        signers = [sop.identity.signer] if sop.identity and sop.identity.signer else []
        for signer in (*signers, *(sop.approval.signers if sop.approval else ())):
            fault = nip_fault(signer.nip)
            if fault:
                place = _below(case, signer.span, signer.nip)
                yield Finding(place, {"nip": signer.nip}, message=_nip_message(fault))


def _below(case: Case, span: Span, words: str) -> Span:
    """The line below a signer's that holds these words."""
    lines = case.sources.lines(span.file)
    for number in range(span.line, min(span.line + 6, len(lines) + 1)):
        at = lines[number - 1].find(words)
        if at >= 0:
            return Span(span.file, number, at + 1, len(words))
    return span


def _nip_message(fault: Phrase) -> Phrase:
    return (f"NIP «{{nip}}» {fault[0]}", f"The NIP «{{nip}}» {fault[1]}")


WRONG_NIP = Rule(
    "nip-format",
    "identitas",
    "error",
    wrong_nip,
    ("NIP yang tidak mungkin", "A NIP that can't be"),
    (
        "NIP terdiri dari 18 angka: tanggal lahir (8), tahun dan bulan pengangkatan (6; PPPK: tahun dan kode 21-29), jenis kelamin 1 atau "
        "2, nomor urut (3) (Peraturan Kepala BKN 22/2007)",
        "A NIP has 18 digits: birth date (8), year and month of appointment (6; contract staff: year and a code 21-29), sex 1 or 2, serial "
        "number (3) (BKN 22/2007)",
    ),
    ("NIP «{nip}» salah", "The NIP «{nip}» is wrong"),
    ("tulis seperti 19650501 198602 1 007", "write it like 19650501 198602 1 007"),
    "sop: Izin\ndisahkan oleh: Kepala Dinas\n  nama: Budi\n  nip: 19651301 198602 1 007\n1. @A: Memeriksa berkas\n"
    "2. @B: Menandatangani izin\n",
    "sop: Izin\ndisahkan oleh: Kepala Dinas\n  nama: Budi\n  nip: 19650501 198602 1 007\n1. @A: Memeriksa berkas\n"
    "2. @B: Menandatangani izin\n",
)


# ---- dates


def unreadable_date(case: Case) -> Iterator[Finding]:
    """Dates that are no dates."""
    for _, entry in case.entries(*_DATE_KEYS, "tanggal revisi"):
        if parse_date(entry.text) is None and entry.text.strip() not in _NONE:
            yield Finding(_place(case, entry), {"label": entry.key, "words": cut(entry.text)})


UNREADABLE_DATE = Rule(
    "tanggal-format",
    "identitas",
    "warning",
    unreadable_date,
    ("Tanggal yang tidak terbaca sebagai tanggal", "A date that is none"),
    (
        "Empat tanggal pada identitas menyebut kapan SOP selesai dibuat, direvisi, dan berlaku (Permenpan 35/2012, bagian identitas); pada "
        "sebuah SOP nyata di sana tertulis sebuah kalimat",
        "The dates of the identity say when the procedure was made, revised and takes effect (Permenpan 35/2012, identity); one real "
        "procedure has a sentence there",
    ),
    ("«{words}» pada {label} bukan tanggal", "«{words}» in {label} is not a date"),
    ("tulis seperti 20 Juli 2024; kosongkan bila belum ada", "write it like 20 Juli 2024; leave it empty when there is none"),
    "sop: Izin\ntanggal pembuatan: 31 Juni 2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Izin\ntanggal pembuatan: 30 Juni 2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
)


def dates_out_of_order(case: Case) -> Iterator[Finding]:
    """A date before the one that comes first."""
    for sop in case.sops:
        dates = [found for key in _DATE_KEYS if (found := _date(sop, key))]
        for (first, first_date), (second, second_date) in pairwise(dates):
            if second_date < first_date:
                yield Finding(_place(case, second), {"first": first.key, "second": second.key})


DATES_OUT_OF_ORDER = Rule(
    "tanggal-urut",
    "identitas",
    "warning",
    dates_out_of_order,
    ("Tanggal berlaku atau pengesahan mendahului pembuatan", "A procedure takes effect before it was made"),
    (
        "Tanggal pembuatan adalah tanggal selesainya SOP dibuat; tanggal efektif adalah tanggal mulai diberlakukan (Permenpan 35/2012, "
        "bagian identitas): pembuatan, pengesahan, lalu efektif",
        "The date of making is when it was finished, the effective date when it takes effect (Permenpan 35/2012, identity): making, "
        "approval, effect",
    ),
    ("{second} mendahului {first}", "{second} is before {first}"),
    ("periksa kedua tanggal itu", "check both dates"),
    "sop: Izin\ntanggal pembuatan: 20 Juli 2024\ntanggal efektif: 19 Juli 2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Izin\ntanggal pembuatan: 20 Juli 2024\ntanggal efektif: 21 Juli 2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
)


def early_revision(case: Case) -> Iterator[Finding]:
    """Revisions before the making; a planned one in the future is legal."""
    for sop in case.sops:
        made, revised = _date(sop, "tanggal pembuatan"), _date(sop, "tanggal revisi")
        if made and revised and revised[1] < made[1]:
            yield Finding(_place(case, revised[0]))


EARLY_REVISION = Rule(
    "tanggal-revisi",
    "identitas",
    "warning",
    early_revision,
    ("Tanggal revisi mendahului tanggal pembuatan", "The revision is dated before the making"),
    (
        "Tanggal revisi adalah tanggal SOP direvisi atau tanggal rencana ditinjau ulangnya (Permenpan 35/2012, bagian identitas): boleh di "
        "masa depan, tidak mungkin sebelum dibuat",
        "The date of revision is when it was revised or is planned to be reviewed (Permenpan 35/2012, identity): the future is legal, a "
        "time before the making is not",
    ),
    ("Tanggal revisi mendahului tanggal pembuatan", "The date of revision is before the date of making"),
    (
        "tanggal pembuatan adalah tanggal pertama kali SOP dibuat; periksa keduanya",
        "the date of making is that of the first version; check both",
    ),
    "sop: Izin\ntanggal pembuatan: 20 Juli 2024\ntanggal revisi: 1 Juli 2023\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Izin\ntanggal pembuatan: 20 Juli 2024\ntanggal revisi: 1 Juli 2027\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
)


def long_wait(case: Case) -> Iterator[Finding]:
    """Procedures that take effect long after they were made or last revised."""
    for sop in case.sops:
        valid = _date(sop, "tanggal efektif")
        made = [found[1] for key in ("tanggal pembuatan", "tanggal revisi") if (found := _date(sop, key))]
        before = [date for date in made if valid and date <= valid[1]]
        if valid and before and (days := _days(valid[1]) - _days(max(before))) > LONGEST_WAIT_DAYS:
            yield Finding(_place(case, valid[0]), {"days": days})


def _days(date: Date) -> int:
    """Days, counted in months of 30.4: good enough for half a year."""
    return int(date[0] * 365.25 + date[1] * 30.4 + date[2])


LONG_WAIT = Rule(
    "tanggal-jauh",
    "identitas",
    "info",
    long_wait,
    ("SOP baru berlaku lebih dari setengah tahun sesudah dibuat", "A procedure takes effect more than half a year after it was made"),
    (
        "Tanggal efektif adalah tanggal mulai diberlakukan atau sama dengan tanggal ditandatangani (Permenpan 35/2012, bagian identitas)",
        "The effective date is that of taking effect or of the signature (Permenpan 35/2012, identity)",
    ),
    ("Tanggal efektif {days} hari sesudah tanggal pembuatan", "The effective date is {days} days after the making"),
    ("periksa tahunnya; bila hasil revisi, isi juga tanggal revisi", "check the year; after a revision give its date too"),
    "sop: Izin\ntanggal pembuatan: 20 Juli 2023\ntanggal efektif: 21 Juli 2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Izin\ntanggal pembuatan: 20 Juli 2024\ntanggal efektif: 21 Juli 2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
)


# ---- number


def number_against_date(case: Case) -> Iterator[Finding]:
    """Numbers that name a year or month other than that of the dates."""
    for sop, entry in case.entries("nomor"):
        dates = [found[1] for key in (*_DATE_KEYS, "tanggal revisi") if (found := _date(sop, key))]
        if not dates:
            continue
        years = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", entry.text)]
        months = [_ROMAN[part] for part in re.split(r"[/.\s]", entry.text) if part in _ROMAN]
        if years and not {date[0] for date in dates} & set(years):
            yield Finding(_place(case, entry), {"number": entry.text, "said": years[-1], "dates": dates[0][0]})
        elif months and years and not {(date[0], date[1]) for date in dates} & {(year, month) for year in years for month in months}:
            said, meant = MONTHS[months[-1] - 1], MONTHS[dates[0][1] - 1]
            yield Finding(_place(case, entry), {"number": entry.text, "said": said, "dates": meant})


NUMBER_AGAINST_DATE = Rule(
    "nomor-tahun",
    "identitas",
    "warning",
    number_against_date,
    ("Tahun atau bulan dalam Nomor SOP tidak cocok dengan tanggalnya", "Year or month in the number do not fit the dates"),
    (
        "Nomor menurut tata naskah dinas memuat bulan atau tahun penetapan (Permenpan 35/2012, bagian identitas); pada sebuah SOP nyata "
        "tertulis X/2016 dengan tanggal 1 Desember 2016",
        "A number made by the office's rules holds month or year (Permenpan 35/2012, identity); one real procedure has X/2016 with the "
        "date 1 December 2016",
    ),
    ("Nomor «{number}» menyebut {said}, tanggalnya {dates}", "The number «{number}» says {said}, the date {dates}"),
    ("samakan nomor dan tanggalnya", "make number and date agree"),
    "sop: Izin\nnomor: 01/SOP/2023\ntanggal pembuatan: 20 Juli 2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Izin\nnomor: 01/SOP/2024\ntanggal pembuatan: 20 Juli 2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
)


def number_off_pattern(case: Case) -> Iterator[Finding]:
    """Numbers that do not have the form which the office's profile gives."""
    pattern = case.options.number
    for _, entry in case.entries("nomor") if pattern else ():
        if pattern and not pattern.matches(entry.text.strip()):
            yield Finding(_place(case, entry), {"number": entry.text, "pattern": pattern.source})


NUMBER_OFF_PATTERN = Rule(
    "nomor-pola",
    "identitas",
    "warning",
    number_off_pattern,
    ("Nomor SOP tidak berbentuk seperti pola instansi", "The number does not have the office's form"),
    (
        "Nomor SOP sesuai dengan tata naskah dinas yang berlaku di SKPD/Unit Kerja (Permenpan 35/2012, bagian identitas): polanya ditulis "
        "di berkas profil («nomor:»), tanpa pola aturan ini diam",
        "The number follows the office's own rules (Permenpan 35/2012, identity): its form is given in the profile («nomor:»); without one "
        "this rule is silent",
    ),
    ("Nomor «{number}» tidak berbentuk «{pattern}»", "The number «{number}» does not have the form «{pattern}»"),
    ("perbaiki nomornya, atau polanya di berkas profil", "mend the number, or the pattern in the profile"),
    "sop: Izin\nnomor: 7/SOP/2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Izin\nnomor: 007/SOP/2024\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
)
