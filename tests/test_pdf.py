"""PDF files, looked at with poppler and qpdf; pictures in them; files written whole."""

import base64
import hashlib
import os
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path as Folder

import pytest
from helpers import steps

from sopflow.drawing import Drawing, Face, Glyphs, Group, Item, Line, Page, Path, Picture
from sopflow.export import cairo
from sopflow.export.files import write_whole
from sopflow.export.pdf import MissingLibrary, PictureError, check_picture, pdf
from sopflow.layout.text import advance

REGULAR, BOLD, ITALIC = Face(), Face(bold=True), Face(italic=True)
POINT = 25.4 / 72


def page(*items: Item, width: float = 297, height: float = 210, bookmarks: tuple[tuple[int, str], ...] = ()) -> Page:
    return Page(width, height, "Halaman", "Alur.", items, bookmarks)


def words(text: str, face: Face = REGULAR, y: float = 20, size: float = 2.8) -> Line:
    return Line(y, size, (Glyphs(10, text, face),))


def drawing(*pages: Page, title: str = "SOP", author: str = "Dinas", date: tuple[int, int, int] | None = (2024, 7, 20)) -> Drawing:
    return Drawing(title, author, date, pages, ())


def told(folder: Folder, data: bytes, *command: str) -> str:
    """What a tool says of the file; `-` among its arguments is where the file's name goes."""
    file = folder / "a.pdf"
    file.write_bytes(data)
    arguments = [str(file) if part == "-" else part for part in command]
    return subprocess.run(arguments, capture_output=True, encoding="utf-8", errors="replace", check=True).stdout


def test_the_file_is_sound(tmp_path: Folder) -> None:
    data = pdf(drawing(page(words("a"), Path((("M", (1, 1)), ("L", (9, 9)), ("Z", ())), fill="#ff0000", dash=(1, 0.5)))))
    assert "No syntax or stream encoding errors" in told(tmp_path, data, "qpdf", "--check", "-")


