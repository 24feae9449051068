"""Cổng thông tin TTXVN: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VnaNet(NewsSpider):
    """Cổng thông tin TTXVN."""

    name = "vnanet"
    label = "Cổng thông tin TTXVN"
    short = "Cổng thông tin TTXVN"
    owner_type = "chua-kiem-chung"
    home = "https://vnanet.vn/"
    hosts = ("vnanet.vn",)
    feeds = ("https://vnanet.vn/en/rss/latest-news.rss",)
    sections = ("https://vnanet.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{5,12})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
