"""Báo Đời sống và Pháp luật: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DoiSongPhapLuat(NewsSpider):
    """Báo Đời sống và Pháp luật."""

    name = "doisongphapluat"
    label = "Báo Đời sống và Pháp luật"
    short = "Đời sống và Pháp luật"
    owner_type = "chua-kiem-chung"
    home = "https://www.doisongphapluat.com.vn/"
    hosts = ("www.doisongphapluat.com.vn",)
    sections = ("https://www.doisongphapluat.com.vn/",)
    family = "own"
    article_pattern = r"-a(?P<number>\d{4,9})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({"recorded article, 2026": "article_pattern"})
