"""A list saved as a file, read as a crawl would read it: what `diembao links` prints.

In: a file or its bytes, the list's address, the facts of its outlet where known, the moment of fetching. Out: `Listing`.
Nothing here touches the network."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.discovery.links import Link, Listing
from crawler.discovery.lists import ListContext, read_list, way_of
from crawler.outlet import OutletFacts
from data.errors import OperatorError
from data.text import local

LARGEST_FILE = 64_000_000  # bytes: the standard allows a sitemap 50 MB
ALL_AGES = 3  # days within which parts of an index are of interest


class BadList(OperatorError):
    """A file that cannot be read as a list; the message is for the operator."""

    exit_status = 1


def read_saved_list(path: Path, url: str, facts: type[OutletFacts] | None, now: datetime) -> Listing:
    """Reads a saved list, fetched at `now` (aware). Raises BadList for the file, ValueError when `url` is no web address."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(url)
    body = _bytes_of(path)
    facts = facts or _facts_of(parts.hostname)
    if not way_of(body):
        raise BadList(f"Tệp {path} không phải nguồn tin, sơ đồ trang hay trang chuyên mục. Kiểm tra lại tệp đã lưu.")
    listing = read_list(body, url, ListContext(facts=facts, fetched_at=now, max_age_days=ALL_AGES))
    if listing.empty and not listing.bad:
        raise BadList(f"Tệp {path} không thông báo bài nào.")
    return listing


def fields_of(link: Link) -> dict[str, Any]:
    """The object of `diembao links` for one article; None where unknown, times as ISO 8601 with +07:00."""
    published = None if link.published_at is None else local(link.published_at).isoformat(timespec="seconds")
    return {
        "url": link.url,
        "title": link.title or None,
        "published_at": published,
        "date_from": link.date_from,
        "date_is_doubtful": link.is_date_doubtful,
        "published_raw": link.published_raw or None,
        "lastmod": link.lastmod or None,
        "summary": link.summary or None,
    }


def _facts_of(host: str) -> type[OutletFacts]:
    """Facts of a site nobody registered: its host; its articles are known by the shape that most links share."""
    return type("Unregistered", (OutletFacts,), {"hosts": (host.lower(),)})


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadList(f"Tệp {path} quá lớn ({path.stat().st_size // 1_000_000} MB), không phải một danh sách bài.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadList(f"Không có tệp {path}. Kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise BadList(f"{path} là thư mục, không phải tệp danh sách đã lưu.") from None
    except PermissionError:
        raise BadList(f"Không có quyền đọc tệp {path}.") from None
    except OSError as error:
        raise BadList(f"Không đọc được tệp {path}: {error.strerror}.") from None
