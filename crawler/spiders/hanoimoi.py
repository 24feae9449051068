"""Báo Hànộimới: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class HaNoiMoi(NewsSpider):
    """Báo Hànộimới (Thành phố Hà Nội)."""

    name = "hanoimoi"
    label = "Báo Hànộimới"
    full_label = "Báo Hànộimới (Thành phố Hà Nội)"
    short = "Hànộimới"
    owner_type = "dia-phuong"
    home = "https://hanoimoi.vn/"
    province = "ha-noi"
    hosts = ("hanoimoi.vn",)
    feeds = ("https://hanoimoi.vn/rss/kinh-te", "https://hanoimoi.vn/rss/xa-hoi")
    news_sitemaps = ("https://hanoimoi.vn/sitemap-news.xml",)
    sections = ("https://hanoimoi.vn/chinh-tri/", "https://hanoimoi.vn/do-thi/", "https://hanoimoi.vn/xa-hoi/")
    family = "own"
    article_pattern = r"(?<!event)-(?P<number>\d{5,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="B", sections="B", article_pattern="B", news_sitemaps="C")
    sources = stated({
        "public list of feeds and sitemaps, 10/2026": "feeds", "rule of the OneCMS family, 2026": "news_sitemaps",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections article_pattern",
    })  # fmt: skip
