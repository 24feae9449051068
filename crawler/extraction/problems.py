"""Why a page that was read is not an article: no text, a wall, a listing.

In: a page's reading. Out: an outcome with its Vietnamese detail, or None.
"""

from __future__ import annotations

from crawler.extraction.page import PageReading
from crawler.fetch import WALLED
from data.model import Outcome

NO_TEXT_KINDS = ("video", "photo")  # their page may hold no body
Outcomes = tuple[Outcome, str]


def problem_of(reading: PageReading) -> Outcomes | None:
    """Why this reading is no article, None when it is one."""
    if reading.kind == "listing":
        return Outcome.NOT_AN_ARTICLE, "là trang danh mục"
    if "wall" in reading.problems:
        return WALLED
    if "gone" in reading.problems:
        return Outcome.GONE, "trang báo rằng bài không tồn tại hoặc đã bị gỡ"
    if not reading.title and not reading.body:
        return Outcome.UNREADABLE, "không thấy tiêu đề và toàn văn"
    if not reading.title:
        return Outcome.NO_TITLE, ""
    if not reading.body and not (reading.kind in NO_TEXT_KINDS or reading.summary):
        return Outcome.NO_BODY, ""
    return None