def test_each_page_has_its_own_size(tmp_path: Folder) -> None:
    told_sizes = told(tmp_path, pdf(drawing(page(), page(width=215, height=330))), "pdfinfo", "-l", "9", "-")
    sizes = [(float(width) * POINT, float(height) * POINT) for width, height in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", told_sizes)]
    assert sizes == [pytest.approx((297, 210), abs=0.01), pytest.approx((215, 330), abs=0.01)]


def test_the_file_tells_its_title_author_and_dates(tmp_path: Folder) -> None:
    told_facts = told(tmp_path, pdf(drawing(page(), title="SOP “Uji” <&>", author="Dinas Énergi")), "pdfinfo", "-isodates", "-")
    facts = {name: value.strip() for name, _, value in (line.partition(":") for line in told_facts.splitlines())}
    assert (facts["Title"], facts["Author"], facts["Creator"]) == ("SOP “Uji” <&>", "Dinas Énergi", "sopflow")
    assert facts["CreationDate"] == facts["ModDate"] == "2024-07-20T00:00:00Z"
    assert facts["PDF version"] == "1.7"


def test_all_fonts_are_subsets_of_the_shipped_one_and_embedded(tmp_path: Folder) -> None:
    lines = told(tmp_path, pdf(drawing(page(words("a ≤ b"), words("tebal", BOLD), words("miring", ITALIC)))), "pdffonts", "-").splitlines()[
        2:
    ]
    assert {line.split()[0].split("+")[1] for line in lines} == {"SopflowSans-Regular", "SopflowSans-Bold", "SopflowSans-Italic"}
    assert all(re.search(r" yes yes yes ", line) for line in lines)


def test_text_can_be_copied_with_its_spaces(tmp_path: Folder) -> None:
    text = "Memeriksa berkas – “asli” ≤ 3 hari, Rp 5.000 & ½ <x>"
    data = pdf(drawing(page(words(text))))
    assert told(tmp_path, data, "pdftotext", "-raw", "-", "/dev/stdout").strip("\n\f") == text
    streams = told(tmp_path, data, "qpdf", "--qdf", "--object-streams=disable", "-", "/dev/stdout")
    assert re.search(r"Memeriksa berkas", streams)  # the spaces are characters, not gaps


@pytest.mark.parametrize("face", [REGULAR, BOLD, ITALIC, Face(True, True)], ids=str)
def test_words_are_as_wide_as_they_were_measured(tmp_path: Folder, face: Face) -> None:
    text = "PertanggungjawabanAVATo.WaLTy"
    boxes = told(tmp_path, pdf(drawing(page(words(text, face, size=8)))), "pdftotext", "-bbox", "-", "/dev/stdout")
    (left, right) = map(float, re.search(r'<word xMin="([\d.]+)" .*xMax="([\d.]+)"', boxes).groups())  # type: ignore[union-attr]
    assert left * POINT == pytest.approx(10, abs=0.01)
    assert (right - left) * POINT == pytest.approx(advance(text, face, 8), rel=1e-3)


def test_turned_words_stand_upright(tmp_path: Folder) -> None:
    line = Line(100, 3, (Glyphs(50, "Kepala ", BOLD), Glyphs(50 + advance("Kepala ", BOLD, 3), "Dinas", REGULAR)), turned=True)
    boxes = told(tmp_path, pdf(drawing(page(line))), "pdftotext", "-bbox", "-", "/dev/stdout")
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(\w+)<', boxes)
    assert [each[4] for each in found] == ["Kepala", "Dinas"]
    for left, top, right, bottom, _ in found:
        assert float(right) - float(left) < float(bottom) - float(top)
    assert float(found[0][3]) * POINT == pytest.approx(100, abs=0.1) and float(found[0][2]) * POINT < 51


def test_bookmarks_form_a_tree(tmp_path: Folder) -> None:
    pages = (page(bookmarks=((1, "SOP Satu"), (2, "Identitas"))), page(bookmarks=((2, "Bagan"),)), page(bookmarks=((1, "SOP Dua"),)))
    data = pdf(drawing(*pages))
    told_tree = told(tmp_path, data, "qpdf", "--json", "--json-key=outlines", "-")
    titles = re.findall(r'"title": "([^"]+)"|"(kids)": \[(?!\])|"destpageposfrom1": (\d)', told_tree)
    assert {title for title, _, _ in titles if title} == {"SOP Satu", "Identitas", "Bagan", "SOP Dua"}
    assert sum(bool(kids) for _, kids, _ in titles) == 1
    assert sorted(number for _, _, number in titles if number) == ["1", "1", "2", "3"]


HOSTILE = ["]]>", "<script>", "a\x00b", "\ud800", "\x1b[0m", "(\\)", "a\u202eb", "会", "\n", ""]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_any_words_can_be_printed(tmp_path: Folder, text: str) -> None:
    data = pdf(drawing(page(Group((words(text),), title=text), bookmarks=((1, text),)), title=text, author=text))
    assert "No syntax or stream encoding errors" in told(tmp_path, data, "qpdf", "--check", "-")


def test_a_drawing_without_pages_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="pages"):
        pdf(drawing())


def sample() -> Drawing:
    lines = [words(f"Menyusun konsep laporan keuangan {at}", (REGULAR, BOLD, ITALIC)[at % 3], 10 + at * 0.4) for at in range(400)]
    boxes = [Path((("M", (at, 5)), ("L", (at + 9, 5)), ("L", (at + 9, 9)), ("Z", ()))) for at in range(130)]
    return drawing(page(*lines, *boxes, Picture(200, 50, 20, 20, LOGO, "image/svg+xml")), date=None)


def test_the_same_drawing_gives_the_same_bytes_in_every_process() -> None:
    code = "import sys; sys.path[0] = 'tests'; import hashlib, test_pdf as t; print(hashlib.sha256(t.pdf(t.sample())).hexdigest())"
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    results = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert results == {hashlib.sha256(pdf(sample())).hexdigest()}


