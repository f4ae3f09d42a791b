"""Measuring, breaking into lines, hyphenation."""

from itertools import pairwise

import pytest
from helpers import steps
from hypothesis import given
from hypothesis import strategies as st

from sopflow.drawing import Face
from sopflow.fonts.glyphs import printable
from sopflow.layout.hyphen import divisions
from sopflow.layout.text import SetLine, advance, advance_of, longest_word, natural_width, wrap
from sopflow.richtext import Block, Run, Text, paragraph

SIZE = 8 * 25.4 / 72


def lines(words: str, width: float) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in wrap(paragraph(words), width, SIZE)]


def unbroken(lines: tuple[SetLine, ...]) -> str:
    """The characters of the lines without spaces and added hyphens."""
    texts = ["".join(run.text for run in line.runs) for line in lines]
    return "".join(text[:-1] if line.hyphen else text for text, line in zip(texts, lines, strict=True)).replace(" ", "").replace("\xa0", "")


def divided(word: str, left: int = 3, right: int = 3) -> str:
    places = (0, *divisions(word, left, right), len(word))
    return "-".join(word[start:end] for start, end in pairwise(places))


def test_the_advance_is_the_sum_of_the_widths_in_the_font() -> None:
    assert advance("Aa", Face(), 2048) == 1366 + 1139
    assert advance("Aa", Face(bold=True), 2048) == 1479 + 1139
    assert advance_of("Aa", 1.0) == (1366 + 1139) / 2048


def test_a_text_fits_on_one_line_of_its_natural_width() -> None:
    text = paragraph("Menyusun konsep pertanggungjawaban dan/atau laporan 15 (Lima Belas) Menit")
    (line,) = wrap(text, natural_width(text, SIZE), SIZE)
    assert line.width == pytest.approx(natural_width(text, SIZE))


@pytest.mark.parametrize(
    "words",
    [
        "selama 15 menit",
        "sebanyak 3 lembar",
        "surat No. 35",
        "tarif Rp 5.000",
        "batas ≤ 3 hari",
        "tanggal 20 Juli",
        "selama 3 – 5 hari",
        "selama 1 x 24 jam",
        "pasal Pasal 12",
        "nilai ( lama )",
    ],
)
def test_what_belongs_together_stays_on_one_line(words: str) -> None:
    first, rest = words.split(" ", 1)
    just_too_narrow = natural_width(paragraph(words), SIZE) - 0.1
    assert lines(words, just_too_narrow) == [first, rest]


@pytest.mark.parametrize(
    "words", ["20/7/2024", "s/d", "5.000.000", "H-7", "DPA-SKPD", "UKL-UPL", "KTP-el", "ke-2", "COVID-19", "08.00-10.00", "3–5"]
)
def test_numbers_and_short_forms_are_not_broken_within(words: str) -> None:
    assert longest_word(paragraph(words), SIZE) == natural_width(paragraph(words), SIZE)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("dan/atau", ["dan/", "atau"]), ("undang-undang", ["undang-", "undang"]), ("Jakarta–Bogor", ["Jakarta–", "Bogor"])],
)
def test_lines_may_end_behind_slashes_hyphens_and_dashes(words: str, expected: list[str]) -> None:
    assert lines(words, natural_width(paragraph(words), SIZE) - 0.5) == expected


def test_a_duration_with_words_breaks_before_its_unit_at_last() -> None:
    assert lines("1 (Satu) Hari", 12) == ["1 (Satu)", "Hari"]
    assert lines("maks. 15 menit", 12) == ["maks.", "15 menit"]


@pytest.mark.parametrize("mark", list(").,;:!?”"))
def test_punctuation_does_not_begin_a_line(mark: str) -> None:
    for width in range(8, 40):
        assert not any(line.startswith(mark) for line in lines(f"Memeriksa berkas {mark} permohonan {mark} izin {mark}", width))


@pytest.mark.parametrize(
    "division",
    [
        "mem-per-tang-gung-ja-wab-kan",
        "pela-yanan",
        "kete-rangan",
        "keleng-kapan",
        "keleng-kapan-nya",
        "menye-rah-kan",
        "meng-hi-tung",
        "menga-ju-kan",
        "pem-be-ri-ta-huan",
        "kua-li-fi-kasi",
        "admi-nis-trasi",
        "sya-rat",
        "makh-luk",
        "Sekre-ta-ris",
        "PEN-DA-TAAN",
        "menyam-pai-kan",
        "down-load",
        "program",
        "berkas"[:3] + "-kas",
        "DPMPTSP",
    ],
)
def test_words_are_divided_by_the_rules_of_the_language(division: str) -> None:
    assert divided(division.replace("-", "")) == division


def test_a_word_that_fits_on_a_line_of_its_own_is_not_hyphenated() -> None:
    assert lines("Menyusun konsep pertanggungjawaban", 27) == ["Menyusun konsep", "pertanggungjawaban"]


def test_a_loose_line_takes_a_part_of_the_next_word() -> None:
    assert lines("Hasil pertanggungjawaban keuangan", 27) == ["Hasil pertanggungja-", "waban keuangan"]


