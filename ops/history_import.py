"""Take over what an office has from before this system: figures and stories of former editions, and the cases it follows already.

In: plain rows (of a press day, or of an office's own list). Out: imported editions with their stories, and cases in the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from data.archive import Archive
from data.archive.records import Case, EditionItem, EditionRow
from data.calendar import end_of, legal_deadlines, load_rule
from data.model import Article, Outcome, Stage
from data.settings import Office
from data.text import local
from data.text.dates import VN
from digest.cases.service import find_rules_folder

COUNTS = ("stories", "articles", "positive", "neutral", "negative", "issues")
TAKEN_OVER = "chuyển từ sổ theo dõi cũ"
TAKEN_OVER_STAMP = "import-1"  # another stamp than the models': `annotate` judges these articles too, by the rules of today
NOON = time(12)


class FormerCase(Protocol):
    """A case as an office's list has it; days are local."""

    @property
    def number(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def outlet(self) -> str: ...
    @property
    def published(self) -> date: ...
    @property
    def agency(self) -> str: ...
    @property
    def sent(self) -> date | None: ...
    @property
    def rule(self) -> str: ...
    @property
    def due(self) -> date | None: ...
    @property
    def state(self) -> str: ...
    @property
    def verified(self) -> str: ...
    @property
    def answered(self) -> datetime | None: ...
    @property
    def article(self) -> str: ...  # id in the archive of the article that raised it; empty where it is not kept


@dataclass(frozen=True, kw_only=True)
class FormerStory:
    """A story that a former edition told. `articles` are read, with their times; the story is named by the first of them."""

    edition: date  # a day whose figures are taken over
    articles: tuple[Article, ...]
    topic: str | None = None
    tone: str | None = None
    issue: bool = False
    urgent: bool = False
    places: tuple[str, ...] = ()


def import_editions(archive: Archive, rows: Iterable[Mapping[str, Any]], *, after: datetime, cutoff: time) -> None:
    """Keep the figures of former editions, oldest first; the last one ends at `after`, the others at `cutoff`, local time."""
    listed = list(rows)
    for row in listed:
        until = after if row is listed[-1] else datetime.combine(row["day"], cutoff, VN)
        counts = {key: int(row[key]) for key in COUNTS}
        archive.editions.save(
            EditionRow(
                day=row["day"], number=row["number"], after=until - timedelta(days=1), until=until, built_at=until,
                counts=counts, imported=True,
            )
        )  # fmt: skip


def import_stories(archive: Archive, rows: Iterable[FormerStory], *, group_stamp: str, now: datetime) -> None:
    """Keep the articles of stories that former editions told, judged and grouped as given, and tell them in their editions.

    `group_stamp`: the stamp of the grouping stage, so that it leaves these stories together. Run `import_editions` before. Raises
    LookupError where the edition of a story is not kept, ValueError for an article without a publication time.
    """
    run = archive.trail.begin_run("import", now)
    for day, stories in _by_edition(rows).items():
        edition = archive.editions.get(day)
        if edition is None:
            raise LookupError(f"no edition of {day}")
        items: list[EditionItem] = []
        for number, story in enumerate(stories, 1):
            for article in story.articles:
                _keep_told(archive, article, story, group_stamp=group_stamp, edition=edition, run=run)
                items.append(_item(article, story, position=len(items) + 1, number=number))
        archive.editions.save(edition, items)
    archive.trail.end_run(run, now, "done")


def _by_edition(rows: Iterable[FormerStory]) -> dict[date, list[FormerStory]]:
    days: dict[date, list[FormerStory]] = {}
    for row in rows:
        days.setdefault(row.edition, []).append(row)
    return days


def _keep_told(
    archive: Archive, article: Article, story: FormerStory, *, group_stamp: str, edition: EditionRow, run: str
) -> None:
    """Keep one article as it was told; its time of keeping is that of its publication."""
    if article.published_at is None:
        raise ValueError(f"no publication time for {article.id}")
    at = article.published_at
    archive.articles.keep(article, None, now=at, run=run)
    judged = article.with_(
        relevance="subject", reasons=(TAKEN_OVER,), topic=story.topic, tone=story.tone, issue=story.issue, urgent=story.urgent,
        places=story.places,
    )  # fmt: skip
    archive.judgements.write(judged, TAKEN_OVER_STAMP, now=at, run=run)
    archive.judgements.write_group(article.id, None, story.articles[0].id, stamp=group_stamp, now=at, run=run)
    detail = f"bản tin số {edition.number} ngày {edition.day:%d/%m/%Y}"
    archive.trail.note(key=article.id, stage=Stage.TELL, outcome=Outcome.TOLD, run=run, at=edition.built_at, detail=detail)


def _item(article: Article, story: FormerStory, *, position: int, number: int) -> EditionItem:
    return EditionItem(
        position=position, number=number, article=article.id, story=story.articles[0].id, outlet=article.outlet,
        title=article.title or "", url=article.url, published_at=article.published_at, topic=story.topic, tone=story.tone,
        issue=story.issue, urgent=story.urgent, places=story.places,
    )  # fmt: skip


def import_cases(archive: Archive, rows: Iterable[FormerCase], office: Office, *, now: datetime) -> None:
    """Open the cases followed already, as they stood at `now`, then record the answers at their own time. Raises RuleError."""
    for row in rows:
        published = datetime.combine(row.published, NOON, VN)
        sent = datetime.combine(row.sent, NOON, VN) if row.sent else published if row.agency else None
        folder = find_rules_folder(office)
        ends = legal_deadlines(load_rule(row.rule, folder), published=published, sent=sent, folder=folder) if row.rule else []
        due = end_of(row.due) if row.due else ends[-1].due if ends else None
        source = archive.articles.get(row.article) if row.article else None
        before = ("da-chuyen" if row.agency else "moi-ghi-nhan") if row.answered else row.state
        case = archive.cases.open(
            Case(
                number=row.number, title=row.title, outlet=row.outlet, published_at=published, agency=row.agency, rule=row.rule,
                sent_at=sent, due_at=due, state=before, verified="" if row.answered else row.verified,
                opened_at=min(now, published), opened_by=TAKEN_OVER, article=source.id if source else "",
                story=(source.story or source.id) if source else "", url=source.url if source else "",
            )
        )  # fmt: skip
        if row.answered:
            changes = {"state": row.state, "verified": row.verified, "answered_on": local(row.answered).date()}
            archive.cases.change(case.number, changes, by=TAKEN_OVER, now=row.answered)
