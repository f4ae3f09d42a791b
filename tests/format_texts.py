"""Documents for the formatter's properties: well-formed ones in many spellings, and texts spelt anew without another meaning.

Not a test. Strategies of hypothesis.
"""

import re
from random import Random

from hypothesis import strategies as st

Draw = st.DrawFn
Dice = st.DrawFn | Random
"""What chooses: hypothesis, or for long texts, of which it could draw only few, a generator of random numbers."""

Lines = list[tuple[int, str]]
"""Lines as indentation and words."""

WORDS = [
    *("Memeriksa berkas", "surat  *miring*", "dan **tebal** teks", "teks; dengan ; tanda ;", "\\- bukan butir", "a\\*b \\# c"),
    *("“kutip” & (kurung)", "email a@b.c", "e\u0301 \ufb01 x\xa0y", "H. Ahmad", "-", "2. ", "C:\\data", "\\\\x \\@y", "nomor 3"),
    *("^x", "\\^", "x -", "waktu", "*", "tidak", "Kepala: Dinas", "x;"),
]
SPELLINGS = {
    "kelengkapan": ["kelengkapan", "persyaratan", "persyaratan/kelengkapan"],
    "output": ["output", "keluaran"],
    "keterangan": ["keterangan", "ket", "ket."],
    "sop": ["sop", "nama sop", "judul sop"],
    "nomor": ["nomor", "nomor sop"],
    "tanggal revisi": ["tanggal revisi", "tgl revisi", "tgl. revisi"],
    "peralatan": ["peralatan", "peralatan dan perlengkapan"],
    "pencatatan": ["pencatatan", "pencatatan & pendataan"],
    "prosedur": ["prosedur", "bagan"],
    "unit": ["unit", "satuan kerja"],
    "kegiatan": ["kegiatan", "aktivitas"],
}
BULLETS = ["- ", "• ", "* ", "– ", "1. ", "2) ", "a. ", "iv. "]
ARROWS = ["->", " -> ", " → ", "–>", " => ", "-->"]
DECLARED = {
    "a": ["a", "Aa B", "AA b"],
    "b": ["b", "Bb"],
    "C: D": ["C: D"],
    "k": ["k", "Kepala Dinas (Kadis)"],
    "d & e": ["d & e"],
    "x, y": ["x, y"],
    "lewat kanan": ["lewat kanan"],
    "a tidak": ["a tidak"],
}
LANE_LISTS: list[Lines] = [
    [
        *((0, "Pelaksana:"), (2, "a: Aa B"), (2, "b: Bb"), (2, "“C: D”"), (2, "k: Kepala Dinas (Kadis);")),
        *((2, "d & e"), (2, "x, y"), (2, "lewat kanan"), (2, "a tidak")),
    ],
    [
        *((0, "PELAKSANA :"), (0, "- a: Aa B"), (0, "- b: Bb;"), (0, "* G:"), (4, 'k: "Kepala Dinas (Kadis)"'), (3, "1. d & e")),
        *((3, "x, y"), (0, "- lewat"), (4, "kanan;"), (0, '1. "a tidak"'), (0, "• C\\: D")),
    ],
]
FIELDS = ["nomor", "tanggal revisi", "instansi", "unit", "peralatan", "pencatatan", "dasar hukum", "isian", "catatan", "penjelasan"]
OTHERS: list[Lines] = [
    [(0, "Gaya: Permenpan"), (2, "Nomor  kolom : ya;")],
    [(0, "GAYA:"), (3, "judul:"), (5, "Ket.: Ket"), (4, "MUTU  Baku: x")],
    [(0, "gaya: kertas: A4"), (2, "lebar:"), (3, "waktu: 12"), (7, "mm;")],
    [(0, "lembar pengesahan:"), (3, "lanjut"), (5, "lagi"), (2, "tempat: X;"), (2, "Disusun  Oleh: K")],
    [(0, "Lembar Pengesahan: L"), (2, "Mengetahui: K"), (4, "Jabatan"), (6, "x;"), (4, "nama: N;"), (2, "TTD: Z")],
    [(0, "Disahkan Oleh: K"), (2, "Kabupaten"), (4, "nama: x")],
    [(0, "disahkan oleh:"), (2, "nama: N;"), (5, "dua;"), (2, "nip: 1;")],
    [(0, "Kegiatan:")],
]
STAGES: list[Lines] = [[], [], [(0, "tahap: T"), (2, "nomor: I")], [(0, "TAHAP: "), (3, "Judul"), (3, "dua"), (5, "tiga")]]
HEADINGS: list[Lines] = [[(0, "bagan: P")], [(0, "prosedur:"), (2, "lanjut"), (4, "1. @a: z"), (2, "Nomor: 1;")]]
KEYS = [["1", "2", "3"], ["1", "2a", "3"], ["5", "akhir", "2", "1"], ["1", "1a", "1b", "2"], ["1.1", "1.2", "Ab_c"]]
NOISE = ["", "# k", "  # l", "     # m", "   #n", "\t"]


