"""The crawl store: seen URLs, conditional requests, how outlets have been doing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.crawl_store import STATES, CrawlStore, OutletState
from data.crawl_store.store import COVERAGE
from data.model import Outcome
from tests.support.archive_case import NOW, after

URL = "https://tuoitre.vn/bai-so-1.htm"
COUNTS = {"found": 20, "fetched": 18, "read": 17, "kept": 3, "outside": 14, "failed": 1, "no_date": 0, "no_body": 0}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CrawlStore]:
    with CrawlStore.open(tmp_path / "crawl.db", now=NOW) as opened:
        yield opened


def test_a_url_is_remembered_with_what_is_needed_to_see_that_it_changed(store: CrawlStore) -> None:
    assert not store.seen(URL)
    assert store.known(URL) is None
    store.remember(URL, None, "Tiêu đề", "2020-06-01T09:00:00+07:00", Outcome.FAILED, NOW)
    store.remember(URL, "a" * 16, None, None, Outcome.KEPT, after(1))
    row = store.known(URL)
    assert row is not None
    assert (row.article, row.title, row.lastmod, row.outcome, row.first_at, row.seen_at) == (
        "a" * 16, "Tiêu đề", "2020-06-01T09:00:00+07:00", Outcome.KEPT, NOW, after(1),
    )  # fmt: skip
    assert store.seen(URL)


def test_what_the_gate_dropped_lately_can_be_fetched_again(store: CrawlStore) -> None:
    for number, outcome in enumerate((Outcome.GATED_OUT, Outcome.GATED_OUT, Outcome.KEPT)):
        store.remember(f"{URL}?{number}", None, None, None, outcome, after(number))
    assert store.forget(Outcome.GATED_OUT, after(0.5)) == 1
    assert [store.seen(f"{URL}?{number}") for number in range(3)] == [True, False, True]


def test_validators_are_kept_replaced_and_dropped(store: CrawlStore) -> None:
    assert store.etag(URL) is None
    store.put_etag(URL, '"a"', None, NOW)
    store.put_etag(URL, '"b"', "Mon, 01 Jun 2020 02:00:00 GMT", after(1))
    assert store.etag(URL) == ('"b"', "Mon, 01 Jun 2020 02:00:00 GMT")
    store.put_etag(URL, None, None, after(2))
    assert store.etag(URL) is None


def test_the_store_lasts_and_is_whole_for_a_second_office(tmp_path: Path) -> None:
    with CrawlStore.open(tmp_path / "crawl.db", now=NOW) as first, CrawlStore.open(tmp_path / "crawl.db", now=NOW) as second:
        first.remember(URL, None, "Tiêu đề", None, Outcome.OUTSIDE, NOW)
        assert second.seen(URL)


def test_trouble_says_since_when_and_when_it_last_worked(store: CrawlStore) -> None:
    for hours, state in ((0, "ok"), (1, "ok"), (2, "no_answer"), (3, "wall")):
        store.record_outlet_run(f"r{hours}", "laodong", after(hours), COUNTS, state, "trang chỉ mở bằng trình duyệt")
    assert store.outlet_states(["laodong", "moi"], after(4)) == {
        "laodong": OutletState(state="wall", why="trang chỉ mở bằng trình duyệt", since=after(2), last_ok=after(1), counts=COUNTS)
    }
    assert store.outlet_states(["laodong"], after(1.5))["laodong"].state == "ok"  # as it stood then
    store.record_outlet_run("r5", "laodong", after(5), COUNTS, "recovered")
    well = store.outlet_states(["laodong"], after(6))["laodong"]
    assert (well.state, well.since, well.last_ok) == ("recovered", None, after(5))


def test_an_outlet_that_never_worked_is_in_trouble_since_its_first_run(store: CrawlStore) -> None:
    for hours in (0, 1):
        store.record_outlet_run(f"r{hours}", "kinhtedothi", after(hours), COUNTS, "template_changed")
    state = store.outlet_states(["kinhtedothi"], after(2))["kinhtedothi"]
    assert (state.since, state.last_ok, state.coverage, state.label) == (NOW, None, "partial", "trang đổi giao diện")


def test_a_run_noted_twice_counts_once(store: CrawlStore) -> None:
    store.record_outlet_run("r", "tuoitre", NOW, {"found": 1}, "thin")
    store.record_outlet_run("r", "tuoitre", after(1), COUNTS, "ok")
    assert store.outlet_history("tuoitre", NOW) == [(after(1), "ok", COUNTS)]
    assert store.outlet_names() == ["tuoitre"]


def test_every_state_has_one_word_and_one_coverage() -> None:
    assert sorted(state for states in COVERAGE.values() for state in states) == sorted(STATES)
    assert {OutletState(state=state).coverage for state in ("blocked", "wall", "robots_closed", "no_answer")} == {"none"}
    assert OutletState(state="silent").coverage == "full"


def test_an_unknown_state_is_refused(store: CrawlStore) -> None:
    with pytest.raises(ValueError, match="sleepy"):
        store.record_outlet_run("r", "tuoitre", NOW, COUNTS, "sleepy")
    assert store.outlet_names() == []


def test_old_rows_are_let_go(store: CrawlStore) -> None:
    store.remember(URL, None, None, None, Outcome.OUTSIDE, after(-24 * 31))
    store.put_etag(URL, '"a"', None, after(-24 * 31))
    store.remember(f"{URL}?2", None, None, None, Outcome.OUTSIDE, after(-24 * 29))
    store.record_outlet_run("r", "tuoitre", after(-24 * 40), COUNTS, "ok")
    assert store.prune(NOW, 30) == 2
    assert (store.seen(URL), store.seen(f"{URL}?2"), store.etag(URL)) == (False, True, None)
    assert store.outlet_names() == ["tuoitre"]  # the history of an outlet is kept for ninety days
