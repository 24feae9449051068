"""Run the drawn mutants: two workers, each with a copy of the tree, each mutant against the tests that reach its line.

In: the tree, a seed, a count. Out: `Result` records, also kept as JSON after each mutant, so that a run that was cut off goes on.
"""

from __future__ import annotations

import difflib
import json
import os
import shlex
import shutil
import signal
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from pathlib import Path
from queue import SimpleQueue
from time import monotonic

from tests.mutants.copies import environment
from tests.mutants.draw import FOLDER, Mutant
from tests.mutants.engine import fault, run_command
from tests.mutants.reach import Reach
from tests.mutants.selecting import SELECTION

WORKERS = 2
FIRST = 120  # tests of the first batch: most mutants die there, without the collecting of all test files
PATIENCE = 240.0  # seconds of tests per mutant, quickest first; what does not fit is not run, and cannot kill
HANG = 20.0, 8.0  # a test hangs after so many seconds plus so many times its recorded time
START = 60.0  # seconds to start pytest and collect
PYTEST = ("-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "tests.mutants.selecting", "--hypothesis-seed=0")


@dataclass(frozen=True)
class Result:
    """What became of one mutant. `verdict`: killed, survived or equivalent."""

    group: str
    file: str
    line: int
    operator: str
    occurrence: int
    verdict: str
    diff: list[str]
    reached_by: int = 0
    planned: int = 0
    killer: str = ""
    seconds: float = 0.0
    note: str = ""


@dataclass
class Worker:
    """A copy of the tree in which one mutant at a time lives, and a folder for what pytest tells."""

    copy: Path
    folder: Path
    reach: Reach

    def test(self, mutant: Mutant) -> Result:
        """Put the fault in, run the tests that reach it, take it out."""
        began = monotonic()
        tests = self.reach.tests_of(mutant.file, mutant.line)
        planned = within(tests, self.reach)
        killer = ""
        with fault(self.copy / mutant.file, mutant.operator, mutant.occurrence) as (before, after):
            for batch in (planned[:FIRST], planned[FIRST:]):
                if batch and not killer:
                    killer = self.killer(batch)
        return Result(
            mutant.group, mutant.file, mutant.line, mutant.operator, mutant.occurrence,
            verdict="killed" if killer else "survived", diff=difference(before, after), reached_by=len(tests),
            planned=len(planned), killer=killer, seconds=round(monotonic() - began, 1),
            note="" if tests else "no test reaches the line",
        )  # fmt: skip

    def killer(self, tests: Sequence[str], *, all_of_them: bool = False) -> str:
        """The first test that fails (all, one a line, if asked for), or hangs; "" when all pass."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        limits = [(test, HANG[0] + HANG[1] * self.reach.cost(test)) for test in tests]
        (self.folder / "tests.json").write_text(json.dumps(limits, ensure_ascii=False), encoding="utf-8")
        added = {SELECTION: str(self.folder), "PYTHONPATH": environment(self.copy)["PYTHONPATH"]}
        added["GIT_CEILING_DIRECTORIES"] = str(self.copy.parent)
        files = sorted({test.partition("::")[0] for test in tests})
        options = ["--maxfail=1000"] if all_of_them else []
        pytest = [sys.executable, *PYTEST, *options, f"--basetemp={self.folder / 'tmp'}", *files]
        command = ["env", "-C", str(self.copy), *(f"{key}={value}" for key, value in added.items()), *pytest]
        passed, output = run_command(shlex.join(command), START + sum(limit for _test, limit in limits))
        self._clear_away()
        return self._outcome(output, passed=passed)

    def _outcome(self, output: str, *, passed: bool) -> str:
        """The failed tests, as the plugin wrote. Raises RuntimeError when modules came from elsewhere, or nothing explains it."""
        written = self.folder / "outcome.json"
        if written.exists():
            outcome = json.loads(written.read_text(encoding="utf-8"))
            if outcome["strangers"]:
                raise RuntimeError(f"modules come from another tree than the copy: {outcome['strangers']}")
            if passed != (not outcome["failed"]):
                raise RuntimeError(f"pytest's exit and its reports differ: {output[-2000:]}")
            return "\n".join(outcome["failed"])
        if (self.folder / "current").exists():
            return f"time-out or crash in {(self.folder / 'current').read_text(encoding='utf-8')}"
        if output == "timeout" or "ImportError while loading conftest" in output or "Error" in output:
            return "import of the tests"
        raise RuntimeError(f"pytest told nothing: {output[-2000:]}")

    def _clear_away(self) -> None:
        """End children that a stopped run left behind: they are in its process group."""
        group = self.folder / "group"
        if group.exists():
            with suppress(ProcessLookupError):
                os.killpg(int(group.read_text()), signal.SIGKILL)


def within(tests: Sequence[str], reach: Reach) -> list[str]:
    """The first tests that fit into the patience; a shared fixture counts once."""
    seen: set[str] = set()

    def added(test: str) -> float:
        new = reach.fixtures(test) - seen
        seen.update(new)
        return reach.seconds[test] + sum(reach.seconds.get(name, 0.0) for name in new)

    totals = accumulate(added(test) for test in tests)
    return [test for test, total in zip(tests, totals, strict=True) if total <= PATIENCE]


def difference(before: str, after: str) -> list[str]:
    """The changed lines, "-" and "+"."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def with_equivalent(results: Iterable[Result]) -> list[Result]:
    """Survivors that `equivalent.toml` names get that verdict and its reason. A killed mutant stays killed."""
    named = tomllib.loads((FOLDER / "equivalent.toml").read_text(encoding="utf-8")).get("mutant", [])
    reasons = {tuple(entry[name] for name in ("file", "operator", "line", "becomes")): str(entry["reason"]) for entry in named}

    def judged(result: Result) -> Result:
        line, becomes = (" ".join(part[1:].strip() for part in result.diff if part[0] == sign) for sign in "-+")
        reason = reasons.get((result.file, result.operator, line, becomes))
        return replace(result, verdict="equivalent", note=reason) if reason and result.verdict == "survived" else result

    return [judged(result) for result in results]


def run(mutants: Iterable[Mutant], workers: Sequence[Worker], kept: Path, tell: Callable[[Result], None]) -> list[Result]:
    """Test every mutant that the file of kept results lacks; the results in the order of the draw."""
    mutants = list(mutants)
    results = {key_of(result): result for result in load(kept)}
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def work(mutant: Mutant) -> Result:
        worker = idle.get()
        try:
            return worker.test(mutant)
        finally:
            idle.put(worker)

    with ThreadPoolExecutor(len(workers)) as pool:
        tasks = [pool.submit(work, mutant) for mutant in mutants if mutant.key not in results]
        try:
            for task in as_completed(tasks):
                result = task.result()
                results[key_of(result)] = result
                save(kept, results.values())
                tell(result)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return [results[mutant.key] for mutant in mutants]


def without_unsteady(results: Sequence[Result], worker: Worker) -> tuple[list[Result], list[str]]:
    """Run the tests that killed once more, on the code without a fault: a test that fails there has killed nothing."""
    killers = sorted({result.killer for result in results if result.killer in worker.reach.tests})
    unsteady = worker.killer(killers, all_of_them=True).split("\n") if killers else []
    unsteady = [test for test in unsteady if test]
    note = "its killer also fails without the fault"
    return [replace(row, verdict="survived", note=note) if row.killer in unsteady else row for row in results], unsteady


def key_of(result: Result) -> str:
    """The key of the mutant."""
    return Mutant(result.group, result.file, result.line, result.operator, result.occurrence).key


def load(kept: Path) -> list[Result]:
    """The results kept in a file; none, if there is no file."""
    return [Result(**row) for row in json.loads(kept.read_text(encoding="utf-8"))] if kept.exists() else []


def save(kept: Path, results: Iterable[Result]) -> None:
    """Keep the results; the file is whole at any moment."""
    draft = kept.with_suffix(".part")
    draft.write_text(json.dumps([asdict(result) for result in results], ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(kept)
