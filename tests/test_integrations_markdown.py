"""Fenced blocks in Markdown: with Python-Markdown itself, in MkDocs' real builds, and in SuperFences."""

import json
import logging
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from reporting import done, run, write

from sopflow.integrations.block import BlockError
from sopflow.integrations.markdown import SopExtension, accept, fence

GOOD = "1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n"
BAD = "1. @A: Menulis surat\n   tidak -> 9\n"
HOSTILE = '</svg></figure><script>alert(1)</script><img src=x onerror="alert(1)">'

OURS = {"figure", "figcaption", "link", "div", "p", "pre"}
DRAWING = {"svg", "title", "desc", "rect", "path", "g", "text", "tspan"}


def converted(text: str, **settings: object) -> str:
    return markdown.markdown(text, extensions=[SopExtension(**settings), "fenced_code"])


def block(text: str, about: str = "sop") -> str:
    return f"```{about}\n{text}```\n"


class Elements(HTMLParser):
    """The elements of a page, with their attributes, and the words in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.found)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.found if (value := attributes.get(attribute))]


def test_a_block_becomes_a_figure_with_its_caption_and_name() -> None:
    page = Elements(converted(block(GOOD, '{.sop part="alur" width="90mm" caption="Alur & surat" #alur}')))
    figure = next(attributes for tag, attributes in page.found if tag == "figure")
    drawing = next(attributes for tag, attributes in page.found if tag == "svg")
    assert figure["id"] == "alur" and drawing["width"] == "90mm" and drawing["style"] == "max-width:100%;height:auto"
    assert "Alur & surat" in page.words and page.count("style") == 0


@pytest.mark.parametrize("about", ["sop", "sop {part=alur}", "sop part=alur", '{.sop part="alur"}', "{ .sop part=alur }", ".sop"])
def test_every_way_to_write_a_block_is_read(about: str) -> None:
    assert ("<svg" in converted(block(GOOD, about))) is (about != ".sop")


def test_pages_of_a_document_can_be_chosen() -> None:
    several = f"sop: Pertama\n{GOOD}\nsop: Kedua\n{GOOD}"
    assert Elements(converted(block(several, "sop page=semua"))).count("svg") == 2
    chosen = Elements(converted(block(several, "sop page=2")))
    assert chosen.count("svg") == 1 and "Kedua" in " ".join(chosen.words)
    assert "halaman 3 tidak ada; dokumen ini mempunyai 2 halaman" in converted(block(several, "sop page=3"))
    assert "halaman «akhir» tidak terbaca" in converted(block(several, "sop page=akhir"))


def test_blocks_of_a_page_share_fonts_and_no_names() -> None:
    page = Elements(converted(block(GOOD) + "\n" + block(GOOD)))
    assert page.count("svg") == 2 and page.count("link") == 1
    names = page.values("id")
    assert len(names) == len(set(names)) > 10
    pointed = {name for attribute in ("data-from", "data-to", "aria-labelledby") for name in page.values(attribute)}
    assert pointed <= set(names)


def test_every_page_begins_anew_and_the_same_text_gives_the_same_page() -> None:
    program = markdown.Markdown(extensions=[SopExtension()])
    first = program.convert(block(GOOD))
    assert program.reset().convert(block(GOOD)) == first and "<link" in first


def test_other_blocks_stay_as_they_are() -> None:
    example = f"````markdown\n{block(GOOD)}````\n\n```sopan\nhalo\n```\n\n```\n{{.sop}}\n```\n"
    assert converted(example) == markdown.markdown(example, extensions=["fenced_code"])


def test_a_mistake_is_a_box_and_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        page = Elements(converted(block(GOOD) + "\n" + block(BAD)))
    assert page.count("svg") == 1 and page.count("pre") == 1
    (told,) = [record.getMessage() for record in caplog.records]
    assert told.startswith("blok sop ke-2:2:13: galat[baris-tidak-ada]") and told in page.words


def test_strict_conversions_fail() -> None:
    with pytest.raises(BlockError, match="baris-tidak-ada"):
        converted(block(BAD), strict=True)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("sop lebar=90", "pilihan «lebar» tidak dikenal"),
        ("sop part=gambar", "bagian «gambar» tidak dikenal"),
        ("sop file=surat.sop", "tidak mempunyai folder"),
        ('sop rows="1-2" page=1', "hapus pilihan halaman"),
    ],
)
def test_a_wrong_option_is_told(about: str, words: str) -> None:
    told = converted(block("" if "file" in about else GOOD, about))
    assert words in told and "<svg" not in told


def test_nothing_of_a_block_becomes_markup() -> None:
    quoted = HOSTILE.replace('"', "")
    text = f'sop: {HOSTILE}\n1. @"{quoted}": {HOSTILE}\n   output: {HOSTILE}\n'
    wrong = f"{HOSTILE}\n"
    html = converted("\n".join((block(text, f"sop caption='{quoted}' id='{quoted}'"), block(wrong), block(GOOD, f"sop part='{quoted}'"))))
    page = Elements(html)
    assert page.count("figure") == page.count("svg") == 1 and "alert(1)" in " ".join(page.words)
    assert {tag for tag, _ in page.found} <= OURS | DRAWING
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]


def test_files_are_read_from_the_root_only(tmp_path: Path) -> None:
    (tmp_path / "luar.sop").write_text(GOOD, encoding="utf-8")
    (tmp_path / "dalam").mkdir()
    (tmp_path / "dalam" / "surat.sop").write_text(GOOD, encoding="utf-8")
    (tmp_path / "dalam" / "jalan.sop").symlink_to(tmp_path / "luar.sop")
    root = tmp_path / "dalam"
    assert "<svg" in converted(block("", "sop file=surat.sop"), root=root)
    for name in ("../luar.sop", tmp_path / "luar.sop", "jalan.sop"):
        assert "berada di luar folder" in converted(block("", f'sop file="{name}"'), root=root)
    assert "berkas tidak ditemukan" in converted(block("", "sop file=hilang.sop"), root=root)
    assert "hapus salah satunya" in converted(block(GOOD, "sop file=surat.sop"), root=root)
    assert "di-luar-folder" in converted(block(f"gunakan: ../luar.sop\n{GOOD}"), root=root)


def test_superfences_draws_within_lists_and_boxes() -> None:
    ours = {"name": "sop", "class": "sop", "validator": accept, "format": fence}
    inner = "".join(f"    {line}\n" for line in block(GOOD, '{.sop part="alur" #dalam caption="Dalam"}').splitlines())
    html = markdown.markdown(
        f"- butir\n\n{inner}\n!!! note\n\n{inner.replace('-> 1', '-> 9')}",
        extensions=[SopExtension(), "admonition", "pymdownx.superfences"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [ours]}},
    )
    page = Elements(html)
    assert page.count("svg") == 1 and "Dalam" in page.words and "dalam" in page.values("id")
    assert re.search(r"<li>.*?<figure", html, re.DOTALL) and re.search(r"admonition note.*baris-tidak-ada", html, re.DOTALL)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, "mkdocs.yml", "docs/index.md")
    return tmp_path


def test_mkdocs_builds_the_guides_example(site: Path) -> None:
    (site / "docs" / "bab").mkdir()
    (site / "docs" / "bab" / "dua.md").write_text(block("", "sop file=surat.sop"), encoding="utf-8")
    (site / "docs" / "bab" / "surat.sop").write_text(GOOD, encoding="utf-8")
    done(site, "mkdocs", "build", "--strict")
    page = Elements((site / "site" / "index.html").read_text(encoding="utf-8"))
    assert "alur-surat" in page.values("id") and "Alur persetujuan surat" in page.words and page.count("svg") == 1
    assert "<svg" in (site / "site" / "bab" / "dua" / "index.html").read_text(encoding="utf-8")
    index = json.loads((site / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = " ".join(entry["text"] for entry in index["docs"])
    assert "Memeriksa surat" in found and "font-face" not in found and "base64" not in found


def test_mkdocs_fails_when_it_is_strict(site: Path) -> None:
    (site / "docs" / "salah.md").write_text(block(BAD), encoding="utf-8")
    built = run(site, "mkdocs", "build")
    assert built.returncode == 0 and "salah.md, blok sop ke-1:2:13: galat[baris-tidak-ada]" in built.stderr
    assert "SOP ini belum dapat digambar" in (site / "site" / "salah" / "index.html").read_text(encoding="utf-8")
    assert run(site, "mkdocs", "build", "--strict").returncode == 1
