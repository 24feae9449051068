"""Báo Đấu thầu: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoDauThau(NewsSpider):
    """Báo Đấu thầu."""

    name = "baodauthau"
    label = "Báo Đấu thầu"
    short = "Đấu thầu"
    owner_type = "chua-kiem-chung"
    home = "https://baodauthau.vn/"
    hosts = ("baodauthau.vn",)
    feeds = ("https://baodauthau.vn/rss/home.rss",)
    sections = ("https://baodauthau.vn/",)
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="C")
    sources = stated({"hms4792/vietnam-infra-news, 04/2026": "article_pattern", "rule of the ePi family, 2026": "feeds"})
