"""sopflow: official Indonesian procedure documents (SOP AP) from text.

The names of `sopflow.api` stand here: `sopflow.compile(text).svg()`. They are imported when they are asked for, because the command
line does without them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sopflow.api import CompileError, Diagnostic, Document, Options, View, ViewError, build_many, compile, compile_file

__version__ = "0.1.0"

__all__ = [
    "CompileError",
    "Diagnostic",
    "Document",
    "Options",
    "View",
    "ViewError",
    "__version__",
    "build_many",
    "compile",
    "compile_file",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'sopflow' has no attribute '{name}'")
    from sopflow import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return __all__


def load_ipython_extension(shell: Any) -> None:
    """What `%load_ext sopflow` calls in a notebook."""
    from sopflow.integrations.notebook import register

    register(shell)
