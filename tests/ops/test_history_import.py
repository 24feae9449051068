"""What is taken over from before the system: stories that former editions told, and the cases that follow them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.model import Article, Outcome
from ops.history_import import FormerStory, import_editions, import_stories

NOW = datetime(2020, 5, 31, 22, 50, tzinfo=UTC)
AFTER = datetime(2020, 5, 31, 23, tzinfo=UTC)
DAY = date(2020, 6, 1)
FIGURES = {"stories": 2, "articles": 3, "positive": 1, "neutral": 1, "negative": 0, "issues": 0}


def article(number: int) -> Article:
    return Article(
        id=f"{number:016x}", url=f"https://tuoitre.vn/bai-{number}.htm", outlet="tuoitre", title=f"Bài {number}", body="Thân bài",
        published_at=NOW - timedelta(hours=10 - number),
    )  # fmt: skip


STORY = FormerStory(edition=DAY, articles=(article(1), article(2)), topic="kinh-te", tone="positive", places=("huyện Thanh Hà",))


def test_a_former_story_is_kept_grouped_and_told(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", now=NOW) as archive:
        import_editions(archive, [{"day": DAY, "number": 153, **FIGURES}], after=AFTER, cutoff=time(6))
        import_stories(archive, [STORY, replace(STORY, articles=(article(3),), topic=None)], group_stamp="g-1", now=NOW)
        rows = [(item.position, item.number, item.article, item.story) for item in archive.editions.items(DAY)]
        first, second, third = (article(number).id for number in (1, 2, 3))
        assert rows == [(1, 1, first, first), (2, 1, second, first), (3, 2, third, third)]
        kept = archive.articles.get(second)
        assert kept is not None
        assert (kept.story, kept.relevance, kept.topic, kept.places) == (first, "subject", "kinh-te", ("huyện Thanh Hà",))
        assert kept.kept_at == article(2).published_at
        assert archive.judgements.todo("group", "g-1") == []
        assert {row.id for row in archive.judgements.todo("judge", "models of today")} == {first, second, third}
        before = archive.editions.last_with_story(first, DAY + timedelta(days=1))
        assert before is not None
        assert (before.number, before.imported, before.counts) == (153, True, FIGURES)
        details = [line.detail for line in archive.trail.lines(second) if line.outcome is Outcome.TOLD]
        assert details == ["bản tin số 153 ngày 01/06/2020"]


def test_a_story_needs_its_edition_and_its_times(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", now=NOW) as archive:
        with pytest.raises(LookupError):
            import_stories(archive, [STORY], group_stamp="g-1", now=NOW)
        import_editions(archive, [{"day": DAY, "number": 153, **FIGURES}], after=AFTER, cutoff=time(6))
        undated = replace(STORY, articles=(replace(article(1), published_at=None),))
        with pytest.raises(ValueError, match="no publication time"):
            import_stories(archive, [undated], group_stamp="g-1", now=NOW)
