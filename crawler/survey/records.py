"""What a survey of one site asks, is answered and brings back: plain frozen records, no network, no Scrapy.

In: nothing. Out: the records that the survey's core, its spider, the engine and the command line hand to each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

WAYS: Mapping[str, str] = MappingProxyType({"feed": "nguồn tin RSS", "sitemap": "sơ đồ tin", "section": "trang chuyên mục"})
ORIGINS: Mapping[str, str] = MappingProxyType({
    "link": "trang chủ khai báo", "page": "liên kết trên trang", "rss_page": "trang giới thiệu RSS", "robots": "robots.txt",
    "index": "mục lục sơ đồ trang", "usual": "địa chỉ thường gặp", "register": "danh mục nguồn",
})  # fmt: skip
LIST_STATES: Mapping[str, str] = MappingProxyType({
    "ok": "tốt", "stale": "đứng yên", "empty": "không có bài", "foreign": "bài ở trang khác", "no_list": "không phải danh sách",
    "missing": "không có", "blocked": "bị từ chối", "wall": "phải mở bằng trình duyệt", "robots_closed": "robots.txt không cho",
    "no_answer": "không trả lời", "error": "máy chủ lỗi", "moved": "chuyển sang nơi khác",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """One address to ask. `purpose`: home | robots | list | article; robots.txt itself is not judged by robots.txt."""

    url: str
    purpose: str = "list"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came back for one `Ask`. `trouble` is "" for a page with status 200, else a key of LIST_STATES."""

    asked: str
    url: str  # where it was found in the end, after redirects
    status: int = 0  # 0: none
    headers: Mapping[str, str] = field(default_factory=dict)  # names in small letters
    body: bytes = b""
    trouble: str = ""
    detail: str = ""  # Vietnamese: what the trouble was


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyedList:
    """One list of the site and how it looks. Times are UTC."""

    way: str  # a key of WAYS
    url: str  # as `crawler.outlet.dated_addresses` takes it: of a file of one month or day with {Y}, {M}, {MM}, {D}, {DD}
    origin: str  # a key of ORIGINS
    state: str  # a key of LIST_STATES
    items: int = 0  # announced addresses
    articles: int = 0  # of those, addresses with the shape of the site's articles
    newest: datetime | None = None
    date_order: str = ""  # "dmy" | "mdy" | "iso" | "" where its dates do not tell
    detail: str = ""  # Vietnamese

    @property
    def is_working(self) -> bool:
        """True for a list with fresh articles."""
        return self.state == "ok"


@dataclass(frozen=True, kw_only=True, slots=True)
class TrialReading:
    """One article read on trial, field by field."""

    url: str
    trouble: str = ""  # Vietnamese: why it is no article, "" where it was read
    title: str = ""
    summary: str = ""
    body_characters: int = 0
    authors: tuple[str, ...] = ()
    section: str = ""
    published_at: datetime | None = None
    date_from: str = "none"
    is_guessed: bool = False  # the text was found by the readers of last resort
    kind: str = ""
    listed_at: datetime | None = None  # when the list says it was published

    @property
    def is_read(self) -> bool:
        """True when headline, text and time are all there."""
        return not self.trouble and bool(self.title and self.body_characters and self.published_at)


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What is known of a site after asking it. `trouble`: "" or why it cannot be collected, a key of TROUBLES."""

    home: str  # where the home page stood in the end
    asked_home: str
    hosts: tuple[str, ...]  # the main host first
    label: str = ""
    lang: str = "vi"
    family: str = "own"
    article_pattern: str = ""  # "" where no shape stood out
    skip_pattern: str = ""
    feed_order: str = "dmy"
    list_order: str = "dmy"
    lists: tuple[SurveyedList, ...] = ()
    readings: tuple[TrialReading, ...] = ()
    asked: int = 0  # requests
    trouble: str = ""
    detail: str = ""  # Vietnamese

    def working(self, way: str) -> tuple[SurveyedList, ...]:
        """The lists of one way that bring fresh articles, the widest first."""
        return tuple(listed for listed in self.lists if listed.way == way and listed.is_working)

    @property
    def has_list(self) -> bool:
        """True when at least one list works."""
        return any(listed.is_working for listed in self.lists)


BY_HAND = "bài cần dùng thì lưu bằng trình duyệt rồi «diembao add URL --file TRANG.html»."
# What stands in the way, and the way out (Vietnamese).
TROUBLES: Mapping[str, str] = MappingProxyType({
    "wall": "Trang chỉ mở bằng trình duyệt (mã đặt cookie hoặc kiểm tra trình duyệt); hệ thống không vượt qua. "
            "Cách xử lý: hỏi toà soạn địa chỉ RSS hoặc xin cho phép; " + BY_HAND,
    "consent": "Trang chỉ hiện hộp hỏi đồng ý (cookie) trước khi cho đọc; hệ thống không bấm thay người. "
    "Cách xử lý: hỏi toà soạn địa chỉ RSS rồi ghi vào outlets.toml; " + BY_HAND,
    "robots_closed": "Tệp robots.txt của trang không cho thu thập; hệ thống tôn trọng. "
                     "Cách xử lý: xin phép toà soạn; " + BY_HAND,
    "blocked": "Máy chủ từ chối. Cách xử lý: thử lại sau; kiểm tra «diembao doctor --network»; "
               "xin toà soạn cho phép địa chỉ mạng của cơ quan.",
    "no_answer": "Máy chủ không trả lời. Cách xử lý: kiểm tra địa chỉ và mạng («diembao doctor --network») rồi thử lại.",
    "error": "Máy chủ báo lỗi. Cách xử lý: thử lại sau.",
    "missing": "Không có trang này. Cách xử lý: kiểm tra lại địa chỉ trang chủ.",
    "moved": "Trang chủ chuyển sang nơi khác. Cách xử lý: mở bằng trình duyệt, lấy địa chỉ mới rồi thêm lại.",
    "no_list": "Không thấy danh sách nào có bài mới (RSS, sơ đồ tin, trang chuyên mục). "
               "Cách xử lý: tìm địa chỉ RSS ở chân trang rồi ghi vào outlets.toml (feeds = [“…”]).",
    "no_shape": "Có danh sách nhưng không nhận ra hình dạng địa chỉ bài. Cách xử lý: ghi article_pattern vào outlets.toml.",
    "unread": "Có danh sách nhưng không đọc được bài nào trong các bài đọc thử. "
              "Cách xử lý: xem cột “vướng mắc” của bảng bài đọc thử; gửi kết quả cho người phụ trách phần mềm.",
})  # fmt: skip
