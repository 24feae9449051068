"""Báo Thanh tra: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class ThanhTra(NewsSpider):
    """Báo Thanh tra."""

    name = "thanhtra"
    label = "Báo Thanh tra"
    short = "Thanh tra"
    owner_type = "chua-kiem-chung"
    home = "https://thanhtra.com.vn/"
    hosts = ("thanhtra.com.vn",)
    sections = ("https://thanhtra.com.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>[0-9a-f]{9})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({"tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern"})
