"""Add up the editions of a period to a report. The same input gives the same report.

In: the ledger of the period, of the one before and of the same one a year ago; the outlets; the cases. Out: a frozen `Report`.
It counts the editions' own copies, so its totals are the sum of the editions sent; `check_report` says where they are not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from data.archive.records import Case, EditionFigures, EditionItem
from data.model import OWNER_TYPES, TOPICS, Outlet
from data.text import local, sort_key, tidy
from digest.documents.decree_dates import format_month_number
from digest.model import COUNTS, Head, StoryCounts, choose_first
from digest.report.periods import Span

DAYS, WEEKS = 31, 110  # up to so many days the course is given by day; up to so many by week; else by month
MAIN = 10  # stories of the last section
ISSUE_WEIGHT, URGENT_WEIGHT = 3, 2  # in articles: what the press raised comes before what was merely reported often
WHOLE = ""  # the place of stories that concern the whole province


@dataclass(frozen=True, kw_only=True)
class IssuedStory:
    """One "nội dung" of one edition."""

    day: date
    number: int
    story: str
    items: tuple[EditionItem, ...]

    @property
    def first(self) -> EditionItem:
        return self.items[0]


@dataclass(frozen=True, kw_only=True)
class Line(StoryCounts):
    """One line of a table of stories: field or place."""

    key: str


@dataclass(frozen=True, kw_only=True)
class OutletLine:
    """One outlet: its articles, of them reprints."""

    outlet: Outlet
    articles: int
    reprints: int


@dataclass(frozen=True, kw_only=True)
class MainStory:
    """One of the main stories: its articles and outlets in number, the days of its editions."""

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
    """Everything a report says, counted. `own_totals` leaves out imported editions."""

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
    issues: tuple[IssuedStory, ...]
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


def total_report(ledgers: Ledgers, *, span: Span, before: Span, last_year: Span, head: Head, at: datetime) -> Report:
    """Add up the report of a period, as of `at` (UTC)."""
    sent = tuple(edition for edition in ledgers.editions if edition.sent)
    stories = group_items(ledgers.items, ledgers.heads)
    items = [item for story in stories for item in story.items]
    names = {item.outlet: ledgers.outlets.get(item.outlet) or _make_unknown_outlet(item.outlet) for item in items}
    return Report(
        span=span,
        head=head,
        at=at,
        editions=sent,
        unsent=tuple(edition.day for edition in ledgers.editions if not edition.sent),
        totals=add_up(sent) or dict.fromkeys(COUNTS, 0),
        own_totals=add_up([edition for edition in sent if not edition.imported]) or dict.fromkeys(COUNTS, 0),
        reprints=sum(item.same_as is not None for item in items),
        incidents=sum(story.first.tone == "negative" and not story.first.issue for story in stories),
        foreign=tuple(item for item in items if names[item.outlet].owner_type == "nuoc-ngoai"),
        topics=_make_lines(stories, lambda story: (story.first.topic or "",), list(TOPICS)),
        places=_make_place_lines(stories),
        outlets=_make_outlet_lines(items, names),
        main=_choose_main(stories, names),
        issues=tuple(story for story in stories if story.first.issue),
        cases=_choose_cases(ledgers.cases, span),
        before=add_up([edition for edition in ledgers.before if edition.sent]),
        last_year=add_up([edition for edition in ledgers.last_year if edition.sent]),
        before_editions=sum(edition.sent for edition in ledgers.before),
        last_year_editions=sum(edition.sent for edition in ledgers.last_year),
        before_span=before,
        last_year_span=last_year,
        corrected=dict(ledgers.corrected),
        names=names,
    )


def add_up(editions: Sequence[EditionFigures]) -> dict[str, int] | None:
    """Add up editions; None when there is none: unknown is not zero."""
    if not editions:
        return None
    return {name: sum(int(edition.counts.get(name, 0)) for edition in editions) for name in COUNTS}


def split_course(report: Report) -> tuple[str, dict[str, dict[str, int]]]:
    """Split the period into days, weeks or months: the unit's name, and label -> figures of `COUNTS`."""
    days = report.span.days
    unit = "ngày" if days <= DAYS else "tuần" if days <= WEEKS else "tháng"
    course: dict[str, dict[str, int]] = {}
    for edition in report.editions:
        day = edition.day
        week = day.isocalendar()
        labels = {
            "ngày": f"{day.day:02d}/{format_month_number(day.month)}",
            "tuần": f"{week.week}/{week.year}",
            "tháng": f"{format_month_number(day.month)}/{day.year}",
        }
        sums = course.setdefault(labels[unit], dict.fromkeys(COUNTS, 0))
        for name in COUNTS:
            sums[name] += int(edition.counts.get(name, 0))
    return unit, course


def group_items(items: Iterable[tuple[date, EditionItem]], heads: Mapping[str, str]) -> list[IssuedStory]:
    """Group items by edition and number, in their order; merged stories get the id they were merged into."""
    groups: dict[tuple[date, int], list[EditionItem]] = defaultdict(list)
    for day, item in items:
        groups[day, item.number].append(item)
    return [
        IssuedStory(day=day, number=number, story=heads.get(group[0].story, group[0].story), items=tuple(group))
        for (day, number), group in groups.items()
    ]


