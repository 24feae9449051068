"""CafeF: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class CafeF(NewsSpider):
    """CafeF."""

    name = "cafef"
    label = "CafeF"
    short = "CafeF"
    owner_type = "tong-hop"
    home = "https://cafef.vn/"
    hosts = ("cafef.vn",)
    feeds = (
        "https://cafef.vn/home.rss", "https://cafef.vn/thi-truong-chung-khoan.rss", "https://cafef.vn/bat-dong-san.rss",
        "https://cafef.vn/doanh-nghiep.rss", "https://cafef.vn/vi-mo-dau-tu.rss",
    )  # fmt: skip
    news_sitemaps = ("https://cafef.vn/google-news-sitemap.xml", "https://cafef.vn/latest-news-sitemap.xml")
    sections = (
        "https://cafef.vn/thi-truong-chung-khoan.chn", "https://cafef.vn/bat-dong-san.chn", "https://cafef.vn/vi-mo-dau-tu.chn",
    )  # fmt: skip
    family = "vccorp"
    article_pattern = r"-(?P<number>188\d{12,16}|20\d{12,15})\.chn$"
    skip_pattern = r"^/(?:video|du-lieu|su-kien)/"
    confidence = stated(feeds="A", news_sitemaps="B", sections="A", article_pattern="A", family="A")
    sources = stated({
        "hangkrypton/press-scanning, 08/2026": "feeds", "public list of feeds and sitemaps, 10/2026": "news_sitemaps",
    })  # fmt: skip
    note = "Giờ trên trang kèm AM/PM sau đồng hồ 24 giờ; JSON-LD không ghi múi giờ."