def pick(dice: Dice, choices: list[str]) -> str:
    return dice.choice(choices) if isinstance(dice, Random) else dice(st.sampled_from(choices))


def keyword(dice: Dice, name: str) -> str:
    words = pick(dice, SPELLINGS.get(name, [name]))
    return pick(dice, [words, words.upper(), words.title()]) + pick(dice, [":", ": ", " : ", ":\t"])


def text(draw: Draw, indent: int) -> Lines:
    """Lines below a keyword, of any structure."""
    deeper = st.sampled_from([1, 2, 3, 5, 7])
    mark = st.sampled_from(["", "", *BULLETS])
    return [(indent + draw(deeper), draw(mark) + pick(draw, WORDS)) for _ in range(draw(st.integers(0, 4)))]


def lane(draw: Draw, name: str, declared: bool) -> str:
    words = pick(draw, DECLARED[name]) if declared else name
    if any(sign in words for sign in "&,:("):
        return pick(draw, [f'"{words}"', f"“{words}”", f'"{words} "'])
    return pick(draw, [words, words, words.upper(), f'"{words}"'])


class Table:
    """What the rows of a table may name."""

    def __init__(self, draw: Draw) -> None:
        self.declared = draw(st.booleans())
        self.keys = draw(st.sampled_from(KEYS))
        lanes = st.lists(st.sampled_from(["a", "a", "b", "b", "k", *DECLARED]), min_size=1, max_size=draw(st.integers(1, 3)), unique=True)
        self.shapes = {key: draw(lanes) for key in self.keys}


def an_exit(draw: Draw, table: Table, key: str) -> str:
    lanes = table.shapes[key]
    origin = f"@{lane(draw, pick(draw, lanes), table.declared)} " if len(lanes) > 1 or draw(st.booleans()) else ""
    label = pick(draw, ["tidak", "tidak", "ya", "", "R/T", "\\- x", "*ya*", '"tidak"', '"a -> b"', '"x: y"', '"*a* b"'])
    return (origin + label + pick(draw, ARROWS) + targets(draw, table)).strip()


def targets(draw: Draw, table: Table) -> str:
    side = pick(draw, ["", "", " lewat kiri", " lewat Atas", ";", " ;"])
    target = pick(draw, [*table.keys, *table.keys, "selesai", "Lanjut", "sop: Nama SOP", 'sop: "N lewat kiri"', 'sop: "N"'])
    if target in table.keys and draw(st.booleans()):
        return f"{target}{pick(draw, ['@', ' @', '@ '])}{lane(draw, pick(draw, table.shapes[target]), table.declared)}{side}"
    more = pick(draw, ["", "", ", ", " & ", " dan "]) if "sop" not in target else ""
    return target + (more and more + pick(draw, table.keys)) + side


def row(draw: Draw, table: Table, key: str) -> Lines:
    exits = [an_exit(draw, table, key) for _ in range(draw(st.integers(0, 2)))]
    kinds = ["", "", "(keputusan)"] if exits else ["", "", "(keputusan)", " (PROSES) ", "(Mulai)"]
    shapes = []
    for each in table.shapes[key]:
        extras = [pick(draw, kinds), pick(draw, ["", "", ' "Via  E"', "“x”", '"a *b*"', '" "', '"\\"q\\""'])]
        shapes.append(f"@{lane(draw, each, table.declared)}" + "".join(draw(st.permutations(extras))))
    head = f"{key}{pick(draw, ['. ', ') ', '.'])}" + pick(draw, [*ARROWS, " & ", "&"]).join(shapes) + f" : {pick(draw, WORDS)}"
    parts: list[Lines] = [[(3, each)] for each in exits]
    columns = st.lists(st.sampled_from(["kelengkapan", "waktu", "output", "keterangan"]), max_size=4, unique=True)
    parts += [cell(draw, column, key == table.keys[0]) for column in draw(columns)]
    parts += [[(3, "NOMOR : " + pick(draw, ["1.a", "-", "2", "", ";"]))]] if draw(st.booleans()) else []
    return [(0, head), *text(draw, 3), *(line for part in draw(st.permutations(parts)) for line in part)]


