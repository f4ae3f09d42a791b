"""From `gaya:` statements to a `Style`: presets, then what was said to differ."""

from collections.abc import Callable

from sopflow.model.style import COLUMN_ORDER, HEADINGS, PAPERS, PRESETS, Style
from sopflow.resolve.report import Report, fold, meant
from sopflow.richtext import plain
from sopflow.syntax.ast import FieldNode

SWITCHES = {
    "nomor kolom": "number_row",
    "nomor halaman": "page_numbers",
    "judul tabel": "table_title",
    "lompatan": "hops",
    "ruang qr": "qr_room",
    "pita tte": "signature_band",
    "bidang tte": "signature_field",
}
CHOICES: dict[str, tuple[str, dict[str, object]]] = {
    "arah": ("landscape", {"mendatar": True, "tegak": False}),
    "nomor baris": ("row_numbers", {"urut": "all", "per tahap": "stage", "tahap": "stages only"}),
    "kapsul": ("separate_capsules", {"gabung": False, "pisah": True}),
    "waktu": ("spelled_time", {"apa adanya": False, "terbilang": True}),
}
SETTINGS = ("dasar", "kertas", "margin", "ukuran huruf", "kolom", "lebar", "judul", *SWITCHES, *CHOICES)
UNITS = {"mm": 1.0, "cm": 10.0}


def build_style(nodes: list[FieldNode], report: Report) -> Style:
    """The style that the statements make, later ones on top of earlier ones."""
    style = PRESETS["permenpan"]
    for node in nodes:
        style = _preset(node, style, report)
        for setting in node.children:
            style = _apply(setting, style, report)
    return style


def _preset(node: FieldNode, style: Style, report: Report) -> Style:
    words = plain(node.text)
    for child in node.children:
        if child.name == "dasar":
            words = plain(child.text)
    if not words:
        return style
    preset = PRESETS.get(fold(words))
    if preset is None:
        report.error(
            "gaya-tidak-dikenal", f"Tidak ada gaya bernama «{words}»", node.span, meant(words, PRESETS, "yang ada: " + ", ".join(PRESETS))
        )
        return style
    return preset


def _apply(node: FieldNode, style: Style, report: Report) -> Style:
    name = fold(node.name)
    words = plain(node.text)
    if name == "dasar":
        return style
    if name in SWITCHES:
        return _choice(node, words, SWITCHES[name], {"ya": True, "tidak": False}, style, report)
    if name in CHOICES:
        return _choice(node, words, CHOICES[name][0], CHOICES[name][1], style, report)
    special = SPECIAL.get(name)
    if special is None:
        report.error(
            "setelan-tidak-dikenal",
            f"«{node.title.text}» bukan setelan gaya",
            node.title.span,
            meant(name, SETTINGS, "lihat daftar setelan"),
        )
        return style
    return special(node, words, style, report)


def _choice(node: FieldNode, words: str, field: str, choices: dict[str, object], style: Style, report: Report) -> Style:
    value = choices.get(fold(words))
    if value is None:
        _report_value(node, words, "pilih salah satu: " + ", ".join(choices), report)
        return style
    return style._replace(**{field: value})  # type: ignore[arg-type]


def _report_value(node: FieldNode, words: str, hint: str, report: Report) -> None:
    span = node.text[0].span if node.text else node.span
    report.error("nilai-setelan", f"«{words}» bukan nilai untuk «{node.title.text}»", span, hint)


def _paper(node: FieldNode, words: str, style: Style, report: Report) -> Style:
    by_fold = {fold(name): name for name in PAPERS}
    name = by_fold.get(fold(words)) or {"folio": "F4"}.get(fold(words))
    if name is None:
        _report_value(node, words, "pilih salah satu: " + ", ".join(PAPERS), report)
        return style
    return style._replace(paper=name)


def _length(words: str) -> float | None:
    """Millimetres written as `12`, `12 mm`, `1,5 cm`; None when it is not a length."""
    text = words.strip().casefold().replace(",", ".")
    factor = 1.0
    for unit, scale in UNITS.items():
        if text.endswith(unit):
            text, factor = text.removesuffix(unit).strip(), scale
            break
    try:
        value = float(text) * factor
    except ValueError:
        return None
    return value if 0 <= value <= 1000 else None


def _margins(node: FieldNode, words: str, style: Style, report: Report) -> Style:
    unit = next((unit for unit in UNITS if words.casefold().rstrip().endswith(unit)), "mm")
    parts = [part for part in words.casefold().replace("mm", " ").replace("cm", " ").split() if part]
    lengths = [_length(f"{part} {unit}") for part in parts]
    usable = [length for length in lengths if length is not None and length <= 80]
    if len(lengths) not in (1, 4) or len(usable) != len(lengths):
        _report_value(node, words, "tulis satu angka atau empat (atas kanan bawah kiri), misalnya «12 mm», paling banyak 80 mm", report)
        return style
    top, right, bottom, left = usable * 4 if len(usable) == 1 else usable
    return style._replace(margins=(top, right, bottom, left))


def _font_size(node: FieldNode, words: str, style: Style, report: Report) -> Style:
    try:
        size = float(words.casefold().removesuffix("pt").strip().replace(",", "."))
    except ValueError:
        size = 0.0
    if not 5 <= size <= 14:
        _report_value(node, words, "tulis ukuran dalam poin dari 5 sampai 14, misalnya «8 pt»", report)
        return style
    return style._replace(font_size=size)


def _columns(node: FieldNode, words: str, style: Style, report: Report) -> Style:
    names = [fold(name) for name in words.split(",")]
    unknown = [name for name in names if name not in COLUMN_ORDER]
    if unknown or len(set(names)) != len(names) or "pelaksana" not in names or "kegiatan" not in names:
        _report_value(node, words, "susun dari: " + ", ".join(COLUMN_ORDER) + " (kegiatan dan pelaksana harus ada)", report)
        return style
    return style._replace(columns=tuple(names))


def _widths(node: FieldNode, _words: str, style: Style, report: Report) -> Style:
    widths = dict(style.widths)
    for child in node.children:
        length = _length(plain(child.text))
        if fold(child.name) not in COLUMN_ORDER:
            hint = meant(child.name, COLUMN_ORDER, "kolom yang ada: " + ", ".join(COLUMN_ORDER))
            report.error("kolom-tidak-dikenal", f"Tidak ada kolom «{child.title.text}»", child.title.span, hint)
        elif length is None or not 5 <= length <= 300:
            _report_value(child, plain(child.text), "tulis lebar dalam milimeter dari 5 sampai 300, misalnya «40 mm»", report)
        else:
            widths[fold(child.name)] = length
    return style._replace(widths=tuple(widths.items()))


def _headings(node: FieldNode, _words: str, style: Style, report: Report) -> Style:
    headings = dict(style.headings)
    for child in node.children:
        if fold(child.name) not in HEADINGS:
            hint = meant(child.name, HEADINGS, "judul yang ada: " + ", ".join(HEADINGS))
            report.error("judul-tidak-dikenal", f"Tidak ada judul «{child.title.text}»", child.title.span, hint)
        else:
            headings[fold(child.name)] = plain(child.text)
    return style._replace(headings=tuple(headings.items()))


SPECIAL: dict[str, Callable[[FieldNode, str, Style, Report], Style]] = {
    "kertas": _paper,
    "margin": _margins,
    "ukuran huruf": _font_size,
    "kolom": _columns,
    "lebar": _widths,
    "judul": _headings,
}
