"""PDF/A: the clauses of ISO 19005-2 and -3 that can be checked here, on files with everything in them.

No validator can be installed here, so each clause is looked up in the file itself. Clause numbers are those of ISO 19005-2:2011.
"""

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageCms

from sopflow.drawing import Drawing, Page, Picture
from sopflow.export.pdf import PdfOptions, PictureError, pdf
from sopflow.export.pdf_sources import sources_of
from sopflow.pipeline import compile_file

ROOT = Path(__file__).parent.parent
FILES = ("set-resmi", "set-resmi dengan sumber", "000-laporan-spm", "waktu")
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"


@cache
def data(name: str) -> bytes:
    path = str(ROOT / "examples" / f"{name.split()[0]}.sop")
    compiled = compile_file(path)
    assert compiled.drawing is not None
    sources = sources_of(path, compiled.sources[path], compiled.files) if " " in name else ()
    return pdf(compiled.drawing, PdfOptions(sources))


@pytest.fixture(params=FILES)
def document(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data(request.param))) as opened:
        yield opened


def all_of(document: pikepdf.Pdf, kind: str) -> list[Any]:
    dictionaries = [each for each in document.objects if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream))]
    return [each for each in dictionaries if each.get("/Type") == f"/{kind}"]


@pytest.mark.parametrize("name", FILES)
def test_header_and_trailer(name: str) -> None:
    """6.1.2, 6.1.3: a binary comment behind the header; an identifier; no encryption; nothing behind the end."""
    found = data(name)
    assert re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", found) and found.endswith(b"%%EOF\n")
    with pikepdf.open(BytesIO(found)) as document:
        assert len(document.trailer.ID) == 2 and "/Encrypt" not in document.trailer


def test_streams(document: pikepdf.Pdf) -> None:
    """6.1.7: no LZW, no content in other files."""
    for each in document.objects:
        if isinstance(each, pikepdf.Stream):
            assert "/F" not in each and each.get("/Filter") in (None, "/FlateDecode", "/DCTDecode")


def test_metadata_agree_with_the_properties(document: pikepdf.Pdf) -> None:
    """6.6.2, 6.6.4: an XMP packet, uncompressed, that says which part it conforms to."""
    packet = document.Root.Metadata
    assert "/Filter" not in packet and packet.Subtype == "/XML"
    about = ElementTree.fromstring(packet.read_bytes().split(b"?>", 1)[1].rsplit(b"<?", 1)[0]).find(f".//{RDF}Description")
    assert about is not None
    assert about.findtext(f"{PDFAID}part") == ("3" if "/AF" in document.Root else "2") and about.findtext(f"{PDFAID}conformance") == "B"
    title = about.findtext(f"{{http://purl.org/dc/elements/1.1/}}title/{RDF}Alt/{RDF}li")
    assert title == str(document.docinfo["/Title"])


def test_colours_are_those_of_the_output_intent(document: pikepdf.Pdf) -> None:
    """6.2.3, 6.2.4: one output intent with an RGB profile; no printer's colours anywhere."""
    (intent,) = document.Root.OutputIntents
    profile = ImageCms.getOpenProfile(BytesIO(intent.DestOutputProfile.read_bytes()))
    assert (str(intent.S), int(intent.DestOutputProfile.N), profile.profile.xcolor_space.strip()) == ("/GTS_PDFA1", 3, "RGB")
    for page in document.pages:
        operators = {str(each.operator) for each in pikepdf.parse_content_stream(page)}
        assert not operators & {"k", "K"}
    assert all(each.get("/ColorSpace") != "/DeviceCMYK" for each in document.objects if isinstance(each, pikepdf.Stream))


