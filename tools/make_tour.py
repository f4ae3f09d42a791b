"""Makes the pictures of the guided tour by walking it.

    python tools/make_tour.py

In: docs/tur/index.md; what it tells is done with the real program and the real browser (tests/touring.py). Out: its pictures, beside it.
Needs what the tests need.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from touring import CHROMIUM, QUIET, TOUR, Walk, steps


def make() -> None:
    """Writes every picture that the tour shows."""
    with sync_playwright() as playwright, TemporaryDirectory() as base:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        folder = Path(base, "sop")
        folder.mkdir()
        with Walk(folder, Path(base, "home"), browser) as walk:
            for step in steps(TOUR.read_text(encoding="utf-8")):
                walk.take(step)
        browser.close()
    for name, data in walk.pictures.items():
        (TOUR.parent / name).write_bytes(data)


if __name__ == "__main__":
    make()