def _make_unknown_outlet(name: str) -> Outlet:
    label = tidy(name)
    return Outlet(name=name, label=label, full_label=label, short=label, owner_type="dia-phuong", home="")


def _make_lines(
    stories: Sequence[IssuedStory], keys: Callable[[IssuedStory], Sequence[str]], order: Sequence[str]
) -> tuple[Line, ...]:
    groups: dict[str, list[IssuedStory]] = defaultdict(list)
    for story in stories:
        for key in keys(story):
            groups[key].append(story)
    ordered = [key for key in order if key in groups]
    return tuple(_make_line(key, groups[key]) for key in [*ordered, *sorted(groups.keys() - set(order))])


def _make_line(key: str, stories: Sequence[IssuedStory]) -> Line:
    tones = Counter(story.first.tone for story in stories)
    return Line(
        key=key,
        stories=len(stories),
        articles=sum(len(story.items) for story in stories),
        positive=tones["positive"],
        neutral=tones["neutral"],
        negative=tones["negative"],
        issues=sum(story.first.issue for story in stories),
    )


def _make_place_lines(stories: Sequence[IssuedStory]) -> tuple[Line, ...]:
    """Count by place, most stories first; a story of two places counts in both."""
    lines = _make_lines(stories, lambda story: story.first.places or (WHOLE,), [])
    return tuple(sorted(lines, key=lambda line: (-line.stories, -line.articles, sort_key(line.key))))


def _make_outlet_lines(items: Sequence[EditionItem], names: Mapping[str, Outlet]) -> tuple[OutletLine, ...]:
    articles = Counter(item.outlet for item in items)
    reprints = Counter(item.outlet for item in items if item.same_as is not None)
    lines = [OutletLine(outlet=names[name], articles=count, reprints=reprints[name]) for name, count in articles.items()]
    kinds = {kind: index for index, kind in enumerate(OWNER_TYPES)}
    return tuple(
        sorted(
            lines,
            key=lambda line: (kinds.get(line.outlet.owner_type, len(kinds)), -line.articles, sort_key(line.outlet.label)),
        )
    )


def _choose_main(stories: Sequence[IssuedStory], names: Mapping[str, Outlet]) -> tuple[MainStory, ...]:
    """Choose the stories with most articles; báo nêu and tin nhanh weigh more."""
    groups: dict[str, list[IssuedStory]] = defaultdict(list)
    for story in stories:
        groups[story.story].append(story)
    return tuple(sorted((_make_main_story(group, names) for group in groups.values()), key=_rank_main)[:MAIN])


def _rank_main(story: MainStory) -> tuple[int, date, str]:
    weight = story.articles + ISSUE_WEIGHT * story.issue + URGENT_WEIGHT * story.urgent
    return -weight, story.days[0], story.title


def _make_main_story(group: Sequence[IssuedStory], names: Mapping[str, Outlet]) -> MainStory:
    items = [item for story in group for item in story.items]
    lead = choose_first(items, lambda item: names[item.outlet].aggregator)
    last = group[-1].first
    return MainStory(
        title=lead.title,
        outlet=names[lead.outlet],
        url=lead.url,
        topic=last.topic or "",
        tone=last.tone or "neutral",
        issue=any(story.first.issue for story in group),
        urgent=any(story.first.urgent for story in group),
        places=last.places,
        articles=len(items),
        outlets=len({item.outlet for item in items}),
        days=tuple(sorted({story.day for story in group})),
    )


def _choose_cases(cases: Sequence[Case], span: Span) -> tuple[Case, ...]:
    opened = [case for case in cases if local(case.opened_at).date() <= span.until]
    return tuple(case for case in opened if case.open or local(case.opened_at).date() >= span.since)


def check_report(report: Report) -> list[str]:
    """List every broken identity, in words for the operator; a report with any of them is not handed out."""
    totals, broken = report.own_totals, []
    by_topic = {name: sum(getattr(line, name) for line in report.topics) for name in COUNTS}
    broken += [
        f"bảng lĩnh vực: {name} = {by_topic[name]}, tổng các bản tin = {totals[name]}"
        for name in COUNTS
        if by_topic[name] != totals[name]
    ]
    if sum(line.articles for line in report.outlets) != totals["articles"]:
        broken.append("bảng cơ quan báo chí khác tổng số tin, bài")
    if sum(line.reprints for line in report.outlets) != report.reprints:
        broken.append("bảng cơ quan báo chí khác tổng số tin, bài đăng lại")
    if report.totals["positive"] + report.totals["neutral"] + report.totals["negative"] != report.totals["stories"]:
        broken.append("tích cực + trung tính + tiêu cực khác số nội dung")
    if len(report.issues) != totals["issues"]:
        broken.append("số vấn đề báo nêu khác tổng các bản tin")
    return broken
