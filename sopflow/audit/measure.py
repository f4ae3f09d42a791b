"""The counted quality of a page.

In: a page's geometry. Out: `Measures`. What each count means stands with the function that makes it, in lines.py, labels.py, things.py.
"""

from collections.abc import Iterable
from itertools import pairwise

from sopflow.audit.labels import covered_words, label_clearance, label_contacts
from sopflow.audit.lines import along_rules, arrival, crossing_points, head_faults, hits, length, overlaps
from sopflow.audit.read import Drawn
from sopflow.audit.things import Fill, fill, outside_page, shape_contacts, text_outside
from sopflow.values import NamedTuple

__all__ = ["Measures", "crossing_points", "measure", "total"]


class Measures(NamedTuple):
    """Counts of one page. Those before `crossings` must be 0; `faults` says which arrows, labels or cells they are.

    Lengths are millimetres; `shortest_arrival` is infinite without arrows, `label_clearance` without labels; `fill` is None without lanes.
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
    through, together, along = _distinct(hits(page)), _distinct(overlaps(page)), _distinct(along_rules(page))
    heads, labels = _distinct(head_faults(page)), _distinct((*label_contacts(page), *covered_words(page)))
    shapes, words, beyond = _distinct(shape_contacts(page)), _distinct(text_outside(page)), _distinct(outside_page(page))
    return Measures(
        hits=len(through),
        overlaps=len(together),
        along_rules=len(along),
        head_faults=len(heads),
        label_contacts=len(labels),
        shape_contacts=len(shapes),
        text_outside=len(words),
        outside_page=len(beyond),
        crossings=len(crossing_points(page.flows)),
        bends=sum(len(flow.points) - 2 for flow in page.flows),
        length=sum(length(segment) for flow in page.flows for segment in pairwise(flow.points)),
        shortest_arrival=min(map(arrival, page.flows), default=float("inf")),
        label_clearance=label_clearance(page),
        connectors=sum(shape.kind == "connector" for shape in page.shapes),
        fill=fill(page),
        faults=(*through, *together, *along, *heads, *labels, *shapes, *words, *beyond),
    )


def _distinct(faults: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(faults))


def total(pages: tuple[Measures, ...]) -> Measures:
    """The pages in sum: counts and lengths added, the smallest distances, the shares of the mean page with a flowchart."""
    fills = [page.fill for page in pages if page.fill]
    return Measures(
        hits=sum(page.hits for page in pages),
        overlaps=sum(page.overlaps for page in pages),
        along_rules=sum(page.along_rules for page in pages),
        head_faults=sum(page.head_faults for page in pages),
        label_contacts=sum(page.label_contacts for page in pages),
        shape_contacts=sum(page.shape_contacts for page in pages),
        text_outside=sum(page.text_outside for page in pages),
        outside_page=sum(page.outside_page for page in pages),
        crossings=sum(page.crossings for page in pages),
        bends=sum(page.bends for page in pages),
        length=sum(page.length for page in pages),
        shortest_arrival=min((page.shortest_arrival for page in pages), default=float("inf")),
        label_clearance=min((page.label_clearance for page in pages), default=float("inf")),
        connectors=sum(page.connectors for page in pages),
        fill=_mean(fills) if fills else None,
        faults=tuple(fault for page in pages for fault in page.faults),
    )


def _mean(fills: list[Fill]) -> Fill:
    return Fill(*(sum(shares) / len(fills) for shares in zip(*fills, strict=True)))
