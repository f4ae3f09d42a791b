"""`sopflow describe`: procedures told in words, for screen readers and for who would rather read a list than a chart."""

import sys
from typing import Literal

import click


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True, help="Bahasa kata-kata tetapnya.")
def describe(files: tuple[str, ...], lang: Literal["id", "en"]) -> None:
    """Menceritakan alur BERKAS dengan kata-kata."""
    from sopflow.cli.compiling import compile_path
    from sopflow.describe import describe as in_words

    told: list[str] = []
    failed = False
    for path in files:
        compiled = compile_path(path)
        if compiled is None or compiled.book is None or compiled.drawing is None:
            failed = True
        else:
            told.append(in_words(compiled.book, lang))
    click.echo("\n".join(told), nl=False)
    sys.exit(1 if failed else 0)
