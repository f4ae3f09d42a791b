"""The canonical form, one fact a test: expected below what was typed."""

from textwrap import dedent

import pytest

from sopflow.format import formatted
from sopflow.source import Source


def fmt(text: str) -> str:
    result = formatted(Source("uji.sop", dedent(text).lstrip("\n")))
    assert result.text is not None, result.errors
    assert formatted(Source("uji.sop", result.text)).text == result.text
    return result.text


def lines(text: str) -> str:
    return dedent(text).lstrip("\n")


def row(below: str) -> str:
    """What is made of the lines below a row with one shape."""
    head = "1. @a: x\n"
    return fmt(head + below).removeprefix(head)


def exit_of(line: str) -> str:
    return fmt(f"1. @a: x\n2. @Kepala Dinas: y\n   {line}\n3. @b: z").split("\n")[2].strip()


# ---- lines


def test_line_ends_and_the_end_of_the_file_are_mended() -> None:
    assert formatted(Source("x.sop", "\ufeffsop: A\r\n1. @a: b\r")).text == "sop: A\n\n1. @a: b\n"


def test_an_empty_file_stays_empty() -> None:
    assert formatted(Source("x.sop", "\n \n")).text == ""


def test_pasted_blanks_become_plain_ones() -> None:
    assert fmt("sop:\u00a0Izin\u2003 \ufb01sik\t baru\n1. @a: b\n").split("\n")[0] == "sop: Izin fisik baru"


def test_long_lines_and_line_breaks_stay() -> None:
    long = "kata " * 100 + "akhir"
    assert row(f"    {long}\n        lanjut\n") == f"   {long}\n     lanjut\n"


# ---- keywords


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("NAMA SOP : A", "sop: A"),
        ("Tgl. Efektif: 1 Mei 2024;", "tanggal efektif: 1 Mei 2024"),
        ("Satuan Kerja: B", "unit: B"),
        ("Peralatan/Perlengkapan: C;", "peralatan: C;"),
        ("gunakan: “a b.sop”", "gunakan: a b.sop"),
        ("nomor:  ;", "nomor: ;"),
    ],
)
def test_keywords_have_one_spelling(typed: str, written: str) -> None:
    from sopflow.format import canonical

    assert canonical(Source("x.sop", typed), ()) == written + "\n"


def test_a_setting_on_the_line_of_the_style_moves_below_it() -> None:
    assert fmt("Gaya: Waktu: terbilang\n1. @a: b").startswith("gaya:\n  waktu: terbilang\n")


def test_roles_that_only_begin_large_are_written_small() -> None:
    text = "1. @a: b\nlembar pengesahan:\n Mengetahui: A\n MENYETUJUI: B\n   Nama: C;\n"
    assert fmt(text).endswith("lembar pengesahan:\n  mengetahui: A\n  MENYETUJUI: B\n    nama: C\n")


# ---- blank lines


def test_sections_are_set_apart_and_hold_together() -> None:
    text = "gunakan:\nsop: A\n\nunit: B\nperalatan: C\n\npencatatan: D\npelaksana:\n  a: Aa\nkegiatan:\ntahap: E\n1. @a: b\n"
    expected = "sop: A\nunit: B\n\nperalatan: C\npencatatan: D\n\npelaksana:\n  a: Aa\n\nkegiatan:\n\ntahap: E\n\n1. @a: b\n"
    assert fmt(text.removeprefix("gunakan:\n")) == expected


def test_rows_with_cells_are_set_apart() -> None:
    assert fmt("1. @a: x\n   waktu: 1 jam\n2. @b: y") == "1. @a: x\n   waktu: 1 jam\n\n2. @b: y\n"


def test_rows_of_a_sketch_stand_together() -> None:
    assert fmt("1. @a: x\n\n2. @b: y\n   tidak -> 1\n\n3. @a: z") == "1. @a: x\n2. @b: y\n   tidak -> 1\n3. @a: z\n"


# ---- rows


def test_cells_stand_in_the_standards_order_and_exits_last() -> None:
    typed = "  tidak -> 1\n  nomor: -\n  ket.: -\n  Keluaran: c\n  -> selesai\n  WAKTU: 1 jam;\n  persyaratan: d\n"
    order = "   kelengkapan: d\n   waktu: 1 jam\n   output: c\n   keterangan: -\n   nomor: -\n   tidak -> 1\n   -> selesai\n"
    assert row(typed) == order


def test_lists_begin_below_their_keyword_with_hyphens() -> None:
    assert row("   kelengkapan: • KTP\n   – KK\n       lanjut\n") == "   kelengkapan:\n     - KTP\n     - KK\n       lanjut\n"


def test_numbered_items_keep_their_numbers_and_levels() -> None:
    typed = "  kelengkapan:\n  1) a\n        lanjut\n     * b\n  2) c\n"
    assert row(typed) == "   kelengkapan:\n     1) a\n        lanjut\n       - b\n     2) c\n"


