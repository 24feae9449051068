"""The stages and outcomes an article can have: one closed list.

In: nothing. Out: enumerations whose values are stored, and their Vietnamese labels.
"""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The stages that write outcomes into the trail, in the order an article meets them."""

    FIND = "find"
    READ = "read"
    JUDGE = "judge"
    GROUP = "group"
    TELL = "tell"
    SEND = "send"


class Outcome(StrEnum):
    """What happened to one article (or URL) in one stage. A closed list: every URL ever seen ends in one of these.

    The value is stored in the trail; `label` is what the operator reads.
    """

    # find
    FOUND = "found"
    SEEN_BEFORE = "seen_before"
    TOO_OLD = "too_old"
    NOT_AN_ARTICLE = "not_an_article"
    ROBOTS_CLOSED = "robots_closed"
    BAD_FEED_ITEM = "bad_feed_item"
    # read
    FAILED = "failed"
    GONE = "gone"
    WALL = "wall"
    BLOCKED = "blocked"
    UNREADABLE = "unreadable"
    NO_TITLE = "no_title"
    NO_BODY = "no_body"
    NO_DATE = "no_date"
    GATED_OUT = "gated_out"
    OUTSIDE = "outside"
    KEPT = "kept"
    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"
    ADDED_BY_HAND = "added_by_hand"
    # judge
    SUBJECT = "subject"
    PASSING = "passing"
    NAMESAKE = "namesake"
    ABSENT = "absent"
    JUDGE_FAILED = "judge_failed"
    CORRECTED = "corrected"
    # group
    STORY_FIRST = "story_first"
    STORY_JOINED = "story_joined"
    REPRINT = "reprint"
    # tell
    TOLD = "told"
    NOT_TOLD = "not_told"
    HELD_NO_DATE = "held_no_date"
    HELD_SENSITIVE = "held_sensitive"
    HELD_MOVED = "held_moved"
    # send
    SENT = "sent"
    DEFERRED = "deferred"
    SEND_FAILED = "send_failed"

    @property
    def label(self) -> str:
        """The Vietnamese words the operator reads."""
        return OUTCOME_LABELS[self]


OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.FOUND: "tìm thấy",
    Outcome.SEEN_BEFORE: "đã có",
    Outcome.TOO_OLD: "quá cũ",
    Outcome.NOT_AN_ARTICLE: "không phải trang tin, bài",
    Outcome.ROBOTS_CLOSED: "trang không cho thu thập",
    Outcome.BAD_FEED_ITEM: "mục nguồn tin bị hỏng",
    Outcome.FAILED: "không tải được",
    Outcome.GONE: "báo đã gỡ bài",
    Outcome.WALL: "phải mở bằng trình duyệt",
    Outcome.BLOCKED: "bị chặn",
    Outcome.UNREADABLE: "không đọc được trang",
    Outcome.NO_TITLE: "thiếu tiêu đề",
    Outcome.NO_BODY: "thiếu toàn văn",
    Outcome.NO_DATE: "chưa đọc được giờ đăng",
    Outcome.GATED_OUT: "ngoài tỉnh (lọc nhanh)",
    Outcome.OUTSIDE: "ngoài tỉnh",
    Outcome.KEPT: "đã lưu",
    Outcome.NEW_VERSION: "báo đã sửa bài, lưu bản mới",
    Outcome.UNCHANGED: "không thay đổi",
    Outcome.ADDED_BY_HAND: "thêm bằng tay",
    Outcome.SUBJECT: "viết về tỉnh",
    Outcome.PASSING: "chỉ nhắc đến",
    Outcome.NAMESAKE: "trùng tên",
    Outcome.ABSENT: "không nhắc đến",
    Outcome.JUDGE_FAILED: "không phân loại được",
    Outcome.CORRECTED: "người sửa nhãn",
    Outcome.STORY_FIRST: "mở nội dung mới",
    Outcome.STORY_JOINED: "vào nội dung đã có",
    Outcome.REPRINT: "đăng lại",
    Outcome.TOLD: "đã đưa vào bản tin",
    Outcome.NOT_TOLD: "không đưa vào bản tin",
    Outcome.HELD_NO_DATE: "chưa đưa vào bản tin vì thiếu giờ đăng",
    Outcome.HELD_SENSITIVE: "chờ người phụ trách xem vì nhạy cảm",
    Outcome.HELD_MOVED: "chưa đưa vào bản tin vì báo chuyển tên miền, chờ người xác nhận",
    Outcome.SENT: "đã gửi",
    Outcome.DEFERRED: "hoãn, sẽ gửi lại",
    Outcome.SEND_FAILED: "không gửi được",
}
