"""What texts of the language parse to."""

import re
from pathlib import Path

import pytest

from sopflow.richtext import Run, Text, plain
from sopflow.source import Source, Span
from sopflow.syntax.ast import Ast, ExitNode, FieldNode, IncludeNode, LaneRef, LanesNode, Node, RowNode
from sopflow.syntax.parse import decode, parse

ROOT = Path(__file__).resolve().parent.parent


def ast(text: str) -> Ast:
    made, faults = parse(Source("x.sop", text))
    assert not faults, faults
    return made


def only(text: str) -> Node:
    (node,) = ast(text).nodes
    return node


def field(text: str) -> FieldNode:
    node = only(text)
    assert isinstance(node, FieldNode)
    return node


def row(text: str) -> RowNode:
    node = only(text)
    assert isinstance(node, RowNode)
    return node


def exit_of(line: str) -> ExitNode:
    (made,) = row(f"1. @a: Teks\n   {line}").exits
    return made


def marked(text: Text) -> list[tuple[str, int, str]]:
    return [(block.marker, block.level, plain((block,))) for block in text]


def lane_names(text: str) -> list[tuple[str | None, str, str]]:
    node = only(text)
    assert isinstance(node, LanesNode)
    return [(lane.alias and lane.alias.text, lane.name.text, lane.group) for lane in node.lanes]


# ---- the reference


