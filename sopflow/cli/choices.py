"""What an option takes, where click has no word for it. In: what the user wrote. Out: the value, or how to write it."""

from typing import Any

import click

from sopflow.export.formats import FORMATS


class FormatList(click.ParamType[tuple[str, ...]]):
    """Formats with commas between, in the order of their table."""

    name = "daftar"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The formats by name."""
        wanted = {part.strip().lower() for part in value.split(",") if part.strip()}
        if not wanted or wanted - FORMATS.keys():
            self.fail(f"«{value}» tidak dikenal; pilih dari {', '.join(FORMATS)}", param, ctx)
        return tuple(sorted(wanted, key=[*FORMATS].index))


class Number(click.ParamType[int]):
    """A whole number between two others."""

    name = "angka"

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        words = str(value).strip()
        if not (words.isascii() and words.isdigit() and len(words) < 10 and self._least <= int(words) <= self._most):
            self.fail(f"«{value}» tidak bisa dipakai; tulis angka antara {self._least} dan {self._most}", param, ctx)
        return int(words)
