"""Báo Vietnam Investment Review: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VIR(NewsSpider):
    """Báo Vietnam Investment Review (Bộ Tài chính)."""

    name = "vir"
    label = "Báo Vietnam Investment Review"
    full_label = "Báo Vietnam Investment Review (Bộ Tài chính)"
    short = "VIR"
    owner_type = "bo-nganh"
    home = "https://vir.com.vn/"
    lang = "en"
    hosts = ("vir.com.vn",)
    feeds = ("https://vir.com.vn/rss_feed/",)
    sections = ("https://vir.com.vn/latest-news", "https://vir.com.vn/corporate", "https://vir.com.vn/industry")
    family = "mastercms"
    article_pattern = r"-(?P<number>\d{4,9})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="B", family="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds", "recorded article, 2026": "article_pattern"})
