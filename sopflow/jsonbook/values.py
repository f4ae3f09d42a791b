"""Values by the table of fields: each checked for its kind, and put together to the model's own."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from datetime import date
from typing import Any

from sopflow.jsonbook.report import Faults, shown
from sopflow.resolve.report import meant
from sopflow.schema.document import NO_CONTROLS
from sopflow.schema.kinds import ABSENT, Binary, Choice, Date, Keyed, Kind, Many, Number, Record, Switch, Words

BAD: Any = object()
"""What a mistake makes of a value."""

_CLEAN = re.compile(NO_CONTROLS)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_value(kind: Kind, value: Any, pointer: str, faults: Faults) -> Any:
    """The model's value, or BAD after messages."""
    return _READERS[type(kind)](kind, value, pointer, faults)


def below(pointer: str, key: str | int) -> str:
    """The JSON pointer of a member."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"


def _record(kind: Record, value: Any, pointer: str, faults: Faults) -> Any:
    if not isinstance(value, dict):
        return _wrong(pointer, "objek", value, faults)
    names = [field.name for field in kind.fields]
    for key in value:
        if key not in names:
            faults.value(
                below(pointer, key[:80]), f"{shown(key)} tidak dikenal", meant(key[:80], names, "yang dikenal: " + ", ".join(names))
            )
    made = {}
    for field in kind.fields:
        if field.name in value:
            made[field.name] = read_value(field.kind, value[field.name], below(pointer, field.name), faults)
        elif field.default is ABSENT:
            faults.value(below(pointer, field.name), "wajib ada")
            made[field.name] = BAD
        else:
            made[field.name] = field.default
    return BAD if any(each is BAD for each in made.values()) else kind.build(**made)


def _many(kind: Many, value: Any, pointer: str, faults: Faults) -> Any:
    if not isinstance(value, list):
        return _wrong(pointer, "larik", value, faults)
    if not kind.least <= len(value) <= kind.most:
        count = f"{kind.least}" if kind.least == kind.most else f"{kind.least} sampai {kind.most}"
        faults.value(pointer, f"harus berisi {count} anggota, bukan {len(value)}")
        return BAD
    made = tuple(read_value(kind.of, each, below(pointer, at), faults) for at, each in enumerate(value))
    return BAD if any(each is BAD for each in made) else made


def _keyed(kind: Keyed, value: Any, pointer: str, faults: Faults) -> Any:
    if not isinstance(value, dict):
        return _wrong(pointer, "objek", value, faults)
    made = []
    for key, each in value.items():
        if key not in kind.keys:
            faults.value(
                below(pointer, key[:80]), f"{shown(key)} tidak dikenal", meant(key[:80], kind.keys, "yang dikenal: " + ", ".join(kind.keys))
            )
        else:
            made.append((key, read_value(kind.of, each, below(pointer, key), faults)))
    return BAD if len(made) < len(value) or any(each is BAD for _, each in made) else tuple(made)


def _words(kind: Words, value: Any, pointer: str, faults: Faults) -> Any:
    if not isinstance(value, str):
        return _wrong(pointer, "teks", value, faults)
    if len(value) > kind.most:
        faults.value(pointer, f"terlalu panjang: {len(value)} huruf, paling banyak {kind.most}")
    elif not _CLEAN.fullmatch(value):
        faults.value(pointer, f"{shown(value)} memuat karakter tersembunyi", "hapus karakter kendali; baris baru ditulis sebagai blok baru")
    elif kind.pattern and not re.fullmatch(kind.pattern, value):
        faults.value(pointer, f"{shown(value)} harus terdiri dari {kind.meaning}")
    else:
        return value
    return BAD


def _number(kind: Number, value: Any, pointer: str, faults: Faults) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _wrong(pointer, "angka", value, faults)
    if not kind.least <= value <= kind.most:
        faults.value(pointer, f"harus antara {kind.least:g} dan {kind.most:g}")
        return BAD
    if kind.whole and value != int(value):
        return _wrong(pointer, "bilangan bulat", value, faults)
    return int(value) if kind.whole else float(value)


def _switch(_kind: Switch, value: Any, pointer: str, faults: Faults) -> Any:
    return value if isinstance(value, bool) else _wrong(pointer, "true atau false", value, faults)


def _choice(kind: Choice, value: Any, pointer: str, faults: Faults) -> Any:
    if isinstance(value, str) and value in kind.values:
        return value
    options = ", ".join(f"«{each}»" for each in kind.values)
    faults.value(pointer, f"{shown(value)} bukan pilihan", f"pilih salah satu: {options}")
    return BAD


def _binary(kind: Binary, value: Any, pointer: str, faults: Faults) -> Any:
    if not isinstance(value, str):
        return _wrong(pointer, "teks base64", value, faults)
    if len(value) > kind.most // 3 * 4 + 4:
        faults.value(pointer, f"terlalu besar, paling besar {kind.most // 1000} kB")
        return BAD
    try:
        return b64decode(value, validate=True)
    except (NotBase64, ValueError):
        faults.value(pointer, "bukan base64 yang utuh")
        return BAD


def _date(_kind: Date, value: Any, pointer: str, faults: Faults) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            day = date.fromisoformat(value)
            return day.year, day.month, day.day
        except ValueError:
            pass
    faults.value(pointer, f"{shown(value)} bukan tanggal yang ada", "tulis tahun-bulan-hari, misalnya «2024-07-20»")
    return BAD


def _wrong(pointer: str, expected: str, value: Any, faults: Faults) -> Any:
    faults.value(pointer, f"harus {expected}, bukan {shown(value)}")
    return BAD


_READERS: dict[type, Callable[[Any, Any, str, Faults], Any]] = {
    Record: _record,
    Many: _many,
    Keyed: _keyed,
    Words: _words,
    Number: _number,
    Switch: _switch,
    Choice: _choice,
    Binary: _binary,
    Date: _date,
}
