"""The import direction that ARCHITECTURE.md states."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "sopflow"

LAYERS = {
    "__init__": 10,
    "collector": -1,
    "expressions": -1,
    "later": -1,
    "programs": -2,
    "values": -1,
    "reading": 0,
    "source": 0,
    "view": 0,
    "edits": 1,
    "diagnostics": 2,
    "english": 3,
    "richtext": 1,
    "drawing": 2,
    "fonts": 3,
    "messages": 4,
    "model": 2,
    "describe": 3,
    "schema": 3,
    "syntax": 3,
    "resolve": 4,
    "layout": 4,
    "export": 4,
    "audit": 5,
    "jsonbook": 5,
    "draw": 5,
    "load": 5,
    "format": 6,
    "pipeline": 6,
    "rules": 7,
    "bpmn": 7,
    "map": 8,
    "batch": 7,
    "api": 8,
    "drafting": 7,
    "services": 8,
    "watch": 8,
    "lsp": 9,
    "integrations": 9,
    "serve": 9,
    "cli": 10,
    "start": 11,
    "__main__": 12,
}
"""A module imports its own layer's package and lower layers only."""

SOLE_IMPORTERS: dict[str, set[str]] = {
    "lark": set(),
    "pygls": {"lsp"},
    "lsprotocol": {"lsp"},
    "websockets": {"serve"},
    "click": {"cli"},
    "markdown": {"integrations"},
    "docutils": {"integrations"},
    "sphinx": {"integrations"},
    "IPython": {"integrations"},
    "cairocffi": {"export"},
    "cairosvg": {"export"},
    "graphviz": {"export", "map"},
    "pikepdf": {"export"},
    "PIL": {"export"},
    "distributed": {"batch"},
}


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
