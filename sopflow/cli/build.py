"""`sopflow build`: texts in, documents and messages out."""

import os
import sys

import click

from sopflow.cli.messages import reason, render, summary
from sopflow.diagnostics import has_errors
from sopflow.drawing import Drawing
from sopflow.pipeline import Compiled, compile_file

FORMATS = ("svg", "pdf")


def build_files(files: tuple[str, ...], folder: str, formats: tuple[str, ...], quiet: bool) -> int:
    """Compiles each file into `folder`. One bad file does not stop the others."""
    twins = _twins(files)
    if twins:
        click.echo(f"galat: «{twins[0]}» dan «{twins[1]}» akan menghasilkan berkas yang sama; ganti nama salah satunya", err=True)
        return 1
    results: list[Compiled | None] = []
    written = True
    for path in files:
        compiled = compile_path(path)
        results.append(compiled)
        if compiled is not None and compiled.drawing is not None:
            written = _write(path, compiled.drawing, folder, formats, quiet) and written
    _sum_up(results)
    return 0 if written and all(result is not None and result.drawing for result in results) else 1


def _twins(files: tuple[str, ...]) -> tuple[str, str] | None:
    seen: dict[str, str] = {}
    for path in files:
        name = _stem(path).casefold()
        if name in seen and os.path.abspath(seen[name]) != os.path.abspath(path):
            return seen[name], path
        seen[name] = path
    return None


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def compile_path(path: str) -> Compiled | None:
    """Compiles a file and shows its messages; None when it could not be read."""
    try:
        compiled = compile_file(path)
    except OSError as fault:
        click.echo(f"{path}: galat: {reason(fault)}", err=True)
        return None
    for diagnostic in compiled.diagnostics:
        click.echo(render(diagnostic, compiled.sources), err=True)
    return compiled


def _write(path: str, drawing: Drawing, folder: str, formats: tuple[str, ...], quiet: bool) -> bool:
    """Writes every output of one document; whether all went well. A format that fails does not stop the others."""
    written: list[str] = []
    well = True
    for name in sorted(formats, reverse=True):
        try:
            written += _write_format(_stem(path), drawing, folder, name)
        except OSError as fault:
            click.echo(f"{fault.filename or folder}: galat: {reason(fault)}", err=True)
            well = False
        except (ValueError, RuntimeError) as fault:
            if not _is_told(fault):
                raise
            click.echo(f"{path}: galat: {fault}", err=True)
            well = False
    if written and not quiet:
        click.echo(f"{path} → {', '.join(_brief(written))}")
    return well


def _is_told(fault: Exception) -> bool:
    """Whether the fault is one that its message explains to the user: a logo that can't be drawn, a library that is missing."""
    from sopflow.export.cairo import MissingLibrary
    from sopflow.export.pictures import PictureError

    return isinstance(fault, (MissingLibrary, PictureError))


def _write_format(stem: str, drawing: Drawing, folder: str, name: str) -> list[str]:
    """Renders one format and replaces its files; the paths written."""
    from sopflow.export.files import write_whole

    outputs = render_outputs(stem, drawing, (name,))
    os.makedirs(folder, exist_ok=True)
    for file, data in outputs.items():
        write_whole(os.path.join(folder, file), data)
    if name == "svg":
        _remove_stale_pages(stem, len(drawing.pages), folder)
    return [os.path.join(folder, file) for file in outputs]


def _remove_stale_pages(stem: str, pages: int, folder: str) -> None:
    """Removes the pages of an earlier, longer version of the document: files of ours with the numbers that follow."""
    number = pages + 1
    while True:
        path = os.path.join(folder, f"{stem}-{number}.svg")
        try:
            with open(path, "rb") as file:
                ours = b'id="page-title"' in file.read(2000)
        except OSError:
            return
        if not ours:
            return
        os.remove(path)
        number += 1


def render_outputs(stem: str, drawing: Drawing, formats: tuple[str, ...]) -> dict[str, bytes]:
    """The files of one document by name."""
    outputs: dict[str, bytes] = {}
    if "pdf" in formats:
        from sopflow.export.pdf import pdf

        outputs[f"{stem}.pdf"] = pdf(drawing)
    if "svg" in formats:
        from sopflow.export.svg import svg

        for number, page in enumerate(drawing.pages, 1):
            outputs[f"{stem}-{number}.svg"] = svg(page).encode()
        for number, chart in enumerate(drawing.charts, 1):
            suffix = "bagan" if len(drawing.charts) == 1 else f"bagan-{number}"
            outputs[f"{stem}-{suffix}.svg"] = svg(chart).encode()
    return outputs


def _brief(names: list[str]) -> list[str]:
    return names if len(names) <= 3 else [names[0], f"… ({len(names)} berkas)"]


def _sum_up(results: list[Compiled | None]) -> None:
    found = [each for result in results if result for each in result.diagnostics]
    errors = sum(each.severity == "error" for each in found)
    line = summary(errors, len(found) - errors)
    if line:
        failed = sum(result is None or has_errors(result.diagnostics) for result in results)
        click.echo(f"{line}" + (f"; {failed} berkas tidak dibuat" if failed else ""), err=True)
    sys.stderr.flush()


# ---- commands


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="BERKAS...")
@click.option("-o", "--output", "folder", default="out", show_default=True, metavar="FOLDER", help="Tempat hasilnya.")
@click.option("--format", "formats", default="svg,pdf", show_default=True, metavar="DAFTAR", help="Jenis hasil: svg, pdf, atau keduanya.")
@click.option("-q", "--quiet", is_flag=True, help="Hanya tampilkan galat dan peringatan.")
def build(files: tuple[str, ...], folder: str, formats: str, quiet: bool) -> None:
    """Membuat dokumen SVG dan PDF dari BERKAS .sop."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in formats.split(",") if part.strip()))
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise click.BadParameter(f"«{formats}» tidak dikenal; pilih dari {', '.join(FORMATS)}", param_hint="--format")
    sys.exit(build_files(files, folder, wanted, quiet))
