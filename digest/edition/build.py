"""Build one edition: choose articles, group them by story, order, count.

In: `EditionInputs`, everything an edition depends on. Out: a frozen `Edition`; the same inputs give the same edition.
An article is taken when its effective verdict is "subject", its publication time is known and not after the end of the period,
and no former edition has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from data.archive.records import EditionRow, Version
from data.crawl_store import OutletState
from data.model import Article, Outlet
from data.text import tidy
from digest.cases.block import Docket, build_case_block
from digest.edition.counts import count_figures, make_day_row
from digest.edition.coverage import describe_sources
from digest.edition.edits import Edits, add_notes, move_stories
from digest.edition.numbering import number_stories
from digest.edition.ranking import assign_blocks
from digest.edition.sensitive import find_sensitive_kinds
from digest.edition.story import StoryContext, build_story
from digest.model import COUNTS, Block, Change, DayRow, Edition, EditionStory, Figures, Head

if TYPE_CHECKING:
    from data.gazetteer import Province
    from data.settings import Office

WEEK = timedelta(days=7)
ATTENTION = 3  # the most stories of the block "nội dung cần chú ý"


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The articles and stories of former editions, so that nothing is repeated."""

    articles: Collection[str] = frozenset()  # ids
    stories: Mapping[str, tuple[int, date]] = field(default_factory=dict)  # story id -> number and day of its last edition


@dataclass(frozen=True, kw_only=True)
class EditionInputs:
    """Everything an edition depends on. Times are aware; `after` < publication time <= `until`."""

    articles: Sequence[Article]  # what was kept in the window
    head: Head
    outlets: Mapping[str, Outlet]
    day: date  # local
    number: int
    after: datetime
    until: datetime
    built_at: datetime
    states: Mapping[str, OutletState]
    history: Sequence[EditionRow]  # former editions, any order; those of `day` or later are not looked at
    earlier: Earlier = field(default_factory=Earlier)
    attention: int = ATTENTION  # the most stories of the first block
    originals: Mapping[str, Article] = field(default_factory=dict)  # what reprints repeat, where it is not among `articles`
    versions: Mapping[str, Sequence[Version]] = field(default_factory=dict)  # the texts that edited articles had
    docket: Docket = field(default_factory=Docket)  # the cases followed
    edits: Edits = field(default_factory=Edits)  # what a person changed
    sensitive_kinds: Collection[str] = ()  # stories of these kinds wait until a person has approved the edition
    unconfirmed: Collection[tuple[str, str]] = frozenset()  # (outlet, host) of moves that no person has confirmed
    alerted: Mapping[str, datetime] = field(default_factory=dict)  # story id -> when an alert was sent about it

    def story_context(self) -> StoryContext:
        """What the building of each story needs."""
        return StoryContext(
            outlets=self.outlets,
            day=self.day,
            after=self.after,
            until=self.until,
            demo=self.head.demo,
            unit=self.head.unit,
            originals={**self.originals, **{article.id: article for article in self.articles}},
            versions=self.versions,
        )


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which articles an edition takes, and why it leaves out the others."""

    stories: dict[str, list[Article]]
    left_out: dict[str, str]  # article id -> reason, Vietnamese; for the trail
    unjudged: int  # kept, but no verdict yet: annotating was cut short
    held: dict[str, str]  # article id -> outlet: subject, but without a publication time
    moved: dict[str, str] = field(default_factory=dict)  # article id -> host that no person has confirmed yet


def make_head(office: Office, province: Province, day: date) -> Head:
    """Say who issues the digest, for whom, about what; from the settings."""
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


def choose_articles(inputs: EditionInputs) -> Choice:
    """Choose articles by the period and by "nothing twice"; leave out stories of reprints alone."""
    edits = inputs.edits
    stories: dict[str, list[Article]] = {}
    left_out: dict[str, str] = {}
    held: dict[str, str] = {}
    moved: dict[str, str] = {}
    for article in inputs.articles:
        is_added = article.id in edits.added and article.published_at is not None
        if article.id in edits.dropped:
            left_out[article.id] = edits.dropped[article.id]
        elif not is_added and article.relevance != "subject":
            continue
        elif not is_added and article.published_at is None:
            held[article.id] = article.outlet
        elif not is_added and (host := find_unconfirmed_host(article, inputs.unconfirmed)):
            moved[article.id] = host
        elif not is_added and (reason := _find_reason_against(article, inputs)):
            left_out[article.id] = reason
        else:
            stories.setdefault(article.story or article.id, []).append(article)
    for story in [story for story, articles in stories.items() if _has_only_reprints(story, articles, inputs)]:
        for article in stories.pop(story):
            left_out[article.id] = "nội dung đã đưa, chỉ có bài đăng lại"
    unjudged = sum(article.relevance is None for article in inputs.articles)
    return Choice(stories=stories, left_out=left_out, held=held, moved=moved, unjudged=unjudged)


def find_unconfirmed_host(article: Article, unconfirmed: Collection[tuple[str, str]]) -> str:
    """The host of an article whose outlet seems to have moved there while no person has confirmed it; "" for any other."""
    if not any(outlet == article.outlet for outlet, _ in unconfirmed):
        return ""
    try:
        host = urlsplit(article.url).hostname or ""
    except ValueError:  # an address added by hand
        return ""
    return host if (article.outlet, host) in unconfirmed else ""


def _find_reason_against(article: Article, inputs: EditionInputs) -> str:
    """Why a subject article with a publication time is left out, Vietnamese; empty when it is taken."""
    outlet = inputs.outlets.get(article.outlet)
    is_home = outlet is not None and (outlet.owner_type == "cua-tinh" or outlet.province == inputs.head.province)
    if article.published_at is not None and article.published_at > inputs.until:
        return "đăng sau kỳ tổng hợp, chờ bản tin sau"
    if article.id in inputs.earlier.articles:
        return "đã đưa vào bản tin trước"
    if is_home and not inputs.head.include_home:
        return "báo, đài của tỉnh, không tính theo cài đặt"
    return ""


def _has_only_reprints(story: str, articles: Sequence[Article], inputs: EditionInputs) -> bool:
    if story not in inputs.earlier.stories:
        return False
    return all(article.same_as and article.id not in inputs.edits.added for article in articles)


def build_edition(inputs: EditionInputs) -> Edition:
    """Build the edition of `inputs.day`."""
    choice, context = choose_articles(inputs), inputs.story_context()
    stories = [
        _mark_alerted(
            build_story(story, articles, context, continues=_describe_continuation(story, inputs)), inputs.alerted.get(story)
        )
        for story, articles in choice.stories.items()
    ]
    shown = [story for story in stories if not _must_wait(story, choice, inputs)]
    placed = _place_stories(move_stories(assign_blocks(shown, attention=inputs.attention), inputs.edits.moves))
    placed = tuple(add_notes(story, inputs.edits) for story in placed)
    figures = count_figures(placed)
    rows = {row.day: row for row in inputs.history if row.day < inputs.day}
    return Edition(
        day=inputs.day,
        number=inputs.number,
        after=inputs.after,
        until=inputs.until,
        built_at=inputs.built_at,
        head=inputs.head,
        figures=figures,
        change=compare_figures(rows, inputs.day, figures),
        stories=placed,
        week=list_week(rows, inputs.day, figures),
        unjudged=choice.unjudged,
        sources=describe_sources(
            inputs.states,
            inputs.outlets,
            after=inputs.after,
            until=inputs.until,
            is_demo=inputs.head.demo,
            held=Counter(choice.held.values()),
        ),
        review=inputs.edits.review,
        waiting=len(stories) - len(shown),
        cases=build_case_block(
            inputs.docket, placed, day=inputs.day, at=inputs.built_at, label=lambda name: context.source(name).label
        ),
    )


def _must_wait(story: EditionStory, choice: Choice, inputs: EditionInputs) -> bool:
    """Whether a sensitive story waits for a person's approval."""
    return not inputs.edits.review and bool(find_sensitive_kinds(story, choice.stories[story.id], inputs.sensitive_kinds))


