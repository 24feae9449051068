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
    feed_order = "mdy"
    news_sitemaps = ("https://kenh14.vn/google-news-sitemap.xml",)
    sections = ("https://kenh14.vn/doi-song.chn", "https://kenh14.vn/xa-hoi.chn", "https://kenh14.vn/hoc-duong.chn")
    family = "vccorp"
    article_pattern = r"-(?P<number>215\d{12,16}|20\d{12,15})\.chn$"
    skip_pattern = r"^/(?:video|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="B", family="B", feed_order="C")
    note = "Nguồn tin RSS cũ ghi ngày theo thứ tự tháng/ngày/năm."
