"""Words are data: whatever stands in whichever field, no output has an element, an attribute or an action that plain words do not give.

One document has every field of the language. Each field in turn gets words made of the markup of all the formats, and every format is
read by a parser of its own kind and compared with the same document of plain words.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.parsers import expat

import pikepdf
import pytest
from PIL import Image

from sopflow.describe import describe
from sopflow.export.formats import FORMATS, Content, Options, render
from sopflow.pipeline import Compiled, compile_source
from sopflow.source import Source
from sopflow.syntax.words import key_of, known_keywords, nearest

HOSTILE = (
    """</text></title></style></svg></script><script>alert(1)</script><img src=x onerror=alert(1)>"'&amp;&lt;&#60;"""
    r"""<![CDATA[x]]><!DOCTYPE x><!--<?php x?>{{7*7}}${x}`x`%00%0a\)) Tj ET (>>endobj<</S/JavaScript/JS(x)>>\u003c\\"];}%%{init}%%;end"""
)
"""The end of whatever may be around the words, and the beginning of something else."""

DOCUMENT = """gaya:
  nomor kolom: ya
  kapsul: pisah
  judul tabel: ya
  judul:
    kegiatan: {judul}
    mutu baku: {mutu baku}
    nama sop: {judul sop}
    peringatan: {judul kotak}
    mulai: {mulai}
sampul: {sampul}
  {isi sampul}
keputusan: {keputusan}
  {kepala keputusan}
  Menimbang: {menimbang}
  Memutuskan:
  Kesatu: {kesatu}
daftar isi: {daftar isi}
  {isi daftar}
penjelasan: {penjelasan}
  {isi penjelasan}
  - {butir}
sop: {sop}
instansi: {instansi}
unit: {unit}
nomor: {nomor}
tanggal pembuatan: {tanggal pembuatan}
tanggal revisi: {tanggal revisi}
tanggal pengesahan: {tanggal pengesahan}
tanggal efektif: {tanggal efektif}
disahkan oleh: {disahkan oleh}
  nama: {nama}
  pangkat: {pangkat}
  nip: {nip}
dasar hukum: {dasar hukum}
kualifikasi pelaksana: {kualifikasi}
keterkaitan: {keterkaitan}
peralatan: {peralatan}
peringatan: {peringatan}
pencatatan: {pencatatan}
isian: {isian}
  {isi isian}
pelaksana:
  a: {pelaksana}
  "{kelompok}":
    b: {anggota}
    c: Ketua
prosedur: {prosedur}
  nomor: {nomor prosedur}
tahap: {tahap}
  nomor: {nomor tahap}
1. @a "{bentuk}": {kegiatan}
   kelengkapan: {kelengkapan}
   waktu: {waktu}
   output: {output}
   keterangan: {keterangan}
   nomor: {nomor baris}
2. @b: Memeriksa berkas
   "{label}" -> 1
   "{label sop}" -> sop: "{nama sop lain}"
3. @c: Mengirim berkas
catatan: {catatan}
lembar pengesahan: {lembar}
  tempat: {tempat}
  tanggal: {tanggal}
  mengetahui: {mengetahui}
    nama: {nama mengetahui}
    pangkat: {pangkat mengetahui}
    nip: {nip mengetahui}
"""
FIELDS = re.findall(r"\{([a-z ]+)\}", DOCUMENT)
QUOTED = {"kelompok", "bentuk", "label", "label sop", "nama sop lain"}
EXPORTS = [name for name in FORMATS if name != "png"]


def document(field: str = "", harmless: bool = False) -> str:
    """The document with hostile words in one field, or with harmless ones of the same length."""

    def words(found: re.Match[str]) -> str:
        if found[1] != field:
            return f"Kata {found[1]}"
        if harmless:
            return re.sub(r"\W", "x", HOSTILE)
        return HOSTILE.replace("\\", "\\\\").replace("*", "\\*").replace('"', '\\"' if field in QUOTED else '"')

    return re.sub(r"\{([a-z ]+)\}", words, DOCUMENT)


@cache
def compiled(field: str = "", harmless: bool = False) -> Compiled:
    result = compile_source(Source("uji.sop", document(field, harmless)))
    assert result.drawing is not None, [each for each in result.diagnostics if each.severity == "error"]
    return result


@cache
def exported(name: str, field: str = "", harmless: bool = False) -> tuple[bytes, ...]:
    """The files of a format."""
    result = compiled(field, harmless)
    assert result.book and result.drawing
    content = Content(result.book, result.drawing, result.sources, result.files)
    return tuple(file.data for file in render(name, "uji", content, Options(attach_source=True)))


