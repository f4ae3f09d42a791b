"""Texts of procedures made from chance: what offices write, and what nobody should.

In: a source of chance (a seed, or hypothesis). Out: a `ChartText`, whose `render()` is a text that compiles without an error.
A chart has a habit (mostly straight, dense with decisions, much at the same time, …), so that each kind of hardship comes undiluted.
"""

from random import Random
from typing import NamedTuple

from hypothesis import strategies

PAPERS = ("A4", "A4", "A4", "F4", "Legal", "Letter", "A3")
WORDS = (
    *("menerima", "memeriksa", "menyusun", "menandatangani", "mencatat", "berkas", "permohonan", "laporan", "konsep", "surat"),
    *("keputusan", "rekomendasi", "kegiatan", "unit", "kerja", "pelaksanaan", "pertanggungjawaban", "penyelenggaraan", "kepada"),
    *("pimpinan", "sesuai", "ketentuan", "dan", "lampirannya", "yang", "telah", "disahkan", "untuk", "ditindaklanjuti"),
)
LABELS = ("tidak", "ditolak", "tidak lengkap", "belum sesuai", "revisi", "gagal")
LONG_LABELS = (
    "berkas tidak memenuhi persyaratan administrasi",
    "perlu kajian lebih lanjut oleh tim teknis",
    "TIDAKMEMENUHISYARATADMINISTRASI",
)
BRANCHES = ("satu", "dua", "tiga", "empat", "lima")
TIMES = ("15 menit", "1 jam 30 menit", "1-3 hari kerja", "maksimal 2 hari", "12 bulan", "-")
CELLS = ("kelengkapan", "waktu", "output", "keterangan")
SIDES = ("kiri", "kanan", "atas", "bawah")


class ShapeText(NamedTuple):
    """A shape as written: its lanes (indices, neighbours), its kind and words, if said."""

    lanes: tuple[int, ...]
    kind: str = ""
    words: str = ""

    def render(self) -> str:
        return "@" + "+".join(f"a{lane}" for lane in self.lanes) + (f"({self.kind})" if self.kind else "") + self.words


class ExitText(NamedTuple):
    """A way out. `lane`: whose, or -1; `goals`: row indices, or words such as `selesai`."""

    lane: int
    label: str
    goals: tuple[int | str, ...]
    side: str = ""

    def render(self) -> str:
        origin = f"@a{self.lane}" if self.lane >= 0 else ""
        goals = ", ".join(str(goal + 1) if isinstance(goal, int) else goal for goal in self.goals)
        return f"{origin} {self.label} -> {goals}".strip() + (f" lewat {self.side}" if self.side else "")


class RowText(NamedTuple):
    """A row: groups of shapes, kegiatan, cells, exits, the stage heading above it."""

    groups: tuple[tuple[ShapeText, ...], ...]
    words: str
    cells: tuple[tuple[str, str], ...] = ()
    exits: tuple[ExitText, ...] = ()
    stage: str = ""

    def render(self, number: int) -> list[str]:
        shapes = " -> ".join(" & ".join(shape.render() for shape in group) for group in self.groups)
        lines = [f"tahap: {self.stage}"] if self.stage else []
        lines.append(f"{number}. {shapes}: {self.words}")
        lines += [f"   {name}: {words}" for name, words in self.cells]
        return lines + [f"   {each.render()}" for each in self.exits]


class ChartText(NamedTuple):
    """A procedure with one table: style settings, identity lines, names of the lanes, rows."""

    style: tuple[str, ...]
    identity: tuple[str, ...]
    lanes: tuple[str, ...]
    rows: tuple[RowText, ...]

    def render(self) -> str:
        style = (self.style[0], *(f"  {line}" for line in self.style[1:])) if self.style else ()
        lanes = ("pelaksana:", *(f"  a{at}: {name}" for at, name in enumerate(self.lanes)))
        rows = [line for number, row in enumerate(self.rows, 1) for line in row.render(number)]
        return "\n".join((*style, "sop: Penyusunan Laporan", *self.identity, *lanes, "kegiatan:", *rows)) + "\n"


class Habit(NamedTuple):
    """How often things happen in a chart, as shares of its rows."""

    decisions: float = 0.2
    returns: float = 0.6
    to_first: float = 0.1
    skips: float = 0.0
    several: float = 0.1
    many: int = 2
    capsules: float = 0.0
    wide: float = 0.03
    wishes: float = 0.05


