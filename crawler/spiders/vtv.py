"""Báo điện tử VTV: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VTV(NewsSpider):
    """Báo điện tử VTV (Đài Truyền hình Việt Nam)."""

    name = "vtv"
    label = "Báo điện tử VTV"
    full_label = "Báo điện tử VTV (Đài Truyền hình Việt Nam)"
    short = "VTV"
    owner_type = "trung-uong"
    home = "https://vtv.vn/"
    hosts = ("vtv.vn",)
    feeds = ("https://vtv.vn/rss/home.rss", "https://vtv.vn/rss/the-gioi.rss")
    news_sitemaps = ("https://vtv.vn/google-news-sitemap.xml", "https://vtv.vn/latest-news-sitemap.xml")
    sections = ("https://vtv.vn/xa-hoi.htm", "https://vtv.vn/kinh-te.htm", "https://vtv.vn/phap-luat.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>(?:20|100)\d{12,16})\.htm$"
    skip_pattern = r"^/(?:video|truyen-hinh-truc-tuyen)/"
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="A", family="A")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds", "braycolony1y/my-rss-reader, 10/2026": "feeds",
        "public list of feeds and sitemaps, 07/2026": "news_sitemaps",
    })  # fmt: skip
    note = "Trang bài kiểm chứng trên trang lưu tháng 07/2026; chưa kiểm chứng nguồn tin RSS."
