"""Nikkei Asia (Nhật Bản): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class NikkeiAsia(NewsSpider):
    """Nikkei Asia (Nhật Bản)."""

    name = "nikkei"
    label = "Nikkei Asia (Nhật Bản)"
    short = "Nikkei Asia"
    owner_type = "nuoc-ngoai"
    home = "https://asia.nikkei.com/"
    lang = "en"
    country = "Nhật Bản"
    access = "paywall"
    hosts = ("asia.nikkei.com",)
    feeds = ("https://asia.nikkei.com/rss/feed/nar",)
    sections = ("https://asia.nikkei.com/location/southeast-asia/vietnam",)
    family = "own"
    article_pattern = r"^/(?:[A-Za-z0-9-]+/){1,3}(?P<number>[A-Za-z0-9][A-Za-z0-9-]{18,})/?$"
    skip_pattern = r"(?i)^/(?:rss|location|tag|video|podcast)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C", access="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
    note = "Phần lớn bài chỉ dành cho người đăng ký; hệ thống chỉ giữ phần được mở."
