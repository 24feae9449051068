"""How do the addresses of a site's articles look, and which links of a page have that look?

In: links. Out: `AddressShape`.
"""

from __future__ import annotations

from crawler.discovery.shapes.address import PageLink, host_of, is_headline, joined, main_host, site_of
from crawler.discovery.shapes.learning import learn_shape, page_links, pattern_or_shape
from crawler.discovery.shapes.shape import AddressShape

__all__ = [
    "AddressShape",
    "PageLink",
    "host_of",
    "is_headline",
    "joined",
    "learn_shape",
    "main_host",
    "page_links",
    "pattern_or_shape",
    "site_of",
]
