"""Write sopflow/export/srgb.icc: the colour space of screens (IEC 61966-2-1) as an ICC profile, for the output intent of PDF/A.

The numbers are those of the standard, adapted to the profile's white (D50) by Bradford's matrix. Made here, so that it may travel under
the package's own licence; the same bytes each time.
"""

from pathlib import Path
from struct import pack

TARGET = Path(__file__).resolve().parent.parent / "sopflow" / "export" / "srgb.icc"

WHITE = (0.9642, 1.0, 0.8249)
COLOURS = {
    b"rXYZ": (0.436065674, 0.222488403, 0.013916016),
    b"gXYZ": (0.385147095, 0.716873169, 0.097076416),
    b"bXYZ": (0.143066406, 0.060607910, 0.714096069),
}
ADAPTATION = (1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678)
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""y = (a x + b) ^ g from d on, c x below it."""


def profile() -> bytes:
    """The profile: head, table of tags, the tags' values; equal values are stored once."""
    curve = b"para" + pack(">IHH", 0, 3, 0) + _fixed(*CURVE)
    tags = {
        b"desc": _words("sRGB IEC61966-2-1"),
        b"cprt": _words("MIT, sopflow"),
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(*WHITE),
        b"chad": b"sf32\0\0\0\0" + _fixed(*ADAPTATION),
        **{name: b"XYZ \0\0\0\0" + _fixed(*values) for name, values in COLOURS.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start = 128 + 4 + 12 * len(tags)
    body, places = b"", dict[bytes, int]()
    for value in tags.values():
        if value not in places:
            places[value] = start + len(body)
            body += value + bytes(-len(value) % 4)
    table = pack(">I", len(tags)) + b"".join(name + pack(">II", places[value], len(value)) for name, value in tags.items())
    return _head(start + len(body)) + table + body


def _head(size: int) -> bytes:
    date = pack(">6H", 2012, 6, 19, 0, 0, 0)
    head = pack(">I", size) + bytes(4) + pack(">I", 0x04200000) + b"mntrRGB XYZ " + date + b"acsp" + bytes(4)
    return (head + bytes(24) + _fixed(*WHITE)).ljust(128, b"\0")


def _fixed(*values: float) -> bytes:
    return b"".join(pack(">i", round(value * 65536)) for value in values)


def _words(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + pack(">II", 1, 12) + b"enUS" + pack(">II", len(data), 28) + data


if __name__ == "__main__":
    TARGET.write_bytes(profile())