def cell(draw: Draw, column: str, is_first: bool) -> Lines:
    same = not is_first and draw(st.integers(0, 4)) == 0
    mark = pick(draw, ["", "", *BULLETS])
    words = keyword(draw, column) + ("^" if same else mark + pick(draw, [*WORDS, "", "1 hari;"]))
    return [(3, words), *([] if same else text(draw, 3))]


@st.composite
def documents(draw: Draw) -> str:
    """Texts that are nearly all without mistakes."""
    lines: Lines = [(0, keyword(draw, "sop") + "N  M")] if draw(st.booleans()) else []
    for field in draw(st.lists(st.sampled_from(FIELDS), max_size=3)):
        mark = pick(draw, ["", *BULLETS])
        lines += [(0, keyword(draw, field) + mark + pick(draw, WORDS)), *text(draw, 0)]
    for other in draw(st.lists(st.sampled_from(OTHERS), max_size=2)):
        lines += other
    for number in range(draw(st.integers(1, 2))):
        table = Table(draw)
        lines += draw(st.sampled_from(HEADINGS)) if number else []
        lines += draw(st.sampled_from(LANE_LISTS)) if table.declared else []
        for key in table.keys:
            lines += [*draw(st.sampled_from(STAGES)), *row(draw, table, key)]
    typed = [" " * indent + words for indent, words in lines]
    for at, noise in draw(st.lists(st.tuples(st.integers(0, len(typed)), st.sampled_from(NOISE)), max_size=5)):
        typed.insert(at, noise)
    shift = pick(draw, ["", "", "  "])
    return pick(draw, ["\n", "\r\n"]).join(shift + line for line in typed)


# ---- a canonical text in other spellings


def respelt(dice: Random, canonical: str) -> str:
    """`canonical` as somebody might have typed or pasted it: another text with the same meaning, comments and order of lines."""
    factor = dice.choice([1, 2, 3])
    lines = [_respelt_line(dice, line, factor) for line in _renumbered(dice, canonical).split("\n")]
    at_will = [at for at, line in enumerate(lines) if line.strip() and line.lstrip()[0] != "#"]
    for at in sorted(dice.sample(at_will, 3), reverse=True):
        if not lines[at - 1].lstrip().startswith("#"):
            lines.insert(at, dice.choice(["", "  ", "\t", "\xa0"]))
    return pick(dice, ["", "\ufeff"]) + pick(dice, ["\n", "\r\n", "\r"]).join(lines) + pick(dice, ["", "\n\n"])


def _renumbered(dice: Random, canonical: str) -> str:
    """Other numbers for the rows, and for the arrows to them."""
    end = dice.choice(["", "0", "a"])
    text = re.sub(r"^(\d+)(?=\. @)", rf"\g<1>{end}", canonical, flags=re.MULTILINE)
    arrow = re.compile(r"^(   (?:[^:\n]*? )?-> )(\d.*)$", re.MULTILINE)
    return arrow.sub(lambda found: found[1] + re.sub(r"(?<![\w@])\d+\b", rf"\g<0>{end}", found[2]), text)


def _respelt_line(dice: Random, line: str, factor: int) -> str:
    words = line.lstrip(" ")
    indent = pick(dice, [" ", " ", "\xa0"]) * ((len(line) - len(words)) * factor)
    if words.startswith("#"):
        return indent + words
    return indent + _respelt_words(dice, words, line[:3] == "   ") + pick(dice, ["", "", "  ", "\t"])


def _respelt_words(dice: Random, words: str, is_below_row: bool) -> str:
    name, colon, value = words.partition(":")
    known = {*SPELLINGS, *FIELDS, "waktu", "pelaksana", "tahap", "gaya", "disahkan oleh", "nama", "nip", "kertas", "judul", "tempat"}
    if colon and name in known and not (is_below_row and name == "nomor"):
        return keyword(dice, name) + value
    if words.startswith("- "):
        return pick(dice, ["- ", "•  ", "– ", "▪ "]) + words[2:]
    if re.match(r"\w+\. @", words):
        shapes = name.replace(" -> ", pick(dice, ARROWS)).replace(". @", pick(dice, [". @", ")  @", ".@"]), 1)
        return re.sub('"(.*?)"', pick(dice, ['"\\1"', "“\\1”"]), shapes) + colon + value
    if is_below_row and " -> " in f" {words}":
        return f" {words}".replace(" -> ", pick(dice, ARROWS), 1).strip() + ("" if "sop:" in words else pick(dice, ["", ";"]))
    return words