@pytest.mark.parametrize(
    "block", re.findall(r"^```sop\n(.*?)^```", (ROOT / "docs/language.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
)
def test_every_example_of_the_reference_parses(block: str) -> None:
    assert ast(block).nodes


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.sop")), ids=lambda path: path.name)
def test_every_example_parses(path: Path) -> None:
    source, faults = decode(path.read_bytes(), path.name)
    assert source
    assert not faults
    assert ast(source.text).nodes


# ---- lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_line_ends(end: str) -> None:
    assert [node.span.line for node in ast(end.join(("sop: A", "", "unit: B"))).nodes] == [1, 3]


def test_a_comment_is_a_line_that_begins_with_a_hash() -> None:
    assert plain(field("# a\n  # b\nsop: Formulir #3\n  # c").text) == "Formulir #3"


def test_an_escaped_hash_begins_a_text() -> None:
    assert plain(field("peringatan:\n  \\# bukan komentar").text) == "# bukan komentar"


def test_a_deeper_line_goes_on_and_a_line_at_the_same_depth_begins_a_paragraph() -> None:
    text = field("peringatan:\n  Satu\n    lanjutan\n\n  dua").text
    assert marked(text) == [("", 0, "Satu lanjutan"), ("", 0, "dua")]


def test_lines_below_a_value_go_on_with_it() -> None:
    assert marked(field("peringatan: Apabila\n  lambat,\n  maka").text) == [("", 0, "Apabila lambat, maka")]


def test_tabs_count_to_the_next_multiple_of_four() -> None:
    assert marked(field("peringatan:\n    a\n\tb\n  \tc").text) == [("", 0, "a"), ("", 0, "b"), ("", 0, "c")]


def test_pasted_spaces_ligatures_and_soft_hyphens_are_cleaned() -> None:
    assert plain(field("sop:\u00a0\ufb01sik\u2003peng\u00adadaan\u200b").text) == "fisik pengadaan"


def test_columns_are_those_of_the_original() -> None:
    words = row("1.\t@a\u0301b\u0301\ufb01: x").groups[0][0].lanes[0]
    assert words == LaneRef("áb́fi", False, Span("x.sop", 1, 5, 5))


def test_a_text_may_be_indented_as_a_whole() -> None:
    assert [type(node) for node in ast("  sop: A\n  1. @a: b\n    waktu: 1 jam").nodes] == [FieldNode, RowNode]


# ---- texts


def test_items_keep_their_marks_and_levels() -> None:
    text = field("dasar hukum:\n  1. Satu\n     lanjut\n     a) anak\n  2) Dua\n  • tiga\n  – empat\n  * lima\n  akhir").text
    assert marked(text) == [
        ("1.", 0, "Satu lanjut"),
        ("a)", 1, "anak"),
        ("2)", 0, "Dua"),
        ("-", 0, "tiga"),
        ("-", 0, "empat"),
        ("-", 0, "lima"),
        ("", 0, "akhir"),
    ]


def test_a_list_may_begin_on_the_line_of_its_keyword() -> None:
    assert marked(field("peralatan: - ATK\n  - Komputer\n    - Printer").text) == [
        ("-", 0, "ATK"),
        ("-", 0, "Komputer"),
        ("-", 1, "Printer"),
    ]


def test_a_pasted_list_need_not_be_indented_below_an_empty_keyword() -> None:
    nodes = ast("dasar hukum:\n1. UU 1\n2. UU 2\n   lanjut\n1. @a: b\n   kelengkapan:\n   - KTP\n   waktu: 1 jam").nodes
    box, first = nodes
    assert isinstance(box, FieldNode)
    assert isinstance(first, RowNode)
    assert marked(box.text) == [("1.", 0, "UU 1"), ("2.", 0, "UU 2 lanjut")]
    assert [(cell.column, plain(cell.text)) for cell in first.cells] == [("kelengkapan", "KTP"), ("waktu", "1 jam")]


@pytest.mark.parametrize("words", ["-", "2024. Tahun", "H. Ahmad", "3 - 4", "-tiga"])
def test_what_only_looks_like_an_item_is_text(words: str) -> None:
    assert marked(field(f"peringatan: {words}").text) == [("", 0, words)]


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("a *b* c", (Run("a "), Run("b", italic=True), Run(" c"))),
        ("**b**", (Run("b", bold=True),)),
        ("***b***", (Run("b", bold=True, italic=True),)),
        ("*a **b** c*", (Run("a ", italic=True), Run("b", True, True), Run(" c", italic=True))),
        ("***a* b**", (Run("a", True, True), Run(" b", bold=True))),
        ("***a*", (Run("**"), Run("a", italic=True))),
        ("2 * 3 * 4", (Run("2 * 3 * 4"),)),
        ("2*3*4", (Run("2*3*4"),)),
        ("*a", (Run("*a"),)),
        ("**a*", (Run("**a*"),)),
        (r"\*a\* \\ \^ C:\data", (Run(r"*a* \ ^ C:\data"),)),
    ],
)
def test_emphasis(words: str, runs: tuple[Run, ...]) -> None:
    (block,) = field(f"peringatan: {words}").text
    assert block.runs == runs


def test_emphasis_may_cross_lines() -> None:
    (block,) = field("peringatan: *dua\n  baris*").text
    assert block.runs == (Run("dua baris", italic=True),)


# ---- statements


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Nama SOP", "sop"),
        ("judul sop", "sop"),
        ("NOMOR  SOP", "nomor"),
        ("tgl. efektif", "tanggal efektif"),
        ("Tgl pembuatan ", "tanggal pembuatan"),
        ("kualifikasi", "kualifikasi pelaksana"),
        ("Peralatan/Perlengkapan", "peralatan"),
        ("peralatan dan perlengkapan", "peralatan"),
        ("PENCATATAN & PENDATAAN", "pencatatan"),
        ("satuan kerja", "unit"),
        ("unit kerja", "unit"),
        ("bagan", "prosedur"),
        ("daftar isi", "daftar isi"),
    ],
)
def test_keywords_have_one_canonical_name(typed: str, name: str) -> None:
    node = field(f"{typed}: X")
    assert (node.name, node.title.text) == (name, typed.strip())


@pytest.mark.parametrize("line", ["nomor: 03/2024;", "tanggal efektif: 03/2024 ;", "nomor:\n  03/2024;"])
def test_a_semicolon_behind_a_value_is_dropped(line: str) -> None:
    assert plain(field(line).text) == "03/2024"


