"""One edition, built: choose, group by story, order, count. Pure: the same input gives the same edition.

In: articles kept in the window, the outlets, the sources' states, the editions before. Out: a frozen `Edition`.
What is told: effective verdict "subject", a publication time, published by the end of the period, not told before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from data.archive.records import EditionRow, Version
from data.crawl_store import OutletState
from data.model import Article, Outlet
from data.text import tidy
from digest import labels as words
from digest.cases import block as cases
from digest.edition import counts as figures
from digest.edition import coverage, sensitive
from digest.edition import edits as review
from digest.edition import ranking as rank
from digest.edition.story import Telling, tell
from digest.model import Block, Change, DayRow, Edition, EditionArticle, EditionStory, Figures, Head

if TYPE_CHECKING:
    from data.gazetteer import Province
    from data.settings import Office

WEEK = timedelta(days=7)
ATTENTION = 3  # the most stories of block I


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What former editions told, so that nothing is told twice."""

    articles: Collection[str] = frozenset()  # ids
    stories: Mapping[str, tuple[int, date]] = field(default_factory=dict)  # story id -> last edition with it


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which articles an edition tells, and why it leaves out the others it was given."""

    stories: dict[str, list[Article]]
    left_out: dict[str, str]  # article id -> reason, Vietnamese; for the trail
    unjudged: int  # kept, but no verdict yet: annotating was cut short
    held: dict[str, str]  # article id -> outlet: subject, but without a publication time


def head(office: Office, province: Province, day: date) -> Head:
    """Who issues the digest, for whom, about what; from the settings."""
    label = tidy(province.label(day))
    return Head(
        parent=tidy(office.office_parent),
        office=tidy(office.office_name),
        addressees=tidy(office.office_addressees),
        contact=tidy(office.office_contact),
        province=province.slug,
        province_name=tidy(province.name),
        province_label=label,
        demo=office.office_demo,
        include_home=office.edition_include_home,
        attachments=office.mail_attachments,
    )


def choose(
    articles: Iterable[Article],
    *,
    head: Head,
    outlets: Mapping[str, Outlet],
    until: datetime,
    earlier: Earlier,
    edits: review.Edits | None = None,
) -> Choice:
    """Apply the rules of the window and of "nothing told twice", article by article."""
    edits = edits or review.Edits()
    stories: dict[str, list[Article]] = {}
    left_out: dict[str, str] = {}
    held: dict[str, str] = {}
    unjudged = 0
    for article in articles:
        outlet = outlets.get(article.outlet)
        home = outlet is not None and (outlet.owner_type == "cua-tinh" or outlet.province == head.province)
        if article.relevance is None:
            unjudged += 1
        if article.id in edits.dropped:
            left_out[article.id] = edits.dropped[article.id]
            continue
        if article.id in edits.added and article.published_at is not None:
            stories.setdefault(article.story or article.id, []).append(article)
            continue
        if article.relevance != "subject":
            continue
        if article.published_at is None:
            held[article.id] = article.outlet
        elif article.published_at > until:
            left_out[article.id] = "đăng sau kỳ tổng hợp, chờ bản tin sau"
        elif article.id in earlier.articles:
            left_out[article.id] = "đã đưa vào bản tin trước"
        elif home and not head.include_home:
            left_out[article.id] = "báo, đài của tỉnh, không tính theo cài đặt"
        else:
            stories.setdefault(article.story or article.id, []).append(article)
    for story in [story for story, told in stories.items() if _only_reprints(story, told, earlier, edits)]:
        for article in stories.pop(story):
            left_out[article.id] = "nội dung đã đưa, chỉ có bài đăng lại"
    return Choice(stories=stories, left_out=left_out, held=held, unjudged=unjudged)


def _only_reprints(story: str, told: Sequence[Article], earlier: Earlier, edits: review.Edits) -> bool:
    return story in earlier.stories and all(a.same_as for a in told) and not any(a.id in edits.added for a in told)


def build(  # noqa: PLR0913 - everything an edition depends on, by name; that is what makes it pure
    articles: Iterable[Article],
    *,
    head: Head,
    outlets: Mapping[str, Outlet],
    day: date,
    number: int,
    after: datetime,
    until: datetime,
    built_at: datetime,
    states: Mapping[str, OutletState],
    history: Sequence[EditionRow],
    earlier: Earlier | None = None,
    attention: int = ATTENTION,
    originals: Mapping[str, Article] | None = None,
    versions: Mapping[str, Sequence[Version]] | None = None,
    docket: cases.Docket | None = None,
    edits: review.Edits | None = None,
    sensitive_kinds: Collection[str] = (),
    alerted: Mapping[str, datetime] | None = None,
) -> Edition:
    """Build the edition of `day` (local). Times are aware; `after` < publication period <= `until`.

    `history`: former editions, any order; those of `day` or later are not looked at. `originals`: what reprints repeat, where it
    is not among `articles`. `versions`: the texts that edited articles had. `docket`: the cases followed.
    `edits`: what a person changed. Stories of `sensitive_kinds` wait until a person has looked the edition through.
    `alerted`: when an alert told a story.
    """
    given = list(articles)
    earlier = earlier or Earlier()
    choice = choose(given, head=head, outlets=outlets, until=until, earlier=earlier, edits=edits)
    edits = edits or review.Edits()
    telling = Telling(
        outlets=outlets,
        day=day,
        after=after,
        until=until,
        demo=head.demo,
        unit=head.unit,
        originals={**(originals or {}), **{article.id: article for article in given}},
        versions=versions or {},
    )
    told = [tell(story, found, telling, continues=_continues(story, earlier, day)) for story, found in choice.stories.items()]
    told = [_alerted(story, (alerted or {}).get(story.id)) for story in told]
    kept = [story for story in told if edits.review or not sensitive.kinds(story, choice.stories[story.id], sensitive_kinds)]
    ordered = review.move(rank.blocks(kept, attention=attention), edits.moves)
    placed = tuple(review.noted(story, edits) for story in _placed(ordered))
    counted = figures.count(placed)
    rows = {row.day: row for row in history if row.day < day}
    mark = words.DEMO_OUTLET if head.demo else ""
    return Edition(
        day=day,
        number=number,
        after=after,
        until=until,
        built_at=built_at,
        head=head,
        figures=counted,
        change=change(rows, day, counted),
        stories=placed,
        week=week(rows, day, counted),
        unjudged=choice.unjudged,
        sources=coverage.sources(states, outlets, after=after, until=until, mark=mark, held=Counter(choice.held.values())),
        review=edits.review,
        waiting=len(told) - len(kept),
        cases=cases.block(docket or cases.Docket(), placed, day=day, at=built_at, label=lambda name: telling.source(name).label),
    )


def _alerted(story: EditionStory, at: datetime | None) -> EditionStory:
    """A story that an alert told is a "tin nhanh" of the edition too."""
    return story if at is None else replace(story, urgent=True, alerted_at=at)


def _continues(story: str, earlier: Earlier, day: date) -> str:
    """ "Tiếp theo (bản tin số 153):" for a story told before that grew; the year is added when it is another one."""
    if story not in earlier.stories:
        return ""
    number, told = earlier.stories[story]
    year = "" if told.year == day.year else f"/{told.year}"
    return f"Tiếp theo (bản tin số {number}{year}):"


def _placed(ordered: Sequence[tuple[Block, EditionStory]]) -> tuple[EditionStory, ...]:
    """Give stories and rows their numbers and blocks."""
    placed: list[EditionStory] = []
    row = 0
    for number, (block, story) in enumerate(ordered, start=1):
        opens = block is Block.ATTENTION and len(story.articles) > 1 and not story.continues
        first = story.first_article.id if opens else ""
        rows: list[EditionArticle] = []
        for article in story.articles:
            row += 1
            notes = tuple("đăng đầu tiên" if n == "bài riêng" and article.id == first else n for n in article.notes)
            rows.append(replace(article, row=row, story=number, notes=notes))
        placed.append(replace(story, number=number, block=block, articles=tuple(rows)))
    return tuple(placed)


def change(rows: Mapping[date, EditionRow], day: date, counted: Figures) -> Change | None:
    """This edition less the last of `rows`; None when there is none."""
    if not rows:
        return None
    before = rows[max(rows)]
    yesterday = before.day == day - timedelta(days=1)
    return Change(
        word="hôm trước" if yesterday else "kỳ trước",
        stories=counted.stories - int(before.counts["stories"]),
        articles=counted.articles - int(before.counts["articles"]),
    )


def week(rows: Mapping[date, EditionRow], day: date, counted: Figures) -> tuple[DayRow, ...]:
    """The editions of the last seven days, this one last; nothing when it would be alone."""
    names = ("stories", "articles", "positive", "neutral", "negative", "issues")
    before = [
        DayRow(day=told, **{name: int(rows[told].counts[name]) for name in names}) for told in sorted(rows) if told > day - WEEK
    ]
    return (*before, figures.day_row(day, counted)) if before else ()
