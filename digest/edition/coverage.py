"""Say how many sources were collected in full, what is missing from the others, since when and why.

In: each watched outlet's state from the crawl store. Out: `Sources`. A gap is always named: a shorter digest has a reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from data.crawl_store import OutletState
from data.model import Outlet
from data.text import local, sort_key, tidy
from data.text.dates import format_date, format_time
from digest import labels
from digest.model import Fault, Sources

# state -> the reason in the words of a reader, where the crawl gave none
REASONS = {
    "wall": "trang chỉ mở bằng trình duyệt",
    "blocked": "trang từ chối truy cập",
    "robots_closed": "trang không cho thu thập",
    "no_answer": "máy chủ không trả lời",
    "template_changed": "trang đổi giao diện",
    "field_missing": "trang thiếu trường",
    "thin": "số tin, bài ít bất thường",
    "moved": "trang chuyển sang tên miền khác, chờ người xác nhận",
    "lists_partial": "một số danh sách tin hỏng",
    "shape_changed": "địa chỉ bài đổi dạng",
    "dates_changed": "ngày giờ trong danh sách đổi cách ghi",
    "lists_missing": "không còn danh sách tin",
    "lists_stale": "danh sách tin đứng yên",
    "refused": "không đọc được bài nào trong danh sách",
}
LOST = {
    "no_date": "{n} bài chưa đọc được giờ đăng",
    "no_body": "{n} bài chưa đọc được toàn văn",
    "failed": "{n} bài không tải được",
}
NOT_VISITED = "hệ thống chưa thu thập lại"
COUNTED = "bài chưa đọc được"  # the crawl already said how many articles wait
HOUR_MATTERS = timedelta(hours=36)  # a trouble that began within this time before the end of the period is stated with its hour


def describe_sources(
    states: Mapping[str, OutletState],
    outlets: Mapping[str, Outlet],
    *,
    after: datetime,
    until: datetime,
    is_demo: bool,
    held: Mapping[str, int],
) -> Sources:
    """Count the watched outlets by coverage.

    `held`: per outlet, articles kept without a publication time. An outlet that was well but was not visited since the period
    began counts as not collected: the crawl itself was sick.
    """
    faults = []
    states = {name: _mark_stale(state, after) for name, state in states.items()}
    for name, state in states.items():
        if state.coverage != "full":
            label = labels.name_outlet(name, outlets.get(name), is_demo=is_demo)
            text = _describe_fault(state, until, held.get(name, 0))
            faults.append(Fault(name=name, label=label, coverage=state.coverage, text=text))
    faults.sort(key=lambda fault: (fault.coverage != "none", states[fault.name].since or until, sort_key(fault.label)))
    none = sum(fault.coverage == "none" for fault in faults)
    partial = len(faults) - none
    return Sources(watched=len(states), full=len(states) - none - partial, partial=partial, none=none, faults=tuple(faults))


def _mark_stale(state: OutletState, after: datetime) -> OutletState:
    if state.state in ("ok", "recovered") and state.last_ok is not None and state.last_ok < after:
        return OutletState(state="no_answer", why=NOT_VISITED, since=state.last_ok, last_ok=state.last_ok, counts={})
    return state


def _describe_fault(state: OutletState, until: datetime, held: int) -> str:
    reason = tidy(state.why) or REASONS.get(state.state, "")
    if state.coverage == "none":
        fault = f"không thu được{_describe_since(state.since, until)}"
        return f"{fault} ({reason})" if reason else fault
    if COUNTED in reason:
        return f"{reason} nên chưa đưa vào bản tin"
    counts = dict(state.counts)
    if held:
        counts["no_date"] = max(held, counts.get("no_date", 0))
    lost = [template.format(n=counts[key]) for key, template in LOST.items() if counts.get(key)]
    if lost:
        consequence = f"{', '.join(lost)} nên chưa đưa vào bản tin"
        return f"{reason}, {consequence}" if reason else consequence
    return (reason or "thu được một phần") + _describe_since(state.since, until)


def _describe_since(since: datetime | None, until: datetime) -> str:
    """ " từ ngày 28/05/2020", or with its hour when it began in the last day and a half."""
    if since is None:
        return ""
    hour = f"{format_time(since)} " if since > until - HOUR_MATTERS else ""
    return f" từ {hour}ngày {format_date(local(since))}"
