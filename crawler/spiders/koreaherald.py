"""The Korea Herald (Hàn Quốc): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class KoreaHerald(NewsSpider):
    """The Korea Herald (Hàn Quốc)."""

    name = "koreaherald"
    label = "The Korea Herald (Hàn Quốc)"
    short = "Korea Herald"
    owner_type = "nuoc-ngoai"
    home = "https://www.koreaherald.com/"
    lang = "en"
    country = "Hàn Quốc"
    hosts = ("www.koreaherald.com",)
    feeds = ("https://www.koreaherald.com/rss/newsAll",)
    sections = ("https://www.koreaherald.com/World", "https://www.koreaherald.com/Business")
    family = "own"
    article_pattern = r"^/article/(?P<number>\d{6,10})$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
