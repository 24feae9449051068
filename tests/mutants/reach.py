"""The tests that reach a line: recorded once by a run of all tests in a copy of the tree, then looked up for each mutant.

In: a copy of the tree; coverage data and records of `recording.py`. Out: `Reach`: ids of tests, quickest first, their seconds.
"""

from __future__ import annotations

import ast
import json
import math
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from coverage import Coverage, CoverageData

from tests.mutants.copies import environment
from tests.mutants.recording import CONTEXT, FOLDER

SETTINGS = """[run]
data_file = {folder}/coverage
parallel = true
sigterm = true
disable_warnings = no-data-collected, module-not-imported, already-imported
context = ${{{context}-}}
include =
    {copy}/*.py
    {copy}/**/*.py
omit = {copy}/tests/*
"""
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not long")
QUICK = 0.06  # seconds; below it, tests count as equally quick
Lines = Mapping[str, Mapping[int, set[str]]]  # contexts by file and line


def record(copy: Path, folder: Path) -> str:
    """Run all tests of the copy once, in two processes; their output. Files go to the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "coveragerc"
    settings.write_text(SETTINGS.format(folder=folder, copy=copy, context=CONTEXT), encoding="utf-8")
    more = {"COVERAGE_PROCESS_START": str(settings), CONTEXT: "", FOLDER: str(folder)}
    command = [sys.executable, *PYTEST, "-n", "2", "--dist", "loadfile", "-p", "tests.mutants.recording", "--tb=line"]
    done = subprocess.run(command, cwd=copy, env=environment(copy, **more), capture_output=True, text=True, check=False)
    (folder / "pytest.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    coverage = Coverage(config_file=str(settings))
    coverage.combine([str(folder)])
    coverage.save()
    return done.stdout


class Reach:
    """What a recording knows. `seconds` of a test are its own; shared fixtures are added by `cost`."""

    def __init__(self, copy: Path, folder: Path) -> None:
        self.seconds: dict[str, float] = {}
        self.uses: dict[str, set[str]] = defaultdict(set)
        self.unfit: set[str] = set()
        for path in folder.glob("record-*.json"):
            record = json.loads(path.read_text(encoding="utf-8"))
            self.seconds |= record["seconds"]
            self.unfit |= set(record["unfit"])
            for context, names in record["uses"].items():
                self.uses[context] |= set(names)
        self.tests = {name for name in self.seconds if "::" in name} - self.unfit
        self.users = self._users()
        self.lines = _contexts(copy, folder / "coverage")
        self.sources = {file: Source(copy / file) for file in self.lines}

    def fixtures(self, test: str) -> set[str]:
        """The shared fixtures a test asks for. Caches are not counted: whichever test comes first fills them."""
        return {name for name in self.uses.get(test, ()) if name.startswith("fixture-")}

    def cost(self, test: str) -> float:
        """Seconds of a test that runs alone in its file."""
        return self.seconds[test] + sum(self.seconds.get(name, 0.0) for name in self.fixtures(test))

    def tests_of(self, file: str, line: int) -> list[str]:
        """The tests that reach the line, quickest first; those of one file stay together among tests of like cost."""

        def order(test: str) -> tuple[int, str, float]:
            cost = self.cost(test)
            return round(math.log2(max(cost, QUICK))), test.partition("::")[0], cost

        return sorted(self._runners(file, line), key=order)

    def _users(self) -> Mapping[str, set[str]]:
        """Tests by the shared work they lean on, directly or through other shared work."""
        users: dict[str, set[str]] = defaultdict(set)
        for test in self.tests:
            waiting, seen = list(self.uses[test]), set[str]()
            while waiting:
                name = waiting.pop()
                if name not in seen:
                    seen.add(name)
                    users[name].add(test)
                    waiting += self.uses.get(name, ())
        return users

    def _runners(self, file: str, line: int) -> set[str]:
        source = self.sources.get(file)
        if source is None:
            return set()
        if line in source.lazy:
            return self._at(file, self._recorded(file, source.lazy[line], line))
        return self._readers(source, line) or self._at(file, source.lazy)

    def _recorded(self, file: str, span: range, line: int) -> Iterable[int]:
        """The line itself where coverage saw it run, else the whole statement: not every line of one has code."""
        return [line] if self.lines[file].get(line) else span

    def _readers(self, source: Source, line: int) -> set[str]:
        """Tests that run a line which names what the statement at `line` defines at import, directly or by way of other names."""
        names, seen, tests = set(source.defined_at(line)), set[str](), set[str]()
        while names:
            name = names.pop()
            seen.add(name)
            for file, other in self.sources.items():
                tests |= self._at(file, other.readers.get(name, ()))
                names |= other.passed_on.get(name, set()) - seen
        return tests

    def _at(self, file: str, lines: Iterable[int]) -> set[str]:
        contexts = set[str]().union(*(self.lines[file].get(line, set()) for line in lines))
        return (contexts & self.tests).union(*(self.users.get(name, set()) for name in contexts))


class Source:
    """A module's lines: which run when a function is called, and which names the others define or read at import."""

    def __init__(self, path: Path) -> None:
        self.lazy: dict[int, range] = {}  # statement's lines, by each line inside a function
        self.readers: dict[str, list[int]] = defaultdict(list)  # lines inside functions, by the names they read
        self.passed_on: dict[str, set[str]] = defaultdict(set)  # names defined at import out of a name
        self._defined: dict[int, set[str]] = {}
        tree = ast.parse(path.read_text(encoding="utf-8"))
        self._walk(tree.body, inside=False)

    def defined_at(self, line: int) -> set[str]:
        return self._defined.get(line, set())

    def _walk(self, body: Iterable[ast.stmt], *, inside: bool) -> None:
        for statement in body:
            function = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)
            blocks = [getattr(statement, name, None) or [] for name in ("body", "orelse", "finalbody")]
            blocks += [part.body for part in getattr(statement, "handlers", ()) or getattr(statement, "cases", ())]
            inner = [part for block in blocks for part in block]
            last = min((part.lineno for part in inner), default=(statement.end_lineno or statement.lineno) + 1) - 1
            span = range(statement.lineno, max(last, statement.lineno) + 1)
            if inside:
                self._note_lazy(statement, span)
            elif function:
                body_span = range(statement.body[0].lineno, (statement.end_lineno or 0) + 1)  # type: ignore[attr-defined]
                self.lazy |= dict.fromkeys(span, body_span)  # an argument's default acts when the function runs
            else:
                self._note_import(statement, span)
            self._walk(inner, inside=inside or function)

    def _note_lazy(self, statement: ast.stmt, span: range) -> None:
        for line in span:
            self.lazy[line] = span
        for node in ast.walk(statement):
            for name in _names(node):
                self.readers[name].append(getattr(node, "lineno", statement.lineno))

    def _note_import(self, statement: ast.stmt, span: range) -> None:
        targets = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
        names = {name for target in targets if target is not None for node in ast.walk(target) for name in _names(node)}
        if isinstance(statement, ast.ClassDef):
            names.add(statement.name)
        for line in span:
            self._defined[line] = names
        value = getattr(statement, "value", None)
        for node in ast.walk(value) if value is not None else ():
            for name in _names(node):
                self.passed_on[name] |= names


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [node.attr]
    return [node.arg] if isinstance(node, ast.keyword) and node.arg else []


def _contexts(copy: Path, path: Path) -> Lines:
    data = CoverageData(basename=str(path), suffix=False)
    data.read()
    lines: dict[str, dict[int, set[str]]] = {}
    for measured in data.measured_files():
        if measured.endswith(".py") and Path(measured).is_relative_to(copy):
            file = os.path.relpath(measured, copy)
            lines[file] = {line: set(names) for line, names in data.contexts_by_lineno(measured).items()}
    return lines
