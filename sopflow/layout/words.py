"""What of a text stays together. In: the runs of a block. Out: its chunks: words, numbers with their units, words up to their hyphens.

Widths are whole font units, so that sums are exact.
"""

from functools import lru_cache

from sopflow.drawing import Face
from sopflow.expressions import expression
from sopflow.fonts.glyphs import ADVANCES, printable
from sopflow.richtext import Run
from sopflow.values import NamedTuple

UNITS = """
    detik menit mnt jam hari minggu bulan tahun kali lembar lbr rangkap eksemplar eks buah unit orang org berkas dokumen paket set
    halaman hal persen ribu juta miliar triliun km m cm mm kg g gr mg l ml wib wita wit
    januari februari maret april mei juni juli agustus september oktober november desember
"""
COUNTING = frozenset(UNITS.split())
"""Words that stay with the number before them."""

NUMBERED = "no no. nomor nomor. rp rp. idr pasal ayat angka butir tahun hal. hlm. bab ke maks. min."
COUNTED = frozenset(NUMBERED.split())
"""Words that stay with the number behind them."""

NUMBER = expression(r"[(±≤≥<>~]*\d[\d.,:/–-]*\)?")
"""A number as it stands between spaces; ranges and dates too."""
ROMAN_DIGITS = frozenset("IVX")
ROMAN = expression(r"[IVX]+[.,;:)]?")
"""A Roman number stays with what it numbers: "Eselon III", "Tahap II"."""
YEAR = expression(r"\d{4}\b")
SPELLED_END = expression(r"\)(?= )")
"""Where a spelled number ends and its unit follows: the best place to divide "15 (Lima Belas) Menit"."""
SPELLED_WORDS = 6
"""A number is spelled in at most so many words."""
FIRST_LETTERS = expression(r"[^\W\d_]+")
CLOSING = frozenset(")]}.,;:!?%”’»…/-–—=×")
"""A word that begins with one of these doesn't begin a line, unless letters follow a dash or slash ("-nya")."""
JOINING = frozenset(("-", "–", "s.d.", "s/d", "x", "×"))
"""Between two numbers, it stays with both: "1 x 24 jam"."""
OPENING = frozenset("([{“‘«±≤≥<>~=&")
"""What stands alone as one of these stays with the next word."""
MARKS = expression(r"(?:(?<=[^\W\d_]{2})[-/,;)]|(?<=\w)[–—])(?=[^\W\d_]{2})")
"""Within a word: hyphens, slashes, commas and dashes behind which a line may end. Not in dates, numbers and "s/d"."""
ABBREVIATION = 4
"""An abbreviation in capitals that a hyphen joins to another has up to so many."""
DOUBLED = expression(r"(?i)([^\W\d_]{2,})-\1[.,;:)]*")
"""A doubled word, "masing-masing", is divided only where it fits on no line."""
ADDRESS = expression(r"://|www\.|@")
ADDRESS_SEEN = 300
"""An address shows itself in this many characters."""

Piece = tuple[str, Face]


class Chunk(NamedTuple):
    """What stays together. `space` is the width of the space before it, of face `gap`; 0 where it follows without one.

    `address`: of the web or of mail, or a part of one; never hyphenated.
    """

    pieces: tuple[Piece, ...]
    width: int
    space: int
    gap: Face
    address: bool = False

    @property
    def plain(self) -> str:
        """Its characters, whatever their faces."""
        return self.pieces[0][0] if len(self.pieces) == 1 else "".join(text for text, _ in self.pieces)


@lru_cache(maxsize=4096)
def chunks_of(runs: tuple[Run, ...]) -> tuple[Chunk, ...]:
    """What of a block stays together, in order. The first has no space before it."""
    words = _words(runs)
    plains = [pieces[0][0] if len(pieces) == 1 else "".join([text for text, _ in pieces]) for pieces, _ in words]
    spelled = _spelled(plains)
    chunks: list[Chunk] = []
    for at, (pieces, gap) in enumerate(words):
        letters = plains[at].isalpha()
        first, *others = (pieces,) if letters else _parts(pieces, plains[at])
        address = not letters and _is_address(plains[at])
        if at in spelled or (at and _bound(plains, at)):
            last = chunks.pop()
            both = merged((*last.pieces, (" ", gap), *first))
            chunks.append(Chunk(both, width_of(both), last.space, last.gap, address or last.address))
        else:
            chunks.append(Chunk(first, width_of(first), units(" ", gap) if at else 0, gap, address))
        chunks.extend(Chunk(part, width_of(part), 0, gap) for part in others)
    return tuple(chunks)


@lru_cache(maxsize=8192)
def units(text: str, face: Face) -> int:
    """The advance of printable text in font units."""
    return sum(map(ADVANCES[face].__getitem__, text))


