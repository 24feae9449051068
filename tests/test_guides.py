"""The guides "How to add an outlet" and "How to add a setting", followed to the letter in a copy of the repository.

A fenced block of a guide is a step: `python PATH` and `html PATH` are files to write, `diff PATH` a change to make, `sh` commands
to run. What the guide does not say is not done.
"""

from __future__ import annotations

import json
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


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git tracks: a stranger's checkout."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("this copy is not a git checkout, so its own files cannot be told from others")
    folder = tmp_path_factory.mktemp("checkout")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def run(folder: Path, *words: str) -> str:
    """The output of one command in the copy. Its modules come from there: Python puts the folder it runs in first."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DIEMBAO_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, f"{shlex.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


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
        if kind in ("python", "html"):
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


def test_an_outlet_is_added_by_following_the_guide(copy: Path) -> None:
    outputs = follow(copy, ROOT / "crawler" / "README.md", "How to add an outlet")
    assert " baothunghiem " in outputs["diembao outlets list"]
    (tests,) = [output for command, output in outputs.items() if "pytest" in command]
    assert int(re.findall(r"(\d+) passed", tests)[-1]) >= 20  # its facts, 13 fields of its page, 8 of a replayed one
    (case,) = json.loads((copy / "tests/pages/baothunghiem/expected.json").read_text(encoding="utf-8")).values()
    assert (case["status"], case["fields"]["outlet"]) == (0, "baothunghiem")
    assert case["fields"]["title"] == "Hợp tác xã ở Thanh Hà thử máy sấy vải"
    assert case["fields"]["summary"] == "Mỗi mẻ được tám tạ quả khô."
    assert case["fields"]["published_at"] == "2026-06-01T16:35:00+07:00"
    assert case["fields"]["body"].count("\n") == 1
    assert "| `baothunghiem` | Báo Thử Nghiệm |" in (copy / "crawler/README.md").read_text(encoding="utf-8")


def test_a_setting_is_added_by_following_the_guide(copy: Path) -> None:
    follow(copy, ROOT / "data" / "README.md", "How to add a setting")
    assert "| `crawl.quiet_hours` | `0` | Số giờ ban đêm" in (copy / "README.vi.md").read_text(encoding="utf-8")
    assert "quiet_hours = 0" in (copy / "data/office.example.toml").read_text(encoding="utf-8")
    office = copy / "office.toml"
    office.write_text('[office]\nprovince = "hai-duong"\n[crawl]\nquiet_hours = 5\n', encoding="utf-8")
    read = "import sys; from pathlib import Path; from data.settings.office import SettingsError, load_office\n"
    code = f"{read}print(load_office(Path('office.toml'), {{}}).crawl_quiet_hours)"
    assert run(copy, "-c", code) == "5\n"
    code = f"{read}print(load_office(Path('office.toml'), {{'DIEMBAO_CRAWL_QUIET_HOURS': '7'}}).crawl_quiet_hours)"
    assert run(copy, "-c", code) == "7\n"
    code = f"{read}try: load_office(Path('office.toml'), {{'DIEMBAO_CRAWL_QUIET_HOURS': '13'}})\n"
    refused = run(copy, "-c", code + "except SettingsError as error: print(error)")
    assert "quiet_hours" in refused.lower()
    assert "12" in refused
