"""BBC News Tiếng Việt: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BbcVietnamese(NewsSpider):
    """BBC News Tiếng Việt (Anh)."""

    name = "bbc-vi"
    label = "BBC News Tiếng Việt (Anh)"
    short = "BBC News Tiếng Việt (Anh)"
    owner_type = "nuoc-ngoai"
    home = "https://www.bbc.com/vietnamese"
    country = "Anh"
    hosts = ("www.bbc.com",)
    feeds = ("https://feeds.bbci.co.uk/vietnamese/rss.xml",)
    sections = ("https://www.bbc.com/vietnamese",)
    family = "own"
    article_pattern = r"^/vietnamese/(?:articles/(?P<number>c[a-z0-9]{9,13}o)|(?:[a-z_-]+-)(?P<old>\d{6,9}))$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"host www.bbc.com, 11/2026": "owner_type", "hangkrypton/press-scanning, 08/2026": "article_pattern feeds"})
