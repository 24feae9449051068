"""The page in a saved file: every form in which people save pages, and files that are none."""

from __future__ import annotations

import base64
import gzip
import quopri
import time
from pathlib import Path

import pytest

from crawler.extraction.saved_page import read_saved_page
from crawler.fetch.page_file import BadFile, open_page
from crawler.register import spider_class
from tests.support.press_server import article

URL = "https://tuoitre.vn/cho-moi-20200601081500101.htm"
TEXT = "Sáng nay chợ mới ở huyện Kim Thành mở cửa.\nTiểu thương dọn hàng từ ba giờ sáng."
PAGE = article("Chợ mới mở cửa", TEXT).encode()
PICTURE = base64.b64encode(bytes(range(256)) * 40)


def mhtml(
    page: bytes = PAGE,
    *,
    encoding: str = "quoted-printable",
    location: str = URL,
    charset: str = "",
    whole: bool = True,
    frame: bool = True,
) -> bytes:
    """A page as Chrome saves it: here a frame stands before the page, which only its address tells apart."""
    body = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "binary": bytes}[encoding](page)
    parts = [(b"Content-Type: text/html\r\nContent-Location: https://quang-cao.example/", b"<p>Khung</p>")] if frame else []
    kind = f"text/html{f'; charset={charset}' if charset else ''}\r\nContent-Transfer-Encoding: {encoding}"
    parts.append((f"Content-Type: {kind}\r\nContent-Location: {location}".encode(), body))
    parts.append(
        (b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://x.example/a.png", PICTURE)
    )
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {location}\r\nSubject: =?utf-8?Q?Ch=E1=BB=A3?=\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--abc----"\r\n\r\n\r\n'
    )
    mark = b"------MultipartBoundary--abc----"
    content = b"".join(mark + b"\r\n" + fields + b"\r\n\r\n" + block + b"\r\n" for fields, block in parts)
    return head.encode() + content + (mark + b"--\r\n" if whole else b"")


def singlefile() -> bytes:
    """A page as SingleFile saves it: resources inside, attributes without quotes."""
    note = (
        b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: "
        + URL.encode()
        + b" \n saved date: Mon Jun 01 2020\n-->"
    )
    pictures = b"<img src=data:image/png;base64," + PICTURE * 400 + b">"
    return note + PAGE.replace(b"<html>", b"", 1).replace(b"<p>", pictures + b"<p>", 1)


def warc(*answers: tuple[str, bytes]) -> bytes:
    """Answers as records, each packed alone."""
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {}\r\nContent-Length: {}\r\n\r\n"
    return b"".join(gzip.compress(head.format(url, len(block)).encode() + block + b"\r\n\r\n") for url, block in answers)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
SAVED = {
    "complete.html": b"<!-- saved from url=(0042)" + URL.encode() + b" -->\n" + PAGE,
    "qp.mhtml": mhtml(),
    "base64.mht": mhtml(encoding="base64"),
    "binary.mhtml": mhtml(encoding="binary"),
    "bom.mhtml": b"\xef\xbb\xbf" + mhtml().replace(b"\r\n", b"\n"),
    "utf16.mhtml": mhtml(PAGE.decode().encode("utf-16"), encoding="base64", charset="utf-16"),
    "singlefile.html": singlefile(),
    "packed.warc.gz": warc((URL, OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE))),
    "hop.warc.gz": warc(
        (URL, b"HTTP/1.1 302 Found\r\nLocation: /khac.htm\r\n\r\n"), ("https://tuoitre.vn/khac.htm", OK + b"\r\n" + PAGE)
    ),
    "later.warc.gz": warc(
        (URL, b"HTTP/1.1 503 Busy\r\n\r\n"), (URL, OK + b"\r\n" + PAGE), ("https://tuoitre.vn/", OK + b"\r\n<p>")
    ),
}


@pytest.mark.parametrize("name", SAVED)
def test_every_form_of_a_saved_page_is_read_alike(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SAVED[name])
    saved = read_saved_page(path, URL, spider_class("tuoitre"))
    assert saved.fields["title"] == "Chợ mới mở cửa" and saved.fields["body"] == TEXT
    assert saved.remarks == ()


def test_pictures_inside_the_page_do_not_slow_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(singlefile())
    assert path.stat().st_size > 5_000_000
    assert len(open_page(path, URL).body) < 10_000


def test_a_page_of_another_address_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(mhtml(location="https://tuoitre.vn/khac-20200601081500999.htm"))
    assert "không phải từ địa chỉ đã nêu" in open_page(path, URL).remark
    path.write_bytes(mhtml(location=URL.replace("https://", "http://m.") + "?utm_source=x#top"))
    assert open_page(path, URL).remark == ""


BAD = {
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "zip": (b"PK\x03\x04...", "nén ZIP"),
    "webarchive": (b"bplist00...", "Safari"),
    "packed html": (gzip.compress(PAGE), "không phải tệp WARC"),
    "mhtml without parts": (mhtml()[:300], "bị cắt"),
    "mhtml of pictures": (
        mhtml(frame=False).replace(b"text/html\r\nContent-Transfer", b"image/x\r\nContent-Transfer"),
        "không có phần nào",
    ),
    "other pages": (warc(("https://tuoitre.vn/b.htm", OK + b"\r\n<p>b</p>")), "Trong tệp có: https://tuoitre.vn/b.htm"),
    "bomb": (warc((URL, OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"\0" * (40 << 20)))), "không giải nén được"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_page_says_what_to_do(tmp_path: Path, name: str) -> None:
    content, message = BAD[name]
    path = tmp_path / "t"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=message) as caught:
        open_page(path, URL)
    assert "Cách xử lý" in str(caught.value)


def test_a_cut_mhtml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cut.mhtml"
    path.write_bytes(mhtml(frame=False)[: -len(PICTURE) - 300])
    assert "bị cắt" in open_page(path, URL).remark


@pytest.mark.parametrize(
    "piece", [b"\n------MultipartBoundary--abc----\r\n\r\n", b"\n--", b"a:b\r\n", b"=3D", b"data:image/png;base64,", b"\r\n\r\n"]
)
def test_hostile_mhtml_takes_linear_time(tmp_path: Path, piece: bytes) -> None:
    path = tmp_path / "hostile.mhtml"
    path.write_bytes(mhtml(piece * (8_000_000 // len(piece)), encoding="binary"))
    began = time.monotonic()
    open_page(path, URL)
    assert time.monotonic() - began < 5
