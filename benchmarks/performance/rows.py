"""The rows of the comparison: what is measured, in this order.

In: programs, sopflow first, and settings. Out: `Row`s. A program that drew nothing is not asked for more of the same.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sopflow.pipeline import compile_source
from sopflow.source import Source

from ..rivals.flowcharts import Flowchart, flowcharts
from ..rivals.program import Program
from ..running import Used
from . import timing
from .ink import replays
from .measure import Outcome, Settings, in_turns
from .own import FORMATS, bare
from .table import Row
from .texts import EXAMPLE, long_chart, procedure, stored

Outcomes = dict[str, Outcome]


def rows(programs: Sequence[Program], settings: Settings) -> Iterator[Row]:
    """All rows, each as soon as it is measured."""
    yield from _cold(programs, settings)
    each: Outcomes = {}
    for row in _warm(programs, settings):
        each = each or row.outcomes
        yield row
    yield from _folders(programs, settings, each)
    yield from _growth(programs, settings)


def _cold(programs: Sequence[Program], settings: Settings) -> Iterator[Row]:
    """A new process for one procedure, beside a Python that does nothing."""
    charts, nothing = flowcharts([EXAMPLE]), bare()
    for format in FORMATS:
        outcomes = in_turns([nothing, *programs], charts, format, settings.rounds, settings.limit)
        least = outcomes.pop(nothing.name)
        yield Row(f"cold, text to {format.upper()}", outcomes, least if isinstance(least, Used) else None)


def _warm(programs: Sequence[Program], settings: Settings) -> Iterator[Row]:
    """What one more procedure takes in a process that has drawn as many: the second half of a folder, a document."""
    half = settings.half
    with tempfile.TemporaryDirectory() as place:
        first, both = (_folder(Path(place, str(count)), count) for count in (half, 2 * half))
        for format in FORMATS:
            some = in_turns(programs, first, format, 1, settings.patience)
            more = in_turns(_going(programs, some), both, format, 1, settings.patience)
            outcomes = some | {name: _share(some[name], outcome, half) for name, outcome in more.items()}
            yield Row(f"warm, text to {format.upper()}", outcomes, _ink(format, settings.rounds))


def _folders(programs: Sequence[Program], settings: Settings, each: Outcomes) -> Iterator[Row]:
    """Folders in one process. What would not end in time is reckoned from the smaller folder and what each document more takes."""
    before: Outcomes = {}
    drawn = 0
    for count in settings.folders:
        more = {name: _more(before[name], each[name], count - drawn) for name in before}
        estimated = {name: used for name, used in more.items() if isinstance(used, Used) and used.wall > settings.patience}
        estimated.pop(programs[0].name, None)
        with tempfile.TemporaryDirectory() as place:
            going = [program for program in _going(programs, before) if program.name not in estimated]
            outcomes = in_turns(going, _folder(Path(place, "naskah"), count), "svg", 1, settings.patience)
        before, drawn = {**before, **estimated, **outcomes}, count
        yield Row(f"{count:,} documents to SVG", before, estimated=frozenset(estimated))


def _growth(programs: Sequence[Program], settings: Settings) -> Iterator[Row]:
    """One chart of ever more rows, text to SVG in a new process."""
    outcomes: Outcomes = {}
    for length in settings.rows:
        with tempfile.TemporaryDirectory() as place:
            chart = stored(Path(place, "bagan"), [long_chart(length)])
            rounds = settings.several if length < 500 else 1
            outcomes = outcomes | in_turns(_going(programs, outcomes), chart, "svg", rounds, settings.limit)
        yield Row(f"{length:,} rows to SVG", outcomes)


def _going(programs: Sequence[Program], outcomes: Outcomes) -> list[Program]:
    """The programs that have drawn so far."""
    return [program for program in programs if not isinstance(outcomes.get(program.name), str)]


def _folder(place: Path, count: int) -> list[Flowchart]:
    return stored(place, [procedure(number) for number in range(count)])


def _share(some: Outcome, both: Outcome, half: int) -> Outcome:
    """The processor time of a document of the second half. Waiting varies by more than one document takes, and memory is the process's."""
    if isinstance(some, str) or isinstance(both, str):
        return both
    return Used(0, (both.processor - some.processor) / half, 0)


def _more(some: Outcome, each: Outcome, count: int) -> Outcome:
    """A folder and so many documents more; waiting as for the folder."""
    if isinstance(some, str) or isinstance(each, str):
        return some
    processor = some.processor + each.processor * count
    return Used(some.wall * processor / some.processor, processor, 0)


def _ink(format: str, rounds: int) -> Used | None:
    """What cairo alone needs for the same ink as one of the folder's documents."""
    if format == "svg":
        return None
    drawing = compile_source(Source("naskah.sop", procedure(0))).drawing
    assert drawing is not None
    as_pdf, as_png = replays(drawing)
    (spent,) = timing.in_turns(rounds, as_pdf if format == "pdf" else as_png)
    return Used(spent, spent, 0)
