"""Báo điện tử VOV: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VOV(NewsSpider):
    """Báo điện tử VOV (Đài Tiếng nói Việt Nam)."""

    name = "vov"
    label = "Báo điện tử VOV"
    full_label = "Báo điện tử VOV (Đài Tiếng nói Việt Nam)"
    short = "VOV"
    owner_type = "trung-uong"
    home = "https://vov.vn/"
    hosts = ("vov.vn",)
    feeds = ("https://vov.vn/rss.xml",)
    news_sitemaps = ("https://vov.vn/sitemaps/{Y}/{M}/article.xml",)
    sections = ("https://vov.vn/chinh-tri", "https://vov.vn/xa-hoi", "https://vov.vn/kinh-te", "https://vov.vn/phap-luat")
    family = "own"
    article_pattern = r"-post(?P<number>\d{5,9})\.vov$"
    skip_pattern = r"^/(?:video|podcast|media)/"
    selectors = stated(
        title="h1.article-title", summary=".article-summary", body=".article-content .text-long", authors=".article-author",
        date=".article-date",
    )  # fmt: skip
    confidence = stated(feeds="B", news_sitemaps="B", sections="C", article_pattern="A", selectors="A")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds", "public list of feeds and sitemaps, 07/2026": "news_sitemaps",
    })  # fmt: skip
    note = "Trang bài kiểm chứng trên trang lưu tháng 07/2026; chưa kiểm chứng nguồn tin RSS."
