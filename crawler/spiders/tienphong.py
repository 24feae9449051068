"""Báo Tiền Phong: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class TienPhong(NewsSpider):
    """Báo Tiền Phong."""

    name = "tienphong"
    label = "Báo Tiền Phong"
    short = "Tiền Phong"
    owner_type = "doan-the"
    home = "https://tienphong.vn/"
    hosts = ("tienphong.vn",)
    feeds = (
        "https://tienphong.vn/rss/home.rss", "https://tienphong.vn/rss/the-gioi-5.rss", "https://tienphong.vn/rss/kinh-te-3.rss",
        "https://tienphong.vn/rss/tai-chinh-chung-khoan-105.rss",
    )  # fmt: skip
    news_sitemaps = ("https://tienphong.vn/sitemaps/google-news.xml",)
    sections = (
        "https://tienphong.vn/xa-hoi/", "https://tienphong.vn/kinh-te/", "https://tienphong.vn/phap-luat/",
        "https://tienphong.vn/ban-doc/",
    )  # fmt: skip
    family = "epi"
    article_pattern = r"-post(?P<number>\d{5,9})\.(?:tpo|amp)$"
    skip_pattern = r"^/(?:podcast|quizz|topic|tag)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="A", article_pattern="A", family="A")
    sources = stated({"hangkrypton/press-scanning, 08/2026": "feeds"})
    note = "Bài hẹn giờ có giờ sửa trước giờ đăng."
