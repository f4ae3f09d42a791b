"""The procedures that are measured.

One is real: an identity page with a logo, eleven rows, five lanes, four decisions. Long charts and large folders are made here, the same
ones at every run.
"""

from pathlib import Path
from random import Random

from ..rivals.flowcharts import Flowchart, flowcharts

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "000-laporan-spm.sop"
SHORT = 11
"""Rows of the example, and of every procedure of a folder."""

LANES = {"staf": "Staf Pelaksana", "katim": "Ketua Tim", "sekretaris": "Sekretaris", "bendahara": "Bendahara", "kadis": "Kepala Dinas"}
WORK = (
    "Menyusun konsep surat",
    "Memeriksa kelengkapan berkas permohonan",
    "Menelaah dan mengoreksi konsep laporan",
    "Membayarkan honorarium narasumber",
    "Menandatangani naskah dinas",
)


def long_chart(rows: int) -> str:
    """A chart of that many rows in five lanes; one row in seven sends back, one in 23 leads ahead."""
    ways = {row: [f"tidak -> {row - 3}"] for row in range(4, rows + 1, 7)}
    ahead = {row: [f"ya -> {row + 4}"] for row in range(11, rows - 3, 23)}
    return _text([(row * 7 + row // 5) % len(LANES) for row in range(1, rows + 1)], ahead | ways)


def procedure(number: int) -> str:
    """One of a folder's procedures, each with a flow of its own: every lane has work, two rows send back, another leads ahead."""
    dice = Random(number)
    lanes = [row % len(LANES) for row in range(SHORT)]
    dice.shuffle(lanes)
    back = {row: [f"tidak -> {row - dice.randint(1, min(3, row - 1))}"] for row in dice.sample(range(2, SHORT + 1), 2)}
    ahead = dice.choice([row for row in range(2, SHORT - 3) if row not in back])
    return _text(lanes, back | {ahead: [f"ya -> {ahead + dice.randint(2, 3)}"]})


def stored(folder: Path, texts: list[str]) -> list[Flowchart]:
    """The charts of texts, which are kept in the folder."""
    folder.mkdir()
    paths = [folder / f"naskah-{number:04}.sop" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return flowcharts(paths)


def _text(lanes: list[int], ways: dict[int, list[str]]) -> str:
    lines = ["pelaksana:", *(f"  {alias}: {name}" for alias, name in LANES.items())]
    for row, lane in enumerate(lanes, 1):
        lines.append(f"{row}. @{list(LANES)[lane]}: {WORK[lane]} bagian {row}")
        lines += ["   kelengkapan: Disposisi dan data dukung", "   waktu: 30 menit", "   output: Konsep surat berparaf"]
        lines += [f"   {way}" for way in ways.get(row, [])]
    return "\n".join(lines)
