"""Tạp chí VnEconomy: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VnEconomy(NewsSpider):
    """Tạp chí Kinh tế Việt Nam (VnEconomy)."""

    name = "vneconomy"
    label = "Tạp chí VnEconomy"
    full_label = "Tạp chí Kinh tế Việt Nam (VnEconomy)"
    short = "VnEconomy"
    owner_type = "tap-chi"
    home = "https://vneconomy.vn/"
    hosts = ("vneconomy.vn",)
    feeds = (
        "https://vneconomy.vn/tin-moi.rss", "https://vneconomy.vn/tieu-diem.rss", "https://vneconomy.vn/dau-tu.rss",
        "https://vneconomy.vn/the-gioi.rss", "https://vneconomy.vn/dia-oc.rss", "https://vneconomy.vn/tai-chinh.rss",
    )  # fmt: skip
    news_sitemaps = ("https://vneconomy.vn/sitemap/google-news.xml", "https://vneconomy.vn/sitemap/latest-news.xml")
    sections = ("https://vneconomy.vn/tieu-diem.htm", "https://vneconomy.vn/dau-tu.htm", "https://vneconomy.vn/dia-oc.htm")
    family = "own"
    article_pattern = r"^/[a-z0-9-]{24,}(?:-e(?P<number>\d{5,8}))?\.htm$"
    skip_pattern = r"^/(?:video|podcast|tag)/"
    selectors = stated(
        title="h1.detail__title", summary=".detail__summary", body=".ct-edtior-web", authors=".detail__author",
        date=".detail__meta", drop=".news-general",
    )  # fmt: skip
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="B", selectors="B")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds article_pattern",
        "public list of feeds and sitemaps, 2026": "news_sitemaps",
    })  # fmt: skip
    note = "Địa chỉ bài không có số riêng: bài đổi tiêu đề có thể được tính là bài mới."
