"""Texts that nobody should write: hundreds of kilobytes of one thing. Not a test.

Each is made when it is asked for, from its name.
"""

from collections.abc import Callable

SIZE = 400_000
LANES = "pelaksana:\n  a: Staf\n  b: Ketua\n  c: Kepala\nkegiatan:\n"


def fill(unit: str, size: int = SIZE) -> str:
    """`unit` over and over, `size` bytes of it."""
    return unit * (size // len(unit.encode()))


def rows(count: int, below: Callable[[int], str] = lambda row: "") -> str:
    """A chart of so many rows, with what stands below each."""
    return LANES + "".join(f"{row}. @{'abc'[row % 3]}: Kerja {row}\n{below(row)}" for row in range(1, count + 1))


def paragraph(unit: str, indent: int) -> str:
    """One text in lines that are all shorter than the longest that is read."""
    line = " " * indent + fill(unit, 10_000) + "\n"
    return line * (SIZE // len(line.encode()))


REFUSED: dict[str, tuple[str, Callable[[], str]]] = {
    "a line of letters": ("baris-terlalu-panjang", lambda: LANES + "1. @a: " + "x" * SIZE),
    "a line of stars": ("baris-terlalu-panjang", lambda: LANES + "1. @a: " + fill("*a **b ")),
    "a line of backslashes": ("baris-terlalu-panjang", lambda: LANES + "1. @a: " + "\\" * SIZE),
    "a line of quotes": ("baris-terlalu-panjang", lambda: LANES + '1. @"' + '"' * SIZE),
    "a line of nothing visible": ("baris-terlalu-panjang", lambda: LANES + "1. @a: " + "\u200b" * (SIZE // 3)),
    "a line of marks": ("baris-terlalu-panjang", lambda: LANES + "1. @a: a" + "\u0301" * (SIZE // 2)),
    "a line of letters that grow": ("baris-terlalu-panjang", lambda: LANES + "1. @a: " + "\ufdfa" * (SIZE // 3)),
    "a cell of a book's length": ("teks-terlalu-panjang", lambda: LANES + "1. @a: x\n" + paragraph("kata ", 8)),
    "a title of a book's length": ("teks-terlalu-panjang", lambda: "sop: x\n" + paragraph("judul ", 2) + "1. @a: x\n"),
    "emphasis without end": ("teks-terlalu-panjang", lambda: "penjelasan: x\n" + paragraph("*a **b ", 2) + "1. @a: x\n"),
    "a long label": ("teks-terlalu-panjang", lambda: LANES + "1. @a: x\n   " + fill("y ", 19_000) + " -> 1\n"),
    "a long name": ("teks-terlalu-panjang", lambda: "pelaksana:\n  a: " + "x" * 19_000 + "\n1. @a: x\n"),
    "a list without end": ("terlalu-banyak", lambda: LANES + "1. @a: x\n   kelengkapan:\n" + fill("     - UU\n")),
    "stages without rows": ("terlalu-banyak", lambda: fill("tahap: S\n") + "1. @a: x\n"),
    "boxes": ("terlalu-banyak", lambda: fill("isian: Judul\n  x\n") + "1. @a: x\n"),
    "procedures": ("terlalu-banyak", lambda: fill("sop: S\n1. @a: x\n2. @b: y\n")),
    "tables": ("terlalu-banyak", lambda: fill("prosedur: S\n1. @a: x\n2. @b: y\n", 40_000)),
    "rows": ("terlalu-banyak", lambda: rows(7000)),
    "ways out of a row": (
        "terlalu-banyak",
        lambda: rows(20) + "21. @a: x\n" + "".join(f"   l{n} -> {n % 20 + 1}\n" for n in range(30_000)),
    ),
    "outcomes of a decision": (
        "terlalu-banyak",
        lambda: rows(20) + "21. @a: x\n" + "".join(f"   l{n} -> {n}\n" for n in range(1, 22)),
    ),
    "arrows of a shape": (
        "terlalu-banyak",
        lambda: rows(99) + "100. @a: x\n" + "".join(f"   l{n} -> {', '.join(str(n * 10 + m) for m in range(1, 8))}\n" for n in range(9)),
    ),
    "targets of an arrow": ("terlalu-banyak", lambda: rows(99) + "100. @a: x\n   -> " + ", ".join(map(str, range(1, 99)))),
    "shapes of a row": ("terlalu-banyak", lambda: LANES + "1. " + " -> ".join("@a" for _ in range(2000)) + ": x\n"),
    "forks into forks": ("terlalu-banyak", lambda: f"1. {' & '.join(f'@l{n}' for n in range(900))} -> @a: x\n"),
    "lanes": ("terlalu-banyak", lambda: "".join(f"{n}. @l{n}: Kerja\n" for n in range(1, 1001))),
    "a list of lanes": ("terlalu-banyak", lambda: "pelaksana:\n" + "".join(f"  l{n}: Lane {n}\n" for n in range(20_000)) + "1. @l1: x\n"),
    "everything to everything": (
        "terlalu-banyak",
        lambda: LANES + "".join(f"{n}. @a: x\n" + "".join(f"   l{m} -> {m}\n" for m in range(1, 61)) for n in range(1, 61)),
    ),
    "arrows to one row": ("terlalu-banyak", lambda: rows(1500, lambda row: "   tidak -> 1\n" if row > 1 else "")),
    "long arrows side by side": ("terlalu-banyak", lambda: rows(1500, lambda row: f"   tidak -> {row * 7919 % 1500 + 1}\n")),
    "signers": ("terlalu-banyak", lambda: "lembar pengesahan: L\n" + fill("  peran: K\n    nama: N\n") + "1. @a: x\n"),
    "groups in groups": (
        "kelompok-bertingkat",
        lambda: "pelaksana:\n" + "\n".join(" " * (2 + n) + "g:" for n in range(1200)) + "\n1. @a: x\n",
    ),
    "lines of nonsense": ("baris-tidak-dimengerti", lambda: fill("blah blah\n")),
    "items within items": ("baris-tidak-dimengerti", lambda: "\n".join(" " * n + "- x" for n in range(1300))),
    "unknown rows": ("baris-tidak-ada", lambda: rows(3000, lambda row: f"   tidak -> x{row}\n")),
    "arrows to nothing": ("sasaran-kosong", lambda: LANES + "1. @a: x\n" + "   -> \n" * 20_000),
    "blank lines": ("tanpa-kegiatan", lambda: "\n" * SIZE),
    "a huge font": ("nilai-setelan", lambda: "gaya:\n  ukuran huruf: 1" + "0" * 5000 + " pt\n1. @a: x\n"),
    "a wide margin": ("nilai-setelan", lambda: "gaya:\n  margin: 10000 mm\n1. @a: x\n"),
}
"""What is refused, by what is too much in it: the code of a message, and the text."""

DRAWN: dict[str, Callable[[], str]] = {
    "comments": lambda: fill("# catatan\n", 50_000) + "1. @A: x\n",
    "a hundred settings": lambda: "gaya:\n" + fill("  nomor kolom: ya\n", 2_000) + "1. @A: x\n",
    "items within items of a cell": lambda: LANES + "1. @a: x\n   kelengkapan:\n" + "\n".join(" " * (5 + n) + "- x" for n in range(600)),
    "a key of thousands of digits": lambda: LANES + "9" * 4000 + ". @a: x\n   tidak -> " + "9" * 4000 + "\n",
    "times of thousands of digits": lambda: LANES + f"1. @a: x\n   waktu: {'9' * 5000} hari\n2. @b: y\n   waktu: {'9' * 400} tahun\n",
    "forty lanes": lambda: "".join(f"{n}. @l{n % 40}: Kerja\n" for n in range(1, 61)),
    "one cell over hundreds of rows": lambda: LANES + "1. @a: x\n   output: y\n" + "".join(f"{n}. @a: ^\n" for n in range(2, 400)),
    "a thousand rows on one page": lambda: "gaya: satu-halaman\n" + rows(300),
    "a procedure after another": lambda: "".join(f"sop: S {n}\n1. @a: x\n2. @b: y\n" for n in range(150)),
    "words without spaces": lambda: LANES + "1. @a: " + "x" * 5000 + "\n   output: " + "Ü" * 3000 + "\n",
    "letters of the world": lambda: LANES + "1. @a: مرحبا שלום 한국어 👩‍👩‍👧 " + "".join(map(chr, range(0x4E00, 0x5200))) + "\n",
    "old line ends": lambda: rows(40).replace("\n", "\r"),
    "no rows but parts": lambda: "sampul: K\nkeputusan: K\n" + "  Menimbang: a\n" * 300 + "sop: S\n1. @a: x\n",
}
"""What is drawn all the same."""
