"""Waktu as a quantity: what `1-3 hari kerja` or `15 (Lima Belas) Menit` measures.

In: the words of a cell. Out: a `Duration`, or None when they measure nothing; and what contradicts itself in them.
"""

import re

from sopflow.expressions import expression
from sopflow.model.numerals import number_of, spell
from sopflow.values import NamedTuple

__all__ = ["UNITS", "Duration", "parse_duration", "spell", "spelled"]


class Duration(NamedTuple):
    """A span of time: `least`..`most` of `unit` (detik, menit, jam, hari, hari kerja, minggu, bulan, tahun).

    `qualifier`: "", "maksimal", "minimal", "±"; `per` is what each counts for ("berkas"), or empty. Compound times (1 jam 30 menit)
    are given in their smallest unit.
    """

    least: float
    most: float
    unit: str
    qualifier: str = ""
    per: str = ""


UNITS: dict[str, tuple[str, int]] = {
    "detik": ("clock", 1),
    "menit": ("clock", 60),
    "jam": ("clock", 3600),
    "hari": ("clock", 86_400),
    "minggu": ("clock", 604_800),
    "hari kerja": ("work", 1),
    "bulan": ("calendar", 1),
    "tahun": ("calendar", 12),
}
"""The units, each with its scale and its size on it: only units of one scale can be added exactly."""

_LONGEST = 200
"""Characters beyond which words are an account, not a time."""

_QUALIFIERS = tuple(
    (expression(rf"(?:{words})\s*", re.IGNORECASE), name)
    for words, name in (
        (r"maksimal|maksimum|maks\b\.?|max\b\.?|paling lama|paling lambat|selambat-lambatnya|selama-lamanya|≤|<", "maksimal"),
        (r"minimal|minimum|min\b\.?|paling cepat|paling sedikit|sekurang-kurangnya|≥|>", "minimal"),
        (r"±|\+/-|kurang lebih|lebih kurang|sekitar|kira-kira|\+-", "±"),
    )
)
_UNIT_NAMES = (
    ("hari kerja", r"(?:hari|hr)\s*(?:kerja|\(kerja\))|hk"),
    ("detik", r"detik|dtk"),
    ("menit", r"menit|mnt"),
    ("jam", r"jam"),
    ("hari", r"hari(?: kalender)?|hr"),
    ("minggu", r"minggu|mgg"),
    ("bulan", r"bulan|bln"),
    ("tahun", r"tahun|thn|th"),
)
_FIGURE = expression(r"(\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?|½)\s*")
_THOUSANDS = expression(r"\d{1,3}(\.\d{3})+")
_IN_BRACKETS = expression(r"\(\s*([a-z][a-z ]*?)\s*\)\s*", re.IGNORECASE)
_NUMERAL = expression(r"([a-z]+(?: [a-z]+)*?)\s+(?=(?:detik|menit|jam|hari|minggu|bulan|tahun)\b)", re.IGNORECASE)
_TO = expression(r"(?:-|–|—|s\.?/?d\.?(?=[\s\d(])|sampai(?: dengan)?\b|hingga\b)\s*", re.IGNORECASE)
_TIMES = expression(r"[x×]\s*(?=\d)", re.IGNORECASE)
_AND = expression(r"(?:,|dan\b)?\s*", re.IGNORECASE)
_PER = expression(r"(?:/|per\b|(?:untuk )?(?:se)?tiap\b)\s*(?P<what>[^\d\s].*)$", re.IGNORECASE)
_UNIT_GROUPS = "|".join(rf"(?P<u{index}>{names})" for index, (_, names) in enumerate(_UNIT_NAMES))
_UNIT = expression(rf"(?:{_UNIT_GROUPS})(?!\w)\.?\s*", re.IGNORECASE)


_UNIT_BEHIND = expression(r"\s+(?:detik|menit|jam|hari(?: kerja)?|minggu|bulan|tahun)$")


class _Number(NamedTuple):
    value: float
    fault: str | None
    end: int


class _Amount(NamedTuple):
    least: float
    most: float
    unit: str
    fault: str | None
    end: int


def parse_duration(words: str) -> tuple[Duration | None, str | None]:
    """What `words` measure, and what is wrong in them: figure and words that differ, a figure that is missing."""
    text = " ".join(words.split()).strip(" ;")
    if not text or len(text) > _LONGEST:
        return None, None
    qualifier, start = _qualifier(text)
    amounts: list[_Amount] = []
    while amount := _amount(text, start):
        amounts.append(amount)
        start = _skipped(_AND, text, amount.end)
    if not amounts:
        return None, None
    rest = text[amounts[-1].end :].strip(" .")
    per = _PER.match(rest)
    total = _sum(amounts)
    if total is None or (rest and per is None):
        return None, None
    least, most, unit = total
    fault = next((each.fault for each in amounts if each.fault), None)
    return Duration(float(least), float(most), unit, qualifier, per["what"] if per else ""), fault


