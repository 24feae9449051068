"""Rules of the house that no linter checks: module size, names, one clock, honest documentation, clean repository."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import click
import pytest

from data.model import OWNER_TYPES, TONES, TOPICS, Outcome
from data.model.outcomes import OUTCOME_LABELS
from data.paths import ROOT
from diembao.cli import main

OURS = ("crawler", "data", "diembao", "digest", "nlp", "ops")
LONGEST_MODULE = 500  # lines


def tracked(*suffixes: str) -> list[Path]:
    """The files of the repository with one of these endings."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("this copy is not a git checkout, so its own files cannot be told from others", allow_module_level=True)
    return [ROOT / name for name in listed.stdout.splitlines() if name.endswith(suffixes) and (ROOT / name).exists()]


def documents() -> str:
    """All documentation of the repository as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in tracked(".md") if "models" not in path.parts)


def commands(group: click.Group, prefix: str = "") -> Iterator[str]:
    """Every command, "outlets list" style."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield prefix + name


@pytest.mark.parametrize("path", tracked(".py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_readable(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_MODULE
    assert path.name not in {"utils.py", "util.py", "helpers.py", "misc.py"}
    assert path.name == "__init__.py" or lines[0].startswith('"""'), "a module says what comes in and what goes out"


def test_only_the_front_door_and_the_clock_read_the_clock() -> None:
    reading = re.compile(r"datetime\.now\(|date\.today\(|datetime\.utcnow\(|(?<![\w.])time\.time\(")
    guilty = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked(".py")
        if path.parts[len(ROOT.parts)] != "tests" and path.name not in {"entry.py", "clock.py"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if reading.search(line)
    ]
    assert not guilty


def test_no_stage_knows_the_front_door() -> None:
    importing = re.compile(r"^\s*(?:from|import) diembao", re.MULTILINE)
    stages = [path for path in tracked(".py") if path.relative_to(ROOT).parts[0] in {"crawler", "data", "digest", "nlp"}]
    assert [str(path) for path in stages if importing.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("door", ["diembao/cli/entry.py", "diembao/demo/run.py", "diembao/demo/office.py"])
def test_the_front_door_opens_no_library_of_a_stage(door: str) -> None:
    forbidden = re.compile(
        r"^\s*(?:from|import) (scrapy|twisted|bs4|parsel|lxml|underthesea|sqlite|jinja2|smtplib|schedule)", re.MULTILINE
    )
    assert not forbidden.search((ROOT / door).read_text(encoding="utf-8"))


def test_our_import_names_are_ours() -> None:
    claimed = packages_distributions()
    assert {name: claimed[name] for name in OURS if set(claimed.get(name, [])) - {"diembao"}} == {}


def test_documentation_names_every_command() -> None:
    text = documents()
    assert [name for name in commands(main) if f"diembao {name}" not in text] == []


def test_documentation_names_every_outcome_topic_and_owner_type() -> None:
    text = documents()
    assert [outcome.value for outcome in Outcome if f"`{outcome.value}`" not in text or outcome.label not in text] == []
    assert [slug for slug, label in (TOPICS | OWNER_TYPES).items() if f"`{slug}`" not in text or label not in text] == []
    assert [slug for slug in TONES if f"`{slug}`" not in text] == []
    assert set(OUTCOME_LABELS) == set(Outcome)


def test_documentation_names_every_setting() -> None:
    from data.settings import settings_table

    text = documents()
    assert [setting.key for setting in settings_table() if f"`{setting.key}`" not in text] == []


def test_documentation_names_every_outlet() -> None:
    from crawler.register import outlet_facts

    text = documents()
    facts = outlet_facts()
    assert [
        name for name, outlet in facts.items() if not re.search(rf"\| `?{name}`? \|", text) or outlet.full_label not in text
    ] == []


def test_ci_runs_exactly_the_tests() -> None:
    lines = [
        line for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    assert lines[-1] == "make test"
    assert sum("make" in line for line in lines) == 1


def test_help_of_every_command_teaches() -> None:
    from click.testing import CliRunner

    for name in commands(main):
        shown = CliRunner().invoke(main, [*name.split(), "--help"])
        assert shown.exit_code == 0, name
        assert "Ví dụ" in shown.output, name


def test_repository_names_no_machine_and_no_registry() -> None:
    forbidden = re.compile(r"/work/|/tmp/|/root/|pypi\.org|pythonhosted|npmjs|deb\.debian|/opt/pypi")
    files = tracked(".py", ".md", ".toml", ".lock", ".cfg", "Makefile", ".html", ".txt", ".tsv", ".jsonl")
    guilty = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in files
        if path != Path(__file__).resolve() and (found := forbidden.search(path.read_text(encoding="utf-8")))
    ]
    assert not guilty


def test_every_dependency_is_named_with_its_purpose_and_its_door() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    names = [re.split(r"[<>=~ ]", line)[0] for line in (*project["dependencies"], *extras)]
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert [name for name in names if f"`{name}`" not in text] == []


def test_what_only_the_demo_or_a_bench_needs_is_no_dependency_of_an_office() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[<>=~ ]", line)[0] for line in project["dependencies"]}
    assert not needed & {"aiosmtpd", "datasketch", "scikit-learn", "defusedxml"}
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    assert "aiosmtpd==" not in locked
    assert "aiosmtpd==" in (ROOT / "requirements-demo.lock").read_text("utf-8")


def test_help_loads_nothing_heavy() -> None:
    """What only one command needs is imported when that command runs, so that `--help` answers at once."""
    code = "import sys, diembao.cli; print(*sorted(name for name in sys.modules if '.' not in name))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"concurrent", "docx", "jinja2", "lxml", "matplotlib", "multiprocessing", "numpy", "rich", "scrapy", "sqlite3",
             "sqlite_utils", "twisted", "underthesea"}  # fmt: skip
    assert not heavy & set(done.stdout.split())
