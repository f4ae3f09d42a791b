"""Books as JSON: what is written is read again; what is wrong is told with its path; the schema says what the reader says."""

import copy
import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest
from chart_texts import chart_text
from helpers import book

from sopflow.diagnostics import has_errors
from sopflow.export.json import to_json
from sopflow.export.svg import svg
from sopflow.jsonbook import read_book
from sopflow.load import Loader
from sopflow.model.book import Book, Shape
from sopflow.pipeline import compile_bytes, compile_file
from sopflow.resolve import resolve
from sopflow.schema.document import FILE
from sopflow.schema.fields import DOCUMENT
from sopflow.schema.kinds import Keyed, Kind, Many, Record
from sopflow.source import Source
from tools.build_schema import TARGET, schema_text

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.sop"))
SCHEMA = json.loads((ROOT / "sopflow" / "schema" / FILE).read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

SMALL = """
    sop: Izin
    tanggal pembuatan: 2 Mei 2024
    1. @A: Menulis *surat*
       kelengkapan: Blangko
       waktu: 15 menit
    2. @B: Memeriksa
       tidak -> 1
       ragu -> sop: Kajian
       ya -> 3
       kelengkapan: ^
    3. @A: Mengirim
"""


def again(of: Book) -> Book:
    """The book written and read."""
    found, faults = read_book(to_json(of).encode(), "uji.json")
    assert found is not None, faults
    return found


def resolved(text: str, folder: Path | None = None) -> Book:
    """The meaning of a text, without laying it out."""
    loader = Loader(None if folder is None else str(folder))
    of, faults = resolve(loader.load(Source("uji.sop", text)).statements, loader.logo)
    assert not has_errors((*loader.diagnostics, *faults))
    return of


def tree() -> dict[str, Any]:
    """A small book as the json module has it."""
    made: dict[str, Any] = json.loads(to_json(book(SMALL)))
    return made


def told(value: object) -> list[str]:
    """What is said of a wrong book, without codes and hints."""
    found, faults = read_book(json.dumps(value).encode(), "uji.json")
    assert (found is None) == bool(faults)
    assert all(each.severity == "error" and each.span.file == "uji.json" for each in faults)
    return [each.message for each in faults]


# ---- the form


def test_the_schema_is_the_one_that_the_table_of_fields_gives() -> None:
    assert TARGET.read_text(encoding="utf-8") == schema_text(), "run tools/build_schema.py"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def records(kind: Kind) -> Iterator[Record]:
    if isinstance(kind, Record):
        yield kind
        for field in kind.fields:
            yield from records(field.kind)
    elif isinstance(kind, Many | Keyed):
        yield from records(kind.of)


def test_no_field_of_the_model_is_forgotten() -> None:
    import sopflow.model.book
    import sopflow.model.quantity
    import sopflow.model.style
    import sopflow.richtext
    import sopflow.source

    modules = (sopflow.model.book, sopflow.model.quantity, sopflow.model.style, sopflow.richtext, sopflow.source)
    derived = {"Shape": {"row"}, "Book": set[str]()}
    added = {"Book": {"version"}}
    seen = {each.name: each for each in records(DOCUMENT)}
    assert len(seen) > 15
    for name, each in seen.items():
        kind = next(getattr(module, name) for module in modules if hasattr(module, name))
        written = {field.name for field in each.fields} - added.get(name, set())
        assert written == set(kind._fields) - derived.get(name, set()), name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_written_and_read_and_fits_the_schema(path: Path) -> None:
    of = resolved(path.read_text(encoding="utf-8"), path.parent)
    text = to_json(of)
    assert again(of) == of
    assert [error.message for error in VALIDATOR.iter_errors(json.loads(text))] == []
    assert to_json(again(of)) == text


@pytest.mark.parametrize("seed", range(40))
def test_any_book_is_the_same_when_read_again(seed: int) -> None:
    of = resolved(chart_text(seed).render())
    assert again(of) == of
    VALIDATOR.validate(json.loads(to_json(of)))


def test_a_file_is_the_same_wherever_its_text_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a"
    (folder / "bersama").mkdir(parents=True)
    (folder / "surat.sop").write_text("gunakan: bersama/dinas.sop\nsop: Surat\n1. @A: Menulis\n2. @B: Mengirim\n", encoding="utf-8")
    (folder / "bersama" / "dinas.sop").write_text("instansi: Dinas\n", encoding="utf-8")
    written = []
    for place, path in ((tmp_path, "a/surat.sop"), (folder, "surat.sop"), (tmp_path, str(folder / "surat.sop"))):
        monkeypatch.chdir(place)
        of = compile_file(path).book
        assert of is not None
        written.append(to_json(of))
    assert written[0] == written[1] == written[2]
    assert str(tmp_path) not in written[0] and '"file": "surat.sop"' in written[0]


def test_a_json_file_is_drawn_as_its_text_is() -> None:
    path = ROOT / "examples" / "satu-halaman.sop"
    compiled = compile_file(str(path))
    assert compiled.book is not None and compiled.drawing is not None
    second = compile_bytes(to_json(compiled.book).encode(), "satu-halaman.JSON")
    assert second.drawing is not None
    assert [svg(page) for page in second.drawing.pages] == [svg(page) for page in compiled.drawing.pages]


def test_what_may_be_left_out_has_its_default() -> None:
    shape = {"kind": "process", "lane": 0, "lane_last": 0}
    rows = [{"key": key, "number": key, "text": [{"runs": [{"text": "Kerja"}]}], "shapes": [shape | {"id": f"s{key}"}]} for key in "12"]
    flows = [{"id": "f", "source": "s1", "target": "s2"}]
    bare = {"version": 1, "sops": [{"charts": [{"lanes": [{"id": "a", "name": "A"}], "rows": rows, "flows": flows}]}]}
    VALIDATOR.validate(bare)
    of, faults = read_book(json.dumps(bare).encode(), "uji.json")
    assert of is not None, faults
    (chart,) = of.sops[0].charts
    assert chart.rows[1].shapes[0] == Shape("s2", "process", 1, 0, 0, 0, "", "", False, chart.rows[0].span)
    assert compile_bytes(json.dumps(bare).encode(), "uji.json").drawing is not None


def test_the_example_in_the_document_is_a_book() -> None:
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    example = text.partition("```json\n")[2].partition("```")[0]
    VALIDATOR.validate(json.loads(example))
    assert compile_bytes(example.encode(), "contoh.json").drawing is not None


# ---- mistakes


def test_every_mistake_is_told_at_once_with_its_path() -> None:
    wrong = tree()
    sop = wrong["sops"][0]
    chart = sop["charts"][0]
    sop["nmae"] = "x"
    sop["date"] = "2024-02-30"
    sop["style"] = {"paper": "B5", "font_size": 99, "widths": {"kegiatan/~": 10}}
    chart["lanes"][0]["id"] = "dua kata"
    chart["rows"][0]["merged"] = "ya"
    chart["rows"][0]["shapes"] = []
    chart["rows"][1]["text"][0]["runs"][0]["text"] = "baris\nbaru"
    del chart["flows"][0]["target"]
    assert told(wrong) == [
        "/sops/0/nmae: «nmae» tidak dikenal",
        "/sops/0/charts/0/lanes/0/id: «dua kata» harus terdiri dari huruf, angka, titik, _ dan -",
        "/sops/0/charts/0/rows/0/merged: harus true atau false, bukan «ya»",
        "/sops/0/charts/0/rows/0/shapes: harus berisi 1 sampai 400 anggota, bukan 0",
        "/sops/0/charts/0/rows/1/text/0/runs/0/text: «baris·baru» memuat karakter tersembunyi",
        "/sops/0/charts/0/flows/0/target: wajib ada",
        "/sops/0/style/paper: «B5» bukan pilihan",
        "/sops/0/style/font_size: harus antara 5 dan 14",
        "/sops/0/style/widths/kegiatan~1~0: «kegiatan/~» tidak dikenal",
        "/sops/0/date: «2024-02-30» bukan tanggal yang ada",
    ]


def test_what_does_not_fit_together_is_told_too() -> None:
    wrong = tree()
    chart = wrong["sops"][0]["charts"][0]
    chart["lanes"][1]["id"] = chart["lanes"][0]["id"]
    chart["rows"][0]["cells"]["kelengkapan"]["merged"] = True
    chart["rows"][0]["shapes"][0]["lane_last"] = 7
    chart["rows"][2]["key"] = "1"
    chart["rows"][2]["shapes"].append(copy.deepcopy(chart["rows"][2]["shapes"][0]))
    chart["stages"] = [{"before": 9}]
    chart["flows"][0]["target"] = "s9"
    chart["flows"][1]["source"] = chart["rows"][2]["shapes"][0]["id"]
    wrong["sops"][0]["style"] = {"columns": ["kegiatan", "kegiatan"]}
    assert told(wrong) == [
        "/sops/0/style/columns: tiap kolom hanya sekali, dan «kegiatan» dan «pelaksana» harus ada",
        "/sops/0/charts/0/lanes/1/id: «a» sudah dipakai oleh anggota ke-0 (dihitung dari 0)",
        "/sops/0/charts/0/rows/2/key: «1» sudah dipakai oleh anggota ke-0 (dihitung dari 0)",
        "/sops/0/charts/0/rows/0: baris pertama tidak punya sel di atasnya",
        "/sops/0/charts/0/rows/0/shapes/0/lane: lajur 0 sampai 7 tidak ada; ada 2 lajur, dihitung dari 0",
        "/sops/0/charts/0/rows/2/shapes/1: tempatnya sudah diisi bentuk ke-0",
        "/sops/0/charts/0/rows/2/shapes/1/id: «s3-a» sudah dipakai bentuk lain",
        "/sops/0/charts/0/stages/0/before: baris 9 tidak ada; ada 3 baris, dihitung dari 0",
        "/sops/0/charts/0/flows/0/target: tidak ada bentuk «s9»",
        "/sops/0/charts/0/flows/1/source: bentuk «s3-a» mengakhiri alur, jadi tidak boleh punya jalan keluar",
    ]


LOGO = {"kind": "image/png", "data": b64encode(b"bukan gambar").decode()}


@pytest.mark.parametrize(
    ("logo", "message"),
    [
        (LOGO, "/sops/0/identity/logo/data: gambar ini bukan berkas PNG"),
        (LOGO | {"data": "***"}, "/sops/0/identity/logo/data: bukan base64 yang utuh"),
        (LOGO | {"data": "A" * 2_800_000}, "/sops/0/identity/logo/data: terlalu besar, paling besar 2000 kB"),
        (LOGO | {"kind": "image/gif"}, "/sops/0/identity/logo/kind: «image/gif» bukan pilihan"),
    ],
)
def test_a_logo_is_checked_as_a_file_is(logo: dict[str, str], message: str) -> None:
    wrong = tree()
    wrong["sops"][0]["identity"]["logo"] = logo
    assert told(wrong) == [message]


@pytest.mark.parametrize(
    ("data", "place", "code"),
    [
        (b'{"version": 1,\n "sops": [}', (2, 11), "json-rusak"),
        (b'{"version": 1, "version": 1, "sops": []}', (0, 0), "json-rusak"),
        (b'{"version": NaN}', (0, 0), "json-rusak"),
        (b'{"version": 1' + b"0" * 5000 + b"}", (0, 0), "json-rusak"),
        (b"[" * 200_000, (0, 0), "json-rusak"),
        (b'{"version": 2, "apa": "saja"}', (0, 0), "json-versi"),
        (b'"\xff"', (1, 1), "bukan-utf8"),
        (b"[]", (0, 0), "json-isi"),
        (b'{"version": 1, "sops": [{}]}', (0, 0), "json-isi"),
        (b'{"version": 1, "sops": [{"name": "\\ud800"}]}', (0, 0), "json-isi"),
        (b'{"version": true, "sops": []}', (0, 0), "json-isi"),
        (b" " * 10_000_001, (0, 0), "berkas-terlalu-besar"),
    ],
    ids=range(12),
)
def test_a_file_that_is_no_book(data: bytes, place: tuple[int, int], code: str) -> None:
    compiled = compile_bytes(data, "uji.json")
    assert compiled.drawing is None and compiled.book is None
    assert (compiled.diagnostics[0].span.line, compiled.diagnostics[0].span.column) == place
    assert compiled.diagnostics[0].code == code


def test_not_more_mistakes_are_told_than_someone_reads() -> None:
    wrong = {"version": 1, "sops": [{"name": 1}] * 200}
    assert len(told(wrong)) == 51 and told(wrong)[-1] == "Masih ada 150 kesalahan lain yang tidak ditampilkan"


# ---- chance

VALUES: tuple[Any, ...] = (None, True, 0, 1, -1, 3, 99, 0.5, 1e9, "", "x", "a\nb", "\ud800", [], {}, [[]], "end", "connector", "2024-01-01")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values within a value but spans."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key != "span":
            yield (*path, key)
            yield from places(each, (*path, key))


def mutated(original: dict[str, Any], chance: Random) -> dict[str, Any]:
    """The tree with one to four changes somewhere."""
    changed = copy.deepcopy(original)
    for _ in range(chance.choice((1, 1, 2, 4))):
        *above, key = chance.choice(list(places(changed)))
        parent: Any = changed
        for each in above:
            parent = parent[each]
        way = chance.random()
        if way < 0.5:
            parent[key] = chance.choice(VALUES)
        elif way < 0.7:
            del parent[key]
        elif isinstance(parent, list):
            parent.append(copy.deepcopy(parent[key]))
        else:
            parent[chance.choice(("id", "text", "level", "baru"))] = copy.deepcopy(parent[key])
        if not changed.get("sops"):
            break
    return changed


@pytest.mark.parametrize("seed", range(60))
def test_whatever_a_file_holds_it_is_drawn_or_its_mistakes_are_told(seed: int) -> None:
    chance = Random(seed)
    changed = mutated(tree(), chance)
    data = json.dumps(changed).encode()
    compiled = compile_bytes(data, "uji.json")
    fits = VALIDATOR.is_valid(changed)
    assert fits or compiled.drawing is None, [error.message for error in VALIDATOR.iter_errors(changed)]
    if compiled.drawing is None:
        assert compiled.diagnostics
    else:
        assert compiled.book is not None and again(compiled.book) == compiled.book
        for page in compiled.drawing.pages:
            svg(page)
