"""Báo Tri thức và Cuộc sống (Kiến thức): facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class KienThuc(NewsSpider):
    """Báo Tri thức và Cuộc sống (Kiến thức)."""

    name = "kienthuc"
    label = "Báo Tri thức và Cuộc sống (Kiến thức)"
    short = "Kiến thức"
    owner_type = "doan-the"
    home = "https://kienthuc.net.vn/"
    hosts = ("kienthuc.net.vn",)
    feeds = (
        "https://kienthuc.net.vn/rss/home.rss", "https://kienthuc.net.vn/rss/chinh-tri-348.rss",
        "https://kienthuc.net.vn/rss/xa-hoi-349.rss", "https://kienthuc.net.vn/rss/the-gioi-350.rss",
    )  # fmt: skip
    news_sitemaps = ("https://kienthuc.net.vn/sitemaps/google-news.xml",)
    sections = ("https://kienthuc.net.vn/xa-hoi/", "https://kienthuc.net.vn/chinh-tri/")
    family = "epi"
    article_pattern = r"-post(?P<number>\d{5,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|podcast|topic|tag)/"
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="B", family="B")
