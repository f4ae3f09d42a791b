"""Rules about names: lanes, the procedure, headings (group "nama")."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from sopflow.edits import Edit
from sopflow.model.style import HEADINGS
from sopflow.rules.case import Case, ChartView, fold, tokens
from sopflow.rules.lanes import SHORT_FORMS, long_form
from sopflow.rules.rule import Finding, Rule

_DEGREE = re.compile(
    r"(?:\b(?:Drs|Dra|Ir|dr|drg|Prof|Hj|H)\.\s+[A-Z])|(?:,\s*(?:S|M|A)\.?\s?(?:Sos|Si|Kom|Pd|Ak|IP|H|E|T|Hum|AP|STP|Md|Ag|Kes|Kep|M)\b)"
    r"|(?:\bNIP\b)|(?:\d{8,})"
)
_KIND_OF_TEXT = re.compile(r"^(?:standar operasional prosedur|prosedur|proses|bagan|diagram alir|sop(?: ap)?)\s*:?\s+", re.IGNORECASE)
_STARTS_WITH_SOP = re.compile(r"^(?:SOP(?: AP)?|Standar Operasional Prosedur)\s*:?\s+", re.IGNORECASE)
_UNIT = re.compile(r"^(?:bidang|bagian|seksi|subbag(?:ian)?|sekretariat|dinas|badan|biro|kecamatan|kelurahan|puskesmas)\b", re.IGNORECASE)
_ACT = re.compile(r"\b(?:pe\w{3,}an|pe\w{2,}|verifikasi|evaluasi|koordinasi|rapat|izin|surat|monitoring|sosialisasi)\b", re.IGNORECASE)


def personal_lane(case: Case) -> Iterator[Finding]:
    """Lanes named after a person: academic degrees, numbers of employees."""
    for chart in case.charts:
        for lane in chart.chart.lanes:
            if _DEGREE.search(lane.name):
                yield Finding(lane.span, {"lane": lane.name})


PERSONAL_LANE = Rule(
    "lajur-nama",
    "nama",
    "warning",
    personal_lane,
    ("Pelaksana bernama orang, bukan jabatan", "A lane is named after a person, not a position"),
    (
        "Prosedur dilaksanakan oleh lebih dari satu pelaksana (jabatan) (Permenpan 35/2012 hlm. 18); orang berganti, jabatan tetap",
        "A procedure is carried out by several actors (positions) (Permenpan 35/2012 p. 18); people change, positions stay",
    ),
    ("Pelaksana «{lane}» tampaknya nama orang", "The lane «{lane}» looks like a person's name"),
    ("tulis jabatannya, misalnya «Kepala Seksi Pelayanan»", "write the position, for example «Kepala Seksi Pelayanan»"),
    '1. @"Budi Santoso, S.Sos": Menyusun konsep\n2. @Kepala Dinas: Menandatangani konsep\n',
    "1. @Analis Kebijakan: Menyusun konsep\n2. @Kepala Dinas: Menandatangani konsep\n",
)


def twin_lanes(case: Case) -> Iterator[Finding]:
    """Lanes of one chart that are the same name, once abbreviated."""
    for chart in case.charts:
        seen: dict[str, str] = {}
        for lane in chart.chart.lanes:
            other = seen.setdefault(f"{lane.group}|{long_form(lane.name)}", lane.name)
            if other != lane.name:
                yield Finding(lane.span, {"lane": lane.name, "other": other})


TWIN_LANES = Rule(
    "lajur-mirip",
    "nama",
    "warning",
    twin_lanes,
    ("Dua pelaksana hanya berbeda singkatan", "Two lanes differ by an abbreviation only"),
    ("Satu jabatan mempunyai satu kolom; dua kolom untuk satu jabatan menyesatkan", "One position has one column; two mislead"),
    ("Pelaksana «{lane}» sama dengan «{other}»", "The lane «{lane}» is the same as «{other}»"),
    ("pakai satu nama di semua baris", "use one name in all rows"),
    "1. @Kepala Dinas: Menugaskan penyusunan\n2. @Staf: Menyusun konsep\n3. @Kadis: Menandatangani konsep\n",
    "1. @Kepala Dinas: Menugaskan penyusunan\n2. @Staf: Menyusun konsep\n3. @Kepala Dinas: Menandatangani konsep\n",
)


def other_name(case: Case) -> Iterator[Finding]:
    """Lanes that the text calls by an abbreviation which the lane's head does not use."""
    for chart in case.charts:
        yield from _other_names(case, chart)


