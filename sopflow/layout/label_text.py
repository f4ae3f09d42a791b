"""The words at an exit, broken into lines.

In: the labels of one exit and their size. Out: the settings they may have, the widest first. Several labels share an exit only where a
shape has more outcomes than ports; they stand one under the other.
"""

from collections.abc import Iterator

from sopflow.layout.sizes import Sizes
from sopflow.layout.text import advance_of, balanced
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

CAP = 0.73
"""Height of the tallest letters in units of the font size: the ink above the baseline."""

DESCENT = 0.21
"""Depth of the ink below the baseline, likewise."""

LABEL_STEP = 1.12
"""From line to line of a label, in units of its size."""

WIDTHS = (26.0, 18.0, 13.0, 10.0, 7.5)
"""A label longer than the first is broken into lines; where it finds no place, into shorter ones."""

LABEL_JOINT = "\n"
"""Between the labels of one exit."""


class Part(NamedTuple):
    """One label of a setting: its lines with their widths, and where it begins within the setting's height."""

    lines: tuple[tuple[str, float], ...]
    y: float
    height: float


class Setting(NamedTuple):
    """The labels of an exit, put together."""

    parts: tuple[Part, ...]
    width: float
    height: float


def settings(labels: tuple[str, ...], sizes: Sizes) -> Iterator[Setting]:
    """The settings for the labels of an exit, the widest first, each once."""
    before: Setting | None = None
    for width in WIDTHS:
        setting = _piled([_lines(label, width, sizes) for label in labels], sizes)
        if setting != before:
            yield setting
            before = setting


def label_height(exit_name: str, sizes: Sizes) -> float:
    """Height of the letters of an exit's labels in all their lines."""
    return next(settings(tuple(exit_name.split(LABEL_JOINT)), sizes)).height


def _lines(label: str, width: float, sizes: Sizes) -> tuple[tuple[str, float], ...]:
    set_lines = balanced(paragraph(label), width, sizes.label)
    words = tuple("".join(run.text for run in line.runs) for line in set_lines) or (label,)
    return tuple((each, advance_of(each, sizes.label)) for each in words)


def _piled(labels: list[tuple[tuple[str, float], ...]], sizes: Sizes) -> Setting:
    parts: list[Part] = []
    lines_above = 0
    for lines in labels:
        height = sizes.label * (CAP + DESCENT + LABEL_STEP * (len(lines) - 1))
        parts.append(Part(lines, sizes.label * LABEL_STEP * lines_above, height))
        lines_above += len(lines)
    return Setting(tuple(parts), max(width for lines in labels for _, width in lines), parts[-1].y + parts[-1].height)
