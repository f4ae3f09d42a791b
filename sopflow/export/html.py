"""A document as one page for browsers. In: a book and its drawing. Out: HTML that needs nothing else and lets nothing else in.

Each procedure: its identity as a list of terms, its chart as SVG, its rows as a real table with links to the rows they lead to, the flow
told in words. What holds: every word of the text passes `escaped`; no script; the policy in the head names the styles by their digests
and forbids all else; the same document gives the same bytes.
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
from sopflow.model.book import Approval, Book, Identity, Signer, Sop


def render(book: Book, drawing: Drawing) -> bytes:
    """The page of a document, or of the part of it that was drawn."""
    figures = drawing.charts or drawing.pages
    style = STYLE + font_rules(figures)
    pictures = [_figure(page, f"g{at}-") for at, page in enumerate(figures, 1)]
    anchors = Anchors(book)
    count = sum(len(sop.charts) for sop in book.sops)
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
        *_contents(book, anchors),
        "<main>",
        *apart,
        *(line for sop in book.sops for line in (*_parts(sop), *_procedure(sop, anchors, of_charts))),
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
    """A drawing; one without pictures may be shown light on dark."""
    tone = "" if _has_picture(page.items) else ' class="tinta"'
    return f'<figure{tone} tabindex="0" role="group" aria-label="{escaped(page.title)}">\n{svg(page, False, prefix)}</figure>'


def _has_picture(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Picture) or (isinstance(item, Group) and _has_picture(item.items)) for item in items)


def _contents(book: Book, anchors: Anchors) -> list[str]:
    """Links to the procedures, where there are several."""
    if len(book.sops) < 2:
        return []
    entries = [f'<li><a href="#{anchors.sop(at)}">{escaped(sop.name or "SOP")}</a></li>' for at, sop in enumerate(book.sops)]
    return ['<nav aria-labelledby="daftar-isi">', '<h2 id="daftar-isi">Daftar isi</h2>', "<ol>", *entries, "</ol>", "</nav>"]


def _parts(sop: Sop) -> Iterator[str]:
    """The texts of the set that stand before a procedure."""
    for part in sop.parts:
        if part.text:
            yield f"<section>\n<h2>{escaped(part.title or part.kind.capitalize())}</h2>{blocks(part.text)}\n</section>"


def _procedure(sop: Sop, anchors: Anchors, pictures: Iterator[str]) -> Iterator[str]:
    name = anchors.sop(anchors.place(sop))
    yield f'<article id="{name}" aria-labelledby="{name}-judul">'
    yield f'<h1 id="{name}-judul">{escaped(sop.name or "SOP")}</h1>'
    if sop.identity:
        yield from _identity(sop, sop.identity, anchors)
    for at, chart in enumerate(sop.charts):
        yield "<section>"
        yield f"<h2>{escaped(chart.title or 'Bagan alir')}</h2>"
        if chart.number:
            yield f"<p>{escaped(chart.number)}</p>"
        picture = next(pictures, None)
        if picture:
            yield picture
        yield from procedure_table(sop, at, anchors)
        yield "</section>"
    if sop.charts:
        told = describe(Book((sop,))).rstrip("\n")
        yield f'<details>\n<summary>Alur dalam kata-kata</summary>\n<div class="kata">{escaped(told)}</div>\n</details>'
    if sop.approval:
        yield from _approval(sop.approval)
    yield "</article>"


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
