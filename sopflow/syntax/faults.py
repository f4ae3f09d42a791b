"""What is wrong with a line that the grammar refuses, in the terms of the language.

In: the start rule, the line, and where and for want of what it was refused. Out: a `Fault`: code, message, hint and the offsets of the
words it is about. One function for each kind of line, the most telling cause first.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sopflow.syntax.grammar import Refusal, read

CELLS = ("kelengkapan", "waktu", "output", "keterangan")
KINDS = ("mulai", "selesai", "proses", "keputusan")
SIDES = ("kiri", "kanan", "atas", "bawah")

NOT_UNDERSTOOD = "baris-tidak-dimengerti"

_QUOTES = '"“”„'
_ARROW = re.compile(r"(--?|[–—−]|==?)>|[→⇒⟶➔➙➜➝➞➡\uf0e0]")
_LONGEST_QUOTATION = 48
_LONGEST_KEYWORD = 40
_NOT_KEYWORDS = frozenset(("ROW_KEY", "ANY_KEY", "TEXT", "STRING", "MARKER", "LABEL", "QUOTED_LABEL", "SAME"))
_OTHER_SPELLINGS = {"persyaratan": "kelengkapan", "keluaran": "output", "aktivitas": "kegiatan", "bagan": "prosedur"}


class Fault(NamedTuple):
    """A mistake in a line; `start` and `end` are offsets in its text."""

    code: str
    message: str
    hint: str
    start: int
    end: int


def explain(start: str, text: str, refusal: Refusal) -> Fault:
    """The fault of a line refused by the rule `start`."""
    if start == "statement":
        return _statement_fault(text, refusal)
    if start == "row_line":
        return _exit_fault(text, refusal)
    if start == "lane_line":
        return _lane_fault(text, refusal)
    return _setting_fault(text, refusal)


def quoted(words: str) -> str:
    """The user's words, between the quotes of messages; long ones are cut."""
    words = " ".join(words.split())
    return f"«{words if len(words) <= _LONGEST_QUOTATION else words[: _LONGEST_QUOTATION - 1].rstrip() + '…'}»"


def key_of(text: str) -> str:
    """What stands before the first colon, when it may be meant as a keyword; else empty."""
    head, colon, _ = text.partition(":")
    head = head.rstrip()
    return head if colon and 0 < len(head) <= _LONGEST_KEYWORD and not head.endswith("\\") else ""


@lru_cache(maxsize=1024)
def nearest(word: str, candidates: tuple[str, ...]) -> str:
    """The candidate that `word` is probably a slip of; empty when none is near."""
    from difflib import get_close_matches

    found = get_close_matches(" ".join(word.lower().split()), candidates, 1, 0.75)
    return _OTHER_SPELLINGS.get(found[0], found[0]) if found else ""


def suggestion(word: str) -> str:
    """The hint that names the word probably meant."""
    return f"Maksud Anda «{word}»?"


def keywords(expected: Iterable[str]) -> tuple[str, ...]:
    """The keywords among the names of terminals."""
    return tuple(sorted(name.lower().replace("_", " ") for name in expected if name not in _NOT_KEYWORDS and not name.startswith("_")))


# ---- lines of the file


def _statement_fault(text: str, refusal: Refusal) -> Fault:
    if refusal.offset:
        key = re.match(r"(\w+(?:\.\w+)*)[.)]", text)
        return _row_fault(text, refusal, key.group(1)) if key else _rest_fault(text, refusal.offset)
    if fault := _misplaced_fault(text):
        return fault
    known = keywords(refusal.expected)
    if key := key_of(text):
        near = nearest(key, known + CELLS + tuple(_OTHER_SPELLINGS))
        hint = (
            suggestion(near + ":")
            if near
            else "Periksa ejaannya; bila ini lanjutan teks di atasnya, jorokkan lebih dalam daripada teks itu"
        )
        if near or len(key.split()) <= 4:
            return Fault("kata-kunci-tidak-dikenal", f"Kata kunci {quoted(key)} tidak dikenal", hint, 0, len(key))
    return _stray_fault(text, known)


