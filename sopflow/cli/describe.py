"""`sopflow describe`: procedures told in words, for screen readers and for who would rather read a list than a chart."""

import sys

import click


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="BERKAS...")
def describe(paths: tuple[str, ...]) -> None:
    """Menceritakan alur BERKAS, atau seisi folder, dengan kata-kata."""
    from sopflow.cli.compiling import compile_path
    from sopflow.cli.folders import named_files
    from sopflow.describe import describe as in_words
    from sopflow.messages import spoken

    files, told = named_files(paths), list[str]()
    failed = not files
    for path in files:
        compiled = compile_path(path)
        if compiled is None or compiled.book is None or compiled.drawing is None:
            failed = True
        else:
            told.append(in_words(compiled.book, spoken()))
    click.echo("\n".join(told), nl=False)
    sys.exit(1 if failed else 0)
