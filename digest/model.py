"""What an edition says, as data: the tree that `edition.build` makes and `render` prints.

In: nothing of ours but the floor. Out: frozen records. Everything is decided and counted here already; a template only prints.
Times are aware and in UTC; all text is tidy NFC, safe to escape and print.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data.model import OWNER_TYPES, TONES, TOPICS


class Block(StrEnum):
    """The block of the mail that tells a story."""

    ATTENTION = "attention"  # nội dung cần chú ý
    FIELD = "field"  # tin, bài theo lĩnh vực
    FOREIGN = "foreign"  # báo chí nước ngoài


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """An outlet as this edition names it; in a demo every name carries "(mô phỏng)"."""

    name: str  # the spider's name
    label: str  # "Báo Tuổi Trẻ"
    full_label: str  # "Báo Tuổi Trẻ (Thành phố Hồ Chí Minh)"
    short: str  # "Tuổi Trẻ"
    owner_type: str  # key of OWNER_TYPES
    country: str = ""

    @property
    def aggregator(self) -> bool:
        """A "trang thông tin điện tử tổng hợp": never counted as a press agency."""
        return self.owner_type == "tong-hop"

    @property
    def foreign(self) -> bool:
        """The press of another country."""
        return self.owner_type == "nuoc-ngoai"

    @property
    def type_label(self) -> str:
        """ "Trung ương", "Trang tổng hợp" …"""
        return OWNER_TYPES.get(self.owner_type, self.owner_type)


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionArticle:
    """One row of the annex."""

    row: int  # STT, from 1 through the whole edition
    story: int  # nội dung số
    id: str
    url: str  # http or https, else empty
    source: Source
    published_at: datetime
    title: str
    extract: str
    lang: str
    places: str  # "Huyện Kim Thành"; "Toàn tỉnh"
    topic: str  # slug, that of the story
    tone: str  # positive | neutral | negative, that of the story
    agencies: tuple[str, ...]
    same_as: str | None  # set = đăng lại
    late: bool
    notes: tuple[str, ...]  # "đăng đầu tiên", "đăng lại bài của …", "Báo đã sửa tiêu đề lúc 10:40"

    @property
    def original(self) -> bool:
        """Neither a reprint nor from an aggregator."""
        return self.same_as is None and not self.source.aggregator


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionStory:
    """One "nội dung"."""

    number: int
    id: str  # the permanent story id
    block: Block
    topic: str
    tone: str
    issue: bool
    urgent: bool
    places: tuple[str, ...]  # empty = the whole province
    lead: str  # id of the article whose headline and extract stand for the story
    continues: str  # "Tiếp theo (bản tin số 153):" or empty
    extract: str
    agencies: tuple[str, ...]  # suggested by the system
    articles: tuple[EditionArticle, ...]  # by time of publication
    note: str = ""  # written by a person, as are the next two
    proposal: str = ""  # "Đề xuất"
    translation: str = ""  # of a foreign headline
    brief: str = ""  # a few words for the short text and the line beside the subject
    alerted_at: datetime | None = None  # when an alert told it
    reviewed: bool = False  # a person looked the edition through

    @property
    def lead_article(self) -> EditionArticle:
        """The article whose headline and extract stand for the story."""
        return next(article for article in self.articles if article.id == self.lead)

    @property
    def first_article(self) -> EditionArticle:
        """ "đăng đầu tiên": the first by time that is an original of the press, else the first original, else the first."""
        own = [article for article in self.articles if article.same_as is None]
        press = [article for article in own if article.original]
        return (press or own or list(self.articles))[0]

    @property
    def topic_label(self) -> str:
        """ "Môi trường, thiên tai"."""
        return TOPICS.get(self.topic, self.topic)

    @property
    def tone_label(self) -> str:
        """ "Tiêu cực"."""
        return TONES[self.tone]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The figures of a set of stories. Made only by `figures.count`."""

    stories: int
    articles: int  # reprints included
    reprints: int
    agencies: int  # cơ quan báo chí, domestic and foreign
    aggregators: int  # trang thông tin điện tử tổng hợp, never added to the agencies
    positive: int
    neutral: int
    negative: int
    issues: int  # vấn đề báo nêu
    issues_negative: int  # of them, those of negative tone
    incidents: int  # tiêu cực (vụ việc): negative without the issue flag
    urgent: int  # tin nhanh


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """ "so với hôm trước …": this edition less the one before."""

    word: str  # "hôm trước" | "kỳ trước"
    stories: int
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    """One row of the table of seven days."""

    day: date
    stories: int
    articles: int
    positive: int
    neutral: int
    negative: int
    issues: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One outlet of the foot: not, or not wholly, collected."""

    name: str
    label: str
    coverage: str  # partial | none
    text: str  # "không thu được từ ngày 28/05/2020 (trang chỉ mở bằng trình duyệt)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """ "Nguồn thu thập": watched = full + partial + none."""

    watched: int
    full: int
    partial: int
    none: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRow:
    """One row of the table of cases."""

    number: str  # "31/2020"
    title: str
    reported: str  # "Báo Tiền Phong, 18/05/2020"
    agency: str
    due: str  # "29/05/2020"; empty = no deadline
    status: str  # "Quá hạn 4 ngày"
    pressing: bool  # overdue or due today


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFigures:
    """The figures of the cases followed: open = the six kinds after it; answered ones are not open."""

    open: int
    overdue: int
    due_today: int
    in_time: int
    new: int  # raised in the period, not yet sent to an agency
    waiting: int  # from before, still without a deadline
    reported: int  # the agency has reported, the paper is not answered yet
    answered: int  # answered in the period


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseBlock:
    """ "Theo dõi xử lý vấn đề báo nêu"."""

    figures: CaseFigures
    new_stories: tuple[int, ...]  # "nội dung số" of the stories behind the new ones
    overdue_at: tuple[str, ...]  # "thị xã Kinh Môn": whose answers are overdue, for the short text
    rows: tuple[CaseRow, ...]  # overdue, due today, answered; the rest is only counted


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """Who looked the edition through, when, and what was changed."""

    by: str
    at: datetime
    done: tuple[str, ...]  # "bỏ 1 tin trùng tên"


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Who issues the digest, for whom, about what."""

    parent: str  # "UBND TỈNH HẢI DƯƠNG"
    office: str  # "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"
    addressees: str
    contact: str  # "máy lẻ 118"
    province: str  # slug
    province_name: str  # "Hải Dương"
    province_label: str  # "tỉnh Hải Dương"
    demo: bool
    include_home: bool  # the province's own paper and station are counted
    attachments: tuple[str, ...] = ()  # forms of the documents that go with the mail: docx, xlsx

    @property
    def unit(self) -> str:
        """ "tỉnh" or "thành phố": how a sentence calls the province."""
        return "thành phố" if self.province_label.casefold().startswith("thành phố") else "tỉnh"


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """That this is not the whole edition, but what one recipient group gets of it."""

    name: str  # of the group
    says: str  # "chỉ gồm lĩnh vực Y tế"
    whole: Figures  # of the whole edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Edition:
    """One edition, complete."""

    day: date  # local
    number: int
    after: datetime
    until: datetime
    built_at: datetime
    head: Head
    figures: Figures
    change: Change | None  # None: there is no edition before
    stories: tuple[EditionStory, ...]  # in the order told
    unjudged: int  # tin, bài collected but not yet judged; they wait for the next edition
    week: tuple[DayRow, ...]  # the last is this edition; empty when there is no other
    sources: Sources
    review: Review | None = None  # None: nobody looked it through
    waiting: int = 0  # sensitive stories that wait for a person
    cases: CaseBlock | None = None  # None: nothing is followed and nothing was raised
    selection: Selection | None = None  # None: this is the whole edition

    @property
    def articles(self) -> tuple[EditionArticle, ...]:
        """The rows of the annex, in order."""
        return tuple(article for story in self.stories for article in story.articles)

    def block(self, block: Block) -> tuple[EditionStory, ...]:
        """The stories of one block, in order."""
        return tuple(story for story in self.stories if story.block is block)
