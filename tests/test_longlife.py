"""A text means tomorrow what it means today: the texts in `longlife/` give the books that stand beside them, word for word.

The files there are never changed, only joined by others; a field that a later model adds is named in ADDED.
`python tests/test_longlife.py` writes the books of texts that have none yet.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from sopflow import compile_file

TEXTS = sorted(path for path in (Path(__file__).parent / "longlife").glob("*.sop") if path.name != "bersama.sop")

ADDED: frozenset[str] = frozenset()
"""Fields of the model that are younger than the files."""


def meaning(path: Path) -> Any:
    """What a text means: its book, without the places of the words."""
    document = compile_file(path)
    assert document.ok, [each.message for each in document.diagnostics]
    return without_places(json.loads(document.json())["sops"])


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items() if key != "span" and key not in ADDED}
    return [without_places(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_means_what_it_meant(path: Path) -> None:
    assert meaning(path) == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    for text in TEXTS:
        if not text.with_suffix(".json").exists():
            text.with_suffix(".json").write_text(json.dumps(meaning(text), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
