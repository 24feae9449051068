"""Articles in the archive: kept, kept again, edited, found again; the trail; two processes; a killed one."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.archive import Archive
from data.model import Article, Mention, Name, Outcome, Stage
from data.model.taxonomy import DATE_SOURCES
from data.paths import ROOT
from tests.support.archive_case import NOW, TUOI_TRE, after, article, judged


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "hai-duong.db", now=NOW) as opened:
        yield opened


def test_keep_says_what_happened_and_leaves_one_line_each_time(archive: Archive) -> None:
    run, again, later = (archive.trail.begin_run("day", NOW) for _ in range(3))
    page = b"<html>m\xe1t</html>" * 50
    first = article()
    assert archive.articles.keep(first, page, now=NOW, run=run) == Outcome.KEPT
    assert archive.articles.keep(first, page, now=after(1), run=again) == Outcome.UNCHANGED
    assert archive.articles.keep(first.with_(title="Tiêu đề đã sửa"), page, now=after(2), run=later) == Outcome.NEW_VERSION
    assert [(row.stage, row.outcome, row.detail) for row in archive.trail.lines(first.id)] == [
        (Stage.READ, Outcome.KEPT, ""),
        (Stage.READ, Outcome.UNCHANGED, ""),
        (Stage.READ, Outcome.NEW_VERSION, "tiêu đề"),
    ]
    kept = archive.articles.get(first.id)
    assert kept is not None
    assert (kept.kept_at, kept.versions, kept.title) == (NOW, 2, "Tiêu đề đã sửa")
    assert kept.page == hashlib.sha256(page).hexdigest()
    assert archive.articles.page(kept.page) == page
    assert archive.articles.page("0" * 64) is None


def test_versions_hold_every_text_and_name_what_changed(archive: Archive) -> None:
    first = article()
    archive.articles.keep(first, None, now=NOW, run="r1")
    archive.articles.keep(first.with_(body="Đoạn một.\nĐoạn ba."), None, now=after(1), run="r2")
    archive.articles.keep(first.with_(title="Mới", summary="Sapo mới", body="Đoạn một.\nĐoạn ba."), None, now=after(2), run="r3")
    told = [(version.at, version.title, version.body, version.changed) for version in archive.articles.versions(first.id)]
    assert told == [
        (NOW, first.title, first.body, ()),
        (after(1), first.title, "Đoạn một.\nĐoạn ba.", ("body",)),
        (after(2), "Mới", "Đoạn một.\nĐoạn ba.", ("title", "summary")),
    ]


def test_an_edit_with_a_new_address_stays_one_article(archive: Archive) -> None:
    first = article(7)
    moved = first.with_(url="https://tuoitre.vn/tieu-de-moi-7.htm", title="Tiêu đề mới")
    archive.articles.keep(first, None, now=NOW, run="r1")
    assert archive.articles.keep(moved, None, now=after(1), run="r2") == Outcome.NEW_VERSION
    archive.articles.add_alias("https://m.tuoitre.vn/bai-so-7.htm", first.id)
    assert archive.articles.aliases(first.id) == ["https://m.tuoitre.vn/bai-so-7.htm", first.url, moved.url]
    assert {archive.articles.find_id(key) for key in (first.id, first.url, moved.url, "https://m.tuoitre.vn/bai-so-7.htm")} == {
        first.id
    }
    assert archive.articles.find_id("https://tuoitre.vn/khac.htm") is None
    assert archive.judgements.counts()["articles"] == 1
    assert archive.articles.get(first.id).url == moved.url  # type: ignore[union-attr]


def test_an_article_met_under_another_id_is_known_by_its_address(archive: Archive) -> None:
    first = article(3)
    archive.articles.keep(first, None, now=NOW, run="r1")
    assert archive.articles.keep(first.with_(id="f" * 16), None, now=after(1), run="r2") == Outcome.UNCHANGED
    assert archive.articles.find_id("f" * 16) == first.id


def test_an_alias_never_moves_to_another_article(archive: Archive) -> None:
    archive.articles.keep(article(1), None, now=NOW, run="r")
    archive.articles.keep(article(2), None, now=NOW, run="r")
    archive.articles.add_alias(article(1).url, article(2).id)
    assert archive.articles.find_id(article(1).url) == article(1).id


def test_a_thinner_reading_loses_nothing(archive: Archive) -> None:
    first = article(authors=("Minh Khoa",), section="Thời sự")
    archive.articles.keep(first, None, now=NOW, run="r1")
    thin = first.with_(authors=(), section=None, summary=None, published_at=None, date_from="none", found_at=None)
    assert archive.articles.keep(thin, None, now=after(1), run="r2") == Outcome.UNCHANGED
    kept = archive.articles.get(first.id)
    assert kept == first.with_(kept_at=NOW)


@pytest.mark.parametrize(
    ("source", "hours", "wins"),
    [("jsonld", -2, True), ("jsonld", 2, False), ("feed", -2, False), ("none", -9, False)],
)
def test_the_time_of_an_edit_does_not_replace_the_publication_time(
    archive: Archive, source: str, hours: float, wins: bool
) -> None:
    first = article()
    archive.articles.keep(first, None, now=NOW, run="r1")
    archive.articles.keep(first.with_(published_at=after(hours), date_from=source), None, now=after(3), run="r2")
    assert archive.articles.get(first.id).published_at == (after(hours) if wins else NOW)  # type: ignore[union-attr]


def test_a_better_source_replaces_a_feed_date(archive: Archive) -> None:
    first = article(date_from="feed")
    archive.articles.keep(first, None, now=NOW, run="r1")
    archive.articles.keep(first.with_(published_at=after(1), date_from="page"), None, now=after(3), run="r2")
    kept = archive.articles.get(first.id)
    assert kept is not None
    assert (kept.published_at, kept.date_from) == (after(1), "page")


def test_new_text_is_judged_and_grouped_again_unchanged_text_is_not(archive: Archive) -> None:
    first = judged()
    archive.articles.keep(first, None, now=NOW, run="r")
    archive.judgements.write(archive.judgements.todo("judge", "s1")[0].with_(relevance="subject"), "s1", now=NOW, run="r")
    archive.judgements.write_group(first.id, None, first.id, stamp="g1", now=NOW, run="r")
    archive.articles.keep(first, None, now=after(1), run="r2")
    assert archive.judgements.todo("judge", "s1") == archive.judgements.todo("group", "g1") == []
    archive.articles.keep(first.with_(body="Khác hẳn."), None, now=after(2), run="r3")
    assert [todo.id for todo in archive.judgements.todo("judge", "s1")] == [first.id]
    assert archive.articles.get(first.id).story == first.id  # type: ignore[union-attr]


def test_withdrawn_is_noted_once_and_taken_back_when_the_page_returns(archive: Archive) -> None:
    first = article()
    archive.articles.keep(first, None, now=NOW, run="r")
    archive.articles.withdraw(first.id, after(1), "r2")
    archive.articles.withdraw(first.id, after(2), "r3")
    assert archive.articles.get(first.id).withdrawn_at == after(1)  # type: ignore[union-attr]
    assert [row.outcome for row in archive.trail.lines(first.url)] == [Outcome.KEPT, Outcome.GONE]
    archive.articles.keep(first, None, now=after(3), run="r4")
    assert archive.articles.get(first.id).withdrawn_at is None  # type: ignore[union-attr]


def test_times_without_zone_are_refused_and_nothing_is_kept(archive: Archive) -> None:
    with pytest.raises(ValueError, match="without zone"):
        archive.articles.keep(article(published_at=datetime(2020, 6, 1)), b"x", now=NOW, run="r")  # noqa: DTZ001 - the fault under test
    assert archive.judgements.counts() == {"articles": 0, "judged": 0, "grouped": 0, "pages": 0, "trail": 0}


def test_half_an_emoji_in_a_headline_is_kept_readable(archive: Archive) -> None:
    archive.articles.keep(article(title="Vui \ud83d quá"), None, now=NOW, run="r")
    assert archive.articles.get(article().id).title == "Vui \ufffd quá"  # type: ignore[union-attr]


TEXT = st.text(max_size=40)
WORDS = st.tuples() | st.tuples(TEXT) | st.tuples(TEXT, TEXT)
MOMENTS = st.none() | st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
MENTIONS = st.builds(
    Mention, place=TEXT, kind=TEXT, field=TEXT, start=st.integers(0, 9**9), end=st.integers(0, 9**9), surface=TEXT
)
ARTICLES = st.builds(
    Article,
    id=st.text("0123456789abcdef", min_size=16, max_size=16),
    url=st.text("abc/.-", min_size=1).map(lambda path: f"https://bao.vn/{path}"),
    outlet=TEXT,
    found_at=MOMENTS,
    found_in=TEXT,
    page=st.none() | TEXT,
    title=st.none() | TEXT,
    summary=st.none() | TEXT,
    body=st.none() | TEXT,
    authors=WORDS,
    section=st.none() | TEXT,
    lang=st.none() | TEXT,
    kind=TEXT,
    published_at=MOMENTS,
    published_raw=st.none() | TEXT,
    date_from=st.sampled_from(DATE_SOURCES),
    modified_at=MOMENTS,
    read_by=st.none() | TEXT,
    mentions=st.lists(MENTIONS, max_size=2).map(tuple),
    relevance=st.none() | TEXT,
    score=st.none() | st.floats(0, 1),
    reasons=WORDS,
    topic=st.none() | TEXT,
    topics=WORDS,
    tone=st.none() | TEXT,
    issue=st.none() | st.booleans(),
    urgent=st.none() | st.booleans(),
    names=st.lists(st.builds(Name, text=TEXT, type=TEXT), max_size=2).map(tuple),
    places=WORDS,
    sentences=WORDS,
    judged_by=st.none() | TEXT,
    same_as=st.none() | TEXT,
    story=st.none() | TEXT,
    withdrawn_at=MOMENTS,
)


@settings(max_examples=80, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_article=ARTICLES)
def test_an_article_comes_back_exactly_as_it_was_kept(archive: Archive, given_article: Article) -> None:
    archive.store.connection.execute("BEGIN")
    try:
        archive.articles.keep(given_article, None, now=NOW, run="r")
        assert (
            archive.articles.get(given_article.id)
            == archive.articles.machine(given_article.id)
            == given_article.with_(kept_at=NOW)
        )
    finally:
        archive.store.connection.execute("ROLLBACK")


def test_window_is_open_at_its_start_and_ordered_by_publication(archive: Archive) -> None:
    for number, hours in ((1, 0), (2, 1), (3, 2), (4, 3)):
        archive.articles.keep(article(number, published_at=after(-hours)), None, now=after(hours), run="r")
    assert [kept.title for kept in archive.articles.window(NOW, after(2))] == ["Tiêu đề số 3", "Tiêu đề số 2"]


def test_recent_comes_in_order_of_arrival_with_the_verdict_asked_for(archive: Archive) -> None:
    for number, verdict in ((1, "subject"), (2, "passing"), (3, "subject")):
        archive.articles.keep(judged(number, relevance=verdict, found_at=after(-number)), None, now=NOW, run="r")
    assert [kept.title for kept in archive.articles.recent(after(-1))] == ["Tiêu đề số 3", "Tiêu đề số 1"]
    assert len(archive.articles.recent(after(-1), relevance=None)) == 3
    assert archive.articles.recent(after(1)) == []


def test_outlets_are_kept_and_brought_up_to_date(archive: Archive) -> None:
    archive.articles.register_outlets([TUOI_TRE], NOW)
    archive.articles.register_outlets([TUOI_TRE], after(1))
    assert archive.articles.outlets() == {"tuoitre": TUOI_TRE}


def test_a_failed_write_takes_back_all_of_its_transaction(archive: Archive) -> None:
    with pytest.raises(ZeroDivisionError), archive.write():
        archive.articles.keep(article(1), b"page", now=NOW, run="r")
        raise ZeroDivisionError
    assert archive.judgements.counts()["articles"] == archive.judgements.counts()["pages"] == 0
    with archive.write():
        archive.articles.keep(article(2), None, now=NOW, run="r")
        with pytest.raises(ZeroDivisionError), archive.write():
            archive.articles.keep(article(3), None, now=NOW, run="r")
            raise ZeroDivisionError
    assert archive.judgements.counts()["articles"] == 1


CHILD = """
import sys
from pathlib import Path
from data.archive import Archive
from tests.support.archive_case import NOW, article
archive = Archive.open(Path(sys.argv[1]), now=NOW)
for number in range(1, 100000):
    with archive.write():
        archive.articles.keep(article(number), b"<html>" * 200, now=NOW, run="r")
        if number == 40:
            print("half way", flush=True)
            sys.stdin.read()
    print(number, flush=True)
"""


def test_a_killed_process_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdin, child.stdout:
        said = list(iter(child.stdout.readline, "half way\n"))
        os.kill(child.pid, signal.SIGKILL)  # between the two writes of one transaction
        child.wait()
    assert said[-1] == "39\n"
    with Archive.open(path, now=NOW) as archive:
        assert archive.judgements.counts() == {"articles": 39, "judged": 0, "grouped": 0, "pages": 1, "trail": 39}
        assert archive.upkeep.integrity() == "ok"
        archive.articles.keep(article(40), None, now=NOW, run="r")
        assert json.dumps(archive.judgements.counts()["articles"]) == "40"
