"""One story as an edition tells it: its lead article, its labels by vote, its rows.

In: the articles of one story, as the archive gives them. Out: a `EditionStory` without its place yet (number 0, block FIELD).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from data.archive.records import Version
from data.model import Article, Outlet
from data.text import compare_key, local, tidy
from data.text.dates import format_date, format_time
from digest import labels as words
from digest.edition import agencies
from digest.model import Block, EditionArticle, EditionStory, Source

TITLE_LIMIT = 300  # characters; a longer headline is cut between words
EXTRACT_LIMIT = 480
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?(?::\d{1,5})?")
UNENCODED = re.compile(r"[<>\"'`{}|\\^]")
LATE = timedelta(days=3)  # ARCHITECTURE.md, promise 6
CUT_SHORT = 0.9  # a reprint with less than this share of the original's text is "cắt ngắn"
LEAD_VOTES = 2
DEFAULT_TOPIC = "chinh-tri"  # the digest's first field; only when no article carries one

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What every story of one edition needs to be told."""

    outlets: Mapping[str, Outlet]
    day: date
    after: datetime
    until: datetime
    demo: bool
    unit: str  # "tỉnh" | "thành phố"
    originals: Mapping[str, Article] = field(default_factory=dict)  # what reprints repeat, also outside this edition
    versions: Mapping[str, Sequence[Version]] = field(default_factory=dict)  # of edited articles; the last is the present

    def source(self, name: str) -> Source:
        """The outlet as this edition names it; one that is not registered is told by its name."""
        found = self.outlets.get(name)
        mark = words.DEMO_OUTLET if self.demo else ""
        if found is None:
            label = tidy(name) + mark
            return Source(name=tidy(name), label=label, full_label=label, short=label, owner_type="dia-phuong")
        return Source(
            name=tidy(name),
            label=tidy(found.label or name) + mark,
            full_label=tidy(found.full_label or found.label or name) + mark,
            short=tidy(found.short or found.label or name) + mark,
            owner_type=found.owner_type,
            country=tidy(found.country),
        )


def tell(story: str, articles: Sequence[Article], telling: Telling, *, continues: str) -> EditionStory:
    """One story. `articles` must have a publication time; at least one."""
    ordered = sorted(articles, key=by_time)
    sources = {article.outlet: telling.source(article.outlet) for article in ordered}
    first = _first(ordered, sources)
    urgent = bool(_vote(ordered, first, lambda article: bool(article.urgent)))
    lead = _newest(ordered, sources) if urgent else first
    topic = _vote(ordered, lead, lambda article: article.topic) or DEFAULT_TOPIC
    tone = _vote(ordered, lead, lambda article: article.tone) or "neutral"
    issue = bool(lead.issue) or bool(_vote(ordered, lead, lambda article: bool(article.issue)))
    places = _places(ordered, lead)
    suggested = agencies.suggest(topic, places, day=telling.day, unit=telling.unit)
    mixed = any(not _language(article, telling) for article in ordered)
    rows = tuple(
        EditionArticle(
            row=0,
            story=0,
            id=article.id,
            url=safe_url(article.url),
            source=sources[article.outlet],
            published_at=when(article),
            title=_title(article),
            extract=extract(article),
            lang=_code(article, telling),
            places=words.upper_first(words.places(tuple(map(tidy, article.places)), telling.unit)),
            topic=topic,
            tone=tone,
            agencies=suggested,
            same_as=article.same_as,
            late=is_late(article, telling),
            notes=_notes(article, telling, mixed=mixed),
        )
        for article in ordered
    )
    return EditionStory(
        number=0,
        id=story,
        block=Block.FIELD,
        topic=topic,
        tone=tone,
        issue=issue,
        urgent=urgent,
        places=places,
        lead=lead.id,
        continues=continues,
        extract=extract(lead),
        agencies=suggested,
        articles=rows,
    )


def when(article: Article) -> datetime:
    """The publication time; an article without one is never told."""
    if article.published_at is None:
        raise ValueError(f"article {article.id} has no publication time")
    return article.published_at


def by_time(article: Article) -> tuple[datetime, str]:
    """Sort key: publication time, then id."""
    return when(article), article.id


def _first(ordered: Sequence[Article], sources: Mapping[str, Source]) -> Article:
    """The first by time that is neither a reprint nor an aggregator's, Vietnamese before other languages."""
    own = [article for article in ordered if article.same_as is None]
    press = [article for article in own if not sources[article.outlet].aggregator]
    vietnamese = [article for article in press if not words.language(article.lang or "vi")]
    return (vietnamese or press or own or list(ordered))[0]