def test_a_page_is_painted_in_a_few_milliseconds() -> None:
    drawn = sample()
    pdf(drawn)
    assert steps(lambda: pdf(drawn)) < 100_000, "42,000 measured, which take 8 ms"


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys, sopflow.export.pdf; print({'cairocffi', 'cairosvg', 'cffi', 'xml.parsers.expat', 'PIL', 'pikepdf'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"


def test_without_cairo_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    cairo.cairo.cache_clear()
    monkeypatch.delitem(sys.modules, "cairocffi", raising=False)
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    monkeypatch.setattr("cffi.FFI.dlopen", missing)
    with pytest.raises(MissingLibrary) as caught:
        pdf(drawing(page()))
    assert "libcairo2" in str(caught.value) and "brew install cairo" in str(caught.value) and "\n" not in str(caught.value)


def missing(*_arguments: object) -> None:
    raise OSError("cannot load library")


# Pictures

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100" viewBox="0 0 100 100">'
LOGO = f'{HEAD}<circle cx="50" cy="50" r="40" fill="#00aa00"/></svg>'.encode()


def logo(body: str) -> bytes:
    return f"{HEAD}{body}</svg>".encode()


def png(width: int, height: int) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\xff\x00\x00" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////"
    "wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z"
)


def painted(data: bytes, kind: str) -> bytes:
    return pdf(drawing(page(Picture(10, 10, 30, 20, data, kind))))


def test_an_svg_logo_stays_lines(tmp_path: Folder) -> None:
    data = painted(LOGO, "image/svg+xml")
    assert told(tmp_path, data, "pdfimages", "-list", "-").count("\n") == 2
    assert "No syntax or stream encoding errors" in told(tmp_path, data, "qpdf", "--check", "-")


def test_a_jpeg_is_stored_as_it_is(tmp_path: Folder) -> None:
    assert check_picture(JPEG, "image/jpeg") is None
    data = painted(JPEG, "image/jpeg")
    assert " jpeg " in told(tmp_path, data, "pdfimages", "-list", "-") and JPEG[-40:] in data


def test_a_picture_on_many_pages_is_stored_once() -> None:
    pages = [page(Picture(10, 10, 30, 20, JPEG, "image/jpeg"))] * 5
    assert pdf(drawing(*pages)).count(JPEG[-40:]) == 1


def test_a_picture_is_scaled_to_fit_and_centred(tmp_path: Folder) -> None:
    data = painted(png(50, 100), "image/png")
    (tmp_path / "a.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "127", "-gray", str(tmp_path / "a.pdf"), str(tmp_path / "b")], check=True)
    (pixels,) = tmp_path.glob("b*.pgm")
    _, size, _, rows = pixels.read_bytes().split(b"\n", 3)
    width = int(size.split()[0])
    row = rows[width * 100 : width * 101]  # 5 pixels a mm: the row at y = 20
    dark = [at for at, value in enumerate(row) if value < 200]
    assert (dark[0] / 5, dark[-1] / 5) == pytest.approx((20, 30), abs=0.4)


def test_a_picture_too_fine_for_print_is_made_smaller(tmp_path: Folder) -> None:
    listed = told(tmp_path, painted(png(2000, 1500), "image/png"), "pdfimages", "-list", "-").splitlines()[2].split()
    assert int(listed[3]) <= 30 / 25.4 * 600 + 1


USE = '<use xlink:href="#{}"/>'
USE_BOMB = '<rect id="u0" width="1" height="1"/>' + "".join(f'<g id="u{at}">{USE.format(f"u{at - 1}") * 10}</g>' for at in range(1, 10))
PATTERN = '<pattern id="p{}" width="9" height="9" patternUnits="userSpaceOnUse">{}</pattern>'
PATTERN_BOMB = PATTERN.format(0, '<rect width="1" height="1"/>') + "".join(
    PATTERN.format(at, f'<rect width="5" height="5" fill="url(#p{at - 1})"/>' * 10) for at in range(1, 8)
)
MARKERS = f'<marker id="m"><path d="M0 0{"L1 2" * 1000}"/></marker><path marker-mid="url(#m)" d="M0 0{"L1 2" * 3000}"/>'
CHAIN = (
    "".join(f'<linearGradient id="g{at}" xlink:href="#g{at + 1}"/>' for at in range(300)) + '<rect width="9" height="9" fill="url(#g0)"/>'
)
CLIPPED = '<rect clip-path="url(#c{})"/>'
CLIPS = "".join(f'<clipPath id="c{at}">{CLIPPED.format(at + 1) * 2}</clipPath>' for at in range(28))
TEXT_PATH = f'<path id="p" d="M0 0{"L1 2" * 50_000}"/><text><textPath href="#p">{"MELINGKAR" * 100}</textPath></text>'

REFUSED = {
    "script": (logo("<script>alert(1)</script>"), "skrip"),
    "event": (logo('<rect onload="x()"/>'), "skrip"),
    "external image": (logo('<image href="http://127.0.0.1:9/a.png"/>'), "berkas lain"),
    "external use": (logo('<use xlink:href="file:///etc/passwd#x"/>'), "berkas lain"),
    "entity bomb": (b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>', "ENTITY"),
    "external entity": (b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>', "ENTITY"),
    "use bomb": (logo(USE_BOMB + USE.format("u9")), "rumit"),
    "use of itself": (logo('<g id="a"><use href="#a"/></g>'), "dirinya"),
    "pattern bomb": (logo(PATTERN_BOMB + '<rect width="50" height="50" fill="url(#p7)"/>'), "rumit"),
    "marker bomb": (logo(MARKERS), "rumit"),
    "clip bomb": (logo(CLIPS + '<rect clip-path="url(#c0)"/>'), "rumit"),
    "use of definitions": (logo(f'<defs id="d">{"<rect/>" * 5000}</defs>{USE.format("d") * 2000}'), "rumit"),
    "gradient chain": (logo(CHAIN), "rumit"),
    "deep": (logo("<g>" * 5000 + "</g>" * 5000), "rumit"),
    "long text": (logo(f"<text>{'a' * 100_000}</text>"), "rumit"),
    "long run": (logo(f'<path d="M0 0 L{"1 2 " * 200_000}"/>'), "rumit"),
    "style matches": (logo(f"<style>{'.a{fill:red}' * 1000}</style>{'<rect/>' * 1000}"), "rumit"),
    "magnified": (logo('<g transform="scale(1000)">' * 3 + '<circle r="9"/>' + "</g>" * 3), "rumit"),
    "text on a path": (logo(TEXT_PATH), "melengkung"),
    "endless circle": (logo('<circle r="1e400"/>'), "angka"),
    "endless arc": (logo('<path d="M0 0A1e40 1 0 0 0 5 5"/>'), "angka"),
    "endless style": (logo('<circle style="r:1e60"/>'), "angka"),
    "many images": (logo(f'<image id="i" href="data:image/png;base64,AAAA"/>{USE.format("i") * 50}'), "rumit"),
    "a path that goes on behind its end": (logo('<path d="M0 0h9v9z5"/>'), "rusak"),
    "a path of odd signs": (logo('<path d="M0 0h9v9z#u"/>'), "rusak"),
    "a path in a style": (logo('<path style="fill:red; D : M0 0z5"/>'), "rumit"),
    "a path in a sheet": (logo("<style>path{/**/d/**/:M0 0z5}</style><path/>"), "rumit"),
    "a path in another spelling": (logo('<path style="\\64:M0 0z5"/>'), "rumit"),
    "control character": (logo("<text>a\x0b</text>"), "utuh"),
    "truncated": (LOGO[:-3], "utuh"),
    "compressed": (b"\x1f\x8b\x08", "utuh"),
    "not an svg": (b"<html/>", "SVG"),
    "empty": (b"", "utuh"),
    "big": (b" " * 2_000_001, "MB"),
}


MOST_STEPS = 1_000_000
"""Calls and returns within which a picture is refused."""


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_svg_is_refused_at_once_with_its_reason(name: str) -> None:
    data, reason = REFUSED[name]
    found = check_picture(data, "image/svg+xml")
    assert found is not None and reason in found and "\n" not in found
    assert steps(lambda: check_picture(data, "image/svg+xml")) < MOST_STEPS, "work grows with what the picture would expand to"
    with pytest.raises(PictureError, match=re.escape(found)):
        painted(data, "image/svg+xml")


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (png(20_000, 1), "image/png", "20000 × 1 piksel"),
        (png(9, 9)[:-20], "image/png", "utuh"),
        (png(9, 9)[:50] + b"x" + png(9, 9)[51:], "image/png", "utuh"),
        (JPEG, "image/png", "bukan berkas PNG"),
        (JPEG[:-9], "image/jpeg", "utuh"),
        (JPEG[:30], "image/jpeg", "utuh"),
        (JPEG.replace(b"\xff\xc0", b"\xff\xc9"), "image/jpeg", "tidak umum"),
        (LOGO, "image/gif", "SVG, PNG atau JPEG"),
    ],
)
def test_a_broken_picture_is_refused_with_its_reason(data: bytes, kind: str, reason: str) -> None:
    found = check_picture(data, kind)
    assert found is not None and reason in found


@pytest.mark.parametrize(
    "body",
    [
        '<linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>',
        '<clipPath id="c"><circle r="9"/></clipPath><g clip-path="url(#c)"><rect width="9" height="9" style="fill:#1e60aa"/></g>',
        '<mask id="m"><rect width="9" height="9" fill="white"/></mask><rect width="9" height="9" mask="url(#m)"/>',
        '<defs><g id="a"><rect width="9" height="9"/></g></defs><use xlink:href="#a" x="20"/><use href="#a" x="40"/>',
        '<path id="p" d="M0 50C20 10 60 10 90 50"/><text><textPath xlink:href="#p">PEMERINTAH</textPath></text>',
        f'<image width="9" height="9" href="data:image/png;base64,{base64.b64encode(png(3, 3)).decode()}"/>',
        '<style>.a{fill:#0000ff}</style><g transform="matrix(1.33 0 0 -1.33 0 842.5)"><path class="a" d="M0.12345678 1e-5L9 9"/></g>',
        '<filter id="f"><feGaussianBlur stdDeviation="5"/></filter><rect width="9" height="9" filter="url(#f)"/>',
        '<a href="http://contoh.go.id"><text font-family="Arial">Dinas</text></a>',
        "<metadata/><title>Logo</title><g><g/></g>",
    ],
)
def test_what_ordinary_logos_use_is_drawn(tmp_path: Folder, body: str) -> None:
    assert check_picture(logo(body), "image/svg+xml") is None
    assert "No syntax or stream encoding errors" in told(tmp_path, painted(logo(body), "image/svg+xml"), "qpdf", "--check", "-")


@pytest.mark.parametrize("body", ['<rect width="9" height="9" opacity="abc"/>', '<text font-size="1e5" x="--">a</text>', "<use/>"])
def test_what_the_libraries_stumble_over_is_a_picture_error_or_drawn(body: str) -> None:
    try:
        painted(logo(body), "image/svg+xml")
    except PictureError as error:
        assert "tidak dapat digambar" in str(error)


def test_the_most_that_is_allowed_is_drawn_in_seconds() -> None:
    data = logo("<rect width='1' height='1'/>" * 15_000)
    assert check_picture(data, "image/svg+xml") is None
    assert steps(lambda: painted(data, "image/svg+xml")) < 30_000_000, "12 million measured, which take a second"


# Files


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Folder) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_whole(str(target), b"new")
    assert target.read_bytes() == b"new" and target.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_link_goes_on_pointing_where_it_did(tmp_path: Folder) -> None:
    (tmp_path / "real.pdf").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to("real.pdf")
    write_whole(str(tmp_path / "link.pdf"), b"new")
    assert (tmp_path / "link.pdf").is_symlink() and (tmp_path / "real.pdf").read_bytes() == b"new"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space") as caught:
        write_whole(str(target), b"new")
    assert caught.value.filename == str(target)
    assert target.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.pdf"]


def test_the_error_names_the_file_that_was_asked_for(tmp_path: Folder) -> None:
    for path, kind in ((tmp_path / "none" / "a.pdf", FileNotFoundError), (tmp_path, IsADirectoryError)):
        with pytest.raises(kind) as caught:
            write_whole(str(path), b"new")
        assert caught.value.filename == str(path)


def test_devices_are_written_to(tmp_path: Folder) -> None:
    write_whole("/dev/null", b"new")
    assert not os.path.isfile("/dev/null")
