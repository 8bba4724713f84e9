"""A value of any type that a drawing takes, from the types of its arguments and of their fields."""

import ast
import dataclasses
import importlib
import inspect
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import ModuleType
from typing import Any

from hypothesis import strategies as st

from tests.blocks.samples import (
    NAMES,
)
from tests.blocks.values import DAYS, MOMENTS, SPECIAL, WHOLE, Strategy, many


@cache
def hints(of: Callable[..., Any]) -> dict[str, Any]:
    """The types of its arguments or fields, also of those imported for the type checker alone."""
    module = importlib.import_module(of.__module__)
    return typing.get_type_hints(of, {**_imported(module), **vars(module)})


@cache
def _imported(module: ModuleType) -> dict[str, Any]:
    found = {}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ImportFrom) and node.module:
            there = importlib.import_module(node.module)
            for one in node.names:
                if hasattr(there, one.name):
                    found[one.asname or one.name] = getattr(there, one.name)
    return found


PLAIN: Mapping[Any, Strategy] = {
    str: NAMES, bool: st.booleans(), int: st.integers(0, 10**6), date: DAYS, datetime: MOMENTS,
    float: st.floats(0, 1e6), Any: st.none(),
}  # fmt: skip


@cache
def anything(hint: Any, name: str = "", owner: str = "") -> Strategy:
    """Any value of the type `hint`, for the field or argument `name` of `owner`."""
    if (owner, name) in SPECIAL:
        return SPECIAL[owner, name]
    if ("", name) in SPECIAL:
        return SPECIAL["", name]
    if hint in WHOLE:
        return WHOLE[hint]
    if hint in PLAIN:
        return PLAIN[hint]
    if inspect.isclass(hint) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if dataclasses.is_dataclass(hint) or hasattr(hint, "_fields"):
        return st.builds(hint, **arguments(hint))
    return _of_many(typing.get_origin(hint), typing.get_args(hint), name, owner)


def arguments(of: Any) -> dict[str, Strategy]:
    """Any value for each argument of a function, or for each field of a class."""
    owner = of.__name__ if inspect.isclass(of) else f"{of.__module__.split('.')[-1]}.{of.__name__}"
    return {
        name: anything(hint, name, owner) for name, hint in hints(of).items() if name != "return"
    }


def _of_many(origin: Any, given: tuple[Any, ...], name: str, owner: str) -> Strategy:
    if origin in (types.UnionType, typing.Union):
        kinds = [anything(one, name, owner) for one in given if one is not types.NoneType]
        return st.one_of(st.none(), *kinds) if types.NoneType in given else st.one_of(*kinds)
    if origin is tuple and given[-1] is not Ellipsis:
        return st.tuples(*[anything(one, name, owner) for one in given])
    if origin in (dict, Mapping):
        keys, values = (anything(one, name, owner) for one in given)
        return st.dictionaries(keys, values, max_size=40)
    made = {tuple: tuple, list: list, frozenset: frozenset, Sequence: list, Collection: list}
    return many(anything(given[0], name, owner)).map(made[origin])