def test_a_word_wider_than_the_column_is_hyphenated() -> None:
    assert lines("pertanggungjawaban", 15) == ["pertang-", "gungja-", "waban"]


def test_an_address_is_broken_behind_its_marks_without_hyphens() -> None:
    broken = wrap(paragraph("https://www.contoh.go.id/layanan/perizinan?jenis=baru"), 25, SIZE)
    assert len(broken) > 2 and not any(line.hyphen for line in broken)
    assert all("".join(run.text for run in line.runs)[-1] in "/.?=" for line in broken[:-1])


def test_no_short_word_stands_alone_on_the_last_line() -> None:
    assert lines("Memeriksa surat izin KTP", 28) == ["Memeriksa surat", "izin KTP"]


def test_list_items_hang_and_are_aligned() -> None:
    text: Text = (
        Block((Run("Fotokopi Kartu Keluarga pemohon"),), "1."),
        Block((Run("Surat pengantar"),), "10."),
        Block((Run("dari desa"),), "-", level=1),
    )
    found = wrap(text, 30, SIZE)
    assert [line.first for line in found] == [True, False, True, True]
    assert [run.text for run in found[0].runs] == ["1. ", "Fotokopi Kartu"]
    assert found[2].runs[0].x == 0 < found[0].runs[0].x
    assert found[0].runs[1].x == found[1].runs[0].x == found[2].runs[1].x == found[0].indent
    assert found[3].runs[0].x == found[0].indent < found[3].indent


def test_faces_meet_without_gap_and_spaces_have_the_face_they_were_typed_in() -> None:
    text: Text = (Block((Run("Surat "), Run("asli", bold=True), Run(" saja"))),)
    (line,) = wrap(text, 100, SIZE)
    assert [(run.text, run.face.bold) for run in line.runs] == [("Surat ", False), ("asli", True), (" saja", False)]
    assert line.runs[1].x == pytest.approx(advance_of("Surat ", SIZE))


def test_no_words_give_no_lines() -> None:
    assert wrap((), 20, SIZE) == wrap(paragraph("  "), 20, SIZE) == ()
    assert natural_width((), SIZE) == longest_word((), SIZE) == 0


def test_an_item_without_words_still_shows_its_marker() -> None:
    (line,) = wrap((Block((), "-"),), 20, SIZE)
    assert [run.text for run in line.runs] == ["-"]


SAMPLES = """
pertanggungjawaban dan/atau 15 menit (Satu) Hari No. 35 Rp 5.000 20/7/2024 – , ) https://a.go.id/b?c=d undang-undang ➢ a\u00a0b \u00a0
"""
WORDS = st.lists(
    st.one_of(
        st.sampled_from(SAMPLES.strip().split(" ")),
        st.text(max_size=30),
        st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=40),
    ),
    max_size=15,
)
RUNS = st.lists(st.builds(Run, WORDS.map(" ".join), st.booleans(), st.booleans()), max_size=4).map(tuple)
TEXTS = st.lists(st.builds(Block, RUNS, st.sampled_from(["", "-", "1.", "a)"]), st.integers(0, 2)), max_size=3).map(tuple)


@given(TEXTS, st.floats(0.5, 120))
def test_no_character_is_lost_or_added(text: Text, width: float) -> None:
    typed = "".join(block.marker + "".join(run.text for run in block.runs) for block in text)
    assert unbroken(wrap(text, width, SIZE)) == printable(typed).replace(" ", "").replace("\xa0", "")


@given(TEXTS, st.floats(12, 120))
def test_no_line_is_wider_than_its_column(text: Text, width: float) -> None:
    for line in wrap(text, width, SIZE):
        last = line.runs[-1]
        assert last.x + advance(last.text, last.face, SIZE) == pytest.approx(line.width) or last.text.endswith(" ")
        assert line.width <= width + 1e-4


@given(TEXTS)
def test_the_widths_for_finding_columns_are_in_order(text: Text) -> None:
    least, word, natural = longest_word(text, SIZE), longest_word(text, SIZE, hyphenate=False), natural_width(text, SIZE)
    assert least <= word <= natural
    assert len(wrap(text, natural, SIZE)) <= len(text)


def test_no_word_is_wider_than_the_longest() -> None:
    words = "Melakukan pertanggungjawaban pengadministrasian kelengkapan"
    whole, hyphenated = (longest_word(paragraph(words), SIZE, hyphenate) for hyphenate in (False, True))
    assert all(len(lines(word, whole)) == 1 for word in words.split())
    assert whole == advance_of("pertanggungjawaban", SIZE) > 2 * hyphenated


@pytest.mark.parametrize("words", ["a" * 100_000, "ab " * 50_000, "a/" * 50_000, "aba" * 33_000, "abc\u00a0" * 30_000])
def test_a_flood_of_characters_takes_no_more_than_its_length(words: str) -> None:
    assert steps(lambda: (wrap(paragraph(words), 20, SIZE), longest_word(paragraph(words), SIZE))) < 50 * len(words)
