"""South China Morning Post (Hồng Kông, Trung Quốc): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class SCMP(NewsSpider):
    """South China Morning Post (Hồng Kông, Trung Quốc)."""

    name = "scmp"
    label = "South China Morning Post (Hồng Kông, Trung Quốc)"
    short = "SCMP"
    owner_type = "nuoc-ngoai"
    home = "https://www.scmp.com/"
    lang = "en"
    country = "Hồng Kông, Trung Quốc"
    hosts = ("www.scmp.com",)
    feeds = ("https://www.scmp.com/rss/4/feed", "https://www.scmp.com/rss/91/feed")
    sections = ("https://www.scmp.com/week-asia", "https://www.scmp.com/news/asia/southeast-asia")
    family = "own"
    article_pattern = r"/article/(?P<number>\d{6,9})/"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C")
    sources = stated({"public list of feeds and sitemaps, 10/2026": "feeds"})
    note = "Một phần bài chỉ dành cho người đăng ký."
