"""A periodic report: what the editions sent in a period told, added up. Pure: the same input gives the same report.

In: the ledger of the period, of the one before and of the same one a year ago; the outlets; the cases. Out: a frozen `Report`.
It counts the editions' own copies, so its totals are the sum of the editions sent; `report_check` says where they are not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from data.archive.records import Case, EditionFigures, EditionItem
from data.model import OWNER_TYPES, TOPICS, Outlet
from data.text import local, sort_key, tidy
from digest.documents.decree_dates import month_number
from digest.model import Head
from digest.report.periods import Span

COUNTS = ("stories", "articles", "positive", "neutral", "negative", "issues")
DAYS, WEEKS = 31, 110  # up to so many days the course is told by day; up to so many by week; else by month
MAIN = 10  # stories of the last section
ISSUE_WEIGHT, URGENT_WEIGHT = 3, 2  # in articles: what the press raised comes before what was merely told often
WHOLE = ""  # the place of stories that concern the whole province


@dataclass(frozen=True, kw_only=True)
class ToldOnce:
    """One "nội dung" of one edition."""

    day: date
    number: int
    story: str
    items: tuple[EditionItem, ...]

    @property
    def first(self) -> EditionItem:
        return self.items[0]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a table of stories: field or place."""

    key: str
    stories: int
    articles: int
    positive: int
    neutral: int
    negative: int
    issues: int


@dataclass(frozen=True, kw_only=True)
class OutletLine:
    """One outlet: its articles, of them reprints."""

    outlet: Outlet
    articles: int
    reprints: int


@dataclass(frozen=True, kw_only=True)
class MainStory:
    """One of the main stories: how often and by how many outlets it was told, in which editions."""

    title: str
    outlet: Outlet
    url: str
    topic: str
    tone: str
    issue: bool
    urgent: bool
    places: tuple[str, ...]
    articles: int
    outlets: int
    days: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """Everything a report says, counted. `own`: the editions whose items are known; the others came with their totals only."""

    span: Span
    head: Head
    at: datetime  # made
    editions: tuple[EditionFigures, ...]  # sent, oldest first
    unsent: tuple[date, ...]  # built, never sent, not counted
    totals: dict[str, int]
    own_totals: dict[str, int]
    reprints: int
    incidents: int  # tiêu cực (vụ việc)
    foreign: tuple[EditionItem, ...]
    topics: tuple[Line, ...]
    places: tuple[Line, ...]
    outlets: tuple[OutletLine, ...]
    main: tuple[MainStory, ...]
    issues: tuple[ToldOnce, ...]
    cases: tuple[Case, ...]  # opened in the period, or still open at its end
    before: dict[str, int] | None
    last_year: dict[str, int] | None
    before_editions: int
    last_year_editions: int
    before_span: Span
    last_year_span: Span
    corrected: dict[str, int]
    names: Mapping[str, Outlet] = field(default_factory=dict)

    @property
    def imported(self) -> int:
        """Editions of the time before this system."""
        return sum(edition.imported for edition in self.editions)


@dataclass(frozen=True, kw_only=True)
class Ledgers:
    """What a report is made from."""

    editions: Sequence[EditionFigures]
    items: Iterable[tuple[date, EditionItem]]
    before: Sequence[EditionFigures]
    last_year: Sequence[EditionFigures]
    outlets: Mapping[str, Outlet]
    cases: Sequence[Case] = ()
    corrected: Mapping[str, int] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)  # merged stories


def build(given: Ledgers, *, span: Span, before: Span, last_year: Span, head: Head, at: datetime) -> Report:
    """The report of a period, as of `at`."""
    sent = tuple(edition for edition in given.editions if edition.sent)
    told = told_once(given.items, given.heads)
    items = [item for once in told for item in once.items]
    names = {item.outlet: given.outlets.get(item.outlet) or _unknown(item.outlet) for item in items}
    return Report(
        span=span,
        head=head,
        at=at,
        editions=sent,
        unsent=tuple(edition.day for edition in given.editions if not edition.sent),
        totals=added(sent) or dict.fromkeys(COUNTS, 0),
        own_totals=added([edition for edition in sent if not edition.imported]) or dict.fromkeys(COUNTS, 0),
        reprints=sum(item.same_as is not None for item in items),
        incidents=sum(once.first.tone == "negative" and not once.first.issue for once in told),
        foreign=tuple(item for item in items if names[item.outlet].owner_type == "nuoc-ngoai"),
        topics=_lines(told, lambda once: (once.first.topic or "",), list(TOPICS)),
        places=_places(told),
        outlets=_outlets(items, names),
        main=_main(told, names),
        issues=tuple(once for once in told if once.first.issue),
        cases=_cases(given.cases, span),
        before=added([edition for edition in given.before if edition.sent]),
        last_year=added([edition for edition in given.last_year if edition.sent]),
        before_editions=sum(edition.sent for edition in given.before),
        last_year_editions=sum(edition.sent for edition in given.last_year),
        before_span=before,
        last_year_span=last_year,
        corrected=dict(given.corrected),
        names=names,
    )


def added(editions: Sequence[EditionFigures]) -> dict[str, int] | None:
    """The sum of editions; None when there is none: not known is not nought."""
    if not editions:
        return None
    return {name: sum(int(edition.counts.get(name, 0)) for edition in editions) for name in COUNTS}


