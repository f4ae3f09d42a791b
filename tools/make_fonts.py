"""Builds the shipped typeface: the four styles of Sopflow Sans, and the table of their advances.

In: a folder with the four TTFs of Liberation Sans 2.1.5 (Debian package fonts-liberation2). Out: in `sopflow/fonts`, a TTF a style for the
PDF, two WOFF2s a style for SVG (the whole, and the everyday characters alone), and `advances.py` for measuring.
What holds: no kerning, ligatures or hints, so that a line is as wide as the sum of its advances in every program; names free of the
reserved ones (OFL 1.1, condition 3); the same bytes at every run with the same fontTools and brotli.

    python tools/make_fonts.py FOLDER
"""

import os
import sys
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = "Sopflow Sans"
VERSION = "Version 1.000"
SOURCE_VERSION = "2.1.5"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
BUILT = 3_786_912_000  # 1 January 2024 in seconds from 1904, as a font's head table counts

COPYRIGHT = (
    "Digitized data copyright (c) 2010 Google Corporation with Reserved Font Arimo, Tinos and Cousine. "
    "Copyright (c) 2012 Red Hat, Inc. with Reserved Font Name Liberation."
)
DESCRIPTION = "A subset of Liberation Sans 2.1.5 without kerning, ligatures and hints, with some signs added."

EVERYDAY = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0°±²³·½×÷‐‑–—‘’“”•…→≤≥✓\ufffd"
"""What nearly every page makes do with: a third of the bytes."""

RANGES = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2BB, 0x2BF), (0x2C6, 0x2C7), (0x2D8, 0x2DD),
    (0x391, 0x3A9), (0x3B1, 0x3C9), (0x1E0C, 0x1E0D), (0x1E24, 0x1E25), (0x1E62, 0x1E63), (0x1E6C, 0x1E6D), (0x1E92, 0x1E93),
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2023), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2044, 0x2044), (0x2070, 0x2070), (0x2074, 0x2079), (0x207F, 0x2089), (0x20AC, 0x20AC), (0x2105, 0x2105), (0x2116, 0x2116),
    (0x2122, 0x2122), (0x2126, 0x2126), (0x2153, 0x2154), (0x215B, 0x215E), (0x2190, 0x2195), (0x21D2, 0x21D2), (0x2202, 0x2202),
    (0x2206, 0x2206), (0x220F, 0x220F), (0x2211, 0x2212), (0x2215, 0x2215), (0x2219, 0x221A), (0x221E, 0x221E), (0x222B, 0x222B),
    (0x2248, 0x2248), (0x2260, 0x2261), (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25AA, 0x25AB), (0x25B2, 0x25B2), (0x25B6, 0x25B6),
    (0x25BA, 0x25BA), (0x25BC, 0x25BC), (0x25C4, 0x25C4), (0x25C6, 0x25C7), (0x25CA, 0x25CB), (0x25CF, 0x25CF), (0x25E6, 0x25E6),
    (0x2610, 0x2611), (0x2713, 0x2714), (0x2717, 0x2718), (0x2794, 0x2794), (0xFB01, 0xFB02), (0xFFFD, 0xFFFD),
)  # fmt: skip
"""First and last code points: Latin-1, Latin Extended-A, Arabic transliteration, Greek, punctuation, arrows, maths, boxes.
Those that the source lacks are passed over."""

ALIASES = {0x2011: 0x2010, 0x2610: 0x25A1, 0x2023: 0x25BA, 0x25B6: 0x25BA, 0x2794: 0x2192, 0x25C7: 0x25CA}
"""Characters that share the glyph of a look-alike which the source has."""

CHECK = ((150, 640), (290, 780), (560, 480), (1290, 1390), (1450, 1280), (570, 190))
CROSS_A = ((190, 240), (330, 100), (1410, 1180), (1270, 1320))
CROSS_B = ((1270, 100), (1410, 240), (330, 1320), (190, 1180))
DIAMOND = ((120, 560), (620, 1060), (1120, 560), (620, 60))
DOUBLE_ARROW = (
    ((100, 700), (100, 820), (1350, 820), (1230, 940), (1310, 1030), (1650, 630), (1310, 230), (1230, 320), (1350, 440), (100, 440),
     (100, 560), (1470, 560), (1540, 630), (1470, 700)),
)  # fmt: skip


def main(folder: str) -> None:
    """Writes every file of `sopflow/fonts` that is generated."""
    out = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "sopflow", "fonts")
    fonts = {}
    for style in STYLES:
        source = os.path.join(folder, f"LiberationSans-{style}.ttf")
        fonts[style] = build(source, style, (code for first, last in RANGES for code in range(first, last + 1)))
        save(fonts[style], os.path.join(out, f"SopflowSans-{style}.ttf"), None)
        save(fonts[style], os.path.join(out, f"SopflowSans-{style}.woff2"), "woff2")
        save(build(source, style, map(ord, EVERYDAY)), os.path.join(out, f"SopflowSans-{style}-everyday.woff2"), "woff2")
    write(os.path.join(out, "advances.py"), advances(fonts).encode())


def build(path: str, style: str, codes: Iterable[int]) -> TTFont:
    """The subset of one style, renamed."""
    font = TTFont(path, recalcTimestamp=False)
    if SOURCE_VERSION not in font["name"].getDebugName(5):
        raise SystemExit(f"{path}: not Liberation Sans {SOURCE_VERSION}")
    add_signs(font)
    options = Options()
    options.hinting = options.legacy_kern = options.glyph_names = False
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "gasp", "FFTM"]
    options.notdef_outline = options.recalc_bounds = options.recalc_average_width = True
    options.name_IDs = []
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(codes))
    subsetter.subset(font)
    rename(font, style)
    font["head"].created = font["head"].modified = BUILT
    font["head"].fontRevision = 1.0
    font["OS/2"].achVendID = "SOPF"
    return font


