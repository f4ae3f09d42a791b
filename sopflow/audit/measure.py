"""The counted quality of a page.

In: a page's geometry. Out: `Measures`. What each count means stands with the function that makes it, in lines.py, labels.py, things.py.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from sopflow.audit.labels import LOOK, covered_words, label_clearance, label_contacts
from sopflow.audit.lines import along_rules, arrival, crossing_points, head_faults, hits, length, overlaps
from sopflow.audit.read import Drawn
from sopflow.audit.things import Fill, fill, outside_page, shape_contacts, text_outside

__all__ = ["Measures", "crossing_points", "measure", "total"]


class Measures(NamedTuple):
    """Counts of one page. Those before `crossings` must be 0; `faults` says which arrows, labels or cells they are.

    Lengths in millimetres; `shortest_arrival` is infinite without arrows, `label_clearance` LOOK at most; `fill` is None without a flowchart.
    """

    hits: int
    overlaps: int
    along_rules: int
    head_faults: int
    label_contacts: int
    shape_contacts: int
    text_outside: int
    outside_page: int
    crossings: int
    bends: int
    length: float
    shortest_arrival: float
    label_clearance: float
    connectors: int
    fill: Fill | None
    faults: tuple[str, ...]


def measure(page: Drawn) -> Measures:
    """Counts everything on a page."""
    counted = [
        _distinct(found)
        for found in (
            hits(page),
            overlaps(page),
            along_rules(page),
            head_faults(page),
            (*label_contacts(page), *covered_words(page)),
            shape_contacts(page),
            text_outside(page),
            outside_page(page),
        )
    ]
    return Measures(
        *map(len, counted),
        crossings=len(crossing_points(page.flows)),
        bends=sum(len(flow.points) - 2 for flow in page.flows),
        length=sum(length(segment) for flow in page.flows for segment in pairwise(flow.points)),
        shortest_arrival=min(map(arrival, page.flows), default=float("inf")),
        label_clearance=label_clearance(page),
        connectors=sum(shape.kind == "connector" for shape in page.shapes),
        fill=fill(page),
        faults=tuple(fault for found in counted for fault in found),
    )


def _distinct(faults: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(faults))


def total(pages: tuple[Measures, ...]) -> Measures:
    """The pages in sum: counts added, the smallest distances, the shares of the mean page with a flowchart."""
    fills = [page.fill for page in pages if page.fill]
    shares = zip(*fills, strict=True)
    return Measures(
        *(sum(page[at] for page in pages) for at in range(Measures._fields.index("crossings"))),
        crossings=sum(page.crossings for page in pages),
        bends=sum(page.bends for page in pages),
        length=sum(page.length for page in pages),
        shortest_arrival=min((page.shortest_arrival for page in pages), default=float("inf")),
        label_clearance=min((page.label_clearance for page in pages), default=LOOK),
        connectors=sum(page.connectors for page in pages),
        fill=Fill(*(sum(share) / len(fills) for share in shares)) if fills else None,
        faults=tuple(fault for page in pages for fault in page.faults),
    )
