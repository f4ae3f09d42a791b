"""Bytes of a file into text.

In: the bytes. Out: a `Source`, or None and the reason, with what to do about it.
"""

from sopflow.diagnostics import Diagnostic
from sopflow.source import Source, Span

LARGEST = 1_000_000
"""Bytes that a file may have: some two thousand pages of procedures."""

_OTHER_FORMATS = (
    (b"PK\x03\x04", "dokumen Word, Excel, atau berkas ZIP"),
    (b"\xd0\xcf\x11\xe0", "dokumen Word atau Excel lama"),
    (b"%PDF", "berkas PDF"),
    (b"{\\rtf", "berkas RTF"),
    (b"\x89PNG", "gambar"),
    (b"\xff\xd8\xff", "gambar"),
)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SAVE_AS = "Simpan ulang sebagai teks dengan pengodean UTF-8"


def decode(data: bytes, name: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of a file called `name`."""
    if fault := _not_text(data, name):
        return None, (fault,)
    body = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return Source(name, body.decode()), ()
    except UnicodeDecodeError as error:
        # Counted in bytes up to the bad one, whose own characters decoded well.
        position = error.start + len(data) - len(body)
        return None, (_bad_byte(data, name, position),)


def _not_text(data: bytes, name: str) -> Diagnostic | None:
    if len(data) > LARGEST:
        message = f"Berkas ini lebih besar dari {LARGEST // 1000} kB"
        return _refused("berkas-terlalu-besar", message, name, "Bagi menjadi beberapa berkas")
    for start, what in _OTHER_FORMATS:
        if data.startswith(start):
            return _refused("bukan-teks", f"Ini {what}, bukan berkas teks", name, "Tulis SOP-nya di berkas teks biasa dengan akhiran .sop")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(data):
        return _refused("bukan-utf8", "Berkas ini berkode UTF-16 («Unicode» di Notepad)", name, _SAVE_AS)
    return None


def _looks_like_utf16(data: bytes) -> bool:
    """Whether every other byte is mostly zero, as in Latin text of two bytes a letter."""
    sample = data[:2000]
    half = len(sample) // 2
    return half > 1 and any(sample[start::2].count(0) > half * 0.7 and sample[1 - start :: 2].count(0) < half * 0.3 for start in (0, 1))


def _refused(code: str, message: str, name: str, hint: str) -> Diagnostic:
    return Diagnostic("error", code, message, Span(name, 1, 1), hint)


def _bad_byte(data: bytes, name: str, position: int) -> Diagnostic:
    before = data[:position].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    letter = bytes((data[position],)).decode("cp1252", "replace")
    message = f"Berkas ini tidak berkode UTF-8: ada byte {data[position]:02X}, yang dalam Windows-1252 (Latin-1) berarti «{letter}»"
    return Diagnostic("error", "bukan-utf8", message, Span(name, line, column), _SAVE_AS)
