"""Letters that the shipped font does not hold: they would be printed as a replacement sign.

In: a book. Out: a warning at each text that holds such letters.
"""

from collections.abc import Iterator

from sopflow.diagnostics import Diagnostic
from sopflow.layout.text import unsupported
from sopflow.model.book import Book, Sop
from sopflow.richtext import Text
from sopflow.source import Span


def missing_letters(book: Book) -> tuple[Diagnostic, ...]:
    """One warning a text, naming its letters that can't be printed."""
    found: list[Diagnostic] = []
    for words, span in (each for sop in book.sops for each in _printed(sop)):
        letters = unsupported(words)
        if letters:
            listing = ", ".join(f"«{letter}»" for letter in dict.fromkeys(letters))
            hint = "tulis dengan huruf Latin, atau hapus tanda itu"
            found.append(Diagnostic("warning", "huruf-tak-ada", f"Huruf {listing} tidak ada dalam huruf cetak", span, hint))
    return tuple(found)


def _printed(sop: Sop) -> Iterator[tuple[str, Span]]:
    """Every text of a procedure that is printed, with its place."""
    yield sop.name, sop.span
    if sop.identity:
        for words in (*sop.identity.office, *sop.identity.unit):
            yield words, sop.span
        for entry in sop.identity.entries:
            yield entry.text, entry.span
        for box in sop.identity.boxes:
            yield box.title, box.span
            yield from _blocks(box.text)
    signers = (*(sop.approval.signers if sop.approval else ()), *([sop.identity.signer] if sop.identity and sop.identity.signer else []))
    for signer in signers:
        yield " ".join((signer.role, signer.position, signer.name, signer.rank)), signer.span
    for part in sop.parts:
        yield from _blocks(part.text)
    for chart in sop.charts:
        yield chart.title, chart.span
        for lane in chart.lanes:
            yield lane.name, lane.span
        for stage in chart.stages:
            yield from _blocks(stage.title)
        for row in chart.rows:
            yield from _blocks(row.text)
            for cell in row.cells:
                yield from _blocks(cell.text)
            for shape in row.shapes:
                yield shape.text, shape.span
        for flow in chart.flows:
            yield flow.label, flow.span
        yield from _blocks(chart.notes)


def _blocks(text: Text) -> Iterator[tuple[str, Span]]:
    for block in text:
        yield "".join(run.text for run in block.runs), block.span
