"""A page as SVG. In: a finished page. Out: the text of a file that shows it alike in every program, and that programs can measure.

What holds: 1 unit is 1 mm; numbers have at most three decimals; paths are absolute; the same page gives the same characters; nothing is
fetched from elsewhere and nothing runs. Classes, ids and data-* are those of the page's items (ARCHITECTURE.md, "The drawing").
"""

from binascii import b2a_base64
from collections.abc import Iterable
from functools import lru_cache

from sopflow.drawing import Face, Group, Item, Line, Page, Path, PathOp, Picture
from sopflow.export.words import escaped
from sopflow.fonts import FAMILY, data
from sopflow.fonts.advances import EVERYDAY
from sopflow.fonts.glyphs import printable
from sopflow.values import NamedTuple

FAMILIES = f"{FAMILY}, Liberation Sans, Arimo, Arial, Helvetica, sans-serif"
"""The shipped typeface, and others of the same advances for programs that don't read @font-face."""

SCREEN = "@media screen,print{{{}}}"
"""Rules that browsers need and others misread: CairoSVG garbles text that asks for geometricPrecision, and skips @media."""

PRECISE = "text{text-rendering:geometricPrecision}"
"""Without it, browsers round each advance to whole pixels, and words no longer fill their measured width."""

EVERYDAY_SIGNS = frozenset(EVERYDAY)
LIMIT = 1e6
"""Millimetres; more is a mistake of ours, and so is NaN."""


NAMES = frozenset({"id", "data-from", "data-to", "data-flow"})
"""Attributes that hold the id of an item."""


class _Sheet(NamedTuple):
    """A page being written: its lines so far, the words of each face, and what its ids begin with."""

    lines: list[str]
    words: dict[Face, list[str]]
    prefix: str = ""


def svg(page: Page, embed_fonts: bool = True, prefix: str = "") -> str:
    """The SVG document of a page. With `embed_fonts`, the faces that it uses are within, and it looks the same where they are missing.

    `prefix` begins all its ids, so that several may stand in one document.
    """
    sheet = _Sheet([], {}, prefix)
    for item in page.items:
        _write(sheet, item)
    width, height = number(page.width), number(page.height)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}" '
            f'lang="id" xml:lang="id" role="graphics-document document" aria-labelledby="{prefix}page-title" '
            f'aria-describedby="{prefix}page-description" '
            f'font-family="{FAMILIES}">',
            f'<title id="{prefix}page-title">{escaped(page.title)}</title>',
            f'<desc id="{prefix}page-description">{escaped(page.description)}</desc>',
            f"<style>{SCREEN.format((_faces(sheet.words) if embed_fonts else '') + PRECISE)}</style>",
            f'<rect class="paper" width="{width}" height="{height}" fill="#ffffff"/>',
            *sheet.lines,
            "</svg>\n",
        )
    )


def font_rules(pages: Iterable[Page]) -> str:
    """The @font-face rules for all words of the pages."""
    sheet = _Sheet([], {})
    for item in (item for page in pages for item in page.items):
        _write(sheet, item)
    return _faces(sheet.words)


@lru_cache(maxsize=16_384)
def number(value: float) -> str:
    """A length with at most three decimals, no trailing zeros and no negative zero. Most lengths of a page stand on it several times."""
    if not -LIMIT < value < LIMIT:
        raise ValueError(f"no length on a page: {value}")
    digits = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits


def _write(sheet: _Sheet, item: Item) -> None:
    """Adds one item and what is in it."""
    if isinstance(item, Line):
        _write_line(sheet, item)
    elif isinstance(item, Path):
        sheet.lines.append(_path(sheet, item))
    elif isinstance(item, Group):
        sheet.lines.append(f"<g{_attributes(sheet, item.attributes)}>")
        if item.title:
            sheet.lines.append(f"<title>{escaped(item.title)}</title>")
        for inner in item.items:
            _write(sheet, inner)
        sheet.lines.append("</g>")
    else:
        sheet.lines.append(_picture(item))


def _write_line(sheet: _Sheet, line: Line) -> None:
    """A line of one face is one element; in others each run is a tspan with its own place."""
    if not line.runs:
        return
    runs = [(number(x), printable(text), face) for x, text, face in line.runs]
    for _, text, face in runs:
        sheet.words.setdefault(face, []).append(text)
    x, text, face = runs[0]
    y = number(line.y)
    turned = f' transform="rotate(-90 {x} {y})"' if line.turned else ""
    opening = f'<text{_attributes(sheet, line.attributes)} x="{x}" y="{y}" font-size="{number(line.size)}"{turned}'
    if len(runs) > 1:
        spans = "".join([f'<tspan x="{x}"{_style(face)}>{escaped(text)}</tspan>' for x, text, face in runs])
        sheet.lines.append(f'{opening} xml:space="preserve">{spans}</text>')
    else:
        space = ' xml:space="preserve"' if text != text.strip(" ") or "  " in text else ""
        sheet.lines.append(f"{opening}{_style(face)}{space}>{escaped(text)}</text>")


def _style(face: Face) -> str:
    return (' font-weight="bold"' if face.bold else "") + (' font-style="italic"' if face.italic else "")


def _path(sheet: _Sheet, path: Path) -> str:
    dash = f' stroke-dasharray="{" ".join(map(number, path.dash))}"' if path.dash else ""
    stroke = f'stroke="{path.stroke}" stroke-width="{number(path.width)}"{dash}' if path.stroke != "none" else 'stroke="none"'
    return f'<path{_attributes(sheet, path.attributes)} d="{_ops(path.ops)}" fill="{path.fill}" {stroke}/>'


def _ops(ops: tuple[PathOp, ...]) -> str:
    """Absolute commands; straight lines along an axis are H and V."""
    words: list[str] = []
    x = y = ""
    for letter, numbers in ops:
        if letter == "Z":
            words.append(letter)
            x = y = ""
            continue
        digits = [number(value) for value in numbers]
        if letter == "L" and digits[1] == y:
            words.append("H" + digits[0])
        elif letter == "L" and digits[0] == x:
            words.append("V" + digits[1])
        else:
            words.append(letter + " ".join(digits))
        x, y = digits[-2:]
    return " ".join(words)


def _picture(picture: Picture) -> str:
    box = zip(("x", "y", "width", "height"), picture[:4], strict=True)
    places = " ".join(f'{name}="{number(value)}"' for name, value in box)
    return f'<image {places} preserveAspectRatio="xMidYMid meet" href="data:{picture.kind};base64,{_base64(picture.data)}"/>'


def _attributes(sheet: _Sheet, attributes: tuple[tuple[str, str], ...]) -> str:
    return "".join([f' {name}="{escaped(sheet.prefix + value if name in NAMES else value)}"' for name, value in attributes])


def _base64(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode()


def _faces(words: dict[Face, list[str]]) -> str:
    """The @font-face rules of the faces in use, each as small as its words allow."""
    return "".join(_face(face, all(map(EVERYDAY_SIGNS.issuperset, words[face]))) for face in sorted(words))


@lru_cache(maxsize=8)
def _face(face: Face, everyday: bool) -> str:
    """One @font-face rule with the font in it."""
    weight, style = "bold" if face.bold else "normal", "italic" if face.italic else "normal"
    source = _base64(data(face, "-everyday.woff2" if everyday else ".woff2"))
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{style};'
        f'src:url("data:font/woff2;base64,{source}")format("woff2")}}'
    )
