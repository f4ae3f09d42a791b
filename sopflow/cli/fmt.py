"""`sopflow fmt`, and the edits of `sopflow check --fix`: texts rewritten in place, whole or not at all."""

import os
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Literal

import click

from sopflow.cli.folders import named_files
from sopflow.diagnostics import Diagnostic
from sopflow.edits import apply, compatible
from sopflow.export.files import write_whole
from sopflow.format import ChangedMeaning, formatted
from sopflow.messages import reason, render_all, say
from sopflow.reading import read_file
from sopflow.source import Source, shown
from sopflow.syntax.decode import LARGEST, decode
from sopflow.values import NamedTuple

ROUNDS = 10
"""How often fixes are looked for: one fix may hide another, and two may undo each other for ever."""

_BOM = "\ufeff"

Outcome = Literal["same", "changed", "failed"]


class Fixed(NamedTuple):
    """`diagnostics`: what is still to be said of the file. `edits`: how many changes were made to it."""

    diagnostics: tuple[Diagnostic, ...]
    edits: int


# ---- sopflow fmt


def format_files(paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Writes the files, and all texts in the folders, in their canonical form; with `check` or `diff` only says what would change. 1 when a
    file is at fault, when `check` finds one that would change, or when there is none."""
    outcomes = [_format_file(path, check, diff) for path in named_files(paths, shared=True)]
    return 1 if not outcomes or "failed" in outcomes or (check and "changed" in outcomes) else 0


def _format_file(path: str, check: bool, diff: bool) -> Outcome:
    try:
        data = read_file(path, LARGEST)
        text = _canonical(data, path)
        if text is None:
            return "failed"
        if text.encode() == data:
            return "same"
        if diff:
            click.echo("".join(_difference(path, data.decode(), text)), nl=False)
        if check:
            click.echo(say(f"{shown(path)}: belum rapi"))
        if not (check or diff):
            write_whole(path, text.encode())
            click.echo(say(f"{shown(path)}: dirapikan"))
    except OSError as fault:
        click.echo(say(f"{path}: galat: {reason(fault)}"), err=True)
        return "failed"
    return "changed"


def _canonical(data: bytes, path: str) -> str | None:
    """The canonical form of a file's content; None after messages."""
    source, errors = decode(data, path)
    sources: dict[str, str] = {}
    if source:
        try:
            text, errors, sources = formatted(source, os.path.dirname(os.path.abspath(path)))
        except ChangedMeaning:
            _say_untouched(path, "bentuk rapinya ternyata berbeda arti. Ini kesalahan sopflow; laporkan bersama berkasnya")
            return None
        if text is not None:
            return text
    for words in render_all(errors, sources):
        click.echo(words, err=True)
    _say_untouched(path, "perbaiki dulu galatnya")
    return None


def _say_untouched(path: str, why: str) -> None:
    click.echo(say(f"{path}: galat: tidak dirapikan; {why}"), err=True)


def _difference(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of a unified diff that `patch` understands."""
    from difflib import unified_diff

    old, new = ([*StringIO(text, newline="")] for text in (before, after))
    for line in unified_diff(old, new, shown(path), shown(path)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


# ---- sopflow check --fix


def fix_file(path: str, diagnose: Callable[[Source], tuple[Diagnostic, ...]]) -> Fixed:
    """Makes the fixes that `diagnose` offers for a file, until it offers none that goes with those made. Fixes that would bring new
    errors are not made. Raises OSError when the file can't be read or written."""
    data = read_file(path, LARGEST)
    source, faults = decode(data, path)
    if source is None:
        return Fixed(faults, 0)
    fixed, diagnostics, edits = fixed_text(source, diagnose)
    if fixed != source.text:
        bom = _BOM if data.startswith(_BOM.encode()) else ""
        write_whole(path, (bom + fixed).encode())
    return Fixed(diagnostics, edits)


def fixed_text(source: Source, diagnose: Callable[[Source], tuple[Diagnostic, ...]]) -> tuple[str, tuple[Diagnostic, ...], int]:
    """The text with the fixes made, what is still said of it, and the number of edits."""
    found = diagnose(source)
    made = 0
    seen = {source.text}
    for _ in range(ROUNDS):
        edits = compatible(each.fix for each in found if all(edit.span.file == source.name for edit in each.fix))
        after = source._replace(text=apply(source.text, edits))
        if after.text in seen:
            break
        still = diagnose(after)
        if _errors(still) > _errors(found):
            break
        source, found, made = after, still, made + len(edits)
        seen.add(source.text)
    return source.text, found, made


def _errors(diagnostics: tuple[Diagnostic, ...]) -> int:
    return sum(each.severity == "error" for each in diagnostics)


# ---- commands


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="BERKAS...")
@click.option("--check", is_flag=True, help="Hanya sebutkan berkas yang belum rapi; status 1 bila ada.")
@click.option("--diff", is_flag=True, help="Hanya tampilkan apa yang akan berubah.")
def fmt(paths: tuple[str, ...], check: bool, diff: bool) -> None:
    """Merapikan BERKAS .sop, atau seisi folder, tanpa mengubah artinya."""
    sys.exit(format_files(paths, check, diff))
