"""The one record that travels through the house.

In: nothing of ours (standard library only). Out: `Article` and the small records inside it, and the closed list of outcomes.
Each stage fills its own group of fields with `dataclasses.replace`; `None` (or an empty tuple) means *not there yet*.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
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
    Outcome.SENT: "đã gửi",
    Outcome.DEFERRED: "hoãn, sẽ gửi lại",
    Outcome.SEND_FAILED: "không gửi được",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One place in the text where the province, or something that belongs to it, is named.

    `start` and `end` count code points in `field` as given; `surface` is exactly that slice.
    """

    place: str  # unit id of units.tsv ("hai-duong", "hai-duong/huyen-kim-thanh"), or the overlay's own id
    kind: str  # province | district | commune | landmark | body | watch | namesake
    field: str  # title | summary | body
    start: int
    end: int
    surface: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A person, organisation or place named in the article."""

    text: str
    type: str  # person | organisation | place


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """What a reader of the digest must know about a source. The crawler's spider files state it; the archive keeps a copy."""

    name: str  # the spider's name: "tuoitre"
    label: str  # "Báo Tuổi Trẻ"
    full_label: str  # with its owner where readers expect it: "Báo Tuổi Trẻ (Thành phố Hồ Chí Minh)"
    short: str  # "Tuổi Trẻ"
    owner_type: str  # trung-uong | bo-nganh | doan-the | dia-phuong | cua-tinh | tap-chi | tong-hop | nuoc-ngoai
    home: str  # "https://tuoitre.vn/"
    lang: str = "vi"  # the language it usually writes
    country: str = ""  # for foreign press: "Hàn Quốc"
    province: str = ""  # slug of the province whose paper or station it is

    @property
    def aggregator(self) -> bool:
        """True for a "trang thông tin điện tử tổng hợp", which is never counted as a press agency."""
        return self.owner_type == "tong-hop"

    @property
    def foreign(self) -> bool:
        """True for the press of another country."""
        return self.owner_type == "nuoc-ngoai"


OWNER_TYPES: dict[str, str] = {
    "trung-uong": "Trung ương",
    "bo-nganh": "Bộ, ngành",
    "doan-the": "Đoàn thể, hội",
    "dia-phuong": "Địa phương khác",
    "cua-tinh": "Báo, đài của tỉnh",
    "tap-chi": "Tạp chí",
    "tong-hop": "Trang tổng hợp",
    "nuoc-ngoai": "Nước ngoài",
}

TOPICS: dict[str, str] = {
    "chinh-tri": "Chính trị, xây dựng Đảng",
    "kinh-te": "Kinh tế",
    "nong-nghiep": "Nông nghiệp",
    "dat-dai-do-thi": "Đất đai, đô thị",
    "moi-truong-thien-tai": "Môi trường, thiên tai",
    "y-te": "Y tế",
    "giao-duc": "Giáo dục",
    "van-hoa-du-lich": "Văn hóa, du lịch",
    "the-thao": "Thể thao",
    "phap-luat": "Pháp luật, trật tự",
    "giao-thong": "Giao thông",
    "an-sinh": "An sinh xã hội",
}

TONES: dict[str, str] = {"positive": "Tích cực", "neutral": "Trung tính", "negative": "Tiêu cực"}
VERDICTS: tuple[str, ...] = ("subject", "passing", "namesake", "absent")
KINDS: tuple[str, ...] = ("article", "video", "photo", "live", "listing")
DATE_SOURCES: tuple[str, ...] = ("jsonld", "meta", "page", "feed", "url", "none")


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One article of one outlet. All times are aware and in UTC; all text is NFC."""

    # found: by crawler/links
    id: str  # 16 hex digits, see data.text.normal.article_id
    url: str  # canonical
    outlet: str  # Outlet.name
    found_at: datetime | None = None
    found_in: str = ""  # the feed, sitemap or page that named it; "hand" when a person added it
    # read: by crawler/news
    page: str | None = None  # sha256 of the saved HTML
    title: str | None = None
    summary: str | None = None  # the sapo
    body: str | None = None  # paragraphs joined by "\n"
    authors: tuple[str, ...] = ()
    section: str | None = None
    lang: str | None = None
    kind: str = "article"
    published_at: datetime | None = None
    published_raw: str | None = None
    date_from: str = "none"
    modified_at: datetime | None = None
    read_by: str | None = None  # stamp
    # judged: by nlp/annotate
    mentions: tuple[Mention, ...] = ()
    relevance: str | None = None  # subject | passing | namesake | absent
    score: float | None = None  # 0..1, calibrated: the chance that it is "subject"
    reasons: tuple[str, ...] = ()
    topic: str | None = None
    topics: tuple[str, ...] = ()
    tone: str | None = None
    issue: bool | None = None
    urgent: bool | None = None
    names: tuple[Name, ...] = ()
    places: tuple[str, ...] = ()  # "huyện Kim Thành"; empty = the whole province
    sentences: tuple[str, ...] = ()  # the extract: two or three sentences of the article itself
    judged_by: str | None = None  # stamp
    # grouped: by nlp/annotate
    same_as: str | None = None  # id of the article this one repeats
    story: str | None = None  # permanent id: that of the story's first article
    # what the archive adds
    kept_at: datetime | None = None
    versions: int = 1
    withdrawn_at: datetime | None = None
    corrected: tuple[str, ...] = ()  # names of the fields that a person has set

    def field(self, name: str) -> str:
        """The text of "title", "summary" or "body", empty when it is not there."""
        value = {"title": self.title, "summary": self.summary, "body": self.body}[name]
        return value or ""

    def with_(self, **changes: object) -> Article:
        """A copy with some fields changed."""
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]