def width_of(pieces: tuple[Piece, ...]) -> int:
    """The advance of pieces in font units."""
    return units(*pieces[0]) if len(pieces) == 1 else sum([units(text, face) for text, face in pieces])


def merged(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same with neighbours of one face made one."""
    if len(pieces) == 1:
        return pieces
    one = pieces[0][1]
    if all(face is one for _, face in pieces):
        return (("".join([text for text, _ in pieces]), one),)
    result: list[Piece] = []
    for text, face in pieces:
        if result and result[-1][1] == face:
            result[-1] = (result[-1][0] + text, face)
        else:
            result.append((text, face))
    return tuple(result)


def cut(pieces: tuple[Piece, ...], at: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The first `at` characters, and the others."""
    head: list[Piece] = []
    for place, (text, face) in enumerate(pieces):
        if at <= len(text):
            head.append((text[:at], face))
            rest = ((text[at:], face),) if at < len(text) else ()
            return tuple(head), (*rest, *pieces[place + 1 :])
        head.append((text, face))
        at -= len(text)
    return tuple(head), ()


def _words(runs: tuple[Run, ...]) -> list[tuple[tuple[Piece, ...], Face]]:
    """What stands between spaces, and the face of the space before it."""
    words: list[tuple[tuple[Piece, ...], Face]] = []
    word: list[Piece] = []
    gap = Face()
    for run in runs:
        face = Face(run.bold, run.italic)
        head, *others = printable(run.text).split(" ")
        if head:
            word.append((head, face))
        for part in others:
            if word:
                words.append((tuple(word), gap))
                word = []
            gap = face
            if part:
                word.append((part, face))
    if word:
        words.append((tuple(word), gap))
    return words


@lru_cache(maxsize=4096)
def _parts(pieces: tuple[Piece, ...], word: str) -> list[tuple[Piece, ...]]:
    """A word divided behind its hyphens, slashes and dashes."""
    if _is_address(word) or DOUBLED.fullmatch(word):
        return [pieces]
    parts = []
    done = 0
    for mark in MARKS.finditer(word):
        if _abbreviates(word, mark.start()):
            continue
        head, pieces = cut(pieces, mark.end() - done)
        parts.append(head)
        done = mark.end()
    return [*parts, pieces]


def _abbreviates(word: str, at: int) -> bool:
    """Whether the sign at `at` is a hyphen between short capitals ("DPA-SKPD", "UKL-UPL"), or before two letters ("KTP-el")."""
    if word[at] != "-":
        return False
    start, end = at, at + 1
    while start and word[start - 1].isalpha() and at - start <= ABBREVIATION:
        start -= 1
    while end < len(word) and word[end].isalpha() and end - at - 1 <= ABBREVIATION:
        end += 1
    before, behind = word[start:at], word[at + 1 : end]
    return len(behind) < 3 or (max(len(before), len(behind)) <= ABBREVIATION and before.isupper() and behind.isupper())


def _is_address(word: str) -> bool:
    return ADDRESS.search(word, 0, ADDRESS_SEEN) is not None


def _bound(words: list[str], at: int) -> bool:
    """Whether the word at `at` (not the first) stays with the one before it."""
    before, word = words[at - 1], words[at]
    if word[0] in ROMAN_DIGITS and ROMAN.fullmatch(word):
        return before.isalpha()
    if word.isalpha() and before.isalpha():
        return False
    if word[0] in CLOSING and not (len(word) > 1 and word[0] in "-–—/." and word[1].isalnum()):
        return True
    if before in OPENING:
        return True
    if word[0].isdigit():
        return before.lower() in COUNTED or (before in JOINING and at > 1 and _is_number(words[at - 2]))
    return _is_number(before) and (word in JOINING or _is_unit(words, at))


def _spelled(words: list[str]) -> set[int]:
    """The places of the words that stay with a number before them because they spell it, and of the unit behind them."""
    places: set[int] = set()
    for first, word in enumerate(words):
        if word[0] != "(" or not first or not _is_number(words[first - 1]):
            continue
        end = next((at for at in range(first, min(first + SPELLED_WORDS, len(words))) if ")" in words[at]), None)
        if end is not None:
            unit = end + 1 < len(words) and words[end][-1] == ")" and _is_unit(words, end + 1)
            places.update(range(first, end + 1 + unit))
    return places


def _is_number(word: str) -> bool:
    return NUMBER.fullmatch(word) is not None


def _is_unit(words: list[str], at: int) -> bool:
    """Whether a word counts what the number before it says. The year in "Nomor 35 Tahun 2012" doesn't."""
    letters = FIRST_LETTERS.match(words[at])
    if letters is None or letters.group().lower() not in COUNTING:
        return words[at].startswith("°")
    return not (at + 1 < len(words) and letters.group().lower() == "tahun" and YEAR.match(words[at + 1]))
