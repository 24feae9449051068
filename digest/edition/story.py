"""Build one story of an edition: its lead article, its labels by vote, its rows.

In: the articles of one story, as the archive has them. Out: an `EditionStory` not yet placed (number 0, block FIELD).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from data.archive.records import Version
from data.model import Article, Outlet
from data.text import compare_key, local, tidy
from data.text.dates import format_date, format_time
from digest import labels
from digest.edition.agencies import suggest_agencies
from digest.model import Block, EditionArticle, EditionStory, Source, choose_first, name_language

TITLE_LIMIT = 300  # characters; a longer headline is cut between words
EXTRACT_LIMIT = 480  # characters
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?(?::\d{1,5})?")
UNENCODED = re.compile(r"[<>\"'`{}|\\^]")
LATE = timedelta(days=3)  # before the end of the period; ARCHITECTURE.md, promise 6
CUT_SHORT = 0.9  # a reprint with less than this share of the original's text is "cắt ngắn"
LEAD_VOTES = 2
DEFAULT_TOPIC = "chinh-tri"  # the digest's first field; only when no article carries one

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class StoryContext:
    """What the building of every story of one edition needs."""

    outlets: Mapping[str, Outlet]
    day: date
    after: datetime
    until: datetime
    demo: bool
    unit: str  # "tỉnh" | "thành phố"
    originals: Mapping[str, Article] = field(default_factory=dict)  # what reprints repeat, also outside this edition
    versions: Mapping[str, Sequence[Version]] = field(default_factory=dict)  # of edited articles; the last is the present

    def source(self, name: str) -> Source:
        """The outlet as this edition names it; one that is not registered goes by its name."""
        outlet = self.outlets.get(name)
        label = labels.name_outlet(name, outlet, is_demo=self.demo)
        if outlet is None:
            return Source(name=tidy(name), label=label, full_label=label, short=label, owner_type="dia-phuong")
        mark = labels.DEMO_OUTLET if self.demo else ""
        return Source(
            name=tidy(name),
            label=label,
            full_label=tidy(outlet.full_label or outlet.label or name) + mark,
            short=tidy(outlet.short or outlet.label or name) + mark,
            owner_type=outlet.owner_type,
            country=tidy(outlet.country),
        )


def build_story(story: str, articles: Sequence[Article], context: StoryContext, *, continues: str) -> EditionStory:
    """Build one story from at least one article; every article must have a publication time."""
    ordered = sorted(articles, key=order_by_time)
    sources = {article.outlet: context.source(article.outlet) for article in ordered}
    first = _choose_first(ordered, sources)
    urgent = bool(_count_votes(ordered, first, lambda article: bool(article.urgent)))
    lead = _choose_newest(ordered, sources) if urgent else first
    topic = _count_votes(ordered, lead, lambda article: article.topic) or DEFAULT_TOPIC
    tone = _count_votes(ordered, lead, lambda article: article.tone) or "neutral"
    places = _choose_places(ordered, lead)
    agencies = suggest_agencies(topic, places, day=context.day, unit=context.unit)
    mixed = any(not _name_language(article, context) for article in ordered)
    return EditionStory(
        number=0,
        id=story,
        block=Block.FIELD,
        issue=bool(lead.issue) or bool(_count_votes(ordered, lead, lambda article: bool(article.issue))),
        urgent=urgent,
        places=places,
        lead=lead.id,
        continues=continues,
        extract=extract_sentences(lead),
        topic=topic,
        tone=tone,
        agencies=agencies,
        articles=tuple(
            replace(_build_row(article, context, mixed=mixed), topic=topic, tone=tone, agencies=agencies) for article in ordered
        ),
    )


def _build_row(article: Article, context: StoryContext, *, mixed: bool) -> EditionArticle:
    """Build one row of the annex, not yet numbered and without the labels of its story."""
    return EditionArticle(
        row=0,
        story=0,
        id=article.id,
        url=sanitise_url(article.url),
        source=context.source(article.outlet),
        published_at=require_time(article),
        title=_format_title(article),
        extract=extract_sentences(article),
        lang=_find_language(article, context),
        places=labels.capitalise(labels.list_places(tuple(map(tidy, article.places)), context.unit)),
        topic="",
        tone="",
        agencies=(),
        same_as=article.same_as,
        late=is_late(article, context),
        notes=_list_notes(article, context, mixed=mixed),
    )


def require_time(article: Article) -> datetime:
    """The publication time (aware). Raises ValueError when the article has none."""
    if article.published_at is None:
        raise ValueError(f"article {article.id} has no publication time")
    return article.published_at


def order_by_time(article: Article) -> tuple[datetime, str]:
    """Make a sort key: publication time, then id."""
    return require_time(article), article.id


def _choose_first(ordered: Sequence[Article], sources: Mapping[str, Source]) -> Article:
    """Choose the first original of the press, Vietnamese before other languages."""

    def is_aggregator(article: Article) -> bool:
        return sources[article.outlet].aggregator

    press = (article for article in ordered if article.same_as is None and not is_aggregator(article))
    vietnamese = (article for article in press if not name_language(article.lang or "vi"))
    return next(vietnamese, None) or choose_first(ordered, is_aggregator)


def _choose_newest(ordered: Sequence[Article], sources: Mapping[str, Source]) -> Article:
    """Choose the newest report of a developing story, of the same kind as the first."""
    chosen = _choose_first(ordered, sources)
    newest = [
        article
        for article in ordered
        if article.same_as is None
        and sources[article.outlet].aggregator == sources[chosen.outlet].aggregator
        and name_language(article.lang or "vi") == name_language(chosen.lang or "vi")
    ]
    return newest[-1] if newest else chosen


def _count_votes(articles: Sequence[Article], lead: Article, value: Callable[[Article], Value | None]) -> Value | None:
    """Find the value of the majority: reprints have no vote, the lead has two, a tie is the lead's."""
    voters = [article for article in articles if article.same_as is None] or list(articles)
    votes: Counter[Value] = Counter()
    for article in voters:
        vote = value(article)
        if vote is not None:
            votes[vote] += LEAD_VOTES if article.id == lead.id else 1
    if not votes:
        return None
    best = max(votes.values())
    choice = value(lead)
    if choice is not None and votes[choice] == best:
        return choice
    return next(vote for vote, count in votes.items() if count == best)


