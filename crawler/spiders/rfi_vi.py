"""RFI Tiếng Việt: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class RfiVietnamese(NewsSpider):
    """RFI Tiếng Việt (Pháp)."""

    name = "rfi-vi"
    label = "RFI Tiếng Việt (Pháp)"
    short = "RFI Tiếng Việt (Pháp)"
    owner_type = "nuoc-ngoai"
    home = "https://www.rfi.fr/vi/"
    country = "Pháp"
    hosts = ("www.rfi.fr",)
    feeds = ("https://www.rfi.fr/vi/rss",)
    sections = ("https://www.rfi.fr/vi/",)
    family = "own"
    article_pattern = r"^/vi/(?:[a-z0-9%-]+/)?(?P<number>20\d{6}-[^/]{8,})$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"host www.rfi.fr, 11/2026": "owner_type", "public list of feeds and sitemaps, 2026": "feeds"})
