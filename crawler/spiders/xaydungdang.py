"""Tạp chí Xây dựng Đảng: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class XayDungDang(NewsSpider):
    """Tạp chí Xây dựng Đảng."""

    name = "xaydungdang"
    label = "Tạp chí Xây dựng Đảng"
    short = "Xây dựng Đảng"
    owner_type = "chua-kiem-chung"
    home = "https://xaydungdang.tapchicongsan.org.vn/"
    hosts = ("xaydungdang.tapchicongsan.org.vn",)
    sections = ("https://xaydungdang.tapchicongsan.org.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,9})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({"recorded article, 2026": "article_pattern"})
