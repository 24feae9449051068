"""The outcome of a run in words: a table per group of modules, the survivors, and whether enough mutants were killed.

In: `Result` records. Out: a rich table, lines of text, a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from tests.mutants.run import Result

ENOUGH = 0.80  # of the mutants that are not equivalent
EQUIVALENT_AT_MOST = 0.05  # of the drawn mutants


def table(results: Sequence[Result]) -> Table:
    """Drawn, killed, survived and equivalent by group and file, with the share killed."""
    grid = Table("modules", title="Mutants")
    for title in ("drawn", "killed", "survived", "equivalent", "share killed"):
        grid.add_column(title, justify="right")
    for group in dict.fromkeys(sorted(result.group for result in results)):
        inside = [result for result in results if result.group == group]
        grid.add_row(group, *_numbers(inside), style="bold")
        for file in sorted({result.file for result in inside}):
            grid.add_row(f"  {file}", *_numbers([result for result in inside if result.file == file]))
        grid.add_section()
    grid.add_row("all", *_numbers(results), style="bold")
    return grid


def survivors(results: Sequence[Result]) -> list[str]:
    """Each survivor with its file, line, operator and diff."""
    lines: list[str] = []
    for result in sorted(results, key=lambda row: (row.file, row.line)):
        if result.verdict == "survived":
            not_run = result.reached_by - result.planned
            notes = [result.note, f"{not_run} slow tests were not run" if not_run else "", f"{result.planned} tests passed"]
            told = "; ".join(note for note in notes if note)
            lines += ["", f"{result.file}:{result.line} {result.operator.partition('/')[2]} ({told})"]
            lines += [f"    {line}" for line in result.diff]
    return lines


def share(results: Sequence[Result]) -> float:
    """Killed among those that are not equivalent; 1.0 of none."""
    verdicts = Counter(result.verdict for result in results)
    counted = len(results) - verdicts["equivalent"]
    return verdicts["killed"] / counted if counted else 1.0


def verdict(results: Sequence[Result]) -> tuple[bool, str]:
    """Whether the run passes, and a sentence that says why."""
    equivalent = sum(result.verdict == "equivalent" for result in results)
    if equivalent > EQUIVALENT_AT_MOST * len(results):
        return False, f"{equivalent} of {len(results)} mutants are called equivalent; at most {EQUIVALENT_AT_MOST:.0%} may be."
    return share(results) >= ENOUGH, f"{share(results):.1%} of the mutants were killed; {ENOUGH:.0%} is asked for."


def _numbers(results: Sequence[Result]) -> list[str]:
    verdicts = Counter(result.verdict for result in results)
    counts = [len(results), *(verdicts[name] for name in ("killed", "survived", "equivalent"))]
    return [*map(str, counts), f"{share(results):.0%}"]