HABITS = (
    Habit(),
    Habit(decisions=0.0, several=0.0),
    Habit(decisions=0.5),
    Habit(decisions=0.8, returns=1.0, to_first=1.0),
    Habit(decisions=0.5, returns=0.0, skips=0.5),
    Habit(decisions=0.5, returns=0.3, skips=0.3, several=0.3, many=3),
    Habit(decisions=0.3, several=0.6, many=6),
    Habit(decisions=0.1, several=0.8, many=4, wide=0.1),
    Habit(decisions=0.3, capsules=0.3),
    Habit(decisions=0.4, skips=0.2, several=0.3, many=4, capsules=0.15, wide=0.1, wishes=0.3),
)


def chart_text(seed: int) -> ChartText:
    """The chart of a seed."""
    return make_chart(Random(seed))


def charts(most_rows: int = 60) -> strategies.SearchStrategy[ChartText]:
    """Charts for hypothesis; it shrinks towards few rows, few lanes and plain ones."""
    return strategies.randoms(use_true_random=False).map(lambda random: make_chart(random, most_rows))


def make_chart(random: Random, most_rows: int = 60) -> ChartText:
    """A chart: mostly of ordinary size, now and then as large as the language is meant for."""
    rows = min(most_rows, random.choice((random.randint(1, 6), random.randint(2, 16), random.randint(2, 16), random.randint(10, 30))))
    if random.random() > 0.94:
        rows = random.randint(1, most_rows)
    lanes = random.randint(1, 7)
    if random.random() > 0.9:
        lanes = random.randint(6, 40)
    maker = _Maker(random, rows, lanes, random.choice(HABITS), random.choice((0.0, 0.0, 0.0, 0.1, 1.0)))
    return ChartText(_style(random), _identity(random), tuple(maker.lane_name(lane) for lane in range(lanes)), maker.all_rows())


def _chance(random: Random, share: float) -> bool:
    """True in `share` of the cases; the smallest draw is False, so that shrinking takes things away."""
    return random.random() > 1 - share


def _style(random: Random) -> tuple[str, ...]:
    if not _chance(random, 0.6):
        return ()
    lines = [random.choice(("gaya:", "gaya:", "gaya: permendagri", "gaya: satu-halaman"))]
    if _chance(random, 0.6):
        lines.append(f"kertas: {random.choice(PAPERS)}")
    if _chance(random, 0.3):
        lines.append("arah: tegak")
    for setting in (
        "kapsul: pisah",
        "nomor kolom: ya",
        "lompatan: ya",
        "nomor baris: per tahap",
        "nomor halaman: tidak",
        "judul tabel: ya",
    ):
        if _chance(random, 0.2):
            lines.append(setting)
    if _chance(random, 0.2):
        lines.append(f"ukuran huruf: {random.choice((6, 7, 9, 10, 12))} pt")
    if _chance(random, 0.1):
        lines.append(f"margin: {random.choice((5, 20, 25))} mm")
    if _chance(random, 0.15):
        names = random.choice(("kegiatan: 40 mm", "pelaksana: 24 mm", "output: 18 mm", "waktu: 25 mm"))
        lines += ["lebar:", f"  {names}"]
    if _chance(random, 0.1):
        lines.append(
            "kolom: " + random.choice(("no, kegiatan, pelaksana, waktu", "kegiatan, pelaksana", "no, pelaksana, kegiatan, output"))
        )
    return tuple(lines)


def _identity(random: Random) -> tuple[str, ...]:
    return ("nomor: 065/02", "dasar hukum:", "  - Undang-Undang Nomor 25 Tahun 2009") if _chance(random, 0.3) else ()


