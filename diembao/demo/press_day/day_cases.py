"""The `[[case]]` rows of a press day: matters the office followed already when the day began.

In: the parsed day.toml. Out: `DayCase`s; mistakes go to the day's checker.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from diembao.demo.press_day.checker import Checker

CASE_KEYS = ("number", "title", "outlet", "published", "agency", "sent", "rule", "due", "state", "verified", "answered")
STATES = ("moi-ghi-nhan", "da-chuyen", "dang-xac-minh", "da-bao-cao", "da-tra-loi", "de-nghi-cai-chinh", "ket-thuc")
VERIFIED = ("dung", "mot-phan", "khong-dung")


@dataclass(frozen=True, kw_only=True)
class DayCase:
    """One case as it stands when the edition is built; days are local."""

    number: str
    title: str
    outlet: str
    published: date
    agency: str = ""
    sent: date | None = None
    rule: str = ""
    due: date | None = None
    state: str = "da-chuyen"
    verified: str = ""
    answered: datetime | None = None  # when the answer was recorded; its state is then da-tra-loi


def read_cases(raw: dict[str, Any], check: Checker, known: frozenset[str] | None) -> tuple[DayCase, ...]:
    """The rows, checked; a row with a mistake is noted and left out."""
    found: list[DayCase] = []
    for place, row in enumerate(check.get("day.toml", raw, "case", list, required=False) or [], 1):
        before, prefix = check.count, f"case[{place}]."
        check.keys("day.toml", row, CASE_KEYS, prefix=prefix)
        texts = {key: check.get("day.toml", row, key, str, prefix=prefix) or "" for key in ("number", "title", "outlet")}
        check.known("day.toml", prefix + "outlet", texts["outlet"], known)
        published = check.get("day.toml", row, "published", date, prefix=prefix)
        days = {key: check.get("day.toml", row, key, date, prefix=prefix, required=False) for key in ("sent", "due")}
        more = {key: check.get("day.toml", row, key, str, prefix=prefix, required=False) or "" for key in ("agency", "rule")}
        answered = check.time("day.toml", row, "answered", prefix=prefix, required=False)
        state = check.choice("day.toml", row, "state", STATES, prefix=prefix)
        verified = check.choice("day.toml", row, "verified", VERIFIED, prefix=prefix) or ""
        if any(texts["number"] == case.number for case in found):
            check.add("day.toml", prefix + "number", f"“{texts['number']}” khai hai lần")
        if more["rule"] and days["due"]:
            check.add("day.toml", prefix + "due", "chỉ ghi một trong hai: rule hoặc due")
        if published and check.count == before:
            usual = "da-tra-loi" if answered else "da-chuyen" if more["agency"] else "moi-ghi-nhan"
            found.append(
                DayCase(**texts, **more, **days, published=published, answered=answered, verified=verified, state=state or usual)
            )
    return tuple(found)
