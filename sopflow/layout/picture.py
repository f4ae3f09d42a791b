"""A part of a chart as one continuous picture, for reports. In: the rows, their style, the width of the picture. Out: a placed sheet.

The columns are found anew for the width, the text keeps its size: shapes come closer together before anything else gives way, columns
without words shrink to a head that reads upwards, and where the words and lanes can't stand at all, a message says which width would do.
Arrows that leave the rows end in connectors with the numbers of the rows they go to, or come from.
"""

from math import ceil

from sopflow.diagnostics import Diagnostic
from sopflow.layout.cells import cell_text
from sopflow.layout.chart_page import assemble, flow_title
from sopflow.layout.columns import LOOSE
from sopflow.layout.head import turned_width
from sopflow.layout.lattice import ChartIndex, Connector, Owner, pair_key
from sopflow.layout.page import Demands, RoutedPage, Router
from sopflow.layout.parts import Excerpt
from sopflow.layout.plan import PagePlan
from sopflow.layout.room import PageRoom
from sopflow.layout.settling import on_one_sheet
from sopflow.layout.sizes import Sizes, compact, scaled
from sopflow.layout.table import Facts, Table, gather_facts
from sopflow.layout.text import natural_width
from sopflow.model.style import Style
from sopflow.richtext import paragraph
from sopflow.values import NamedTuple

EDGE = 0.5
"""Around the picture: half of the frame's stroke, and a little."""

ROOMY = 1500.0
"""A width on which every table finds room for what it needs."""

AIR = 4.0
"""What a lane gets beyond its need where the width is free."""

SMALLEST_SHAPES = 0.8
"""How much smaller than in a dense document shapes may become."""

PENTAGON_PAD = 1.6
"""Beside the number in a connector, both sides together."""

WORTH = 0.75
"""A denser setting is taken for its own sake where it makes the picture lower than this share: wide lanes leave the words too little."""

SEARCHED = 16
"""By so many millimetres, at most, a table may be narrower than the picture: more room for a lane may ask for more than it gives."""


class Picture(NamedTuple):
    """The placed sheet, the sizes to draw it with, and what did not fit."""

    plan: PagePlan
    sizes: Sizes
    diagnostics: tuple[Diagnostic, ...]


class _Setting(NamedTuple):
    """How densely a picture is set. `slim`: columns without words are as narrow as a head that reads upwards. `turned`: so are lanes, as
    far as their shapes and tracks allow."""

    sizes: Sizes
    loose: float
    comfort: bool
    slim: bool = False
    turned: bool = False


class _Set(NamedTuple):
    """A picture at some width. `needed`: the width that its words, shapes and tracks can't do without."""

    table: Table
    page: RoutedPage
    needed: float

    @property
    def stands(self) -> bool:
        """Whether the width was enough."""
        return not self.table.columns.strained

    @property
    def height(self) -> float:
        return self.page.down.bottom


def lay_out_picture(part: Excerpt, name: str, sizes: Sizes, width: float | None) -> Picture:
    """The excerpt `width` wide; None: as wide as it needs. `name` is the procedure's."""
    index = ChartIndex(part.window.chart)
    router = Router(index)
    rows = _connected_rows(index, router, part)
    numbers = {pair: ", ".join(_number(index, row) for row in each) for pair, each in rows.items()}
    settings = _settings(part, sizes, numbers)
    if width is None:
        roomy = _set(part, settings[0], router, ROOMY)
        width = ceil(roomy.needed + AIR * len(part.window.chart.lanes))
    standing = _standing(part, settings, router, width)
    taken = width
    if not standing:
        taken = _narrower(part, settings[-1], router, width)
        standing = [_set(part, settings[-1], router, taken)]
    lowest = min(each.height for each in standing)
    made = min((each for each in standing if each.height * WORTH <= lowest), key=lambda each: len(each.page.crowded))
    plan = _assembled(made, index, _frame(taken, width), name, numbers)
    complaints = () if made.stands else (_too_narrow(part, width, _least(part, settings[-1], router, width)),)
    return Picture(plan, made.table.sizes, complaints)


def _standing(part: Excerpt, settings: list[_Setting], router: Router, width: float) -> list[_Set]:
    """The excerpt in the settings that stand at the width; without texts only in the first of them, for no other is much lower."""
    found: list[_Set] = []
    for setting in settings:
        made = _set(part, setting, router, width)
        found += [made] if made.stands else []
        if found and "kegiatan" not in part.style.columns:
            break
    return found


def _narrower(part: Excerpt, setting: _Setting, router: Router, width: float) -> float:
    """The greatest width below, not much below, at which the setting stands; the same width where there is none."""
    tried = (width - step for step in range(1, SEARCHED + 1) if width - step > 0)
    return next((each for each in tried if _set(part, setting, router, each).stands), width)


def _least(part: Excerpt, setting: _Setting, router: Router, narrow: float) -> int:
    """The least whole width at which the setting stands; at `narrow` it does not."""
    low = int(narrow)
    high = max(low + 1, ceil(_set(part, setting, router, ROOMY).needed))
    while not _set(part, setting, router, high).stands:
        high += 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _set(part, setting, router, middle).stands else (middle, high)
    return high


