"""The stage UNDERSTAND: what lacks the present stamp is judged, then grouped; each article gets one outcome in the trail.

In: articles of an archive and a province. Out: the judged and grouped fields. The judgement of one article is nlp/judge.py, the
grouping nlp/grouping/stories.py; nothing here reads the clock, `now` is passed in.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from data.archive import Archive
from data.gazetteer import Province, load_province
from data.model import Article, Outcome, Stage
from data.settings import Office
from nlp.entities import redact_names
from nlp.features.fingerprint import compute_fingerprint
from nlp.grouping import Grouper
from nlp.judge import judge_article

LOG = logging.getLogger(__name__)
GROUP_STAMP = "stories-1"  # not raised with the rules: what is grouped stays grouped, or stories would lose their ids
GROUP_DAYS = 10  # how far back a new article may join a story
PROMOTE_HOURS = 36  # how long a passing article is compared with the stories that grow beside it
JUDGE_DAYS = 30  # older articles, and those an edition that was sent has told, are judged again only by command
INSTANT = timedelta(microseconds=1)  # the archive keeps times to the microsecond

# What was called passing and tells the same event as articles about the province is about it too: some papers tell a local event
# with hardly a name of the province. One such text proves little; beside the others of its story it is plain. The bounds were
# chosen on press days written for the purpose: there every article above them belonged to the story, the nearest others lay at
# 0.68 with a score of 0.01 and at 0.58 with 0.20.
SURE_SIMILARITY, FAINT_SCORE = 0.85, 0.015  # nearly certainly the same event: the slightest sign of the province is enough
SIMILARITY, SCORE = 0.65, 0.15  # probably the same event: the text itself must be doubtful, not plainly elsewhere


@dataclass(frozen=True, slots=True)
class Annotated:
    """What one run did: counts of articles, and of stories opened."""

    judged: int = 0
    failed: int = 0
    subject: int = 0
    grouped: int = 0
    stories: int = 0


def stamp(province: Province) -> str:
    """Name models, word lists, rules and the province's profile: what carries another stamp is judged again."""
    return f"{compute_fingerprint()}-{province.stamp}"


def annotate_archive(archive: Archive, office: Office, *, now: datetime, run: str, again: bool = False) -> Annotated:
    """Judge what lacks the stamp (new articles first), then group. A failing article is noted and the rest goes on."""
    province = load_province(office.office_province, watch=office.watch_terms)
    mark = stamp(province)
    since = None if again else open_since(archive, now)
    verdicts = [
        _judge_stored(archive, article, province, mark, now=now, run=run)
        for article in archive.judgements.todo("judge", mark, since=since)
    ]
    grouped, opened = group_archive(archive, province, now=now, run=run)
    failed = verdicts.count(None)
    return Annotated(len(verdicts) - failed, failed, verdicts.count("subject"), grouped, opened)


def open_since(archive: Archive, now: datetime) -> datetime:
    """From when on articles are judged again by another stamp (UTC): those no edition that was sent has had in its window.

    At most JUDGE_DAYS back. An edition that was sent stays as it is, and so do the articles it told.
    """
    oldest, closed = now - timedelta(days=JUDGE_DAYS), archive.editions.closed_until()
    return oldest if closed is None else max(oldest, closed + INSTANT)


def _judge_stored(archive: Archive, article: Article, province: Province, mark: str, *, now: datetime, run: str) -> str | None:
    """The verdict written for one article; None when it could not be judged."""
    try:
        judged = redact_names(judge_article(article, province, everything=False))
        archive.judgements.write(judged, mark, now=now, run=run)
    except Exception as error:  # one article must never stop the day; its outcome says what happened
        LOG.exception("article %s could not be judged", article.id)
        detail = f"{type(error).__name__}: {error}"[:300]
        archive.trail.note(key=article.id, stage=Stage.JUDGE, outcome=Outcome.JUDGE_FAILED, run=run, at=now, detail=detail)
        return None
    return judged.relevance


def group_archive(archive: Archive, province: Province, *, now: datetime, run: str) -> tuple[int, int]:
    """Find reprints and stories over a window of days; (articles grouped, stories opened). Story ids stay; merges are aliases."""
    since = now - timedelta(days=GROUP_DAYS)
    # One poll brings an original and its reprint together: what was published first is first.
    waiting = sorted(archive.judgements.todo("group", GROUP_STAMP, since=since), key=_first_seen)
    if not waiting:
        return 0, 0
    new = {article.id for article in waiting}
    grouped = [article for article in archive.articles.recent(since) if article.story and article.id not in new]
    grouper = Grouper(*archive.corrections.links(), grouped=grouped, common=(province.name,))
    opened = 0
    for article in waiting:
        if article.relevance == "subject":
            opened += _place(archive, grouper, article, now=now, run=run)
        else:
            archive.judgements.write_group(article.id, None, None, stamp=GROUP_STAMP, now=now, run=run)
    for article in archive.articles.recent(now - timedelta(hours=PROMOTE_HOURS), relevance="passing"):
        promoted = promote(grouper, article, province)
        if promoted is not None and archive.judgements.write(redact_names(promoted), stamp(province), now=now, run=run):
            opened += _place(archive, grouper, promoted, now=now, run=run)
    return len(waiting), opened


def promote(grouper: Grouper, article: Article, province: Province) -> Article | None:
    """Judge an article anew as part of a story about the province; None where it stays passing.

    Only articles called passing and never one whose verdict a person has set.
    """
    score = article.score or 0.0
    if article.relevance != "passing" or "relevance" in article.corrected or score < FAINT_SCORE:
        return None
    judged = judge_article(article, province)
    nearest = grouper.nearest_story(judged)
    if nearest is None:
        return None
    story, similarity = nearest
    if similarity < SURE_SIMILARITY and (similarity < SIMILARITY or score < SCORE):
        return None
    reason = f"Cùng nội dung với tin, bài viết về tỉnh (mã nội dung {story})"
    return replace(judged, relevance="subject", reasons=(reason, *judged.reasons))


def _place(archive: Archive, grouper: Grouper, article: Article, *, now: datetime, run: str) -> bool:
    """Writes what the article repeats and its story, and what that changed for others; True where it opens a story."""
    grouping = grouper.add(article)
    archive.judgements.write_group(article.id, grouping.same_as, grouping.story, stamp=GROUP_STAMP, now=now, run=run)
    for copy in grouping.turned:  # found first, published later: this article is the original, the stories stay
        archive.judgements.write_group(copy, article.id, grouper.story(copy), stamp=GROUP_STAMP, now=now, run=run)
    for old, merged in grouping.merged:
        archive.judgements.add_story_alias(old, merged, now=now)
    return grouping.story == article.id


def _first_seen(article: Article) -> datetime:
    """When the public could first read it; for the order inside one batch."""
    return article.published_at or article.found_at or article.kept_at or datetime.max.replace(tzinfo=UTC)
