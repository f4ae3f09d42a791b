"""What is wrong with a line that the grammar refuses, in the terms of the language.

In: the start rule, the line, and where and for want of what it was refused. Out: a `Fault`: code, message, hint and the offsets of the
words it is about. One function for each kind of line, the most telling cause first.
"""

import re

from sopflow.expressions import expression
from sopflow.syntax.grammar import Refusal, branches, read
from sopflow.syntax.words import (
    ARROW,
    CELLS,
    KINDS,
    NOT_UNDERSTOOD,
    OTHER_NUMBER,
    OTHER_SPELLINGS,
    QUOTES,
    SIDES,
    UNKNOWN_KEYWORD,
    cut,
    key_of,
    keywords,
    known_keywords,
    meant,
    nearest,
    number_in,
    quoted,
    suggestion,
)
from sopflow.values import NamedTuple

_KEY = expression(r"(\w+(?:\.\w+)*)[.)]")
_ITEM_OF_ROW = expression(r"[-•*–—] *(?=@)")
_EQUALS = expression(r"([^=:@|]{2,40}?) *= *(?!>)")
_ENDS = frozenset(("selesai", "akhir", "end", "finish", "stop", "tamat", "mulai", "start", "awal", "begin"))
_BEFORE_VERB = expression(r" *[;,] *| +[-–] +| +(?=[Mm]e(?:m|n[^t]|l|r|ng|ny)\w{3})")
"""Where the colon behind a lane belongs, when it was forgotten: before the verb, or in place of another sign."""

_WORDS_OF_KEYWORD = 4
_EMPTY_CELLS = "   "
"""What the tabs of a pasted table leave where cells are empty."""

_NO_ROW = "Hapus baris ini: awal dan akhir digambar sendiri; untuk berakhir di tengah, tulis «-> selesai» di bawah barisnya"
_DEEPER = "bila ini lanjutan teks di atasnya, jorokkan lebih dalam daripada teks itu"
_QUOTE_THE_NAME = 'nama yang mengandung tanda itu diapit tanda kutip: @"Kepala Bidang (Kabid)"'


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


# ---- lines of the file


def is_plain(text: str, refusal: Refusal) -> bool:
    """Whether a line that is no statement may be a title's words, indented below it: whether nothing of a statement is in it. What counts
    here is part of the language; how other programs and people write is not."""
    fault = _statement_fault(text, refusal, habits=False)
    return fault.code == NOT_UNDERSTOOD or (fault.code == UNKNOWN_KEYWORD and not fault.hint.startswith("Maksud"))


def _statement_fault(text: str, refusal: Refusal, habits: bool = True) -> Fault:
    key = key_of(text)
    known = known_keywords("statement")
    near = nearest(key, known + CELLS + tuple(OTHER_SPELLINGS)) if key else ""
    if near and not key[0].isdigit() and (refusal.offset == 0 or "_AT" in refusal.expected):
        return _misplaced_fault(text) or _unknown_keyword(key, suggestion(near + ":"))
    row_key = _KEY.match(text)
    if refusal.offset and row_key:
        return _row_fault(text, refusal, row_key.group(1))
    if habits and (fault := _habit_fault(text, key, known)):
        return fault
    if refusal.offset:
        return _rest_fault(text, refusal.offset)
    if fault := _misplaced_fault(text):
        return fault
    if key and len(key.split()) <= _WORDS_OF_KEYWORD:
        longer = [f"{each}:" for each in known if each.startswith(key.lower() + " ")]
        return _unknown_keyword(key, suggestion(*longer) if longer else "Periksa ejaannya; " + _DEEPER)
    return _stray_fault(text, known)


def _habit_fault(text: str, key: str, known: tuple[str, ...]) -> Fault | None:
    """Of a line as other programs and people would write it."""
    if text.count("|") > 1:
        return _piped_fault(text)
    if item := _ITEM_OF_ROW.match(text):
        return _unnumbered(text[item.end() :], item.end())
    if (equals := _EQUALS.match(text)) and (keyword := _keyword_meant(equals[1], known)):
        hint = f"Tulis: «{keyword}: {cut(text[equals.end() :])}»"
        return Fault("titik-dua-hilang", f"Sesudah {quoted(equals[1])} belum ada titik dua", hint, *equals.span(1))
    if number := OTHER_NUMBER.match(text):
        return _number_fault(text, number)
    other = meant(key, known)
    is_setting = text.rstrip(" :") == key and _misplaced_fault(text)  # `judul:` alone
    return _unknown_keyword(key, suggestion(other + ":")) if other and not is_setting else None


