"""No text raises, whatever it is made of, and all places lie in it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopflow.diagnostics import Diagnostic
from sopflow.model.dates import parse_date
from sopflow.model.quantity import parse_duration, spelled
from sopflow.source import NOWHERE, Source, Span
from sopflow.syntax.inline import plain_words
from sopflow.syntax.parse import decode, parse

PIECES = [
    *'\n\n\n\n    \t:;.,@@&+()"“”\\*#^-–•→1237ab',
    *("->", " -> ", "=>", "**", "1. @a: x\n", "2) @b+c(keputusan) ", "\n   ", "\n      - ", "\r\n", "\r", "\ufeff", "\xa0", "\xad", "ﬁ"),
    *(
        "waktu: ",
        "kelengkapan:",
        "nomor: -",
        "tidak",
        "lewat",
        "kiri",
        "selesai",
        "lanjut",
        "sop:",
        "sop: X\n",
        "kegiatan:\n",
        "tahap: T\n",
    ),
    *(
        "pelaksana:\n",
        "gaya: ",
        "judul:",
        "disahkan oleh: K\n",
        "  nama: N\n",
        "lembar pengesahan:\n",
        "isian: ",
        "dasar hukum:\n",
        "instansi:",
    ),
    *("\x00", "\u202e", "\ud800", "\uffff", "e\u0301", "\u0301", "a.", "kelengkpan:", "hari", "(Satu)", "\u2028", "\x0c", "1-3"),
]
TIME_PIECES = [
    *("1", "2", "15", "(", "Satu", ")", "Lima", "Belas", "hari", "kerja", "menit", "jam", "bulan"),
    *("-", "–", "s.d.", "/", "±", "maksimal", ",", ".", "½", "segera", "H-7"),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=60).map("".join)


def spans(value: object) -> list[Span]:
    """Every place named in a tree of values."""
    if isinstance(value, Span):
        return [value]
    return [span for each in value for span in spans(each)] if isinstance(value, tuple) else []


def editor_lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


@settings(max_examples=600, deadline=None)
@given(texts)
def test_any_text_parses_and_every_span_lies_in_it(text: str) -> None:
    ast, faults = parse(Source("x.sop", text))
    lines = editor_lines(text)
    for span in [*spans(ast), *spans(faults)]:
        if span != NOWHERE:
            assert 1 <= span.line <= len(lines)
            assert span.column >= 1
            assert span.length >= 1
            assert span.column + span.length - 1 <= len(lines[span.line - 1])
    places = [(fault.span.line, fault.span.column) for fault in faults]
    assert places == sorted(places)
    assert all(fault.message and not fault.message.endswith(".") for fault in faults)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_one_fault_is_said_once(text: str) -> None:
    _, faults = parse(Source("x.sop", text))
    assert len(faults) == len({(fault.code, fault.span) for fault in faults})


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused_with_one_message(data: bytes) -> None:
    source, faults = decode(data, "x.sop")
    if source is None:
        assert len(faults) == 1
        assert isinstance(faults[0], Diagnostic)
        assert faults[0].hint
    else:
        parse(source)


@settings(max_examples=300, deadline=None)
@given(st.text("a *\\b", max_size=40))
def test_emphasis_loses_nothing_but_stars_and_backslashes(words: str) -> None:
    letters = words.replace("*", "").replace("\\", "").replace(" ", "")
    assert plain_words(words).replace("*", "").replace("\\", "").replace(" ", "") == letters


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TIME_PIECES), max_size=9))
def test_any_time_is_measured_or_not(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        duration, _ = parse_duration(text)
        if duration:
            assert duration.least <= duration.most
            assert spelled(duration)
        parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *("peringatan: a" + " " * 300_000 + "b", "1. @a: x\n   " + "-" * 300_000, '1. @"' + "a" * 300_000, "1. @a: x\n  " + "\\" * 300_001),
        *("peringatan: " + "*a " * 100_000, "peringatan: " + "*" * 300_000, ":" * 300_000, "a." * 150_000, "1." * 150_000 + " a"),
        *(
            "peringatan: a" + "\u0301\u0316" * 100_000,
            "1. @a: x\n  -> sop: " + " lewat" * 50_000,
            "\t" * 300_000 + "x",
            "dasar" + " " * 300_000,
        ),
        *("\n".join(" " * depth + "- x" for depth in range(700)), "foo: x\n" * 2000, "1. @a: x\n" + "   ya -> B c\n" * 2000),
    ],
    ids=range(16),
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    parse(Source("x.sop", text))


def test_composed_letters_are_one_character() -> None:
    ast, _ = parse(Source("x.sop", "sop: Cafe\u0301"))
    assert unicodedata.is_normalized("NFC", str(ast))
