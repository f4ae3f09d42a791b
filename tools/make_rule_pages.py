"""Writes docs/aturan from the rules: an index, and a page a group. A test checks that the pages are fresh.

python tools/make_rule_pages.py
"""

from pathlib import Path

from sopflow.rules.explain import pages

FOLDER = Path(__file__).parent.parent / "docs" / "aturan"


def main() -> None:
    """Writes every page, and removes pages of groups that are gone."""
    made = pages()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()


if __name__ == "__main__":
    main()