def _keyword_meant(words: str, known: tuple[str, ...]) -> str:
    is_one = not isinstance(read("statement", f"{words}: isi"), Refusal)
    return words.lower() if is_one else nearest(words, known)


def _unknown_keyword(key: str, hint: str) -> Fault:
    return Fault(UNKNOWN_KEYWORD, f"Kata kunci {quoted(key)} tidak dikenal", hint, 0, len(key))


def _stray_fault(text: str, known: tuple[str, ...]) -> Fault:
    """Of a line that begins with nothing the language knows."""
    whole = (0, len(text))
    if text[0] == "@":
        return _unnumbered(text)
    if (number := OTHER_NUMBER.match(text)) and number["bare"] and text.startswith(" ", number.end("said")):
        return _number_fault(text, number)
    if text.lower().rstrip(" .:") in _ENDS:
        return Fault(NOT_UNDERSTOOD, f"{quoted(text)} tidak dimengerti", _NO_ROW, *whole)
    if near := nearest(text, known):
        return Fault("titik-dua-hilang", f"Sesudah {quoted(text)} belum ada titik dua", f"Tulis: «{near}:»", *whole)
    for keyword in known:
        if text.lower().startswith(keyword + " "):
            size = len(keyword)
            hint = f"Tulis: «{keyword}: {cut(text[size:])}»; {_DEEPER}"
            return Fault("titik-dua-hilang", f"Sesudah {quoted(text[:size])} belum ada titik dua", hint, 0, size)
    hint = "Tulis kata kunci di depannya, misalnya «peringatan: …»; " + _DEEPER
    return Fault(NOT_UNDERSTOOD, f"{quoted(text)} tidak dimengerti", hint, *whole)


def _unnumbered(row: str, start: int = 0) -> Fault:
    hint = f"Tulis nomornya di depan: «1. {cut(row)}»"
    return Fault("nomor-baris-hilang", f"Baris kegiatan {quoted(row)} belum bernomor", hint, start, start + len(row))


def _piped_fault(text: str) -> Fault:
    hint = (
        "Tabel bergaris «|» tidak dibaca; tulis tiap barisnya «1. @Staf: Mengirim surat», dan selnya, misalnya «waktu: 1 jam», di bawahnya"
    )
    return Fault(NOT_UNDERSTOOD, f"{quoted(text)} tidak dimengerti", hint, 0, len(text))


def _number_fault(text: str, found: re.Match[str]) -> Fault:
    """Of a row whose number is written in another form."""
    number, rest = number_in(found), text[found.end() :].strip()
    hint = f"Tulis: «{number}. {cut(rest if rest.startswith('@') else '@' + _with_lane(rest))}»"
    if _EMPTY_CELLS in rest:
        hint += "; tabel yang ditempel dari Word atau Excel diambil alih oleh «sopflow fmt»"
    words = found["said"]
    message = (
        f"Sesudah nomor {quoted(words)} belum ada titik" if words == number else f"Nomor baris {quoted(words)} ditulis dengan cara lain"
    )
    return Fault("titik-nomor-hilang", message, hint, 0, len(words))


def _with_lane(rest: str) -> str:
    """The sentence with its lane in front: what stands before a colon or before the verb, if that can be told."""
    lane = key_of(rest)
    is_lane = lane and len(lane.split()) <= _WORDS_OF_KEYWORD
    verb = None if is_lane else _BEFORE_VERB.search(rest)
    return f"{rest[: verb.start()]}: {rest[verb.end() :]}" if verb else rest if is_lane else f"Pelaksana: {rest or '…'}"


def _misplaced_fault(text: str) -> Fault | None:
    """Of a line that would be right below another owner."""
    key = key_of(text)
    tree = read("row_line", text)
    kind = "" if isinstance(tree, Refusal) else "".join(each.data for each in branches(tree))
    hint = "Jorokkan ke bawah baris kegiatannya"
    if kind == "cell":
        return Fault("sel-di-luar-baris", f"{quoted(key + ':')} tidak berada di bawah baris kegiatan", hint, 0, len(key))
    if kind == "exit":
        return Fault("panah-di-luar-baris", f"Panah {quoted(text)} tidak berada di bawah baris kegiatan", hint, 0, len(text))
    if kind == "item" and not re.match(r"\d", text):
        hint = "Jorokkan butir ini ke bawah kata kuncinya"
        return Fault(NOT_UNDERSTOOD, f"Butir {quoted(text)} tidak berada di bawah kata kunci mana pun", hint, 0, len(text))
    for start, data, owner in (("signer_line", "signer", "disahkan oleh:"), ("style_line", "style_line", "gaya:")):
        tree = read(start, text)
        if not isinstance(tree, Refusal) and tree.data == data:
            hint = f"Jorokkan ke bawah «{owner}»"
            return Fault("kata-kunci-salah-tempat", f"{quoted(key + ':')} tidak berada di bawah «{owner}»", hint, 0, len(key))
    return None


