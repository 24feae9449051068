"""Tạp chí Cộng sản: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class TapChiCongSan(NewsSpider):
    """Tạp chí Cộng sản."""

    name = "tapchicongsan"
    label = "Tạp chí Cộng sản"
    short = "Cộng sản"
    owner_type = "chua-kiem-chung"
    home = "https://www.tapchicongsan.org.vn/web/guest/trang-chu"
    hosts = ("www.tapchicongsan.org.vn",)
    sections = ("https://www.tapchicongsan.org.vn/web/guest/trang-chu",)
    family = "own"
    article_pattern = r"^/web/guest/[a-z0-9-]+/-/\d{4}/(?P<number>\d{4,9})/"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({"recorded article, 2026": "article_pattern"})
    note = "Trang dùng Liferay, chưa thấy nguồn tin RSS."
