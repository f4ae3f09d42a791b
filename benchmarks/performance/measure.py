"""Measurements of programs in turns. In: programs, charts, a format. Out: for each program what it used, or why there is nothing.

Every round runs each program once, so that what slows the machine slows all. Of several rounds the first is not counted but for memory,
which is looked at then; figures are medians of the others.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from ..rivals.flowcharts import Flowchart
from ..rivals.program import Program
from ..running import Refused, Used, run

PERIOD = 0.02
"""Seconds between two looks at memory, where a run is repeated."""
LONG_PERIOD = 0.1
"""The same where there is only one."""

Outcome = Used | str
"""What a program used, or in a few words why there is no figure."""

NO_SUCH_FORM = "–"


class Settings(NamedTuple):
    """How much is measured. `rounds`: of short runs; `several`: of charts of some hundred rows.

    `half`: documents whose double is the warm form; `limit`: seconds for one run; `patience`: for a whole folder.
    """

    rounds: int
    several: int
    half: int
    rows: tuple[int, ...]
    folders: tuple[int, ...]
    limit: float
    patience: float


FULL = Settings(rounds=5, several=3, half=50, rows=(11, 100, 1000, 5000), folders=(200, 2000), limit=120, patience=300)
QUICK = Settings(rounds=3, several=2, half=20, rows=(11, 100, 1000), folders=(200,), limit=30, patience=90)


def in_turns(programs: Sequence[Program], charts: Sequence[Flowchart], format: str, rounds: int, limit: float) -> dict[str, Outcome]:
    """The figures by the programs' names."""
    able = [program for program in programs if format in (program.formats if len(charts) == 1 else program.several)]
    words = {program.name: [program.write(chart) for chart in charts] for program in able}
    outcomes: dict[str, Outcome] = {program.name: NO_SUCH_FORM for program in programs}
    taken: dict[str, list[Used]] = {name: [] for name in words}
    for at in range(rounds + (rounds > 1)):
        period = 0 if at else PERIOD if rounds > 1 else LONG_PERIOD
        for program in able:
            if len(taken[program.name]) == at:
                outcome = _once(program, words[program.name], format, limit, period)
                if isinstance(outcome, Used):
                    taken[program.name].append(outcome)
                else:
                    outcomes[program.name] = outcome
    return outcomes | {name: _middle(uses) for name, uses in taken.items() if outcomes[name] == NO_SUCH_FORM}


def _once(program: Program, words: Sequence[str], format: str, limit: float, period: float) -> Outcome:
    """One run in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return run(program.job(Path(folder), words, format), limit, period).used
        except Refused as reason:
            print(f"{program.title}: {reason}", file=sys.stderr)
            return str(reason)


def _middle(uses: list[Used]) -> Used:
    counted = uses[1:] or uses
    return Used(median(use.wall for use in counted), median(use.processor for use in counted), uses[0].memory)
