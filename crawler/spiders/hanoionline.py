"""Hà Nội On: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class HaNoiOn(NewsSpider):
    """Hà Nội On."""

    name = "hanoionline"
    label = "Hà Nội On"
    short = "Hà Nội On"
    owner_type = "chua-kiem-chung"
    home = "https://hanoionline.vn/"
    hosts = ("hanoionline.vn",)
    feeds = ("https://hanoionline.vn/rss/ha-noi",)
    sections = ("https://hanoionline.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"public list of feeds and sitemaps, 2026": "feeds"})