def _stray_fault(text: str, known: tuple[str, ...]) -> Fault:
    """Of a line that begins with nothing the language knows."""
    whole = (0, len(text))
    if text[0] == "@":
        return Fault(
            "kunci-baris-hilang", f"Baris kegiatan {quoted(text)} belum bernomor", f"Tulis nomornya di depan: {cut('1. ' + text)}", *whole
        )
    if number := re.match(r"\d+[a-z]?(?= )", text):
        rest = text[number.end() :].strip()
        hint = f"Tulis: {number.group()}. " + cut(rest if rest.startswith("@") else f"@Pelaksana: {rest}")
        return Fault("titik-nomor-hilang", f"Sesudah nomor {quoted(number.group())} belum ada titik", hint, *number.span())
    if near := nearest(text, known):
        return Fault("titik-dua-hilang", f"Sesudah {quoted(text)} belum ada titik dua", f"Tulis: {near}:", *whole)
    hint = (
        "Tulis kata kunci di depannya, misalnya «peringatan: …»; bila ini lanjutan teks di atasnya, jorokkan lebih dalam daripada teks itu"
    )
    return Fault(NOT_UNDERSTOOD, f"{quoted(text)} tidak dimengerti", hint, *whole)


def _misplaced_fault(text: str) -> Fault | None:
    """Of a line that is right below another owner."""
    below_row = read("row_line", text)
    if not isinstance(below_row, Refusal) and below_row.data == "row_line":
        leaf = below_row.children[0]
        if not isinstance(leaf, str) and leaf.data == "cell":
            key = key_of(text)
            hint = "Jorokkan ke bawah baris kegiatannya"
            return Fault("sel-di-luar-baris", f"{quoted(key + ':')} tidak berada di bawah baris kegiatan", hint, 0, len(key))
        if not isinstance(leaf, str) and leaf.data == "exit":
            hint = "Jorokkan ke bawah baris kegiatannya"
            return Fault("panah-di-luar-baris", f"Panah {quoted(text)} tidak berada di bawah baris kegiatan", hint, 0, len(text))
        if not isinstance(leaf, str) and leaf.data == "item":
            hint = "Jorokkan butir ini ke bawah kata kuncinya"
            return Fault(NOT_UNDERSTOOD, f"Butir {quoted(text)} tidak berada di bawah kata kunci mana pun", hint, 0, len(text))
    for start, data, owner in (("signer_line", "signer", "disahkan oleh:"), ("style_line", "style_line", "gaya:")):
        tree = read(start, text)
        if not isinstance(tree, Refusal) and tree.data == data:
            key = key_of(text)
            hint = f"Jorokkan ke bawah «{owner}»"
            return Fault("kata-kunci-salah-tempat", f"{quoted(key + ':')} tidak berada di bawah «{owner}»", hint, 0, len(key))
    return None


# ---- heads of rows


