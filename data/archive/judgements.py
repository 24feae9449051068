"""What the machine made of the articles: who still lacks a stamp, judgements, groups, stories.

In: judged and grouped articles from `nlp`. Out: the work that is left. A stamp names models and profile; a stage asks for what
lacks its present stamp, so running it again is asking again. Corrections are elsewhere and are never touched here.
"""

from __future__ import annotations

from datetime import datetime

from data.archive.records import JUDGED, article_of, row_of
from data.archive.trail import Trail
from data.model import Article, Outcome, Stage
from data.storage import Store
from data.storage.columns import stamp_or_none

TODO = {
    # New articles first, so that a change of model never delays the edition; `since` bounds only what is judged again.
    "judge": (
        "SELECT * FROM articles WHERE judged_by IS NOT :stamp AND (judged_by IS NULL OR :since IS NULL OR kept_at >= :since) "
        "ORDER BY (judged_by IS NULL) DESC, kept_at DESC, number DESC LIMIT :limit"
    ),
    # Grouping takes articles one by one as they arrived; it reads verdicts and topics as people corrected them.
    "group": (
        "SELECT * FROM told WHERE judged_by IS NOT NULL AND grouped_by IS NOT :stamp "
        "AND (grouped_by IS NULL OR :since IS NULL OR kept_at >= :since) "
        "ORDER BY COALESCE(found_at, published_at, kept_at), number LIMIT :limit"
    ),
}


class Judgements:
    """The machine's judgement in an archive."""

    def __init__(self, store: Store, trail: Trail) -> None:
        self.store = store
        self.trail = trail

    def todo(self, stage: str, stamp: str, *, limit: int | None = None, since: datetime | None = None) -> list[Article]:
        """The articles that lack this stamp. "judge": never judged first, newest first; "group": judged ones in order of arrival.

        `since` leaves out what was kept before it, unless the stage never saw it at all. Raises KeyError for another stage.
        """
        rows = self.store.rows(
            TODO[stage], {"stamp": stamp, "since": stamp_or_none(since), "limit": -1 if limit is None else limit}
        )
        return [article_of(row) for row in rows]

    def write(self, article: Article, stamp: str, *, now: datetime, run: str) -> bool:
        """Write the judged fields, the stamp and the line in the trail (the verdict, with its reasons).

        False, and nothing written, when the newspaper's text changed since the article was read from the archive: then it is
        still on the list. Raises ValueError when the article carries no verdict.
        """
        if article.relevance is None:
            raise ValueError(f"no verdict for {article.id}")
        row = row_of(article)
        settings = ", ".join(f"{column} = :{column}" for column in JUDGED)
        values = {column: row[column] for column in (*JUDGED, "id", "versions")} | {"stamp": stamp}
        with self.store.write():
            changed = self.store.run_sql(
                "UPDATE articles SET grouped_by = "  # noqa: S608 - column names are ours
                "CASE WHEN relevance IS NOT :relevance OR judged_by IS NULL THEN NULL ELSE grouped_by END, "
                f"{settings}, judged_by = :stamp WHERE id = :id AND versions = :versions",
                values,
            )
            if changed:
                self.trail.note(
                    key=article.id, stage=Stage.JUDGE, outcome=Outcome(article.relevance), run=run, at=now,
                    detail="; ".join(article.reasons),
                )  # fmt: skip
        return bool(changed)

    def write_group(
        self, article_id: str, same_as: str | None, story: str | None, *, stamp: str, now: datetime, run: str
    ) -> None:
        """Write what an article repeats and which story it belongs to; None and None: looked at, belongs to no story."""
        with self.store.write():
            changed = self.store.run_sql(
                "UPDATE articles SET same_as = ?, story = ?, grouped_by = ? WHERE id = ?", (same_as, story, stamp, article_id)
            )
            if changed and story is not None:
                first = Outcome.STORY_FIRST if story == article_id else Outcome.STORY_JOINED
                outcome, detail = (Outcome.REPRINT, same_as) if same_as else (first, "" if story == article_id else story)
                self.trail.note(key=article_id, stage=Stage.GROUP, outcome=outcome, run=run, at=now, detail=detail)

    def add_story_alias(self, old: str, new: str, *, now: datetime | None = None) -> None:
        """Merge story `old` into `new`. Both ids stay valid for ever; aliases always lead straight to the last one."""
        with self.store.write():
            new = self.story_of(new)
            if self.story_of(old) == new:
                return
            old = self.story_of(old)
            at = stamp_or_none(now) or ""
            self.store.run_sql("UPDATE story_aliases SET new = ? WHERE new = ?", (new, old))
            self.store.run_sql("INSERT INTO story_aliases (old, new, at) VALUES (?, ?, ?)", (old, new, at))

    def story_of(self, story: str) -> str:
        """The story that this story id leads to now."""
        row = self.store.row("SELECT new FROM story_aliases WHERE old = ?", (story,))
        return story if row is None else str(row["new"])

    def story_articles(self, story: str) -> list[Article]:
        """All articles of a story, corrections laid over, by publication time."""
        rows = self.store.rows(
            "SELECT * FROM told WHERE story = ? ORDER BY COALESCE(published_at, kept_at), id", (self.story_of(story),)
        )
        return [article_of(row) for row in rows]

    def counts(self) -> dict[str, int]:
        """How much the archive holds: articles, judged, grouped, pages, trail lines (for doctor and tests)."""
        row = self.store.row(
            "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(judged_by) FROM articles) AS judged, "
            "(SELECT count(grouped_by) FROM articles) AS grouped, (SELECT count(*) FROM pages) AS pages, "
            "(SELECT count(*) FROM trail) AS trail"
        )
        return {} if row is None else {name: int(row[name]) for name in row.keys()}  # noqa: SIM118 - a Row iterates over values
