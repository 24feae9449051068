"""Tân Hoa xã (Trung Quốc): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Xinhua(NewsSpider):
    """Tân Hoa xã (Trung Quốc)."""

    name = "xinhua"
    label = "Tân Hoa xã (Trung Quốc)"
    short = "Tân Hoa xã"
    owner_type = "nuoc-ngoai"
    home = "https://english.news.cn/"
    lang = "en"
    country = "Trung Quốc"
    hosts = ("english.news.cn",)
    feeds = ("https://www.xinhuanet.com/english/rss/worldrss.xml",)
    sections = ("https://english.news.cn/asiapacific/index.htm", "https://english.news.cn/world/index.htm")
    family = "own"
    article_pattern = r"/(?:20\d{6})/(?P<number>[0-9a-f]{32})/c\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="C", sections="C", article_pattern="C")
