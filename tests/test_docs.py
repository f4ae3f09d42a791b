"""What the documents promise: their examples compile, their commands exist, their messages are real, their links lead somewhere."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from sopflow.diagnostics import has_errors
from sopflow.pipeline import compile_source
from sopflow.source import Source

ROOT = Path(__file__).resolve().parent.parent
SHOWING = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
"""Documents with examples of the language."""

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples" / "README.md"]

FENCE = re.compile(r"^( *)```(\w*)[^\n`]*\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
CODE = re.compile(FENCE.pattern + r"|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
COMMAND = re.compile(r"^    (.+?)(?: +#.*)?$", re.MULTILINE)
"""A command line in a document: indented by four, a comment behind it."""


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def examples() -> Iterator[tuple[str, str]]:
    """Where each example of the language stands, and its text."""
    for path in SHOWING:
        text = read(path)
        for block in FENCE.finditer(text):
            if block[2] == "sop":
                line = text.count("\n", 0, block.start()) + 1
                yield f"{shown(path)}:{line}", block[3]


EXAMPLES = dict(examples())


@pytest.mark.parametrize("place", EXAMPLES)
def test_an_example_compiles(place: str) -> None:
    result = compile_source(Source("contoh.sop", EXAMPLES[place]), str(ROOT / "examples"))
    assert not has_errors(result.diagnostics), result.diagnostics
    assert result.drawing is not None


def commands() -> list[str]:
    """The commands of README and CONTRIBUTING, without the way to the program."""
    found = [match[1] for name in ("README.md", "CONTRIBUTING.md") for match in COMMAND.finditer(FENCE.sub("", read(ROOT / name)))]
    return [command.replace(".venv/bin/", "") for command in found]


def test_the_readme_shows_both_jobs_and_both_commands() -> None:
    assert {"bash run.sh examples", "bash run.sh test"} <= set(commands())
    assert any(command.startswith("sopflow build ") for command in commands())
    assert any(command.startswith("sopflow check ") for command in commands())


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_a_command_exists(command: str) -> None:
    program, *arguments = command.split()
    if program == "bash":
        script, job = arguments
        assert re.search(rf"^  (\w+ \| )*{job}( \| \w+)*\) ;;$", read(ROOT / script), re.MULTILINE), f"{script} has no job {job}"
    else:
        assert program == "sopflow"
        told = help_of(arguments[0])
        missing = [option for option in arguments if option.startswith("-") and option not in told]
        assert missing == []


def help_of(subcommand: str) -> str:
    """What `sopflow SUBCOMMAND --help` says."""
    done = subprocess.run([sys.executable, "-m", "sopflow", subcommand, "--help"], capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_message_in_the_guide_is_one_that_the_program_gives() -> None:
    table = re.findall(r"^\| (`.+?) \|", read(ROOT / "docs" / "panduan.md"), re.MULTILINE)
    listed = {code for row in table for code in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", row)}
    source = "".join(map(read, sorted((ROOT / "sopflow").rglob("*.py"))))
    assert len(listed) > 30
    assert {code for code in listed if f'"{code}"' not in source} == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    dead = []
    for target in LINK.findall(CODE.sub("", read(path))):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = unquote(target).partition("#")
        file = path.parent / name if name else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


def anchors(path: Path) -> set[str]:
    """The names that a page on the web gives to a document's headings."""
    headings = HEADING.findall(FENCE.sub("", read(path)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
