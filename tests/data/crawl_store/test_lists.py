"""Lists, their yields and moves in the crawl store; an old store opens after the change of schema."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.crawl_store import CrawlStore, ListRow
from tests.support.archive_case import NOW, after

FEED = ListRow(outlet="bao", address="https://bao.example/home.rss", way="feed")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CrawlStore]:
    with CrawlStore.open(tmp_path / "crawl.db", now=NOW) as opened:
        yield opened


def test_a_list_keeps_since_when_its_state_and_role_hold(store: CrawlStore) -> None:
    store.put_list(FEED, NOW)
    store.put_list(replace(FEED, state="frozen", why="không đổi"), after(1))
    store.put_list(replace(FEED, state="frozen", role="retired"), after(2))
    row = store.list_rows("bao")[FEED.address]
    assert (row.state, row.since, row.role, row.role_at) == ("frozen", after(1), "retired", after(2))
    assert row.label == "đứng yên"
    assert store.list_rows("khac") == {}


def test_yields_add_up_by_local_day(store: CrawlStore) -> None:
    for hours in (0, 1, 30):
        store.add_list_day("bao", FEED.address, {"new": 2, "articles": 1}, after(hours))
    days = store.list_days("bao", NOW.date() - timedelta(days=1))[FEED.address]
    assert [counts["new"] for counts in days.values()] == [4, 2]
    store.prune(NOW + timedelta(days=200), 90)
    assert store.list_days("bao", NOW.date() - timedelta(days=1)) == {}


def test_a_move_is_proposed_once_and_decided_by_a_person(store: CrawlStore) -> None:
    assert store.propose_move("bao", "bao-moi.example", "trang chủ chuyển", NOW)
    assert not store.propose_move("bao", "bao-moi.example", "lần nữa", after(1))
    assert [move.state for move in store.moves("bao")] == ["proposed"]
    assert store.decide_move("bao", "bao-moi.example", accept=False, now=after(2))
    assert store.moves("bao") == []
    assert not store.propose_move("bao", "bao-moi.example", "vẫn thế", after(3))
    assert not store.decide_move("bao", "khac.example", accept=True, now=after(3))


def test_a_survey_keeps_the_shape_it_learned(store: CrawlStore) -> None:
    store.put_survey("bao", "thử", NOW, pattern=r"-a(?P<number>\d+)$")
    store.put_survey("bao", "không thấy", after(1))
    assert store.last_survey("bao") == after(1)
    assert store.found_pattern("bao") == r"-a(?P<number>\d+)$"
    assert store.found_pattern("khac") == ""


def test_an_old_store_opens_with_the_new_tables(tmp_path: Path) -> None:
    path = tmp_path / "crawl.db"
    with CrawlStore.open(path, now=NOW) as store:
        store.put_etag("https://bao.example/", "x", None, NOW)
    with sqlite3.connect(path) as old:
        for table in ("lists", "list_days", "moves", "surveys"):
            old.execute(f"DROP TABLE {table}")
        old.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_lists_and_moves'")
    with CrawlStore.open(path, now=NOW) as store:
        assert store.etag("https://bao.example/") == ("x", None)
        store.put_list(FEED, NOW)
        assert list(store.list_rows("bao")) == [FEED.address]
