"""Báo Việt Nam News (TTXVN): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VietNamNews(NewsSpider):
    """Báo Việt Nam News (TTXVN)."""

    name = "vietnamnews"
    label = "Báo Việt Nam News (TTXVN)"
    short = "Việt Nam News"
    owner_type = "trung-uong"
    home = "https://vietnamnews.vn/"
    lang = "en"
    hosts = ("vietnamnews.vn",)
    feeds = (
        "https://vietnamnews.vn/rss/society.rss", "https://vietnamnews.vn/rss/politics-laws.rss",
        "https://vietnamnews.vn/rss/economy.rss",
    )  # fmt: skip
    sections = ("https://vietnamnews.vn/society", "https://vietnamnews.vn/politics-laws", "https://vietnamnews.vn/economy")
    family = "own"
    article_pattern = r"/(?P<number>\d{5,8})/[^/]+\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
