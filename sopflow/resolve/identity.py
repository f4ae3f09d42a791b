"""From the fields of one procedure to its identity page, approval sheet and further parts."""

from collections.abc import Callable

from sopflow.model.book import Approval, Box, Entry, Identity, Logo, Part, Signer
from sopflow.model.style import Style
from sopflow.resolve.report import Report
from sopflow.richtext import Block, Text, plain
from sopflow.source import NOWHERE, Span
from sopflow.syntax.ast import FieldNode

BOX_KEYS = ("dasar hukum", "kualifikasi pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan")
"""The six boxes in reading order, left before right (Permenpan 35/2012, bagian identitas)."""

ENTRY_KEYS = ("nomor", "tanggal pembuatan", "tanggal revisi", "tanggal pengesahan", "tanggal efektif")
IDENTITY_KEYS = frozenset((*BOX_KEYS, *ENTRY_KEYS, "instansi", "unit", "logo", "disahkan oleh", "isian"))
PART_KINDS = ("sampul", "keputusan", "daftar isi", "penjelasan")

LogoReader = Callable[[str, Span], Logo | None]


def build_identity(fields: list[FieldNode], style: Style, read_logo: LogoReader) -> Identity | None:
    """The identity, or None when nothing of it was written. A field written twice: the later one counts."""
    if not any(field.name in IDENTITY_KEYS for field in fields):
        return None
    by_name = {field.name: field for field in fields}
    logo = by_name.get("logo")
    signer = by_name.get("disahkan oleh")
    return Identity(
        _lines(by_name.get("instansi")),
        _lines(by_name.get("unit")),
        read_logo(plain(logo.text), logo.text[0].span) if logo and logo.text else None,
        _entries(by_name, style),
        _signer(signer, style.heading("disahkan oleh")) if signer else None,
        _boxes(fields, by_name, style),
    )


def _lines(field: FieldNode | None) -> tuple[str, ...]:
    return tuple("".join(run.text for run in block.runs) for block in field.text) if field else ()


def _entries(by_name: dict[str, FieldNode], style: Style) -> tuple[Entry, ...]:
    shown = [key for key in ENTRY_KEYS if key in by_name or key not in ("tanggal pengesahan", "tanggal efektif")]
    if "tanggal efektif" not in shown and "tanggal pengesahan" not in shown:
        shown.append("tanggal efektif")
    return tuple(
        Entry(key, style.heading(key), plain(by_name[key].text) if key in by_name else "", by_name[key].span if key in by_name else NOWHERE)
        for key in shown
    )


def _boxes(fields: list[FieldNode], by_name: dict[str, FieldNode], style: Style) -> tuple[Box, ...]:
    standard = [
        Box(
            key, style.heading(key), numbered(by_name[key].text) if key in by_name else (), by_name[key].span if key in by_name else NOWHERE
        )
        for key in BOX_KEYS
    ]
    own = [_own_box(field) for field in fields if field.name == "isian"]
    return (*standard, *own)


def _own_box(field: FieldNode) -> Box:
    """`isian: Judul`: the first paragraph is the title, the rest the text."""
    return Box("isian", plain(field.text[:1]), numbered(field.text[1:]), field.span)


def numbered(text: Text) -> Text:
    """`text` with the top-level items that were written with a bullet numbered 1., 2., …"""
    blocks: list[Block] = []
    count = 0
    for block in text:
        if block.level == 0 and block.marker and not block.marker[0].isalnum():
            count += 1
            block = block._replace(marker=f"{count}.")
        elif block.level == 0:
            count = 0
        blocks.append(block)
    return tuple(blocks)


def _signer(field: FieldNode, role: str) -> Signer:
    words = {child.name: plain(child.text) for child in field.children}
    position = plain(field.text)
    return Signer(role, position, words.get("nama", ""), words.get("pangkat", ""), words.get("nip", ""), field.span)


def build_approval(fields: list[FieldNode], report: Report) -> Approval | None:
    """The approval sheet, if one was written."""
    field = next((field for field in reversed(fields) if field.name == "lembar pengesahan"), None)
    if field is None:
        return None
    place = date = ""
    signers: list[Signer] = []
    for child in field.children:
        if child.name == "tempat":
            place = plain(child.text)
        elif child.name == "tanggal":
            date = plain(child.text)
        else:
            role = " ".join(child.title.text.replace("\\", "").split())
            signers.append(_signer(child, role[:1].upper() + role[1:]))
    if not signers:
        report.error(
            "penanda-tangan-kosong",
            "Lembar pengesahan ini belum menyebut siapa yang menandatangani",
            field.span,
            "tambahkan di bawahnya, misalnya «menyetujui: Kepala Dinas» dengan «nama:» di bawahnya",
        )
    return Approval(plain(field.text) or "Lembar Pengesahan", place, date, tuple(signers), field.span)


def build_parts(fields: list[FieldNode]) -> tuple[Part, ...]:
    """Cover, decree, contents and explanation, in the regulation's order."""
    found = {field.name: field for field in fields if field.name in PART_KINDS}
    return tuple(_part(found[kind], kind) for kind in PART_KINDS if kind in found)


def _part(field: FieldNode, kind: str) -> Part:
    """The words on the keyword's own line are the title, the rest is the text."""
    titled = bool(field.text) and not field.text[0].marker and field.text[0].span.line == field.span.line
    title = plain(field.text[:1]) if titled else ""
    rest = field.text[1:] if title else field.text
    return Part(kind, title, rest, field.span)  # type: ignore[arg-type]