def spelled(duration: Duration) -> str:
    """The duration with its numbers in words too: `1 (Satu) Hari`, `Maksimal 2 (Dua) Jam/berkas`."""
    numbers = dict.fromkeys((duration.least, duration.most))
    amount = " – ".join(f"{_figure(each)} ({_in_words(each).title()})" for each in numbers)
    qualifier = f"{duration.qualifier.capitalize()} " if duration.qualifier else ""
    return f"{qualifier}{amount} {duration.unit.title()}" + (f"/{duration.per}" if duration.per else "")


def _qualifier(text: str) -> tuple[str, int]:
    if not text[0].isdigit():
        for words, name in _QUALIFIERS:
            if found := words.match(text):
                return name, found.end()
    return "", 0


def _amount(text: str, start: int) -> _Amount | None:
    """One number or range with its unit; a range may name a unit on either side, and a number may be a product (`1 x 24 jam`)."""
    first = _product(text, start)
    if first is None:
        return None
    first_unit, position = _unit(text, first.end)
    to = _TO.match(text, position)
    second = _number(text, to.end()) if to else None
    if second is None:
        return _Amount(first.value, first.value, first_unit, first.fault, position) if first_unit else None
    unit, position = _unit(text, second.end)
    if not unit or UNITS[first_unit or unit][0] != UNITS[unit][0]:
        return None
    sizes = UNITS[first_unit or unit][1], UNITS[unit][1]
    least, most = first.value * sizes[0] / min(sizes), second.value * sizes[1] / min(sizes)
    unit = unit if sizes[1] == min(sizes) else first_unit
    reversed_range = f"rentang {_figure(least)} sampai {_figure(most)} {unit} terbalik" if least > most else None
    return _Amount(min(least, most), max(least, most), unit, first.fault or second.fault or reversed_range, position)


def _product(text: str, start: int) -> _Number | None:
    """A number, or two of them with a sign of multiplication between."""
    first = _number(text, start)
    times = _TIMES.match(text, first.end) if first else None
    second = _number(text, times.end()) if times else None
    if first is None or second is None:
        return first
    return _Number(first.value * second.value, first.fault or second.fault, second.end)


def _number(text: str, start: int) -> _Number | None:
    """A figure, with its words in brackets behind it or not; or the words alone."""
    if figure := _FIGURE.match(text, start):
        value = _value(figure[1])
        brackets = _IN_BRACKETS.match(text, figure.end())
        if brackets is None:
            return _Number(value, None, figure.end())
        return _Number(value, _difference(figure[1], value, brackets[1]), brackets.end())
    if brackets := _IN_BRACKETS.match(text, start):
        meant = _meaning(brackets[1])
        return None if meant is None else _Number(meant, f"angka di depan «({brackets[1]})» tidak ada", brackets.end())
    if numeral := _NUMERAL.match(text, start):
        meant = _meaning(numeral[1])
        return None if meant is None else _Number(meant, None, numeral.end())
    return None


def _value(figure: str) -> float:
    if figure == "½":
        return 0.5
    return float(figure.replace(".", "") if _THOUSANDS.fullmatch(figure) else figure.replace(",", "."))


def _difference(figure: str, value: float, words: str) -> str | None:
    meant = _meaning(words)
    if meant is None:
        return f"«{words}» bukan kata bilangan"
    return None if meant == value else f"angka {figure} tidak sama dengan kata «{words}» ({_figure(meant)})"


def _meaning(words: str) -> float | None:
    """The number that words name, with a fraction or a repeated unit or not."""
    words = _UNIT_BEHIND.sub("", words.lower().strip())
    if words == "setengah":
        return 0.5
    whole, _, tenths = words.partition(" koma ")
    number = number_of(whole.removesuffix(" setengah"))
    if number is None or not tenths:
        return None if number is None else number + 0.5 * whole.endswith(" setengah")
    digits = [number_of(word) for word in tenths.split()]
    if any(digit is None or digit > 9 for digit in digits):
        return None
    return float(f"{number}." + "".join(str(digit) for digit in digits))


def _unit(text: str, start: int) -> tuple[str, int]:
    found = _UNIT.match(text, start)
    if found is None or found.lastgroup is None:
        return "", start
    return _UNIT_NAMES[int(found.lastgroup[1:])][0], found.end()


def _sum(amounts: list[_Amount]) -> tuple[float, float, str] | None:
    """The amounts in the smallest of their units; None when they have no common scale."""
    if len({UNITS[each.unit][0] for each in amounts}) > 1:
        return None
    smallest = min(amounts, key=lambda each: UNITS[each.unit][1]).unit
    sizes = [UNITS[each.unit][1] / UNITS[smallest][1] for each in amounts]
    least = sum(each.least * size for each, size in zip(amounts, sizes, strict=True))
    return least, sum(each.most * size for each, size in zip(amounts, sizes, strict=True)), smallest


def _skipped(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def _figure(number: float) -> str:
    """The figure as Indonesian writes it."""
    return f"{number:.10g}".replace(".", ",")


def _in_words(number: float) -> str:
    whole, _, tenths = _figure(number).partition(",")
    words = spell(int(whole)) if len(whole) <= 6 else whole
    return words + (" koma " + " ".join(spell(int(digit)) for digit in tenths) if tenths else "")