def _row_fault(text: str, refusal: Refusal, key: str) -> Fault:
    offset, expected = refusal
    before, rest = text[:offset].rstrip(), text[offset:]
    end = len(text)
    if "_AT" in expected and "_ARROW" not in expected:
        return _lane_missing(text, offset, key, before)
    if "NAME" in expected or "STRING" in expected and "COLON" not in expected:
        if rest[:1] in tuple(_QUOTES):
            return _open_quote(text, offset)
        return Fault(
            "pelaksana-kosong",
            f"Nama pelaksana sesudah «@» kosong di baris {key}",
            "Tulis nama lane-nya: @Kepala Dinas",
            len(before) - 1,
            len(before),
        )
    if "KIND" in expected:
        word = re.match(r"[^)]*", rest).group().strip()  # type: ignore[union-attr]
        near = nearest(word, KINDS)
        hint = (
            suggestion(near)
            if near
            else 'Pilih mulai, selesai, proses, atau keputusan; nama yang mengandung kurung diapit tanda kutip: @"Kepala Bidang (Kabid)"'
        )
        return Fault("jenis-tidak-dikenal", f"Jenis bentuk {quoted(word)} tidak dikenal", hint, offset, offset + max(len(word), 1))
    if "RPAR" in expected and "COLON" not in expected:
        return Fault(
            "kurung-tidak-ditutup",
            f"Kurung di baris {key} tidak ditutup",
            "Tulis jenis bentuk di antara kurung: @a(keputusan)",
            before.rfind("("),
            len(before),
        )
    if not rest:
        return Fault(
            "titik-dua-hilang",
            f"Baris kegiatan {key} tidak punya titik dua sesudah pelaksananya",
            f"Tulis: {cut(before)}: kegiatannya",
            len(before) - 1,
            len(before),
        )
    if rest[0] in _QUOTES:
        return _open_quote(text, offset)
    if rest[0] == "@":
        return Fault(
            "penghubung-hilang",
            f"Di antara {quoted(before)} dan {quoted(rest.partition(':')[0])} tidak ada penghubung",
            "Sambung dengan «->» bila berurutan, «&» bila bersamaan, «+» bila satu bentuk",
            offset,
            end,
        )
    hint = 'Sesudah pelaksana hanya boleh (jenis), "kata dalam bentuk", ->, &, +, atau titik dua; nama yang mengandung tanda itu diapit tanda kutip'
    return Fault("bentuk-tidak-dimengerti", f"{quoted(rest.partition(':')[0] or rest)} di baris {key} tidak dimengerti", hint, offset, end)


def _lane_missing(text: str, offset: int, key: str, before: str) -> Fault:
    rest = text[offset:]
    if before[-1:] not in ".)" or before[-1:] == ")" and "@" in before:
        sign = "&" if before.endswith("&") else "->"
        hint = f"Tulis «@» di depan tiap pelaksana: … {sign} @Nama; nama yang mengandung {sign} diapit tanda kutip"
        return Fault(
            "pelaksana-kosong",
            f"Sesudah «{sign}» di baris {key} belum ada pelaksana",
            hint,
            offset,
            min(len(text), offset + len(rest.partition(":")[0])),
        )
    if not re.match(r"\d|\w{1,3}$", key):
        hint = "Tulis kata kunci di depannya; bila ini lanjutan teks di atasnya, jorokkan lebih dalam daripada teks itu"
        return Fault(NOT_UNDERSTOOD, f"{quoted(text)} tidak dimengerti", hint, 0, len(text))
    lane = key_of(rest)
    hint = f"Tulis: {key}. " + cut(f"@{rest}" if lane and len(lane.split()) <= 4 else f"@Pelaksana: {rest or 'kegiatannya'}")
    return Fault("pelaksana-kosong", f"Baris kegiatan {key} belum menyebut pelaksananya", hint, min(offset, len(text) - 1), len(text))


def _open_quote(text: str, offset: int) -> Fault:
    return Fault(
        "kutip-tidak-ditutup",
        f"Tanda kutip di {quoted(text[offset:])} tidak ditutup",
        "Tutup dengan tanda kutip kedua di baris yang sama",
        offset,
        offset + 1,
    )


def _rest_fault(text: str, offset: int) -> Fault:
    if text[offset : offset + 1] in tuple(_QUOTES):
        return _open_quote(text, offset)
    return Fault(
        NOT_UNDERSTOOD, f"{quoted(text[offset:])} tidak dimengerti di sini", "Hapus, atau pindahkan ke baris sendiri", offset, len(text)
    )


# ---- exits


