"""What the benches of nlp read, and how ours and the peer take turns.

In: a file of articles or of (article, province) pairs, JSONL or JSONL.gz. Out: its rows.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from data.errors import OperatorError
from data.paths import GOLD, ROOT

SHARED = ROOT.parent / "shared"  # training material beside a checkout, where there is any
CASES = GOLD / "cases.jsonl"
ARTICLES = (SHARED / "corpus" / "articles-30k.jsonl.gz", CASES)
PAIRS = (SHARED / "gold" / "relevance.dev.jsonl.gz", CASES)
FIELDS = ("title", "summary", "body")
Row = dict[str, Any]


class BenchError(OperatorError):
    """A bench cannot run; the message is Vietnamese and says what is missing."""


def read_rows(corpus: Path | None, usual: tuple[Path, ...], count: int) -> list[Row]:
    """Read the first `count` rows of a corpus, or of the first of the usual ones that is there. Raises BenchError for none."""
    path = corpus or next((candidate for candidate in usual if candidate.exists()), usual[-1])
    rows = list(islice(_lines(path), count)) if path.exists() else []
    if not rows:
        raise BenchError(f"Không có bài nào trong {path} (cần JSONL hoặc JSONL.gz: id, title, summary, body).")
    return rows


def take_turns(number: int, *works: Callable[[], Any]) -> list[tuple[float, Any]]:
    """Run two works; which goes first changes with `number`. Seconds and result of each, in the order of the works."""
    results: dict[int, tuple[float, Any]] = {}
    for which in (0, 1) if number % 2 == 0 else (1, 0):
        began = perf_counter()
        result = works[which]()
        results[which] = (perf_counter() - began, result)
    return [results[0], results[1]]


def _lines(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
