"""Nhà đầu tư: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class NhaDauTu(NewsSpider):
    """Nhà đầu tư."""

    name = "nhadautu"
    label = "Nhà đầu tư"
    short = "Nhà đầu tư"
    owner_type = "chua-kiem-chung"
    home = "https://nhadautu.vn/"
    hosts = ("nhadautu.vn",)
    sections = ("https://nhadautu.vn/",)
    family = "own"
    article_pattern = r"-d(?P<number>\d{3,8})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({"hms4792/vietnam-infra-news, 04/2026": "article_pattern"})
