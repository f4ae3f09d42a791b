"""`sopflow lsp`: the language server, for an editor to start."""

import sys

import click

from sopflow.messages import say


@click.command()
@click.option("--stdio", is_flag=True, hidden=True, help="Selalu demikian; beberapa editor menambahkannya sendiri.")
def lsp(stdio: bool) -> None:
    """Melayani editor lewat Language Server Protocol; dijalankan oleh editornya."""
    try:
        from sopflow.lsp.server import make_server
    except ImportError as fault:
        if (fault.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        click.echo(say("galat: server bahasa belum terpasang; di folder sopflow jalankan: pip install '.[lsp]'"), err=True)
        sys.exit(1)
    make_server().start_io()
