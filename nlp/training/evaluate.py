"""The quality table: every figure beside its floor.

In: our own written cases (`WRITTEN`), data/gold/floors.json and, when asked, the shared dev sets. Out: `Figure`s.
The written cases are judged by the shipped models, which have not seen them. The dev figures of field, tone and issue are
cross-validated: no record is judged by weights that learned from it. A floor may be raised, never lowered.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from data.model import Article
from data.paths import GOLD

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


def evaluate(shared: Path | None = None) -> list[Figure]:
    """The figures on our own cases and, where the shared material is given, on its dev sets (about two minutes more)."""
    floors = json.loads((GOLD / "floors.json").read_text("utf-8"))
    told = written_cases()
    if shared is not None:
        told = told + dev_stories(shared) + dev_fields(shared)
    return [Figure(where, name, value, floors.get(where, {}).get(name), count) for where, name, value, count in told]


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


def written_cases() -> list[tuple[str, str, float, int]]:
    """Our own cases, set by set: verdict by nlp/relevance/relevance.py; field, tone and issue of the subjects."""
    return [(name, *figure) for name, file in WRITTEN.items() for figure in _judged(read_lines(GOLD / file))]


def _judged(records: list[dict[str, Any]]) -> list[tuple[str, float, int]]:
    from data.gazetteer import load_province
    from nlp.classification import flags, tone, topics
    from nlp.relevance import relevance

    verdicts: list[tuple[str, str]] = []
    for record in records:
        province = load_province(record["province"])
        found = relevance.relevance(article_of(record), province)
        verdicts.append((found.verdict, record["gold"]["verdict"]))
    subjects = [(article_of(record), record["gold"]) for record in records if record["gold"]["verdict"] == "subject"]
    raised = [(flags.issue(article)[0], bool(gold["issue"])) for article, gold in subjects]
    fields = [(topics.topic(article)[0], gold["topic"]) for article, gold in subjects]
    tones = [(tone.tone(article)[0], gold["tone"]) for article, gold in subjects]
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


def dev_stories(shared: Path) -> list[tuple[str, str, float, int]]:
    """BCubed F1 of the grouper on the two kinds of the dev set, one setting for both, in the file's order."""
    from nlp.grouping.stories import Grouper

    records = read_lines(shared / "gold/stories.dev.jsonl.gz")
    grouper = Grouper()
    for record in records:
        grouper.add(article_of(record))
    told = []
    for kind in ("2016", "2013"):
        gold = {str(one["id"]): str(one["story"]) for one in records if one["kind"] == kind}
        got = {name: grouper.story(name) or name for name in gold}
        told.append(("dev", f"stories {kind} BCubed F1", bcubed(gold, got), len(gold)))
    return told


def dev_fields(shared: Path) -> list[tuple[str, str, float, int]]:
    """Field, tone and issue by five-fold cross-validation, with the rules that the product lays over the models."""
    from nlp.training.train import cross_validated

    told = []
    for name, pairs in cross_validated(shared).items():
        figure = f1([(got == "yes", gold == "yes") for got, gold in pairs]) if name == "issue" else accuracy(pairs)
        told.append(("dev", f"{name} {'F1' if name == 'issue' else 'accuracy'}", figure, len(pairs)))
    return told


def accuracy(pairs: Iterable[tuple[Any, Any]]) -> float:
    """The share of equal pairs."""
    found = list(pairs)
    return sum(1 for got, gold in found if got == gold) / max(len(found), 1)


def f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    """F1 of the true label, of pairs (got, gold)."""
    found = list(pairs)
    both = sum(1 for got, gold in found if got and gold)
    either = sum(int(got) + int(gold) for got, gold in found)
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


def table(figures: Iterable[Figure]) -> str:
    """The figures as lines of text."""
    lines = [f"{'set':<12}{'figure':<28}{'value':>7}{'floor':>7}{'n':>7}"]
    for one in figures:
        floor = "-" if one.floor is None else f"{one.floor:.3f}"
        lines.append(f"{one.set:<12}{one.name:<28}{one.value:>7.3f}{floor:>7}{one.records:>7}{'' if one.holds else '  UNDER'}")
    return "\n".join(lines)


if __name__ == "__main__":
    figures_ = evaluate(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    sys.stdout.write(table(figures_) + "\n")
    sys.exit(0 if all(one.holds for one in figures_) else 1)
