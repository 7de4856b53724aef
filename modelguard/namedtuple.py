"""`NamedTuple` as `typing` has it, for classes that cost little to create.

The hook creates eighty of them on every commit. The one of `typing` compiles a constructor for
each, which takes longer than to import the module; here all share one. mypy sees no difference.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    # What the named tuples of the standard library read their fields with, in C.
    from collections import _tuplegetter as field_getter

    class _Meta(type):
        @classmethod
        def __prepare__(cls, name, bases):
            return {"__slots__": ()}

        def __init__(cls, name, bases, body):
            fields = tuple(cls.__annotations__)
            cls._fields = cls.__match_args__ = fields
            cls._field_defaults = {field: body[field] for field in fields if field in body}
            cls._size = len(fields)
            cls._defaults = tuple(cls._field_defaults.values())
            for index, field in enumerate(fields):
                setattr(cls, field, field_getter(index, None))

    class NamedTuple(tuple, metaclass=_Meta):
        """Base of classes whose annotations are the fields, see `typing.NamedTuple`."""

        def __new__(cls, /, *values, **named):
            if named:
                values += _rest(cls, len(values), named)
            missing = cls._size - len(values)
            if missing:
                values += cls._defaults[-missing:] if missing > 0 else ()
            if named or (missing and len(values) != cls._size):
                raise _error(cls)
            return tuple.__new__(cls, values)

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            fields = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({fields})"

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, /, **changes):
            changed = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise _error(type(self))
            return changed

    def _rest(cls, start, named):
        """The values of the fields from `start` on: by name, taken out of `named`, or default."""
        defaults = cls._field_defaults
        try:
            return tuple(
                [
                    named.pop(field) if field in named else defaults[field]
                    for field in cls._fields[start:]
                ]
            )
        except KeyError as missing:
            raise _error(cls) from missing

    def _error(cls):
        return TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
