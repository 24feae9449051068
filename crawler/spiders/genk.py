"""GenK: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class GenK(NewsSpider):
    """GenK."""

    name = "genk"
    label = "GenK"
    short = "GenK"
    owner_type = "tong-hop"
    home = "https://genk.vn/"
    hosts = ("genk.vn",)
    feeds = ("https://genk.vn/rss/home.rss",)
    news_sitemaps = ("https://genk.vn/google-news-sitemap.xml", "https://genk.vn/latestnews-sitemap.xml")
    sections = ("https://genk.vn/tin-ict.chn", "https://genk.vn/kham-pha.chn")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.(?:htm|html|chn)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="A", family="A", news_sitemaps="B")
    sources = stated({"public list of feeds and sitemaps, 2026": "news_sitemaps"})
