"""`sopflow audit`: the counted quality of what would be drawn, measured from the SVG that would be written.

`--json` prints one object. Its fields keep their names and meanings; others may be added:

    {"version": 1,
     "faults": N,                                 all faults of all files
     "files": [{"file": PATH,
                "compiled": true | false,         false: the text has errors, and nothing else follows
                "pages": [MEASURES + {"page": N}],        the pages of the document
                "charts": [MEASURES + {"chart": N}],      the continuous charts, as written to NAME-bagan.svg
                "total": MEASURES,                        of the pages in sum: least distances, mean shares
                "suggestions": [{"chart": N, "lanes": [ALIAS, …], "now": COUNT, "then": COUNT, "tried": N, "complete": true | false}]}]}

MEASURES: hits, overlaps, along_rules, head_faults, label_contacts, shape_contacts, text_outside, outside_page (faults by kind);
crossings, bends, connectors; length, shortest_arrival, label_clearance (mm; null where there is nothing to measure);
fill: {table, text, white} (shares) or null; faults: what the faults are, in words. COUNT: {"crossings": N, "bends": N}.
`suggestions` is there with --suggest only. What each measure means: sopflow/audit/.
"""

import json
import sys
from math import isfinite
from typing import Any

import click

from sopflow.audit import Measures, measure, read, total
from sopflow.audit.suggest import Suggestion, suggest_order
from sopflow.cli.compiling import compile_path
from sopflow.cli.folders import named_files
from sopflow.drawing import Page
from sopflow.export.svg import svg
from sopflow.messages import say
from sopflow.model.book import Chart
from sopflow.source import shown
from sopflow.values import NamedTuple

COUNTS = (
    "crossings",
    "bends",
    "hits",
    "overlaps",
    "along_rules",
    "head_faults",
    "label_contacts",
    "shape_contacts",
    "text_outside",
    "outside_page",
    "connectors",
)
HEADINGS = "silang belok tembus impit garis kepala label bentuk teks keluar sambung"
"""The printed heading of each count."""

OTHER_HEADINGS = "tiba jarak tabel isi putih"
"""The printed headings of what is measured besides."""

SHOWN_FAULTS = 20
"""More faults of a file than this are only counted."""

LEGEND = """silang, belok: persilangan dan belokan anak panah; sambung: tanda sambungan antarhalaman.
Galat bila bukan 0: tembus (anak panah menembus bentuk), impit (dua anak panah berimpit), garis (anak panah di garis tabel),
kepala (kepala panah tanpa jalan lurus atau tersentuh), label (label tersentuh, tertutup atau jauh dari jalannya),
bentuk (bentuk terlalu rapat), teks (teks keluar dari sel atau bentuknya), keluar (keluar dari halaman).
tiba: jalan lurus terpendek sebelum bentuk; jarak: jarak terkecil label ke benda lain (mm);
tabel: bagian halaman yang diisi tabel; isi: bagian kolom teks yang terisi; putih: bagian tabel yang kosong (%)."""


class Audited(NamedTuple):
    """One file's measures: of its pages, of its continuous charts; and the lane orders suggested for its charts."""

    file: str
    pages: tuple[Measures, ...]
    charts: tuple[Measures, ...]
    suggestions: tuple[tuple[Chart, Suggestion], ...]


def audit_paths(paths: tuple[str, ...], as_json: bool, suggest: bool) -> int:
    """Prints the measures of files and folders; 1 when a file could not be compiled or has a fault, or there is none."""
    audited: list[tuple[str, Audited | None]] = [(file, _audit(file, suggest)) for file in named_files(paths)]
    faults = sum(len(page.faults) for _, each in audited if each for page in (*each.pages, *each.charts))
    if as_json:
        click.echo(json.dumps(_report(audited, faults, suggest), ensure_ascii=False, indent=2))
    else:
        for _, each in audited:
            if each:
                click.echo("\n".join(_told(each)))
        if any(each for _, each in audited):
            click.echo(say(LEGEND))
    return 1 if faults or not audited or any(each is None for _, each in audited) else 0


def _audit(file: str, suggest: bool) -> Audited | None:
    compiled = compile_path(file)
    if compiled is None or compiled.drawing is None or compiled.book is None:
        return None
    charts = [chart for sop in compiled.book.sops for chart in sop.charts]
    suggestions = tuple((chart, suggest_order(chart)) for chart in charts) if suggest else ()
    pages, whole = compiled.drawing.pages, compiled.drawing.charts
    return Audited(file, tuple(map(_measured, pages)), tuple(map(_measured, whole)), suggestions)


def _measured(page: Page) -> Measures:
    return measure(read(svg(page)))


# words


