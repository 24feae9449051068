"""Tạp chí The Investor: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class TheInvestor(NewsSpider):
    """Tạp chí The Investor."""

    name = "theinvestor"
    label = "Tạp chí The Investor"
    short = "The Investor"
    owner_type = "tap-chi"
    home = "https://theinvestor.vn/"
    lang = "en"
    hosts = ("theinvestor.vn",)
    feeds = ("https://theinvestor.vn/rss/home.rss",)
    sections = ("https://theinvestor.vn/infrastructure/", "https://theinvestor.vn/energy/")
    family = "own"
    article_pattern = r"-d(?P<number>\d{3,8})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="C", sections="C", article_pattern="B")
    sources = stated({"hms4792/vietnam-infra-news, 04/2026": "feeds sections", "recorded article, 2026": "article_pattern"})
