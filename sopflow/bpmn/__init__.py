"""Procedures as BPMN 2.0, with the places and arrows of our own layout.

In: a book. Out: one file: a collaboration with a pool for each chart and its lanes, and the diagram of them, upright as our tables are.

    chart --flow--> the same chart in BPMN's terms --lay out, draw--> page --places--> places in pixels --write--> XML
"""

from sopflow.bpmn.flow import BpmnChart, in_bpmn_terms
from sopflow.bpmn.places import Places, read_places
from sopflow.bpmn.write import Pool, document
from sopflow.drawing import Drawing
from sopflow.model.book import Book, Sop
from sopflow.model.style import Style

__all__ = ["render"]

LOOK = Style(page_numbers=False)
"""The style of the diagram: what the procedure's own style says of papers and tables means nothing to it."""


def render(book: Book, _drawing: Drawing | None = None) -> bytes:
    """The file's bytes."""
    pools = []
    top = 0.0
    for sop in book.sops:
        for chart in sop.charts:
            terms = in_bpmn_terms(chart)
            places = _placed(sop, terms, top)
            pools.append(Pool(_pool_name(sop, chart.title), terms, places))
            top = places.bottom
    return document(pools)


def _placed(sop: Sop, terms: BpmnChart, top: float) -> Places:
    from sopflow.pipeline import draw_book
    from sopflow.view import View

    drawing, _ = draw_book(Book((sop._replace(identity=None, parts=(), approval=None, style=LOOK, charts=(terms.chart,)),)), View("alur"))
    return read_places(drawing.pages[0], top)


def _pool_name(sop: Sop, title: str) -> str:
    office = ", ".join(sop.identity.office) if sop.identity else ""
    return " – ".join(filter(None, (office, title or sop.name))) or "SOP"
