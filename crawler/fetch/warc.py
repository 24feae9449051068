"""WARC files (ISO 28500), read record by record: what a crawl, or another archiving tool, got from the web.

In: a .warc or .warc.gz file of any origin, taken as hostile. Out: `Record`s, and a record's `Answer` (status, headers, body).
Raises `WarcError`, which says at which byte the file is damaged. Work grows with the size of the file; no more than one record
is held in memory. Own code, because the usual library (warcio 1.8) needs 27 s for 5 MB of folded header lines, 43 s for one line
of 40 MB, and hands out the rest of a cut file as if it were whole; the tests read its files and have it read ours.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urldefrag

from data.errors import OperatorError
from data.text.normal import format_number

GZIP = b"\x1f\x8b"
CHUNK = 64 * 1024  # bytes read at a time
LARGEST_HEAD = 64 * 1024  # bytes of one block of header lines
LARGEST_RECORD = 32 * 1024 * 1024  # bytes; a larger record (a film) is passed over: no page is that long
LARGEST_WARC = 4 * 1024**3  # bytes, unpacked
FAILURE = "diembao-failure"  # field of a metadata record: the request that brought no answer


class BadFile(OperatorError):
    """A file that cannot be read as a saved page; the message is Vietnamese."""

    exit_status = 1


class WarcError(BadFile):
    """The file is no WARC, or it is damaged; the message says where."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record. `block` is empty where the record is too large to be a page."""

    kind: str  # WARC-Type: warcinfo, request, response, resource, metadata …
    url: str
    date: datetime | None  # UTC
    content_type: str
    block: bytes
    place: tuple[int, int]  # byte of the file where its gzip member begins, and bytes unpacked before it there


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An HTTP answer: chunks are put together, a Content-Encoding is left as it came."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def header(self, name: bytes) -> bytes:
        """The first value of a header, empty where it is missing."""
        return next((value for key, value in self.headers if key.lower() == name), b"")


class _Unpacked:
    """The bytes of a file in order; a gzip file member by member, never more than CHUNK beyond what was asked for."""

    def __init__(self, file: BinaryIO, path: Path, begin: int = 0) -> None:
        self.file, self.path = file, path
        file.seek(begin)
        self.is_packed = file.read(2) == GZIP
        file.seek(begin)
        self.member, self.inner = begin, 0
        self._raw, self._buffer = b"", bytearray()
        self._inflate = zlib.decompressobj(31) if self.is_packed else None
        self._total = 0
        self._is_over = False

    def fail(self, why: str) -> WarcError:
        """The error for this place."""
        at = format_number(self.member + (0 if self.is_packed else self.inner))
        mend = "Cách xử lý: chép lại tệp từ máy đã ghi, hoặc ghi lại bằng “diembao crawl --to-warc”"
        return WarcError(f"Tệp WARC {self.path} hỏng ở byte {at}: {why}. {mend}.")

    def _fill(self) -> bool:
        """Adds bytes of the current member to the buffer; False at its end."""
        if self._inflate is None:
            piece = self.file.read(CHUNK)
        else:
            piece = b""
            while not piece and not self._inflate.eof:
                packed = self._inflate.unconsumed_tail or self._raw or self.file.read(CHUNK)
                self._raw = b""
                if not packed:
                    raise self.fail("dữ liệu nén bị cắt giữa chừng")
                try:
                    piece = self._inflate.decompress(packed, CHUNK)
                except zlib.error:
                    raise self.fail("dữ liệu nén sai") from None
        self._total += len(piece)
        if self._total > LARGEST_WARC:
            raise self.fail("giải nén ra quá nhiều dữ liệu")
        self._buffer += piece
        return bool(piece)

    def take(self, count: int) -> bytes:
        """The next `count` bytes; fewer at the end of the member."""
        while len(self._buffer) < count and self._fill():
            pass
        piece = bytes(self._buffer[:count])
        del self._buffer[: len(piece)]
        self.inner += len(piece)
        return piece

    def skip(self, count: int) -> int:
        """Passes over `count` bytes; how many there were."""
        left = count
        while left and (piece := self.take(min(left, CHUNK))):
            left -= len(piece)
        return count - left

    def starts_with(self, mark: bytes) -> bool:
        """Whether these bytes come next."""
        while len(self._buffer) < len(mark) and self._fill():
            pass
        return self._buffer.startswith(mark)

    def head(self) -> bytes:
        """The header lines up to an empty line, without it."""
        while (end := self._buffer.find(b"\r\n\r\n")) < 0:
            if len(self._buffer) > LARGEST_HEAD or not self._fill():
                raise self.fail("phần đầu bản ghi quá dài hoặc bị cắt")
        return self.take(end + 4)[:end]

    def has_more(self) -> bool:
        """Whether something follows the empty lines here; moves to the next gzip member where this one is over."""
        while True:
            while self._buffer or self._fill():
                rest = self._buffer.lstrip(b"\r\n")
                self.inner += len(self._buffer) - len(rest)
                self._buffer = rest
                if rest:
                    return True
            if self._inflate is None or not self._next_member():
                return False

    def _next_member(self) -> bool:
        assert self._inflate is not None  # noqa: S101 - only called for gzip
        self._raw = self._inflate.unused_data or self.file.read(CHUNK)
        if not self._raw.strip(b"\0"):
            return False
        self.member, self.inner = self.file.tell() - len(self._raw), 0
        self._inflate = zlib.decompressobj(31)
        return True


