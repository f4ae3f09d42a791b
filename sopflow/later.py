"""Modules and classes that are imported when something of them is used: libraries import much that their work here does not need.

In: names. Out: what stands in their place, and does what they do.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """Stands for a module until something of it is asked for that is not among `known`. `place`: the module, if of another name."""

    def __init__(self, name: str, place: str = "", **known: object) -> None:
        super().__init__(name)
        vars(self).update(known, _place=place or name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by the import system, which would ask of every module
            raise AttributeError(name)
        return getattr(self.imported(), name)

    def imported(self) -> Any:
        """The module. Who holds this one in its place finds everything here too."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        module = import_module(vars(self)["_place"])
        vars(self).update(vars(module))
        return module


class LaterClass(type):
    """The class of what stands for a class until it is used: it has what the class has, makes its instances, and knows them."""

    module: str

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):  # asked by `typing`, which would ask of every class
            raise AttributeError(name)
        return getattr(cls._meant(), name)

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        return cls._meant()(*arguments, **named)

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls._meant())

    def _meant(cls) -> Any:
        return getattr(import_module(cls.module), cls.__name__)


def later_class(module: str, name: str) -> LaterClass:
    """What stands for a class of a module."""
    return LaterClass(name, (), {"module": module})


@contextmanager
def standing_in(*modules: ModuleType) -> Iterator[None]:
    """Modules that those which are imported now get in place of the real ones, unless these are there."""
    placed = [each for each in modules if sys.modules.setdefault(each.__name__, each) is each]
    try:
        yield
    finally:
        for each in placed:
            if sys.modules.get(each.__name__) is each:
                del sys.modules[each.__name__]
