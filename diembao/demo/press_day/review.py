"""Read what the duty officer of a press day does before the edition goes out.

In: the table `review` of day.toml. Out: a `DayReview`; mistakes go to the day's `Checker`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.model import TOPICS
from diembao.demo.press_day.checker import Checker

REVIEW_KEYS = ("by", "at", "send", "namesakes", "topics", "translations", "briefs", "cases")


@dataclass(frozen=True, kw_only=True)
class DayReview:
    """Articles are named by their ids in the day. `at` <= `send`, aware."""

    by: str
    at: datetime  # approved then, the changes are made before
    send: datetime
    namesakes: tuple[str, ...] = ()  # marked as namesakes, where the edition tells them
    topics: Mapping[str, str] | None = None  # article -> the right field, where the edition has another
    translations: Mapping[str, str] | None = None  # article -> headline in Vietnamese
    briefs: Mapping[str, str] | None = None  # article -> a few words for the short text
    cases: tuple[str, ...] = ()  # articles whose matter is followed from now on


def read_review(raw: dict[str, Any], check: Checker, ids: Collection[str], now: datetime | None) -> DayReview | None:
    """Read the table, checked against the day's articles and its `now`; None when there is none."""
    table = check.get("day.toml", raw, "review", dict, required=False)
    if table is None:
        return None
    check.check_keys("day.toml", table, REVIEW_KEYS, prefix="review.")
    by = check.get("day.toml", table, "by", str, prefix="review.")
    at, send = (check.get_time("day.toml", table, key, prefix="review.") for key in ("at", "send"))
    if at and send and now and not now < at <= send:
        check.add("day.toml", "review.at", "phải sau now và không sau review.send")
    lists = {
        key: check.get("day.toml", table, key, list, prefix="review.", required=False) or [] for key in ("namesakes", "cases")
    }
    tables = {
        key: check.get("day.toml", table, key, dict, prefix="review.", required=False) or {}
        for key in ("topics", "translations", "briefs")
    }
    for key, names in (lists | tables).items():
        for name in names:
            if name not in ids:
                check.add("day.toml", f"review.{key}", f"không có bài nào mang mã “{name}”")
    for name, topic in tables["topics"].items():
        if topic not in TOPICS:
            check.add("day.toml", f"review.topics.{name}", f"không có lĩnh vực “{topic}”")
    if not (by and at and send):
        return None
    return DayReview(by=by, at=at, send=send, namesakes=tuple(lists["namesakes"]), cases=tuple(lists["cases"]), **tables)
