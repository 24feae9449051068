"""Copies of the tree for the workers, and the environment in which Python sees a copy and never the installed tree.

In: the root of the tree. Out: folders, an environment, and proof that modules come from the copy.
"""

from __future__ import annotations

import compileall
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from py_compile import PycInvalidationMode

TOOL = "tests/mutants/"
WHERE = "import importlib, json, sys; print(json.dumps([importlib.import_module(name).__file__ for name in sys.argv[1:]]))"


def tree_files(root: Path) -> list[str]:
    """The files of the tree as git sees it, changed and new ones too, without what it ignores."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in set(listed.split("\0")) if name and (root / name).is_file())


def stamp_of(root: Path, files: Iterable[str]) -> str:
    """A hash of the tree without this tool: results belong to one state of the code and its tests."""
    digest = hashlib.sha256()
    for name in files:
        if not name.startswith(TOOL):
            digest.update(name.encode() + b"\0" + hashlib.sha256((root / name).read_bytes()).digest())
    return digest.hexdigest()[:16]


def fresh_copy(root: Path, files: Iterable[str], copy: Path) -> Path:
    """Copy the tree, and compile it so that bytecode is checked by content: a mutant may be as long and as old as its source."""
    shutil.rmtree(copy, ignore_errors=True)
    for name in files:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, copy / name)
    compileall.compile_dir(copy, quiet=1, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return copy


def environment(copy: Path, **more: str) -> dict[str, str]:
    """The variables for a run inside the copy: it comes before the installed tree, and is no git checkout."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE_", "PYTEST_", "DIEMBAO_"))}
    own = {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "GIT_CEILING_DIRECTORIES": str(copy.parent)}
    return kept | own | more


def check_origin(copy: Path, files: Iterable[str]) -> None:
    """Raise RuntimeError unless a child process started elsewhere imports every deciding module from the copy."""
    names = [name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in files]
    command = [sys.executable, "-c", WHERE, *names]
    shown = subprocess.run(command, cwd=copy.parent, env=environment(copy), capture_output=True, text=True, check=True).stdout
    strangers = [path for path in json.loads(shown) if not Path(path).resolve().is_relative_to(copy.resolve())]
    if strangers:
        raise RuntimeError(f"modules come from another tree than the copy: {strangers}")