# ---- what a file is made of, besides words


def of_xml(data: bytes) -> Iterator[str]:
    found: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        found.append(tag)
        found.extend(f"{tag} {key}" for key in attributes)
        found.extend(f"link {scheme(value)}" for key, value in attributes.items() if key.endswith("href"))

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.CommentHandler = lambda _words: found.append("comment")
    parser.ProcessingInstructionHandler = lambda target, _words: found.append(f"instruction {target}")
    parser.StartDoctypeDeclHandler = lambda *_names: found.append("declaration")
    parser.StartCdataSectionHandler = lambda: found.append("section")
    parser.Parse(data, True)
    yield from found


def scheme(link: str) -> str:
    """What an address begins with; nothing for one within the file."""
    return link.partition(":")[0].partition("#")[0]


class Tags(HTMLParser):
    """The parts of a page, as a browser tells them apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(f"{tag} {key}" for key, _ in attrs)]
        self.found += [f"link {scheme(value or '')}" for key, value in attrs if key in ("href", "src")]

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.found.append("instruction")

    def unknown_decl(self, data: str) -> None:
        self.found.append("section")


def of_html(data: bytes) -> Iterator[str]:
    tags = Tags()
    tags.feed(data.decode())
    tags.close()
    yield from tags.found


def of_pdf(data: bytes) -> Iterator[str]:
    with pikepdf.Pdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        for page in pdf.pages:
            yield from {f"operator {each.operator}" for each in pikepdf.parse_content_stream(page)}
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                yield from (f"key {key}" for key in each.keys())  # noqa: SIM118
                yield from (f"{key} {each[key]}" for key in ("/Type", "/Subtype", "/S") if isinstance(each.get(key), pikepdf.Name))


def of_json(data: bytes) -> Iterator[str]:
    def keys(value: Any) -> Iterator[str]:
        for key, each in value.items() if isinstance(value, dict) else ():
            yield key
            yield from keys(each)
        for each in value if isinstance(value, list) else ():
            yield from keys(each)

    yield from keys(json.loads(data))


def of_dot(data: bytes) -> Iterator[str]:
    done = subprocess.run(("dot", "-Tjson0"), input=data, capture_output=True, check=True)
    assert not done.stderr
    graph = json.loads(done.stdout)
    yield f"objects {len(graph['objects'])} edges {len(graph.get('edges', ()))}"
    for each in (*graph["objects"], *graph.get("edges", ())):
        yield from each


def of_mermaid(data: bytes) -> Iterator[str]:
    for line in data.decode().splitlines():
        yield re.sub(r'"[^"]*"', '""', line)


PARTS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "svg": of_xml,
    "bpmn": of_xml,
    "html": of_html,
    "pdf": of_pdf,
    "json": of_json,
    "dot": of_dot,
    "mermaid": of_mermaid,
}


@cache
def parts(name: str, field: str = "", harmless: bool = False) -> frozenset[str]:
    return frozenset(part for data in exported(name, field, harmless) for part in PARTS[name](data))


def test_every_format_has_its_parser() -> None:
    assert set(EXPORTS) == set(PARTS)


def test_the_document_has_every_statement_that_holds_words() -> None:
    written = {key_of(line).casefold() for line in DOCUMENT.splitlines()}
    without = {"gunakan", "logo", "kegiatan", "jangka waktu", "kualifikasi"}
    assert {word for word in known_keywords("statement") if not nearest(word, tuple(written - {""}), 0.9)} <= without


@pytest.mark.parametrize("field", FIELDS)
def test_words_stay_words_in_every_format(field: str) -> None:
    for name in EXPORTS:
        strange = parts(name, field) - parts(name)
        assert not strange or strange <= parts(name, field, True), f"{name}: {strange - parts(name, field, True)}"
    words = json.dumps(json.loads(exported("json", field)[0]), ensure_ascii=False)
    assert "<script>alert(1)</script>" in words, "they reached the model, as words"


def test_titles_reach_a_png_as_words() -> None:
    result = compiled("sop")
    assert result.book and result.drawing
    content = Content(result.book, result.drawing, result.sources, result.files)
    for file in render("png", "uji", content, Options(dpi=36)):
        with Image.open(BytesIO(file.data)) as image:
            image.load()
    assert "<script>alert(1)</script>" in describe(result.book)