def _mark_alerted(story: EditionStory, at: datetime | None) -> EditionStory:
    """A story that an alert was sent about is a "tin nhanh" of the edition too."""
    return story if at is None else replace(story, urgent=True, alerted_at=at)


def _describe_continuation(story: str, inputs: EditionInputs) -> str:
    """ "Tiếp theo (bản tin số 153):" for a story of a former edition; with the year when it is another one."""
    if story not in inputs.earlier.stories:
        return ""
    number, day = inputs.earlier.stories[story]
    year = "" if day.year == inputs.day.year else f"/{day.year}"
    return f"Tiếp theo (bản tin số {number}{year}):"


def _place_stories(ordered: Sequence[tuple[Block, EditionStory]]) -> tuple[EditionStory, ...]:
    """Give the stories their blocks and numbers; the first block says which article came first."""
    stories = []
    for block, story in ordered:
        opens = block is Block.ATTENTION and len(story.articles) > 1 and not story.continues
        first = story.first_article.id if opens else ""
        articles = tuple(
            replace(article, notes=tuple("đăng đầu tiên" if note == "bài riêng" else note for note in article.notes))
            if article.id == first
            else article
            for article in story.articles
        )
        stories.append(replace(story, block=block, articles=articles))
    return number_stories(stories)


def compare_figures(rows: Mapping[date, EditionRow], day: date, figures: Figures) -> Change | None:
    """Subtract the last of `rows` from this edition; None when there is none."""
    if not rows:
        return None
    before = rows[max(rows)]
    is_yesterday = before.day == day - timedelta(days=1)
    return Change(
        word="hôm trước" if is_yesterday else "kỳ trước",
        stories=figures.stories - int(before.counts["stories"]),
        articles=figures.articles - int(before.counts["articles"]),
    )


def list_week(rows: Mapping[date, EditionRow], day: date, figures: Figures) -> tuple[DayRow, ...]:
    """List the editions of the last seven days, this one last; nothing when it would be alone."""
    before = [
        DayRow(day=row_day, **{name: int(rows[row_day].counts[name]) for name in COUNTS})
        for row_day in sorted(rows)
        if row_day > day - WEEK
    ]
    return (*before, make_day_row(day, figures)) if before else ()
