"""Profiles: which rules count how much, and what an office sets itself.

In: the text of a profile file. Out: a `Profile`, and what is wrong with the file. A profile looks like the language itself:

    dasar: permenpan
    nomor: \\d{3}/SOP/DUKCAPIL/\\d{4}
    himpunan lengkap: ya
    singkatan: SIAK, KIA
    kata kerja: memberkaskan
    aturan:
      multi-pelaksana: mati
      kata-benda: galat
      tata letak: catatan
"""

from collections.abc import Mapping
from difflib import get_close_matches

from sopflow.diagnostics import Diagnostic, Severity
from sopflow.rules.case import Options
from sopflow.rules.patterns import PatternError, read_pattern
from sopflow.rules.rule import GROUPS, Rule
from sopflow.rules.table import BY_CODE, RULES
from sopflow.source import Source
from sopflow.syntax.lines import Line, Page, read_page
from sopflow.values import NamedTuple

FILE_NAME = "sopflow-periksa.txt"
"""The profile that counts for the texts in its folder when no other is named."""

LEVELS: dict[str, Severity | None] = {"galat": "error", "peringatan": "warning", "catatan": "info", "mati": None}
_KEYS = ("dasar", "nomor", "himpunan lengkap", "singkatan", "kata kerja", "aturan")


class Profile(NamedTuple):
    """A choice of rules. `levels`: the severity of the rules that differ from their own, None for those switched off."""

    name: str
    levels: Mapping[str, Severity | None] = {}
    options: Options = Options()

    def level(self, rule: Rule) -> Severity | None:
        """How much a rule counts; None: not at all."""
        return self.levels.get(rule.code, rule.severity)


_MISREAD = frozenset(("pelaksana-gabung", "jika-di-kotak"))
"""Rules that tell of what is drawn in another way than it was meant."""

_SKETCH = {
    rule.code: None
    for rule in RULES
    if rule.group != "sintaks" and not (rule.group == "alur" and rule.severity == "error") and rule.code not in _MISREAD
}
PROFILES: dict[str, Profile] = {"permenpan": Profile("permenpan"), "longgar": Profile("longgar", _SKETCH)}
"""`permenpan`: every rule as it is. `longgar`: for sketches, only the errors of the flow and what was misread."""


def read_profile(source: Source) -> tuple[Profile, tuple[Diagnostic, ...]]:
    """The profile that a file writes. With faults, what could be read."""
    page = read_page(source)
    reader = _Reader(page, source.name)
    for index in _top(page):
        reader.statement(index)
    return Profile(source.name, reader.levels, reader.options), tuple(page.faults)


def _top(page: Page) -> list[int]:
    tops, index = [], 0
    while index < len(page.lines):
        tops.append(index)
        index = page.ends[index]
    return tops


class _Reader:
    """Reads the statements of one profile, top down."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.name = name
        self.levels: dict[str, Severity | None] = {}
        self.options = Options()

    def statement(self, index: int) -> None:
        """Takes one line of the left margin and what stands below it."""
        line = self.page.lines[index]
        key, value = _parts(line)
        below = [self.page.lines[child] for child in self.page.below(index)]
        if key == "aturan":
            for each in below:
                self._level(each)
        elif key in ("singkatan", "kata kerja"):
            words = [word for text in (value, *(each.text.removeprefix("- ") for each in below)) for word in _listed(text)]
            self._words(key, words)
        elif key == "dasar":
            self._base(line, value)
        elif key == "nomor":
            self._number(line, value)
        elif key == "himpunan lengkap":
            self._complete(line, value)
        else:
            self._wrong(line, f"Kata kunci «{key}» tidak dikenal dalam profil", _near(key, _KEYS, "yang ada: " + ", ".join(_KEYS)))

    def _wrong(self, line: Line, message: str, hint: str) -> None:
        self.page.error("profil-salah", message, self.page.span(line), hint)

    def _level(self, line: Line) -> None:
        code, word = _parts(line)
        codes = [rule.code for rule in RULES if code in (rule.code, rule.group)]
        if not codes:
            self._wrong(line, f"Tidak ada aturan atau kelompok «{code}»", _near(code, (*BY_CODE, *GROUPS), "lihat «sopflow rules»"))
        elif word.casefold() not in LEVELS:
            self._wrong(line, f"«{word}» bukan tingkat aturan", "pilih " + ", ".join(LEVELS))
        else:
            self.levels |= dict.fromkeys(codes, LEVELS[word.casefold()])

    def _words(self, key: str, words: list[str]) -> None:
        if key == "singkatan":
            self.options = self.options._replace(abbreviations=self.options.abbreviations | {word.upper() for word in words})
        else:
            self.options = self.options._replace(verbs=self.options.verbs | {word.lower() for word in words})

    def _base(self, line: Line, value: str) -> None:
        base = PROFILES.get(value.casefold())
        if base is None:
            self._wrong(line, f"Tidak ada profil dasar «{value}»", "pilih " + " atau ".join(PROFILES))
        else:
            self.levels = {**base.levels, **self.levels}

    def _number(self, line: Line, value: str) -> None:
        try:
            self.options = self.options._replace(number=read_pattern(value))
        except PatternError as fault:
            self._wrong(line, f"Pola nomor tidak dapat dipakai: {fault}", "contoh: \\d{3}/SOP/DUKCAPIL/\\d{4}")

    def _complete(self, line: Line, value: str) -> None:
        if value.casefold() not in ("ya", "tidak"):
            self._wrong(line, f"«{value}» bukan jawaban untuk «himpunan lengkap»", "tulis ya atau tidak")
        self.options = self.options._replace(complete_set=value.casefold() == "ya")


def _parts(line: Line) -> tuple[str, str]:
    key, _, value = line.text.partition(":")
    return " ".join(key.casefold().split()), value.strip()


def _listed(text: str) -> list[str]:
    return [word for word in (part.strip() for part in text.split(",")) if word]


def _near(word: str, names: tuple[str, ...], otherwise: str) -> str:
    found = get_close_matches(word, names, 1, 0.6)
    return f"mungkin maksud Anda «{found[0]}»" if found else otherwise
