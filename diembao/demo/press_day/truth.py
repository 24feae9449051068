"""The right answer of a press day: `truth.toml`.

In: the file and the ids of the day's articles. Out: a `Truth`; mistakes go to the day's `Checker`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.model import TONES, TOPICS, VERDICTS
from diembao.demo.press_day.checker import Checker

OUTCOMES = (
    "failed", "wall", "blocked", "gone", "no_date", "robots_closed", "bad_feed_item", "too_old", "unreadable", "no_title",
    "no_body", "not_an_article", "gated_out", "outside", "before_window", "next_edition",
)  # fmt: skip
ITEM_KEYS = (
    "id", "verdict", "in_edition", "story", "same_as", "topic", "tone", "issue", "urgent", "late", "places", "outcome", "why",
)  # fmt: skip
TOTALS = ("articles", "stories", "reprints", "positive", "neutral", "negative", "issues")
SOURCES = ("dead", "wall", "changed")


@dataclass(frozen=True, kw_only=True)
class TruthItem:
    """What is right for one article; fields as in `data/demo/README.md`."""

    id: str
    verdict: str
    in_edition: bool
    story: str | None = None
    same_as: str | None = None
    topic: str | None = None
    tone: str | None = None
    issue: bool = False
    urgent: bool = False
    late: bool = False
    places: tuple[str, ...] | None = None
    outcome: str | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The right answer of a day."""

    items: Mapping[str, TruthItem]
    totals: Mapping[str, int]
    sources: Mapping[str, tuple[str, ...]]


def read_truth(file: Path, check: Checker, ids: set[str]) -> Truth:
    """The truth of `file`, joined by the items of every truth*.toml beside it, for the articles `ids`."""
    raw = check.toml(file)
    check.keys("truth.toml", raw, ("item", "totals", "sources"))
    rows = list(check.get("truth.toml", raw, "item", list) or [])
    for part in sorted(set(file.parent.glob("truth*.toml")) - {file}):
        more = check.toml(part)
        check.keys(part.name, more, ("item",))
        rows += check.get(part.name, more, "item", list) or []
    items: dict[str, TruthItem] = {}
    for place, row in enumerate(rows, 1):
        item = _read_item(row, f"item[{place}].", check, ids)
        if item.id in items:
            check.add("truth.toml", f"item[{place}].id", f"“{item.id}” có hai mục")
        items[item.id] = item
    for missing in sorted(ids - set(items)):
        check.add("truth.toml", "item", f"thiếu mục cho bài {missing}")
    for item in items.values():
        if item.same_as and (item.same_as not in items or items[item.same_as].same_as):
            check.add("truth.toml", f"{item.id}.same_as", f"“{item.same_as}” phải là bài đầu tiên của chuỗi đăng lại")
    totals = check.get("truth.toml", raw, "totals", dict, required=False) or {}
    check.keys("truth.toml", totals, TOTALS, prefix="totals.")
    sources = check.get("truth.toml", raw, "sources", dict, required=False) or {}
    check.keys("truth.toml", sources, SOURCES, prefix="sources.")
    _check_totals(items, totals, check)
    return Truth(items=items, totals=totals, sources={kind: tuple(names) for kind, names in sources.items()})


def _read_item(row: dict[str, Any], prefix: str, check: Checker, ids: set[str]) -> TruthItem:
    check.keys("truth.toml", row, ITEM_KEYS, prefix=prefix)
    name = check.get("truth.toml", row, "id", str, prefix=prefix) or ""
    label = f"{name or prefix.rstrip('.')}."
    if name and name not in ids:
        check.add("truth.toml", prefix + "id", f"không có bài articles/{name}.md")
    told = check.get("truth.toml", row, "in_edition", bool, prefix=label) or False
    for key in ("verdict", *(("story", "topic", "tone") if told else ())):
        check.get("truth.toml", row, key, str, prefix=label)
    check.choice("truth.toml", row, "verdict", VERDICTS, prefix=label)
    check.choice("truth.toml", row, "topic", tuple(TOPICS), prefix=label)
    check.choice("truth.toml", row, "tone", tuple(TONES), prefix=label)
    check.choice("truth.toml", row, "outcome", OUTCOMES, prefix=label)
    if told and row.get("verdict") not in (None, "subject"):
        check.add("truth.toml", label + "in_edition", 'chỉ bài có verdict = "subject" được vào bản tin')
    if row.get("verdict") == "subject" and not told and not row.get("outcome"):
        check.add("truth.toml", label + "outcome", "bài viết về tỉnh mà không vào bản tin thì phải nêu lý do")
    return TruthItem(
        id=name,
        verdict=row.get("verdict", ""),
        in_edition=told,
        story=str(row["story"]) if "story" in row else None,
        same_as=row.get("same_as"),
        topic=row.get("topic"),
        tone=row.get("tone"),
        issue=bool(row.get("issue", False)),
        urgent=bool(row.get("urgent", False)),
        late=bool(row.get("late", False)),
        places=tuple(row["places"]) if "places" in row else None,
        outcome=row.get("outcome"),
        why=row.get("why", ""),
    )


def _check_totals(items: Mapping[str, TruthItem], totals: dict[str, Any], check: Checker) -> None:
    """The totals that follow from the items must agree with them."""
    told = [item for item in items.values() if item.in_edition]
    figures = {
        "articles": len(told),
        "stories": len({item.story for item in told}),
        "reprints": sum(bool(item.same_as) for item in told),
    }
    for key, figure in figures.items():
        if key in totals and totals[key] != figure:
            check.add("truth.toml", f"totals.{key}", f"ghi {totals[key]} nhưng các mục cộng lại là {figure}")
