"""Saostar: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class SaoStar(NewsSpider):
    """Saostar."""

    name = "saostar"
    label = "Saostar"
    short = "Saostar"
    owner_type = "tong-hop"
    home = "https://www.saostar.vn/"
    hosts = ("www.saostar.vn",)
    feeds = ("https://www.saostar.vn/rss-feed/tin-moi.rss",)
    news_sitemaps = ("https://www.saostar.vn/sitemap-news.xml",)
    sections = ("https://www.saostar.vn/xa-hoi/", "https://www.saostar.vn/phap-luat/")
    family = "own"
    article_pattern = r"-(?P<number>\d{12,18})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title=".art-title", body=".art-content")
    confidence = stated(feeds="B", news_sitemaps="C", sections="C", article_pattern="C", selectors="B")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