def fields_of(head: bytes) -> list[tuple[bytes, bytes]]:
    """The name and value of every header line; a folded line belongs to the one before."""
    rows: list[tuple[bytes, list[bytes]]] = []
    for line in head.split(b"\r\n"):
        if line[:1] in (b" ", b"\t") and rows:
            rows[-1][1].append(line.strip())
        elif b":" in line:
            name, _, value = line.partition(b":")
            rows.append((name.strip(), [value.strip()]))
    return [(name, b" ".join(values)) for name, values in rows]


def read_records(path: Path) -> Iterator[Record]:
    """Every record of the file in order. Raises WarcError where it is damaged, after the records before that place."""
    with _opened(path) as file:
        source = _Unpacked(file, path)
        is_first = True
        while source.has_more():
            yield _record(source, is_first=is_first)
            is_first = False
        if is_first:
            raise WarcError(f"Tệp {path} trống, không có bản ghi WARC nào. Cách xử lý: kiểm tra lại tệp.")


def read_record(path: Path, place: tuple[int, int]) -> Record:
    """The record at a place that `read_records` named."""
    member, inner = place
    with _opened(path) as file:
        source = _Unpacked(file, path, member)
        source.skip(inner)
        return _record(source, is_first=False)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise WarcError(f"Không mở được tệp WARC {path} ({error.strerror}). Cách xử lý: kiểm tra đường dẫn.") from None


def _record(source: _Unpacked, *, is_first: bool) -> Record:
    place = (source.member, source.inner)
    if is_first and not source.starts_with(b"WARC/"):
        raise WarcError(f"Tệp {source.path} không phải tệp WARC. Cách xử lý: kiểm tra lại tệp.")
    start = source.head()
    if not start.startswith(b"WARC/"):
        raise source.fail("không thấy đầu bản ghi, độ dài ghi ở bản ghi trước có thể sai")
    fields = {name.lower(): value for name, value in reversed(fields_of(start))}
    length = fields.get(b"content-length", b"")
    if not length.isdigit() or len(length) > 12:
        raise source.fail("bản ghi không ghi độ dài")
    size = int(length)
    block = source.take(size) if size <= LARGEST_RECORD else b""
    if (len(block) if size <= LARGEST_RECORD else source.skip(size)) < size:
        raise source.fail("bản ghi bị cắt giữa chừng")
    return Record(
        kind=_text(fields, b"warc-type").lower(),
        url=urldefrag(_text(fields, b"warc-target-uri").strip("<>"))[0],
        date=_moment(_text(fields, b"warc-date")),
        content_type=_text(fields, b"content-type"),
        block=block,
        place=place,
    )


def _text(fields: Mapping[bytes, bytes], name: bytes) -> str:
    return fields.get(name, b"").decode("utf-8", "replace")


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text[:32])
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def answer_of(record: Record) -> Answer | None:
    """The HTTP answer that a record holds; None where it holds none."""
    if record.kind == "resource":
        return Answer(status=200, headers=((b"Content-Type", record.content_type.encode()),), body=record.block)
    head, mark, body = record.block.partition(b"\r\n\r\n")
    status = head[:64].split(b" ")[1:2]
    if record.kind != "response" or not mark or not head.startswith(b"HTTP/") or not status or not status[0][:3].isdigit():
        return None
    headers = fields_of(head[:LARGEST_HEAD])
    if any(name.lower() == b"transfer-encoding" and b"chunked" in value.lower() for name, value in headers):
        body = dechunk(body)
    kept = tuple(row for row in headers if row[0].lower() not in (b"transfer-encoding", b"content-length"))
    return Answer(status=int(status[0][:3]), headers=kept, body=body)


def dechunk(body: bytes) -> bytes:
    """A body without its chunks' lengths; one that does not follow the form is taken as it stands."""
    pieces: list[bytes] = []
    at = 0
    while (end := body.find(b"\r\n", at, at + 256)) >= 0:
        try:
            size = int(body[at:end].partition(b";")[0], 16)
        except ValueError:
            return b"".join(pieces) if pieces else body
        if size <= 0:
            break
        pieces.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(pieces) if pieces or body.startswith(b"0") else body


def is_failure(record: Record) -> bool:
    """True for a metadata record of ours that names why a request brought no answer."""
    return record.kind == "metadata" and record.block.startswith(FAILURE.encode() + b":")


def unpack(body: bytes, encoding: bytes, largest: int) -> bytes | None:
    """A body without its Content-Encoding; None where it is unknown, broken, or larger than `largest` bytes."""
    for name in reversed([part.strip().lower() for part in encoding.split(b",") if part.strip()][:3]):
        if name in (b"identity", b""):
            continue
        window = {b"gzip": 31, b"x-gzip": 31, b"deflate": 15}.get(name)
        if window is None:
            return None
        inflate = zlib.decompressobj(window)
        try:
            body = inflate.decompress(body, largest + 1)
        except zlib.error:
            return None
        if len(body) > largest:
            return None
    return body