def _newest(ordered: Sequence[Article], sources: Mapping[str, Source]) -> Article:
    """Of a developing story, the newest report that `_first` would also accept: it says how things stand."""
    chosen = _first(ordered, sources)
    newest = [
        article
        for article in ordered
        if article.same_as is None
        and sources[article.outlet].aggregator == sources[chosen.outlet].aggregator
        and words.language(article.lang or "vi") == words.language(chosen.lang or "vi")
    ]
    return newest[-1] if newest else chosen


def _vote(articles: Sequence[Article], lead: Article, value: Callable[[Article], Value | None]) -> Value | None:
    """The majority's value. A reprint says nothing new, so it has no vote; the lead has two; a tie is the lead's."""
    voters = [article for article in articles if article.same_as is None] or list(articles)
    votes: Counter[Value] = Counter()
    for article in voters:
        said = value(article)
        if said is not None:
            votes[said] += LEAD_VOTES if article.id == lead.id else 1
    if not votes:
        return None
    best = max(votes.values())
    own = value(lead)
    if own is not None and votes[own] == best:
        return own
    return next(said for said, count in votes.items() if count == best)


def _places(articles: Sequence[Article], lead: Article) -> tuple[str, ...]:
    """The lead's places; when it names none, those that half of the articles share."""
    if lead.places:
        return tuple(map(tidy, lead.places))
    counts = Counter(article.places for article in articles if article.same_as is None and article.places)
    if counts:
        shared, count = counts.most_common(1)[0]
        if 2 * count >= len(articles):
            return tuple(map(tidy, shared))
    return ()


def _title(article: Article) -> str:
    return words.cut(article.title or "", TITLE_LIMIT) or "(không có tiêu đề)"


def extract(article: Article) -> str:
    """Sentences of the article itself, never our own; the sapo when the extract is missing."""
    return words.cut_sentences(article.sentences or words.split_sentences(article.summary or ""), EXTRACT_LIMIT)


def safe_url(url: str) -> str:
    """The address when it is plain http or https of a nameable host, else nothing: the headline is then printed without a link.

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


def is_late(article: Article, telling: Telling) -> bool:
    """Published on a day before the period began, or more than three days before its end."""
    published = when(article)
    return local(published).date() < local(telling.after).date() or published < telling.until - LATE


def _code(article: Article, telling: Telling) -> str:
    outlet = telling.outlets.get(article.outlet)
    return tidy(article.lang or "") or (outlet.lang if outlet else "vi")


def _language(article: Article, telling: Telling) -> str:
    return words.language(_code(article, telling))


def _notes(article: Article, telling: Telling, *, mixed: bool) -> tuple[str, ...]:
    notes = []
    tongue = _language(article, telling)
    if article.same_as:
        notes.append(_reprint(article, telling))
    if tongue:
        notes.append(f"bản {tongue}" if mixed else tongue)
    if not notes:
        notes.append("bài riêng")
    if is_late(article, telling):
        notes.append(f"Đăng ngày {words.day_month(when(article))}, thu được muộn")
    edited = _edited(article, telling)
    if edited:
        notes.append(edited)
    if article.withdrawn_at:
        notes.append(f"Báo đã gỡ bài (kiểm tra lúc {words.time_of_day(article.withdrawn_at)})")
    return tuple(notes)


def _reprint(article: Article, telling: Telling) -> str:
    original = telling.originals.get(article.same_as or "")
    if original is None:
        return "đăng lại"
    said = [f"đăng lại bài của {telling.source(original.outlet).label}"]
    ours, theirs = compare_key(article.title or ""), compare_key(original.title or "")
    if ours not in theirs and theirs not in ours:
        said.append("đổi tiêu đề")
    shortened = len(article.body or "") < CUT_SHORT * len(original.body or "")
    if shortened or (ours != theirs and ours in theirs):
        said.append("cắt ngắn")
    return ", ".join(said)


def _edited(article: Article, telling: Telling) -> str:
    """ "Báo đã sửa tiêu đề lúc 10:40": the paper's own time of change where it gives one."""
    kept = telling.versions.get(article.id, ())
    if article.versions < 2:
        return ""
    title = any(compare_key(version.title or "") != compare_key(article.title or "") for version in kept)
    moment = article.modified_at if article.modified_at and article.modified_at > when(article) else None
    if moment is None and kept:
        moment = kept[-1].at
    if moment is None:
        return "Báo đã sửa bài"
    same_day = local(moment).date() == local(when(article)).date()
    told = format_time(moment) if same_day else f"{format_time(moment)} ngày {format_date(moment)}"
    return f"Báo đã sửa {'tiêu đề' if title else 'bài'} lúc {told}"
