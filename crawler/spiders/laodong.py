"""Báo Lao Động: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class LaoDong(NewsSpider):
    """Báo Lao Động."""

    name = "laodong"
    label = "Báo Lao Động"
    short = "Lao Động"
    owner_type = "doan-the"
    home = "https://laodong.vn/"
    access = "wall"
    hosts = ("laodong.vn", "news.laodong.vn")
    host_langs = stated({"news.laodong.vn": "en"})
    feeds = (
        "https://laodong.vn/rss/home.rss", "https://laodong.vn/rss/thoi-su.rss", "https://laodong.vn/rss/xa-hoi.rss",
        "https://laodong.vn/rss/phap-luat.rss", "https://laodong.vn/rss/kinh-doanh.rss", "https://laodong.vn/rss/suc-khoe.rss",
        "https://laodong.vn/rss/cong-doan.rss", "https://laodong.vn/rss/van-hoa-giai-tri.rss",
        "https://laodong.vn/rss/the-thao.rss",
    )  # fmt: skip
    news_sitemaps = ("https://laodong.vn/google-news-sitemap.xml",)
    sections = ("https://laodong.vn/thoi-su/", "https://laodong.vn/xa-hoi/", "https://laodong.vn/phap-luat/")
    family = "own"
    article_pattern = r"-(?P<number>\d{5,8})\.ldo$"
    skip_pattern = r"^/(?:video|photo|podcast)/"
    selectors = stated(body="#gallery-ctt", summary=".chappeau", authors=".authors .name")
    confidence = stated(feeds="B", news_sitemaps="C", sections="B", article_pattern="B", selectors="B")
    sources = stated({"hangkrypton/press-scanning, 08/2026": "access", "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections"})
    note = "Trang chỉ mở bằng trình duyệt: trả về mã đặt cookie; hệ thống không vượt qua."
