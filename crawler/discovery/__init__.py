"""What an outlet announces (feed, sitemap, section page) becomes links; how far back after an outage.

In: the bytes of a list. Out: `Listing` with its `Link`s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.discovery import saved_list
    from crawler.discovery.backfill import MOST_PAGES, goes_on, next_page, walk_back_to
    from crawler.discovery.feeds import read_feed
    from crawler.discovery.links import Link, Listing, too_old
    from crawler.discovery.part_names import read_part_names
    from crawler.discovery.sections import read_section
    from crawler.discovery.sitemaps import read_sitemap

__all__ = [
    "MOST_PAGES",
    "Link",
    "Listing",
    "goes_on",
    "next_page",
    "read_feed",
    "read_part_names",
    "read_section",
    "read_sitemap",
    "saved_list",
    "too_old",
    "walk_back_to",
]
__getattr__ = door(
    __name__,
    {
        "MOST_PAGES": "backfill",
        "goes_on": "backfill",
        "next_page": "backfill",
        "walk_back_to": "backfill",
        "Link": "links",
        "Listing": "links",
        "too_old": "links",
        "read_feed": "feeds",
        "read_section": "sections",
        "read_sitemap": "sitemaps",
        "read_part_names": "part_names",
    },
)
