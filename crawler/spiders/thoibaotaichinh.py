"""Thời báo Tài chính Việt Nam: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class ThoiBaoTaiChinh(NewsSpider):
    """Thời báo Tài chính Việt Nam (Bộ Tài chính)."""

    name = "thoibaotaichinh"
    label = "Thời báo Tài chính Việt Nam"
    full_label = "Thời báo Tài chính Việt Nam (Bộ Tài chính)"
    short = "Thời báo Tài chính"
    owner_type = "bo-nganh"
    home = "https://thoibaotaichinhvietnam.vn/"
    hosts = ("thoibaotaichinhvietnam.vn",)
    feeds = ("https://thoibaotaichinhvietnam.vn/rss_feed/trang-chu",)
    sections = (
        "https://thoibaotaichinhvietnam.vn/thoi-su", "https://thoibaotaichinhvietnam.vn/tai-chinh",
        "https://thoibaotaichinhvietnam.vn/kinh-doanh",
    )  # fmt: skip
    family = "mastercms"
    article_pattern = r"-(?P<number>\d{4,9})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title=".post-title", body=".post-content")
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="B", selectors="B")
