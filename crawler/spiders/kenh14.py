"""Kênh 14: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Kenh14(NewsSpider):
    """Kênh 14."""

    name = "kenh14"
    label = "Kênh 14"
    short = "Kênh 14"
    owner_type = "tong-hop"
    home = "https://kenh14.vn/"
    hosts = ("kenh14.vn",)
    feeds = ("https://kenh14.vn/rss/home.rss",)
    news_sitemaps = ("https://kenh14.vn/google-news-sitemap.xml", "https://kenh14.vn/latestnews-sitemap.xml")
    sections = ("https://kenh14.vn/doi-song.chn", "https://kenh14.vn/xa-hoi.chn", "https://kenh14.vn/hoc-duong.chn")
    feed_order = "dmy"
    family = "vccorp"
    article_pattern = r"-(?P<number>215\d{12,16}|20\d{12,15})\.chn$"
    skip_pattern = r"^/(?:video|chu-de)/"
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="B", family="B", feed_order="B")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds feed_order", "braycolony1y/my-rss-reader, 10/2026": "feeds",
        "public list of feeds and sitemaps, 2026": "news_sitemaps",
    })  # fmt: skip
    note = "Nguồn tin RSS cũ ghi ngày theo thứ tự tháng/ngày/năm."
