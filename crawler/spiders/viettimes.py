"""Tạp chí điện tử VietTimes: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VietTimes(NewsSpider):
    """Tạp chí điện tử VietTimes."""

    name = "viettimes"
    label = "Tạp chí điện tử VietTimes"
    short = "VietTimes"
    owner_type = "chua-kiem-chung"
    home = "https://viettimes.vn/"
    hosts = ("viettimes.vn",)
    feeds = ("https://viettimes.vn/rss/home.rss",)
    sections = ("https://viettimes.vn/",)
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="C")
    sources = stated({"public list of feeds and sitemaps, 2026": "article_pattern", "rule of the ePi family, 2026": "feeds"})