def _told(audited: Audited) -> list[str]:
    pages = [f"{number}" for number in range(1, len(audited.pages) + 1)]
    charts = [say(f"bagan {number}") if len(audited.charts) > 1 else say("bagan") for number in range(1, len(audited.charts) + 1)]
    measures = (*audited.pages, *audited.charts)
    lines = [shown(audited.file), _row(say("halaman"), say(HEADINGS).split(), say(OTHER_HEADINGS).split())]
    lines += [_measures_row(name, each) for name, each in zip((*pages, *charts), measures, strict=True)]
    lines.append(_measures_row(say("semua"), total(audited.pages)))
    places = (*(say(f"halaman {number}") for number in pages), *charts)
    faults = [f"  {place}: {say(fault)}" for place, each in zip(places, measures, strict=True) for fault in each.faults]
    lines += faults[:SHOWN_FAULTS]
    if len(faults) > SHOWN_FAULTS:
        lines.append("  " + say(f"… dan {len(faults) - SHOWN_FAULTS} galat lain"))
    lines += [_suggestion(chart, each) for chart, each in audited.suggestions]
    return [*lines, ""]


def _measures_row(name: str, measures: Measures) -> str:
    counts = [str(getattr(measures, field)) for field in COUNTS]
    arrival = f"{measures.shortest_arrival:.1f}" if isfinite(measures.shortest_arrival) else "-"
    clearance = f"{measures.label_clearance:.2f}" if isfinite(measures.label_clearance) else "-"
    shares = [f"{share * 100:.0f}" for share in measures.fill] if measures.fill else ["-"] * 3
    return _row(name, counts, [arrival, clearance, *shares])


def _row(name: str, counts: list[str], others: list[str]) -> str:
    cells = [f"{words:>{max(3, len(title))}}" for words, title in zip(counts, say(HEADINGS).split(), strict=True)]
    return f"  {name:<9}" + " ".join([*cells, *(f"{words:>5}" for words in others)])


def _suggestion(chart: Chart, suggestion: Suggestion) -> str:
    title = f" «{chart.title}»" if chart.title else ""
    now, then = suggestion.now, suggestion.then
    figures = say(f"{now.crossings} persilangan dan {now.bends} belokan")
    tried = say(f"{'semua ' * suggestion.complete}{suggestion.tried} urutan dicoba")
    if then >= now:
        words = say("saran{}: urutan pelaksana tetap; {}, tidak ada yang lebih baik ({})").format(title, figures, tried)
    else:
        lanes = ", ".join(chart.lanes[lane].name for lane in suggestion.order)
        better = say(f"{then.crossings} persilangan dan {then.bends} belokan")
        words = say("saran{}: urutan pelaksana {}: {}, bukan {} ({}); pilih hanya bila urutannya tetap wajar")
        words = words.format(title, lanes, better, figures, tried)
    return f"  {words}"


# machines


def _report(audited: list[tuple[str, Audited | None]], faults: int, suggest: bool) -> dict[str, Any]:
    return {"version": 1, "faults": faults, "files": [_file_report(file, each, suggest) for file, each in audited]}


def _file_report(file: str, audited: Audited | None, suggest: bool) -> dict[str, Any]:
    if audited is None:
        return {"file": file, "compiled": False}
    report: dict[str, Any] = {
        "file": file,
        "compiled": True,
        "pages": [{"page": number, **_fields(each)} for number, each in enumerate(audited.pages, 1)],
        "charts": [{"chart": number, **_fields(each)} for number, each in enumerate(audited.charts, 1)],
        "total": _fields(total(audited.pages)),
    }
    if suggest:
        report["suggestions"] = [
            {
                "chart": number,
                "lanes": [chart.lanes[lane].id for lane in each.order],
                "now": each.now._asdict(),
                "then": each.then._asdict(),
                "tried": each.tried,
                "complete": each.complete,
            }
            for number, (chart, each) in enumerate(audited.suggestions, 1)
        ]
    return report


def _fields(measures: Measures) -> dict[str, Any]:
    """The measures by name, lengths with two decimals and shares with three."""
    fields = measures._asdict()
    for name in ("length", "shortest_arrival", "label_clearance"):
        fields[name] = round(fields[name], 2) if isfinite(fields[name]) else None
    fields["fill"] = {name: round(share, 3) for name, share in measures.fill._asdict().items()} if measures.fill else None
    return {**fields, "faults": list(map(say, measures.faults))}


# ---- commands


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="BERKAS...")
@click.option("--json", "as_json", is_flag=True, help="Cetak ukurannya sebagai JSON.")
@click.option("--suggest", is_flag=True, help="Cari urutan pelaksana dengan persilangan dan belokan paling sedikit.")
def audit(paths: tuple[str, ...], as_json: bool, suggest: bool) -> None:
    """Mengukur mutu gambar yang akan dibuat dari BERKAS .sop atau seisi folder."""
    sys.exit(audit_paths(paths, as_json, suggest))