def _choose_places(articles: Sequence[Article], lead: Article) -> tuple[str, ...]:
    """Choose the lead's places; when it names none, those that half of the articles share."""
    if lead.places:
        return tuple(map(tidy, lead.places))
    counts = Counter(article.places for article in articles if article.same_as is None and article.places)
    if counts:
        shared, count = counts.most_common(1)[0]
        if 2 * count >= len(articles):
            return tuple(map(tidy, shared))
    return ()


def _format_title(article: Article) -> str:
    return labels.shorten(article.title or "", TITLE_LIMIT) or "(không có tiêu đề)"


def extract_sentences(article: Article) -> str:
    """Take sentences of the article itself; those of its lead when the extract is missing."""
    return labels.shorten_sentences(article.sentences or labels.split_sentences(article.summary or ""), EXTRACT_LIMIT)


def sanitise_url(url: str) -> str:
    """Return a plain http or https address, else nothing: the mail then prints no link.

    Signs that no address has unencoded (quotes, brackets, backslash) are percent-encoded; a user name before the host is refused.
    """
    clean = tidy(url)
    try:
        parts = urlsplit(clean)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(parts.netloc) or " " in clean:
        return ""
    return UNENCODED.sub(lambda sign: f"%{ord(sign[0]):02X}", clean)


def is_late(article: Article, context: StoryContext) -> bool:
    """Whether it was published on a day before the period began, or more than three days before its end."""
    published = require_time(article)
    return local(published).date() < local(context.after).date() or published < context.until - LATE


def _find_language(article: Article, context: StoryContext) -> str:
    outlet = context.outlets.get(article.outlet)
    return tidy(article.lang or "") or (outlet.lang if outlet else "vi")


def _name_language(article: Article, context: StoryContext) -> str:
    return name_language(_find_language(article, context))


def _list_notes(article: Article, context: StoryContext, *, mixed: bool) -> tuple[str, ...]:
    notes = []
    tongue = _name_language(article, context)
    if article.same_as:
        notes.append(_describe_reprint(article, context))
    if tongue:
        notes.append(f"bản {tongue}" if mixed else tongue)
    if not notes:
        notes.append("bài riêng")
    if is_late(article, context):
        notes.append(f"Đăng ngày {labels.format_day_month(require_time(article))}, thu được muộn")
    edited = _describe_edit(article, context)
    if edited:
        notes.append(edited)
    if article.withdrawn_at:
        notes.append(f"Báo đã gỡ bài (kiểm tra lúc {labels.format_time_of_day(article.withdrawn_at)})")
    return tuple(notes)


def _describe_reprint(article: Article, context: StoryContext) -> str:
    original = context.originals.get(article.same_as or "")
    if original is None:
        return "đăng lại"
    notes = [f"đăng lại bài của {context.source(original.outlet).label}"]
    ours, theirs = compare_key(article.title or ""), compare_key(original.title or "")
    if ours not in theirs and theirs not in ours:
        notes.append("đổi tiêu đề")
    shortened = len(article.body or "") < CUT_SHORT * len(original.body or "")
    if shortened or (ours != theirs and ours in theirs):
        notes.append("cắt ngắn")
    return ", ".join(notes)


def _describe_edit(article: Article, context: StoryContext) -> str:
    """ "Báo đã sửa tiêu đề lúc 10:40": the paper's own time of change where it gives one."""
    kept = context.versions.get(article.id, ())
    if article.versions < 2:
        return ""
    title = any(compare_key(version.title or "") != compare_key(article.title or "") for version in kept)
    moment = article.modified_at if article.modified_at and article.modified_at > require_time(article) else None
    if moment is None and kept:
        moment = kept[-1].at
    if moment is None:
        return "Báo đã sửa bài"
    same_day = local(moment).date() == local(require_time(article)).date()
    time = format_time(moment) if same_day else f"{format_time(moment)} ngày {format_date(moment)}"
    return f"Báo đã sửa {'tiêu đề' if title else 'bài'} lúc {time}"
