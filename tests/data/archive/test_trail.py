"""The trail and the runs of an archive, and what retention lets go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.model import Name, Outcome, Stage
from tests.support.archive_case import NOW, after, article


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "hai-duong.db", now=NOW) as opened:
        yield opened


def test_runs_have_distinct_ids_and_an_end(archive: Archive) -> None:
    first, second = archive.trail.begin_run("day", NOW), archive.trail.begin_run("day", NOW)
    assert (first, second) == ("20200601T020000-day", "20200601T020000-day-2")
    archive.trail.end_run(first, after(1), "done", "xong")
    ended = {run.id: (run.status, run.ended_at) for run in archive.trail.runs()}
    assert ended == {first: ("done", after(1)), second: (None, None)}


def test_the_trail_is_one_line_per_outcome_and_run_and_never_changes(archive: Archive) -> None:
    line = ("https://bao.vn/x", Stage.READ, Outcome.GATED_OUT, "r1", NOW, "")
    archive.trail.note_all([line, line])
    archive.trail.note(key=line[0], stage=Stage.READ, outcome=Outcome.GATED_OUT, run="r2", at=after(1))
    assert [row.run for row in archive.trail.lines("https://bao.vn/x")] == ["r1", "r2"]
    for sql in ("UPDATE trail SET detail = 'khác'", "DELETE FROM trail"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            archive.store.run_sql(sql)
    assert len(archive.trail.lines("https://bao.vn/x")) == 2


def test_a_url_that_stays_in_its_feed_is_seen_before_once_until_something_happens(archive: Archive) -> None:
    url = "https://bao.vn/x"
    steps = [Outcome.FOUND, Outcome.SEEN_BEFORE, Outcome.SEEN_BEFORE, Outcome.FOUND, Outcome.SEEN_BEFORE, Outcome.SEEN_BEFORE]
    for hour, outcome in enumerate(steps):
        archive.trail.note(key=url, stage=Stage.FIND, outcome=outcome, run=f"r{hour}", at=after(hour))
    assert [row.run for row in archive.trail.lines(url)] == ["r0", "r1", "r3", "r4"]


def test_the_trail_of_an_address_and_of_its_article_are_one(archive: Archive) -> None:
    first = article(5)
    archive.trail.note(key=first.url, stage=Stage.FIND, outcome=Outcome.FOUND, run="r", at=NOW, detail="https://tuoitre.vn/rss")
    archive.articles.keep(first, None, now=after(1), run="r")
    assert [row.outcome for row in archive.trail.lines(first.id)] == [Outcome.FOUND, Outcome.KEPT]
    assert archive.trail.lines(first.id) == archive.trail.lines(first.url)


def test_retention_lets_go_of_pages_texts_and_lines_but_of_nothing_else(archive: Archive) -> None:
    class Office:
        retention_pages_days, retention_trail_days, retention_text_days = 90, 30, 730

    old, young = article(1), article(2)
    archive.articles.keep(old, b"old page", now=NOW - timedelta(days=800), run="r0")
    archive.articles.keep(old.with_(body="Sửa."), b"edited page", now=NOW - timedelta(days=799), run="r1")
    archive.articles.keep(young, b"young page", now=NOW, run="r2")
    for key, days in (("https://bao.vn/cu", 31), ("https://bao.vn/moi", 29)):
        archive.trail.note(key=key, stage=Stage.READ, outcome=Outcome.GATED_OUT, run="r", at=NOW - timedelta(days=days))
    for one in (old, young):
        named = one.with_(relevance="subject", names=(Name(text="Trần Văn Khởi", type="person"),))
        archive.judgements.write(named, "stamp", now=NOW - timedelta(days=798), run="r0")
    assert archive.upkeep.prune(NOW, Office) == {"pages": 2, "trail": 1, "texts": 2}
    left = [archive.articles.get(one.id) for one in (old, young)]
    assert [len(one.names) for one in left if one] == [0, 1]
    assert archive.upkeep.prune(NOW, Office) == {"pages": 0, "trail": 0, "texts": 0}
    assert (
        archive.trail.lines("https://bao.vn/cu"),
        len(archive.trail.lines("https://bao.vn/moi")),
        len(archive.trail.lines(old.id)),
    ) == (
        [],
        1,
        2,
    )
    kept = archive.articles.get(old.id)
    assert kept is not None
    assert (kept.title, kept.body, archive.articles.get(young.id).body) == (old.title, None, young.body)  # type: ignore[union-attr]
    assert archive.upkeep.integrity() == "ok"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        archive.store.run_sql("DELETE FROM trail")
