"""States of single lists, and what they mean for the outlet; the outlet's rhythm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.monitoring.health import SpiderReport
from crawler.monitoring.list_health import ListReport, judge_list, remember_list
from crawler.monitoring.outlet_lists import ListEvidence, assess_lists, list_changes
from crawler.monitoring.rhythm import Rhythm, learn_rhythm
from data.crawl_store import LIST_STATES, ListRow

NOW = datetime(2020, 6, 12, 11, 0, tzinfo=UTC)
FEED = "https://bao.example/rss/home.rss"
RHYTHM = Rhythm(overall=10.0, span=timedelta(days=20))


def feed(**counts: object) -> ListReport:
    values: dict[str, object] = {"access": "ok", "announced": 20, "items": "new", "newest": NOW - timedelta(hours=1)}
    return ListReport(way="feed", address=FEED, **(values | counts))  # type: ignore[arg-type]


def row(**values: object) -> ListRow:
    known = ListRow(outlet="bao", address=FEED, way="feed", items="old", same_since=NOW - timedelta(days=2), ok_at=NOW)
    return replace(known, **values)  # type: ignore[arg-type]


CASES = [
    (feed(), "ok"),
    (feed(access="missing", announced=0), "missing"),
    (feed(moved_to="bao-moi.example"), "moved"),
    (feed(announced=0, items=""), "empty"),
    (feed(off_host=11), "shape_changed"),
    (feed(off_host=10), "ok"),
    (feed(off_pattern=11), "shape_changed"),
    (feed(refused=3), "refused"),
    (feed(refused=3, articles=1), "ok"),
    (feed(dated=10, unread_dates=6), "dates_changed"),
    (feed(compared=3, far_dates=2), "dates_changed"),
    (feed(compared=2, far_dates=2), "ok"),
    (feed(items="old"), "frozen"),
    (feed(access="unchanged", announced=0, items=""), "frozen"),
    (feed(newest=NOW - timedelta(days=2)), "old"),
]


@pytest.mark.parametrize(("report", "state"), CASES)
def test_states_of_a_list(report: ListReport, state: str) -> None:
    verdict = judge_list(report, row(), RHYTHM, NOW)
    assert verdict.state == state
    assert state in LIST_STATES
    assert bool(verdict.why) == (state != "ok")


def test_an_empty_feed_is_allowed_for_a_while_a_page_in_its_place_is_not() -> None:
    assert judge_list(feed(announced=0, items="empty"), None, Rhythm(), NOW).is_sound
    assert judge_list(feed(announced=0, items=""), None, Rhythm(), NOW).state == "empty"
    since = row(ok_at=NOW - timedelta(days=4))
    assert judge_list(feed(announced=0, items="empty"), since, Rhythm(), NOW).state == "empty"


def test_what_is_remembered_of_a_list() -> None:
    report = feed(led_to="https://bao.example/moi.rss", date_order="mdy")
    remembered = remember_list(report, judge_list(report, None, RHYTHM, NOW), None, "bao", NOW)
    assert (remembered.state, remembered.ok_at, remembered.same_since, remembered.date_order) == ("ok", NOW, NOW, "mdy")
    assert remembered.asked == "https://bao.example/moi.rss"
    later = NOW + timedelta(hours=6)
    again = remember_list(feed(access="unchanged"), judge_list(feed(access="unchanged"), remembered, RHYTHM, later), remembered,
                          "bao", later)  # fmt: skip
    assert again.same_since == NOW


def evidence(report: SpiderReport, rows: dict[str, ListRow], read_before: int = 0) -> ListEvidence:
    verdicts = {address: judge_list(one_list, rows.get(address), RHYTHM, NOW) for address, one_list in report.lists.items()}
    runs = [(NOW - timedelta(hours=6), "ok", {"read": read_before})]
    return ListEvidence(verdicts=verdicts, rows=rows, rhythm=RHYTHM, runs=runs, now=NOW)


def test_a_dead_list_costs_full_coverage_unless_the_others_bring_the_usual() -> None:
    section = ListReport(way="section", address="https://bao.example/thoi-su", access="ok", announced=20, items="x", turn=2)
    report = SpiderReport(lists={FEED: feed(access="missing", announced=0), section.address: section})
    report.counts["read"] = 3
    dead = evidence(report, {FEED: row()}, read_before=4)
    state = assess_lists(report, dead)
    assert state is not None
    assert (state.state, FEED in state.why) == ("lists_partial", True)
    assert assess_lists(report, evidence(report, {FEED: row()}, read_before=6)) is None
    assert list(list_changes(report, dead)) == ["missing"]
    assert assess_lists(report, evidence(report, {})) is None  # it never worked


@pytest.mark.parametrize(
    ("counts", "state"),
    [({"refused": 5}, "refused"), ({"items": "old"}, "lists_stale"), ({"access": "missing", "announced": 0}, "lists_missing"),
     ({"off_pattern": 20, "articles": 4}, "shape_changed"), ({"compared": 9, "far_dates": 9, "articles": 9}, "dates_changed")],
)  # fmt: skip
def test_no_sound_list_is_never_full_coverage(counts: dict[str, object], state: str) -> None:
    report = SpiderReport(lists={FEED: feed(**counts)})
    health = assess_lists(report, evidence(report, {FEED: row()}))
    assert health is not None
    assert health.state == state


def test_the_rhythm_is_learned_by_weekday_without_the_first_run_and_days_of_trouble() -> None:
    begin = NOW - timedelta(days=21)
    runs = [(begin + timedelta(days=day), "ok", {"read": 90 if day == 0 else 2 if day % 7 == 1 else 10}) for day in range(22)]
    runs[10] = (runs[10][0], "no_answer", {"read": 0})
    rhythm = learn_rhythm(runs, NOW)
    quiet = begin + timedelta(days=1)
    assert rhythm.rate(quiet - timedelta(hours=12)) == pytest.approx(2)
    assert rhythm.rate(quiet + timedelta(hours=12)) == pytest.approx(10)
    assert not rhythm.is_silence_odd(NOW - timedelta(hours=3), NOW)
    assert rhythm.is_silence_odd(NOW - timedelta(days=2), NOW)
    assert rhythm.is_silence_odd(None, NOW)


def test_without_history_three_days_of_silence_are_odd() -> None:
    assert not Rhythm().is_silence_odd(NOW - timedelta(days=2), NOW)
    assert Rhythm().is_silence_odd(NOW - timedelta(days=4), NOW)
