"""Báo Văn hóa: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoVanHoa(NewsSpider):
    """Báo Văn hóa."""

    name = "baovanhoa"
    label = "Báo Văn hóa"
    short = "Văn hóa"
    owner_type = "chua-kiem-chung"
    home = "https://baovanhoa.vn/"
    hosts = ("baovanhoa.vn",)
    sections = ("https://baovanhoa.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