def test_a_semicolon_in_a_free_text_stays() -> None:
    assert plain(field("dasar hukum: UU 1;").text) == "UU 1;"


def test_each_line_of_the_office_is_printed_on_its_own() -> None:
    assert [plain((block,)) for block in field("instansi: Dinas\n  Kabupaten\n    X").text] == ["Dinas", "Kabupaten", "X"]


def test_a_signer_has_parts() -> None:
    node = field("disahkan oleh: Kepala Dinas\n  Kabupaten\n  nama: A. B, S.Sos\n  nip: 1965 1;")
    assert plain(node.text) == "Kepala Dinas Kabupaten"
    assert [(part.name, plain(part.text)) for part in node.children] == [("nama", "A. B, S.Sos"), ("nip", "1965 1")]


def test_roles_of_the_approval_sheet_are_free_words() -> None:
    node = field("lembar pengesahan: Lembar\n  tempat: T\n  tanggal: 8 Mei 2017\n  Disusun oleh: Sekretaris\n    nama: A\n  mengetahui: B")
    assert plain(node.text) == "Lembar"
    assert [(part.name, plain(part.text), len(part.children)) for part in node.children] == [
        ("tempat", "T", 0),
        ("tanggal", "8 Mei 2017", 0),
        ("disusun oleh", "Sekretaris", 1),
        ("mengetahui", "B", 0),
    ]


def test_a_box_of_ones_own_has_its_title_as_first_block() -> None:
    assert marked(field("isian: Pengertian\n  - A\n    b").text) == [("", 0, "Pengertian"), ("-", 0, "A b")]


def test_a_style_takes_a_preset_and_settings() -> None:
    node = field("gaya: permendagri\n  kertas: F4\n  judul:\n    ket.: Ket\n    Mutu Baku: MB\n  lebar:\n    kegiatan: 40 mm")
    assert plain(node.text) == "permendagri"
    assert [(part.name, plain(part.text)) for part in node.children] == [("kertas", "F4"), ("judul", ""), ("lebar", "")]
    assert [(part.name, plain(part.text)) for part in node.children[1].children] == [("keterangan", "Ket"), ("mutu baku", "MB")]


def test_a_setting_may_stand_on_the_line_of_the_style() -> None:
    (setting,) = field("gaya: waktu: terbilang").children
    assert (setting.name, plain(setting.text)) == ("waktu", "terbilang")


def test_an_include_has_a_path() -> None:
    node = only('gunakan: "dinas kita.sop"')
    assert isinstance(node, IncludeNode)
    assert node.path == ("dinas kita.sop", Span("x.sop", 1, 10, 16))


def test_a_stage_has_a_number_and_rows_may_be_indented_below_it() -> None:
    stage, first = ast("tahap: Persiapan\n    awal\n  nomor: II\n  1. @a: b").nodes
    assert isinstance(stage, FieldNode)
    assert (plain(stage.text), plain(stage.children[0].text)) == ("Persiapan awal", "II")
    assert isinstance(first, RowNode)


def test_rows_may_be_indented_below_kegiatan() -> None:
    assert [type(node) for node in ast("kegiatan:\n  1. @a: b\n     waktu: 1 jam\n  2. @a: c").nodes] == [RowNode, RowNode]


# ---- lanes


def test_lanes_have_aliases_names_and_groups() -> None:
    text = 'pelaksana:\n  katim: Katim\n    Program\n  - Staf;\n  Satker:\n    a: "A: B"\n    "C: D"\n  Kepala Bidang (Kabid)'
    assert lane_names(text) == [
        ("katim", "Katim Program", ""),
        (None, "Staf", ""),
        ("a", "A: B", "Satker"),
        (None, "C: D", "Satker"),
        (None, "Kepala Bidang (Kabid)", ""),
    ]


