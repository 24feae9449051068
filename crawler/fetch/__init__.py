"""What may be asked of whom, and how: URL guard, robots and Retry-After, Scrapy's policy, the office's proxy, WARC files.

In: an office's settings; requests and answers. Out: Scrapy's settings; answers and failures as outcomes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.fetch.outcomes import (
        WALL_DETAIL,
        WALLED,
        access_of_error,
        access_of_status,
        outcome_of_error,
        outcome_of_status,
        request_of,
    )
    from crawler.fetch.settings import crawl_settings

__all__ = [
    "WALLED",
    "WALL_DETAIL",
    "access_of_error",
    "access_of_status",
    "crawl_settings",
    "logs",
    "network_check",
    "outcome_of_error",
    "outcome_of_status",
    "page_file",
    "request_of",
    "warc_files",
]
__getattr__ = door(
    __name__,
    {
        "WALLED": "outcomes",
        "WALL_DETAIL": "outcomes",
        "access_of_error": "outcomes",
        "access_of_status": "outcomes",
        "outcome_of_error": "outcomes",
        "outcome_of_status": "outcomes",
        "request_of": "outcomes",
        "crawl_settings": "settings",
    },
)
