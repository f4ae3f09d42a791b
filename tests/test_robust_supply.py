"""What is installed with sopflow: few packages, all pinned, all under licences that allow it, all listed in docs/licences.md."""

import re
from importlib.metadata import distribution, requires
from pathlib import Path

ROOT = Path(__file__).parent.parent
ALLOWED = ("MIT", "BSD", "Apache", "MPL-2.0", "LGPL", "HPND", "ISC", "PSF", "Python Software Foundation")
"""Licences under which a program of any licence may use a library as it is."""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def runtime() -> dict[str, str]:
    """Every package that `pip install sopflow` brings here, with the words that it says of its licence."""
    found: dict[str, str] = {}
    waiting = ["sopflow"]
    while waiting:
        name = normal(waiting.pop())
        if name in found:
            continue
        metadata = distribution(name).metadata
        classifiers = [each for each in metadata.get_all("Classifier") or () if each.startswith("License ::")]
        stated = [metadata[key][:60] for key in ("License-Expression", "License") if key in metadata]
        found[name] = "; ".join((*stated, *classifiers))
        for line in requires(name) or ():
            if "extra ==" not in line and "platform_system" not in line and "python_version <" not in line:
                waiting.append(re.split(r"[\s<>=!~;\[(]", line)[0])
    del found["sopflow"]
    return found


def test_what_is_installed_is_little_and_allowed() -> None:
    packages = runtime()
    assert len(packages) < 25, sorted(packages)
    assert {name: words for name, words in packages.items() if not any(each in words for each in ALLOWED)} == {}


def test_everything_installed_is_pinned_and_listed() -> None:
    pinned = {normal(line.partition("==")[0]) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    listed = set(re.findall(r"^\| ([\w.-]+) \|", (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert runtime().keys() - pinned == set()
    assert runtime().keys() - {normal(each) for each in listed} == set()


def test_every_pin_is_one_exact_version() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    names = [normal(line.partition("==")[0]) for line in lines]
    assert len(set(names)) == len(names)
