"""`StrEnum` as `enum` has it, for classes that cost little to create.

The hook creates a dozen of them on every commit, and the one of `enum` takes ten times as long for
each as a class of texts. mypy sees no difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enum import StrEnum as StrEnum
else:

    class _Meta(type):
        def __init__(cls, name, bases, body):
            cls._members = {}
            for key, value in body.items():
                if isinstance(value, str) and not key.startswith("_"):
                    member = cls._members[value] = str.__new__(cls, value)
                    member.name, member.value = key, value
                    setattr(cls, key, member)

        def __call__(cls, value):
            try:
                return cls._members[value]
            except (KeyError, TypeError):
                raise ValueError(f"{value!r} is not a valid {cls.__name__}") from None

        def __iter__(cls):
            return iter(cls._members.values())

        def __len__(cls):
            return len(cls._members)

        def __contains__(cls, value):
            return value in cls._members

    class StrEnum(str, metaclass=_Meta):
        """Base of classes whose texts are the members, see `enum.StrEnum`."""

        def __reduce__(self):
            return type(self), (self.value,)

        def __repr__(self):
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"
