"""Báo Thanh Niên: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class ThanhNien(NewsSpider):
    """Báo Thanh Niên."""

    name = "thanhnien"
    label = "Báo Thanh Niên"
    short = "Thanh Niên"
    owner_type = "doan-the"
    home = "https://thanhnien.vn/"
    hosts = ("thanhnien.vn",)
    feeds = (
        "https://thanhnien.vn/rss/home.rss", "https://thanhnien.vn/rss/thoi-su.rss", "https://thanhnien.vn/rss/the-gioi.rss",
        "https://thanhnien.vn/rss/kinh-te.rss", "https://thanhnien.vn/rss/doi-song.rss", "https://thanhnien.vn/rss/suc-khoe.rss",
        "https://thanhnien.vn/rss/gioi-tre.rss", "https://thanhnien.vn/rss/giao-duc.rss", "https://thanhnien.vn/rss/van-hoa.rss",
        "https://thanhnien.vn/rss/the-thao.rss", "https://thanhnien.vn/rss/du-lich.rss",
    )  # fmt: skip
    news_sitemaps = ("https://thanhnien.vn/google-news-sitemap.xml",)
    sections = ("https://thanhnien.vn/thoi-su.htm", "https://thanhnien.vn/kinh-te.htm", "https://thanhnien.vn/giao-duc.htm")
    family = "vccorp"
    article_pattern = r"-(?:post)?(?P<number>185\d{12,16}|(?<=post)\d{6,8})\.html?$"
    skip_pattern = r"^/(?:video|podcast|chu-de|tac-gia)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="B", family="B")
    sources = stated({"hangkrypton/press-scanning, 08/2026": "article_pattern feeds"})
    note = "Nguồn tin RSS từng ghi giờ UTC kèm nhãn +0700; ưu tiên giờ trên trang."