# ---- rows


def test_a_row_has_a_key_shapes_text_and_cells() -> None:
    made = row("2a) @Kepala Dinas: Memeriksa\n   konsep: surat\n   ket.: -\n   Waktu: 1 hari;\n   nomor: 1.a\n   persyaratan: ^")
    assert made.key == ("2a", Span("x.sop", 1, 1, 2))
    assert plain(made.text) == "Memeriksa konsep: surat"
    assert made.number == ("1.a", Span("x.sop", 5, 11, 3))
    assert [(cell.column, plain(cell.text), cell.same) for cell in made.cells] == [
        ("keterangan", "-", False),
        ("waktu", "1 hari", False),
        ("kelengkapan", "", True),
    ]


def test_an_escaped_caret_is_text() -> None:
    assert not row("1. @a: \\^").same
    assert row("1. @a: ^").same


@pytest.mark.parametrize("arrow", ["->", "→", "➔", "–>", "—>", "-->", "=>", "\uf0e0"])
def test_shapes_are_joined_in_groups(arrow: str) -> None:
    made = row(f'1. @a{arrow}@b & @c+d(KEPUTUSAN) “Sesuai?” {arrow} @"E (f)": x')
    assert [[[lane.name for lane in shape.lanes] for shape in group] for group in made.groups] == [
        [["a"]],
        [["b"], ["c", "d"]],
        [["E (f)"]],
    ]
    assert (made.groups[1][1].kind, made.groups[1][1].text) == ("keputusan", "Sesuai?")


def test_a_hyphen_is_part_of_a_name() -> None:
    assert row("1. @Sub-bagian Umum -> @b: x").groups[0][0].lanes[0].name == "Sub-bagian Umum"


def test_shapes_and_lanes_know_their_places() -> None:
    shape = row("1. @a: x").groups[0][0]
    assert (shape.span, shape.lanes[0].span) == (Span("x.sop", 1, 4, 2), Span("x.sop", 1, 5, 1))
    second = row('1. @a & @"B c"(mulai) "z" : x').groups[0][1]
    assert (second.span, second.lanes[0].span) == (Span("x.sop", 1, 9, 17), Span("x.sop", 1, 10, 5))


@pytest.mark.parametrize(
    ("line", "label", "targets", "side"),
    [
        ("tidak -> 1", "tidak", [("row", "1")], None),
        ("-> 7;", "", [("row", "7")], None),
        ("tidak lengkap → 4, 5 lewat Kiri", "tidak lengkap", [("row", "4"), ("row", "5")], "kiri"),
        ("ya -> 4 dan 5", "ya", [("row", "4"), ("row", "5")], None),
        ("ya -> 3@a dan 4", "ya", [("row", "3"), ("row", "4")], None),
        ("ya -> 3@a dan selesai lewat kiri", "ya", [("row", "3"), ("end", "")], "kiri"),
        ("ya -> 3@a  dan  sop: Cuti", "ya", [("row", "3"), ("sop", "Cuti")], None),
        ("ya -> 3@Umum dan Kepegawaian", "ya", [("row", "3")], None),
        ("ya -> 2.a.", "ya", [("row", "2.a")], None),
        ("ya => lanjut", "ya", [("next", "")], None),
        ("R/T --> Selesai", "R/T", [("end", "")], None),
        ("-> sop: Mutasi, Masuk lewat bawah", "", [("sop", "Mutasi, Masuk")], "bawah"),
        ("-> sop: Cuti lewat daring", "", [("sop", "Cuti lewat daring")], None),
        ("ya -> selesaikan", "ya", [("row", "selesaikan")], None),
        ('"a -> b" -> 3', "a -> b", [("row", "3")], None),
        (r"a \-> b -> 3", "a -> b", [("row", "3")], None),
    ],
)
def test_exits(line: str, label: str, targets: list[tuple[str, str]], side: str | None) -> None:
    made = exit_of(line)
    assert (made.label.text, [(target.kind, target.key) for target in made.targets], made.side) == (label, targets, side)


