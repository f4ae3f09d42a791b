"""The language services: what is offered, told and changed at a cursor, in texts with and without mistakes."""

from pathlib import Path
from textwrap import dedent

import pytest

from sopflow.pipeline import compile_source
from sopflow.services import (
    CannotRename,
    Range,
    Symbol,
    actions,
    apply_edits,
    complete,
    definition,
    diagnose,
    highlight,
    hover,
    outline,
    references,
    reformat,
    rename,
)
from sopflow.services.context import STARTS
from sopflow.services.meanings import MEANINGS, meaning
from sopflow.source import Source
from sopflow.syntax.grammar import Refusal, read

TEXT = """\
pelaksana:
  kadis: Kepala Dinas
  Staf Umum

1. @kadis: Menyusun konsep
   output: Konsep surat

2. @Staf Umum -> @kadis: Memeriksa konsep
   kelengkapan: Konsep surat
   waktu: 15 menit
   @Staf Umum tidak -> 1
   -> 3@kadis

3. @kadis: Menandatangani surat
   tidak -> 2@Staf Umum
"""


def cursor(marked: str) -> tuple[str, int, int]:
    """A text without its `|`, and where that stood."""
    before, _, behind = dedent(marked).partition("|")
    return before + behind, before.count("\n"), len(before) - before.rfind("\n") - 1


def labels(marked: str, root: Path | None = None) -> list[str]:
    text, line, column = cursor(marked)
    return [each.label for each in complete(text, line, column, str(root) if root else None)]


