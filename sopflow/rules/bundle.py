"""Rules about several procedures at once: those of one file, or of all files of one check (group "himpunan")."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from sopflow.model.book import Sop
from sopflow.model.names import procedure_key
from sopflow.richtext import plain
from sopflow.rules.case import Case, fold
from sopflow.rules.lanes import long_form
from sopflow.rules.rule import Finding, Rule
from sopflow.source import Span

_NEAR = 0.85
_ROWS = "1. @A: Memeriksa berkas\n2. @B: Menandatangani izin\n"


def twin_numbers(case: Case) -> Iterator[Finding]:
    """Numbers that stand for several procedures."""
    places: defaultdict[str, list[tuple[str, Span]]] = defaultdict(list)
    for sop in case.sops:
        for number, span in _numbers(sop):
            places[fold(number)].append((number, span))
    for same in places.values():
        if len(same) > 1:
            number, span = same[1]
            yield Finding(span, {"number": number, "count": len(same)})


def _numbers(sop: Sop) -> list[tuple[str, Span]]:
    """The numbers of a procedure: those of its charts, else that of its identity."""
    own = [(chart.number, chart.span) for chart in sop.charts if chart.number.strip(" -–")]
    entries = sop.identity.entries if sop.identity else ()
    return own or [(entry.text, entry.span) for entry in entries if entry.key == "nomor" and entry.text.strip(" -–")]


TWIN_NUMBERS = Rule(
    "nomor-sop-ganda",
    "himpunan",
    "warning",
    twin_numbers,
    ("Beberapa SOP bernomor sama", "Several procedures have the same number"),
    (
        "Nomor SOP adalah nomor prosedur yang di-SOP-kan (Permenpan 35/2012, bagian identitas): satu prosedur satu nomor; pada sebuah "
        "dokumen nyata enam SOP bernomor sama",
        "The number is that of the procedure (Permenpan 35/2012, identity): one procedure, one number; in one real document six share one",
    ),
    ("Nomor «{number}» dipakai {count} SOP", "The number «{number}» is used by {count} procedures"),
    ("beri tiap SOP nomornya sendiri", "give each procedure its own number"),
    f"sop: Izin Usaha\nnomor: 01/2024\n{_ROWS}sop: Izin Reklame\nnomor: 01/2024\n{_ROWS}",
    f"sop: Izin Usaha\nnomor: 01/2024\n{_ROWS}sop: Izin Reklame\nnomor: 02/2024\n{_ROWS}",
)


def twin_names(case: Case) -> Iterator[Finding]:
    """Procedures of the same name."""
    seen: set[str] = set()
    for sop in case.sops:
        title = procedure_key(sop.name)
        if title and title in seen:
            yield Finding(sop.span, {"name": sop.name})
        seen.add(title)


TWIN_NAMES = Rule(
    "nama-sop-ganda",
    "himpunan",
    "warning",
    twin_names,
    ("Dua SOP bernama sama", "Two procedures have the same name"),
    (
        "Kegiatan yang sama mempunyai SOP yang sama (bahan tayang KemenPAN-RB 2013): dua SOP bernama sama berarti salinan",
        "The same activity has the same procedure (KemenPAN-RB slides 2013): two of the same name mean a copy",
    ),
    ("Nama «{name}» dipakai dua SOP", "Two procedures are called «{name}»"),
    ("bedakan namanya, atau gabungkan keduanya", "give them different names, or merge them"),
    f"sop: Izin Usaha\n{_ROWS}sop: Izin Usaha\n{_ROWS}",
    f"sop: Izin Usaha\n{_ROWS}sop: Izin Reklame\n{_ROWS}",
)


def unknown_related(case: Case) -> Iterator[Finding]:
    """Related procedures that are not in the set: near misses always, all others when the set is said to be complete."""
    names = {procedure_key(words): words for sop in case.sops for words in (sop.name, *(chart.title for chart in sop.charts)) if words}
    if len(case.sops) < 2:
        return
    for words, span in _mentions(case):
        title = procedure_key(words)
        if not title or title in names:
            continue
        near = get_close_matches(title, names, 1, _NEAR)
        if near:
            hint = ("mungkin maksudnya «{near}»", "perhaps «{near}» is meant")
            yield Finding(span, {"words": words, "near": names[near[0]]}, hint=hint)
        elif case.options.complete_set:
            yield Finding(span, {"words": words})


def _mentions(case: Case) -> Iterator[tuple[str, Span]]:
    for _, box in case.boxes("keterkaitan"):
        for block in box.text:
            words = plain((block,)).strip(" .;")
            if fold(words).startswith("sop"):
                yield words, block.span
    for chart in case.charts:
        for shape in chart.shapes.values():
            if shape.link:
                yield shape.link, shape.span


UNKNOWN_RELATED = Rule(
    "kait-tak-ada",
    "himpunan",
    "info",
    unknown_related,
    ("SOP yang disebut tidak ada dalam himpunan", "A procedure is named that is not in the set"),
    (
        "SOP harus sinergi satu dengan lainnya (kriteria penilaian ke-7 Permenpan 35/2012). Nama yang hampir sama selalu dilaporkan; nama "
        "yang tidak ada hanya bila profil menyatakan «himpunan lengkap: ya»",
        "Procedures must fit together (seventh criterion of evaluation). Names that nearly match are always reported; absent ones only "
        "when the profile says «himpunan lengkap: ya»",
    ),
    ("«{words}» tidak ada di antara SOP yang diperiksa", "«{words}» is not among the procedures checked"),
    ("periksa namanya, atau periksa bersama berkasnya", "check the name, or check its file together with these"),
    f"sop: Izin Usaha\nketerkaitan:\n  - SOP Izin Reklme\n{_ROWS}sop: Izin Reklame\n{_ROWS}",
    f"sop: Izin Usaha\nketerkaitan:\n  - SOP Izin Reklame\n{_ROWS}sop: Izin Reklame\n{_ROWS}",
)


def different_nips(case: Case) -> Iterator[Finding]:
    """Signers of the same name with different numbers."""
    seen: dict[str, str] = {}
    for sop in case.sops:
        signers = [sop.identity.signer] if sop.identity and sop.identity.signer else []
        for signer in (*signers, *(sop.approval.signers if sop.approval else ())):
            nip = "".join(char for char in signer.nip if char.isdecimal())
            other = seen.setdefault(fold(signer.name), nip) if nip and signer.name else nip
            if other != nip:
                yield Finding(signer.span, {"name": signer.name})


DIFFERENT_NIPS = Rule(
    "nip-beda",
    "himpunan",
    "warning",
    different_nips,
    ("Satu pejabat dengan dua NIP", "One official with two NIPs"),
    ("Seorang pegawai mempunyai satu NIP; yang berbeda berarti salah ketik", "An employee has one NIP; two mean a slip"),
    ("NIP «{name}» berbeda dari yang tertulis sebelumnya", "The NIP of «{name}» differs from the one before"),
    ("samakan NIP-nya", "make them the same"),
    f"sop: Izin Usaha\ndisahkan oleh: Kepala\n  nama: Budi\n  nip: 19650501 198602 1 007\n{_ROWS}sop: Izin Reklame\n"
    f"disahkan oleh: Kepala\n  nama: Budi\n  nip: 19650501 198602 1 008\n{_ROWS}",
    f"sop: Izin Usaha\ndisahkan oleh: Kepala\n  nama: Budi\n  nip: 19650501 198602 1 007\n{_ROWS}sop: Izin Reklame\n"
    f"disahkan oleh: Kepala\n  nama: Budi\n  nip: 196505011986021007\n{_ROWS}",
)


def differently_written_lanes(case: Case) -> Iterator[Finding]:
    """The same position written in two ways in different charts."""
    seen: dict[str, str] = {}
    told: set[str] = set()
    for chart in case.charts:
        for lane in chart.chart.lanes:
            written = " ".join(lane.name.split())
            other = seen.setdefault(long_form(written), written)
            if other.casefold() != written.casefold() and written not in told:
                told.add(written)
                yield Finding(lane.span, {"lane": written, "other": other})


DIFFERENTLY_WRITTEN_LANES = Rule(
    "lajur-beda-tulis",
    "himpunan",
    "info",
    differently_written_lanes,
    ("Satu jabatan ditulis berbeda di SOP yang lain", "One position is written differently in another procedure"),
    (
        "SOP harus sinergi satu dengan lainnya (kriteria penilaian ke-7 Permenpan 35/2012): satu jabatan, satu sebutan di semua SOP",
        "Procedures must fit together (seventh criterion of evaluation): one position, one name in all of them",
    ),
    ("Pelaksana «{lane}» di SOP lain ditulis «{other}»", "The lane «{lane}» is written «{other}» in another procedure"),
    ("samakan; daftar bersama dapat ditaruh di berkas «gunakan:»", "make them the same; a common list can stand in a shared file"),
    "sop: Izin Usaha\n1. @Staf: Menyusun konsep\n2. @Kepala Dinas: Memeriksa konsep\nsop: Izin Reklame\n1. @Staf: Menyusun konsep\n"
    "2. @Kadis: Memeriksa konsep\n",
    "sop: Izin Usaha\n1. @Staf: Menyusun konsep\n2. @Kepala Dinas: Memeriksa konsep\nsop: Izin Reklame\n1. @Staf: Menyusun konsep\n"
    "2. @Kepala Dinas: Memeriksa konsep\n",
)
