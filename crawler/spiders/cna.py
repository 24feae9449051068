"""Đài CNA (Singapore): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class CNA(NewsSpider):
    """Đài CNA (Singapore)."""

    name = "cna"
    label = "Đài CNA (Singapore)"
    short = "CNA"
    owner_type = "nuoc-ngoai"
    home = "https://www.channelnewsasia.com/"
    lang = "en"
    country = "Singapore"
    hosts = ("www.channelnewsasia.com",)
    feeds = ("https://www.channelnewsasia.com/api/v1/rss-outbound-feed?_format=xml&category=6511",)
    sections = ("https://www.channelnewsasia.com/asia",)
    family = "own"
    article_pattern = r"-(?P<number>\d{6,9})$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
