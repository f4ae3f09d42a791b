"""The ways to install: wheel, source archive and editable each find what they need and give the pages that this folder gives.

Everything is built and installed without network: the libraries are those of the interpreter that runs the tests.
"""

import os
import subprocess
import sys
import sysconfig
import tarfile
from email import message_from_bytes
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from sopflow import __version__, compile

ROOT = Path(__file__).resolve().parent.parent
TEXT = "sop: Surat\n1. @A: Menulis surat **penting**\n2. @B: Memeriksa surat\n   tidak -> 1\n3. @A: Mengirim surat\n"
KINDS = ("wheel", "source archive", "editable")


class Built(NamedTuple):
    """The archives made from this folder, and the wheel made from the source archive."""

    wheel: Path
    source: Path
    second_wheel: Path


def run(*command: str | Path, cwd: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Runs a program away from this folder's code: nothing but what is installed is found."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME", "SOURCE_DATE_EPOCH")}
    env |= {"PYTHONIOENCODING": "utf-8", "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables}
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", env=env)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("dist")
    for out, options in (("one", ("--wheel",)), ("two", ())):  # without options: the source archive, and the wheel from it
        done = run(sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", folder / out, ROOT, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
    (wheel,), (source,), (second,) = (folder / "one").glob("*.whl"), (folder / "two").glob("*.tar.gz"), (folder / "two").glob("*.whl")
    return Built(wheel, source, second)


@pytest.fixture(scope="module", params=KINDS)
def installed(request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an environment's programs, with sopflow installed in one of the ways."""
    folder = tmp_path_factory.mktemp("venv")
    done = run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    assert done.returncode == 0, done.stderr
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    python = programs / "python"
    here = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(here) / "libraries.pth").write_text("\n".join(sorted(libraries)), encoding="utf-8")
    ways: dict[str, tuple[str | Path, ...]] = {"wheel": (built.wheel,), "source archive": (built.source,), "editable": ("--editable", ROOT)}
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-build-isolation", "--ignore-installed")
    done = run(*pip, *ways[request.param], cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    place = run(python, "-c", "import sopflow; print(sopflow.__file__)", cwd=folder).stdout.strip()
    assert Path(place).is_relative_to(ROOT if request.param == "editable" else folder), place
    return programs


def test_an_installed_program_gives_the_same_pages(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "surat.sop").write_text(TEXT, encoding="utf-8")
    done = run(installed / "sopflow", "build", "surat.sop", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    expected = compile(TEXT, name="surat.sop").files("surat")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == expected


def test_the_program_and_the_package_have_one_version(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "sopflow", "--version", cwd=tmp_path).stdout == f"sopflow {__version__}\n"
    told = run(installed / "python", "-c", "from importlib.metadata import version; print(version('sopflow'))", cwd=tmp_path).stdout
    assert told == f"{__version__}\n"


def test_the_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sopflow").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    assert {"sopflow/py.typed", "sopflow/syntax/tables.py", "sopflow/fonts/OFL.txt", "sopflow/fonts/SopflowSans-Regular.ttf"} <= package
    about = f"sopflow-{__version__}.dist-info"
    licences = {f"{about}/licenses/{path}" for path in ("LICENSE", "sopflow/fonts/OFL.txt", "sopflow/serve/assets/licences.txt")}
    with ZipFile(built.wheel) as archive:
        names = set(archive.namelist())
        metadata = message_from_bytes(archive.read(f"{about}/METADATA"))
    assert names == package | licences | {f"{about}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}
    assert metadata["License-Expression"] == "MIT AND OFL-1.1"


def test_the_source_archive_holds_the_grammar_and_no_results(built: Built) -> None:
    with tarfile.open(built.source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"grammar/sopflow.lark", "tools/build_grammar.py", "LICENSE", "README.md", "docs/panduan.md", "examples/sketsa.sop"} <= names
    assert {name.split("/")[0] for name in names} & {"out", "tests", "benchmarks"} == set()


def test_a_wheel_is_the_same_bytes_whichever_way_it_is_built(built: Built) -> None:
    assert built.wheel.read_bytes() == built.second_wheel.read_bytes()


@pytest.fixture
def without_cairo(tmp_path: Path) -> dict[str, str]:
    """Variables with which the libraries of the system are found broken."""
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    for name in ("libcairo.so.2", "libfreetype.so.6"):
        (hidden / name).write_bytes(b"not a library")
    return {"LD_LIBRARY_PATH": str(hidden), "PYTHONPATH": str(ROOT)}


def test_without_cairo_the_svg_pages_are_built(tmp_path: Path, without_cairo: dict[str, str]) -> None:
    (tmp_path / "surat.sop").write_text(TEXT, encoding="utf-8")
    done = run(sys.executable, "-m", "sopflow", "build", "surat.sop", "--format", "svg", cwd=tmp_path, **without_cairo)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("formats", ["pdf", "svg,pdf", "pdf,svg"])
def test_without_cairo_one_line_says_what_to_install(tmp_path: Path, without_cairo: dict[str, str], formats: str) -> None:
    (tmp_path / "surat.sop").write_text(TEXT, encoding="utf-8")
    done = run(sys.executable, "-m", "sopflow", "build", "surat.sop", "--format", formats, cwd=tmp_path, **without_cairo)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "galat: PDF dan PNG memerlukan pustaka cairo" in line and "libcairo2" in line
    made = [path.name for path in (tmp_path / "out").iterdir()] if (tmp_path / "out").exists() else []
    assert sorted(made) == (["surat-1.svg", "surat-bagan.svg"] if "svg" in formats else [])
