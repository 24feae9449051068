"""Báo Giao thông: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from datetime import date

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoGiaoThong(NewsSpider):
    """Báo Giao thông (Bộ Xây dựng)."""

    name = "baogiaothong"
    label = "Báo Giao thông"
    full_label = "Báo Giao thông (Bộ Xây dựng)"
    short = "Giao thông"
    owner_type = "bo-nganh"
    home = "https://www.baogiaothong.vn/"
    successor = "baoxaydung"
    retired_on = date(2025, 7, 1)
    hosts = ("www.baogiaothong.vn",)
    feeds = (
        "https://www.baogiaothong.vn/rss/home.rss", "https://www.baogiaothong.vn/rss/thoi-su.rss",
        "https://www.baogiaothong.vn/rss/giao-thong.rss", "https://www.baogiaothong.vn/rss/phap-luat.rss",
        "https://www.baogiaothong.vn/rss/kinh-te.rss",
    )  # fmt: skip
    news_sitemaps = ("https://www.baogiaothong.vn/google-news-sitemap.xml",)
    sections = (
        "https://www.baogiaothong.vn/giao-thong.htm", "https://www.baogiaothong.vn/thoi-su.htm",
        "https://www.baogiaothong.vn/phap-luat.htm",
    )  # fmt: skip
    family = "vccorp"
    article_pattern = r"-(?P<number>192\d{12,16}|d\d{5,7})\.html?$"
    skip_pattern = r"^/(?:video|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="C", article_pattern="C", family="C")
    sources = stated({"hangkrypton/press-scanning, 08/2026": "successor", "braycolony1y/my-rss-reader, 10/2026": "successor"})
    note = "Đã nhập vào Báo Xây dựng trong năm 2025; tên được giữ cho các bài đã lưu."
