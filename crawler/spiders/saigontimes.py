"""Tạp chí Kinh tế Sài Gòn: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class SaigonTimes(NewsSpider):
    """Tạp chí Kinh tế Sài Gòn (The Saigon Times)."""

    name = "saigontimes"
    label = "Tạp chí Kinh tế Sài Gòn (The Saigon Times)"
    short = "Kinh tế Sài Gòn (The Saigon Times)"
    owner_type = "chua-kiem-chung"
    home = "https://thesaigontimes.vn/"
    hosts = ("thesaigontimes.vn", "english.thesaigontimes.vn")
    host_langs = stated({"english.thesaigontimes.vn": "en"})
    feeds = ("https://thesaigontimes.vn/feed/", "https://english.thesaigontimes.vn/feed/")
    sections = ("https://thesaigontimes.vn/",)
    family = "own"
    article_pattern = r"^/(?P<number>(?=[a-z0-9-]*-[a-z0-9-]*-[a-z0-9-]*-)[a-z0-9-]{20,})/?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "article_pattern feeds"})
