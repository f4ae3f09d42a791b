"""A book's flow as plain text. In: a book. Out: a line a fact: who does what, where each answer leads, what it needs, takes and gives."""

from collections.abc import Iterator

from sopflow.describe.flow import FlowView, Way, words_of
from sopflow.describe.phrases import PHRASES, Language, Phrases
from sopflow.model.book import COLUMNS, Book, Chart, Shape, Sop


def in_words(book: Book, language: Language) -> str:
    """Every procedure of the book in words, in `language`; what the office wrote stays as it wrote it."""
    phrases = PHRASES[language]
    return "\n\n".join("\n".join(_procedure(sop, phrases)) for sop in book.sops) + "\n"


def _procedure(sop: Sop, phrases: Phrases) -> Iterator[str]:
    if sop.name:
        yield sop.name if sop.name.casefold().startswith("sop") else f"SOP {sop.name}"
    yield from _identity(sop, phrases)
    for chart in sop.charts:
        if chart.title:
            yield ""
            yield chart.title
        if chart.number:
            yield phrases.number.format(chart.number)
        yield from _chart(chart, sop, phrases)


def _identity(sop: Sop, phrases: Phrases) -> Iterator[str]:
    if sop.identity is None:
        return
    yield from filter(None, (", ".join(sop.identity.office), ", ".join(sop.identity.unit)))
    yield from (phrases.number.format(entry.text) for entry in sop.identity.entries if entry.key == "nomor" and entry.text)
    signer = sop.identity.signer
    if words := ", ".join(filter(None, (signer.position, signer.name))) if signer else "":
        yield phrases.approved_by.format(words)


def _chart(chart: Chart, sop: Sop, phrases: Phrases) -> Iterator[str]:
    view = FlowView(chart)
    decisions = sum(shape.kind == "decision" for shape in view.shapes.values())
    yield phrases.actors.format("; ".join(f"{lane.group}: {lane.name}" if lane.group else lane.name for lane in chart.lanes))
    yield phrases.totals.format(len(chart.rows), decisions) + "."
    yield ""
    for at in range(len(chart.rows)):
        for stage in chart.stages:
            if stage.before == at:
                yield phrases.stage.format(f"{stage.number}: {words_of(stage.title)}".removeprefix(": "))
        yield from _row(view, at, sop, phrases)
    if notes := words_of(chart.notes):
        yield phrases.notes.format(notes)


def _row(view: FlowView, at: int, sop: Sop, phrases: Phrases) -> Iterator[str]:
    """The row's own line, and its facts indented below it."""
    groups = view.groups(at)
    number = view.name(view.chart.rows[at])
    yield f"{number}. {phrases.then.join(_group(view, group, phrases) for group in groups)}: {view.kegiatan(at)}"
    headings = dict(phrases.columns)
    facts = [_sentence(each) for each in _waits(view, groups, phrases)]
    for place, column in enumerate(COLUMNS):
        if words := view.cell(at, place):
            facts.append(f"{headings.get(column) or sop.style.heading(column)}: {words}")
    facts += [_sentence(each) for group in groups for each in _ways(view, group, len(groups) == 1, phrases)]
    yield from (f"{' ' * (len(number) + 2)}{fact}" for fact in dict.fromkeys(facts))


def _group(view: FlowView, group: list[Shape], phrases: Phrases) -> str:
    """The actors of a group, each with what its symbol says besides that work is done."""
    words = phrases.listed(_shape(view, shape, phrases) for shape in group)
    return f"{words}, {phrases.together}" if len(group) > 1 else words


def _shape(view: FlowView, shape: Shape, phrases: Phrases) -> str:
    starts = shape.kind == "start" or any(view.shapes[flow.source].implied for flow in view.arriving[shape.id])
    said = [phrases.start] if starts else []
    said += {"decision": [phrases.decision], "end": [phrases.end]}.get(shape.kind, [])
    said += [f"«{shape.text}»"] if shape.text else []
    return phrases.listed(view.actors(shape)) + (f" ({', '.join(said)})" if said else "")


def _waits(view: FlowView, groups: list[list[Shape]], phrases: Phrases) -> Iterator[str]:
    """For whom the row waits; within a row the word «lalu» says it."""
    for shape in groups[0] if groups else ():
        awaited = view.awaited(shape)
        if awaited and awaited[0].row != shape.row:
            actors = phrases.listed(name for each in awaited for name in view.actors(each))
            yield phrases.after.format(f"{view.name(view.chart.rows[awaited[0].row])} ({actors})")


def _ways(view: FlowView, group: list[Shape], alone: bool, phrases: Phrases) -> Iterator[str]:
    """Where a group leads; whose way it is stands before those that not all its actors go. `alone`: it is the only group of its row.
    Plain steps within the row were told with its actors."""
    sources: dict[tuple[str, str], list[Shape]] = {}
    for shape in group:
        for way in view.ways(shape):
            if way.label or any(target.row != shape.row or target.implied for target in way.targets):
                sources.setdefault((way.label, _where(view, way, phrases)), []).append(shape)
    for (label, where), shapes in sources.items():
        told = alone and len(shapes) == len(group)
        conditions = [] if told else [phrases.from_.format(phrases.listed(name for shape in shapes for name in view.actors(shape)))]
        conditions += [phrases.if_.format(label)] if label else []
        yield f"{', '.join(conditions)}: {where}" if conditions else where


def _where(view: FlowView, way: Way, phrases: Phrases) -> str:
    """The places that a way leads to; several rows begin at the same time, and so do several shapes of one."""
    rows: dict[int, list[Shape]] = {}
    apart: list[str] = []
    for target in way.targets:
        if target.link:
            apart.append(phrases.to_sop.format(target.link))
        elif target.implied and target.kind == "end":
            apart.append(phrases.to_end)
        else:
            rows.setdefault(target.row, []).append(target)
    places = [_row_place(view, way.source, targets, phrases) for targets in rows.values()] + apart
    words = phrases.listed(places)
    return f"{words}, {phrases.together}" if len(way.targets) > 1 else words


def _row_place(view: FlowView, source: Shape, targets: list[Shape], phrases: Phrases) -> str:
    actors = phrases.listed(name for each in targets for name in view.actors(each))
    at = targets[0].row
    if at == source.row:
        return phrases.again if targets == [source] else phrases.within.format(actors)
    direction = phrases.onward if at > source.row else phrases.back
    return direction.format(f"{view.name(view.chart.rows[at])} ({actors})")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
