"""The one record that travels through the house.

In: nothing of ours (standard library only). Out: `Article` and the small records inside it, and the closed list of outcomes.
Each stage fills its own group of fields with `dataclasses.replace`; `None` (or an empty tuple) means *not there yet*.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime


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
    owner_type: str  # trung-uong | bo-nganh | doan-the | dia-phuong | cua-tinh | tap-chi | tong-hop | nuoc-ngoai | …
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