def _rest_fault(text: str, offset: int) -> Fault:
    if text.startswith(QUOTES, offset):
        return _open_quote(text, offset)
    hint = "Hapus, atau pindahkan ke barisnya sendiri"
    return Fault(NOT_UNDERSTOOD, f"{quoted(text[offset:])} tidak dimengerti di sini", hint, offset, len(text))


def _open_quote(text: str, offset: int) -> Fault:
    hint = "Tutup dengan tanda kutip kedua di baris yang sama"
    return Fault("kutip-tidak-ditutup", f"Tanda kutip di {quoted(text[offset:])} tidak ditutup", hint, offset, offset + 1)


# ---- heads of rows


def _row_fault(text: str, refusal: Refusal, key: str) -> Fault:
    offset, expected = refusal
    before = text[:offset].rstrip()
    if "_AT" in expected and "_ARROW" not in expected:
        return _no_lane(text, offset, key) if "@" not in before else _nothing_joined(text, offset, key)
    if text.startswith(QUOTES, offset):
        return _open_quote(text, offset)
    if "NAME" in expected:
        hint = "Tulis nama pelaksananya, misalnya «@Kepala Dinas»"
        return Fault("pelaksana-kosong", f"Nama pelaksana sesudah «@» kosong di baris kegiatan {key}", hint, len(before) - 1, len(before))
    if "KIND" in expected:
        return _unknown_kind(text, offset)
    if "COLON" not in expected:
        hint = "Tulis jenis bentuknya saja di antara kurung: @a(keputusan)"
        return Fault("kurung-tidak-ditutup", f"Kurung di baris kegiatan {key} tidak ditutup", hint, before.rfind("("), len(before))
    return _after_lane(text, offset, key)


def _no_lane(text: str, offset: int, key: str) -> Fault:
    """Of a row without `@`, or of a sentence that begins like one."""
    rest = text[offset:]
    if not re.match(r"\d|\w{1,3}$", key):
        hint = "Tulis kata kunci di depannya; " + _DEEPER
        return Fault(NOT_UNDERSTOOD, f"{quoted(text)} tidak dimengerti", hint, 0, len(text))
    hint = _NO_ROW if rest.lower().rstrip(" .") in _ENDS else f"Tulis: «{key}. @{cut(_with_lane(rest))}»"
    return Fault("pelaksana-kosong", f"Baris kegiatan {key} belum menyebut pelaksananya", hint, offset, len(text))


def _nothing_joined(text: str, offset: int, key: str) -> Fault:
    """Of a row with a sign between shapes, and no shape behind it."""
    before = text[:offset].rstrip()
    sign = before[-1] if before[-1] in "&+" else "->"
    words = text[offset:].partition(":")[0].strip()
    place = (offset, offset + len(words)) if words else (len(before) - 1, len(before))
    hint = f"Tulis «@» di depan tiap pelaksana: «… {sign} @Nama»; {_QUOTE_THE_NAME}"
    return Fault("pelaksana-kosong", f"Sesudah «{sign}» di baris kegiatan {key} belum ada pelaksana", hint, *place)


def _unknown_kind(text: str, offset: int) -> Fault:
    word = text[offset:].partition(")")[0].strip()
    near = nearest(word, KINDS)
    hint = suggestion(near) if near else f"Pilih mulai, selesai, proses, atau keputusan; {_QUOTE_THE_NAME}"
    return Fault("jenis-tidak-dikenal", f"Jenis bentuk {quoted(word)} tidak dikenal", hint, offset, offset + max(len(word), 1))


