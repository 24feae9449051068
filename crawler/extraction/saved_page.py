"""A page saved as a file: read into the object of `diembao read`, or kept as a test case of its outlet.

In: a file or its bytes, the page's address, the facts of its outlet where known. Out: `SavedPage` with its fields and what a
person must be told about it; a folder of test pages with one case more. Nothing here touches the network.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.extraction.page import PageReading, read_page
from crawler.fetch.page_file import BadFile, open_page
from crawler.outlet import OutletFacts
from data.text import local, slug

__all__ = ["BadFile", "SavedPage", "no_fields", "read_saved_page", "record_page"]

KEYS = (
    "url", "outlet", "kind", "lang", "title", "summary", "body", "authors", "section",
    "published_at", "modified_at", "published_raw", "date_from", "body_guessed",
)  # fmt: skip
PROBLEMS = {
    "wall": "trang này chỉ là đoạn mã đặt cookie rồi tải lại: báo chỉ mở bằng trình duyệt",
    "empty": "tệp không chứa nội dung trang",
    "gone": "trang báo rằng bài không tồn tại hoặc đã bị gỡ",
    "paywall": "trang chỉ có phần đầu của bài, phần còn lại phải trả phí hoặc đăng nhập",
    "no_title": "không tìm thấy tiêu đề",
    "no_body": "không tìm thấy toàn văn",
    "no_date": "không đọc được giờ đăng",
    "body_guessed": "toàn văn chỉ được nhận dạng gần đúng, trang có thể đã đổi giao diện",
}
UNREADABLE = frozenset(("wall", "empty", "gone", "no_title"))
LONGEST_NAME = 60  # characters of a test page's file name


@dataclass(frozen=True, kw_only=True)
class SavedPage:
    """What was read from a saved page."""

    reading: PageReading
    outlet: str | None  # the outlet's name, None where the address is of none of ours
    file_remark: str = ""  # what a person must know about the file itself; empty when all is well

    @property
    def fields(self) -> dict[str, Any]:
        """The object of `diembao read`: every key of KEYS, None where unknown, times as ISO 8601 with +07:00."""
        values = {key: getattr(self.reading, key, None) for key in KEYS} | {"outlet": self.outlet}
        values["authors"] = list(self.reading.authors)
        return values | {key: _iso(getattr(self.reading, key)) for key in ("published_at", "modified_at")}

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person must know about the reading, in Vietnamese, without a full stop; empty when all is well."""
        of_file = (self.file_remark,) if self.file_remark else ()
        if self.reading.kind == "listing":
            return (*of_file, "đây là trang danh sách, không phải một tin, bài")
        return (*of_file, *(PROBLEMS[problem] for problem in self.reading.problems))

    @property
    def is_article(self) -> bool:
        """True where an article could be read: a headline, and a text or at least a sapo."""
        problems = set(self.reading.problems)
        has_text = "no_body" not in problems or bool(self.reading.summary)
        return self.reading.kind != "listing" and has_text and not UNREADABLE & problems


def no_fields(url: str, outlet: str | None) -> dict[str, Any]:
    """The object of `diembao read` where nothing could be read."""
    return dict.fromkeys(KEYS) | {"url": url, "outlet": outlet, "authors": []}


def read_saved_page(path: Path, url: str, facts: type[OutletFacts] | None) -> SavedPage:
    """Reads a saved page (HTML, MHTML, SingleFile, WARC). Raises BadFile or WarcError for the file, ValueError when `url` is no
    web address."""
    page = open_page(path, url)
    reading = read_page(page.body, url, facts=facts, encoding=page.charset)
    return SavedPage(reading=reading, outlet=facts.name if facts else None, file_remark=page.remark)


def record_page(folder: Path, facts: type[OutletFacts], url: str, body: bytes) -> Path:
    """Writes a page and its fields as a test case into `folder`; one of the same address replaces the earlier one. Its path."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = folder / "expected.json"
    cases = json.loads(expected.read_text(encoding="utf-8")) if expected.exists() else {}
    same = next((name for name, case in cases.items() if case["url"] == url), None)
    stem = same or _free_name(slug(url.rstrip("/").rsplit("/", 1)[-1].partition(".")[0])[:LONGEST_NAME].strip("-"), cases)
    page = folder / f"{stem}.html"
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
        part.write(body)
    Path(part.name).replace(page)
    saved = read_saved_page(page, url, facts)
    cases[stem] = {"url": url, "status": int(not saved.is_article), "fields": saved.fields}
    expected.write_text(json.dumps(cases, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return page


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else local(moment).isoformat(timespec="seconds")


def _free_name(stem: str, cases: dict[str, object]) -> str:
    stem = stem or "trang"
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(cases) + 3))) if name not in cases)
