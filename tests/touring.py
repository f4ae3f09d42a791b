"""The guided tour, walked: every command, edit, click and key that it tells is done, and what it says is to be seen is looked for.

In: docs/tur/index.md and an empty folder. Out: `Walk.pictures`, the pictures that it shows, as they look at that place of the tour.

What is done: a `console` block is typed on a terminal and must be answered as it says. A `sop isi` block is filled in where its lines begin
alike; a `sop sisip` block is put above the line that was last quoted. On the page, that is after `sopflow serve`: "klik **name**", "klik
baris `line`", "ketik `words`", "tekan `keys`"; what stands between single stars must then be seen.
"""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Download, Locator, Page, TimeoutError, expect
from serving import Serving
from terminal import Terminal
from test_serve_browser import CHROMIUM, QUIET

from sopflow.values import NamedTuple

__all__ = ["CHROMIUM", "QUIET", "TOUR", "Step", "Walk", "steps"]

TOUR = Path(__file__).resolve().parent.parent / "docs" / "tur" / "index.md"
PATIENCE = 60_000.0
CALM = 400
"""Milliseconds in which nothing may change before a picture is taken."""
SCREEN = (1180, 640)
FRAME = "#c8c8c8"
LOOKS = 200
SCROLL = """(each, place) => new Promise((done) => {
  const half = each.clientHeight / 2;
  each.scrollTo(0, half * (place % Math.ceil(each.scrollHeight / half)));
  let frames = 4;
  const next = () => (frames-- ? requestAnimationFrame(next) : done());
  next();
})"""
"""Scrolls by half a window's height each time, round and round, and lets the editor draw what has come into view."""
PAPER = 1000
"""The width of a page's picture, in pixels."""

_STEP = re.compile(
    r"^```(?P<block>\w+ ?\w*)\n(?P<text>.*?)^```$"
    r"|!\[[^\]]*\]\((?P<picture>[^)]+)\)"
    r"|[Kk]lik baris `(?P<line>[^`]+)`"
    r"|[Kk]lik \*\*(?P<click>[^*]+)\*\*"
    r"|[Kk]etik `(?P<type>[^`]+)`"
    r"|[Tt]ekan `(?P<press>[^`]+)`"
    r"|(?<!\*)\*(?P<see>[^*\n]+)\*(?!\*)"
    r"|`(?P<quote>[^`\n]+)`",
    re.MULTILINE | re.DOTALL,
)
_KEYS = {"Ctrl": "Control"}


class Step(NamedTuple):
    """`kind`: the kind of block or action, `words` what it holds."""

    kind: str
    words: str


def steps(text: str) -> Iterator[Step]:
    """The steps of a tour, in their order."""
    for found in _STEP.finditer(text):
        kind = found.lastgroup or ""
        yield Step(found["block"], found["text"]) if kind == "text" else Step(kind, found[kind])


