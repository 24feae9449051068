"""Read what was before the day: former editions, the stories they told, the cases followed already.

In: the tables `history`, `earlier` and `case` of day.toml. Out: frozen records; mistakes go to the day's `Checker`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.model import TONES, TOPICS
from diembao.demo.press_day.checker import Checker

HISTORY_FIGURES = ("number", "stories", "articles", "positive", "neutral", "negative", "issues")
EARLIER_KEYS = ("edition", "articles", "topic", "tone", "issue", "urgent", "places")
CASE_KEYS = (
    "number",
    "title",
    "outlet",
    "published",
    "article",
    "agency",
    "sent",
    "rule",
    "due",
    "state",
    "verified",
    "answered",
)
STATES = ("moi-ghi-nhan", "da-chuyen", "dang-xac-minh", "da-bao-cao", "da-tra-loi", "de-nghi-cai-chinh", "ket-thuc")
VERIFIED = ("dung", "mot-phan", "khong-dung")


@dataclass(frozen=True, kw_only=True)
class EarlierStory:
    """A story that a former edition told. `articles`: ids in the day, the story's first article first."""

    edition: date
    number: int  # of that edition
    articles: tuple[str, ...]
    topic: str | None = None
    tone: str | None = None
    issue: bool = False
    urgent: bool = False
    places: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DayCase:
    """One case as it stands when the edition is built; days are local."""

    number: str
    title: str
    outlet: str
    published: date
    article: str = ""  # id of the article of an earlier story that raised it; in the archive's form once it is taken over
    agency: str = ""
    sent: date | None = None
    rule: str = ""
    due: date | None = None
    state: str = "da-chuyen"
    verified: str = ""
    answered: datetime | None = None  # when the answer was recorded; its state is then da-tra-loi


def read_history(raw: dict[str, Any], check: Checker, edition: date | None) -> tuple[Mapping[str, Any], ...]:
    """Read the figures of the former editions, oldest first."""
    rows = check.get("day.toml", raw, "history", list, required=False) or []
    last: date | None = None
    for number, row in enumerate(rows, 1):
        prefix = f"history[{number}]."
        check.check_keys("day.toml", row, ("day", *HISTORY_FIGURES), prefix=prefix)
        day = check.get("day.toml", row, "day", date, prefix=prefix)
        figures = {key: check.get("day.toml", row, key, int, prefix=prefix) for key in HISTORY_FIGURES}
        tones = [figures[key] or 0 for key in ("positive", "neutral", "negative")]
        if day and ((last and day <= last) or (edition and day >= edition)):
            check.add("day.toml", prefix + "day", "các kỳ trước phải xếp từ cũ đến mới và trước ngày của bản tin")
        last = day or last
        if None not in figures.values() and sum(tones) != figures["stories"]:
            check.add("day.toml", prefix + "stories", "phải bằng positive + neutral + negative")
    return tuple(row for row in rows if isinstance(row, dict))


def read_earlier(
    raw: dict[str, Any], check: Checker, history: tuple[Mapping[str, Any], ...], ids: Collection[str]
) -> tuple[EarlierStory, ...]:
    """Read the stories that former editions told; a row with a mistake is noted and left out.

    Each names an edition of `history` and articles among `ids`.
    """
    numbers = {row.get("day"): row.get("number") for row in history}
    stories: list[EarlierStory] = []
    taken: set[str] = set()
    for position, row in enumerate(check.get("day.toml", raw, "earlier", list, required=False) or [], 1):
        before, prefix = check.count, f"earlier[{position}]."
        check.check_keys("day.toml", row, EARLIER_KEYS, prefix=prefix)
        edition = check.get("day.toml", row, "edition", date, prefix=prefix)
        if edition and edition not in numbers:
            check.add("day.toml", prefix + "edition", f"không có bản tin ngày {edition} trong [[history]]")
        articles = check.get_texts("day.toml", row, "articles", prefix=prefix, required=True)
        if not articles and "articles" in row and check.count == before:
            check.add("day.toml", prefix + "articles", "cần ít nhất một bài")
        for name in articles:
            if name not in ids:
                check.add("day.toml", prefix + "articles", f"không có bài nào mang mã “{name}”")
            if name in taken:
                check.add("day.toml", prefix + "articles", f"“{name}” khai hai lần")
            taken.add(name)
        story = EarlierStory(
            edition=edition or date.min,
            number=int(numbers.get(edition) or 0),
            articles=articles,
            topic=check.get_choice("day.toml", row, "topic", tuple(TOPICS), prefix=prefix),
            tone=check.get_choice("day.toml", row, "tone", tuple(TONES), prefix=prefix),
            issue=bool(check.get("day.toml", row, "issue", bool, prefix=prefix, required=False)),
            urgent=bool(check.get("day.toml", row, "urgent", bool, prefix=prefix, required=False)),
            places=check.get_texts("day.toml", row, "places", prefix=prefix),
        )
        if check.count == before:
            stories.append(story)
    return tuple(stories)


def read_cases(
    raw: dict[str, Any], check: Checker, outlets: frozenset[str] | None, earlier: Collection[str] = ()
) -> tuple[DayCase, ...]:
    """Read the cases; a row with a mistake is noted and left out. `earlier`: ids of the articles of earlier stories."""
    cases: list[DayCase] = []
    for position, row in enumerate(check.get("day.toml", raw, "case", list, required=False) or [], 1):
        before, prefix = check.count, f"case[{position}]."
        check.check_keys("day.toml", row, CASE_KEYS, prefix=prefix)
        texts = {key: check.get("day.toml", row, key, str, prefix=prefix) or "" for key in ("number", "title", "outlet")}
        check.check_outlet("day.toml", prefix + "outlet", texts["outlet"], outlets)
        published = check.get("day.toml", row, "published", date, prefix=prefix)
        days = {key: check.get("day.toml", row, key, date, prefix=prefix, required=False) for key in ("sent", "due")}
        options = {
            key: check.get("day.toml", row, key, str, prefix=prefix, required=False) or ""
            for key in ("agency", "rule", "article")
        }
        answered = check.get_time("day.toml", row, "answered", prefix=prefix, required=False)
        state = check.get_choice("day.toml", row, "state", STATES, prefix=prefix)
        verified = check.get_choice("day.toml", row, "verified", VERIFIED, prefix=prefix) or ""
        if any(texts["number"] == case.number for case in cases):
            check.add("day.toml", prefix + "number", f"“{texts['number']}” khai hai lần")
        if options["rule"] and days["due"]:
            check.add("day.toml", prefix + "due", "chỉ ghi một trong hai: rule hoặc due")
        if options["article"] and options["article"] not in earlier:
            check.add("day.toml", prefix + "article", f"“{options['article']}” không thuộc nội dung nào của [[earlier]]")
        if published and check.count == before:
            usual = "da-tra-loi" if answered else "da-chuyen" if options["agency"] else "moi-ghi-nhan"
            dates = {"published": published, "answered": answered}
            cases.append(DayCase(**texts, **options, **days, **dates, verified=verified, state=state or usual))  # type: ignore[arg-type]
    return tuple(cases)
