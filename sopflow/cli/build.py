"""`sopflow build`: texts in, documents and messages out. What is made is decided in `sopflow/batch/`; this module reads options."""

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from sopflow.batch.run import known, run
from sopflow.batch.task import Orders, Task
from sopflow.batch.tree import Twins, plan
from sopflow.cli.build_words import Teller
from sopflow.cli.choices import FormatList, Number
from sopflow.export.formats import FORMATS, SVG_TEXTS, Options, SvgText
from sopflow.messages import reason, say
from sopflow.source import shown
from sopflow.values import NamedTuple
from sopflow.view import PARTS, View, ViewError, make_view

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from sopflow.batch.report import Done

DEFAULT_FORMATS = "svg,pdf"
SHARPEST = 2400
"""Dots in an inch beyond which no printer goes, and a page no longer fits the memory of small machines."""


class Manner(NamedTuple):
    """How the work is done. `jobs`: processes, None for as many as there are processors; `dask`: the address of a cluster, or empty."""

    folder: str
    quiet: bool
    manifest: bool
    check: bool
    fresh: bool
    jobs: int | None
    dask: str


def build_paths(paths: tuple[str, ...], orders: Orders, manner: Manner) -> int:
    """Makes, or with `check` compares, the documents of files and folders. One bad file does not stop the others."""
    many = any(map(os.path.isdir, paths))
    try:
        tasks = plan(paths, orders, digests=many or manner.manifest)
    except Twins as fault:
        click.echo(say(f"galat: {fault}"), err=True)
        return 1
    if not tasks:
        click.echo(say(f"galat: tidak ada naskah .sop di «{'», «'.join(map(shown, paths))}»; periksa nama foldernya"), err=True)
        return 1
    try:
        with _cluster(manner.dask) as executor, Teller(manner.folder, len(tasks), many, manner.quiet) as teller:
            if manner.check:
                return _check(tasks, manner, executor, teller)
            return _make(tasks, orders, manner, executor, teller, many)
    except OSError as fault:
        click.echo(say(f"{fault.filename or manner.folder}: galat: {reason(fault)}"), err=True)
        return 1


def _make(tasks: tuple[Task, ...], orders: Orders, manner: Manner, executor: "Executor | None", teller: Teller, many: bool) -> int:
    cache = known(manner.folder, orders, manner.fresh) if many else None
    done = []
    for each in run(tasks, manner.folder, executor, manner.jobs, cache):
        teller.made(each)
        done.append(each)
    teller.sum_up(done)
    if manner.manifest:
        _write_manifest(manner.folder, done)
    return 1 if any(each.status == "failed" for each in done) else 0


def _write_manifest(folder: str, done: "list[Done]") -> None:
    from sopflow.batch.manifest import NAME, manifest
    from sopflow.export.files import write_whole

    os.makedirs(folder, exist_ok=True)
    write_whole(os.path.join(folder, NAME), manifest(done))


def _check(tasks: tuple[Task, ...], manner: Manner, executor: "Executor | None", teller: Teller) -> int:
    from sopflow.batch.compare import compare, read

    done = []
    faults = 0
    for each in compare(tasks, manner.folder, executor, manner.jobs):
        teller.compared(each)
        done.append(each.done)
        faults += len(each.faults)
    if manner.manifest:
        from sopflow.batch.manifest import NAME, manifest

        path = os.path.join(manner.folder, NAME)
        content = read(path)
        if content != manifest(done):
            teller.fault(path, "missing" if content is None else "stale")
            faults += 1
    teller.sum_up_check(done, faults)
    return 1 if faults or any(each.status == "failed" for each in done) else 0


def _cluster(address: str) -> "AbstractContextManager[Executor | None]":
    if not address:
        return nullcontext()
    from sopflow.batch.cluster import connected

    return connected(address)


# ---- the command


def _view(part: str, rows: str | None, width: str | None, paged: bool) -> View:
    try:
        return make_view(part, rows, width, paged)
    except ViewError as fault:
        raise click.UsageError(str(fault)) from fault


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="BERKAS...")
@click.option("-o", "--output", "folder", default="out", show_default=True, metavar="FOLDER", help="Tempat hasilnya.")
@click.option(
    "--format",
    "formats",
    type=FormatList(),
    default=DEFAULT_FORMATS,
    show_default=True,
    metavar="DAFTAR",
    help=f"Jenis hasil, dipisah koma: {', '.join(FORMATS)}.",
)
@click.option("--part", type=click.Choice(PARTS), default="lengkap", show_default=True, help="Bagian yang digambar.")
@click.option("--rows", metavar="AWAL-AKHIR", help="Hanya baris kegiatan itu, misalnya 3-8.")
@click.option("--width", metavar="LEBAR", help="Lebar kolom laporan, misalnya 160mm; tata letaknya disusun ulang.")
@click.option("--paged", is_flag=True, help="Bagi bagian itu menurut halaman kertasnya, bukan satu gambar.")
@click.option(
    "--svg-text", type=click.Choice(SVG_TEXTS), default="font", show_default=True, help="Huruf di SVG: disertakan, tidak, atau garis."
)
@click.option("--dpi", type=Number(36, SHARPEST), default=150, show_default=True, metavar="N", help="Ketajaman PNG, piksel per inci.")
@click.option("--attach-source", is_flag=True, help="Sertakan teks sumber di dalam PDF; «sopflow extract» mengambilnya kembali.")
@click.option("--manifest", is_flag=True, help="Tulis daftar semua hasil sebagai JSON.")
@click.option("--check", is_flag=True, help="Jangan menulis; sebutkan hasil yang tidak sesuai naskahnya (status 1 bila ada).")
@click.option("--fresh", is_flag=True, help="Buat semua isi folder lagi, juga yang tidak berubah.")
@click.option("--jobs", type=Number(1, 512), metavar="N", help="Banyaknya proses; biasanya sebanyak prosesor.")
@click.option("--dask", default="", metavar="ALAMAT", help="Kerjakan di klaster Dask itu.")
@click.option("-q", "--quiet", is_flag=True, help="Hanya tampilkan galat dan peringatan.")
def build(
    paths: tuple[str, ...],
    folder: str,
    formats: tuple[str, ...],
    part: str,
    rows: str | None,
    width: str | None,
    paged: bool,
    svg_text: SvgText,
    dpi: int,
    attach_source: bool,
    manifest: bool,
    check: bool,
    fresh: bool,
    jobs: int | None,
    dask: str,
    quiet: bool,
) -> None:
    """Membuat dokumen dari BERKAS .sop atau seisi folder."""
    orders = Orders(formats, _view(part, rows, width, paged), Options(svg_text, dpi, attach_source))
    sys.exit(build_paths(paths, orders, Manner(folder, quiet, manifest, check, fresh, jobs, dask)))
