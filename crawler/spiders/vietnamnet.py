"""Báo VietNamNet: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VietNamNet(NewsSpider):
    """Báo VietNamNet."""

    name = "vietnamnet"
    label = "Báo VietNamNet"
    short = "VietNamNet"
    owner_type = "bo-nganh"
    home = "https://vietnamnet.vn/"
    hosts = ("vietnamnet.vn",)
    feeds = (
        "https://vietnamnet.vn/rss/thoi-su.rss", "https://vietnamnet.vn/rss/kinh-doanh.rss",
        "https://vietnamnet.vn/rss/the-gioi.rss", "https://vietnamnet.vn/rss/giao-duc.rss",
        "https://vietnamnet.vn/rss/the-thao.rss", "https://vietnamnet.vn/rss/suc-khoe.rss",
        "https://vietnamnet.vn/rss/bat-dong-san.rss", "https://vietnamnet.vn/kinh-doanh.rss",
    )  # fmt: skip
    news_sitemaps = ("https://vietnamnet.vn/sitemap-news.xml",)
    sections = (
        "https://vietnamnet.vn/thoi-su", "https://vietnamnet.vn/phap-luat", "https://vietnamnet.vn/kinh-doanh",
        "https://vietnamnet.vn/giao-duc",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{6,8})\.html$"
    skip_pattern = r"^/(?:video|podcast|tac-gia|su-kien)/"
    selectors = stated(
        title="h1.content-detail-title", summary="h2.content-detail-sapo", body="#maincontent",
        authors=".article-detail-author a", date=".bread-crumb-detail__time",
    )  # fmt: skip
    confidence = stated(feeds="B", news_sitemaps="B", sections="A", article_pattern="A", selectors="A")
    sources = stated({"hangkrypton/press-scanning, 08/2026": "feeds", "public list of feeds and sitemaps, 2026": "news_sitemaps"})
    note = "JSON-LD có dấu cách trước múi giờ; nguồn tin RSS dài khoảng 1.000 mục."
