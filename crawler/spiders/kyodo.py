"""Hãng tin Kyodo (Nhật Bản): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Kyodo(NewsSpider):
    """Hãng tin Kyodo (Nhật Bản)."""

    name = "kyodo"
    label = "Hãng tin Kyodo (Nhật Bản)"
    short = "Kyodo"
    owner_type = "nuoc-ngoai"
    home = "https://english.kyodonews.net/"
    lang = "en"
    country = "Nhật Bản"
    hosts = ("english.kyodonews.net",)
    feeds = ("https://english.kyodonews.net/list/feed/rss4kyodonews-fzone",)
    sections = ("https://english.kyodonews.net/news",)
    family = "own"
    article_pattern = r"/articles/-/(?P<number>\d{3,9})$|/news/20\d\d/\d\d/(?P<old>[0-9a-f]{12})"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