class _Maker:
    """Makes the rows of one chart; a class because the source of chance and the chart's habits are asked at every step."""

    def __init__(self, random: Random, rows: int, lanes: int, habit: Habit, wordy: float) -> None:
        self.random = random
        self.count = rows
        self.lanes = lanes
        self.habit = habit
        self.wordy = wordy
        self.first_lanes: list[int] = []

    def lane_name(self, lane: int) -> str:
        """Words and the lane's number, for names must differ."""
        return f"{self._words(1, 3).title() if not self._happens(0.03) else 'Pertanggungjawaban' * 3} {lane}"

    def all_rows(self) -> tuple[RowText, ...]:
        """The rows; which shapes each has is decided first, since exits name them."""
        groups = [self._groups(row) for row in range(self.count)]
        return tuple(self._row(row, groups) for row in range(self.count))

    def _happens(self, share: float) -> bool:
        return _chance(self.random, share)

    def _words(self, least: int, most: int) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(least, most)))

    def _row(self, row: int, groups: list[tuple[tuple[ShapeText, ...], ...]]) -> RowText:
        cells = tuple((name, self._cell(row, name)) for name in CELLS if not self._happens(0.4))
        words = "^" if row and self._happens(0.03) else self._kegiatan()
        stage = self._words(1, 5).title() if self._happens(0.05) else ""
        return RowText(groups[row], words, cells, self._exits(row, groups[row]), stage)

    def _kegiatan(self) -> str:
        if self._happens(0.01):
            return ("pertanggungjawaban" * 12)[:200]
        return self._words(20, 60) if self._happens(self.wordy) else self._words(1, 12)

    def _cell(self, row: int, name: str) -> str:
        if row and self._happens(0.06):
            return "^"
        if name == "waktu":
            return self.random.choice(TIMES)
        if self._happens(0.01):
            return "x" * 200
        return self._words(10, 40) if self._happens(self.wordy / 2) else self._words(1, 6)

    # shapes

    def _groups(self, row: int) -> tuple[tuple[ShapeText, ...], ...]:
        if not self._happens(self.habit.several):
            return ((self._shape(row),),)
        groups: list[tuple[ShapeText, ...]] = []
        left = self.random.randint(2, self.habit.many)
        while left > 0:
            size = min(left, self.random.randint(1, 3), self.lanes)
            groups.append(self._group(size))
            left -= size
        return tuple(groups)

    def _group(self, size: int) -> tuple[ShapeText, ...]:
        return tuple(ShapeText((lane,)) for lane in self.random.sample(range(self.lanes), size))

    def _shape(self, row: int) -> ShapeText:
        lane = self.random.randrange(self.lanes)
        if lane + 1 < self.lanes and self._happens(self.habit.wide):
            return ShapeText(tuple(range(lane, min(self.lanes, lane + self.random.randint(2, 3)))))
        kind = self.random.choice(("mulai", "selesai")) if row and self._happens(self.habit.capsules) else ""
        if not kind and self._happens(0.02):
            kind = "keputusan"
        words = f' "{self._words(1, 4)}"' if self._happens(0.06) else ""
        return ShapeText((lane,), kind, words)

    # exits

    def _exits(self, row: int, groups: tuple[tuple[ShapeText, ...], ...]) -> tuple[ExitText, ...]:
        """Ways out of the last group's shapes; of a shape that is none of the last, now and then."""
        if len(groups) > 1 and self._happens(0.1):
            lane = groups[0][0].lanes[0]
            if all(lane not in shape.lanes for group in groups[1:] for shape in group):
                return (ExitText(lane, self._label(), self._goal(row)),)
        shape = self.random.choice(groups[-1])
        if shape.kind in ("mulai", "selesai") or not self._happens(self.habit.decisions):
            return self._plain_exit(row, shape, len(groups[-1]))
        lane = shape.lanes[0] if len(groups[-1]) > 1 else -1
        if self._happens(0.15):
            count = self.random.randint(2, len(BRANCHES))
            return tuple(ExitText(lane, label, self._goal(row), self._side()) for label in BRANCHES[:count])
        return (ExitText(lane, self._label(), self._goal(row), self._side()),)

    def _plain_exit(self, row: int, shape: ShapeText, beside: int) -> tuple[ExitText, ...]:
        if shape.kind or not self._happens(0.06):
            return ()
        lane = shape.lanes[0] if beside > 1 else -1
        goals: tuple[int | str, ...] = ("selesai",) if self._happens(0.4) else self._goal(row)
        if self._happens(0.3):
            goals = tuple(sorted({self.random.randrange(self.count) for _ in range(2)} - {row})) or goals
        return (ExitText(lane, "", goals),)

    def _label(self) -> str:
        return self.random.choice(LONG_LABELS) if self._happens(0.06) else self.random.choice(LABELS)

    def _side(self) -> str:
        return self.random.choice(SIDES) if self._happens(self.habit.wishes) else ""

    def _goal(self, row: int) -> tuple[int | str, ...]:
        habit = self.habit
        if self._happens(0.05):
            return ("sop: Pengelolaan Arsip",) if self._happens(0.5) else ("selesai",)
        if row and self._happens(habit.returns):
            return (0 if self._happens(habit.to_first) else max(0, row - self.random.randint(1, 7)),)
        if row + 2 < self.count and self._happens(0.5 + habit.skips):
            return (min(self.count - 1, row + self.random.randint(2, 8)),)
        return (self.random.randrange(self.count),) if self.count > 1 else ("selesai",)
