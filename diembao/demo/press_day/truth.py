"""Read the right answer of a press day: `truth.toml` and the files beside it.

In: the files and the ids of the day's articles. Out: a `Truth`; mistakes go to the day's `Checker`, each under the file it stands
in. What several items or the rest of the day contradict is in `diembao.demo.press_day.consistency`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.model import TONES, TOPICS, VERDICTS
from diembao.demo.press_day.checker import Checker

HOME = "home"  # outcome: the province's own paper, kept but not counted
OUTCOMES = (
    "failed", "wall", "blocked", "gone", "no_date", "robots_closed", "bad_feed_item", "too_old", "unreadable", "no_title",
    "no_body", "not_an_article", "gated_out", "outside", "before_window", "next_edition", HOME,
)  # fmt: skip
ITEM_KEYS = (
    "id", "verdict", "in_edition", "story", "same_as", "topic", "tone", "issue", "urgent", "late", "places", "continues", "case",
    "labels", "outcome", "why",
)  # fmt: skip
LABEL_KEYS = ("topic", "tone", "issue", "urgent", "places")
TOTALS = (
    "articles", "stories", "reprints", "positive", "neutral", "negative", "issues", "urgent", "late", "cases", "overdue",
    "answered",
)  # fmt: skip
SOURCES = ("dead", "wall", "changed")


@dataclass(frozen=True, kw_only=True)
class TruthItem:
    """What is right for one article; fields as in `data/demo/README.md`."""

    id: str
    file: str  # the file it stands in
    verdict: str
    in_edition: bool
    story: str | None = None
    same_as: str | None = None
    topic: str | None = None
    tone: str | None = None
    issue: bool = False
    urgent: bool = False
    late: bool = False
    places: tuple[str, ...] = ()  # empty = the whole province
    continues: int | None = None  # number of the edition that told the story before
    case: str | None = None  # number of the case that follows the story; None = not compared
    labels: Mapping[str, Any] | None = None  # of LABEL_KEYS: the article's labels, before its story's vote; None = not compared
    outcome: str | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The right answer of a day."""

    items: Mapping[str, TruthItem]
    totals: Mapping[str, int]
    sources: Mapping[str, tuple[str, ...]]


def read_truth(file: Path, check: Checker, ids: Collection[str]) -> Truth:
    """Read the truth of `file`, joined by the items of every truth*.toml beside it, for the articles `ids`."""
    raw = check.read_toml(file)
    check.check_keys(file.name, raw, ("item", "totals", "sources"))
    items: dict[str, TruthItem] = {}
    _read_items(raw, file.name, items, check, ids)
    for part in sorted(set(file.parent.glob("truth*.toml")) - {file}):
        table = check.read_toml(part)
        check.check_keys(part.name, table, ("item",))
        _read_items(table, part.name, items, check, ids)
    for missing in sorted(set(ids) - set(items)):
        check.add(file.name, "item", f"thiếu mục cho bài {missing}")
    totals = check.get(file.name, raw, "totals", dict, required=False) or {}
    check.check_keys(file.name, totals, TOTALS, prefix="totals.")
    for key in totals:
        check.get(file.name, totals, key, int, prefix="totals.")
    sources = check.get(file.name, raw, "sources", dict, required=False) or {}
    check.check_keys(file.name, sources, SOURCES, prefix="sources.")
    names = {kind: check.get_texts(file.name, sources, kind, prefix="sources.") for kind in sources}
    return Truth(items=items, totals=totals, sources=names)


def _read_items(table: dict[str, Any], file: str, items: dict[str, TruthItem], check: Checker, ids: Collection[str]) -> None:
    """Add the items of one file to `items`."""
    for number, row in enumerate(check.get(file, table, "item", list) or [], 1):
        item = _read_item(row, file, f"item[{number}].", check, ids)
        if item.id in items:
            check.add(file, f"item[{number}].id", f"“{item.id}” có hai mục")
        items[item.id] = item


def _read_item(row: dict[str, Any], file: str, prefix: str, check: Checker, ids: Collection[str]) -> TruthItem:
    check.check_keys(file, row, ITEM_KEYS, prefix=prefix)
    name = check.get(file, row, "id", str, prefix=prefix) or ""
    label = f"{name or prefix.rstrip('.')}."
    if name and name not in ids:
        check.add(file, prefix + "id", f"không có bài articles/{name}.md")
    in_edition = check.get(file, row, "in_edition", bool, prefix=label) or False
    for key in ("verdict", *(("story", "topic", "tone") if in_edition else ())):
        check.get(file, row, key, str, prefix=label)
    check.get_choice(file, row, "verdict", VERDICTS, prefix=label)
    check.get_choice(file, row, "outcome", OUTCOMES, prefix=label)
    if in_edition and row.get("verdict") not in (None, "subject"):
        check.add(file, label + "in_edition", 'chỉ bài có verdict = "subject" được vào bản tin')
    if in_edition and row.get("outcome"):
        check.add(file, label + "outcome", "chỉ ghi cho bài không vào bản tin")
    if row.get("verdict") == "subject" and not in_edition and not row.get("outcome"):
        check.add(file, label + "outcome", "bài viết về tỉnh mà không vào bản tin thì phải nêu lý do")
    texts = {key: check.get(file, row, key, str, prefix=label, required=False) for key in ("same_as", "case", "why")}
    return TruthItem(
        id=name,
        file=file,
        verdict=str(row.get("verdict", "")),
        in_edition=in_edition,
        story=str(row["story"]) if "story" in row else None,
        same_as=texts["same_as"],
        topic=check.get_choice(file, row, "topic", tuple(TOPICS), prefix=label),
        tone=check.get_choice(file, row, "tone", tuple(TONES), prefix=label),
        **{key: bool(check.get(file, row, key, bool, prefix=label, required=False)) for key in ("issue", "urgent", "late")},
        places=check.get_texts(file, row, "places", prefix=label),
        continues=check.get(file, row, "continues", int, prefix=label, required=False),
        case=texts["case"],
        labels=_read_labels(row, file, label, check),
        outcome=row.get("outcome"),
        why=texts["why"] or "",
    )


def _read_labels(row: dict[str, Any], file: str, label: str, check: Checker) -> Mapping[str, Any] | None:
    """Read the table `labels`: only what it gives is compared."""
    table = check.get(file, row, "labels", dict, prefix=label, required=False)
    if table is None:
        return None
    prefix = f"{label}labels."
    check.check_keys(file, table, LABEL_KEYS, prefix=prefix)
    check.get_choice(file, table, "topic", tuple(TOPICS), prefix=prefix)
    check.get_choice(file, table, "tone", tuple(TONES), prefix=prefix)
    for key in ("issue", "urgent"):
        check.get(file, table, key, bool, prefix=prefix, required=False)
    places = check.get_texts(file, table, "places", prefix=prefix)
    return {key: places if key == "places" else table[key] for key in LABEL_KEYS if key in table}
