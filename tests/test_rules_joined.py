"""Two actors written as one name, told apart from posts whose names hold "dan", commas and slashes."""

from pathlib import Path

import pytest

from sopflow.edits import apply
from sopflow.model.names import taken_apart
from sopflow.rules.check import check_source
from sopflow.rules.profile import PROFILES
from sopflow.source import Source

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.sop"))
CODE = "pelaksana-gabung"


def rows(*heads: str) -> str:
    return "".join(f"{number}. @{head}: Memeriksa berkas nomor {number}\n" for number, head in enumerate(heads, 1))


def hints(text: str) -> list[str]:
    found = check_source(Source("uji.sop", text)).diagnostics
    return [each.hint for each in found if each.code == CODE]


@pytest.mark.parametrize(
    ("name", "together"),
    [
        ("Petugas dan Kadis", "@Petugas & @Kadis"),
        ("petugas serta KADIS", "@Petugas & @Kadis"),
        ("Petugas/Kadis", "@Petugas & @Kadis"),
        ("Petugas, Kadis", "@Petugas & @Kadis"),
        ("Petugas dan/atau Kadis", "@Petugas & @Kadis"),
        ("Petugas dan Kepala Dinas", "@Petugas & @Kadis"),
        ("Petugas dan Sekretaris", "@Petugas & @Sekretaris"),
        ("Pemohon, Petugas, dan Kadis", "@Pemohon & @Petugas & @Kadis"),
        ("Pemhon dan Petugas", "@Pemohon & @Petugas"),
        ("Kasi Sarana dan Prasarana dan Petugas", "@Kasi Sarana dan Prasarana & @Petugas"),
    ],
)
def test_names_made_of_lanes_are_told_with_the_lanes_meant(name: str, together: str) -> None:
    (hint,) = hints(rows("Pemohon", "Petugas", name, "Kadis", "Petugas"))
    assert f"«{together}»" in hint and f"«{together.replace('&', '->')}»" in hint


@pytest.mark.parametrize(
    "name",
    [
        "Kepala Bidang Sarana dan Prasarana",
        "Kasubag Umum dan Kepegawaian",
        "Tata Usaha/Umum",
        "Eselon III, IV dan Fungsional",
        "PA/KPA",
        "Petugas dan Prasarana",
        "Bidang Kadis dan Umum",
        "Danramil",
        "Camat/Lurah",
    ],
)
def test_posts_with_such_words_are_not(name: str) -> None:
    assert hints(rows("Pemohon", "Petugas", "Kepegawaian", name, "Kadis", "Umum")) == []


def test_parts_that_only_begin_like_lanes_are_actors_or_nothing() -> None:
    assert hints(rows("Bidang Rencana Wilayah", "Bidang Rencana dan Evaluasi", "Evaluasi Kinerja")) == []
    assert "«@Petugas Loket & @Kadis»" in hints(rows("Petugas Loket", "Petugas dan Kadis", "Kadis"))[0]


def test_neighbouring_numbers_are_no_slips_of_the_pen() -> None:
    assert "«@Kasi II & @Kasi III»" in hints(rows("Kasi I", "Kasi II dan Kasi III", "Kasi II"))[0]


def test_a_listed_name_is_meant() -> None:
    lanes = "pelaksana:\n  Petugas\n  Kadis\n  Petugas dan Kadis\n"
    assert hints(lanes + rows("Petugas", "Petugas dan Kadis", "Kadis")) == []


def test_a_name_that_the_list_lacks_is_explained_by_the_lanes_it_names() -> None:
    text = "pelaksana:\n  p: Petugas\n  k: Kadis\n" + rows("p", "p dan Kadis", "k")
    (fault,) = (each for each in check_source(Source("uji.sop", text)).diagnostics if each.severity == "error")
    assert fault.hint == "tulis «@p & @Kadis» bila bersamaan, «@p -> @Kadis» bila berurutan"


def test_each_row_is_mended_at_once() -> None:
    text = rows("Petugas", "Petugas dan Kadis", "Kadis", "Petugas dan Kadis", "Petugas")
    (found,) = (each for each in check_source(Source("uji.sop", text)).diagnostics if each.code == CODE)
    assert apply(text, list(found.fix)) == text.replace("@Petugas dan Kadis", "@Petugas & @Kadis")


@pytest.mark.parametrize(
    "text",
    [
        rows("Petugas", "Petugas/Kadis", "Kadis"),
        rows("Petugas", "Petugas dan Sekretaris", "Kadis"),
        rows("Petugas", "Petugas dan Kadis", "Kadis").replace("2\n", "2\n   tidak -> 1\n"),
        rows("Petugas", "Petugas dan Kadis", "Kadis").replace("2\n", "2\n   -> 1\n"),
        rows("Petugas", "Petugas dan Kadis(proses)", "Kadis"),
        rows("Petugas", "Petugas dan Kadis", "Kadis").replace("3\n", "3\n   tidak -> 2@Petugas dan Kadis\n"),
    ],
)
def test_what_may_mean_something_else_is_not_mended(text: str) -> None:
    (found,) = (each for each in check_source(Source("uji.sop", text)).diagnostics if each.code == CODE)
    assert found.fix == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_have_none_even_without_their_lists(path: Path) -> None:
    found = check_source(Source(path.name, path.read_text(encoding="utf-8")), str(path.parent), PROFILES["permenpan"])
    names = [lane.name for sop in found.sops for chart in sop.charts for lane in chart.lanes]
    assert hints(rows(*dict.fromkeys(name.replace("&", "dan") for name in names))) == []


def test_a_name_is_taken_apart_in_every_way() -> None:
    assert [each.parts for each in taken_apart("A dan B/C")] == [("A", "B", "C"), ("A", "B/C"), ("A dan B", "C")]
    assert list(taken_apart("Kepala Dinas")) == list(taken_apart("dan")) == list(taken_apart(" dan ".join("ABCDEFG"))) == []
