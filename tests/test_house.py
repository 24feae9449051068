"""The house: every package has one door, nobody reaches past it, folders and packages stay small enough to be seen at a glance.

The layers are contracts of import-linter (pyproject.toml). Here is what it cannot say: a door exports what it promises, a name
of a door is never a module's name, only the command line prints, sizes.
"""

from __future__ import annotations

import ast
import importlib
import re
from functools import cache
from pathlib import Path

import pytest

from data.paths import ROOT

FOLDERS = ("crawler", "data", "diembao", "digest", "nlp", "ops")
DOOR_NAMES = 12  # names that a door may have
ROOT_ENTRIES = 14  # modules and packages in a folder's root
PACKAGE_MODULES = 17  # modules in a package
CROWDS = {"crawler/spiders"}  # one file an outlet: as many as there are outlets
# A variable called so says nothing of what it holds.
BANNED = {"found", "told", "said", "given", "one", "here", "what", "own", "known"}


@cache
def sources() -> dict[str, Path]:
    """Every module of the house by its dotted name; a package by its own."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
    }


@cache
def tree(path: Path) -> ast.Module:
    """The module, parsed."""
    return ast.parse(path.read_text("utf-8"))


def packages() -> list[str]:
    """The dotted names of all packages."""
    return [name for name, path in sources().items() if path.name == "__init__.py"]


def package_of(module: str) -> str:
    """The package a module stands in; a package stands in itself."""
    return module if module in packages() else module.rpartition(".")[0]


@cache
def door(package: str) -> tuple[str, ...]:
    """The names in a package's `__all__`."""
    return tuple(getattr(importlib.import_module(package), "__all__", ()))


def imports(path: Path) -> list[tuple[int, str, str]]:
    """(line, module, name) of every `from module import name` of ours in a file."""
    return [
        (node.lineno, node.module, alias.name)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] in FOLDERS
        for alias in node.names
    ]


@pytest.mark.parametrize("package", packages())
def test_a_door_says_what_it_opens_and_opens_it(package: str) -> None:
    module = importlib.import_module(package)
    assert module.__doc__, "a package says which one question it answers"
    assert hasattr(module, "__all__"), "a package has a door"
    assert len(door(package)) <= DOOR_NAMES
    missing = [name for name in door(package) if not hasattr(module, name) and f"{package}.{name}" not in sources()]
    assert not missing


@pytest.mark.parametrize("package", packages())
def test_a_name_of_a_door_is_no_modules_name_unless_it_is_that_module(package: str) -> None:
    """`from package import name` must mean one thing, however much of the package is loaded already."""
    module = importlib.import_module(package)
    clashes = [
        name
        for name in door(package)
        if f"{package}.{name}" in sources()
        and getattr(module, name, None) not in (None, importlib.import_module(f"{package}.{name}"))
    ]
    assert not clashes


def past_the_door(importer: str, module: str, name: str) -> bool:
    """Whether an import takes something from inside a package that its door does not offer."""
    target = f"{module}.{name}" if f"{module}.{name}" in sources() else module
    package = package_of(target)
    if package == package_of(importer) or target == package:
        return target == package and name not in door(package) and f"{module}.{name}" not in sources()
    if target in packages():
        return False
    inside = target.removeprefix(f"{package}.")
    return inside not in door(package)


@pytest.mark.parametrize("folder", FOLDERS)
def test_nobody_reaches_past_a_door(folder: str) -> None:
    reaching = [
        f"{path.relative_to(ROOT)}:{line} from {module} import {name}"
        for importer, path in sources().items()
        if importer.partition(".")[0] == folder
        for line, module, name in imports(path)
        if past_the_door(importer, module, name)
    ]
    assert not reaching


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_is_seen_at_a_glance(folder: str) -> None:
    entries = [
        entry.name
        for entry in (ROOT / folder).iterdir()
        if (entry.suffix == ".py" and entry.name not in {"__init__.py", "__main__.py"}) or (entry / "__init__.py").exists()
    ]
    assert len(entries) <= ROOT_ENTRIES, sorted(entries)


def test_a_package_is_seen_at_a_glance() -> None:
    large = {
        package: count
        for package in packages()
        if package.replace(".", "/") not in CROWDS
        if (count := sum(name.rpartition(".")[0] == package for name in sources() if name not in packages())) > PACKAGE_MODULES
    }
    assert not large


def test_only_the_command_line_prints_and_exits() -> None:
    """Libraries return records and raise. A build tool (`python -m …`) prints under its own `main`."""
    speaking = re.compile(r"(?<![\w.])print\(|sys\.(?:stdout|stderr|exit)\b|SystemExit|click\.echo|TextIO")
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for name, path in sources().items()
        if not name.startswith("diembao.cli") and name not in TOOLS
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if speaking.search(line) and not line.lstrip().startswith(("#", '"""'))
    ]
    assert not guilty


TOOLS = {
    "crawler.bench.crawl",  # one run of the bench as a child: prints its result
    "crawler.bench.site",  # the bench's server: prints its port
    "data.gazetteer.build.check_units",
    "data.gazetteer.build.write_units",
    "diembao.demo.press_day.day",  # the checker of a press day
    "diembao.demo.replay.server",  # prints its port
    "nlp.training.train",
    "ops.generated_docs",
    "ops.setup",
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_variables_say_what_they_hold(folder: str) -> None:
    guilty = [
        f"{path.relative_to(ROOT)}:{node.lineno} {name}"
        for module, path in sources().items()
        if module.partition(".")[0] == folder
        for node in ast.walk(tree(path))
        if (name := bound_name(node)) in BANNED or name in FOLDERS
    ]
    assert not guilty


def bound_name(node: ast.AST) -> str | None:
    """The name that a node binds as a variable or argument."""
    if isinstance(node, ast.arg):
        return node.arg
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else None


def test_every_folder_begins_its_readme_with_its_map() -> None:
    for folder in FOLDERS:
        text = (ROOT / folder / "README.md").read_text("utf-8")
        rows = re.findall(r"^\| `([\w/.]+)`", text, re.MULTILINE)
        children = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
        assert children <= {row.strip("/").rpartition("/")[2] for row in rows}, folder


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_map_names_only_what_its_doors_open(folder: str) -> None:
    """A row of a map: package or module, its question, names of its door (or of a module that the door makes public)."""
    text = (ROOT / folder / "README.md").read_text("utf-8")
    closed = []
    for place, names in re.findall(r"^\| `([\w/.]+?)/?` \|[^|\n]*\|([^|\n]*)\|\s*$", text, re.MULTILINE):
        module = ".".join((folder, *Path(place).with_suffix("").parts))
        if module not in sources():
            continue
        public = [module, *(f"{module}.{name}" for name in door(module) if f"{module}.{name}" in sources())]
        closed += [
            f"{module} {name}"
            for name in re.findall(r"`(\w+)`", names)
            if f"{module}.{name}" not in public and not any(hasattr(importlib.import_module(inside), name) for inside in public)
        ]
    assert not closed
