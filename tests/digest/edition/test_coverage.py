"""digest/edition/coverage.py: what is said of each source, since when, and at which hour it begins to matter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from data.crawl_store import OutletState
from data.text.dates import VN
from digest.edition.coverage import describe_sources
from digest.model import Sources

AFTER = datetime(2021, 3, 2, 6, tzinfo=VN)
UNTIL = datetime(2021, 3, 3, 6, tzinfo=VN)


def sources(states: dict[str, OutletState], held: dict[str, int] | None = None) -> Sources:
    return describe_sources(states, {}, after=AFTER, until=UNTIL, is_demo=False, held=held or {})


def fault(state: str, held: int = 0, **facts: Any) -> str:
    described = sources({"a": OutletState(state=state, **facts)}, {"a": held} if held else None).faults
    return described[0].text if described else ""


@pytest.mark.parametrize(
    ("state", "text"),
    [
        ("wall", "không thu được (trang chỉ mở bằng trình duyệt)"),
        ("blocked", "không thu được (trang từ chối truy cập)"),
        ("no_answer", "không thu được (máy chủ không trả lời)"),
        ("robots_closed", "không thu được (trang không cho thu thập)"),
        ("ok", ""),
        ("recovered", ""),
    ],
)
def test_a_source_without_a_word_of_the_crawl_has_the_reason_of_its_state(state: str, text: str) -> None:
    assert fault(state) == text


@pytest.mark.parametrize(
    ("facts", "held", "text"),
    [
        ({}, 0, "trang đổi giao diện"),
        ({"counts": {"no_date": 3}}, 0, "trang đổi giao diện, 3 bài chưa đọc được giờ đăng nên chưa đưa vào bản tin"),
        ({"counts": {"no_date": 3}}, 2, "trang đổi giao diện, 3 bài chưa đọc được giờ đăng nên chưa đưa vào bản tin"),
        ({"counts": {"no_date": 3}}, 4, "trang đổi giao diện, 4 bài chưa đọc được giờ đăng nên chưa đưa vào bản tin"),
        ({"counts": {}}, 1, "trang đổi giao diện, 1 bài chưa đọc được giờ đăng nên chưa đưa vào bản tin"),
        ({"counts": {"no_body": 0, "failed": 2}}, 0, "trang đổi giao diện, 2 bài không tải được nên chưa đưa vào bản tin"),
        ({"why": "hỏng", "since": datetime(2021, 2, 1, 9, tzinfo=VN)}, 0, "hỏng từ ngày 01/02/2021"),
        ({"why": "2 bài chưa đọc được gì"}, 5, "2 bài chưa đọc được gì nên chưa đưa vào bản tin"),
    ],
)
def test_what_a_partly_collected_source_lacks(facts: dict[str, Any], held: int, text: str) -> None:
    assert fault("template_changed", held, **facts) == text


@pytest.mark.parametrize(
    ("hours", "text"),
    [(36, "từ ngày 01/03/2021"), (35, "từ 19:00 ngày 01/03/2021"), (1, "từ 05:00 ngày 03/03/2021"), (37, "từ ngày 01/03/2021")],
)
def test_the_hour_matters_within_a_day_and_a_half(hours: int, text: str) -> None:
    assert fault("wall", why="hỏng", since=UNTIL - timedelta(hours=hours)) == f"không thu được {text} (hỏng)"


@pytest.mark.parametrize(
    ("state", "seconds", "stale"), [("ok", -1, True), ("recovered", -1, True), ("ok", 0, False), ("ok", 1, False)]
)
def test_a_source_that_was_well_but_not_visited_since_counts_as_not_collected(state: str, seconds: int, stale: bool) -> None:
    described = sources({"a": OutletState(state=state, last_ok=AFTER + timedelta(seconds=seconds))})
    assert (described.full, described.none, described.partial) == ((0, 1, 0) if stale else (1, 0, 0))
    assert [one.text for one in described.faults] == (
        ["không thu được từ 05:59 ngày 02/03/2021 (hệ thống chưa thu thập lại)"] if stale else []
    )
    assert sources({"a": OutletState(state="ok")}).full == 1
    assert sources({"a": OutletState(state="template_changed", last_ok=AFTER - timedelta(days=1))}).partial == 1


def test_sources_are_counted_and_the_missing_ones_named_first() -> None:
    day = timedelta(days=1)
    described = sources(
        {
            "e": OutletState(state="template_changed", since=UNTIL - 5 * day),
            "d": OutletState(state="wall"),
            "c": OutletState(state="wall", since=UNTIL - day),
            "b": OutletState(state="wall", since=UNTIL - day),
            "a": OutletState(state="ok"),
            "f": OutletState(state="wall", since=UNTIL - 2 * day),
        }
    )
    assert (described.watched, described.full, described.partial, described.none) == (6, 1, 1, 4)
    assert [(one.name, one.coverage) for one in described.faults] == [
        ("f", "none"), ("b", "none"), ("c", "none"), ("d", "none"), ("e", "partial"),
    ]  # fmt: skip
    assert sources({}).faults == ()