def place_of(words: str, nth: int = 0) -> tuple[int, int]:
    """Line and column of the n-th occurrence of words in TEXT."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return TEXT.count("\n", 0, at), at - TEXT.rfind("\n", 0, at) - 1


def words_at(text: str, where: Range) -> str:
    return text.split("\n")[where.line][where.column : where.end_column]


# ---- completion


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("das|", ["dasar hukum"]),
        ("4|", ["4. @"]),
        ("4. @|", ["kadis", "Staf Umum"]),
        ("4. @kep|", ["kadis"]),  # by its full name
        ("4. @kadis & @St|", ["Staf Umum"]),
        ("4. @kadis(kep|", ["keputusan"]),
        ("4. @kadis: Menandat|", ["Menandatangani"]),
        ("4. @kadis: Memeriksa kons|", ["Konsep surat"]),
        ("   kel|", ["kelengkapan"]),
        ("   tidak -> 2|", []),
        ("   tidak -> |", ["1", "2", "3", "selesai", "lanjut", "sop:"]),
        ("   tidak -> 1, men|", ["3", "1"]),  # by what the row does
        ("   tidak -> 2@|", ["kadis", "Staf Umum"]),
        ("   tidak -> 2 lew|", ["lewat"]),
        ("   tidak -> 2 lewat k|", ["kiri", "kanan"]),
        ("   waktu: 3 h|", ["3 hari", "3 hari kerja"]),
        ("   output:\n     - kon|", ["Konsep surat"]),
        ("gaya: perm|", ["permenpan", "permendagri"]),
        ("gaya:\n  kertas: |", ["A4", "F4", "Legal", "Letter", "A3"]),
        ("gaya:\n  kolom: no, kel|", ["kelengkapan"]),
        ("gaya:\n  judul:\n    mutu|", ["mutu baku"]),
        ("disahkan oleh: Kepala Dinas\n  |", ["nama", "pangkat", "nip"]),
        ("lembar pengesahan:\n  mengetahui: Sekretaris\n    n|", ["nama", "nip"]),
        ("# abaikan kata-kerja|", ["kata-kerja-aktif"]),
    ],
)
def test_completion_knows_the_place(typed: str, expected: list[str]) -> None:
    assert set(labels(TEXT + typed)) == set(expected)


def test_completion_offers_regulations_in_force() -> None:
    found = labels("dasar hukum:\n  - UU|")
    assert "UU Nomor 23 Tahun 2014" in found
    assert "UU Nomor 32 Tahun 2004" not in found


def test_completion_replaces_what_is_typed_and_quotes_where_needed() -> None:
    text, line, column = cursor('pelaksana:\n  "Kepala Bidang (Kabid)"\n1. @kep|')
    (found,) = complete(text, line, column)
    assert found.replaced == Range(2, 4, 2, 7)
    assert found.insert == '"Kepala Bidang (Kabid)"'


def test_completion_lists_lanes_of_an_included_file_and_files(tmp_path: Path) -> None:
    (tmp_path / "dinas.sop").write_text("pelaksana:\n  kasi: Kepala Seksi\n")
    (tmp_path / "logo.svg").write_text("<svg/>")
    (tmp_path / ".rahasia.sop").write_text("")
    assert labels("gunakan: dinas.sop\n1. @|", tmp_path) == ["kasi"]
    assert labels("gunakan: dinas.sop\n1. @|") == []
    assert labels("gunakan: |", tmp_path) == ["dinas.sop"]
    assert labels("logo: |", tmp_path) == ["logo.svg"]


def test_next_row_takes_the_next_number() -> None:
    assert labels("1. @a: Satu\n2. @b: Dua\n   nomor: -\n|")[0] == "2. @"


# ---- hover and outline


def test_hover_tells_rows_lanes_keywords_and_rules() -> None:
    row = hover(TEXT, *place_of("1\n"))
    assert row
    assert row.text.startswith("Baris 1 — kadis: Menyusun konsep\noutput: Konsep surat")
    lane = hover(TEXT, *place_of("kadis:", 1))
    assert lane
    assert "Kepala Dinas" in lane.text
    assert "baris 1, 2, 3" in lane.text
    keyword = hover(TEXT, *place_of("waktu"))
    assert keyword
    assert meaning("row", "waktu") in keyword.text
    finding = hover("1. @Petugas: Entri data\n   waktu: 5 menit\n2. @Kepala: Memeriksa data\n", 0, 14)
    assert finding
    assert "Mengapa" in finding.text


def test_every_keyword_of_the_grammar_has_a_meaning() -> None:
    for kind in ("statement", "row", "signer", "style"):
        for word in MEANINGS[kind]:
            assert not isinstance(read(STARTS[kind], f"{word}: x"), Refusal), (kind, word)
    for kind in ("statement", "style"):
        refusal = read(STARTS[kind], "\0")
        assert isinstance(refusal, Refusal)
        assert {name.lower().replace("_", " ") for name in refusal.expected} - {"row key"} == set(MEANINGS[kind])


def test_outline_nests_procedures_stages_and_rows() -> None:
    text = "sop: A\npelaksana:\n  x: X\n  y: Y\ntahap: Awal\n1. @x: Satu\ntahap: Akhir\n2. @y: Dua\nsop: B\n1. @z: Tiga\n"

    def names(symbols: tuple[Symbol, ...]) -> list[object]:
        return [(each.name, names(each.children)) if each.children else each.name for each in symbols]

    assert names(outline(text)) == [
        ("A", [("pelaksana", ["X", "Y"]), ("Awal", ["1. Satu"]), ("Akhir", ["2. Dua"])]),
        ("B", ["1. Tiga"]),
    ]
    assert outline(text)[0].range == Range(0, 0, 7, 0)


# ---- names


def test_definition_and_references() -> None:
    assert definition(TEXT, *place_of("3@")) == Range(13, 0, 13, 1)
    assert definition(TEXT, *place_of("Staf Umum tidak")) == Range(2, 2, 2, 11)
    uses = references(TEXT, *place_of("Staf Umum"))
    assert [words_at(TEXT, each) for each in uses] == ["Staf Umum"] * 4
    assert definition(TEXT, *place_of("Memeriksa")) is None


def test_definition_in_an_included_file(tmp_path: Path) -> None:
    (tmp_path / "dinas.sop").write_text("pelaksana:\n  kasi: Kepala Seksi\n")
    text = "gunakan: dinas.sop\n1. @kasi: Menulis\n"
    assert definition(text, 1, 5, str(tmp_path)) == Range(1, 8, 1, 20, "dinas.sop")
    with pytest.raises(CannotRename, match="berkas lain"):
        rename(text, 1, 5, "baru", str(tmp_path))


def test_rename_keeps_the_meaning() -> None:
    as_before = compile_source(Source("", TEXT)).book
    assert as_before
    alias = apply_edits(TEXT, rename(TEXT, *place_of("kadis"), "kepala"))
    assert "kadis" not in alias
    assert "kepala: Kepala Dinas" in alias
    name = apply_edits(TEXT, rename(TEXT, *place_of("Staf Umum"), "Staf (Umum)"))
    assert '@"Staf (Umum)" tidak -> 1' in name
    assert '-> 2@"Staf (Umum)"' in name
    row = apply_edits(TEXT, rename(TEXT, *place_of("2."), "periksa"))
    assert "tidak -> periksa@Staf Umum" in row
    for text in (alias, name, row):
        book = compile_source(Source("", text)).book
        assert book
        assert [(flow.label, flow.span.line) for flow in book.sops[0].charts[0].flows] == [
            (flow.label, flow.span.line) for flow in as_before.sops[0].charts[0].flows
        ]


def test_rename_reaches_broken_lines() -> None:
    text = "1. @a: Satu\n2. @a & : Dua\n   tidak -> 1 lewat sampng\n"
    assert apply_edits(text, rename(text, 0, 0, "awal")) == "awal. @a: Satu\n2. @a & : Dua\n   tidak -> awal lewat sampng\n"


def test_rename_of_a_procedure_follows_its_links() -> None:
    text = 'sop: Cuti\n1. @a: Satu\n   -> sop: Surat\nsop: Surat\n1. @a: Dua\n   ya -> sop: "Surat"\n'
    assert apply_edits(text, rename(text, 3, 6, "Surat Dinas")) == text.replace("Surat", "Surat Dinas")


@pytest.mark.parametrize(
    ("words", "new", "reason"),
    [("kadis", "kepala dinas", "satu kata"), ("2.", "3", "sudah dipakai"), ("2.", "a b", "hanya boleh"), ("Memeriksa", "x", "tidak ada")],
)
def test_rename_refuses_what_would_break_the_text(words: str, new: str, reason: str) -> None:
    with pytest.raises(CannotRename, match=reason):
        rename(TEXT, *place_of(words), new)


# ---- diagnostics and fixes


def test_quick_fixes_mend_slips_and_numbers() -> None:
    text = "1. @Petugas: Menerima surat\n   wktu: 5 menit\n5. @Kepala: Memeriksa surat\n   tidak -> 1\n"
    slip, numbers = (
        next(each for each in actions(text, Range(line, 0, line, 9)) if each.code == code)
        for line, code in ((1, "kata-kunci-tidak-dikenal"), (2, "nomor-tidak-urut"))
    )
    assert "   waktu: 5 menit" in apply_edits(text, slip.edits)
    assert "\n2. @Kepala" in apply_edits(text, numbers.edits)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("3 Menulis surat", "3. @Pelaksana: Menulis surat"),
        ("3. Kepala: Menulis", "3. @Kepala: Menulis"),
        ("3. @Kepala Dinas", "3. @Kepala Dinas: kegiatannya"),
        ("dasar hukum Undang-Undang Nomor 23", "dasar hukum: Undang-Undang Nomor 23"),
        ("perngatan: awas", "peringatan: awas"),
        ("   ya -> 1 lewat kri", "   ya -> 1 lewat kiri"),
    ],
)
def test_quick_fixes_write_the_line_that_the_hint_proposes(wrong: str, right: str) -> None:
    text = f"1. @a: Satu\n2. @b: Dua\n{wrong}\n"
    assert right in [apply_edits(text, each.edits).split("\n")[2] for each in actions(text, Range(2, 0, 2, 99))]


def test_a_guess_drops_no_word() -> None:
    text = "1. @a: Satu\ndasar hukum UU 1\n"
    assert actions(text, Range(1, 0, 1, 9)) == ()


def test_a_lane_is_added_to_its_list() -> None:
    text = "pelaksana:\n  - a: Kepala\n  - b: Staf\n    Umum\n1. @a: Satu\n2. @Juru Bayar: Dua\n"
    (added,) = [each for each in actions(text, Range(5, 5, 5, 5)) if each.title.startswith("Tambahkan")]
    assert "    Umum\n  - Juru Bayar\n1. @a" in apply_edits(text, added.edits)


def test_safe_fixes_and_notes_that_silence() -> None:
    text = "1. @Petugas: Menerima surat surat\n   waktu: 5 menit\n2. @Kepala: Memeriksa surat\n"
    found = [each for each in actions(text, Range(0, 0, 0, 40)) if each.code == "kata-ganda"]
    safe, silence = found
    assert safe.is_safe
    assert "Menerima surat\n" in apply_edits(text, safe.edits)
    assert apply_edits(text, silence.edits).startswith("# abaikan kata-ganda: tulis alasannya\n1. @Petugas")
    assert "kata-ganda" not in {each.code for each in diagnose(apply_edits(text, silence.edits))}


def test_a_profile_in_the_folder_counts(tmp_path: Path) -> None:
    text = "1. @Petugas: Menerima surat surat\n   waktu: 5 menit\n2. @Kepala: Memeriksa surat\n"
    assert "kata-ganda" in {each.code for each in diagnose(text, "a.sop", str(tmp_path))}
    (tmp_path / "sopflow-periksa.txt").write_text("aturan:\n  kata-ganda: mati\n")
    assert "kata-ganda" not in {each.code for each in diagnose(text, "a.sop", str(tmp_path))}


def test_reformat_changes_only_lines_that_differ() -> None:
    text = TEXT.replace("   kelengkapan: Konsep surat", "    Kelengkapan :   Konsep surat")
    edits = reformat(text)
    assert edits
    assert apply_edits(text, edits) == TEXT
    assert {line for edit in edits for line in (edit.range.line, edit.range.end_line)} <= {8, 9}
    assert reformat(TEXT) == ()
    assert reformat("1. @a Satu\n") is None


# ---- colours


def test_highlight_colours_what_the_grammar_reads() -> None:
    row = '1. @kadis "A -> B" & @"Staf (U)"(proses): *a* -> **b**\n   tidak -> 2@kadis, selesai lewat kiri\n'
    text = f"# kata\n{row}isian: Judul\n2. @kadis rusak\n"
    lines = text.split("\n")
    found = [(each.kind, lines[each.line][each.column : each.column + each.length]) for each in highlight(text)]
    assert found == [
        ("comment", "# kata"),
        ("key", "1"),
        ("lane", "kadis"),
        ("string", '"A -> B"'),
        ("lane", '"Staf (U)"'),
        ("kind", "proses"),
        ("italic", "*a*"),
        ("bold", "**b**"),
        ("label", "tidak"),
        ("arrow", "->"),
        ("key", "2"),
        ("lane", "kadis"),
        ("keyword", "selesai"),
        ("keyword", "lewat"),
        ("keyword", "kiri"),
        ("keyword", "isian:"),
        ("key", "2"),
        ("lane", "kadis rusak"),
    ]
