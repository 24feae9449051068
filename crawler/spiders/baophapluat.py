"""Báo Pháp luật Việt Nam: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoPhapLuat(NewsSpider):
    """Báo Pháp luật Việt Nam (Bộ Tư pháp)."""

    name = "baophapluat"
    label = "Báo Pháp luật Việt Nam"
    full_label = "Báo Pháp luật Việt Nam (Bộ Tư pháp)"
    short = "Pháp luật Việt Nam"
    owner_type = "bo-nganh"
    home = "https://baophapluat.vn/"
    hosts = ("baophapluat.vn",)
    news_sitemaps = ("https://baophapluat.vn/sitemaps/google-news.xml", "https://baophapluat.vn/sitemaps/latest-articles.xml")
    sections = (
        "https://baophapluat.vn/chuyen-muc/chinh-tri.html", "https://baophapluat.vn/chuyen-muc/tu-phap.html",
        "https://baophapluat.vn/chuyen-muc/kinh-te.html",
    )  # fmt: skip
    family = "own"
    article_pattern = r"^/(?P<number>[a-z0-9-]{20,})\.html$"
    skip_pattern = r"^/chuyen-muc/|^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(news_sitemaps="B", sections="B", article_pattern="B", family="B")
    sources = stated({
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern family sections",
        "public list of feeds and sitemaps, 2026": "news_sitemaps",
    })  # fmt: skip