def test_fonts_are_within_and_as_wide_as_the_pages_say(document: pikepdf.Pdf) -> None:
    """6.2.11: every font embedded, with the letters that are used, with its widths, with Unicode values."""
    fonts = all_of(document, "Font")
    assert fonts
    for font in fonts:
        assert font.Subtype in ("/TrueType", "/Type0", "/CIDFontType2")
        if font.Subtype == "/Type0":
            assert font.Encoding == "/Identity-H" and "/ToUnicode" in font
            continue
        program = TTFont(BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        assert re.match(r"/[A-Z]{6}\+SopflowSans", str(font.FontDescriptor.FontName))
        scale = 1000 / program["head"].unitsPerEm
        order = program.getGlyphOrder()
        if font.Subtype == "/TrueType":
            assert font.Encoding == "/WinAnsiEncoding" and "/ToUnicode" in font
            named = program["cmap"].getcmap(3, 1).cmap
            for code, width in enumerate(font.Widths, int(font.FirstChar)):
                if width:
                    letter = ord(bytes([code]).decode("cp1252"))
                    assert abs(program["hmtx"][named[letter]][0] * scale - float(width)) <= 1
        else:
            assert font.CIDToGIDMap == "/Identity"
            for first, widths in zip(*[iter(font.W)] * 2, strict=True):
                for glyph, width in enumerate(widths, int(first)):
                    assert abs(program["hmtx"][order[glyph]][0] * scale - float(width)) <= 1


def test_annotations_are_printed_and_show_something(document: pikepdf.Pdf) -> None:
    """6.3: only kinds that are allowed, printed, with an appearance; 6.5: no actions."""
    for page in document.pages:
        for note in page.get("/Annots", []):
            assert note.Subtype in ("/Link", "/Widget") and note.F == 4 and "/A" not in note and "/AA" not in note
            assert note.Subtype == "/Link" or "/N" in note.AP
    assert not {"/OpenAction", "/AA"} & set(document.Root.keys())
    assert "/XFA" not in document.Root.get("/AcroForm", {}) and "/NeedAppearances" not in document.Root.get("/AcroForm", {})


def test_no_transparency_and_no_forbidden_state(document: pikepdf.Pdf) -> None:
    """6.2.5, 6.2.8, 6.2.10."""
    for each in document.objects:
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            assert not {"/TR", "/HTP", "/Interpolate", "/Alternates", "/OPI"} & set(each.keys())
            assert float(each.get("/ca", 1)) == float(each.get("/CA", 1)) == 1 and each.get("/SMask", "/None") == "/None"
            assert each.get("/Subtype") != "/PS"


def test_attached_files_say_what_they_are(document: pikepdf.Pdf) -> None:
    """19005-3, 6.8: media type, relationship, both names, the date."""
    specs = list(document.Root.get("/AF", []))
    assert bool(specs) == ("/Names" in document.Root)
    for spec in specs:
        assert spec.AFRelationship == "/Source" and spec.F == spec.UF
        assert "/Subtype" in spec.EF.F and "/ModDate" in spec.EF.F.Params


def picture(kind: str, mode: str) -> bytes:
    target = BytesIO()
    Image.new(mode, (40, 40), "red" if mode != "CMYK" else (0, 255, 255, 0)).save(target, kind)
    return target.getvalue()


def drawn(image: bytes, kind: str) -> bytes:
    return pdf(Drawing("SOP", "", None, (Page(297, 210, "Halaman", "", (Picture(10, 10, 30, 20, image, kind),)),), ()))


def test_a_picture_in_screen_colours_is_archival() -> None:
    with pikepdf.open(BytesIO(drawn(picture("PNG", "RGB"), "image/png"))) as document:
        assert "/OutputIntents" in document.Root
        assert all("/Interpolate" not in each for each in document.objects if isinstance(each, pikepdf.Stream))


def test_a_picture_in_printers_colours_is_refused() -> None:
    with pytest.raises(PictureError, match="CMYK"):
        drawn(picture("JPEG", "CMYK"), "image/jpeg")


def test_the_profile_is_what_the_tool_makes_and_means_what_it_says() -> None:
    from tools.make_icc import profile

    shipped = (ROOT / "sopflow" / "export" / "srgb.icc").read_bytes()
    assert shipped == profile()
    ramp = Image.frombytes("RGB", (256, 3), bytes(value for at in range(256) for value in (at, at, at)) * 3)
    through = ImageCms.profileToProfile(ramp, ImageCms.getOpenProfile(BytesIO(shipped)), ImageCms.createProfile("sRGB"))
    assert through is not None
    assert max(abs(one - other) for one, other in zip(ramp.tobytes(), through.tobytes(), strict=True)) <= 1
