"""The stage UNDERSTAND: what lacks the present stamp is judged, then grouped; each article gets one outcome in the trail.

In: articles of an archive (or of a stream) and a province. Out: the judged and grouped fields. `judge` is the whole judgement of
one article in one readable function; nothing here reads the clock, `now` is passed in.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from data.archive import Archive
from data.gazetteer import Province, load_province
from data.model import Article, Outcome, Stage
from data.paths import MODELS
from data.settings import Office
from nlp import lift
from nlp.entities import privacy as discretion
from nlp.grouping import stories
from nlp.judge import judge

LOG = logging.getLogger(__name__)
CODE = "2"  # raised when a rule of nlp changes what is judged
GROUP_STAMP = "stories-1"  # not raised with the rules: what is grouped stays grouped, or stories would lose their ids
GROUP_DAYS = 10  # how far back a new article may join a story
LIFT_HOURS = 36  # how long a passing article is compared with the stories that grow beside it
JUDGE_DAYS = 30  # older articles are judged again only by command


@dataclass(frozen=True, slots=True)
class Annotated:
    """What one run did."""

    judged: int = 0
    failed: int = 0
    subject: int = 0
    grouped: int = 0
    stories: int = 0


@cache
def _models_stamp() -> str:
    said = hashlib.sha256(CODE.encode())
    for path in sorted(MODELS.glob("*.npz")):
        said.update(path.name.encode() + path.read_bytes())
    return said.hexdigest()[:10]


def stamp(province: Province) -> str:
    """Names models, rules and the province's profile: what carries another stamp is judged again."""
    return f"{_models_stamp()}-{province.stamp}"


def annotate(archive: Archive, office: Office, *, now: datetime, run: str, again: bool = False) -> Annotated:
    """Judge what lacks the stamp (new articles first), then group. A failing article is noted and the rest goes on."""
    province = load_province(office.office_province, watch=office.watch_terms)
    mark = stamp(province)
    since = None if again else now - timedelta(days=JUDGE_DAYS)
    judged = failed = subject = 0
    for article in archive.judgements.todo("judge", mark, since=since):
        done = _judge_one(archive, article, province, mark, now=now, run=run)
        judged += done is not None
        failed += done is None
        subject += done == "subject"
    grouped, opened = group(archive, province, now=now, run=run)
    return Annotated(judged, failed, subject, grouped, opened)


def _judge_one(archive: Archive, article: Article, province: Province, mark: str, *, now: datetime, run: str) -> str | None:
    """The verdict written for one article; None when it could not be judged."""
    try:
        done = discretion.redact_names(judge(article, province, everything=False))
        archive.judgements.write(done, mark, now=now, run=run)
    except Exception as error:  # one article must never stop the day; its outcome says what happened
        LOG.exception("article %s could not be judged", article.id)
        detail = f"{type(error).__name__}: {error}"[:300]
        archive.trail.note(key=article.id, stage=Stage.JUDGE, outcome=Outcome.JUDGE_FAILED, run=run, at=now, detail=detail)
        return None
    return done.relevance


def group(archive: Archive, province: Province, *, now: datetime, run: str) -> tuple[int, int]:
    """Reprints and stories over a window of days; (articles grouped, stories opened). Story ids stay; merges are aliases."""
    since = now - timedelta(days=GROUP_DAYS)
    # One poll brings an original and its reprint together: what was published first is first.
    waiting = sorted(archive.judgements.todo("group", GROUP_STAMP, since=since), key=_first_seen)
    if not waiting:
        return 0, 0
    new = {article.id for article in waiting}
    known = [article for article in archive.articles.recent(since) if article.story and article.id not in new]
    grouper = stories.Grouper(*archive.corrections.links(), known=known, common=(province.name,))
    opened = 0
    for article in waiting:
        if article.relevance == "subject":
            opened += _place(archive, grouper, article, now=now, run=run)
        else:
            archive.judgements.write_group(article.id, None, None, stamp=GROUP_STAMP, now=now, run=run)
    for article in archive.articles.recent(now - timedelta(hours=LIFT_HOURS), relevance="passing"):
        lifted = lift.lift(grouper, article, province)
        if lifted is not None and archive.judgements.write(discretion.redact_names(lifted), stamp(province), now=now, run=run):
            opened += _place(archive, grouper, lifted, now=now, run=run)
    return len(waiting), opened


def _place(archive: Archive, grouper: stories.Grouper, article: Article, *, now: datetime, run: str) -> bool:
    """Writes what the article repeats and its story, and what that changed for others; True where it opens a story."""
    found = grouper.add(article)
    archive.judgements.write_group(article.id, found.same_as, found.story, stamp=GROUP_STAMP, now=now, run=run)
    for copy in found.turned:  # found first, published later: this article is the original, the stories stay
        archive.judgements.write_group(copy, article.id, grouper.story(copy), stamp=GROUP_STAMP, now=now, run=run)
    for old, merged in found.merged:
        archive.judgements.add_story_alias(old, merged, now=now)
    return found.story == article.id


def group_all(articles: Iterable[Article]) -> dict[str, tuple[str | None, str]]:
    """A whole stream at once, in order of arrival: id -> (same_as, story), the final state after all merges."""
    grouper = stories.Grouper()
    order = sorted(enumerate(articles), key=lambda item: _arrival(item[1], item[0]))
    found = {article.id: grouper.add(article) for _, article in order}
    return {key: (grouper.same_as(key), grouper.story(key) or state.story) for key, state in found.items()}


def _first_seen(article: Article) -> datetime:
    """When the public could first read it; for the order inside one batch."""
    return article.published_at or article.found_at or article.kept_at or datetime.max.replace(tzinfo=UTC)


def _arrival(article: Article, number: int) -> tuple[bool, float, int]:
    """Order of arrival: found_at, else published_at, else the input's order (those without a time come first)."""
    at = article.found_at or article.published_at
    return at is not None, at.timestamp() if at else 0.0, number


__all__ = ["Annotated", "annotate", "group", "group_all", "stamp"]
