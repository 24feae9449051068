"""Báo Xây dựng: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoXayDung(NewsSpider):
    """Báo Xây dựng (Bộ Xây dựng)."""

    name = "baoxaydung"
    label = "Báo Xây dựng"
    full_label = "Báo Xây dựng (Bộ Xây dựng)"
    short = "Xây dựng"
    owner_type = "bo-nganh"
    home = "https://baoxaydung.vn/"
    predecessors = ("Báo Giao thông",)
    hosts = ("baoxaydung.vn", "baoxaydung.com.vn", "xe.baoxaydung.vn", "batdongsan.baoxaydung.vn", "www.baogiaothong.vn")
    feeds = ("https://baoxaydung.vn/rss/home.rss",)
    news_sitemaps = ("https://baoxaydung.vn/google-news-sitemap.xml", "https://baoxaydung.vn/latest-news-sitemap.xml")
    sections = ("https://baoxaydung.vn/thoi-su.htm", "https://baoxaydung.vn/do-thi.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.(?:htm|html|chn)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="B", family="B", predecessors="B")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "hosts feeds article_pattern predecessors",
        "braycolony1y/my-rss-reader, 10/2026": "hosts predecessors", "public list of feeds and sitemaps, 2026": "news_sitemaps",
    })  # fmt: skip
    note = "Báo Giao thông nhập vào trong năm 2025; bài của báo có ở cả bốn máy chủ."
