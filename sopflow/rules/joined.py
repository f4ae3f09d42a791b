"""Two actors in one name: `@Petugas dan Kadis` where the writer means `@Petugas & @Kadis` (group "nama").

Many posts have "dan" or a slash in their name. So a name is taken for several only where the lanes of its chart say so, and never when it
stands in the list of `pelaksana:`, for there it was written on purpose.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from sopflow.edits import Edit
from sopflow.format.arrows import lane_word
from sopflow.model.book import Lane
from sopflow.model.names import Joined, taken_apart
from sopflow.rules.case import Case, ChartView
from sopflow.rules.lanes import begins_with_actor, long_form
from sopflow.rules.rule import Finding, Phrase, Rule
from sopflow.values import NamedTuple

_NEAR = 0.8
_LONG = 5
_TOGETHER = ("dan", "serta", "beserta", "bersama")
_ALTERNATIVE = ("/", "|", "atau")


class _Actors(NamedTuple):
    """`names`: those that a name is made of, lanes by their own names. `known`: the lanes among them. `joints`: the words between."""

    names: tuple[str, ...]
    known: tuple[str, ...]
    joints: tuple[str, ...]


def joined_actors(case: Case) -> Iterator[Finding]:
    """Lanes that no list has and whose name is made of the names of other lanes."""
    for chart in case.charts:
        for lane in (lane for lane in chart.chart.lanes if _is_of_a_row(case, lane)):
            others = {long_form(each.name): each.name for each in chart.chart.lanes if each != lane}
            actors = next((found for apart in taken_apart(lane.name) if (found := _actors(apart, others))), None)
            if actors:
                together, in_turn = (f" {sign} ".join(f"@{lane_word(name)}" for name in actors.names) for sign in ("&", "->"))
                fields = {"lane": lane.name, "known": "», «".join(actors.known), "together": together, "turn": in_turn}
                hint = _EITHER if any(sign in joint for joint in actors.joints for sign in _ALTERNATIVE) else None
                yield Finding(lane.span, fields, _fix(case, chart, lane, actors, together), hint=hint)


def _is_of_a_row(case: Case, lane: Lane) -> bool:
    """Whether the name was first read in the head of a row, behind an `@`."""
    lines = case.sources.lines(lane.span.file)
    return 0 < lane.span.line <= len(lines) and "@" in lines[lane.span.line - 1][: lane.span.column]


def _actors(apart: Joined, lanes: dict[str, str]) -> _Actors | None:
    """The actors that the parts name: all are lanes; or some are, and the others begin as actors do, as does each of the lanes."""
    found = [_lane(part, lanes) for part in apart.parts]
    known = tuple(dict.fromkeys(filter(None, found)))
    are_sure = all(found) or (any(found) and all(map(begins_with_actor, apart.parts)))
    names = tuple(name or part for name, part in zip(found, apart.parts, strict=True))
    return _Actors(names, known, apart.joints) if are_sure and len(set(map(long_form, names))) == len(names) else None


def _lane(words: str, lanes: dict[str, str]) -> str:
    """The lane that is meant: of that name, else the only one whose name begins so, or is nearly the same; "" when there is none."""
    name = long_form(words)
    longer = [each for each in lanes if each.startswith(f"{name} ") and begins_with_actor(words)]
    near = [name] if name in lanes else longer or [each for each in lanes if _is_misspelt(name, each)]
    return lanes[near[0]] if len(near) == 1 else ""


def _is_misspelt(name: str, other: str) -> bool:
    """Whether the names differ by slips in long words: short ones tell posts apart, as in "bidang i" and "bidang ii"."""
    pairs = list(zip_longest(name.split(), other.split(), fillvalue=""))
    return all(one == two or (min(len(one), len(two)) >= _LONG and SequenceMatcher(None, one, two).ratio() >= _NEAR) for one, two in pairs)


def _fix(case: Case, chart: ChartView, lane: Lane, actors: _Actors, together: str) -> tuple[Edit, ...]:
    """Every `@lane` of the chart as several shapes: only where "dan" joins lanes by their very names, nothing else is said of the shape,
    and its only way out is the one that follows from the order of rows."""
    shapes = [shape for shape in chart.shapes.values() if chart.chart.lanes[shape.lane] == lane and not shape.implied]
    written = f"@{lane.name}"
    heads = [(shape.span, case.sources.lines(shape.span.file)[shape.span.line - 1]) for shape in shapes]
    is_plain = (
        len(actors.known) == len(actors.names)
        and lane.name.casefold() == f" {actors.joints[0]} ".join(actors.names).casefold()
        and set(actors.joints) <= set(_TOGETHER)
        and all(shape.kind == "process" and shape.lane == shape.lane_last for shape in shapes)
        and all(flow.implied for shape in shapes for flow in chart.ways_out[shape.id])
        and all(line[span.column - 1 : span.column - 1 + span.length] == written for span, line in heads)
        and sum(line.count(written) for line in case.sources.lines(lane.span.file)) == len(shapes)
    )
    return tuple(Edit(span, together) for span, _ in heads) if is_plain else ()


_UNLESS: Phrase = (
    "; bila memang satu jabatan, cantumkan semua pelaksana di bawah «pelaksana:»",
    "; if it is one position, list all lanes below «pelaksana:»",
)


def _hint(indonesian: str, english: str) -> Phrase:
    return indonesian + _UNLESS[0], english + _UNLESS[1]


_EITHER = _hint(
    "sebut satu pelaksana saja; bila keduanya bekerja, tulis «{together}» (bersamaan) atau «{turn}» (berurutan)",
    "name one actor only; if both work, write «{together}» (at the same time) or «{turn}» (one after the other)",
)

JOINED_ACTORS = Rule(
    "pelaksana-gabung",
    "nama",
    "warning",
    joined_actors,
    ("Dua pelaksana ditulis sebagai satu nama", "Two actors are written as one name"),
    (
        "Tiap pelaksana mempunyai satu kolom. Nama yang digabung dengan «dan» atau garis miring menjadi kolom ketiga, dan pembaca tidak "
        "menemukan kegiatan itu di kolom kedua pelaksananya",
        "Each actor has one column. Names joined by «dan» or a slash become a third, and readers do not find the activity in the columns "
        "of the two",
    ),
    (
        "«{lane}» menjadi kolom tersendiri, padahal sudah ada kolom «{known}»",
        "«{lane}» becomes a column of its own, although there is a column «{known}»",
    ),
    _hint(
        "tulis «{together}» bila bersamaan, «{turn}» bila berurutan",
        "write «{together}» for at the same time, «{turn}» for one after the other",
    ),
    "1. @Staf: Mencatat surat\n2. @Petugas: Memeriksa surat\n3. @Petugas dan Kadis: Membahas surat\n4. @Kadis: Membalas surat\n",
    "1. @Staf: Mencatat surat\n2. @Petugas: Memeriksa surat\n3. @Petugas & @Kadis: Membahas surat\n4. @Kadis: Membalas surat\n",
    fixes=True,
)