def rename(font: TTFont, style: str) -> None:
    """Gives the font the name records of the family, and no others."""
    words = {"BoldItalic": "Bold Italic"}.get(style, style)
    full = FAMILY if style == "Regular" else f"{FAMILY} {words}"
    records = {
        0: COPYRIGHT,
        1: FAMILY,
        2: words,
        3: f"{VERSION};SOPF;SopflowSans-{style}",
        4: full,
        5: VERSION,
        6: f"SopflowSans-{style}",
        10: DESCRIPTION,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    font["name"].names = []
    for identifier, value in records.items():
        font["name"].setName(value, identifier, 3, 1, 0x409)


def add_signs(font: TTFont) -> None:
    """Adds the signs that the source lacks: ticks, crosses, a ticked box, a filled diamond, a double arrow, the replacement character."""
    box = font.getBestCmap()[0x25A1]
    put(font, (0x2713, 0x2714), "sopflow.check", polygons([CHECK]), 1560)
    put(font, (0x2717, 0x2718), "sopflow.cross", polygons([CROSS_A, CROSS_B]), 1600)
    put(font, (0x25C6,), "sopflow.diamond", polygons([DIAMOND]), 1240)
    put(font, (0x21D2,), "sopflow.double", polygons(DOUBLE_ARROW), 1750)
    put(font, (0x2611,), "sopflow.ticked", ticked(font, box), font["hmtx"][box][0])
    put(font, (0xFFFD,), "sopflow.replacement", font["glyf"][".notdef"], font["hmtx"][".notdef"][0])
    for code, like in ALIASES.items():
        if like in font.getBestCmap():
            assign(font, code, font.getBestCmap()[like])


def polygons(outlines: Iterable[Iterable[tuple[int, int]]]) -> Any:
    """A glyph of straight-sided outlines, each given clockwise."""
    pen = TTGlyphPen(None)
    for outline in outlines:
        first, *rest = outline
        pen.moveTo(first)
        for point in rest:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def ticked(font: TTFont, box: str) -> Any:
    """The empty box with the tick in it."""
    pen = TTGlyphPen(font.getGlyphSet())
    pen.addComponent(box, (1, 0, 0, 1, 0, 0))
    pen.addComponent("sopflow.check", (0.55, 0, 0, 0.55, 0.5 * font["hmtx"][box][0] - 0.55 * 800, 200))
    return pen.glyph()


def put(font: TTFont, codes: Iterable[int], name: str, glyph: Any, advance: int) -> None:
    """Adds a glyph for characters that the font lacks."""
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, glyph.xMin)
    for code in codes:
        assign(font, code, name)


def assign(font: TTFont, code: int, name: str) -> None:
    """Lets `code` show the glyph `name`, unless it has a glyph already."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.setdefault(code, name)


def save(font: TTFont, path: str, flavor: str | None) -> None:
    """Writes the font as TTF (`flavor` None) or WOFF2."""
    font.flavor = flavor
    buffer = BytesIO()
    font.save(buffer, reorderTables=True)
    write(path, buffer.getvalue())


def write(path: str, data: bytes) -> None:
    """Writes one file and says how big it is."""
    with open(path, "wb") as file:
        file.write(data)
    print(f"{len(data):7d}  {os.path.basename(path)}")


def advances(fonts: dict[str, TTFont]) -> str:
    """The module of advances: one string of characters, one tuple of widths for each style, and the vertical measures."""
    codes = sorted(fonts["Regular"].getBestCmap())
    regular = fonts["Regular"]
    upem = regular["head"].unitsPerEm
    lines = [
        '"""Advances and vertical measures of Sopflow Sans, made by tools/make_fonts.py from the fonts beside it.',
        "",
        "Advances are in units of an em divided by UNITS_PER_EM, in the order of CHARACTERS.",
        "EVERYDAY are the characters of the small WOFF2s.",
        "Vertical measures are fractions of an em.",
        '"""',
        "",
        f"UNITS_PER_EM = {upem}",
        f"ASCENT = {regular['hhea'].ascent / upem:.4f}",
        f"DESCENT = {-regular['hhea'].descent / upem:.4f}",
        f"CAP_HEIGHT = {regular['OS/2'].sCapHeight / upem:.4f}",
        f"X_HEIGHT = {regular['OS/2'].sxHeight / upem:.4f}",
        "",
        "# fmt: off",
        "CHARACTERS = (",
        *literals("".join(map(chr, codes))),
        ")",
        "EVERYDAY = (",
        *literals("".join(sign for sign in EVERYDAY if ord(sign) in codes)),
        ")",
    ]
    known: dict[tuple[int, ...], str] = {}
    for style in STYLES:
        cmap, hmtx = fonts[style].getBestCmap(), fonts[style]["hmtx"]
        widths = tuple(hmtx[cmap[code]][0] for code in codes)
        name = {"BoldItalic": "BOLD_ITALIC"}.get(style, style.upper())
        lines += [f"{name} = {known[widths]}"] if widths in known else [f"{name} = (", *rows(widths), ")"]
        known.setdefault(widths, name)
    return "\n".join([*lines, "# fmt: on", ""])


def literals(characters: str) -> list[str]:
    """A string in literals of 20 characters."""
    return [f"    {characters[at : at + 20]!a}" for at in range(0, len(characters), 20)]


def rows(widths: tuple[int, ...]) -> list[str]:
    """Numbers in lines of 20."""
    return ["    " + " ".join(f"{width}," for width in widths[at : at + 20]) for at in range(0, len(widths), 20)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
