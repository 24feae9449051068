"""Báo Phụ nữ Việt Nam: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class PhuNuVietNam(NewsSpider):
    """Báo Phụ nữ Việt Nam (Hội Liên hiệp Phụ nữ Việt Nam)."""

    name = "phunuvietnam"
    label = "Báo Phụ nữ Việt Nam"
    full_label = "Báo Phụ nữ Việt Nam (Hội Liên hiệp Phụ nữ Việt Nam)"
    short = "Phụ nữ Việt Nam"
    owner_type = "doan-the"
    home = "https://phunuvietnam.vn/"
    hosts = ("phunuvietnam.vn",)
    feeds = ("https://phunuvietnam.vn/rss/home.rss",)
    sections = ("https://phunuvietnam.vn/tin-tuc.htm", "https://phunuvietnam.vn/xa-hoi.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{8,21})\.htm$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="B", family="C")
    sources = stated({"recorded article, 06/2024": "article_pattern"})