def test_a_target_may_be_one_shape_of_a_row() -> None:
    first, second = exit_of('ya -> 3@Kepala Dinas, 4@"A, B" lewat atas').targets
    assert first.lane == LaneRef("Kepala Dinas", False, Span("x.sop", 2, 12, 12))
    assert second.lane == LaneRef("A, B", True, Span("x.sop", 2, 28, 6))
    assert first.span == Span("x.sop", 2, 10, 14)


def test_the_lane_of_an_exit_holds_its_label_when_unquoted() -> None:
    made = exit_of("@Kepala Dinas tidak -> 1")
    assert (made.lane, made.label.text) == (LaneRef("Kepala Dinas tidak", False, Span("x.sop", 2, 5, 18)), "")


def test_the_lane_of_an_exit_is_apart_from_its_label_when_quoted() -> None:
    made = exit_of('@"Kepala Dinas" tidak -> 1')
    assert (made.lane, made.label) == (LaneRef("Kepala Dinas", True, Span("x.sop", 2, 5, 14)), ("tidak", Span("x.sop", 2, 20, 5)))


def test_a_lane_in_a_target_may_hold_the_word_that_joins_targets() -> None:
    made = exit_of("ya -> 3@Umum dan Kepegawaian dan 4")
    assert [target.lane.name if target.lane else "" for target in made.targets] == ["Umum dan Kepegawaian", ""]


@pytest.mark.parametrize("label", ['"ti -> dak"', "“ti -> dak”", '"*ti* -> **dak**"'])
def test_quotes_and_emphasis_around_a_label_behind_a_quoted_lane_go(label: str) -> None:
    made = exit_of(f'@"Kepala Dinas" {label} -> 1')
    assert made.label.text == "ti -> dak"


@pytest.mark.parametrize("name", ["*Kepala* Dinas", "**Kepala Dinas**", '"*Kepala Dinas*"'])
def test_emphasis_in_the_name_of_a_lane_goes(name: str) -> None:
    assert row(f"1. @{name}: x").groups[0][0].lanes[0].name == "Kepala Dinas"


def test_an_arrow_in_a_cell_or_escaped_in_the_kegiatan_is_text() -> None:
    made = row("1. @a: x\n   A \\-> B\n   keterangan: B → C")
    assert (plain(made.text), plain(made.cells[0].text), made.exits) == ("x A -> B", "B → C", ())


def test_deep_indentation_is_no_trouble() -> None:
    assert ast("\n".join(" " * depth + "tahap: x" for depth in range(3000))).nodes


# ---- bytes


def test_a_byte_order_mark_is_accepted() -> None:
    source, faults = decode("\ufeffsop: Ä".encode(), "x.sop")
    assert (source, faults) == (Source("x.sop", "sop: Ä"), ())


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        ("sop: A\nunit: B".encode("utf-16"), "bukan-utf8", (1, 1)),
        ("sop: A\nunit: B".encode("utf-16-le"), "bukan-utf8", (1, 1)),
        ("sop: A\nunit: B".encode("utf-16-be"), "bukan-utf8", (1, 1)),
        ("sop: A\r\nunit: é – ß".encode("cp1252"), "bukan-utf8", (2, 7)),
        (b"PK\x03\x04....", "bukan-teks", (1, 1)),
        (b"%PDF-1.7", "bukan-teks", (1, 1)),
        (b"a" * 1_000_001, "berkas-terlalu-besar", (1, 1)),
    ],
)
def test_what_is_not_utf8_text_is_refused(data: bytes, code: str, place: tuple[int, int]) -> None:
    source, (fault,) = decode(data, "x.sop")
    assert source is None
    assert (fault.code, (fault.span.line, fault.span.column)) == (code, place)
