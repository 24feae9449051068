"""Bangkok Post (Thái Lan): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BangkokPost(NewsSpider):
    """Bangkok Post (Thái Lan)."""

    name = "bangkokpost"
    label = "Bangkok Post (Thái Lan)"
    short = "Bangkok Post"
    owner_type = "nuoc-ngoai"
    home = "https://www.bangkokpost.com/"
    lang = "en"
    country = "Thái Lan"
    hosts = ("www.bangkokpost.com",)
    feeds = ("https://www.bangkokpost.com/rss/data/topstories.xml", "https://www.bangkokpost.com/rss/data/business.xml")
    sections = ("https://www.bangkokpost.com/world", "https://www.bangkokpost.com/business")
    family = "own"
    article_pattern = r"/(?P<number>\d{6,8})/[a-z0-9-]+$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