def _exit_fault(text: str, refusal: Refusal) -> Fault:
    offset, expected = refusal
    rest, before = text[offset:], text[:offset].rstrip()
    arrow = _ARROW.search(text)
    if arrow is None or offset < arrow.end() and not before.endswith(arrow.group()):
        if rest[:1] in tuple(_QUOTES):
            return _open_quote(text, offset)
        hint = "Tulis panah sesudah pelaksana, misalnya «@ketua tidak -> 3»; bila ini teks, tulis «\\@»"
        return Fault("panah-hilang", f"{quoted(text)} di bawah baris kegiatan tidak berpanah", hint, 0, len(text))
    if "SIDE" in expected:
        word = (rest.split() or [""])[0]
        near = nearest(word, SIDES)
        hint = suggestion("lewat " + near) if near else "Pilih: kiri, kanan, atas, atau bawah"
        return Fault(
            "sisi-tidak-dikenal",
            f"Sisi {quoted(word)} sesudah «lewat» tidak dikenal" if word else "Sesudah «lewat» belum ada sisinya",
            hint,
            offset,
            offset + len(word) if word else len(text),
        )
    if "SOP_NAME" in expected:
        return Fault("sasaran-kosong", "Nama SOP sesudah «sop:» kosong", "Tulis namanya: -> sop: Nama SOP", len(before) - 1, len(before))
    if "TARGET_LANE" in expected:
        return Fault("pelaksana-kosong", "Nama pelaksana sesudah «@» kosong", "Tulis nama lane-nya: 3@kadis", len(before) - 1, len(before))
    if not rest:
        return Fault(
            "sasaran-kosong",
            f"Panah {quoted(text)} tidak punya sasaran",
            f"Tulis nomor baris yang dituju, misalnya «{cut(before)} 1»",
            arrow.start(),
            len(before),
        )
    if again := _ARROW.match(rest):
        return Fault(
            "panah-ganda",
            f"{quoted(text)} punya lebih dari satu panah",
            "Tulis tiap panah di barisnya sendiri",
            offset + again.start(),
            offset + again.end(),
        )
    return _target_fault(text, arrow.end())


def _target_fault(text: str, start: int) -> Fault:
    start += len(text[start:]) - len(text[start:].lstrip())
    words = text[start:].rstrip(" ;")
    number = re.search(r"\d+", words)
    hint = "Sasaran panah ialah nomor baris, «selesai», «lanjut», atau «sop: Nama SOP»"
    if number:
        hint += f"; tulis nomornya saja: -> {number.group()}"
    return Fault(
        "sasaran-tidak-dimengerti",
        f"Sasaran {quoted(words)} tidak dimengerti",
        hint + "; bila ini teks, tulis «\\->»",
        start,
        start + max(len(words), 1),
    )


# ---- lanes and settings


def _lane_fault(text: str, refusal: Refusal) -> Fault:
    if text[refusal.offset : refusal.offset + 1] in tuple(_QUOTES) and '"' not in refusal.expected:
        return _open_quote(text, refusal.offset)
    hint = "Tulis satu pelaksana satu baris: «kadis: Kepala Dinas»; nama yang mengandung titik dua diapit tanda kutip"
    return Fault("pelaksana-tidak-dimengerti", f"{quoted(text)} tidak dimengerti sebagai pelaksana", hint, refusal.offset, len(text))


def _setting_fault(text: str, refusal: Refusal) -> Fault:
    known = keywords(refusal.expected)
    if key := key_of(text):
        near = nearest(key, known)
        hint = suggestion(near + ":") if near else "Setelan yang ada: " + ", ".join(known)
        return Fault("setelan-tidak-dikenal", f"Setelan {quoted(key)} tidak dikenal", hint, 0, len(key))
    return Fault(NOT_UNDERSTOOD, f"{quoted(text)} tidak dimengerti", "Tulis «nama: isi», misalnya «kertas: F4»", 0, len(text))


def cut(words: str) -> str:
    """`words` for a hint, shortened."""
    return words if len(words) <= _LONGEST_QUOTATION else words[: _LONGEST_QUOTATION - 1].rstrip() + "…"
