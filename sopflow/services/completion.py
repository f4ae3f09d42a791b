"""What may be typed at a place.

In: a text and a cursor. Out: completions, the most likely first; only those that go on with what is already typed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from sopflow.format.arrows import lane_word
from sopflow.messages import Language, say
from sopflow.model.style import COLUMN_ORDER, HEADINGS
from sopflow.resolve.report import fold
from sopflow.richtext import plain
from sopflow.services.context import ROW_HEAD, TOP, Context, context_at, keyword
from sopflow.services.index import Index, NamedLane, Table, lanes_of, read_index, shapes
from sopflow.services.meanings import KINDS, MEANINGS, TARGETS
from sopflow.services.places import Range
from sopflow.services.values import files, first_verbs, items, labels, laws, setting_values, sop_names, units, words_of_column
from sopflow.syntax.ast import RowNode
from sopflow.syntax.lines import TAB
from sopflow.syntax.words import ARROW, CELLS, SIDES
from sopflow.values import NamedTuple

CompletionKind = Literal["keyword", "lane", "row", "kind", "value", "word", "file", "law", "sop", "code"]

_BLANK = " \t\xa0"
_LANE = re.compile(r'@ *("?[^@+&(:"]*)$|\+ *("?[^@+&(:"]*)$')
_KIND = re.compile(r"\( *(\w*)$")
_JOINED = re.compile(r"(?:[.)&]|->|→) *$")
_NOTE = re.compile(r"# *abaikan +([\w-]*)$", re.IGNORECASE)
_ITEM = re.compile(r"^(?:[-•*–]|\w{1,3}[.)]) +")
_TIME = re.compile(r"((?:maksimal |minimal |± ?)?\d+(?:[.,]\d+)?(?: *- *\d+)?) *([a-z ]*)$", re.IGNORECASE)
_SIDE = re.compile(r"\blewat +(\w*)$", re.IGNORECASE)
_SOP = re.compile(r'sop *: *"?([^"]*)$', re.IGNORECASE)
_TARGET_LANE = re.compile(r'([\w.]+) *@ *("?[^@,;&"]*)$')
_BEHIND_TARGET = re.compile(r"[\w.)\"] +(\w*)$")


class Completion(NamedTuple):
    """`insert` goes in place of `replaced`. `detail` says what it is, in a few words, or is empty."""

    label: str
    kind: CompletionKind
    detail: str
    insert: str
    replaced: Range


class _Offer(NamedTuple):
    label: str
    kind: CompletionKind
    detail: str = ""
    insert: str = ""


class _Place(NamedTuple):
    """Where the cursor is. `typed`: what stands before it on its line, without the indentation."""

    known: Index
    root: str | None
    line: int
    typed: str
    context: Context
    language: Language

    @property
    def table(self) -> Table | None:
        """The table it stands in."""
        return self.known.table(self.line)

    @property
    def row(self) -> RowNode | None:
        """The row it stands in."""
        return self.known.row(self.line)


_Offers = tuple[str, Iterable[_Offer]]
"""The words that are being typed, and what may stand in their place."""

_NOTHING: _Offers = ("", ())


def complete(text: str, line: int, column: int, root: str | None = None, language: Language = "id") -> tuple[Completion, ...]:
    """What may stand at the cursor. `root` is the folder for `gunakan` and `logo`; `language`: of the details."""
    index = read_index(text, root)
    if not 0 <= line < len(index.lines):
        return ()
    before = index.lines[line][:column]
    typed = before.lstrip(_BLANK)
    indent = len(before.expandtabs(TAB)) - len(typed.expandtabs(TAB))
    place = _Place(index, root, line, typed, context_at(index.page, line + 1, indent), language)
    words, offers = _offers(place)
    replaced = Range(line, len(before) - len(words), line, len(before))
    fitting = (offer for offer in offers if offer.label != words and _fits(words, offer))
    return tuple(Completion(each.label, each.kind, each.detail, each.insert or each.label, replaced) for each in fitting)


def _fits(typed: str, offer: _Offer) -> bool:
    """Whether the typed words begin the offer, or one of its words; a lane goes by its name too, a row by its kegiatan."""
    words = fold(typed.lstrip('"'))
    return not words or any(
        f" {words}" in f" {fold(text)}" for text in (offer.label, offer.detail if offer.kind in ("lane", "row") else "")
    )


def _offers(place: _Place) -> _Offers:
    typed, kind = place.typed, place.context.kind
    if typed.startswith("#"):
        return _note(place)
    if kind in ("statement", "heading"):
        return _row_head(place) if ROW_HEAD.match(typed) else _statement(place)
    if kind == "row":
        return _row_line(place)
    if kind == "lanes":
        return typed, _unlisted_lanes(place)
    if kind in ("cell", "box", "value"):
        return _text(place, place.context.keyword, typed)
    return _setting(place)


# ---- statements


def _note(place: _Place) -> _Offers:
    from sopflow.rules.rule import say as phrase
    from sopflow.rules.table import RULES

    note = _NOTE.match(place.typed)
    if note is None:
        detail = say("Membungkam satu aturan di baris berikutnya", place.language)
        return place.typed, (_Offer("# abaikan", "keyword", detail, "# abaikan "),)
    return note.group(1), (_Offer(rule.code, "code", phrase(rule.finds, place.language), f"{rule.code}: ") for rule in RULES)


def _statement(place: _Place) -> _Offers:
    if ":" in place.typed:
        return _text(place, keyword(TOP, place.typed), _value(place.typed))
    kinds = ("heading", "statement") if place.context.kind == "heading" else ("statement",)
    keywords = (offer for kind in kinds for offer in _keywords(place, kind))
    return place.typed, (*_next_row(place), *keywords)


def _keywords(place: _Place, kind: str) -> Iterator[_Offer]:
    for word, detail in MEANINGS.get(kind, {}).items():
        yield _Offer(word, "keyword", say(detail, place.language), f"{word}: ")


def _next_row(place: _Place) -> Iterator[_Offer]:
    """The head of the row after those above."""
    table = place.table
    above = [row for row in table.rows if row.span.line <= place.line] if table else []
    counted = sum(row.number is None for row in above) + 1
    yield _Offer(f"{counted}. @", "keyword", say("Baris kegiatan berikutnya", place.language), f"{counted}. @")


def _value(typed: str) -> str:
    """What stands behind the colon."""
    return typed.partition(":")[2].lstrip(_BLANK)


def _text(place: _Place, name: str, words: str) -> _Offers:
    """Words for the text of a keyword."""
    words = _ITEM.sub("", words)
    if place.context.kind in ("row", "cell") and name in CELLS:
        return _cell(place, name, words)
    if name in ("gunakan", "logo"):
        return words, (_Offer(path, "file") for path in files(place.root, name == "logo"))
    if name == "dasar hukum":
        return words, (_Offer(each, "law") for each in laws(place.known))
    if name in ("sop", "keterkaitan"):
        stem = "" if name == "sop" else "SOP "
        return words, (_Offer(f"{stem}{each}", "sop") for each in sop_names(place.known))
    if name == "gaya":
        return words, (_Offer(each, "value") for each in setting_values(name))
    return words, (_Offer(each, "word") for each in items(place.known, name))


def _setting(place: _Place) -> _Offers:
    """A line below `gaya:`, `disahkan oleh:`, `lembar pengesahan:` and the like."""
    kind = place.context.kind
    if ":" not in place.typed:
        if kind == "headings":
            return place.typed, (_Offer(key, "keyword", title, f"{key}: ") for key, title in HEADINGS.items())
        if kind == "widths":
            return place.typed, (_Offer(key, "keyword", "", f"{key}: ") for key in COLUMN_ORDER)
        return place.typed, _keywords(place, kind)
    name, words = keyword(place.context, place.typed), _value(place.typed)
    if kind != "style":
        return _NOTHING
    if name == "kolom":
        words = words.rpartition(",")[2].lstrip(_BLANK)
    return words, (_Offer(each, "value") for each in setting_values(name))


# ---- lanes


def _lane_offers(place: _Place, lanes: Iterable[NamedLane], sign: str = "", in_target: bool = False) -> Iterator[_Offer]:
    for lane in lanes:
        if not lane.is_listed and lane.span.line == place.line + 1:
            continue  # the very name that is being typed
        detail = ", ".join(part for part in (lane.name if lane.word != lane.name else "", lane.group) if part)
        yield _Offer(lane.word, "lane", detail, sign + lane_word(lane.word, in_target))


def _lanes(place: _Place) -> tuple[NamedLane, ...]:
    return lanes_of(place.table) if place.table else ()


def _lanes_of_row(place: _Place, row: RowNode | None) -> list[NamedLane]:
    named = {fold(ref.name) for shape in shapes(row) for ref in shape.lanes} if row else set()
    return [lane for lane in _lanes(place) if fold(lane.word) in named or fold(lane.name) in named]


def _unlisted_lanes(place: _Place) -> Iterator[_Offer]:
    """Lanes that rows name and no list holds."""
    listed = {fold(word) for table in place.known.tables for lane in lanes_of(table) if lane.is_listed for word in (lane.word, lane.name)}
    refs = (ref for row in place.known.rows() for shape in shapes(row) for ref in shape.lanes)
    names = dict.fromkeys(ref.name for ref in refs if fold(ref.name) not in listed)
    detail = say("Disebut di baris kegiatan", place.language)
    return (_Offer(name, "lane", detail) for name in names)


# ---- rows


def _row_head(place: _Place) -> _Offers:
    typed = place.typed
    if ":" in typed:
        return _activity(place, _value(typed))
    if lane := _LANE.search(typed):
        return lane.group(1) or lane.group(2) or "", _lane_offers(place, _lanes(place))
    if kind := _KIND.search(typed):
        return kind.group(1), (_Offer(word, "kind", say(detail, place.language), f"{word})") for word, detail in KINDS.items())
    return ("", _lane_offers(place, _lanes(place), "@")) if _JOINED.search(typed) else _NOTHING


def _activity(place: _Place, words: str) -> _Offers:
    """The kegiatan: a verb, then what earlier rows handed over."""
    first, blank, rest = words.partition(" ")
    if not blank:
        return first, (_Offer(verb, "word") for verb in first_verbs(place.known))
    return rest, (_Offer(each, "word") for each in words_of_column(place.known, "kelengkapan", place.row))


def _row_line(place: _Place) -> _Offers:
    typed = place.typed
    arrows = list(ARROW.finditer(typed))
    if arrows:
        return _target(place, typed[arrows[-1].end() :].lstrip(_BLANK))
    if typed.startswith("@"):
        return typed[1:].lstrip(_BLANK), _lane_offers(place, _lanes_of_row(place, place.row))
    if ":" in typed:
        return _text(place, keyword(place.context, typed), _value(typed))
    return typed, (*_cells(place), *_exits(place))


def _cells(place: _Place) -> Iterator[_Offer]:
    """The cells that the row does not have yet."""
    row = place.row
    written = {cell.column for cell in row.cells} if row else set()
    return (offer for offer in _keywords(place, "row") if offer.label not in written)


def _exits(place: _Place) -> Iterator[_Offer]:
    labelled = say("Jalan keluar berlabel", place.language)
    for label in labels(place.known):
        yield _Offer(f"{label} ->", "keyword", labelled, f"{label} -> ")
    yield _Offer("->", "keyword", say("Ke baris lain, bukan ke baris berikutnya", place.language), "-> ")


def _cell(place: _Place, column: str, words: str) -> _Offers:
    if column == "waktu" and (time := _TIME.match(words)):
        return words, (_Offer(f"{time.group(1)} {unit}", "value") for unit in units())
    found = [_Offer(each, "word") for each in words_of_column(place.known, column, place.row)]
    if place.table and place.row is not place.table.rows[0]:
        found.append(_Offer("^", "value", say("Sama dengan sel di atasnya", place.language)))
    return words, found


def _target(place: _Place, words: str) -> _Offers:
    """What stands behind an arrow."""
    side_of_exit = say("Sisi tempat panah keluar", place.language)
    if side := _SIDE.search(words):
        return side.group(1), (_Offer(each, "value", side_of_exit) for each in SIDES)
    if sop := _SOP.search(words):
        return sop.group(1), (_Offer(name, "sop") for name in sop_names(place.known))
    last = re.split("[,&]", words)[-1].lstrip(_BLANK)
    if lane := _TARGET_LANE.search(last):
        row = place.table.row(lane.group(1)) if place.table else None
        return lane.group(2), _lane_offers(place, _lanes_of_row(place, row), in_target=True)
    if behind := _BEHIND_TARGET.search(last):
        return behind.group(1), (_Offer("lewat", "keyword", side_of_exit, "lewat "),)
    return last, (*_rows(place), *(_Offer(word.strip(), "keyword", say(detail, place.language), word) for word, detail in TARGETS.items()))


def _rows(place: _Place) -> Iterator[_Offer]:
    for row in place.table.rows if place.table else ():
        yield _Offer(row.key.text, "row", plain(row.text))
