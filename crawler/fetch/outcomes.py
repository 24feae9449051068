"""An HTTP answer or a failed connection as an outcome of the closed list.

In: a status code or an exception of the download. Out: an Outcome with its Vietnamese detail.
"""

from __future__ import annotations

from scrapy import Request
from twisted.python.failure import Failure

from crawler.fetch.proxy import ProxyTrouble
from crawler.fetch.url_guard import Refused
from data.model import Outcome

BLOCKED_CODES = (401, 403, 407, 429, 451)
GONE_CODES = (404, 410)
WALL_DETAIL = "trang chỉ mở bằng trình duyệt"
WALLED = (Outcome.WALL, WALL_DETAIL)


def outcome_of_status(status: int) -> tuple[Outcome, str]:
    """The outcome of a page that answered with an error status."""
    if status in GONE_CODES:
        return Outcome.GONE, f"trang không còn (mã {status})"
    if status in BLOCKED_CODES:
        return Outcome.BLOCKED, f"máy chủ từ chối (mã {status})"
    return Outcome.FAILED, f"máy chủ trả lời mã {status}"


def outcome_of_error(error: BaseException | None) -> tuple[Outcome, str]:
    """The outcome of a request that brought no page. None: Twisted named no reason."""
    if isinstance(error, Refused | ProxyTrouble):
        return error.outcome, error.detail
    name = type(error).__name__
    if name == "IgnoreRequest":
        squeezed = "decompress" in str(error)
        return Outcome.FAILED, "trang nén quá lớn" if squeezed else "trang chuyển hướng quá nhiều lần"
    if "certificate" in str(error).lower():
        return Outcome.FAILED, "chứng thư bảo mật của trang không hợp lệ"
    if name == "DownloadTimeoutError":
        return Outcome.FAILED, "máy chủ không trả lời trong thời hạn"
    if name in ("DownloadConnectionRefusedError", "CannotResolveHostError", "DownloadFailedError", "ResponseDataLossError"):
        return Outcome.FAILED, f"máy chủ không trả lời ({name})"
    if name == "DownloadCancelledError":
        return Outcome.FAILED, "trang quá lớn"
    return Outcome.FAILED, f"lỗi khi tải: {name}"


def access_of_status(status: int) -> str:
    """How an answer with this error status counts in `SpiderReport`: blocked, missing or error."""
    if status in BLOCKED_CODES:
        return "blocked"
    return "missing" if 400 <= status < 500 else "error"


def access_of_error(error: BaseException | None) -> str:
    """How a request that brought no answer counts in `SpiderReport`: the refusal's own word, else no_answer."""
    if isinstance(error, Refused | ProxyTrouble):
        return error.state or "missing"
    return "no_answer"


def request_of(failure: Failure) -> Request:
    """The request that brought no answer; Scrapy hangs it on what it hands to an errback."""
    request: Request = failure.request  # type: ignore[attr-defined]  # Twisted's class does not know of it
    return request
