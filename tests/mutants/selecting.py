"""Plugin for pytest: run the named tests in the given order, stop a test that hangs, tell which one failed.

In: a folder (`MUTANTS_SELECTION`) with `tests.json`: pairs of test id and seconds it may take. Out, in the same folder:
`outcome.json`, `group` (process group, to end children that outlive the run), `current` (running test), `hang` (traceback).
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

SELECTION = "MUTANTS_SELECTION"
ROOT = Path(__file__).resolve().parents[2]


class Selecting:
    """One run of chosen tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.limits: dict[str, float] = dict(json.loads((folder / "tests.json").read_text(encoding="utf-8")))
        self.failed: list[str] = []
        self.hang = (folder / "hang").open("w")
        (folder / "group").write_text(str(os.getpgrp()))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        places = {test: place for place, test in enumerate(self.limits)}
        items[:] = sorted((item for item in items if item.nodeid in places), key=lambda item: places[item.nodeid])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        (self.folder / "current").write_text(item.nodeid, encoding="utf-8")
        faulthandler.dump_traceback_later(self.limits[item.nodeid], exit=True, file=self.hang)
        try:
            return (yield)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        outcome = {"failed": self.failed, "strangers": strangers()}
        (self.folder / "outcome.json").write_text(json.dumps(outcome, ensure_ascii=False), encoding="utf-8")


def strangers() -> list[str]:
    """Files of modules that bear a name of this tree but were imported from another place."""
    names = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    files = [getattr(module, "__file__", None) for name, module in sys.modules.items() if name.split(".")[0] in names]
    return [file for file in files if file and not Path(file).is_relative_to(ROOT)]


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Selecting(Path(os.environ[SELECTION])), "mutants-selecting")
