"""A person outranks the machine: corrections of labels, splits and merges of stories.

In: who says what about which article. Out: rows that the view `told` lays over the machine's judgement, for ever, until a person
undoes them. Nothing here is ever overwritten: a new correction is a new row, an undone one keeps its row.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict, Unpack

from data.archive.articles import Articles
from data.archive.editions import Editions
from data.archive.judgements import Judgements
from data.archive.records import Correction
from data.archive.trail import Trail
from data.model import TONES, TOPICS, VERDICTS, Article, Outcome, Stage
from data.model.taxonomy import topic_slug
from data.storage import ArchiveError, Store
from data.storage.columns import stamp_of, storable, time_of, time_or_none
from data.text.urls import key_forms


class CorrectionError(ArchiveError):
    """The correction cannot be made; nothing was changed. The message is Vietnamese."""


class UnknownArticle(CorrectionError):
    """No article of that id or address; nothing was changed. The message is Vietnamese."""

    exit_status = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Corrected:
    """What one correction, or undoing one, did. `changes` is empty where there was nothing to undo."""

    article_id: str
    title: str | None
    changes: tuple[Correction, ...]
    sent_on: tuple[date, ...]  # days of the sent editions that have the article: they stay as they are


class Corrections:
    """The corrections of an archive."""

    def __init__(self, store: Store, trail: Trail, articles: Articles, judgements: Judgements) -> None:
        self.store = store
        self.trail = trail
        self.articles = articles
        self.judgements = judgements

    def correct(
        self,
        article_id: str,
        *,
        by: str,
        now: datetime,
        verdict: str | None = None,
        topic: str | None = None,
        tone: str | None = None,
        issue: bool | None = None,
        story: str | None = None,
    ) -> list[Correction]:
        """Set labels of an article by hand. `story` is a story's id or an article in it; the article's own id splits it off.

        Returns what was set. Raises CorrectionError (Vietnamese, every fault at once) and changes nothing.
        """
        flag = None if issue is None else str(int(issue))
        values = {"relevance": verdict, "topic": topic, "tone": tone, "issue": flag, "story": story}
        wanted = {field: value for field, value in values.items() if value is not None}
        with self.store.write():
            article = self.articles.get(article_id)
            if article is None:
                raise CorrectionError(f"Không có tin, bài nào mang mã {article_id} trong kho lưu trữ. Chưa sửa gì.")
            self._check(wanted, by)
            batch = int(self.store.rows("SELECT COALESCE(max(batch), 0) + 1 AS batch FROM corrections")[0]["batch"])
            if story is not None:
                wanted["story"] = self._move(article, story, batch, by, now)
            for field, value in wanted.items():
                self.store.run_sql(
                    "INSERT INTO corrections (batch, article, field, value, before, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (batch, article_id, field, value, _stored(article, field), storable(by.strip()), stamp_of(now)),
                )
            made = [correction for correction in self.of_article(article_id) if correction.batch == batch]
            detail = "; ".join(correction.tell() for correction in made) + f" (người sửa: {by.strip()})"
            self._note_correction(article_id, detail, now)
        return made

    def _check(self, wanted: dict[str, str], by: str) -> None:
        faults = []
        if not by.strip() or "\n" in by:
            faults.append("thiếu tên người sửa (--by)")
        if not wanted:
            faults.append("chưa nói sửa gì: dùng --verdict, --topic, --tone, --issue hoặc --story")
        for field, option, allowed in (
            ("relevance", "--verdict", VERDICTS), ("topic", "--topic", tuple(TOPICS)), ("tone", "--tone", tuple(TONES)),
        ):  # fmt: skip
            if field in wanted and wanted[field] not in allowed:
                faults.append(f"{option}: không có giá trị “{wanted[field]}”; chọn một trong: {', '.join(allowed)}")
        if "story" in wanted and self._story_behind(wanted["story"]) is None:
            faults.append(f"--story: không có nội dung hay tin, bài nào mang mã “{wanted['story']}”")
        if faults:
            raise CorrectionError("Chưa sửa gì. " + "; ".join(faults) + ".")

    def _story_behind(self, asked: str) -> str | None:
        """The story a person means: an article stands for its story, a story id for itself."""
        row = self.store.row("SELECT story FROM told WHERE id = ?", (asked,))
        if row is not None:
            return str(row["story"] or asked)
        held = self.store.row(
            "SELECT 1 FROM articles WHERE story = :given UNION SELECT 1 FROM story_aliases WHERE old = :given", {"given": asked}
        )
        return None if held is None else self.judgements.story_of(asked)

    def _move(self, article: Article, asked: str, batch: int, by: str, now: datetime) -> str:
        """Write the must-link or cannot-link behind a change of story; the story id to set."""
        target = self._story_behind(asked) or asked
        if asked == article.id:
            target = article.id
            self._free_story(article.id)
        mates = [mate.id for mate in self.judgements.story_articles(article.story or article.id) if mate.id != article.id]
        if target != article.story:
            self._link("cannot", article.id, mates, batch, by, now)
        if asked != article.id:
            joined = [mate.id for mate in self.judgements.story_articles(target) if mate.id != article.id]
            self._link("must", article.id, [target] if target in joined else joined[:1], batch, by, now)
        return target

    def _free_story(self, story: str) -> None:
        """Make a story id that was merged away usable again: the machine's rows take the id they were merged into."""
        new = self.judgements.story_of(story)
        if new != story:
            self.store.run_sql("UPDATE articles SET story = ? WHERE story = ?", (new, story))
            self.store.run_sql("DELETE FROM story_aliases WHERE old = ?", (story,))

    def _link(self, kind: str, article_id: str, others: list[str], batch: int, by: str, now: datetime) -> None:
        for other in others:
            self.store.run_sql(
                "INSERT INTO links (kind, a, b, batch, by, at) SELECT ?, ?, id, ?, ?, ? FROM articles WHERE id = ?",
                (kind, article_id, batch, storable(by.strip()), stamp_of(now), other),
            )

    def undo(self, article_id: str, by: str, now: datetime) -> list[Correction]:
        """Undo the last correction of an article that still stands (all fields said together); what was undone, or nothing."""
        with self.store.write():
            row = self.store.row(
                "SELECT max(batch) AS batch FROM corrections WHERE article = ? AND undone_at IS NULL", (article_id,)
            )
            if row is None or row["batch"] is None:
                return []
            batch, mark = row["batch"], (storable(by.strip()), stamp_of(now), row["batch"])
            self.store.run_sql("UPDATE corrections SET undone_by = ?, undone_at = ? WHERE batch = ?", mark)
            self.store.run_sql("UPDATE links SET undone_by = ?, undone_at = ? WHERE batch = ?", mark)
            undone = [correction for correction in self.of_article(article_id) if correction.batch == batch]
            detail = "bỏ lần sửa: " + "; ".join(correction.tell() for correction in undone) + f" (người bỏ: {by.strip()})"
            self._note_correction(article_id, detail, now)
        return undone

    def _note_correction(self, article_id: str, detail: str, now: datetime) -> None:
        run = f"{datetime.fromisoformat(stamp_of(now)):%Y%m%dT%H%M%S}-correct"
        self.trail.note(key=article_id, stage=Stage.JUDGE, outcome=Outcome.CORRECTED, run=run, at=now, detail=detail)

    def of_article(self, article_id: str) -> list[Correction]:
        """Everything people ever said about an article, oldest first, undone ones included."""
        return [
            Correction(
                batch=row["batch"], field=row["field"], value=row["value"], before=row["before"], by=row["by"],
                at=time_of(row["at"]), undone_by=row["undone_by"], undone_at=time_or_none(row["undone_at"]),
            )
            for row in self.store.rows("SELECT * FROM corrections WHERE article = ? ORDER BY number", (article_id,))
        ]  # fmt: skip

    def links(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """What people said about pairs of articles: (must be one story, cannot be one story)."""
        rows = self.store.rows("SELECT kind, a, b FROM links WHERE undone_at IS NULL ORDER BY number")
        must = [(row["a"], row["b"]) for row in rows if row["kind"] == "must"]
        return must, [(row["a"], row["b"]) for row in rows if row["kind"] == "cannot"]


class Labels(TypedDict, total=False):
    """What a person may set. `topic`: slug or Vietnamese label; `story`: a story's id or an article in it."""

    verdict: str | None
    topic: str | None
    tone: str | None
    issue: bool | None
    story: str | None


def correct_article(
    corrections: Corrections, editions: Editions, key: str, *, by: str, now: datetime, **labels: Unpack[Labels]
) -> Corrected:
    """Set labels of the article of this id or address. Raises UnknownArticle, CorrectionError; nothing was changed then."""
    article_id = _find(corrections.articles, key)
    topic = labels.get("topic")
    if topic is not None:
        labels["topic"] = topic_slug(topic)
    return _corrected(corrections, editions, article_id, corrections.correct(article_id, by=by, now=now, **labels))


def undo_last(corrections: Corrections, editions: Editions, key: str, *, by: str, now: datetime) -> Corrected:
    """Undo the last correction of the article of this id or address. Raises UnknownArticle."""
    article_id = _find(corrections.articles, key)
    return _corrected(corrections, editions, article_id, corrections.undo(article_id, by, now))


def _find(articles: Articles, key: str) -> str:
    article_id = next((match for match in map(articles.find_id, key_forms(key)) if match), None)
    if article_id is None:
        raise UnknownArticle(f"Không có tin, bài nào mang mã hoặc địa chỉ {key} trong kho lưu trữ. Chưa sửa gì.")
    return article_id


def _corrected(corrections: Corrections, editions: Editions, article_id: str, changes: list[Correction]) -> Corrected:
    article = corrections.articles.get(article_id)
    sent_on = tuple(edition.day for edition in editions.with_article(article_id) if edition.frozen_at is not None)
    title = None if article is None else article.title
    return Corrected(article_id=article_id, title=title, changes=tuple(changes), sent_on=sent_on)


def _stored(article: Article, field: str) -> str:
    value = getattr(article, field)
    if isinstance(value, bool):
        return str(int(value))
    return value or ""
