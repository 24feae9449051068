"""`python -m tests.mutants`: draw, record what the tests reach, run, print the table; exit 0 when enough mutants were killed.

In: `--seed`, `--count`. Out: the table and the survivors on the screen, all results under `var/mutants/`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
from rich.console import Console

from tests.mutants.copies import check_origin, fresh_copy, stamp_of, tree_files
from tests.mutants.draw import deciding_modules, draw
from tests.mutants.reach import Reach, record
from tests.mutants.report import survivors, table, verdict
from tests.mutants.run import WORKERS, Result, Worker, run, save, with_equivalent, without_unsteady

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "var" / "mutants"


@click.command()
@click.option("--seed", default=1, show_default=True, help="The draw: the same seed gives the same mutants of the same tree.")
@click.option("--count", default=300, show_default=True, help="How many mutants are drawn.")
def main(seed: int, count: int) -> None:
    """Put small faults into the deciding modules; the tests that reach them must fail."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 150)
    files = tree_files(ROOT)
    stamp = stamp_of(ROOT, files)
    mutants = draw(ROOT, seed, count)
    copies = [fresh_copy(ROOT, files, WORK / f"copy-{number}") for number in range(WORKERS)]
    for copy in copies:
        check_origin(copy, deciding_modules(ROOT))
    reach = recorded(copies[0], stamp, console)
    workers = [Worker(copy, WORK / f"run-{copy.name}", reach) for copy in copies]
    kept = WORK / f"{stamp}-seed-{seed}-count-{count}.json"
    done = 0

    def tell(result: Result) -> None:
        nonlocal done
        done += 1
        killer = f" by {result.killer}" if result.killer else f" {result.note}"
        console.print(
            f"{done:4} {result.verdict:8} {result.file}:{result.line} {result.seconds:.0f} s{killer}",
            markup=False,
            soft_wrap=True,
        )

    results = run(mutants, workers, kept, tell)
    results, unsteady = without_unsteady(results, workers[0])
    results = with_equivalent(results)
    save(WORK / f"seed-{seed}-count-{count}.json", results)
    console.print(table(results))
    console.print("\n".join(survivors(results)), markup=False, soft_wrap=True)
    for test in unsteady:
        console.print(f"unsteady, fails without a fault too: {test}", markup=False)
    enough, message = verdict(results)
    console.print(message, markup=False)
    sys.exit(0 if enough else 1)


def recorded(copy: Path, stamp: str, console: Console) -> Reach:
    """The reach of the tests in this state of the tree; recorded anew when the tree has changed."""
    folder = WORK / f"reach-{stamp}"
    if not (folder / "complete").exists():
        for old in WORK.glob("reach-*"):
            shutil.rmtree(old)
        console.print("Recording which test reaches which line …")
        summary = record(copy, folder)
        console.print(summary.strip().splitlines()[-1], markup=False)
        (folder / "complete").touch()
    reach = Reach(copy, folder)
    console.print(f"{len(reach.tests)} tests; left out, as they were skipped or failed while recorded: {len(reach.unfit)}")
    return reach


if __name__ == "__main__":
    main()
