"""Doors that open when they are used: a package's names are imported at their first use.

In: a package and the module of each name. Out: a module `__getattr__` (PEP 562). For packages whose insides are heavy (Scrapy,
numpy, models), or that are started as `python -m package.module`: importing one of their modules must not import them all.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any


def door(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of `package`: `modules` says in which of its modules each name of the door stands.

    The returned function raises AttributeError for any other name, as a module does.
    """

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{modules[name]}"), name)

    return load
