"""Báo điện tử Tổ quốc: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class ToQuoc(NewsSpider):
    """Báo điện tử Tổ quốc."""

    name = "toquoc"
    label = "Báo điện tử Tổ quốc"
    short = "Tổ quốc"
    owner_type = "chua-kiem-chung"
    home = "https://toquoc.vn/"
    hosts = ("toquoc.vn",)
    sections = ("https://toquoc.vn/",)
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C", family="C")
    sources = stated({"public list of feeds and sitemaps, 2026": "article_pattern"})
