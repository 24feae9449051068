"""Báo Dân Việt: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DanViet(NewsSpider):
    """Báo Dân Việt (Hội Nông dân Việt Nam)."""

    name = "danviet"
    label = "Báo Dân Việt"
    full_label = "Báo Dân Việt (Hội Nông dân Việt Nam)"
    short = "Dân Việt"
    owner_type = "doan-the"
    home = "https://danviet.vn/"
    hosts = ("danviet.vn",)
    feeds = ("https://danviet.vn/rss/nha-nong-552.rss",)
    sections = ("https://danviet.vn/tin-tuc.htm", "https://danviet.vn/nha-nong.htm", "https://danviet.vn/phap-luat.htm")
    family = "own"
    article_pattern = r"-d?(?P<number>\d{6,21})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="B", family="C")
    sources = stated({"recorded article, 2026": "article_pattern family", "public list of feeds and sitemaps, 2026": "feeds"})
