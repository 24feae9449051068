"""The quality table: every figure beside its floor.

In: our own written cases (`WRITTEN`), data/gold/floors.json and, when asked, the shared dev sets. Out: `Figure`s.
The written cases are judged by the shipped models, which have not seen them. The dev figures of field, tone and issue are
cross-validated: no record is judged by weights that learned from it. A floor may be raised, never lowered.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data.model import Article
from data.paths import GOLD
from nlp.document import Document

# Each set has its own floors. The hard ones were written to be difficult, and apart from the rules.
WRITTEN = {"cases": "cases.jsonl", "hard cases": "hard_cases.jsonl"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one set of records, with the floor it may not fall under."""

    set: str
    name: str
    value: float
    floor: float | None
    records: int

    @property
    def holds(self) -> bool:
        """True when there is no floor or the figure reaches it."""
        return self.floor is None or self.value >= self.floor


def measure_models(shared: Path | None = None) -> list[Figure]:
    """Measure the figures on our own cases and, where the shared material is given, on its dev sets (about two minutes more)."""
    floors = json.loads((GOLD / "floors.json").read_text("utf-8"))
    measured = measure_written_cases()
    if shared is not None:
        measured = measured + measure_dev_stories(shared) + measure_dev_fields(shared)
    return [Figure(where, name, value, floors.get(where, {}).get(name), count) for where, name, value, count in measured]


def article_of(record: Mapping[str, Any]) -> Article:
    """An `Article` of one gold record."""
    at = record.get("published_at")
    return Article(
        id=str(record["id"]), url="", outlet=record.get("outlet") or "", title=record["title"],
        summary=record.get("summary") or "", body=record.get("body") or "", lang=record.get("lang") or "vi",
        published_at=datetime.fromisoformat(at) if at else None,
    )  # fmt: skip


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file, gzipped or not."""
    stored = path.read_bytes()
    text = (gzip.decompress(stored) if path.suffix == ".gz" else stored).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def measure_written_cases() -> list[tuple[str, str, float, int]]:
    """Our own cases, set by set: verdict by nlp/relevance/relevance.py; field, tone and issue of the subjects."""
    return [(name, *figure) for name, file in WRITTEN.items() for figure in _judged(read_lines(GOLD / file))]


def _judged(records: list[dict[str, Any]]) -> list[tuple[str, float, int]]:
    from data.gazetteer import load_province
    from nlp.classification import judge_issue, judge_tone, judge_topic
    from nlp.relevance import judge_relevance

    documents = [(Document(article_of(record), load_province(record["province"])), record["gold"]) for record in records]
    verdicts = [(judge_relevance(document).verdict, gold["verdict"]) for document, gold in documents]
    subjects = [(document, judge_tone(document), gold) for document, gold in documents if gold["verdict"] == "subject"]
    raised = [(judge_issue(document, tone)[0], bool(gold["issue"])) for document, tone, gold in subjects]
    fields = [(judge_topic(document)[0], gold["topic"]) for document, _, gold in subjects]
    tones = [(tone.label, gold["tone"]) for _, tone, gold in subjects]
    alike = {"absent": "namesake"}
    three = [(alike.get(got, got), alike.get(gold, gold)) for got, gold in verdicts]
    subject = [(got == "subject", gold == "subject") for got, gold in verdicts]
    return [
        ("verdict accuracy", accuracy(three), len(records)),
        ("subject F1", f1(subject), len(records)),
        ("topic accuracy", accuracy(fields), len(subjects)),
        ("tone accuracy", accuracy(tones), len(subjects)),
        ("issue F1", f1(raised), len(subjects)),
    ]


def measure_dev_stories(shared: Path) -> list[tuple[str, str, float, int]]:
    """BCubed F1 of the grouper on the two kinds of the dev set, one setting for both, in the file's order."""
    from nlp.grouping import Grouper

    records = read_lines(shared / "gold/stories.dev.jsonl.gz")
    grouper = Grouper()
    for record in records:
        grouper.add(article_of(record))
    measured = []
    for kind in ("2016", "2013"):
        gold = {str(record["id"]): str(record["story"]) for record in records if record["kind"] == kind}
        got = {name: grouper.story(name) or name for name in gold}
        measured.append(("dev", f"stories {kind} BCubed F1", bcubed(gold, got), len(gold)))
    return measured


def measure_dev_fields(shared: Path) -> list[tuple[str, str, float, int]]:
    """Field, tone and issue by five-fold cross-validation, with the rules that the product lays over the models."""
    from nlp.training.train import cross_validate_all

    measured = []
    for name, pairs in cross_validate_all(shared).items():
        figure = f1([(got == "yes", gold == "yes") for got, gold in pairs]) if name == "issue" else accuracy(pairs)
        measured.append(("dev", f"{name} {'F1' if name == 'issue' else 'accuracy'}", figure, len(pairs)))
    return measured


def accuracy(pairs: Iterable[tuple[Any, Any]]) -> float:
    """The share of equal pairs."""
    listed = list(pairs)
    return sum(1 for got, gold in listed if got == gold) / max(len(listed), 1)


def f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    """F1 of the true label, of pairs (got, gold)."""
    listed = list(pairs)
    both = sum(1 for got, gold in listed if got and gold)
    either = sum(int(got) + int(gold) for got, gold in listed)
    return 2.0 * both / max(either, 1)


def bcubed(gold: Mapping[str, str], got: Mapping[str, str]) -> float:
    """BCubed F1 (Bagga and Baldwin 1998) of a grouping against the right one."""
    right: dict[str, set[str]] = defaultdict(set)
    mine: dict[str, set[str]] = defaultdict(set)
    for name in gold:
        right[gold[name]].add(name)
        mine[got[name]].add(name)
    precision = sum(len(right[gold[name]] & mine[got[name]]) / len(mine[got[name]]) for name in gold) / len(gold)
    recall = sum(len(right[gold[name]] & mine[got[name]]) / len(right[gold[name]]) for name in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


def format_table(figures: Iterable[Figure]) -> str:
    """Format the figures as lines of text."""
    lines = [f"{'set':<12}{'figure':<28}{'value':>7}{'floor':>7}{'n':>7}"]
    for figure in figures:
        floor = "-" if figure.floor is None else f"{figure.floor:.3f}"
        mark = "" if figure.holds else "  UNDER"
        lines.append(f"{figure.set:<12}{figure.name:<28}{figure.value:>7.3f}{floor:>7}{figure.records:>7}{mark}")
    return "\n".join(lines)
