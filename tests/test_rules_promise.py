"""`waktu-lewat-janji`: ranges, units, ways that exclude each other, times that can't be read, several charts."""

import pytest

from sopflow.rules.check import check_source
from sopflow.rules.profile import PROFILES
from sopflow.source import Source


def told(promise: str, *times: str, after: str = "") -> list[str]:
    rows = "".join(f"{at}. @A{at % 2}: Memeriksa berkas {at}\n   waktu: {time}\n" for at, time in enumerate(times, 1))
    text = f"sop: Izin\njangka waktu: {promise}\n{rows}{after}"
    found = check_source(Source("uji.sop", text), profile=PROFILES["permenpan"]).diagnostics
    return [each.message for each in found if each.code == "waktu-lewat-janji"]


@pytest.mark.parametrize(
    ("promise", "times"),
    [
        ("2 hari kerja", ["2 hari", "1 hari"]),
        ("1 hari kerja", ["6 jam", "3 jam"]),
        ("60 menit", ["45 menit", "20 menit"]),
        ("maksimal 5 hari", ["1 minggu"]),
        ("1 minggu", ["5 hari", "3 hari kerja"]),
        ("1 bulan", ["3 minggu", "11 hari"]),
        ("20 hari kerja", ["1 bulan", "1 hari"]),
        ("3 hari", ["72 jam", "1 jam"]),
    ],
)
def test_what_takes_longer_is_told(promise: str, times: list[str]) -> None:
    (message,) = told(promise, *times)
    assert f"melebihi jangka waktu «{promise}»" in message and " memakan " in message and "dapat" not in message


@pytest.mark.parametrize(
    ("promise", "times"),
    [
        ("3 hari kerja", ["2 hari", "1 hari"]),
        ("1 hari kerja", ["7 jam", "60 menit"]),
        ("1 bulan", ["4 minggu", "3 hari"]),
        ("1 tahun", ["12 bulan"]),
        ("1 hari", ["24 jam"]),
        ("3 hari", ["72 jam"]),
        ("30 menit", ["20 menit", "15 menit/berkas"]),
        ("30 menit", ["20 menit", "sesuai kebutuhan"]),
        ("sesuai kebutuhan", ["20 hari", "30 hari"]),
    ],
)
def test_what_keeps_the_promise_by_some_reading_is_not_told(promise: str, times: list[str]) -> None:
    assert told(promise, *times) == []


def test_of_a_range_it_is_said_what_it_can_take() -> None:
    assert told("5 hari", "1-3 hari", "2-4 hari") == [
        "Jalan terlama dari awal sampai akhir dapat memakan 3 hari – 7 hari, melebihi jangka waktu «5 hari»"
    ]


def test_rows_that_exclude_each_other_are_not_added() -> None:
    text = (
        "sop: Izin\njangka waktu: {}\n1. @A: Memeriksa berkas\n   waktu: 1 hari\n   lengkap -> 2\n   tidak lengkap -> 3\n"
        "2. @B: Menerbitkan izin\n   waktu: 2 hari\n   -> selesai\n3. @A: Menolak permohonan\n   waktu: 3 hari\n"
    )
    found = {
        days: [each.message for each in check_source(Source("uji.sop", text.format(days))).diagnostics if each.code == "waktu-lewat-janji"]
        for days in ("4 hari", "3 hari")
    }
    assert found["4 hari"] == [] and "memakan 4 hari" in found["3 hari"][0]


def test_rows_done_at_the_same_time_are_not_added() -> None:
    text = (
        "sop: Izin\njangka waktu: 4 hari\n1. @A: Memeriksa berkas\n   waktu: 1 hari\n   -> 2, 3\n"
        "2. @B: Meninjau lokasi\n   waktu: 2 hari\n   -> 4\n3. @C: Menghitung retribusi\n   waktu: 2 hari\n"
        "4. @A: Menerbitkan izin\n   waktu: 1 hari\n"
    )
    assert [each.code for each in check_source(Source("uji.sop", text)).diagnostics if each.code == "waktu-lewat-janji"] == []


def test_a_way_back_is_not_counted() -> None:
    assert told("2 hari", "1 hari", "1 hari", after="   tidak -> 1\n") == []


def test_each_chart_is_compared_by_itself() -> None:
    charts = "prosedur: Kedua\n1. @A: Menyusun konsep\n   waktu: 3 hari\n2. @B: Memeriksa konsep\n   waktu: 1 hari\n"
    (message,) = told("3 hari", "1 hari", "1 hari", after=charts)
    assert "memakan 4 hari" in message
