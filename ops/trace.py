"""The whole way of one article or address, out of the archive and the crawl store.

In: an office, an article's id or any address of it, or an address that was not kept. Out: `ArticleWay`: what the article is now,
every line of its trail, every text it had, what people corrected, which editions have it, what the crawl store remembers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data.archive import Archive
from data.archive.records import Correction, EditionRow, TrailRow, Version
from data.crawl_store import CrawlStore, SeenRow
from data.model import Article, Outcome
from data.settings import Office
from data.text.urls import key_forms


@dataclass(frozen=True)
class OtherArticle:
    """Another article as a person recognises it. `title` and `outlet` are None where the archive does not have it."""

    id: str
    title: str | None = None
    outlet: str | None = None  # the outlet's label


@dataclass(frozen=True)
class Step:
    """One line of the trail; `other` is the article that its detail names (reprint, joined story)."""

    row: TrailRow
    other: OtherArticle | None = None


@dataclass(frozen=True)
class InEdition:
    """An edition that has the article, and the number of the story it stands in."""

    edition: EditionRow
    story_number: int


@dataclass(frozen=True, kw_only=True)
class ArticleNow:
    """What an article is now."""

    article: Article  # corrections laid over
    outlet: str  # the outlet's label
    aliases: tuple[str, ...]  # its other addresses
    same_as: OtherArticle | None  # the article it repeats
    story: OtherArticle | None  # the first article of its story; None where it is not grouped or is the first itself
    versions: tuple[Version, ...]  # every text it had, oldest first
    corrections: tuple[Correction, ...]  # undone ones included
    editions: tuple[InEdition, ...]


@dataclass(frozen=True, kw_only=True)
class ArticleWay:
    """Everything that is known of one key. All parts are empty for a key that was never met."""

    now: ArticleNow | None = None  # None: not in the archive
    steps: tuple[Step, ...] = ()
    seen: SeenRow | None = None  # what the crawl store remembers, shared by all offices

    @property
    def was_met(self) -> bool:
        """Whether anybody ever met the key."""
        return self.now is not None or bool(self.steps) or self.seen is not None


def trace_article(office: Office, key: str, *, now: datetime) -> ArticleWay:
    """The way of an article (by id or any of its addresses) or of an address that was not kept. Creates no file."""
    keys = key_forms(key)
    seen = _seen_row(office, keys, now)
    if not office.archive_path.exists():
        return ArticleWay(seen=seen)
    with Archive.open(office.archive_path, now=now, create=False) as archive:
        article_id = next((match for match in map(archive.articles.find_id, keys) if match), None)
        rows = archive.trail.lines(article_id or keys[0]) or [row for form in keys[1:] for row in archive.trail.lines(form)]
        article = None if article_id is None else archive.articles.get(article_id)
        return ArticleWay(
            now=None if article is None else _now(archive, article),
            steps=tuple(_step(archive, row) for row in rows),
            seen=seen,
        )


def _seen_row(office: Office, keys: Sequence[str], now: datetime) -> SeenRow | None:
    if not office.crawl_path.exists():
        return None
    with CrawlStore.open(office.crawl_path, now=now) as store:
        return next((row for row in map(store.known, keys) if row is not None), None)


def _now(archive: Archive, article: Article) -> ArticleNow:
    story = article.story if article.story != article.id else None
    return ArticleNow(
        article=article,
        outlet=_label(archive, article.outlet),
        aliases=tuple(url for url in archive.articles.aliases(article.id) if url != article.url),
        same_as=None if article.same_as is None else _other(archive, article.same_as),
        story=None if story is None else _other(archive, story),
        versions=tuple(archive.articles.versions(article.id)),
        corrections=tuple(archive.corrections.of_article(article.id)),
        editions=tuple(_in_edition(archive, edition, article.id) for edition in archive.editions.with_article(article.id)),
    )


def _in_edition(archive: Archive, edition: EditionRow, article_id: str) -> InEdition:
    item = next(item for item in archive.editions.items(edition.day) if item.article == article_id)
    return InEdition(edition, item.number)


def _step(archive: Archive, row: TrailRow) -> Step:
    names_other = row.outcome in (Outcome.REPRINT, Outcome.STORY_JOINED) and row.detail
    return Step(row, _other(archive, row.detail) if names_other else None)


def _other(archive: Archive, article_id: str) -> OtherArticle:
    article = archive.articles.get(archive.judgements.story_of(article_id)) or archive.articles.get(article_id)
    if article is None:
        return OtherArticle(article_id)
    return OtherArticle(article.id, article.title, _label(archive, article.outlet))


def _label(archive: Archive, name: str) -> str:
    outlet = archive.articles.outlets().get(name)
    return outlet.label if outlet else name