def test_what_would_be_an_exit_stays_text() -> None:
    assert fmt("1. @a: x\n  y\n      tidak -> 1\n") == "1. @a: x\n   y\n     tidak -> 1\n"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ('1) @"Kepala Dinas"(KEPUTUSAN) “Sesuai?” : x', '1. @Kepala Dinas(keputusan) "Sesuai?": x'),
        ('1. @a "b"(proses)–>@c&@d+@e: x', '1. @a(proses) "b" -> @c & @d+e: x'),
        ('1. @"A & B": x', '1. @"A & B": x'),
        (r"1. @A \(B\): x", '1. @"A (B)": x'),
        ("1. @a: ", "1. @a:"),
    ],
)
def test_heads_of_rows(typed: str, written: str) -> None:
    assert fmt(typed) == written + "\n"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tidak → 1.;", "tidak -> 1"),
        ('"tidak" => 1 & 3 dan 2 LEWAT Kiri', "tidak -> 1, 3, 2 lewat kiri"),
        ('"a -> b" -> SELESAI', '"a -> b" -> selesai'),
        ('@“Kepala Dinas”   tidak -> 1@"a"', "@Kepala Dinas tidak -> 1@a"),
        ('-> SOP: "Izin Usaha"', "-> sop: Izin Usaha"),
        ('-> sop: "Izin lewat kiri"', '-> sop: "Izin lewat kiri"'),
    ],
)
def test_exits(typed: str, written: str) -> None:
    assert exit_of(typed) == written


def test_escapes_without_a_purpose_go() -> None:
    assert row("   \\- butir \\- bukan\n   \\# a \\# b\\*c\n") == "   \\- butir - bukan\n   \\# a # b*c\n"


# ---- lanes


def test_lanes_are_named_by_their_alias() -> None:
    typed = """
        pelaksana:
          - kadis: "Kepala Dinas"
          - Staf;
          - “C: D”
        1. @KEPALA DINAS & @staf: x
           @Kepala Dinas tidak -> 2@"Kepala Dinas"
           @"staf" -> 2
        2. @"c: d" -> @Kepala Dinas: y
        """
    written = """
        pelaksana:
          kadis: Kepala Dinas
          Staf
          "C: D"

        1. @kadis & @Staf: x
           @kadis tidak -> 2@kadis
           @Staf -> 2
        2. @"C: D" -> @kadis: y
        """
    assert fmt(typed) == lines(written)


def test_an_exit_whose_label_would_join_the_alias_stays_as_it_is() -> None:
    typed = "pelaksana:\n  a: Aa\n  a tidak\n1. @Aa & @a tidak: x\n   @Aa tidak -> 2\n   @a tidak -> 2\n2. @a: y\n"
    assert "   @Aa tidak -> 2\n   @a tidak -> 2\n" in fmt(typed)


# ---- numbers


def test_rows_are_numbered_by_their_place_and_arrows_follow() -> None:
    typed = "1. @a: x\n2a. @b: y\n2. @b: y\n  tidak -> 2a@b, 7\n7. @a: z\n  -> AKHIR\nakhir. @a: z\n"
    assert fmt(typed) == "1. @a: x\n2. @b: y\n3. @b: y\n   tidak -> 2@b, 4\n4. @a: z\n   -> akhir\nakhir. @a: z\n"


def test_each_table_is_numbered_by_itself() -> None:
    typed = "prosedur: A\n3. @a: x\n4. @b: y\n  tidak -> 3\nprosedur: B\n5. @a: x\n6. @b: y\n  tidak -> 5\n"
    assert fmt(typed).count("1. @a: x\n2. @b: y\n   tidak -> 1\n") == 2


def test_a_row_with_a_number_of_its_own_is_not_counted() -> None:
    typed = "1. @a: x\n2. @b: y\n  nomor: 1.a\n1.b. @b: z\n  nomor: 1.b\n4. @a: x\n  tidak -> 2, 1.b\n"
    written = "1. @a: x\n\n1a. @b: y\n   nomor: 1.a\n\n1.b. @b: z\n   nomor: 1.b\n\n2. @a: x\n   tidak -> 1a, 1.b\n"
    assert fmt(typed) == written


# ---- comments


def test_rows_that_all_have_numbers_of_their_own_keep_their_keys() -> None:
    typed = "1. @a: x\n  nomor: 1\n2. @b: y\n  nomor: 1\n"
    assert fmt(typed) == "1. @a: x\n   nomor: 1\n\n2. @b: y\n   nomor: 1\n"


def test_comments_go_with_the_line_below_them() -> None:
    typed = "#  satu\n\nsop: A\n   # dua\nunit: B\n1. @a: x\n # c\n  output: c\n    # w  \n  waktu: 1 jam\n# akhir"
    written = "#  satu\n\nsop: A\n# dua\nunit: B\n\n1. @a: x\n   # w\n   waktu: 1 jam\n   # c\n   output: c\n# akhir\n"
    assert fmt(typed) == written


def test_comments_at_the_end_of_a_block_stay_in_it() -> None:
    typed = "pelaksana:\n    a: Aa\n    # b: Bb\n1. @a: x\n  output:\n    - c\n    # - d\n  # e\n\n# f\n\n2. @a: y\n   # tamat\n"
    written = """
        pelaksana:
          a: Aa
          # b: Bb

        1. @a: x
           output:
             - c
             # - d
           # e

        # f

        2. @a: y
        # tamat
        """
    assert fmt(typed) == lines(written)


def test_a_comment_right_below_a_section_stays_there() -> None:
    assert fmt("unit: B\n# dari bagian hukum\n\nperalatan: C\n1. @a: x") == "unit: B\n# dari bagian hukum\n\nperalatan: C\n\n1. @a: x\n"


# ---- faults


def test_a_text_with_mistakes_is_not_formatted() -> None:
    result = formatted(Source("x.sop", "1. @a: x\n   tidak -> 9\n"))
    assert (result.text, [each.code for each in result.errors]) == (None, ["baris-tidak-ada"])


def test_a_shared_file_needs_no_rows() -> None:
    assert fmt("Pelaksana:\n- a: Aa\n") == "pelaksana:\n  a: Aa\n"
