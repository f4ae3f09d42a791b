"""The magic in a notebook that a real kernel runs."""

from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from reporting import GUIDE

import sopflow

TEXT = "1. @A: Menulis surat\n2. @B: Memeriksa surat\n   tidak -> 1\n"
TWO = f"sop: Satu\n{TEXT}sop: Dua\n{TEXT}"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[list[Any]]:
    """What each cell showed; the first two are the guide's."""
    folder = tmp_path_factory.mktemp("buku")
    (folder / "bersama.sop").write_text("unit: Sekretariat\n", encoding="utf-8")
    load, magic = GUIDE.read_text(encoding="utf-8").partition("## Notebooks")[2].split("```python\n")[1:3]
    cells = [
        load.partition("```")[0],
        magic.partition("```")[0],
        f"%%sop\ngunakan: bersama.sop\n{TEXT}",
        f"%%sop\n{TEXT.replace('-> 1', '-> 9')}",
        f"%%sop lebar=160mm\n{TEXT}",
        f"%%sop width=lebar\n{TEXT}",
        f"import sopflow\nsopflow.compile({TEXT!r})",
        f"sopflow.compile({TWO!r})",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.strip()) for cell in cells])  # type: ignore[no-untyped-call]
    patient: dict[str, Any] = {"startup_timeout": 300, "iopub_timeout": 120}  # for what a cell shows it would wait 4 seconds
    NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": str(folder)}}, **patient).execute()
    return [cell.outputs for cell in notebook.cells]


def shown(cell: list[Any]) -> dict[str, str]:
    (output,) = cell
    assert output.output_type == "execute_result"
    return dict(output.data)


def test_a_cell_shows_its_picture(outputs: list[list[Any]]) -> None:
    assert outputs[0] == []
    assert 'width="120mm"' in shown(outputs[1])["image/svg+xml"]
    assert "Memeriksa surat" in shown(outputs[2])["image/svg+xml"]


def test_a_cell_shows_its_mistakes(outputs: list[list[Any]]) -> None:
    told = shown(outputs[3])
    assert set(told) == {"text/plain"} and told["text/plain"].startswith("sel:3:13: galat[baris-tidak-ada]")


@pytest.mark.parametrize(("at", "words"), [(4, "pilihan «lebar» tidak dikenal"), (5, "lebar «lebar» tidak terbaca")])
def test_a_wrong_option_is_told_in_a_line(outputs: list[list[Any]], at: int, words: str) -> None:
    (output,) = outputs[at]
    assert output.output_type == "stream" and words in output.text and "Traceback" not in output.text


def test_documents_show_themselves(outputs: list[list[Any]]) -> None:
    assert shown(outputs[6])["image/svg+xml"] == sopflow.compile(TEXT).chart_svgs()[0]
    assert shown(outputs[7])["text/html"].count("<svg") == 2
