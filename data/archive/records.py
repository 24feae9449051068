"""Records that the archive gives back: editions and their items, mails, cases, corrections, the trail.

In: nothing but the model. Out: frozen records, one for each kind of row. Times are aware and in UTC unless a line says local.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from data.model import TONES, TOPICS, VERDICTS, Article, Mention, Name, Outcome, Stage
from data.storage.columns import as_json, stamp_or_none, storable, time_or_none


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One text of an article as the newspaper had it. `at` is when we kept it (UTC); `changed` names title, summary, body."""

    at: datetime
    title: str | None
    summary: str | None
    body: str | None
    changed: tuple[str, ...]
    url: str
    page: str | None


CASE_STATES = {
    "moi-ghi-nhan": "mới ghi nhận",
    "da-chuyen": "đã chuyển xử lý",
    "dang-xac-minh": "đang xác minh",
    "da-bao-cao": "đã báo cáo kết quả",
    "da-tra-loi": "đã trả lời báo chí",
    "de-nghi-cai-chinh": "đề nghị cải chính",
    "ket-thuc": "kết thúc",
}
OVER = ("da-tra-loi", "ket-thuc")  # no longer followed


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One case. Times are UTC; `answered_on` is a local day."""

    number: str  # "31/2020"
    story: str = ""  # the story it came from; empty for one from before this system
    article: str = ""
    title: str
    outlet: str  # name of the register
    url: str = ""
    published_at: datetime
    agency: str = ""
    rule: str = ""
    sent_at: datetime | None = None
    due_at: datetime | None = None
    state: str = "moi-ghi-nhan"
    verified: str = ""  # key of VERIFIED, empty: not yet verified
    answered_on: date | None = None
    note: str = ""
    opened_at: datetime
    opened_by: str

    @property
    def open(self) -> bool:
        """Still followed."""
        return self.state not in OVER

    @property
    def label(self) -> str:
        """The Vietnamese word for the state."""
        return CASE_STATES[self.state]


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseEvent:
    """One change of a case; `at` is UTC, values as stored."""

    case: str
    at: datetime
    by: str
    field: str
    before: str
    value: str


LABELS = {"relevance": "mức độ liên quan", "topic": "lĩnh vực", "tone": "sắc thái", "issue": "báo nêu", "story": "nội dung"}
VERDICT_LABELS = {verdict: Outcome(verdict).label for verdict in VERDICTS}


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """One label set by a person. `field` is a field of Article; times are UTC."""

    batch: int  # what was said in one command is undone in one command
    field: str
    value: str
    before: str  # what stood there until then
    by: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None

    def tell(self) -> str:
        """ "sắc thái: Tiêu cực → Trung tính" """
        return f"{LABELS[self.field]}: {tell_value(self.field, self.before)} → {tell_value(self.field, self.value)}"


def tell_value(field: str, value: str) -> str:
    """The Vietnamese word for a stored value of a field; empty values are told as "chưa có"."""
    if not value:
        return "chưa có"
    if field == "issue":
        return "có" if value == "1" else "không"
    words = {"relevance": VERDICT_LABELS, "topic": TOPICS, "tone": TONES}.get(field, {})
    return words.get(value, value)


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportRow:
    """One issued report. `since` and `until` are the days of the first and last edition it may count, both included."""

    since: date
    until: date
    issued_at: datetime
    title: str
    json: str
    html: str
    docx: bytes
    xlsx: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionRow:
    """One edition. `day` is the Vietnamese calendar day it is for; the window (after, until] and the other times are UTC."""

    day: date
    number: int | None  # restarts each year; None when an imported edition had none
    after: datetime
    until: datetime
    built_at: datetime
    frozen_at: datetime | None = None
    json: str = ""
    html: str = ""
    text: str = ""
    short: str = ""
    counts: dict[str, int] = field(default_factory=dict)  # stories, articles, positive, neutral, negative, issues
    imported: bool = False  # figures taken over from the time before this system


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionItem:
    """One article as an edition told it. `position` is its row in the annex (from 1), `number` its "nội dung số"."""

    position: int
    number: int
    article: str
    story: str
    outlet: str
    title: str
    url: str
    published_at: datetime | None = None
    topic: str | None = None
    tone: str | None = None
    issue: bool = False
    urgent: bool = False
    same_as: str | None = None
    places: tuple[str, ...] = ()
    extract: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupRow:
    """One group's part of one edition. `selection` says what was chosen; empty = the whole edition."""

    day: date
    slug: str
    form: str  # full | short
    selection: str
    counts: dict[str, int]
    json: str
    html: str
    text: str
    short: str
    files: dict[str, bytes] = field(default_factory=dict)  # docx, xlsx


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionFigures:
    """One edition in figures. `sent`: it went out, or was taken over from the time before this system."""

    day: date
    number: int | None
    sent: bool
    imported: bool  # only its totals are known
    counts: dict[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One mail to one recipient. Times are UTC."""

    kind: str  # alert | erratum | officer | word
    key: str
    recipient: str
    message_id: str
    subject: str
    text: str
    state: str
    attempts: int
    queued_at: datetime
    sent_at: datetime | None
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """One alert about a story: when, and how large the story was then."""

    story: str
    at: datetime
    articles: int
    outlets: int
    why: str  # urgent | growth | held (only the officer was told)


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """One change of an outlet's condition. `at` is UTC; `state` is a key of `data.crawl_store.STATES`, `why` Vietnamese."""

    number: int
    outlet: str
    kind: str  # bad | well | change
    state: str
    why: str
    at: datetime


OUTBOX_STATES = {"queued": "chờ gửi", "sent": "đã gửi", "deferred": "hoãn, sẽ gửi lại", "failed": "không gửi được"}


@dataclass(frozen=True, kw_only=True, slots=True)
class OutboxRow:
    """One mail to one recipient. Times are UTC."""

    day: date
    recipient: str
    message_id: str
    state: str  # queued | sent | deferred | failed
    attempts: int
    queued_at: datetime
    next_at: datetime
    sent_at: datetime | None
    detail: str
    group: str = ""  # slug of the recipient group; empty = the whole edition
    copies: int = 0  # how often a person asked for another copy after the first

    @property
    def label(self) -> str:
        """The Vietnamese word for the state."""
        return OUTBOX_STATES[self.state]


@dataclass(frozen=True, kw_only=True, slots=True)
class OutboxTry:
    """One line of a mail's log: what was tried or asked, when, with what outcome. `at` is UTC."""

    recipient: str
    message_id: str
    at: datetime
    state: str
    detail: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionChange:
    """One change; `at` is UTC. `target` is an article id (drop, add) or a story id (the others), empty for approve."""

    number: int
    day: date
    action: str
    target: str
    value: str
    reason: str
    by: str
    at: datetime


Note = tuple[str, Stage, Outcome, str, datetime, str]  # key, stage, outcome, run, at, detail


@dataclass(frozen=True, kw_only=True, slots=True)
class TrailRow:
    """One line of the trail. `at` is UTC; `key` is the article id or the URL it was noted under."""

    at: datetime
    stage: Stage
    outcome: Outcome
    run: str
    detail: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One run of a command. Times in UTC; `ended_at` is None while it runs or when it was killed."""

    id: str
    command: str
    began_at: datetime
    ended_at: datetime | None
    status: str | None
    detail: str


CHANGED_LABELS = {"title": "tiêu đề", "summary": "sapo", "body": "toàn văn"}

REPORTED = ("da-bao-cao", "de-nghi-cai-chinh")  # the agency has reported: its deadline is met
VERIFIED = {"dung": "báo nêu đúng", "mot-phan": "báo nêu đúng một phần", "khong-dung": "báo nêu không đúng"}
CASE_FIELDS = {
    "title": "vấn đề", "agency": "cơ quan xử lý", "rule": "quy tắc thời hạn", "sent_at": "ngày chuyển", "due_at": "hạn báo cáo",
    "state": "tình trạng", "verified": "kết quả xác minh", "answered_on": "ngày trả lời báo", "note": "ghi chú",
}  # fmt: skip

TEXT_COLUMNS = (
    "id", "url", "outlet", "found_in", "page", "title", "summary", "body", "section", "lang", "kind", "published_raw",
    "date_from", "read_by", "relevance", "topic", "tone", "judged_by", "same_as", "story",
)  # fmt: skip
TIME_COLUMNS = ("found_at", "published_at", "modified_at", "kept_at", "withdrawn_at")
LIST_COLUMNS = ("authors", "reasons", "topics", "places", "sentences")
FLAG_COLUMNS = ("issue", "urgent")
FOUND_AND_READ = (
    "url", "found_at", "found_in", "page", "title", "summary", "body", "authors", "section", "lang", "kind", "published_at",
    "published_raw", "date_from", "modified_at", "read_by",
)  # fmt: skip
JUDGED = (
    "mentions", "relevance", "score", "reasons", "topic", "topics", "tone", "issue", "urgent", "names", "places", "sentences",
)  # fmt: skip


def row_of(article: Article) -> dict[str, Any]:
    """The columns of one article; `corrected` belongs to people and is not among them. Raises ValueError for a naive time."""
    row: dict[str, Any] = {}
    for column in TEXT_COLUMNS:
        value = getattr(article, column)
        row[column] = None if value is None else storable(value)
    for column in TIME_COLUMNS:
        row[column] = stamp_or_none(getattr(article, column))
    for column in LIST_COLUMNS:
        row[column] = as_json(list(getattr(article, column)))
    for column in FLAG_COLUMNS:
        value = getattr(article, column)
        row[column] = None if value is None else int(value)
    row["mentions"] = as_json([asdict(mention) for mention in article.mentions])
    row["names"] = as_json([asdict(name) for name in article.names])
    row["score"] = article.score
    row["versions"] = article.versions
    return row


def article_of(row: sqlite3.Row) -> Article:
    """The article of a row of `articles` (the machine's judgement) or of `told` (corrections laid over)."""
    values: dict[str, Any] = {column: row[column] for column in TEXT_COLUMNS}
    values |= {column: time_or_none(row[column]) for column in TIME_COLUMNS}
    values |= {column: tuple(json.loads(row[column])) for column in LIST_COLUMNS}
    values |= {column: None if row[column] is None else bool(row[column]) for column in FLAG_COLUMNS}
    values["mentions"] = tuple(Mention(**mention) for mention in json.loads(row["mentions"]))
    values["names"] = tuple(Name(**name) for name in json.loads(row["names"]))
    values["score"] = row["score"]
    values["versions"] = row["versions"]
    if "corrected" in row.keys():  # noqa: SIM118 - a Row iterates over its values
        values["corrected"] = tuple(row["corrected"].split())
        if "topic" in values["corrected"]:
            others = (topic for topic in values["topics"] if topic != values["topic"])
            values["topics"] = (values["topic"], *others)
    return Article(**values)
