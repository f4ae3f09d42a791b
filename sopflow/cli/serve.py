"""`sopflow serve`: the page for writing, at an address that is printed."""

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from sopflow.cli.choices import Number
from sopflow.messages import say

if TYPE_CHECKING:
    from sopflow.serve.folder import Folder
    from sopflow.serve.server import ServeServer

DEFAULT_PORT = 7737
NEARBY = 10
"""Ports that are tried when the usual one is taken. A fixed port lets the browser find its drafts again."""


def serve_folder(path: str, port: int | None, open_browser: bool) -> int:
    """Serves until it is interrupted; 1 when it can't."""
    from sopflow.serve.folder import Refused, open_folder
    from sopflow.serve.key import todays_key

    try:
        folder = open_folder(path)
    except Refused as fault:
        click.echo(say(f"galat: {fault}"), err=True)
        return 1
    key = todays_key(click.get_app_dir("sopflow"))
    with suppress(KeyboardInterrupt):
        return asyncio.run(_serve(folder, key, port, open_browser))
    return 0


async def _serve(folder: "Folder", key: str, port: int | None, open_browser: bool) -> int:
    from sopflow.serve.server import ServeServer, serve_until_stopped

    server = ServeServer(folder, key)
    if not await _start(server, port):
        taken = f"Porta {port} sedang dipakai program lain" if port is not None else "Semua porta yang biasa sedang dipakai"
        click.echo(say(f"galat: {taken}; pilih yang lain, misalnya --port {DEFAULT_PORT + NEARBY}"), err=True)
        return 1
    address = f"http://127.0.0.1:{server.port}/#"
    then = say("Buka alamat itu di peramban. Alamat ini rahasia. Ctrl+C menghentikan.")
    click.echo(f"{say(f'Melayani {folder.root}')}\n\n    {address}{key}\n\n{then}")
    sys.stdout.flush()
    if open_browser:
        await asyncio.to_thread(click.launch, address + server.ticket.word)
    await serve_until_stopped(server)
    return 0


async def _start(server: "ServeServer", port: int | None) -> bool:
    for each in (port,) if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + NEARBY):
        with suppress(OSError):
            await server.start(each)
            return True
    return False


@click.command()
@click.argument("path", default=".", metavar="[BERKAS|FOLDER]")
@click.option("--port", type=Number(0, 65535), metavar="N", help=f"Nomor porta; biasanya {DEFAULT_PORT}. 0: porta bebas mana pun.")
@click.option("--browser/--no-browser", "open_browser", default=True, help="Buka peramban, atau hanya cetak alamatnya.")
def serve(path: str, port: int | None, open_browser: bool) -> None:
    """Membuka halaman untuk menulis: teks di kiri, dokumen di kanan."""
    sys.exit(serve_folder(path, port, open_browser))
