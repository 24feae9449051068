"""One press day: the folder of invented news that `diembao.demo.replay.server` serves and `diembao demo` plays.

In: a folder in the format of `data/demo/README.md`. Out: a `PressDay`, or one `PressDayError` that names every mistake of
the folder (file, key, what is wrong) in Vietnamese. Times are kept as written (aware); nothing here knows a web site.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from data.model import TOPICS
from diembao.demo.press_day.articles import DayArticle, check_headlines, read_article
from diembao.demo.press_day.checker import Checker
from diembao.demo.press_day.truth import Truth, read_truth

TROUBLES = ("dead", "wall", "changed", "error", "not-found")
WAYS = ("feed", "news-sitemap", "section")
DAY_KEYS = (
    "title", "province", "edition", "invented", "polls", "now", "window", "office", "history", "only", "outlet", "case", "review",
)  # fmt: skip
OFFICE_KEYS = (
    "parent",
    "name",
    "addressees",
    "sender_name",
    "contact",
    "duty_officer",
    "recipients",
    "alert_recipients",
    "watch_terms",
)
OUTLET_KEYS = ("name", "trouble", "from", "until", "way", "closed_sections", "list_size", "note")
HISTORY_FIGURES = ("number", "stories", "articles", "positive", "neutral", "negative", "issues")
DEFAULT_RECIPIENTS = ("lanh-dao@example.vn", "van-phong@example.vn")


class PressDayError(ValueError):
    """The folder is not a press day; `errors` holds one Vietnamese sentence per mistake."""

    def __init__(self, errors: Iterable[str]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(self.errors))


@dataclass(frozen=True, kw_only=True)
class OutletPlay:
    """How one outlet behaves on the day."""

    name: str
    trouble: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    way: str | None = None
    closed_sections: tuple[str, ...] = ()
    list_size: int = 30

    def trouble_at(self, now: datetime) -> str | None:
        """The trouble in force at `now`, None when the site answers as usual."""
        begun = self.since is None or now >= self.since
        return self.trouble if begun and (self.until is None or now < self.until) else None


@dataclass(frozen=True, kw_only=True)
class PressDay:
    """A whole press day, checked."""

    path: Path
    title: str
    province: str
    edition: date
    polls: tuple[datetime, ...]
    now: datetime  # when the edition is built and sent
    after: datetime
    until: datetime
    office: Mapping[str, Any]
    recipients: tuple[str, ...]
    history: tuple[Mapping[str, Any], ...]
    cases: tuple[DayCase, ...]  # what the office followed already
    only: tuple[str, ...]  # the outlets that the office follows; empty = all
    outlets: Mapping[str, OutletPlay]
    articles: tuple[DayArticle, ...]
    truth: Truth | None
    review: DayReview | None = None  # what the duty officer does before the edition goes out; None = nobody looks it through

    def play(self, outlet: str) -> OutletPlay:
        """How `outlet` behaves; served as usual when the day says nothing of it."""
        return self.outlets.get(outlet, OutletPlay(name=outlet))


def load_day(path: Path, *, known_outlets: Iterable[str] | None = None) -> PressDay:
    """The press day of folder `path`; `known_outlets` = names of the register, checked when given. Raises PressDayError."""
    check = Checker(PressDayError)
    raw = check.toml(path / "day.toml")
    known = frozenset(known_outlets) if known_outlets is not None else None
    outlets = _read_outlets(raw, check, known)
    folder = path / "articles"
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    if not files:
        check.add("articles", "", "không có bài nào (cần ít nhất một tệp articles/<id>.md)")
    articles = [article for file in files if (article := read_article(file, check, known))]
    check_headlines(articles, check)
    day = _read_frame(path, raw, check, outlets, tuple(articles), known)
    truth_file = path / "truth.toml"
    truth = read_truth(truth_file, check, {article.id for article in articles}) if truth_file.exists() else None
    check.stop()
    return replace(day, truth=truth)


def _read_frame(
    path: Path,
    raw: dict[str, Any],
    check: Checker,
    outlets: dict[str, OutletPlay],
    articles: tuple[DayArticle, ...],
    known: frozenset[str] | None,
) -> PressDay:
    """The frame of day.toml; placeholders stand where a mistake was noted (`check.stop` raises before anyone sees them)."""
    check.keys("day.toml", raw, DAY_KEYS)
    window = check.get("day.toml", raw, "window", dict) or {}
    after = check.time("day.toml", window, "after", prefix="window.")
    until = check.time("day.toml", window, "until", prefix="window.")
    if after and until and until <= after:
        check.add("day.toml", "window.until", "phải sau window.after")
    if raw.get("invented") is not True:
        check.add("day.toml", "invented", "phải là true: ngày báo chí chỉ gồm dữ liệu giả định")
    polls = check.times("day.toml", raw, "polls")
    if polls and until and polls[-1] > until:
        check.add("day.toml", "polls", f"lượt thu thập cuối {polls[-1]} ở sau window.until")
    office = check.get("day.toml", raw, "office", dict, required=False) or {}
    check.keys("day.toml", office, OFFICE_KEYS, prefix="office.")
    edition = check.get("day.toml", raw, "edition", date)
    now = check.time("day.toml", raw, "now", required=False) or (until + timedelta(minutes=5) if until else None)
    if now and until and now < until:
        check.add("day.toml", "now", "phải không sớm hơn window.until")
    epoch = datetime.fromisoformat("2000-01-01T00:00:00+07:00")
    return PressDay(
        path=path,
        title=check.get("day.toml", raw, "title", str) or "",
        province=check.get("day.toml", raw, "province", str) or "",
        edition=edition or epoch.date(),
        polls=polls,
        now=now or epoch,
        after=after or epoch,
        until=until or epoch,
        office=office,
        recipients=tuple(office.get("recipients", DEFAULT_RECIPIENTS)),
        history=_read_history(raw, check, edition),
        cases=read_cases(raw, check, known),
        only=_read_only(raw, check, known),
        outlets=outlets,
        articles=articles,
        truth=None,
        review=read_review(raw, check, {article.id for article in articles}, now),
    )


def _read_only(raw: dict[str, Any], check: Checker, known: frozenset[str] | None) -> tuple[str, ...]:
    names = check.get("day.toml", raw, "only", list, required=False) or []
    for name in names:
        check.known("day.toml", "only", str(name), known)
    return tuple(map(str, names))


def _read_history(raw: dict[str, Any], check: Checker, edition: date | None) -> tuple[Mapping[str, Any], ...]:
    rows = check.get("day.toml", raw, "history", list, required=False) or []
    last: date | None = None
    for place, row in enumerate(rows, 1):
        prefix = f"history[{place}]."
        check.keys("day.toml", row, ("day", *HISTORY_FIGURES), prefix=prefix)
        day = check.get("day.toml", row, "day", date, prefix=prefix)
        figures = {key: check.get("day.toml", row, key, int, prefix=prefix) for key in HISTORY_FIGURES}
        if day and ((last and day <= last) or (edition and day >= edition)):
            check.add("day.toml", prefix + "day", "các kỳ trước phải xếp từ cũ đến mới và trước ngày của bản tin")
        last = day or last
        if None not in figures.values() and figures["positive"] + figures["neutral"] + figures["negative"] != figures["stories"]:
            check.add("day.toml", prefix + "stories", "phải bằng positive + neutral + negative")
    return tuple(rows)


def _read_outlets(raw: dict[str, Any], check: Checker, known: frozenset[str] | None) -> dict[str, OutletPlay]:
    plays: dict[str, OutletPlay] = {}
    for place, row in enumerate(check.get("day.toml", raw, "outlet", list, required=False) or [], 1):
        prefix = f"outlet[{place}]."
        check.keys("day.toml", row, OUTLET_KEYS, prefix=prefix)
        name = check.get("day.toml", row, "name", str, prefix=prefix) or ""
        check.known("day.toml", prefix + "name", name, known)
        if name in plays:
            check.add("day.toml", prefix + "name", f"“{name}” khai hai lần")
        plays[name] = OutletPlay(
            name=name,
            trouble=check.choice("day.toml", row, "trouble", TROUBLES, prefix=prefix),
            since=check.time("day.toml", row, "from", prefix=prefix, required=False),
            until=check.time("day.toml", row, "until", prefix=prefix, required=False),
            way=check.choice("day.toml", row, "way", WAYS, prefix=prefix),
            closed_sections=tuple(row.get("closed_sections", ())),
            list_size=check.get("day.toml", row, "list_size", int, prefix=prefix, required=False) or 30,
        )
    return plays


def main(arguments: list[str]) -> int:
    """`python -m diembao.demo.press_day.day DIR`: checks a folder, says what was read. Returns the exit status."""
    from crawler.register import outlet_facts

    try:
        day = load_day(Path(arguments[0] if arguments else "."), known_outlets=outlet_facts())
    except PressDayError as error:
        sys.stderr.write("\n".join([f"{len(error.errors)} lỗi:", *error.errors, ""]))
        return 2
    told = sum(item.in_edition for item in day.truth.items.values()) if day.truth else 0
    outlets = {article.outlet for article in day.articles}
    sys.stdout.write(f"{day.title}: {len(day.articles)} bài của {len(outlets)} nguồn, {told} bài thuộc bản tin\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

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


def read_review(raw: dict[str, Any], check: Checker, ids: set[str], now: datetime | None) -> DayReview | None:
    """The table, checked against the day's articles and its `now`; None when there is none."""
    table = check.get("day.toml", raw, "review", dict, required=False)
    if table is None:
        return None
    check.keys("day.toml", table, REVIEW_KEYS, prefix="review.")
    by = check.get("day.toml", table, "by", str, prefix="review.")
    at, send = (check.time("day.toml", table, key, prefix="review.") for key in ("at", "send"))
    if at and send and now and not now < at <= send:
        check.add("day.toml", "review.at", "phải sau now và không sau review.send")
    lists = {
        key: check.get("day.toml", table, key, list, prefix="review.", required=False) or [] for key in ("namesakes", "cases")
    }
    tables = {
        key: check.get("day.toml", table, key, dict, prefix="review.", required=False) or {}
        for key in ("topics", "translations", "briefs")
    }
    for key, named in (lists | tables).items():
        for name in named:
            if name not in ids:
                check.add("day.toml", f"review.{key}", f"không có bài nào mang mã “{name}”")
    for name, topic in tables["topics"].items():
        if topic not in TOPICS:
            check.add("day.toml", f"review.topics.{name}", f"không có lĩnh vực “{topic}”")
    if not (by and at and send):
        return None
    return DayReview(by=by, at=at, send=send, namesakes=tuple(lists["namesakes"]), cases=tuple(lists["cases"]), **tables)
