"""`sopflow extract`: the text that a PDF carries becomes a file again."""

import os
import sys

import click

from sopflow.messages import reason, say
from sopflow.reading import read_file
from sopflow.source import shown

LARGEST = 200_000_000
"""Bytes of a PDF that is looked into: a hundred times the largest that is made of a text."""


@click.command()
@click.argument("path", metavar="BERKAS.pdf")
@click.option("-o", "--output", "target", default="", metavar="TUJUAN", help="Folder, atau nama berkas untuk teksnya. Biasanya folder ini.")
@click.option("--force", is_flag=True, help="Timpa berkas yang sudah ada.")
def extract(path: str, target: str, force: bool) -> None:
    """Mengambil kembali teks sumber dari PDF yang dibuat dengan --attach-source."""
    from sopflow.export.pdf_sources import SourceError, read_sources

    try:
        data = read_file(path, LARGEST)
        if len(data) > LARGEST:
            raise SourceError(f"berkas ini lebih besar dari {LARGEST // 1_000_000} MB, terlalu besar untuk PDF dari sopflow")
        found = read_sources(data)
        places = _places(tuple(each.name for each in found), target)
        _refuse_existing(places, force)
        _write(places, tuple(each.data for each in found))
    except SourceError as fault:
        _fail(say(f"{path}: galat: {fault}"))
    except OSError as fault:
        _fail(say(f"{fault.filename or path}: galat: {reason(fault)}"))
    for place in places:
        click.echo(shown(place))


def _places(names: tuple[str, ...], target: str) -> tuple[str, ...]:
    """Where each file goes: the first, the text itself, under the name that was asked for; the others beside it."""
    folder = target if not target or target.endswith(("/", os.sep)) or os.path.isdir(target) else os.path.dirname(target)
    places = [os.path.join(folder, *name.split("/")) for name in names]
    if target and folder != target:
        places[0] = target
    root = os.path.realpath(folder or ".")
    for place in places:
        if os.path.commonpath((root, os.path.realpath(place))) != root:
            _fail(say(f"{place}: galat: tautan di folder tujuan membawa berkas ini ke luar folder; pilih folder lain dengan -o"))
    return tuple(places)


def _refuse_existing(places: tuple[str, ...], force: bool) -> None:
    there = [place for place in places if os.path.lexists(place)]
    if there and not force:
        _fail(say(f"{', '.join(map(shown, there))}: sudah ada dan tidak ditimpa; pilih tempat lain dengan -o, atau tambahkan --force"))


def _write(places: tuple[str, ...], contents: tuple[bytes, ...]) -> None:
    from sopflow.export.files import write_whole

    for place, data in zip(places, contents, strict=True):
        os.makedirs(os.path.dirname(place) or ".", exist_ok=True)
        write_whole(place, data)


def _fail(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(1)
