"""Tạp chí Hải quan: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class HaiQuan(NewsSpider):
    """Tạp chí Hải quan (Bộ Tài chính)."""

    name = "haiquan"
    label = "Tạp chí Hải quan"
    full_label = "Tạp chí Hải quan (Bộ Tài chính)"
    short = "Hải quan"
    owner_type = "tap-chi"
    home = "https://haiquanonline.com.vn/"
    hosts = ("haiquanonline.com.vn",)
    feeds = ("https://haiquanonline.com.vn/rss_feed/trang-chu",)
    sections = ("https://haiquanonline.com.vn/hai-quan", "https://haiquanonline.com.vn/kinh-te")
    family = "mastercms"
    article_pattern = r"-(?P<number>\d{4,9})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="B")
