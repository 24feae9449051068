"""The records of an edition: blocks, stories, articles, figures.

In: nothing. Out: frozen records. `digest.edition` builds them, `digest.render` and `digest.documents` print them; everything is
decided and counted before. Times are aware and in UTC; all text is tidy NFC, not yet escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol, Self, TypeVar

from data.model import OWNER_TYPES, TOPICS

COUNTS = ("stories", "articles", "positive", "neutral", "negative", "issues")  # the figures kept of every edition
LANGUAGES = {
    "en": "tiếng Anh",
    "zh": "tiếng Trung",
    "ja": "tiếng Nhật",
    "ko": "tiếng Hàn",
    "fr": "tiếng Pháp",
    "ru": "tiếng Nga",
    "de": "tiếng Đức",
    "es": "tiếng Tây Ban Nha",
    "lo": "tiếng Lào",
    "km": "tiếng Khmer",
    "th": "tiếng Thái",
}


def name_language(code: str) -> str:
    """Name a language: "tiếng Anh" for "en"; empty for Vietnamese, "tiếng nước ngoài" if not listed."""
    main = code.casefold().split("-")[0]
    return "" if main in ("", "vi") else LANGUAGES.get(main, "tiếng nước ngoài")


class Copy(Protocol):
    """Anything that may be a reprint: `same_as` is the id of the article it repeats, None for an original."""

    @property
    def same_as(self) -> str | None: ...


AnyCopy = TypeVar("AnyCopy", bound=Copy)


def choose_first(articles: Sequence[AnyCopy], is_aggregator: Callable[[AnyCopy], bool]) -> AnyCopy:
    """Choose the first of articles ordered by time: a press original, else an original, else any."""
    originals = [article for article in articles if article.same_as is None]
    press = [article for article in originals if not is_aggregator(article)]
    return (press or originals or list(articles))[0]


class Numbering(Enum):
    """How the heading of a block is numbered."""

    ROMAN = "roman"  # "I. ", "II. " … in the order in which an edition shows its blocks
    ANNEX = "annex"  # "PHỤ LỤC. "; in a document it stands after the signature, on pages of its own
    NONE = "none"  # no heading


class Block(Enum):
    """A block of the mail. The order of the members is the order of the mail.

    A member says: its key (in edition.json, in stored moves and in the name of its HTML template), the title of its heading, when
    an edition shows it (left out: the block holds stories and is shown when it has one), how its heading is numbered.
    """

    ATTENTION = "attention", "NỘI DUNG CẦN CHÚ Ý"
    FIELD = "field", "TIN, BÀI THEO LĨNH VỰC"
    FOREIGN = "foreign", "BÁO CHÍ NƯỚC NGOÀI"
    OTHER_LANGUAGES = "other-languages", "", lambda edition: bool(edition.other_languages), Numbering.NONE
    CASES = "cases", "THEO DÕI XỬ LÝ VẤN ĐỀ BÁO NÊU", lambda edition: edition.cases is not None
    WEEK = "week", "BẢY NGÀY GẦN NHẤT", lambda edition: bool(edition.week)
    ANNEX = "annex", "DANH MỤC TIN, BÀI", lambda edition: bool(edition.articles), Numbering.ANNEX

    title: str
    is_shown: Callable[[Edition], bool] | None
    numbering: Numbering

    def __new__(
        cls,
        key: str,
        title: str = "",
        is_shown: Callable[[Edition], bool] | None = None,
        numbering: Numbering = Numbering.ROMAN,
    ) -> Self:
        block = object.__new__(cls)
        block._value_ = key
        block.title, block.is_shown, block.numbering = title, is_shown, numbering
        return block

    @property
    def holds_stories(self) -> bool:
        """Whether every story of the block belongs to this block alone."""
        return self.is_shown is None


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
    def language(self) -> str:
        """ "tiếng Anh"; empty for Vietnamese."""
        return name_language(self.lang)

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
    alerted_at: datetime | None = None  # when an alert was sent about it
    reviewed: bool = False  # a person looked the edition through

    @property
    def lead_article(self) -> EditionArticle:
        """The article whose headline and extract stand for the story."""
        return next(article for article in self.articles if article.id == self.lead)

    @property
    def first_article(self) -> EditionArticle:
        """The article that the mail calls "đăng đầu tiên"."""
        return choose_first(self.articles, lambda article: article.source.aggregator)

    @property
    def topic_label(self) -> str:
        """ "Môi trường, thiên tai"."""
        return TOPICS.get(self.topic, self.topic)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """The figures of a set of stories. Made only by `count_figures`."""

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

    @property
    def counts(self) -> dict[str, int]:
        """The figures of `COUNTS` by name."""
        return {name: getattr(self, name) for name in COUNTS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """ "so với hôm trước …": this edition less the one before."""

    word: str  # "hôm trước" | "kỳ trước"
    stories: int
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryCounts:
    """The six figures of a line of a table, of the mail or of a report."""

    stories: int
    articles: int
    positive: int
    neutral: int
    negative: int
    issues: int

    @property
    def values(self) -> tuple[int, ...]:
        """The six figures in the order of `COUNTS`."""
        return tuple(getattr(self, name) for name in COUNTS)


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow(StoryCounts):
    """One row of the table of seven days."""

    day: date


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
    stories: tuple[EditionStory, ...]  # in the order of the mail
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

    @property
    def other_languages(self) -> tuple[EditionArticle, ...]:
        """The articles of the domestic press in a language other than Vietnamese, in order."""
        return tuple(article for article in self.articles if article.language and not article.source.foreign)

    def stories_in(self, block: Block) -> tuple[EditionStory, ...]:
        """The stories of one block, in order."""
        return tuple(story for story in self.stories if story.block is block)

    def shows(self, block: Block) -> bool:
        """Whether the edition has anything to say in a block."""
        return bool(self.stories_in(block)) if block.is_shown is None else block.is_shown(self)
