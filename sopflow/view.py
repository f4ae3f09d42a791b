"""What of a document is drawn. In: words and numbers that a user chose. Out: a `View`, which the layout reads.

A part of a document is one continuous picture (one for each chart) as a report needs it; `paged` cuts it into the sheets of the paper.
The whole document always has pages. What holds: a `View` from `make_view` can be laid out, or the layout says why not.
"""

import re
from typing import Literal

from sopflow.values import NamedTuple

Part = Literal["lengkap", "identitas", "bagan", "alur", "mutu-baku"]
"""The whole document, the identity page, the chart with its table, its lanes alone, the table without the lanes."""

PARTS: tuple[Part, ...] = ("lengkap", "identitas", "bagan", "alur", "mutu-baku")

WIDEST = 2000.0
"""Millimetres: what no report's column is wider than."""


class ViewError(ValueError):
    """A view that can't be had. Its words, one line in Indonesian, tell what to change."""


class View(NamedTuple):
    """What is drawn. `rows`: first and last row by position, counted from 1. `width`: millimetres of a report's column.

    `paged`: the part is cut into the pages of its paper.
    """

    part: Part = "lengkap"
    rows: tuple[int, int] | None = None
    width: float | None = None
    paged: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is the document itself."""
        return self.part == "lengkap"

    @property
    def suffix(self) -> str:
        """What tells the files of this view from those of any other: "-alur-baris-3-8-160mm"; nothing for the document."""
        if self.whole:
            return ""
        rows = f"-baris-{self.rows[0]}-{self.rows[1]}" if self.rows else ""
        width = f"-{self.width:g}mm" if self.width else ""
        return f"-{self.part}{rows}{width}{'-halaman' * self.paged}"


WHOLE = View()
"""The document itself."""


def make_view(
    part: str = "lengkap", rows: str | tuple[int, int] | None = None, width: str | float | None = None, paged: bool = False
) -> View:
    """The view of a user's words: `rows` as "3-8" or (3, 8), `width` as "160mm", "16cm" or 160. ViewError when they make none.

    Rows and width are those of a chart: without a part they mean the chart with its table.
    """
    if part not in PARTS:
        raise ViewError(f"bagian «{part}» tidak dikenal; pilih dari {', '.join(PARTS)}")
    chosen = View(part, _rows(rows), _width(width), paged)
    if chosen.whole:
        chosen = chosen._replace(part="bagan") if chosen.rows or chosen.width else chosen._replace(paged=False)
    if chosen.rows and chosen.part == "identitas":
        raise ViewError("bagian identitas tidak mempunyai baris kegiatan; hapus pilihan baris, atau pilih bagian lain")
    if chosen.paged and (chosen.rows or chosen.width):
        raise ViewError("rentang baris dan lebar kolom selalu satu gambar; hapus pilihan halaman")
    return chosen


def _rows(given: str | tuple[int, int] | None) -> tuple[int, int] | None:
    if given is None or given == "":
        return None
    if isinstance(given, str):
        match = re.fullmatch(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6})\s*)?", given)
        if not match:
            raise ViewError(f"rentang baris «{given}» tidak terbaca; tulis misalnya 3-8")
        given = int(match[1]), int(match[2] or match[1])
    first, last = given
    if not 1 <= first <= last:
        raise ViewError(f"rentang baris {first}-{last} tidak ada; tulis nomor terkecil dulu, dihitung dari 1")
    return first, last


def _width(given: str | float | None) -> float | None:
    if given is None or given == "":
        return None
    if isinstance(given, str):
        match = re.fullmatch(r"\s*(\d{1,5}(?:[.,]\d{1,3})?)\s*(mm|cm|)\s*", given.casefold())
        if not match:
            raise ViewError(f"lebar «{given}» tidak terbaca; tulis misalnya 160mm atau 16cm")
        given = float(match[1].replace(",", ".")) * (10 if match[2] == "cm" else 1)
    if not 0 < given <= WIDEST:
        raise ViewError(f"lebar {given:g} mm tidak mungkin; tulis antara 1 dan {WIDEST:g} mm")
    return round(float(given), 3)