def _other_names(case: Case, chart: ChartView) -> Iterator[Finding]:
    by_long_form = {long_form(lane.name): lane.name for lane in chart.chart.lanes}
    short_in_heads = {word for lane in chart.chart.lanes for word in tokens(lane.name)}
    for row in chart.rows:
        for short in dict.fromkeys(word for word in row.tokens if word in SHORT_FORMS and word not in short_in_heads):
            name = by_long_form.get(SHORT_FORMS[short])
            found = re.search(rf"\b{short}\b", row.words, re.IGNORECASE) if name else None
            if name and found:
                span = case.sources.find_in(row.row.text, found.group())
                fix = (Edit(span, name),) if span else ()
                yield Finding(span or row.row.span, {"word": found.group(), "lane": name, "row": row.label}, fix)


OTHER_NAME = Rule(
    "sebutan-beda",
    "nama",
    "info",
    other_name,
    (
        "Naskah menyebut pelaksana dengan singkatan yang tidak dipakai di kepala kolom",
        "The text calls a lane by another name than its head",
    ),
    (
        "Satu hal, satu sebutan: pembaca tidak perlu menebak bahwa «Kadis» adalah kolom «Kepala Dinas»",
        "One thing, one name: readers should not have to guess that «Kadis» is the column «Kepala Dinas»",
    ),
    ("Baris {row} menyebut «{word}», kolomnya bernama «{lane}»", "Row {row} says «{word}», the column is called «{lane}»"),
    ("tulis «{lane}»", "write «{lane}»"),
    "1. @Staf: Menyerahkan konsep kepada Kadis\n2. @Kepala Dinas: Menandatangani konsep\n",
    "1. @Staf: Menyerahkan konsep kepada Kepala Dinas\n2. @Kepala Dinas: Menandatangani konsep\n",
    fixes=True,
)


def poor_sop_name(case: Case) -> Iterator[Finding]:
    """Names that repeat "SOP", or name a unit and no work."""
    for sop in case.sops:
        found = _STARTS_WITH_SOP.match(sop.name)
        if found and len(sop.name) > found.end():
            span = case.sources.find(sop.span, found.group().strip())
            rest = sop.name[found.end() :]
            whole = case.sources.find(sop.span, sop.name)
            yield Finding(span or sop.span, {"word": found.group().strip()}, (Edit(whole, rest),) if whole else ())
        elif sop.name and _UNIT.match(sop.name) and not _ACT.search(_UNIT.sub("", sop.name)):
            message = ("Nama SOP «{name}» menyebut unit kerja, bukan pekerjaannya", "The name «{name}» tells a unit, not its work")
            hint = (
                "tulis nama prosedurnya, misalnya «Penyusunan Rencana Kerja»",
                "write the procedure, such as «Penyusunan Rencana Kerja»",
            )
            yield Finding(case.sources.find(sop.span, sop.name) or sop.span, {"name": sop.name}, (), message, hint)


POOR_SOP_NAME = Rule(
    "nama-sop",
    "nama",
    "info",
    poor_sop_name,
    ("Nama SOP mengulang kata SOP atau hanya menyebut unit kerja", "The name repeats the word SOP or names a unit only"),
    (
        "Nama SOP adalah nama prosedur sesuai tugas dan fungsi (pedoman Mahkamah Agung); kata «Nama SOP» sudah tercetak di depannya",
        "The name is that of a procedure according to task and function (Supreme Court guide); «Nama SOP» is printed before it",
    ),
    ("Nama SOP mengulang kata «{word}»", "The name repeats the word «{word}»"),
    ("hapus kata itu; judulnya sudah tercetak «Nama SOP»", "delete it; the printed label already says «Nama SOP»"),
    "sop: SOP Penerbitan Izin\n1. @Petugas: Memeriksa berkas\n2. @Kepala: Menandatangani izin\n",
    "sop: Penerbitan Izin\n1. @Petugas: Memeriksa berkas\n2. @Kepala: Menandatangani izin\n",
    fixes=True,
)


