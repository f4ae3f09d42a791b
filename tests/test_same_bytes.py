"""The same text gives the same bytes, in every format, wherever and however the program runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sopflow.export.formats import FORMATS

ROOT = Path(__file__).parent.parent
EXAMPLE = "000-laporan-spm.sop"
OTHERS = ("tahap.sop", "simultan.sop", "sel-gabung.sop")


def run(folder: Path, *arguments: str, prefix: tuple[str, ...] = (), **variables: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", **variables}
    done = subprocess.run((*prefix, sys.executable, *arguments), cwd=folder, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr


def outputs(folder: Path) -> dict[str, bytes]:
    """What was made, without the notes about the folder it was made in."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of texts with what they use."""
    folder = tmp_path_factory.mktemp("naskah dinas")
    for path in (ROOT / "examples").iterdir():
        if path.name in OTHERS:
            for copy in ("", "lagi-", "sekali-lagi-"):
                (folder / (copy + path.name)).write_bytes(path.read_bytes())
        elif path.name == EXAMPLE or path.suffix in (".svg", ".png", ".jpg"):
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def expected(texts: Path) -> dict[str, bytes]:
    run(texts, "-m", "sopflow", "build", EXAMPLE, "-q", "--format", ",".join(FORMATS), "-o", "out")
    made = outputs(texts / "out")
    assert {Path(name).suffix for name in made} == {kind.extension for kind in FORMATS.values()}
    return made


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Jakarta", "LC_ALL": "C", "LANG": "C"},
        {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1", "PYTHONUTF8": "1"},
        {"PYTHONHASHSEED": "random", "LANG": "id_ID.UTF-8", "LANGUAGE": "id", "HOME": "/nonexistent", "PYTHONOPTIMIZE": "2"},
    ],
    ids=["locale C", "another time zone", "Indonesian, optimised"],
)
def test_neither_seed_nor_locale_nor_time_zone_matters(
    texts: Path, expected: dict[str, bytes], tmp_path: Path, variables: dict[str, str]
) -> None:
    prefix = ("sh", "-c", 'umask 077; exec "$@"', "sh")
    run(tmp_path, "-m", "sopflow", "build", str(texts / EXAMPLE), "-q", "--format", ",".join(FORMATS), prefix=prefix, **variables)
    made = outputs(tmp_path / "out")
    named = {name: data.replace(str(texts / EXAMPLE).encode(), EXAMPLE.encode()) for name, data in made.items()}
    assert {name for name in expected if expected[name] != named.get(name)} == set()
    assert (tmp_path / "out" / "000-laporan-spm-1.svg").stat().st_mode & 0o777 == 0o600, "the user's own wish for new files is kept"


def test_neither_the_number_of_processes_nor_the_order_matters(texts: Path, tmp_path: Path) -> None:
    order = sorted(path.name for path in texts.glob("*.sop"))
    assert len(order) > 8, "enough for several processes"
    for name, jobs, paths in (("satu", "1", order), ("dua", "2", order[::-1])):
        run(texts, "-m", "sopflow", "build", *paths, "-q", "--format", "svg,pdf,html", "--jobs", jobs, "-o", str(tmp_path / name))
    run(texts, "-m", "sopflow", "build", ".", "-q", "--format", "svg,pdf,html", "--jobs", "2", "-o", str(tmp_path / "folder"))
    assert outputs(tmp_path / "satu") == outputs(tmp_path / "dua") == outputs(tmp_path / "folder")


def test_a_warm_process_gives_what_a_cold_one_gives(texts: Path, expected: dict[str, bytes]) -> None:
    from sopflow import compile_file

    for name in OTHERS:  # whatever came before leaves no trace
        compile_file(texts / name).pdf()
    document = compile_file(texts / EXAMPLE)
    assert document.pdf() == expected["000-laporan-spm.pdf"]
    assert [page.encode() for page in document.svgs()] == [expected[f"000-laporan-spm-{page}.svg"] for page in (1, 2)]
    assert document.png() == expected["000-laporan-spm-1.png"]