def _after_lane(text: str, offset: int, key: str) -> Fault:
    """Of a row that goes on with nothing a shape may be followed by."""
    before, rest = text[:offset].rstrip(), text[offset:]
    if not rest:
        verb = _BEFORE_VERB.search(before, before.rfind("@"))
        colon = f"{before[: verb.start()]}: {before[verb.end() :]}" if verb else f"{before}: kegiatannya"
        hint = f"Tulis: «{cut(colon)}»"
        message = f"Baris kegiatan {key} tidak punya titik dua sesudah pelaksananya"
        place = verb.span() if verb else (len(before) - 1, len(before))
        return Fault("titik-dua-hilang", message, hint, place[0], max(place[1], place[0] + 1))
    words = rest.partition(":")[0].strip() or rest
    if rest[0] == "@":
        hint = "Sambung dengan «->» bila berurutan, «&» bila bersamaan, «+» bila satu bentuk"
        return Fault("penghubung-hilang", f"Di depan {quoted(words)} belum ada penghubung", hint, offset, offset + len(words))
    hint = f'Sesudah pelaksana boleh (jenis), "kata dalam bentuk", ->, &, +, atau titik dua; {_QUOTE_THE_NAME}'
    message = f"{quoted(words)} di baris kegiatan {key} tidak dimengerti"
    return Fault("bentuk-tidak-dimengerti", message, hint, offset, offset + len(words))


# ---- exits


def _exit_fault(text: str, refusal: Refusal) -> Fault:
    offset, expected = refusal
    rest, before = text[offset:], text[:offset].rstrip()
    arrow = ARROW.search(text)
    if arrow is None or offset < arrow.end():
        if rest.startswith(QUOTES):
            return _open_quote(text, offset)
        hint = "Tulis panah sesudah pelaksana, misalnya «@ketua tidak -> 3»; bila ini teks, tulis «\\@»"
        return Fault("panah-hilang", f"{quoted(text)} di bawah baris kegiatan tidak berpanah", hint, 0, len(text))
    if "SIDE" in expected:
        return _unknown_side(text, offset)
    if "SOP_NAME" in expected:
        hint = "Tulis namanya: «-> sop: Nama SOP»"
        return Fault("sasaran-kosong", "Nama SOP sesudah «sop:» kosong", hint, len(before) - 1, len(before))
    if "TARGET_LANE" in expected:
        hint = "Tulis nama pelaksananya: «-> 3@kadis»"
        return Fault("pelaksana-kosong", "Nama pelaksana sesudah «@» kosong", hint, len(before) - 1, len(before))
    if not rest and before == text[: arrow.end()]:
        hint = f"Tulis nomor baris yang dituju, misalnya «{cut(before)} 1»"
        return Fault("sasaran-kosong", f"Panah {quoted(text)} tidak punya sasaran", hint, arrow.start(), len(before))
    if not rest:
        hint = "Tulis sasaran berikutnya, atau hapus tanda itu"
        return Fault("sasaran-kosong", f"Sesudah {quoted(before)} belum ada sasaran", hint, len(before) - 1, len(before))
    if again := ARROW.search(text, arrow.end()):
        hint = "Tulis tiap panah di barisnya sendiri"
        return Fault("panah-ganda", f"{quoted(text)} punya lebih dari satu panah", hint, *again.span())
    return _unknown_target(text, arrow.end())


def _unknown_side(text: str, offset: int) -> Fault:
    word = text[offset:].partition(" ")[0]
    near = nearest(word, SIDES, 0.6)
    hint = suggestion(f"lewat {near}") if near else "Pilih: kiri, kanan, atas, atau bawah"
    message = f"Sisi {quoted(word)} sesudah «lewat» tidak dikenal" if word else "Sesudah «lewat» belum ada sisinya"
    return Fault("sisi-tidak-dikenal", message, hint, offset, offset + len(word))


def _unknown_target(text: str, start: int) -> Fault:
    start += len(text[start:]) - len(text[start:].lstrip())
    words = text[start:].rstrip(" ;")
    number = re.search(r"\d+", words)
    hint = (
        f"Tulis nomornya saja: «-> {number.group()}»" if number else "Sasaran ialah nomor baris, «selesai», «lanjut», atau «sop: Nama SOP»"
    )
    hint += "; bila ini teks, tulis «\\->»"
    return Fault("sasaran-tidak-dimengerti", f"Sasaran {quoted(words)} tidak dimengerti", hint, start, start + max(len(words), 1))


# ---- lanes and settings


def _lane_fault(text: str, refusal: Refusal) -> Fault:
    if text.startswith(QUOTES, refusal.offset):
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
