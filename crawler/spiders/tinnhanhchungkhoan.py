"""Tin nhanh Chứng khoán: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class TinNhanhChungKhoan(NewsSpider):
    """Tin nhanh Chứng khoán."""

    name = "tinnhanhchungkhoan"
    label = "Tin nhanh Chứng khoán"
    short = "Tin nhanh Chứng khoán"
    owner_type = "chua-kiem-chung"
    home = "https://www.tinnhanhchungkhoan.vn/"
    hosts = ("www.tinnhanhchungkhoan.vn",)
    feeds = ("https://www.tinnhanhchungkhoan.vn/rss/chung-khoan-1.rss",)
    news_sitemaps = ("https://www.tinnhanhchungkhoan.vn/sitemaps/news-{Y}-{M}.xml",)
    sections = ("https://www.tinnhanhchungkhoan.vn/",)
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C", family="C")
    sources = stated({
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern", "public list of feeds and sitemaps, 10/2026": "feeds",
        "public list of feeds and sitemaps, 09/2026": "news_sitemaps",
    })  # fmt: skip
