"""States of an outlet by absolute rules, and the words for the digest's foot."""

from __future__ import annotations

from collections import Counter

import pytest

from crawler.fetch.outcomes import outcome_of_error, outcome_of_status
from crawler.fetch.url_guard import Refused
from crawler.monitoring.health import Health, SpiderReport, assess_health
from data.crawl_store import STATES
from data.model import Outcome


def report(list_status: dict[str, int] | None = None, **counts: int) -> SpiderReport:
    return SpiderReport(list_status=Counter(list_status or {"ok": 1}), counts=Counter(counts))


CASES = [
    (report(found=5, fetched=5, read=5, parsed=5), "ok", ""),
    (report(), "silent", "không thấy bài mới"),
    (report({"wall": 3}), "wall", "trang chỉ mở bằng trình duyệt"),
    (report({"no_answer": 2}), "no_answer", "máy chủ không trả lời"),
    (report({"error": 2}), "no_answer", "máy chủ báo lỗi"),
    (report({"blocked": 2, "missing": 1}), "blocked", "máy chủ từ chối yêu cầu thu thập"),
    (report({"robots_closed": 2}), "robots_closed", "trang không cho thu thập (robots.txt)"),
    (report(found=6, fetched=6, page_wall=6, failed=6), "wall", "trang chỉ mở bằng trình duyệt"),
    (report(found=6, page_blocked=6, failed=6), "blocked", "máy chủ từ chối yêu cầu thu thập"),
    (report(found=6, page_robots_closed=6, failed=6), "robots_closed", "trang không cho thu thập (robots.txt)"),
    (report(found=6, fetched=5, read=5, parsed=5, page_robots_closed=1, failed=1), "ok", ""),
    (report(found=10, page_robots_closed=1, failed=1), "ok", ""),
    (report({"ok": 2}, unchanged_lists=2), "ok", ""),
    (report(found=4, fetched=4, read=4, parsed=4, no_date=4), "template_changed", "trang đổi giao diện, chưa đọc được giờ đăng"),
    (report(found=4, fetched=4, parsed=4, no_title=4, no_body=3), "template_changed",
     "trang đổi giao diện, chưa đọc được tiêu đề, toàn văn"),
    (report(found=8, fetched=8, read=8, parsed=8, no_body=2), "field_missing", "một số trang thiếu toàn văn"),
    (report(found=8, fetched=8, read=8, parsed=8, no_body=1), "ok", ""),
    (report(found=8, fetched=8, read=8, parsed=8, guessed=5), "field_missing",
     "trang có thể đã đổi giao diện, toàn văn chỉ nhận dạng gần đúng"),
    (report(found=8, fetched=8, read=8, parsed=8, guessed=4, undated=4), "ok", ""),
    (report(found=8, fetched=8, read=8, parsed=8, undated=8), "field_missing",
     "trang có thể đã đổi giao diện, giờ đăng chỉ còn lấy được từ nguồn tin"),
]  # fmt: skip


@pytest.mark.parametrize(("met", "state", "why"), CASES)
def test_absolute_rules(met: SpiderReport, state: str, why: str) -> None:
    assert assess_health(met) == Health(state=state, why=why)
    assert state in STATES


def test_articles_that_wait_for_their_time_are_counted() -> None:
    changed = assess_health(report(found=4, fetched=4, read=4, parsed=4, no_date=4), held=3)
    assert changed.why == "trang đổi giao diện, 3 bài chưa đọc được giờ đăng"


def test_a_changed_template_stays_until_a_page_is_read_again() -> None:
    before = Health(state="template_changed", why="trang đổi giao diện, 2 bài chưa đọc được giờ đăng")
    nothing_new = report(found=4)
    assert assess_health(nothing_new, held=3, before=before).why == "trang đổi giao diện, 3 bài chưa đọc được giờ đăng"
    assert assess_health(nothing_new, before=before) == before
    assert assess_health(report(found=4, fetched=2, read=2, parsed=2), before=before).state == "recovered"


def test_recovery_is_told_once() -> None:
    well = report(found=2, fetched=2, read=2, parsed=2)
    first = assess_health(well, before=Health(state="no_answer", why="x"))
    assert first == Health(state="recovered", why="đã thu thập lại được")
    assert assess_health(well, before=first).state == "ok"


def test_a_crash_is_one_outlets_state() -> None:
    crashed = assess_health(SpiderReport(crashed="TypeError"))
    assert crashed.state in STATES
    assert crashed.why == "bộ thu thập gặp lỗi, đang chờ sửa"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(404, Outcome.GONE), (410, Outcome.GONE), (401, Outcome.BLOCKED), (403, Outcome.BLOCKED), (429, Outcome.BLOCKED),
     (500, Outcome.FAILED), (503, Outcome.FAILED), (302, Outcome.FAILED)],
)  # fmt: skip
def test_outcome_of_a_status(status: int, outcome: Outcome) -> None:
    assert outcome_of_status(status)[0] is outcome


def test_outcome_of_an_error() -> None:
    assert outcome_of_error(Refused(Outcome.ROBOTS_CLOSED, "đóng")) == (Outcome.ROBOTS_CLOSED, "đóng")
    assert outcome_of_error(TimeoutError()) == (Outcome.FAILED, "lỗi khi tải: TimeoutError")
