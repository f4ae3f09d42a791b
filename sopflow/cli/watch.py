"""`sopflow watch`: documents made anew at every save, one line each."""

import os
import sys
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import click

from sopflow.batch.task import Orders
from sopflow.cli.choices import FormatList
from sopflow.messages import reason, say, summary
from sopflow.source import shown

if TYPE_CHECKING:
    from sopflow.batch.report import Done


def watch_paths(paths: tuple[str, ...], folder: str, formats: tuple[str, ...]) -> int:
    """Makes the documents and waits for saves until the user stops it; the exit status."""
    from sopflow.batch.tree import Twins
    from sopflow.watch.loop import rounds

    missing = [path for path in paths if not os.path.exists(path)]
    for path in missing:
        click.echo(say(f"{path}: galat: {reason(FileNotFoundError())}"), err=True)
    if missing:
        return 1
    click.echo(say("Memantau; tekan Ctrl-C untuk berhenti."), err=True)
    with suppress(KeyboardInterrupt):
        try:
            for made in rounds(paths, folder, Orders(formats)):
                for done in made:
                    _tell(done, folder)
        except Twins as fault:
            click.echo(say(f"galat: {fault}"), err=True)
            return 1
    click.echo(say("Selesai memantau."), err=True)
    return 0


def _tell(done: "Done", folder: str) -> None:
    """The messages of a document, and the line that says what became of it."""
    for words in (*done.messages, *map(say, done.faults)):
        click.echo(words, err=True)
    if done.crash:
        click.echo(done.crash.rstrip(), err=True)
    time = datetime.now().strftime("%H:%M:%S")
    counts = summary(done.errors, len(done.messages) - done.errors)
    if done.status == "failed":
        words = say("tidak dibuat") + (f" ({counts})" if counts else "") + say("; hasil yang lama tetap ada")
    else:
        files = [os.path.join(folder, each.file) for each in done.written]
        more = say(f" dan {len(files) - 1} berkas lain") if len(files) > 1 else ""
        words = f"→ {shown(files[0])}{more}" + (f" ({counts})" if counts else "")
    click.echo(f"{time} {shown(done.task.source)} {words}")
    sys.stdout.flush()


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="BERKAS...")
@click.option("-o", "--output", "folder", default="out", show_default=True, metavar="FOLDER", help="Tempat hasilnya.")
@click.option(
    "--format", "formats", type=FormatList(), default="svg,pdf", show_default=True, metavar="DAFTAR", help="Jenis hasil, dipisah koma."
)
def watch(paths: tuple[str, ...], folder: str, formats: tuple[str, ...]) -> None:
    """Membuat dokumen lagi setiap kali BERKAS .sop, atau berkas yang dipakainya, disimpan."""
    sys.exit(watch_paths(paths, folder, formats))