class Walk:
    """A walk through the tour in a folder. `home` keeps what the program keeps of its user."""

    def __init__(self, folder: Path, home: Path, browser: Browser) -> None:
        self.folder, self.pictures = folder, dict[str, bytes]()
        self._home, self._browser = home, browser
        self._quoted = self._file = ""
        self._page: Page | None = None
        self._serving: Serving | None = None
        self._downloads: list[Download] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if self._page:
            self._page.context.close()
        if self._serving:
            self._serving.kill()

    def take(self, step: Step) -> None:
        """Does what a step says."""
        if step.kind == "console":
            self._type_commands(step.words)
        elif step.kind in ("sop isi", "sop sisip"):
            path = self.folder / self._file
            text = path.read_text(encoding="utf-8")
            changed = filled(text, step.words) if step.kind == "sop isi" else inserted(text, step.words, self._quoted)
            path.write_text(changed, encoding="utf-8")
        elif step.kind == "picture":
            self.pictures[step.words] = self._picture(step.words)
        elif step.kind == "quote":
            self._quoted = step.words
            self._file = step.words if step.words.endswith(".sop") else self._file
        elif self._page:
            self._act(self._page, step)

    def downloaded(self) -> dict[str, bytes]:
        """What the browser has saved, by the names that it proposed."""
        return {each.suggested_filename: Path(each.path()).read_bytes() for each in self._downloads}

    # ---- the terminal

    def _type_commands(self, block: str) -> None:
        for transcript in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, answer = transcript.partition("\n")
            program, *arguments = command.split()
            assert program == "sopflow", command
            if arguments == ["serve"]:
                self._open_page()
                continue
            with Terminal(self.folder, *arguments) as terminal:
                terminal.follow(answer)
                shown = "\n".join(line.rstrip() for line in terminal.shown.splitlines())
            assert shown == answer.rstrip("\n"), f"$ {command}\n{shown}"

    # ---- the page

    def _open_page(self) -> None:
        self._serving = Serving(self.folder, self._home)
        width, height = SCREEN
        context = self._browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        self._page = context.new_page()
        self._page.on("download", lambda each: self._downloads.append(each))
        self._page.goto(self._serving.address)

    def _act(self, page: Page, step: Step) -> None:
        if step.kind == "click":
            _named(page, step.words).click()
        elif step.kind == "line":
            _click_line(page, step.words)
            page.keyboard.press("End")
        elif step.kind == "type":
            page.keyboard.type(step.words)
        elif step.kind == "press":
            page.keyboard.press("+".join(_KEYS.get(key, key) for key in step.words.split("+")))
        elif step.kind == "see":
            expect(page.get_by_text(step.words).locator("visible=true").first).to_be_visible(timeout=PATIENCE)

    # ---- pictures

    def _picture(self, name: str) -> bytes:
        """`pdf-N-…` is page N of the document that was made last; all others are the page in the browser."""
        page = re.match(r"pdf-(\d+)", name)
        return _framed(_paper(next((self.folder / "out").glob("*.pdf")), page[1]) if page else self._screen())

    def _screen(self) -> bytes:
        """The page once it has come to rest: nothing else tells that the last key is drawn."""
        assert self._page
        expect(self._page.locator(".sheet svg")).not_to_have_count(0)
        before = b""
        while (now := self._page.screenshot(caret="hide", animations="disabled")) != before:
            before = now
            self._page.wait_for_timeout(CALM)
        return now


def _click_line(page: Page, words: str) -> None:
    """Clicks a line of the text. The editor only has those in view, and takes away what was scrolled past some frames later: a line that
    is there may be gone before it is clicked, so it is looked for again."""
    line = page.locator(".cm-line", has_text=words).first
    for place in range(LOOKS):
        page.locator(".cm-scroller").evaluate(SCROLL, place)
        if not line.count():
            continue
        try:
            return line.click(timeout=CALM * 5)
        except TimeoutError:
            continue
    raise AssertionError(f"no line has «{words}»")


def _named(page: Page, name: str) -> Locator:
    """What can be clicked under a name: on a button, in a menu, or among the files."""
    words = re.compile(rf"^\s*{re.escape(name)}")
    found = page.get_by_role("menuitem", name=words).or_(page.get_by_role("button", name=words))
    return found.locator("visible=true").first


def _paper(path: Path, page: str) -> bytes:
    command = ["pdftoppm", "-png", "-f", page, "-l", page, "-scale-to-x", str(PAPER), "-scale-to-y", "-1", str(path)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _framed(png: bytes) -> bytes:
    """The picture within a thin frame."""
    made = BytesIO()
    ImageOps.expand(Image.open(BytesIO(png)).convert("RGB"), 1, FRAME).save(made, "PNG", optimize=True)
    return made.getvalue()


# ---- edits that the reader makes by hand


def filled(text: str, entries: str) -> str:
    """The text with each entry (a line and what is indented below it) in place of the one that begins alike."""
    lines = text.split("\n")
    for entry in re.split(r"\n(?=\S)", entries.rstrip("\n")):
        head = entry.partition(":")[0] + ":"
        (at,) = (place for place, line in enumerate(lines) if line.startswith(head))
        end = next(place for place in range(at + 1, len(lines) + 1) if place == len(lines) or not lines[place].startswith(" "))
        lines[at:end] = entry.split("\n")
    return "\n".join(lines)


def inserted(text: str, words: str, above: str) -> str:
    """The text with the words above the line that begins with `above`."""
    lines = text.split("\n")
    (at,) = (place for place, line in enumerate(lines) if line.startswith(above))
    return "\n".join([*lines[:at], *words.rstrip("\n").split("\n"), "", *lines[at:]])
