"""The WARC files of a crawl: which it reads, which it writes, where the answers of each address lie.

In: paths; the time that a run counts as. Out: a file begun, one record as bytes, or a `WarcIndex`. Raises `WarcError`.
"""

from __future__ import annotations

import gzip
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urldefrag

from crawler.fetch.warc import WarcError, answer_of, is_failure, read_records


@dataclass(frozen=True, kw_only=True)
class WarcFiles:
    """The WARC files of one crawl: what it reads in place of the network, what it writes."""

    read: Path | None = None
    write: Path | None = None


def begin_recording(path: Path, now: datetime) -> None:
    """Starts the file. `now`: the time that the run counts as (UTC); a later crawl from the file counts as this time too.

    Raises WarcError where there is such a file already, or none can be written.
    """
    info = "software: diembao\r\nformat: WARC File Format 1.1\r\n"
    try:
        with path.open("xb") as file:
            file.write(record_bytes("warcinfo", "", now, "application/warc-fields", info.encode()))
    except FileExistsError:
        raise WarcError(f"Đã có tệp {path}. Cách xử lý: chọn tên khác, hoặc xóa tệp cũ nếu không cần.") from None
    except OSError as error:
        raise WarcError(f"Không ghi được tệp WARC {path} ({error.strerror}). Cách xử lý: chọn thư mục khác.") from None


def record_bytes(kind: str, url: str, now: datetime, content_type: str, block: bytes) -> bytes:
    """One record as a gzip member of its own. `now`: UTC."""
    lines = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>"]
    lines += [f"WARC-Date: {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"]
    lines += [f"WARC-Target-URI: {url}"] if url else []
    lines += [f"Content-Type: {content_type}", f"Content-Length: {len(block)}"]
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n", 6)


@dataclass(frozen=True, kw_only=True)
class WarcIndex:
    """Where the answers of each address lie in a WARC file."""

    places: dict[str, tuple[tuple[int, int], ...]]
    recorded_at: datetime | None  # UTC; the time of the first record, which our own crawls write as the run's own
    damage: str  # Vietnamese; empty where the file is whole. What lies before the damage is used

    def find(self, url: str) -> tuple[tuple[int, int], ...]:
        """The places for an address, by http where https is missing, and the other way round."""
        scheme, _, rest = urldefrag(url)[0].partition("://")
        other = {"http": "https", "https": "http"}.get(scheme, scheme)
        return self.places.get(f"{scheme}://{rest}") or self.places.get(f"{other}://{rest}", ())


@lru_cache(maxsize=2)
def index_warc(path: Path) -> WarcIndex:
    """Reads the file once. Raises WarcError where it holds no answer at all."""
    places: dict[str, list[tuple[int, int]]] = {}
    recorded_at, damage = None, ""
    try:
        for record in read_records(path):
            recorded_at = recorded_at or record.date
            if record.url and (answer_of(record) is not None or is_failure(record)):
                places.setdefault(record.url, []).append(record.place)
    except WarcError as error:
        if not places:
            raise
        damage = str(error)
    if not places:
        raise WarcError(f"Tệp WARC {path} không có trang nào. Cách xử lý: kiểm tra lại tệp.")
    return WarcIndex(places={url: tuple(rows) for url, rows in places.items()}, recorded_at=recorded_at, damage=damage)
