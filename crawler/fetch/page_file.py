"""The page in a file that a person saved: plain HTML of any browser, MHTML, SingleFile, or a record of a WARC file.

In: a file and the address of the page that is meant. Out: `PageFile`: the page's bytes as a server would have sent them, and
what a person must know about the file. Raises `BadFile`, with what to do. Everything is linear in the file's size, which is
limited; nothing is run, and nothing that the file names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from crawler.fetch.mhtml import is_mhtml, read_mhtml
from crawler.fetch.warc import GZIP, Answer, BadFile, WarcError, answer_of, read_records, unpack
from data.text.normal import format_number
from data.text.urls import canonical_url

__all__ = ["BadFile", "PageFile", "open_page"]

LARGEST_FILE = 50_000_000  # bytes: no page is that long; another file was named by mistake
LARGEST_PAGE = 8 * 1024 * 1024  # bytes, unpacked, as in a crawl
HOPS = 5  # redirects inside a WARC file
SHOWN = 3  # addresses that are named where none fits
SAVE_AGAIN = "mở trang bằng trình duyệt, chọn “Lưu trang thành…”, kiểu “Trang web, hoàn chỉnh”, rồi dùng tệp .html"
STRANGE = {
    b"%PDF": "PDF", b"PK\x03\x04": "nén ZIP (WACZ thì giải nén, dùng tệp .warc.gz bên trong)", b"bplist": "webarchive của Safari",
    b"\x89PNG": "ảnh PNG", b"\xff\xd8\xff": "ảnh JPEG",
    b"\xd0\xcf\x11\xe0": "Word cũ", b"7z\xbc\xaf": "nén 7z", b"Rar!": "nén RAR",
}  # fmt: skip
# A resource that SingleFile wrote into the page: pictures and fonts, nothing to read.
EMBEDDED = re.compile(rb"data:[a-z]{1,20}/[a-z0-9.+-]{1,60}(?:;[a-z0-9=_.-]{1,40}){0,3};base64,[A-Za-z0-9+/=]{200,}", re.I)
# The address that browsers and SingleFile note at the head of what they save.
SAVED_FROM = re.compile(
    rb"<!-- saved from url=\(\d{1,6}\)(\S{1,2000}) -->|Page saved with SingleFile\s{1,9}url:\s{1,9}(\S{1,2000})"
)
HEAD = 4096  # bytes in which that note stands


@dataclass(frozen=True, kw_only=True)
class PageFile:
    """One page out of a file."""

    body: bytes
    charset: str | None = None  # what the file says beside the page; None: the page itself says it
    remark: str = ""  # Vietnamese, without a full stop; empty when all is well


def open_page(path: Path, url: str) -> PageFile:
    """The page of `url` in a saved file. Raises BadFile or WarcError."""
    start = _start_of(path)
    if start.startswith((b"WARC/", GZIP)):
        return _of_warc(path, url)
    for mark, label in STRANGE.items():
        if start.startswith(mark):
            raise BadFile(f"Tệp {path} là tệp {label}, không phải trang web. Cách xử lý: {SAVE_AGAIN}.")
    body = path.read_bytes()
    if is_mhtml(body):
        return _of_mhtml(path, body, url)
    saved_from = SAVED_FROM.search(body[:HEAD])
    address = (saved_from[1] or saved_from[2]).decode("utf-8", "replace") if saved_from else ""
    return PageFile(body=EMBEDDED.sub(b"data:,", body), remark=_other_page(url, address))


def _start_of(path: Path) -> bytes:
    """The first bytes of a file that is no larger than a page can be; a WARC file may be larger."""
    try:
        with path.open("rb") as file:
            start = file.read(16)
        size = path.stat().st_size
    except FileNotFoundError:
        raise BadFile(f"Không có tệp {path}. Kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise BadFile(f"{path} là thư mục, không phải tệp trang đã lưu.") from None
    except PermissionError:
        raise BadFile(f"Không có quyền đọc tệp {path}.") from None
    except OSError as error:
        raise BadFile(f"Không đọc được tệp {path}: {error.strerror}.") from None
    if size > LARGEST_FILE and not start.startswith((b"WARC/", GZIP)):
        raise BadFile(f"Tệp {path} quá lớn ({size // 1_000_000} MB), không phải một trang báo đã lưu.")
    return start


def is_same_page(left: str, right: str) -> bool:
    """True for two addresses of one page."""
    try:
        return canonical_url(left) == canonical_url(right)
    except ValueError:
        return False


def _other_page(url: str, saved_from: str) -> str:
    if not saved_from.startswith(("http://", "https://")) or is_same_page(url, saved_from):
        return ""
    return f"tệp này được lưu từ {saved_from[:200]}, không phải từ địa chỉ đã nêu"


def _of_mhtml(path: Path, body: bytes, url: str) -> PageFile:
    saved = read_mhtml(body)
    if not saved.pages:
        reason = "bị cắt trước phần trang web" if not saved.is_whole else "không có phần nào là trang web"
        raise BadFile(f"Tệp MHTML {path} {reason}. Cách xử lý: {SAVE_AGAIN}.")
    page = next((page for page in saved.pages if is_same_page(page.location, url)), saved.pages[0])
    if len(page.body) > LARGEST_FILE:
        raise BadFile(f"Trang trong tệp MHTML {path} quá lớn. Cách xử lý: {SAVE_AGAIN}.")
    remark = _other_page(url, page.location or saved.location)
    if not saved.is_whole and page is saved.pages[-1]:
        remark = "tệp MHTML bị cắt, trang có thể thiếu phần cuối"
    return PageFile(body=EMBEDDED.sub(b"data:,", page.body), charset=page.charset, remark=remark)


def _of_warc(path: Path, url: str) -> PageFile:
    """The last good answer for the address, over redirects that the file holds too."""
    answer = _answer_in(path, url, url)
    for _ in range(HOPS):
        location = answer.header(b"location").decode("latin-1")
        if not 300 <= answer.status < 400 or not location:
            break
        answer = _answer_in(path, urljoin(url, location), url)
    remark = "" if answer.status == 200 else f"máy chủ đã trả lời mã {answer.status} khi tệp WARC được ghi"
    body = unpack(answer.body, answer.header(b"content-encoding"), LARGEST_PAGE)
    if body is None:
        reason = f"không giải nén được trong {format_number(LARGEST_PAGE)} byte"
        raise BadFile(f"Trang {url} trong tệp {path} {reason}. Cách xử lý: {SAVE_AGAIN}.")
    charset = re.search(rb"charset=[\"']?([\w.:-]{1,40})", answer.header(b"content-type"), re.I)
    return PageFile(body=body, charset=charset[1].decode("ascii", "replace") if charset else None, remark=remark)


def _answer_in(path: Path, url: str, asked: str) -> Answer:
    """The last answer of the address, a good one before others. Raises BadFile: `asked` is not in the file."""
    best: Answer | None = None
    others: list[str] = []
    for address, answer in _answers(path):
        if is_same_page(address, url):
            if best is None or answer.status == 200 or best.status != 200:
                best = answer
        elif len(others) < SHOWN and b"html" in answer.header(b"content-type") and answer.status == 200:
            others.append(address)
    if best is None:
        listed = f" Trong tệp có: {', '.join(others)}." if others else ""
        raise BadFile(f"Tệp WARC {path} không có trang {asked}.{listed} Cách xử lý: kiểm tra lại địa chỉ.")
    return best


def _answers(path: Path) -> Iterator[tuple[str, Answer]]:
    """Every answer before the file's end or its first damage."""
    has_any = False
    try:
        for record in read_records(path):
            if answer := answer_of(record):
                has_any = True
                yield record.url, answer
    except WarcError:
        if not has_any:
            raise
