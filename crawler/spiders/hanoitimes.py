"""The Hanoi Times: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class HanoiTimes(NewsSpider):
    """The Hanoi Times."""

    name = "hanoitimes"
    label = "The Hanoi Times"
    short = "The Hanoi Times"
    owner_type = "chua-kiem-chung"
    home = "https://hanoitimes.vn/"
    lang = "en"
    hosts = ("hanoitimes.vn",)
    feeds = ("https://hanoitimes.vn/rss/home.rss",)
    sections = ("https://hanoitimes.vn/",)
    family = "own"
    article_pattern = r"[-.](?P<number>\d{5,12})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"hms4792/vietnam-infra-news, 04/2026": "article_pattern feeds"})
