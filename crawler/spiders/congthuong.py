"""Báo Công Thương: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class CongThuong(NewsSpider):
    """Báo Công Thương."""

    name = "congthuong"
    label = "Báo Công Thương"
    short = "Công Thương"
    owner_type = "bo-nganh"
    home = "https://congthuong.vn/"
    hosts = ("congthuong.vn",)
    feeds = (
        "https://congthuong.vn/rss/tai-chinh.rss", "https://congthuong.vn/rss/dia-phuong.rss",
        "https://congthuong.vn/rss/nang-luong.rss", "https://congthuong.vn/rss/thi-truong.rss",
    )  # fmt: skip
    news_sitemaps = ("https://congthuong.vn/google-news-sitemap.xml",)
    sections = (
        "https://congthuong.vn/thoi-su", "https://congthuong.vn/cong-nghiep", "https://congthuong.vn/thuong-mai",
        "https://congthuong.vn/phap-luat",
    )  # fmt: skip
    family = "mastercms"
    article_pattern = r"-(?P<number>\d{5,8})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|podcast|chu-de|tag)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="C", family="B")
    sources = stated({"public list of feeds and sitemaps, 10/2026": "feeds"})
    note = "Chưa kiểm chứng nguồn tin RSS."
