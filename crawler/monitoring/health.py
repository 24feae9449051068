"""How an outlet is doing today, by rules that need no history: which pages it gave us, and what could be read on them.

In: what a spider met in one run (`SpiderReport`). Out: a state of the glossary (38) and one Vietnamese phrase that says why,
fit for the digest's foot ("Báo Lao Động: không thu được từ ngày … (trang chỉ mở bằng trình duyệt)").
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from crawler.fetch import WALL_DETAIL
from crawler.monitoring.list_health import ListReport
from data.crawl_store import COVERAGE

MOST = 0.5  # share of the pages read that lack a field: the template has changed
SOME = 0.2  # and here something is missing on some kinds of page

WHY_NO_ANSWER = "máy chủ không trả lời"
WHY_SERVER_ERROR = "máy chủ báo lỗi"
WHY_PROXY = "không ra được mạng qua proxy của cơ quan"
WHY_BLOCKED = "máy chủ từ chối yêu cầu thu thập"
WHY_ROBOTS = "trang không cho thu thập (robots.txt)"
WHY_SILENT = "không thấy bài mới"
WHY_RECOVERED = "đã thu thập lại được"
WHY_GUESSED = "trang có thể đã đổi giao diện, toàn văn chỉ nhận dạng gần đúng"
WHY_UNDATED = "trang có thể đã đổi giao diện, giờ đăng chỉ còn lấy được từ nguồn tin"
WHY_CRASHED = "bộ thu thập gặp lỗi, đang chờ sửa"
FIELD_LABELS = {"no_title": "tiêu đề", "no_body": "toàn văn", "no_date": "giờ đăng"}
BAD_STATES = (*COVERAGE["none"], *COVERAGE["partial"])


@dataclass(kw_only=True)
class SpiderReport:
    """What one spider met in one run. `list_status` counts how feeds, sitemaps and section pages answered, `counts` what became
    of the links."""

    list_status: Counter[str] = field(default_factory=Counter)  # ok proxy wall blocked robots_closed no_answer error missing
    lists: dict[str, ListReport] = field(default_factory=dict)  # by stated address
    moved_to: str = ""  # the host to which it seems to have moved, in words
    changes: dict[str, str] = field(default_factory=dict)  # by kind, Vietnamese: told once although the outlet is well
    by_lists: Health | None = None  # what its lists say (`crawler.monitoring.outlet_lists`), where they give a reason
    counts: Counter[str] = field(default_factory=Counter)  # found fetched read kept outside failed no_title no_body no_date …
    crashed: str = ""  # the error that ended the spider


@dataclass(frozen=True, kw_only=True)
class Health:
    """The outlet's state and why."""

    state: str
    why: str


def assess_health(report: SpiderReport, *, held: int = 0, before: Health | None = None) -> Health:
    """The outlet's state after this visit.

    `held` is the number of its kept articles of the last day whose publication time could not be read. `before` is the state of
    the run before: a changed template stays so until a page has been read again, and a trouble that is over is told once.
    """
    if report.crashed:
        return Health(state="no_answer" if not report.counts["read"] else "field_missing", why=WHY_CRASHED)
    by_fields = _field_trouble(report, held)
    is_template = by_fields is not None and by_fields.state == "template_changed"
    trouble = _access_trouble(report) or (by_fields if is_template else report.by_lists or by_fields)
    if trouble is not None:
        return trouble
    if not report.counts["parsed"] and before is not None and before.state in ("template_changed", "field_missing"):
        return _changed(("no_date",), held) if held and "giờ đăng" in before.why else before
    if not report.counts["found"] and not report.counts["unchanged_lists"]:
        return Health(state="silent", why=WHY_SILENT)
    if before is not None and before.state in BAD_STATES:
        return Health(state="recovered", why=WHY_RECOVERED)
    return Health(state="ok", why="")


def _access_trouble(report: SpiderReport) -> Health | None:
    """The state of an outlet none of whose lists could be had, or whose pages were all refused."""
    pages = report.counts
    troubles = Counter(
        {status: pages[f"page_{status}"] for status in ("proxy", "wall", "blocked", "robots_closed", "no_answer", "error")}
    )
    if report.list_status["ok"] and (pages["read"] or troubles.total() * 2 <= pages["found"]):
        return None
    troubles.update({status: count for status, count in report.list_status.items() if status != "ok"})
    words = {
        "proxy": ("no_answer", WHY_PROXY),
        "wall": ("wall", WALL_DETAIL),
        "blocked": ("blocked", WHY_BLOCKED),
        "robots_closed": ("robots_closed", WHY_ROBOTS),
        "no_answer": ("no_answer", WHY_NO_ANSWER),
        "error": ("no_answer", WHY_SERVER_ERROR),
    }
    for status, (state, why) in words.items():
        if troubles[status] and troubles[status] == max(troubles[name] for name in words):
            return Health(state=state, why=why)
    return None


def _field_trouble(report: SpiderReport, held: int) -> Health | None:
    """The state of an outlet on whose pages something could not be read."""
    parsed = report.counts["parsed"]
    if not parsed:
        return None
    missing = {name: report.counts[name] / parsed for name in FIELD_LABELS}
    if most := tuple(name for name, share in missing.items() if share > MOST):
        return _changed(most, held)
    if some := tuple(name for name, share in missing.items() if share > SOME and report.counts[name] > 1):
        return Health(state="field_missing", why="một số trang thiếu " + ", ".join(FIELD_LABELS[name] for name in some))
    for count, why in (("guessed", WHY_GUESSED), ("undated", WHY_UNDATED)):
        if report.counts[count] / parsed > MOST:
            return Health(state="field_missing", why=why)
    return None


def _changed(fields: tuple[str, ...], held: int) -> Health:
    """The words for a changed template: how many articles wait for their publication time, else which fields are missing."""
    detail = f"{held} bài chưa đọc được giờ đăng" if held and "no_date" in fields else "chưa đọc được "
    if not held or "no_date" not in fields:
        detail += ", ".join(FIELD_LABELS[name] for name in fields)
    return Health(state="template_changed", why=f"trang đổi giao diện, {detail}")