def course(report: Report) -> tuple[str, dict[str, dict[str, int]]]:
    """The period by days, weeks or months, as it is short or long: the unit's name, and label -> figures of `COUNTS`."""
    days = report.span.days
    unit = "ngày" if days <= DAYS else "tuần" if days <= WEEKS else "tháng"
    found: dict[str, dict[str, int]] = {}
    for edition in report.editions:
        day = edition.day
        week = day.isocalendar()
        labels = {
            "ngày": f"{day.day:02d}/{month_number(day.month)}",
            "tuần": f"{week.week}/{week.year}",
            "tháng": f"{month_number(day.month)}/{day.year}",
        }
        sums = found.setdefault(labels[unit], dict.fromkeys(COUNTS, 0))
        for name in COUNTS:
            sums[name] += int(edition.counts.get(name, 0))
    return unit, found


def told_once(items: Iterable[tuple[date, EditionItem]], heads: Mapping[str, str]) -> list[ToldOnce]:
    """The items by edition and number, in their order; merged stories carry the id they were merged into."""
    groups: dict[tuple[date, int], list[EditionItem]] = defaultdict(list)
    for day, item in items:
        groups[day, item.number].append(item)
    return [
        ToldOnce(day=day, number=number, story=heads.get(found[0].story, found[0].story), items=tuple(found))
        for (day, number), found in groups.items()
    ]


def _unknown(name: str) -> Outlet:
    label = tidy(name)
    return Outlet(name=name, label=label, full_label=label, short=label, owner_type="dia-phuong", home="")


def _lines(told: Sequence[ToldOnce], keys: Callable[[ToldOnce], Sequence[str]], order: Sequence[str]) -> tuple[Line, ...]:
    groups: dict[str, list[ToldOnce]] = defaultdict(list)
    for once in told:
        for key in keys(once):
            groups[key].append(once)
    known = [key for key in order if key in groups]
    return tuple(_line(key, groups[key]) for key in [*known, *sorted(groups.keys() - set(order))])


def _line(key: str, told: Sequence[ToldOnce]) -> Line:
    tones = Counter(once.first.tone for once in told)
    return Line(
        key=key,
        stories=len(told),
        articles=sum(len(once.items) for once in told),
        positive=tones["positive"],
        neutral=tones["neutral"],
        negative=tones["negative"],
        issues=sum(once.first.issue for once in told),
    )


def _places(told: Sequence[ToldOnce]) -> tuple[Line, ...]:
    """By place, most stories first; a story of two places counts in both."""
    lines = _lines(told, lambda once: once.first.places or (WHOLE,), [])
    return tuple(sorted(lines, key=lambda line: (-line.stories, -line.articles, sort_key(line.key))))


def _outlets(items: Sequence[EditionItem], names: Mapping[str, Outlet]) -> tuple[OutletLine, ...]:
    articles = Counter(item.outlet for item in items)
    reprints = Counter(item.outlet for item in items if item.same_as is not None)
    lines = [OutletLine(outlet=names[name], articles=count, reprints=reprints[name]) for name, count in articles.items()]
    kinds = {kind: place for place, kind in enumerate(OWNER_TYPES)}
    return tuple(
        sorted(
            lines,
            key=lambda line: (kinds.get(line.outlet.owner_type, len(kinds)), -line.articles, sort_key(line.outlet.label)),
        )
    )


def _main(told: Sequence[ToldOnce], names: Mapping[str, Outlet]) -> tuple[MainStory, ...]:
    """The stories told most, báo nêu and tin nhanh weighing more; a story of several editions is one here."""
    groups: dict[str, list[ToldOnce]] = defaultdict(list)
    for once in told:
        groups[once.story].append(once)
    found = [_main_story(group, names) for group in groups.values()]
    found.sort(key=lambda one: (-(one.articles + ISSUE_WEIGHT * one.issue + URGENT_WEIGHT * one.urgent), one.days[0], one.title))
    return tuple(found[:MAIN])


def _main_story(group: Sequence[ToldOnce], names: Mapping[str, Outlet]) -> MainStory:
    items = [item for once in group for item in once.items]
    own = [item for item in items if item.same_as is None]
    press = [item for item in own if names[item.outlet].owner_type != "tong-hop"]
    lead = (press or own or items)[0]
    last = group[-1].first
    return MainStory(
        title=lead.title,
        outlet=names[lead.outlet],
        url=lead.url,
        topic=last.topic or "",
        tone=last.tone or "neutral",
        issue=any(once.first.issue for once in group),
        urgent=any(once.first.urgent for once in group),
        places=last.places,
        articles=len(items),
        outlets=len({item.outlet for item in items}),
        days=tuple(sorted({once.day for once in group})),
    )


def _cases(cases: Sequence[Case], span: Span) -> tuple[Case, ...]:
    opened = [case for case in cases if local(case.opened_at).date() <= span.until]
    return tuple(case for case in opened if case.open or local(case.opened_at).date() >= span.since)


def check(report: Report) -> list[str]:
    """Every broken identity, in words for the operator; a report with any of them is not handed out."""
    own, broken = report.own_totals, []
    by_topic = {name: sum(getattr(line, name) for line in report.topics) for name in COUNTS}
    broken += [
        f"bảng lĩnh vực: {name} = {by_topic[name]}, tổng các bản tin = {own[name]}"
        for name in COUNTS
        if by_topic[name] != own[name]
    ]
    if sum(line.articles for line in report.outlets) != own["articles"]:
        broken.append("bảng cơ quan báo chí khác tổng số tin, bài")
    if sum(line.reprints for line in report.outlets) != report.reprints:
        broken.append("bảng cơ quan báo chí khác tổng số tin, bài đăng lại")
    if report.totals["positive"] + report.totals["neutral"] + report.totals["negative"] != report.totals["stories"]:
        broken.append("tích cực + trung tính + tiêu cực khác số nội dung")
    if len(report.issues) != own["issues"]:
        broken.append("số vấn đề báo nêu khác tổng các bản tin")
    return broken
