"""CafeBiz: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class CafeBiz(NewsSpider):
    """CafeBiz."""

    name = "cafebiz"
    label = "CafeBiz"
    short = "CafeBiz"
    owner_type = "tong-hop"
    home = "https://cafebiz.vn/"
    hosts = ("cafebiz.vn",)
    feeds = ("https://cafebiz.vn/rss/home.rss",)
    news_sitemaps = ("https://cafebiz.vn/google-news-sitemap.xml", "https://cafebiz.vn/latestnews-sitemap.xml")
    sections = ("https://cafebiz.vn/vi-mo.chn", "https://cafebiz.vn/kinh-doanh.chn")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.(?:htm|html|chn)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C", family="B", news_sitemaps="B")
    sources = stated({
        "public list of feeds and sitemaps, 09/2026": "feeds", "public list of feeds and sitemaps, 10/2026": "news_sitemaps",
    })  # fmt: skip
