"""Plugin for pytest: which test reaches which line, also by a child process, a shared fixture or a cache that was full already.

In: a test run with `COVERAGE_PROCESS_START` set, so that coverage runs in this process and in every child. Out: coverage data
with one context per test and per shared work; `record-<process>.json`: seconds of tests and shared work, and who leans on what.
"""

from __future__ import annotations

import functools
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Generator, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CONTEXT = "MUTANTS_CONTEXT"  # children read it: the configuration of coverage names it as their context
FOLDER = "MUTANTS_RECORDING"
ROOT = str(Path(__file__).resolve().parents[2])
MISSING = object()


class Recorder:
    """Keeps the current context: a test, or work that several tests share."""

    def __init__(self) -> None:
        self.stack = [""]
        self.uses: dict[str, set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}  # of a test: without shared work; of shared work: with all it leans on
        self.nested = [0.0]
        self.unfit: set[str] = set()
        self.names: dict[Hashable, str] = {}

    def name_of(self, kind: str, *key: Hashable) -> str:
        """The short name of shared work, "fixture-…" or "cache-…"; another one in every process."""
        return self.names.setdefault((kind, key), f"{kind}-{os.getpid()}-{len(self.names)}")

    def use(self, name: str) -> None:
        """The current context leans on this shared work."""
        self.uses[self.stack[-1]].add(name)

    @contextmanager
    def context(self, name: str) -> Iterator[None]:
        """Lines that run inside belong to this context."""
        self.stack.append(name)
        self.nested.append(0.0)
        self._switch()
        began = time.perf_counter()
        try:
            yield
        finally:
            took, within = time.perf_counter() - began, self.nested.pop()
            self.nested[-1] += took
            self.seconds[name] = took - within if "::" in name else took
            self.stack.remove(name)
            self._switch()

    def _switch(self) -> None:
        import coverage

        os.environ[CONTEXT] = self.stack[-1]
        running = coverage.Coverage.current()
        if running is not None:
            running.switch_context(self.stack[-1])

    def write(self, folder: Path) -> None:
        """Save what was seen in this process."""
        record = {
            "seconds": {name: round(seconds, 4) for name, seconds in self.seconds.items()},
            "unfit": sorted(self.unfit),
            "uses": {context: sorted(names) for context, names in self.uses.items()},
        }
        (folder / f"record-{os.getpid()}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


RECORDER = Recorder()


def _is_ours(function: Callable[..., Any]) -> bool:
    code = getattr(function, "__code__", None)
    return code is not None and code.co_filename.startswith(ROOT + os.sep)


def recorded_cache(function: Callable[..., Any], *, plain: Callable[..., Any] = functools.cache) -> Callable[..., Any]:
    """`functools.cache` for our functions, with the filling of an entry recorded as shared work."""
    if not _is_ours(function):
        return plain(function)  # type: ignore[no-any-return]
    entries: dict[Hashable, Any] = {}

    @functools.wraps(function)
    def call(*args: Hashable, **named: Hashable) -> Any:
        key = (args, tuple(sorted(named.items())))
        name = RECORDER.name_of("cache", function.__module__, function.__qualname__, key)
        RECORDER.use(name)
        if entries.get(key, MISSING) is MISSING:
            with RECORDER.context(name):
                entries[key] = function(*args, **named)
        return entries[key]

    call.cache_clear = entries.clear  # type: ignore[attr-defined]
    return call


def recorded_lru_cache(maxsize: Any = 128, typed: bool = False, *, plain: Callable[..., Any] = functools.lru_cache) -> Any:
    """`functools.lru_cache`; the small caches of our page readers are left out, so that each test runs the lines itself."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        if maxsize is not None and _is_ours(function) and function.__module__.startswith("crawler"):
            function.cache_clear = lambda: None  # type: ignore[attr-defined]
            return function
        return plain(maxsize, typed)(function)  # type: ignore[no-any-return]

    return plain(maxsize) if callable(maxsize) else decorate


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Generator[None, object, object]:
    if fixturedef.scope == "function":
        return (yield)
    with RECORDER.context(RECORDER.name_of("fixture", fixturedef.baseid, fixturedef.argname)):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    fixtures = getattr(item, "_fixtureinfo", None)
    with RECORDER.context(item.nodeid):
        for definitions in fixtures.name2fixturedefs.values() if fixtures else ():
            if definitions[-1].scope != "function":
                RECORDER.use(RECORDER.name_of("fixture", definitions[-1].baseid, definitions[-1].argname))
        return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.outcome != "passed":
        RECORDER.unfit.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    import coverage

    running = coverage.Coverage.current()
    if running is not None and RECORDER.seconds:
        running.stop()
        running.save()
        RECORDER.write(Path(os.environ[FOLDER]))


functools.cache = recorded_cache  # type: ignore[assignment]
functools.lru_cache = recorded_lru_cache
