"""Times and dates as offices write them."""

import pytest

from sopflow.model.dates import parse_date
from sopflow.model.numerals import number_of
from sopflow.model.quantity import Duration, parse_duration, spell, spelled


@pytest.mark.parametrize(
    ("words", "duration"),
    [
        ("30 detik", Duration(30, 30, "detik")),
        ("90 MENIT;", Duration(90, 90, "menit")),
        ("1 (Satu) Hari", Duration(1, 1, "hari")),
        ("3(Tiga) Jam", Duration(3, 3, "jam")),
        ("15 (Lima Belas) Menit.", Duration(15, 15, "menit")),
        ("5 (lima menit) menit", Duration(5, 5, "menit")),
        ("lima belas menit", Duration(15, 15, "menit")),
        ("1,5 jam", Duration(1.5, 1.5, "jam")),
        ("½ jam", Duration(0.5, 0.5, "jam")),
        ("setengah hari", Duration(0.5, 0.5, "hari")),
        ("1.000 menit", Duration(1000, 1000, "menit")),
        ("1-3 hari kerja", Duration(1, 3, "hari kerja")),
        ("1–5 hari", Duration(1, 5, "hari")),
        ("1 s.d. 3 hari", Duration(1, 3, "hari")),
        ("1 s/d 3 Hari", Duration(1, 3, "hari")),
        ("1 sampai dengan 3 hari", Duration(1, 3, "hari")),
        ("1 (satu) - 3 (tiga) hari", Duration(1, 3, "hari")),
        ("30 menit - 1 jam", Duration(30, 60, "menit")),
        ("3 hari (kerja)", Duration(3, 3, "hari kerja")),
        ("maksimal 2 hari", Duration(2, 2, "hari", "maksimal")),
        ("Paling lama 14 hari kerja", Duration(14, 14, "hari kerja", "maksimal")),
        ("min. 1 jam", Duration(1, 1, "jam", "minimal")),
        ("± 30 menit", Duration(30, 30, "menit", "±")),
        ("2 menit/berkas", Duration(2, 2, "menit", "", "berkas")),
        ("10 menit per pemohon", Duration(10, 10, "menit", "", "pemohon")),
        ("1 jam 30 menit", Duration(90, 90, "menit")),
        ("1 tahun dan 6 bulan", Duration(18, 18, "bulan")),
        ("1 minggu", Duration(1, 1, "minggu")),
        ("1 x 24 jam", Duration(24, 24, "jam")),
        ("2×24 Jam", Duration(48, 48, "jam")),
        ("Maksimal 3 (tiga) x 24 (dua puluh empat) jam", Duration(72, 72, "jam", "maksimal")),
    ],
)
def test_times_that_measure(words: str, duration: Duration) -> None:
    assert parse_duration(words) == (duration, None)


@pytest.mark.parametrize(
    "words",
    [
        *("", "segera", "Sesuai kebutuhan", "H-14 s.d. H-7", "Disposisi (Sepuluh) Menit", "30", "hari", "2 hari setelah berkas lengkap"),
        *("1 hari kerja 4 jam", "15 menit x 2", "1 bulan 2 minggu", "9" * 300 + " hari"),
    ],
)
def test_words_that_measure_nothing(words: str) -> None:
    assert parse_duration(words) == (None, None)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("15 (Lima) Menit", "angka 15 tidak sama dengan kata «Lima» (5)"),
        ("(Sepuluh) Menit", "angka di depan «(Sepuluh)» tidak ada"),
        ("5 (lma) menit", "«lma» bukan kata bilangan"),
        ("3 - 1 hari", "rentang 3 sampai 1 hari terbalik"),
    ],
)
def test_times_that_contradict_themselves(words: str, fault: str) -> None:
    duration, told = parse_duration(words)
    assert duration is not None
    assert told == fault


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (21_045, "dua puluh satu ribu empat puluh lima"),
        (999_999, "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert spell(number) == words


def test_every_numeral_is_read_back() -> None:
    assert all(number_of(spell(number)) == number for number in [*range(2200), *range(2200, 1_000_000, 997)])


@pytest.mark.parametrize("words", ["dua tiga", "belas", "puluh", "satu puluh lima belas", "seribu ribu", "tiga hari"])
def test_what_is_no_numeral(words: str) -> None:
    assert number_of(words) is None


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("1 hari", "1 (Satu) Hari"),
        ("1-3 hari kerja", "1 (Satu) – 3 (Tiga) Hari Kerja"),
        ("maksimal 1,5 jam/berkas", "Maksimal 1,5 (Satu Koma Lima) Jam/berkas"),
        ("± 30 menit", "± 30 (Tiga Puluh) Menit"),
    ],
)
def test_times_with_their_words(words: str, printed: str) -> None:
    duration, _ = parse_duration(words)
    assert duration
    assert spelled(duration) == printed
    assert parse_duration(printed) == (duration, None)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("20 Juli 2024", (2024, 7, 20)),
        ("08 desember 2017;", (2017, 12, 8)),
        ("8 Nopember 2017", (2017, 11, 8)),
        ("01 Pebruari 2020", (2020, 2, 1)),
        ("5 Agust. 2020", (2020, 8, 5)),
        ("Senin, 3 Mei 2021", (2021, 5, 3)),
        ("20-07-2024", (2024, 7, 20)),
        ("20/7/2024", (2024, 7, 20)),
        ("2024-07-20", (2024, 7, 20)),
        ("29 Februari 2024", (2024, 2, 29)),
    ],
)
def test_dates(words: str, date: tuple[int, int, int]) -> None:
    assert parse_date(words) == date


@pytest.mark.parametrize(
    "words", ["", "Juli 2024", "2024", "31 Juni 2024", "29 Februari 2023", "20 Juli 24", "20/7-2024", "0 Mei 2020", "3 Foo 2020"]
)
def test_what_is_no_date(words: str) -> None:
    assert parse_date(words) is None
