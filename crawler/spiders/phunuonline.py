"""Báo Phụ nữ Thành phố Hồ Chí Minh: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class PhuNuOnline(NewsSpider):
    """Báo Phụ nữ Thành phố Hồ Chí Minh."""

    name = "phunuonline"
    label = "Báo Phụ nữ Thành phố Hồ Chí Minh"
    short = "Phụ nữ Thành phố Hồ Chí Minh"
    owner_type = "chua-kiem-chung"
    home = "https://www.phunuonline.com.vn/"
    hosts = ("www.phunuonline.com.vn",)
    sections = ("https://www.phunuonline.com.vn/",)
    family = "own"
    article_pattern = r"-a(?P<number>\d{4,9})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({"recorded article, 2026": "article_pattern"})
