"""Tạp chí The Diplomat (Hoa Kỳ): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class TheDiplomat(NewsSpider):
    """Tạp chí The Diplomat (Hoa Kỳ)."""

    name = "thediplomat"
    label = "Tạp chí The Diplomat (Hoa Kỳ)"
    short = "The Diplomat"
    owner_type = "nuoc-ngoai"
    home = "https://thediplomat.com/"
    lang = "en"
    country = "Hoa Kỳ"
    hosts = ("thediplomat.com",)
    feeds = ("https://thediplomat.com/feed/",)
    sections = ("https://thediplomat.com/regions/southeast-asia/",)
    family = "own"
    article_pattern = r"^/(?P<number>20\d\d/\d\d/[a-z0-9-]+)/?$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
