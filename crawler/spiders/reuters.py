"""Hãng tin Reuters (Anh): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Reuters(NewsSpider):
    """Hãng tin Reuters (Anh)."""

    name = "reuters"
    label = "Hãng tin Reuters (Anh)"
    short = "Reuters"
    owner_type = "nuoc-ngoai"
    home = "https://www.reuters.com/"
    lang = "en"
    country = "Anh"
    access = "wall"
    hosts = ("www.reuters.com",)
    news_sitemaps = ("https://www.reuters.com/arc/outboundfeeds/news-sitemap/?outputType=xml",)
    sections = ("https://www.reuters.com/world/asia-pacific/",)
    family = "own"
    article_pattern = r"/(?P<number>[a-z0-9-]{12,}-20\d\d-\d\d-\d\d)/?$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="C", news_sitemaps="B", sections="C", article_pattern="C", access="C")
    sources = stated({"public list of feeds and sitemaps, 2026": "news_sitemaps"})
    note = "Chặn chương trình thu thập và đòi đăng nhập; không có nguồn tin RSS công khai. Thêm bằng tay: diembao add."
