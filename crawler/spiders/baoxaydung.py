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
    hosts = ("baoxaydung.vn",)
    feeds = ("https://baoxaydung.vn/rss/home.rss", "https://baoxaydung.vn/rss/thoi-su.rss")
    news_sitemaps = ("https://baoxaydung.vn/google-news-sitemap.xml",)
    sections = ("https://baoxaydung.vn/thoi-su.htm", "https://baoxaydung.vn/do-thi.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.(?:htm|html|chn)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C", family="B", predecessors="C")
    note = "Báo Giao thông nhập vào từ năm 2025 (theo trí nhớ, cần kiểm tra)."
