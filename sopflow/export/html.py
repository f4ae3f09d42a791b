"""A document as one page for browsers. In: a book and its drawing. Out: HTML that needs nothing else and lets nothing else in.

Each procedure: its identity as a list of terms, its chart as SVG, its rows as a real table with links to the rows they lead to, the flow
told in words; of a part of the document, what that part shows. What holds: every word of the text passes `escaped`; no script; the policy
in the head names the styles by their digests and forbids all else; the same document gives the same bytes.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

from sopflow.describe import describe
from sopflow.drawing import Drawing, Group, Item, Page, Picture
from sopflow.export.html_style import STYLE
from sopflow.export.html_table import Anchors, blocks, procedure_table
from sopflow.export.svg import PRECISE, SCREEN, font_rules, svg
from sopflow.export.words import escaped
from sopflow.model.book import Approval, Book, Chart, Identity, Signer, Sop
from sopflow.richtext import Text, plain
from sopflow.view import WHOLE, View

WIDE = 200.0
"""Millimetres: a drawing of whole tables, made for a page."""

CLOSING = ("ditetapkan di", "dikeluarkan di", "pada tanggal")
"""How the last lines of a decree begin, above the signature."""


def render(book: Book, drawing: Drawing, view: View = WHOLE) -> bytes:
    """The page of a document, or of the part of it that was drawn: `view`."""
    figures = () if view.part == "identitas" else drawing.charts or drawing.pages
    style = STYLE + font_rules(figures)
    pictures = [_figure(page, f"g{at}-") for at, page in enumerate(figures, 1)]
    anchors = Anchors(book)
    contents = _contents(book, anchors)
    has_place = view.whole and any(part.kind == "daftar isi" for sop in book.sops for part in sop.parts)
    count = sum(_is_shown(chart, view) for sop in book.sops for chart in sop.charts)
    apart = pictures if len(pictures) != count else []
    of_charts = iter([] if apart else pictures)
    lines = [
        "<!DOCTYPE html>",
        '<html lang="id">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="generator" content="sopflow">',
        f"<title>{escaped(drawing.title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        *([] if has_place else contents),
        "<main>",
        *apart,
        *(line for sop in book.sops for line in (*_parts(sop, view, contents), *_procedure(sop, anchors, of_charts, view))),
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _policy(style: str) -> str:
    """Nothing may be fetched or run; styles are those of this page, fonts and logos those within it."""
    digests = " ".join(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in (style, SCREEN.format(PRECISE)))
    return f"default-src 'none'; style-src {digests}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"


def _figure(page: Page, prefix: str) -> str:
    """A drawing; one without pictures may be shown light on dark, a wide one is as wide as the table below it."""
    told = ["tinta"] * (not _has_picture(page.items)) + ["lebar"] * (page.width > WIDE)
    names = f' class="{" ".join(told)}"' if told else ""
    return f'<figure{names} tabindex="0" role="group" aria-label="{escaped(page.title)}">\n{svg(page, False, prefix)}</figure>'


def _has_picture(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Picture) or (isinstance(item, Group) and _has_picture(item.items)) for item in items)


def _is_shown(chart: Chart, view: View) -> bool:
    """Whether the part has a picture of this chart: charts with fewer rows than asked for have none."""
    return view.part != "identitas" and (view.rows is None or view.rows[1] <= len(chart.rows))


def _contents(book: Book, anchors: Anchors) -> list[str]:
    """Links to the procedures, where there are several."""
    if len(book.sops) < 2:
        return []
    entries = [f'<li><a href="#{anchors.sop(at)}">{escaped(sop.name or "SOP")}</a></li>' for at, sop in enumerate(book.sops)]
    return ['<nav aria-label="Daftar isi">', "<h2>Daftar isi</h2>", "<ol>", *entries, "</ol>", "</nav>"]


def _parts(sop: Sop, view: View, contents: list[str]) -> Iterator[str]:
    """What of the set stands before a procedure, of the document as a whole."""
    for part in sop.parts if view.whole else ():
        if part.kind == "daftar isi":
            yield from contents
        elif part.text or part.kind == "sampul":
            head = "h1" if part.kind == "sampul" else "h2"
            words = _decree(part.text, sop.identity) if part.kind == "keputusan" else blocks(part.text)
            yield f"<section>\n<{head}>{escaped(part.title or part.kind.capitalize())}</{head}>{words}\n</section>"


def _decree(text: Text, identity: Identity | None) -> str:
    """The text of the decree; who signs it stands below place and date."""
    ends = [at for at, block in enumerate(text, 1) if plain((block,)).strip().casefold().startswith(CLOSING)]
    end = ends[-1] if ends else len(text)
    signed = f"<p>{_signer(identity.signer)}</p>" if identity and identity.signer else ""
    return blocks(text[:end]) + signed + blocks(text[end:])


def _procedure(sop: Sop, anchors: Anchors, pictures: Iterator[str], view: View) -> Iterator[str]:
    name = anchors.sop(anchors.place(sop))
    yield f'<article id="{name}" aria-labelledby="{name}-judul">'
    yield f'<h1 id="{name}-judul">{escaped(sop.name or "SOP")}</h1>'
    if sop.identity and view.part in ("lengkap", "identitas"):
        yield from _identity(sop, sop.identity, anchors)
    for at, chart in enumerate(sop.charts):
        if _is_shown(chart, view):
            yield from _chart(sop, at, anchors, pictures, view)
    if sop.charts and view.part != "identitas" and not view.rows:
        told = describe(Book((sop,))).rstrip("\n")
        yield f'<details>\n<summary>Alur dalam kata-kata</summary>\n<div class="kata">{escaped(told)}</div>\n</details>'
    if sop.approval and view.whole:
        yield from _approval(sop.approval)
    yield "</article>"


def _chart(sop: Sop, at: int, anchors: Anchors, pictures: Iterator[str], view: View) -> Iterator[str]:
    chart = sop.charts[at]
    yield "<section>"
    yield f"<h2>{escaped(chart.title or 'Bagan alir')}</h2>"
    if chart.number:
        yield f"<p>{escaped(chart.number)}</p>"
    picture = next(pictures, None)
    if picture:
        yield picture
    first, last = view.rows or (1, len(chart.rows))
    yield from procedure_table(sop, at, anchors, range(first - 1, last))
    yield "</section>"


def _approval(approval: Approval) -> Iterator[str]:
    yield f"<section>\n<h2>{escaped(approval.title)}</h2>"
    place = ", ".join(filter(None, (approval.place, approval.date)))
    if place:
        yield f"<p>{escaped(place)}</p>"
    signers = [f"<div><dt>{escaped(signer.role)}</dt><dd>{_signer(signer)}</dd></div>" for signer in approval.signers]
    yield f'<dl class="nomor">{"".join(signers)}</dl>\n</section>'


def _identity(sop: Sop, identity: Identity, anchors: Anchors) -> Iterator[str]:
    yield "<section>"
    yield "<h2>Identitas</h2>"
    office = [f"<strong>{escaped(words)}</strong>" for words in identity.office] + [escaped(words) for words in identity.unit]
    if office:
        yield f"<p>{'<br>'.join(office)}</p>"
    yield '<dl class="nomor">'
    for entry in identity.entries:
        yield f"<div><dt>{escaped(entry.label)}</dt><dd>{escaped(entry.text) or '–'}</dd></div>"
    if identity.signer:
        yield f"<div><dt>{escaped(sop.style.heading('disahkan oleh'))}</dt><dd>{_signer(identity.signer)}</dd></div>"
    yield "</dl>"
    yield '<div class="kotak">'
    for box in identity.boxes:
        words = blocks(box.text, anchors if box.key == "keterkaitan" else None) or "<p>–</p>"
        yield f"<section><h3>{escaped(box.title)}</h3>{words}</section>"
    yield "</div>"
    yield "</section>"


def _signer(signer: Signer) -> str:
    nip = signer.nip.removeprefix("NIP").lstrip(". ")
    parts = (signer.position, signer.name, signer.rank, f"NIP. {nip}" if nip else "")
    return "<br>".join(escaped(part) for part in parts if part)
