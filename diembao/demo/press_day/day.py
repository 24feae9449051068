"""Read one press day: the folder of invented news that `diembao.demo.replay.server` serves and `diembao demo` plays.

In: a folder in the format of `data/demo/README.md`. Out: a `PressDay`, or one `PressDayError` that names every mistake of
the folder (file, key, what is wrong) in Vietnamese. Times are kept as written (aware); nothing here knows a web site.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from data.errors import OperatorError
from data.gazetteer import UnknownProvince, load_province
from diembao.demo.press_day.articles import DayArticle, check_headlines, read_article
from diembao.demo.press_day.checker import Checker
from diembao.demo.press_day.consistency import Frame, check_places, check_truth, place_labels
from diembao.demo.press_day.earlier import DayCase, EarlierStory, read_cases, read_earlier, read_history
from diembao.demo.press_day.review import DayReview, read_review
from diembao.demo.press_day.truth import Truth, read_truth

TROUBLES = ("dead", "wall", "changed", "error", "not-found")
WAYS = ("feed", "news-sitemap", "section")
DAY_KEYS = (
    "title", "province", "edition", "invented", "invented_places", "polls", "now", "window", "office", "history", "earlier",
    "only", "outlet", "case", "review",
)  # fmt: skip
OFFICE_KEYS = (
    "parent", "name", "addressees", "sender_name", "contact", "duty_officer", "recipients", "alert_recipients", "watch_terms",
    "include_home",
)  # fmt: skip
OUTLET_KEYS = ("name", "trouble", "from", "until", "way", "closed_sections", "list_size", "note")
DEFAULT_RECIPIENTS = ("lanh-dao@example.vn", "van-phong@example.vn")


class PressDayError(OperatorError):
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
        """Return the trouble in force at `now`, None when the site answers as usual."""
        has_begun = self.since is None or now >= self.since
        return self.trouble if has_begun and (self.until is None or now < self.until) else None


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
    earlier: tuple[EarlierStory, ...] = ()  # what former editions told
    review: DayReview | None = None  # what the duty officer does before the edition goes out; None = nobody looks it through

    def outlet_play(self, outlet: str) -> OutletPlay:
        """Return how `outlet` behaves; served as usual when the day says nothing of it."""
        return self.outlets.get(outlet, OutletPlay(name=outlet))


@dataclass(frozen=True, kw_only=True)
class Window:
    """The times of day.toml; a member is None where it is wrong (noted)."""

    after: datetime | None
    until: datetime | None
    polls: tuple[datetime, ...]
    now: datetime | None


@dataclass(frozen=True, kw_only=True)
class Tables:
    """Everything day.toml says; what is wrong in it is noted and left out."""

    title: str
    province: str
    window: Window
    edition: date | None
    office: dict[str, Any]
    places: frozenset[str] | None  # labels that a story may name
    history: tuple[Mapping[str, Any], ...]
    earlier: tuple[EarlierStory, ...]
    cases: tuple[DayCase, ...]
    review: DayReview | None
    only: tuple[str, ...]
    outlets: dict[str, OutletPlay]


def load_day(path: Path, *, known_outlets: Iterable[str] | None = None) -> PressDay:
    """Load the press day of folder `path`. Raises PressDayError with every mistake.

    `known_outlets`: the names of the register, checked when given; a mapping of names to outlet facts also tells which are the
    province's own papers.
    """
    check = Checker(PressDayError)
    raw = check.read_toml(path / "day.toml")
    register = frozenset(known_outlets) if known_outlets is not None else None
    folder = path / "articles"
    files = sorted(folder.glob("*.md")) if folder.is_dir() else []
    if not files:
        check.add("articles", "", "không có bài nào (cần ít nhất một tệp articles/<id>.md)")
    articles = tuple(article for file in files if (article := read_article(file, check, register)))
    check_headlines(articles, check)
    ids = frozenset(file.stem for file in files)
    tables = _DayReader(raw=raw, check=check, register=register, ids=ids).read_tables()
    truth = read_truth(path / "truth.toml", check, ids) if (path / "truth.toml").exists() else None
    if truth is not None:
        check_truth(truth, _frame_of(tables, articles, _home_outlets(known_outlets, tables.province)), check)
    check.stop()
    return _build_day(path, tables, articles, truth)


def _frame_of(tables: Tables, articles: tuple[DayArticle, ...], home_outlets: frozenset[str] | None) -> Frame:
    window = tables.window
    return Frame(
        articles={article.id: article for article in articles},
        after=window.after,
        until=window.until,
        first_look=window.polls[0] if window.polls else None,
        last_look=window.now,
        places=tables.places,
        home_outlets=home_outlets,
        home_counted=bool(tables.office.get("include_home")),
        earlier=tables.earlier,
        cases=tables.cases,
        review=tables.review,
    )


def _build_day(path: Path, tables: Tables, articles: tuple[DayArticle, ...], truth: Truth | None) -> PressDay:
    window = tables.window
    if tables.edition is None or window.after is None or window.until is None or window.now is None:
        raise PressDayError(["day.toml: thiếu thời gian"])  # cannot be: each is noted where it is read
    return PressDay(
        path=path,
        title=tables.title,
        province=tables.province,
        edition=tables.edition,
        polls=window.polls,
        now=window.now,
        after=window.after,
        until=window.until,
        office=tables.office,
        recipients=tuple(tables.office.get("recipients", DEFAULT_RECIPIENTS)),
        history=tables.history,
        earlier=tables.earlier,
        cases=tables.cases,
        only=tables.only,
        outlets=tables.outlets,
        articles=articles,
        truth=truth,
        review=tables.review,
    )


def _home_outlets(outlets: Iterable[str] | None, province: str) -> frozenset[str] | None:
    """Return the names of the province's own papers; None when the facts of the outlets are not at hand."""
    if not isinstance(outlets, Mapping):
        return None
    return frozenset(
        name
        for name, facts in outlets.items()
        if facts.province == province or (facts.owner_type == "cua-tinh" and not facts.province)
    )


