"""The import direction that ARCHITECTURE.md states."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "sopflow"

LAYERS = {
    "__init__": 0,
    "source": 0,
    "edits": 1,
    "diagnostics": 2,
    "english": 3,
    "richtext": 2,
    "drawing": 2,
    "fonts": 3,
    "model": 3,
    "syntax": 3,
    "resolve": 4,
    "layout": 4,
    "export": 4,
    "audit": 5,
    "draw": 5,
    "load": 5,
    "format": 6,
    "pipeline": 6,
    "rules": 7,
    "cli": 8,
    "__main__": 9,
}
"""A module imports its own layer's package and lower layers only."""

SOLE_IMPORTERS = {"lark": {"syntax"}, "click": {"cli"}, "cairocffi": {"export"}, "cairosvg": {"export"}}


def modules() -> list[tuple[str, Path]]:
    return [(path.relative_to(ROOT).parts[0].removesuffix(".py"), path) for path in sorted(ROOT.rglob("*.py"))]


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_imports_point_downwards() -> None:
    wrong = []
    for package, path in modules():
        for name in imported(path):
            parts = name.split(".")
            if parts[0] == "sopflow" and len(parts) > 1 and parts[1] != package and LAYERS[parts[1]] >= LAYERS[package]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_each_library_has_one_importer() -> None:
    wrong = []
    for package, path in modules():
        for name in imported(path):
            library = name.split(".")[0]
            if library in SOLE_IMPORTERS and package not in SOLE_IMPORTERS[library]:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []
