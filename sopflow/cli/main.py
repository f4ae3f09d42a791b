"""The command line: reads options, calls the library, shows messages, ends with a status.

Status 0: done. 1: a text has errors or a file could not be read or written. 2: wrong use.
"""

import sys

import click

from sopflow import __version__

FORMATS = ("svg", "pdf")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sopflow", message="%(prog)s %(version)s")
def main() -> None:
    """Menyusun dokumen SOP AP resmi dari teks."""


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...")
@click.option("-o", "--output", "folder", default="out", show_default=True, metavar="FOLDER", help="Tempat hasilnya.")
@click.option("--format", "formats", default="svg,pdf", show_default=True, metavar="DAFTAR", help="Jenis hasil: svg, pdf, atau keduanya.")
@click.option("-q", "--quiet", is_flag=True, help="Hanya tampilkan galat dan peringatan.")
def build(files: tuple[str, ...], folder: str, formats: str, quiet: bool) -> None:
    """Membuat dokumen SVG dan PDF dari BERKAS .sop."""
    from sopflow.cli.build import build_files

    wanted = tuple(dict.fromkeys(part.strip().lower() for part in formats.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise click.BadParameter(f"«{formats}» tidak dikenal; pilih dari {', '.join(FORMATS)}", param_hint="--format")
    sys.exit(build_files(files, folder, wanted, quiet))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...")
def check(files: tuple[str, ...]) -> None:
    """Memeriksa BERKAS .sop tanpa membuat hasil."""
    from sopflow.cli.build import check_files

    sys.exit(check_files(files))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...")
@click.option("--check", is_flag=True, help="Hanya sebutkan berkas yang belum rapi; status 1 bila ada.")
@click.option("--diff", is_flag=True, help="Hanya tampilkan apa yang akan berubah.")
def fmt(files: tuple[str, ...], check: bool, diff: bool) -> None:
    """Merapikan BERKAS .sop tanpa mengubah artinya."""
    from sopflow.cli.fmt import format_files

    sys.exit(format_files(files, check, diff))


if __name__ == "__main__":
    main()
