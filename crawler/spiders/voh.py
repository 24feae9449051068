"""VOH: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Voh(NewsSpider):
    """VOH (Đài Tiếng nói nhân dân Thành phố Hồ Chí Minh)."""

    name = "voh"
    label = "VOH (Đài Tiếng nói nhân dân Thành phố Hồ Chí Minh)"
    short = "VOH (Đài Tiếng nói nhân dân Thành phố Hồ Chí Minh)"
    owner_type = "chua-kiem-chung"
    home = "https://voh.com.vn/"
    hosts = ("voh.com.vn",)
    feeds = ("https://voh.com.vn/rss/484",)
    sections = ("https://voh.com.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{5,9})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"public list of feeds and sitemaps, 2026": "feeds"})