@dataclass(frozen=True, kw_only=True)
class _DayReader:
    """Reads the tables of day.toml one by one; a mistake is noted and its value left out."""

    raw: dict[str, Any]
    check: Checker
    register: frozenset[str] | None
    ids: frozenset[str]

    def read_tables(self) -> Tables:
        """Read every table."""
        check, raw = self.check, self.raw
        window, edition = self.read_window(), check.get("day.toml", raw, "edition", date)
        places = self.read_places(edition)
        history = read_history(raw, check, edition)
        earlier = read_earlier(raw, check, history, self.ids)
        for number, story in enumerate(earlier, 1):
            check_places("day.toml", f"earlier[{number}].places", story.places, places, check)
        return Tables(
            title=check.get("day.toml", raw, "title", str) or "",
            province=check.get("day.toml", raw, "province", str) or "",
            window=window,
            edition=edition,
            office=self.read_office(),
            places=places,
            history=history,
            earlier=earlier,
            cases=read_cases(raw, check, self.register, {name for story in earlier for name in story.articles}),
            review=read_review(raw, check, self.ids, window.now),
            only=self.read_only(),
            outlets=self.read_outlets(),
        )

    def read_window(self) -> Window:
        """Read the period, the polls and the time of building; also note keys that the format does not know."""
        check, raw = self.check, self.raw
        check.check_keys("day.toml", raw, DAY_KEYS)
        window = check.get("day.toml", raw, "window", dict) or {}
        after = check.get_time("day.toml", window, "after", prefix="window.")
        until = check.get_time("day.toml", window, "until", prefix="window.")
        if after and until and until <= after:
            check.add("day.toml", "window.until", "phải sau window.after")
        if raw.get("invented") is not True:
            check.add("day.toml", "invented", "phải là true: ngày báo chí chỉ gồm dữ liệu giả định")
        polls = check.get_times("day.toml", raw, "polls")
        if polls and until and polls[-1] > until:
            check.add("day.toml", "polls", f"lượt thu thập cuối {polls[-1]} ở sau window.until")
        now = check.get_time("day.toml", raw, "now", required=False) or (until + timedelta(minutes=5) if until else None)
        if now and until and now < until:
            check.add("day.toml", "now", "phải không sớm hơn window.until")
        return Window(after=after, until=until, polls=polls, now=now)

    def read_office(self) -> dict[str, Any]:
        """Read the office's table."""
        office = self.check.get("day.toml", self.raw, "office", dict, required=False) or {}
        self.check.check_keys("day.toml", office, OFFICE_KEYS, prefix="office.")
        self.check.get("day.toml", office, "include_home", bool, prefix="office.", required=False)
        return office

    def read_places(self, edition: date | None) -> frozenset[str] | None:
        """Return the labels of places that a story may name; None when province or day are wrong."""
        invented = self.check.get_texts("day.toml", self.raw, "invented_places")
        province = self.raw.get("province")
        if not isinstance(province, str) or not province:
            return None
        try:
            load_province(province)
        except UnknownProvince as error:
            self.check.add("day.toml", "province", str(error))
            return None
        return place_labels(province, edition) | frozenset(invented) if edition else None

    def read_only(self) -> tuple[str, ...]:
        """Read which outlets the office follows; empty = all."""
        names = self.check.get("day.toml", self.raw, "only", list, required=False) or []
        for name in names:
            self.check.check_outlet("day.toml", "only", str(name), self.register)
        return tuple(map(str, names))

    def read_outlets(self) -> dict[str, OutletPlay]:
        """Read how single outlets behave."""
        check, plays = self.check, dict[str, OutletPlay]()
        for number, row in enumerate(check.get("day.toml", self.raw, "outlet", list, required=False) or [], 1):
            prefix = f"outlet[{number}]."
            check.check_keys("day.toml", row, OUTLET_KEYS, prefix=prefix)
            name = check.get("day.toml", row, "name", str, prefix=prefix) or ""
            check.check_outlet("day.toml", prefix + "name", name, self.register)
            if name in plays:
                check.add("day.toml", prefix + "name", f"“{name}” khai hai lần")
            plays[name] = OutletPlay(
                name=name,
                trouble=check.get_choice("day.toml", row, "trouble", TROUBLES, prefix=prefix),
                since=check.get_time("day.toml", row, "from", prefix=prefix, required=False),
                until=check.get_time("day.toml", row, "until", prefix=prefix, required=False),
                way=check.get_choice("day.toml", row, "way", WAYS, prefix=prefix),
                closed_sections=check.get_texts("day.toml", row, "closed_sections", prefix=prefix),
                list_size=check.get("day.toml", row, "list_size", int, prefix=prefix, required=False) or 30,
            )
        return plays


def main(arguments: list[str]) -> int:
    """Check a folder and say what was read (`python -m diembao.demo.press_day.day DIR`). Returns the exit status."""
    from crawler.register import outlet_facts

    try:
        day = load_day(Path(arguments[0] if arguments else "."), known_outlets=outlet_facts())
    except PressDayError as error:
        sys.stderr.write("\n".join([f"{len(error.errors)} lỗi:", *error.errors, ""]))
        return 2
    told_articles = sum(item.in_edition for item in day.truth.items.values()) if day.truth else 0
    outlets = {article.outlet for article in day.articles}
    sys.stdout.write(f"{day.title}: {len(day.articles)} bài của {len(outlets)} nguồn, {told_articles} bài thuộc bản tin\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
