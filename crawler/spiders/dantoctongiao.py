"""Báo Dân tộc và Tôn giáo: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DanTocTonGiao(NewsSpider):
    """Báo Dân tộc và Tôn giáo."""

    name = "dantoctongiao"
    label = "Báo Dân tộc và Tôn giáo"
    short = "Dân tộc và Tôn giáo"
    owner_type = "chua-kiem-chung"
    home = "https://dantoctongiao.vn/"
    hosts = ("dantoctongiao.vn",)
    feeds = ("https://dantoctongiao.vn/thoi-su.rss",)
    sections = ("https://dantoctongiao.vn/",)
    family = "own"
    article_pattern = r"^/[a-z0-9/-]{20,}?-?(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"public list of feeds and sitemaps, 2026": "feeds"})