def _settings(part: Excerpt, sizes: Sizes, numbers: dict[tuple[str, bool], str]) -> list[_Setting]:
    """From comfortable to dense, all with the text as large as it is."""
    small = compact(sizes)
    each = [
        _Setting(sizes, LOOSE, True),
        _Setting(sizes, 0.0, False),
        _Setting(small, LOOSE, True, slim=True),
        _Setting(small, 0.0, False, slim=True),
    ]
    for narrow in (small, scaled(small, SMALLEST_SHAPES)):
        each.append(_Setting(narrow._replace(turned_head=ROOMY), 0.0, False, slim=True, turned=True))
    return [one._replace(sizes=_with_room(part.sizes(one.sizes), numbers)) for one in each]


def _with_room(sizes: Sizes, numbers: dict[tuple[str, bool], str]) -> Sizes:
    """Connectors wide enough for their numbers."""
    widest = max((natural_width(paragraph(words), sizes.label) for words in numbers.values()), default=0.0)
    return sizes._replace(pentagon=(max(sizes.pentagon[0], widest + PENTAGON_PAD), sizes.pentagon[1]))


def _set(part: Excerpt, setting: _Setting, router: Router, width: float) -> _Set:
    style = _slim(part, setting.sizes) if setting.slim else part.style
    facts = gather_facts(part.window.chart, style, setting.sizes, setting.loose)
    if setting.turned:
        shape = setting.sizes.box[0] + 2 * setting.sizes.side_gap
        facts = facts._replace(lane_least=tuple(min(least, shape) for least in facts.lane_least))
    demands = Demands(facts.lane_least, setting.comfort)
    page, table = on_one_sheet(facts, router, _frame(width, width), demands, part.window.first, part.window.end)
    return _Set(table, page, _needed(facts, demands) + 2 * EDGE)


def _slim(part: Excerpt, sizes: Sizes) -> Style:
    """The style with the columns that hold no words as narrow as their heads allow, unless the style says how wide they are."""
    rows = part.window.chart.rows
    wordless = (
        key
        for key in part.style.columns
        if key not in ("no", "pelaksana", *dict(part.style.widths)) and not any(cell_text(row, key, part.style) for row in rows)
    )
    return part.style._replace(widths=(*part.style.widths, *((key, turned_width(sizes)) for key in wordless)))


def _needed(facts: Facts, demands: Demands) -> float:
    """Millimetres that the columns can't do without."""
    pinned = dict(facts.style.widths)
    number = pinned.get("no", facts.number) if "no" in facts.style.columns else 0.0
    lanes = sum(pinned.get("pelaksana", lane) for lane in demands.lanes)
    return number + lanes + sum(pinned.get(key, fact.least) for key, fact in facts.columns.items())


def _frame(width: float, sheet: float) -> PageRoom:
    """Room for a table of that width in the middle of a sheet."""
    return PageRoom(sheet, 0.0, (sheet - width) / 2 + EDGE, EDGE, width - 2 * EDGE, float("inf"), "")


def _too_narrow(part: Excerpt, width: float, least: float) -> Diagnostic:
    message = f"Gambar ini tidak muat di lebar {width:g} mm"
    whole = part.window.chart.lanes and "kegiatan" in part.style.columns
    hint = f"pakai lebar paling sedikit {least:g} mm" + (", atau pilih bagian yang lebih kecil: «alur» atau «mutu-baku»" if whole else "")
    return Diagnostic("error", "lebar-kurang", message, part.window.chart.span, hint)


# connectors


def _connected_rows(index: ChartIndex, router: Router, part: Excerpt) -> dict[tuple[str, bool], list[int]]:
    """The rows outside that each connector stands for, by its pair: those it leads to, or those it comes from."""
    shown = range(part.window.first, part.window.end)
    owners: tuple[Owner, ...] = router.rows(part.window.first, part.window.end)[0].owners
    found: dict[tuple[str, bool], list[int]] = {}
    for owner in owners:
        if not isinstance(owner, Connector):
            continue
        rows = found.setdefault(pair_key(owner), [])
        for flow in index.chart.flows:
            inside, outside = (flow.source, flow.target) if owner.outgoing else (flow.target, flow.source)
            row = index.shapes[outside].row
            above = row < part.window.first
            if index.pair(flow) == owner.pair and index.shapes[inside].row in shown and row not in (*shown, *rows):
                rows += [row] if above == (owner.strip == "top") else []
        rows.sort()
    return found


def _number(index: ChartIndex, row: int) -> str:
    return index.chart.rows[row].number or index.chart.rows[row].key


def _assembled(made: _Set, index: ChartIndex, frame: PageRoom, name: str, numbers: dict[tuple[str, bool], str]) -> PagePlan:
    plan = assemble(made.table, made.page, index, frame, name, numbers, bool(numbers), last=True)
    outgoing = {owner.id: owner.outgoing for owner in made.page.lattice.owners if isinstance(owner, Connector)}
    shapes = tuple(
        shape._replace(title=f"Sambungan {'ke' if outgoing[shape.id] else 'dari'} kegiatan {shape.ref}") if shape.id in outgoing else shape
        for shape in plan.shapes
    )
    titles = {shape.id: shape.title for shape in shapes}
    return plan._replace(shapes=shapes, flows=tuple(flow._replace(title=flow_title(flow, titles)) for flow in plan.flows))
