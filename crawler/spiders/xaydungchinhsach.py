"""Trang Xây dựng chính sách: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class XayDungChinhSach(NewsSpider):
    """Trang Xây dựng chính sách (Cổng Thông tin điện tử Chính phủ)."""

    name = "xaydungchinhsach"
    label = "Trang Xây dựng chính sách (Cổng Thông tin điện tử Chính phủ)"
    short = "Trang Xây dựng chính sách (Cổng Thông tin điện tử Chính phủ)"
    owner_type = "trung-uong"
    home = "https://xaydungchinhsach.chinhphu.vn/"
    hosts = ("xaydungchinhsach.chinhphu.vn",)
    sections = ("https://xaydungchinhsach.chinhphu.vn/",)
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C", family="C")
    sources = stated({
        "host under chinhphu.vn, 11/2026": "owner_type", "public list of feeds and sitemaps, 2026": "article_pattern",
    })  # fmt: skip
