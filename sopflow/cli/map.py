"""`sopflow map`: how procedures refer to one another, drawn."""

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sopflow.map.network import Network

SUFFIXES = (".svg", ".pdf", ".dot")


@click.command(name="map")
@click.argument("paths", nargs=-1, required=True, metavar="BERKAS...")
@click.option("-o", "--output", "target", default="peta.svg", show_default=True, metavar="BERKAS", help="Hasilnya: .svg, .pdf, atau .dot.")
def map(paths: tuple[str, ...], target: str) -> None:
    """Menggambar kaitan antar-SOP dalam BERKAS atau seisi folder."""
    if os.path.splitext(target)[1].casefold() not in SUFFIXES:
        raise click.BadParameter(f"«{target}» harus berakhiran {', '.join(SUFFIXES)}", param_hint="'--output'")
    sys.exit(map_files(paths, target))


def map_files(paths: tuple[str, ...], target: str) -> int:
    """Writes the map of all texts without errors; 1 when one has errors, or nothing could be drawn."""
    from sopflow.cli.compiling import compile_path
    from sopflow.cli.folders import named_files
    from sopflow.export.cairo import MissingLibrary
    from sopflow.export.files import write_whole
    from sopflow.map.network import network_of
    from sopflow.map.place import MissingProgram
    from sopflow.messages import reason, say
    from sopflow.source import shown

    files = named_files(paths)
    compiled = [(os.path.splitext(os.path.basename(path))[0], compile_path(path)) for path in files]
    books = [(name, each.book) for name, each in compiled if each and each.drawing and each.book]
    if not books:
        return 1
    try:
        write_whole(target, render(network_of(books), os.path.splitext(target)[1].casefold()))
    except (MissingProgram, MissingLibrary) as fault:
        click.echo(say(f"galat: {fault}"), err=True)
        return 1
    except OSError as fault:
        click.echo(say(f"{target}: galat: {reason(fault)}"), err=True)
        return 1
    click.echo(say(f"{len(books)} berkas → {shown(target)}"))
    return 0 if len(books) == len(files) else 1


def render(network: "Network", suffix: str) -> bytes:
    """The map in the form of a suffix."""
    from sopflow.map.draw import draw_network
    from sopflow.map.graph import to_dot

    if suffix == ".dot":
        return str(to_dot(network, list(network.nodes)).source).encode()
    drawing = draw_network(network)
    if suffix == ".pdf":
        from sopflow.export.pdf import pdf

        return pdf(drawing)
    from sopflow.export.svg import svg

    return svg(drawing.pages[0]).encode()
