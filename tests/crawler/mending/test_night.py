"""What a survey finds is tried for two days, adopted and told, or dropped: real stores, surveys made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.mending import settle_trials, take_candidates, with_found
from crawler.register import bundled, spider_class
from crawler.survey import Survey, SurveyedList, TrialReading
from data.archive import Archive
from data.crawl_store import CrawlStore, ListRow
from tests.support.archive_case import NOW, after

FACTS = spider_class("danviet")
OLD = ListRow(outlet="danviet", address=FACTS.feeds[0], way="feed", ok_at=after(-30))
FOUND = SurveyedList(way="feed", url="https://danviet.vn/rss/moi.rss", origin="link", state="ok", items=20, articles=20)
SURVEY = Survey(home=FACTS.home, asked_home=FACTS.home, hosts=FACTS.hosts, lists=(FOUND,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CrawlStore]:
    with CrawlStore.open(tmp_path / "crawl.db", now=NOW) as opened:
        opened.put_list(replace(OLD, state="missing", why="không còn ở địa chỉ cũ"), NOW)
        yield opened


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive.db", now=NOW) as opened:
        yield opened


def roles(store: CrawlStore) -> dict[str, str]:
    return {address: row.role for address, row in store.list_rows("danviet").items()}


def test_a_better_list_is_tried_for_two_days_then_adopted_and_told(store: CrawlStore, archive: Archive) -> None:
    mended = take_candidates(store, FACTS, SURVEY, bundled(), NOW)
    assert mended.tried == (FOUND.url,)
    assert roles(store) == {OLD.address: "used", FOUND.url: "trial"}
    assert settle_trials(store, archive, FACTS, after(24)) is None
    row = store.list_rows("danviet")[FOUND.url]
    store.put_list(replace(row, state="ok", ok_at=after(47)), after(47))
    settled = settle_trials(store, archive, FACTS, after(48))
    assert settled is not None
    assert (settled.adopted, settled.retired) == ((FOUND.url,), (OLD.address,))
    assert roles(store) == {OLD.address: "retired", FOUND.url: "adopted"}
    assert [(notice.kind, FOUND.url in notice.why) for notice in archive.notices.pending()] == [("well", True)]
    assert settle_trials(store, archive, FACTS, after(72)) is None


def test_a_list_that_is_no_better_is_dropped_in_silence(store: CrawlStore, archive: Archive) -> None:
    take_candidates(store, FACTS, SURVEY, bundled(), NOW)
    row = store.list_rows("danviet")[FOUND.url]
    store.put_list(replace(row, state="empty"), after(47))
    settled = settle_trials(store, archive, FACTS, after(48))
    assert settled is not None
    assert settled.adopted == ()
    assert roles(store)[FOUND.url] == "retired"
    assert archive.notices.pending() == []


def test_lists_on_other_hosts_are_not_tried_and_another_home_is_only_proposed(store: CrawlStore) -> None:
    moved = replace(
        SURVEY, home="https://danviet-moi.example.vn/", hosts=("danviet-moi.example.vn",),
        lists=(replace(FOUND, url="https://danviet-moi.example.vn/rss/moi.rss"),),
    )  # fmt: skip
    assert take_candidates(store, FACTS, moved, bundled(), NOW).tried == ()
    assert [(move.host, move.state) for move in store.moves("danviet")] == [("danviet-moi.example.vn", "proposed")]
    assert with_found(FACTS, store).has_host("danviet-moi.example.vn")
    store.decide_move("danviet", "danviet-moi.example.vn", accept=False, now=after(1))
    assert with_found(FACTS, store) is FACTS


def test_a_home_that_leads_to_another_registered_outlet_is_no_move(store: CrawlStore) -> None:
    taken = replace(SURVEY, home="https://tuoitre.vn/", hosts=("tuoitre.vn",))
    take_candidates(store, FACTS, taken, bundled(), NOW)
    assert store.moves("danviet") == []


def test_a_new_shape_of_addresses_is_learned_beside_the_stated_one(store: CrawlStore) -> None:
    readings = tuple(
        TrialReading(
            url=f"https://danviet.vn/bai/so-{number}", title="Tiêu đề", body_characters=900, published_at=NOW - timedelta(hours=1)
        )
        for number in range(4)
    )
    take_candidates(
        store, FACTS, replace(SURVEY, article_pattern=r"^/bai/so-(?P<number>\d+)$", readings=readings), bundled(), NOW
    )
    wider = with_found(FACTS, store)
    assert wider.is_article(readings[0].url)
    assert wider.article_number(readings[3].url) == "3"
    assert wider.is_article("https://danviet.vn/tin-cu-20200601081500298.htm")
    assert not FACTS.is_article(readings[0].url)
