"""WARC files: ours are read by others, others' are read by ours, hostile ones end in a clear error, and soon."""

from __future__ import annotations

import gzip
import io
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.fetch.warc import WarcError, answer_of, dechunk, read_record, read_records, unpack
from crawler.fetch.warc_files import begin_recording, index_warc, record_bytes

NOW = datetime(2026, 7, 30, 2, 0, tzinfo=UTC)
URL = "https://bao.example/a-1.htm"
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Ch\xc3\xa0o</p>"
HEAD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://bao.example/a-1.htm\r\n"
    b"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n"
)


def plain(block: bytes = HTTP, head: bytes = HEAD, length: int | None = None) -> bytes:
    """One record, not packed; `length` is what it claims."""
    return head % (len(block) if length is None else length) + block + b"\r\n\r\n"


def put(folder: Path, content: bytes) -> Path:
    """A file of that content."""
    path = folder / "t.warc"
    path.write_bytes(content)
    index_warc.cache_clear()
    return path


def bodies(path: Path) -> list[bytes]:
    """The bodies of all answers."""
    return [answer.body for record in read_records(path) if (answer := answer_of(record))]


def test_another_tool_reads_what_we_write(tmp_path: Path) -> None:
    path = tmp_path / "ours.warc.gz"
    begin_recording(path, NOW)
    with path.open("ab") as file:
        file.write(record_bytes("response", URL, NOW, "application/http; msgtype=response", HTTP))
    with path.open("rb") as file:
        records = [
            (row.rec_type, row.rec_headers["WARC-Target-URI"], row.content_stream().read()) for row in ArchiveIterator(file)
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "response"]
    assert records[1][1:] == (URL, "<p>Chào</p>".encode())
    with pytest.raises(WarcError, match="Đã có tệp"):
        begin_recording(path, NOW)


@pytest.mark.parametrize("packed", [False, True])
def test_we_read_what_another_tool_writes(tmp_path: Path, packed: bool) -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    chunked = b"4\r\n<p>C\r\n5;x=y\r\n\xc3\xa0o</\r\n2\r\np>\r\n0\r\n\r\n"
    for url, extra, body in ((URL, [("Transfer-Encoding", "chunked")], chunked), (URL + "?2", [], b"<p>hai</p>")):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *extra], protocol="HTTP/1.1")
        payload = io.BytesIO(body)
        writer.write_record(writer.create_warc_record(url, "response", payload, len(body), http_headers=head))
    path = put(tmp_path, stream.getvalue())
    assert bodies(path) == ["<p>Cào</p>".encode(), b"<p>hai</p>"]
    index = index_warc(path)
    place = index.find("http://bao.example/a-1.htm?2#x")[0]
    assert read_record(path, place).url == URL + "?2"
    assert not index.damage


HOSTILE = {
    "nothing": (b"", "trống"),
    "not a WARC": (b"\x00\x01" * 100, "không phải tệp WARC"),
    "text": (b"xin chao\r\n\r\n", "không phải tệp WARC"),
    "no length": (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "không ghi độ dài"),
    "length of 5,000 digits": (b"WARC/1.0\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", "không ghi độ dài"),
    "negative length": (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "không ghi độ dài"),
    "too long a length": (plain(length=99_999), "bị cắt giữa chừng"),
    "a film that is cut": (plain(length=9_999_999_999), "bị cắt giữa chừng"),
    "head of 40 MB": (b"WARC/1.0\r\nX: " + b"y" * (40 << 20) + b"\r\n\r\n", "quá dài"),
    "packed, cut": (gzip.compress(plain())[:-40], "bị cắt|trang nào"),
    "packed, broken": (gzip.compress(plain())[:20] + b"\xff" * 400, "nén"),
    "bomb": (gzip.compress(b"WARC/1.0\r\nX: " + b"\0" * (300 << 20)), "quá dài"),
    "no answer in it": (plain(b"xin chao"), "không có trang"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_clear_error_soon(tmp_path: Path, name: str) -> None:
    content, message = HOSTILE[name]
    path = put(tmp_path, content)
    began = time.monotonic()
    with pytest.raises(WarcError, match=message) as caught:
        index_warc(path)
    assert time.monotonic() - began < 5
    assert str(path) in str(caught.value) and "Cách xử lý" in str(caught.value)
    assert len(str(caught.value)) < 600


def test_what_lies_before_the_damage_is_used(tmp_path: Path) -> None:
    for damaged in (plain() + plain(length=5) + plain(), plain() + plain(length=99_999)):
        path = put(tmp_path, damaged)
        index = index_warc(path)
        assert len(index.find(URL)) >= 1 and "hỏng ở byte" in index.damage


def test_folded_lines_are_read_in_linear_time(tmp_path: Path) -> None:
    head = HEAD.replace(b"Content-Length", b"X: a\r\n" + b" b\r\n" * 10_000 + b"Content-Length")
    assert bodies(put(tmp_path, plain(head=head))) == [HTTP.partition(b"\r\n\r\n")[2]]


def test_a_packed_bomb_in_an_answer_is_not_unpacked() -> None:
    assert unpack(gzip.compress(b"\0" * (50 << 20)), b"gzip", 8 << 20) is None
    assert unpack(gzip.compress(b"chao"), b"gzip", 100) == b"chao"
    assert unpack(b"chao", b"gzip", 100) is None
    assert unpack(b"chao", b"x-khong-co", 100) is None


def test_chunks_that_are_none_stay_as_they_are() -> None:
    assert dechunk(b"<p>Chao</p>\r\n") == b"<p>Chao</p>\r\n"
    assert dechunk(b"fffffffff\r\nabc") == b"abc"
    assert dechunk(b"0\r\n\r\n") == b""
