"""Formats besides PDF: PNG, the ways an SVG may hold its words, the page for browsers."""

import json
import re
import shutil
import struct
import subprocess
import zlib
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import sopflow
from sopflow.drawing import Drawing, Page, Picture
from sopflow.export.formats import FORMATS, Options
from sopflow.export.html import render as html
from sopflow.export.pictures import PictureError
from sopflow.export.png import png

EXAMPLES = Path(__file__).parent.parent / "examples"
TEXT = "sop: Surat\n1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n"
ATTACK = "'><script>alert(1)</script><style>*{display:none}</style>&amp;</div></table>"


@cache
def example(name: str) -> sopflow.Document:
    return sopflow.compile_file(EXAMPLES / f"{name}.sop")


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


# PNG


def test_a_png_is_as_large_as_its_page_and_says_so() -> None:
    document = sopflow.compile(TEXT)
    with Image.open(BytesIO(document.png(dpi=96))) as image:
        assert image.size == (round(297 / 25.4 * 96), round(210 / 25.4 * 96))
        assert [round(value) for value in image.info["dpi"]] == [96, 96]
        assert image.info["Software"] == "sopflow" and image.info["Title"] == "Surat"


@pytest.mark.parametrize("dpi", [96, 150, 300])
def test_rules_of_a_png_are_whole_pixels(dpi: int) -> None:
    image = picture(sopflow.compile(TEXT, part="alur").png(dpi=dpi))
    across = [image.getpixel((x, image.height - dpi * 12 // 254)) for x in range(image.width)]  # between the last shape and the frame
    rules = [value for value in across if value != 255]
    assert rules and set(rules) == {0}, "a rule is smeared over two columns of pixels"


def test_a_png_shows_what_the_svg_shows(tmp_path: Path) -> None:
    document = example("000-laporan-spm")
    (tmp_path / "page.svg").write_text(document.svg(2), encoding="utf-8")
    run = subprocess.run(["rsvg-convert", "-d", "100", "-p", "100", tmp_path / "page.svg"], capture_output=True, check=True)
    ours, theirs = picture(document.png(2, dpi=100)), picture(run.stdout).resize(picture(document.png(2, dpi=100)).size)
    small = (ours.width // 8, ours.height // 8)
    pairs = zip(ours.resize(small, Image.Resampling.BOX).tobytes(), theirs.resize(small, Image.Resampling.BOX).tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) < 90  # a word more or less, or a shape elsewhere, is more


def test_the_same_page_gives_the_same_pixels() -> None:
    assert sopflow.compile(TEXT).png() == sopflow.compile(TEXT).png()


def test_a_png_that_no_memory_holds_is_refused_with_what_would_do() -> None:
    page = Page(297, 24000, "Panjang", "", ())
    with pytest.raises(PictureError, match="paling banyak 34 dpi"):
        png(page, 150)
    assert png(page._replace(height=2400), 34)


def test_a_jpeg_logo_is_shown_in_a_png() -> None:
    target = BytesIO()
    Image.new("RGB", (30, 30), (200, 30, 30)).save(target, "JPEG")
    page = Page(40, 40, "", "", (Picture(5, 5, 30, 30, target.getvalue(), "image/jpeg"),))
    with Image.open(BytesIO(png(page, 100))) as image:
        red, green, blue = image.convert("RGB").getpixel((78, 78))  # type: ignore[misc]
    assert red > 180 and green < 60 and blue < 60
    with pytest.raises(PictureError):
        png(page._replace(items=(Picture(5, 5, 30, 30, target.getvalue()[:300], "image/jpeg"),)), 100)


# SVG


def test_a_plain_svg_holds_no_font() -> None:
    files = sopflow.compile(TEXT).files("surat", ["svg"], Options(svg_text="plain"))
    assert all(b"@font-face" not in data and b"<text" in data for data in files.values())


def test_words_as_outlines_need_no_font_and_look_alike(tmp_path: Path) -> None:
    document = example("000-laporan-spm")
    outlined = document.files("x", ["svg"], Options(svg_text="paths"))["x-2.svg"].decode()
    assert "<text" not in outlined and "@font-face" not in outlined and 'aria-label="Sekretaris"' in outlined
    pictures = []
    for name, svg in (("paths", outlined), ("text", document.svg(2))):
        (tmp_path / name).write_text(svg, encoding="utf-8")
        run = subprocess.run(["rsvg-convert", "-d", "100", "-p", "100", tmp_path / name], capture_output=True, check=True)
        pictures.append(picture(run.stdout))
    small = (pictures[0].width // 8, pictures[0].height // 8)
    one, two = (each.resize(small, Image.Resampling.BOX).tobytes() for each in pictures)
    assert max(abs(a - b) for a, b in zip(one, two, strict=True)) < 60


# HTML


class Outline(HTMLParser):
    """What a page holds: tags, ids, links, whether all tags are closed in order."""

    VOID = frozenset({"meta", "br", "rect", "path", "image"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("name", ["000-laporan-spm", "rujukan-sop", "sel-gabung", "tahap", "catatan-kaki", "simultan"])
def test_a_page_is_well_formed_and_its_names_and_links_are_sound(name: str) -> None:
    page = Outline(example(name).html())
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        for key in ("aria-labelledby", "aria-describedby"):
            assert attributes.get(key) is None or attributes[key] in ids
    targets = [str(attributes["href"]) for attributes in page.all("a")]
    assert targets and all(target.startswith("#") and target[1:] in ids for target in targets)
    assert len(page.all("svg")) == len(page.all("table")) == len(page.all("caption"))
    assert page.all("html")[0]["lang"] == "id"


def test_every_row_of_the_table_is_full() -> None:
    for name in ("000-laporan-spm", "sel-gabung", "tahap"):
        for body in re.findall(r"<tbody>(.*?)</tbody>", example(name).html(), re.DOTALL):
            reach: dict[int, int] = {}
            for number, row in enumerate(re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)):
                width = reach.get(number, 0)
                for cell in re.findall(r"<t[hd][^>]*>", row):
                    columns = re.search(r'colspan="(\d+)"', cell)
                    rows = re.search(r'rowspan="(\d+)"', cell)
                    width += int(columns[1]) if columns else 1
                    for below in range(1, int(rows[1]) if rows else 1):
                        reach[number + below] = reach.get(number + below, 0) + 1
                assert width == 8, (name, row)


def test_a_page_of_a_part_shows_that_part_alone() -> None:
    text = (EXAMPLES / "sel-gabung.sop").read_text(encoding="utf-8")
    page = sopflow.compile("unit: Arsip\n" + text, part="alur", rows=(3, 5)).html()
    rows = re.findall(r'<tr id="sop-1-1-baris-(\d+)">', page)
    assert rows == ["3", "4", "5"] and page.count("<svg") == 1 and "<h2>Identitas" not in page and "<details>" not in page
    ids = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links and links <= ids, "rows that are not here are named without a link"
    whole = sopflow.compile("unit: Arsip\n" + text, part="identitas").html()
    assert "<h2>Identitas" in whole and "<table" not in whole and "<svg" not in whole


def test_a_set_begins_with_its_cover_and_has_its_contents_in_their_place() -> None:
    page = example("set-resmi").html()
    heads = re.findall(r"<h[12][^>]*>([^<]+)", page)
    assert heads[0] == "Layanan Perpustakaan Umum Daerah" and heads.count("Daftar isi") == 1
    assert heads.index("Daftar isi") < heads.index("Penjelasan Singkat Penggunaan")


def test_a_decree_on_the_page_is_signed_above_its_copies() -> None:
    text = "keputusan: K\n  Kesatu: A\n  Ditetapkan di B\n  Tembusan:\n  1. C\ndisahkan oleh: Kepala\n  nama: Sari Lestari\n"
    page = sopflow.compile(f"{text}sop: S\n1. @A: Menulis\n").html()
    assert page.index("Ditetapkan di B") < page.index("Sari Lestari") < page.index("Tembusan")


def test_a_time_is_not_torn_from_its_unit_and_an_account_may_be_broken() -> None:
    page = sopflow.compile(
        "1. @A: Menulis\n   waktu: 1-3 hari kerja\n2. @B: Membaca\n   waktu: sesuai dengan kesepakatan para pihak\n"
    ).html()
    assert '<td class="utuh"><p>1-3 hari kerja' in page and "<td><p>sesuai dengan kesepakatan" in page


def test_links_lead_from_row_to_row_and_between_procedures() -> None:
    page = example("rujukan-sop").html()
    assert '<a href="#sop-2">Pengajuan Cuti di Luar Tanggungan</a>' in page
    assert 'Ditangguhkan:&nbsp;<a href="#sop-1-1-baris-1">1</a>' in page
    assert "Pengiriman Surat Dinas" in page and ">Pengiriman Surat Dinas</a>" not in page  # not in this file


def test_no_word_of_a_text_becomes_markup() -> None:
    text = f"sop: {ATTACK}\nunit: {ATTACK}\ndasar hukum:\n  - {ATTACK}\n1. @A: {ATTACK}\n   output: {ATTACK}\n2. @B: Selesai {ATTACK}\n"
    page = Outline(sopflow.compile(text).html())
    assert not page.all("script") and len(page.all("table")) == 1
    assert len(page.all("style")) == 1 + len(page.all("svg"))


def test_the_policy_lets_the_page_show_as_it_is_and_nothing_else(tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no chromium here")
    path = tmp_path / "page.html"
    trap = (
        "<img src='https://127.0.0.1:9/x.png' onerror='document.title=1'><script>document.title='ran'</script><style>h1{color:red}</style>"
    )
    path.write_text(example("000-laporan-spm").html().replace("</main>", f"</main>{trap}"), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}", "--enable-logging=stderr"]
    run = subprocess.run([chromium, *flags, "--dump-dom", path.as_uri()], capture_output=True, text=True, timeout=300)
    refused = [line for line in run.stderr.splitlines() if "Content Security Policy" in line]
    assert "<title>ran</title>" not in run.stdout
    assert sum("Loading the image" in line for line in refused) == sum("inline script" in line for line in refused) == 1
    assert sum("inline style" in line for line in refused) == 1, "the page's own styles are refused, not the trap's alone"


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = example("000-laporan-spm").html()
    outside = re.findall(r"""(?:src|href)\s*=\s*["'](?!#|data:)[^"']*|url\((?!["']?data:)[^)]*""", page)
    assert outside == [] and "@import" not in page and "<link" not in page and "<script" not in page


def test_the_flow_is_told_in_words() -> None:
    assert "Bila Tidak: kembali ke 1" in example("000-laporan-spm").html()


def test_an_empty_drawing_still_gives_the_words() -> None:
    document = example("rujukan-sop")
    page = html(document.book, Drawing("Judul", "", None, (), ())).decode()
    assert "<svg" not in page and page.count("<table>") == 2


# all formats


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_gives_the_same_bytes_each_time(name: str) -> None:
    first, second = (sopflow.compile(TEXT).files("surat", [name]) for _ in range(2))
    assert first == second and all(first.values())


def test_a_png_is_sound_to_its_last_byte() -> None:
    data = sopflow.compile(TEXT, part="alur").png()
    at, kinds = 8, []
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        chunk = data[at + 4 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length]) == (zlib.crc32(chunk),)
        kinds.append(chunk[:4].decode())
        at += 12 + length
    assert kinds[0] == "IHDR" and kinds[-1] == "IEND" and {"pHYs", "tEXt"} <= set(kinds)


def test_json_tells_the_procedure() -> None:
    assert "Surat" in json.dumps(json.loads(sopflow.compile(TEXT).json()))