def other_title(case: Case) -> Iterator[Finding]:
    """The title of the only chart of a procedure, when it is not the procedure's name."""
    for chart in case.charts:
        if chart.sop.name and chart.chart.title and len(chart.sop.charts) == 1:
            title, name = (_KIND_OF_TEXT.sub("", fold(words)) for words in (chart.chart.title, chart.sop.name))
            if title != name:
                yield Finding(chart.chart.span, {"title": chart.chart.title, "name": chart.sop.name})


OTHER_TITLE = Rule(
    "nama-tabel",
    "nama",
    "warning",
    other_title,
    ("Judul tabel berbeda dari Nama SOP", "The table's title differs from the name of the procedure"),
    (
        "Identitas dan bagan adalah dua bagian satu SOP (Permenpan 35/2012: unsur prosedur); judul yang berbeda berarti salah salin",
        "Identity and chart are two parts of one procedure (Permenpan 35/2012); different titles mean a slip of copying",
    ),
    ("Judul tabel «{title}» berbeda dari Nama SOP «{name}»", "The title «{title}» differs from the name «{name}»"),
    ("samakan keduanya", "make them the same"),
    "sop: Pengukuran Kinerja\nprosedur: SOP Pengumpulan Data\n1. @Petugas: Mengukur kinerja\n2. @Kepala: Menyetujui hasil\n",
    "sop: Pengukuran Kinerja\nprosedur: SOP Pengukuran Kinerja\n1. @Petugas: Mengukur kinerja\n2. @Kepala: Menyetujui hasil\n",
)

_NEAR = 0.8
_WORDS_OF_HEADINGS = frozenset(
    word
    for heading in (*HEADINGS.values(), "Judul SOP", "Aktivitas", "Uraian", "Persyaratan", "Pelaku", "Ket", "Tgl", "Pengertian", "Tahapan")
    for word in tokens(heading)
)


def misspelt_heading(case: Case) -> Iterator[Finding]:
    """Headings of the style that are near a standard word without being one."""
    for sop in case.sops:
        for key, heading in sop.style.headings:
            for word in tokens(heading):
                near = _near_word(word)
                if near:
                    yield Finding(sop.span, {"heading": heading, "word": word, "near": near, "key": key})


def _near_word(word: str) -> str:
    if word in _WORDS_OF_HEADINGS or len(word) < 6:
        return ""
    likeness = [(SequenceMatcher(None, word, known).ratio(), known) for known in sorted(_WORDS_OF_HEADINGS) if len(known) > 5]
    ratio, known = max(likeness)
    return known if ratio >= _NEAR else ""


MISSPELT_HEADING = Rule(
    "ejaan-judul",
    "nama",
    "info",
    misspelt_heading,
    ("Judul kolom atau kotak yang diganti tampaknya salah tulis", "A changed heading looks misspelt"),
    (
        "66 dari 348 SOP yang dibaca memuat «Kualifikasi Pelaksanaan»; terbaca pula «Paralatan» dan «Pencatatan dan Pencatatan»",
        "66 of 348 procedures read have «Kualifikasi Pelaksanaan»; «Paralatan» and «Pencatatan dan Pencatatan» were met too",
    ),
    ("Judul «{heading}» mungkin salah tulis: «{word}»", "The heading «{heading}» may be misspelt: «{word}»"),
    ("maksudnya «{near}»? Ubah di bawah «gaya: judul: {key}»", "is «{near}» meant? Change it below «gaya: judul: {key}»"),
    "sop: Penerbitan Izin\ngaya:\n  judul:\n    peralatan: Paralatan\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
    "sop: Penerbitan Izin\ngaya:\n  judul:\n    peralatan: Peralatan\n1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n",
)
