"""Người Quan Sát: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class NguoiQuanSat(NewsSpider):
    """Người Quan Sát."""

    name = "nguoiquansat"
    label = "Người Quan Sát"
    short = "Người Quan Sát"
    owner_type = "chua-kiem-chung"
    home = "https://nguoiquansat.vn/"
    hosts = ("nguoiquansat.vn",)
    feeds = ("https://nguoiquansat.vn/rss/vi-mo",)
    news_sitemaps = ("https://nguoiquansat.vn/sitemap-news.xml",)
    sections = ("https://nguoiquansat.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C")
    sources = stated({
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern",
        "public list of feeds and sitemaps, 09/2026": "feeds news_sitemaps",
    })  # fmt: skip
    note = "Máy chủ thỉnh thoảng trả lời 403."
