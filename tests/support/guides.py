"""Follows a guide of ours to the letter in a copy of the repository.

A fenced block of a guide is a step: `python PATH`, `html PATH` and `toml PATH` are files to write, `diff PATH` a change to make,
`sh` commands to run. What the guide does not say is not done.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.paths import ROOT

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 120  # for one command on a busy machine


def copy_checkout(folder: Path) -> Path:
    """Copies what git tracks into a folder: a stranger's checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("this copy is not a git checkout, so its own files cannot be told from others")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    for words in (["init", "-q"], ["add", "--all"]):  # tests of ours ask git which files are ours
        subprocess.run(["git", *words], cwd=folder, check=True)  # noqa: S607
    return folder


def run(folder: Path, *words: str, status: int = 0) -> str:
    """What a command prints in the copy when it ends with `status`; its modules come from there."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DIEMBAO_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == status, f"{shlex.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout + (done.stderr if status else "")


def steps(document: Path, heading: str) -> Iterator[tuple[str, str, str]]:
    """Kind, path and text of each fenced block below one heading."""
    text = document.read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert section, f"{document} has no section {heading}"
    for match in FENCE.finditer(section):
        yield match[1], match[2] or "", match[3]


def follow(folder: Path, document: Path, heading: str) -> dict[str, str]:
    """Does every step of a guide in the copy. Command -> its output."""
    outputs: dict[str, str] = {}
    for kind, path, text in steps(document, heading):
        if kind in ("python", "html", "toml"):
            assert not (folder / path).exists(), f"{path} is there already"
            (folder / path).write_text(text, encoding="utf-8")
        elif kind == "diff":
            change(folder / path, text)
        else:
            assert kind == "sh", kind
            for line in text.splitlines():
                program, *words = shlex.split(line)
                outputs[line] = run(folder, *{"python": [], "diembao": ["-m", "diembao"]}[program], *words)
    return outputs


def change(path: Path, difference: str) -> None:
    """Makes the change that a diff block shows; its context must stand in the file exactly once."""
    lines = difference.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path} has not exactly one such place:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")
