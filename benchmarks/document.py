"""Figures in documents. What stands between a document's two marks is written by a command and never by hand."""

from pathlib import Path

END = "<!-- end of figures -->"


def put_into(document: Path, command: str, figures: str) -> None:
    """Replaces what stands between the marks of a command. Raises ValueError when they are not there."""
    begin = f"<!-- figures: {command} -->"
    text = document.read_text(encoding="utf-8")
    before, begun, rest = text.partition(begin)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise ValueError(f"{document} has no place for the figures of {command}")
    document.write_text(f"{before}{begin}\n\n{figures}\n\n{END}{after}", encoding="utf-8")
