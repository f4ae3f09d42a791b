"""The command line: reads options, calls the library, shows messages, ends with a status.

Status 0: done. 1: a text has errors or a file could not be read or written. 2: wrong use.
"""

import sys
from typing import Literal

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
@click.option("--profil", "--profile", "profile", default="", metavar="NAMA", help="permenpan, longgar, atau berkas profil instansi.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", help="Bentuk hasil.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Bahasa pesan.")
@click.option("--strict", is_flag=True, help="Peringatan pun berstatus 1.")
@click.option("--waktu", "times", is_flag=True, help="Hitung jumlah waktu prosedur dan tiap pelaksana.")
@click.option("--fix", is_flag=True, help="Kerjakan perbaikan yang aman di dalam berkasnya.")
@click.option("-q", "--quiet", is_flag=True, help="Tanpa catatan: hanya galat dan peringatan.")
def check(
    files: tuple[str, ...],
    profile: str,
    form: Literal["text", "json", "sarif", "github"],
    lang: Literal["id", "en"],
    strict: bool,
    times: bool,
    fix: bool,
    quiet: bool,
) -> None:
    """Memeriksa BERKAS .sop dengan semua aturan, tanpa membuat hasil."""
    from sopflow.cli.check import CheckOptions, check_files

    sys.exit(check_files(files, CheckOptions(profile, form, lang, strict, quiet, times, fix)))


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Bentuk hasil.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Bahasa.")
def rules(form: Literal["text", "json"], lang: Literal["id", "en"]) -> None:
    """Mendaftar semua aturan pemeriksaan."""
    from sopflow.cli.check import list_rules

    list_rules(form, lang)


@main.command()
@click.argument("code", metavar="KODE")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Bahasa.")
def explain(code: str, lang: Literal["id", "en"]) -> None:
    """Menjelaskan sebuah KODE pesan."""
    from sopflow.cli.check import explain_code

    sys.exit(explain_code(code, lang))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...")
@click.option("--check", is_flag=True, help="Hanya sebutkan berkas yang belum rapi; status 1 bila ada.")
@click.option("--diff", is_flag=True, help="Hanya tampilkan apa yang akan berubah.")
def fmt(files: tuple[str, ...], check: bool, diff: bool) -> None:
    """Merapikan BERKAS .sop tanpa mengubah artinya."""
    from sopflow.cli.fmt import format_files

    sys.exit(format_files(files, check, diff))


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...")
@click.option("--json", "as_json", is_flag=True, help="Cetak ukurannya sebagai JSON.")
@click.option("--suggest", is_flag=True, help="Cari urutan pelaksana dengan persilangan dan belokan paling sedikit.")
def audit(files: tuple[str, ...], as_json: bool, suggest: bool) -> None:
    """Mengukur mutu gambar yang akan dibuat dari BERKAS .sop."""
    from sopflow.cli.audit import audit_files

    sys.exit(audit_files(files, as_json, suggest))


if __name__ == "__main__":
    main()
