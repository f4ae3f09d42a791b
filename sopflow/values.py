"""`NamedTuple`, as in `typing`, from classes that are made in a sixth of the time: the values of a build are a hundred and more, and each
start of the program makes all their classes.

In: a class with annotated fields, some with defaults. Out: a tuple with named fields, which checkers of types take for one of `typing`'s,
and which does what these do: order, equality, hash, `_replace`, `_asdict`, pickling, matching. What is left out is what takes the time:
checks of names and types, which mypy does, and compiling a constructor for each class. Constructors of the same number of fields differ
in names only, so one is compiled for each number and given the names.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from functools import cache
    from types import FunctionType

    try:
        from _collections import _tuplegetter as getter
    except ImportError:  # another Python than CPython

        def getter(index, doc):
            return property(lambda self: tuple.__getitem__(self, index), doc=doc)

    class _Maker(type):
        """Makes the classes."""

        def __new__(maker, name, bases, body):
            if bases:  # not NamedTuple itself
                body["__slots__"] = ()
            made = super().__new__(maker, name, bases, body)
            fields = made._fields = made.__match_args__ = tuple(made.__annotations__)
            made._field_defaults = {field: body[field] for field in fields if field in body}
            made.__new__ = _constructor(fields, tuple(made._field_defaults.values()))
            for index, field in enumerate(fields):
                setattr(made, field, getter(index, f"Field {index}."))
            return made

    def _constructor(fields, defaults):
        like = _constructor_of(len(fields))
        return FunctionType(like.__code__.replace(co_varnames=("_cls", *fields)), like.__globals__, "__new__", defaults)

    @cache
    def _constructor_of(size):
        names = "".join(f"_{index}, " for index in range(size))
        return eval(f"lambda _cls, {names}: _new(_cls, ({names}))", {"_new": tuple.__new__, "__builtins__": {}})

    class NamedTuple(tuple, metaclass=_Maker):
        """The methods that all values share."""

        __slots__ = ()

        @classmethod
        def _make(cls, parts):
            made = tuple.__new__(cls, parts)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no field {', '.join(changes)}")
            return made

        __replace__ = _replace

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

        def __getnewargs__(self):
            return tuple(self)
