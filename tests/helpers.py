"""Short ways from a text to what a test looks at."""

import sys
from collections.abc import Callable
from textwrap import dedent

from sopflow.audit import Drawn, read
from sopflow.diagnostics import Diagnostic
from sopflow.export.svg import svg
from sopflow.model.book import Book, Chart
from sopflow.pipeline import Compiled, compile_source
from sopflow.source import Source


def compiled(text: str) -> Compiled:
    """The text compiled under the name `uji.sop`."""
    return compile_source(Source("uji.sop", dedent(text).lstrip("\n")))


def book(text: str) -> Book:
    """The meaning of a text without errors."""
    result = compiled(text)
    assert result.drawing is not None, result.diagnostics
    assert result.book is not None
    return result.book


def chart(text: str) -> Chart:
    """The only chart of a text without errors."""
    (sop,) = book(text).sops
    (only,) = sop.charts
    return only


def faults(text: str) -> list[str]:
    """Every diagnostic as `line:column code`."""
    return [f"{each.span.line}:{each.span.column} {each.code}" for each in compiled(text).diagnostics]


def diagnostics(text: str) -> tuple[Diagnostic, ...]:
    """What is said of the text."""
    return compiled(text).diagnostics


def flows(of: Chart) -> list[str]:
    """The arrows as `source label> target`, in the order of the model; shapes by their ids."""
    return [f"{flow.source} {flow.label}> {flow.target}".replace("  ", " ") for flow in of.flows]


def steps(work: Callable[[], object]) -> int:
    """Calls and returns in doing the work: what it costs, counted the same on every machine and under any load."""
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def pages(text: str) -> list[Drawn]:
    """The drawn pages of a text, read back from their SVG."""
    drawing = compiled(text).drawing
    assert drawing is not None
    return [read(svg(page)) for page in drawing.pages]
