"""Coverage-guided fuzzing of the whole program: `python tools/fuzz.py FOLDER [-max_total_time=600 …]`.

Needs atheris (`pip install atheris`), which is no dependency of anything else. FOLDER takes what is found worth keeping; the corpus of the
tests and the examples are where it starts. What goes wrong is written to the current folder as `crash-…`, `timeout-…` or `oom-…`:
make it small (`-minimize_crash=1`), mend the cause, and put it into `tests/corpus/`, which the tests replay.

The first byte chooses what the others are: a text, a book in JSON ("j"), a picture ("p"), or a PDF to extract from ("e").
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: E402

with atheris.instrument_imports(include=["sopflow"]):
    from whole import any_bytes, everything

    from sopflow.export.pdf_sources import SourceError, read_sources
    from sopflow.export.pictures import check_picture

LONGEST = 4000


def one(data: bytes) -> None:
    """What atheris calls with bytes of its own."""
    kind, rest = data[:1], data[1:]
    if kind == b"j":
        any_bytes(rest)
    elif kind == b"p":
        for media in ("image/svg+xml", "image/png", "image/jpeg"):
            check_picture(rest, media)
    elif kind == b"e":
        try_extract(rest)
    else:
        everything(rest.decode("utf-8", "surrogateescape"), ("html", "json"))


def try_extract(data: bytes) -> None:
    """A file that is no PDF of ours is told by an error of its own."""
    try:
        read_sources(data)
    except SourceError:
        return


def main() -> None:
    """Fuzzes until it is told to stop, or something goes wrong."""
    seeds = [ROOT / "tests" / "corpus", ROOT / "examples"]
    atheris.Setup([*sys.argv, *map(str, seeds), f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=2000"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
