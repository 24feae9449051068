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
    feeds = ("https://thoibaotaichinhvietnam.vn/rss_feed/",)
    news_sitemaps = ("https://thoibaotaichinhvietnam.vn/sitemap-month-{Y}-{MM}.xml",)
    sections = (
        "https://thoibaotaichinhvietnam.vn/thoi-su", "https://thoibaotaichinhvietnam.vn/tai-chinh",
        "https://thoibaotaichinhvietnam.vn/kinh-doanh",
    )  # fmt: skip
    family = "mastercms"
    article_pattern = r"-(?P<number>\d{4,9})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title=".post-title", body=".post-content")
    confidence = stated(feeds="B", sections="C", article_pattern="B", family="B", selectors="B", news_sitemaps="B")
    sources = stated({
        "notes of HTTP answers in a public repository, 09/2026": "feeds",
        "public list of feeds and sitemaps, 10/2026": "news_sitemaps", "recorded article, 2026": "article_pattern",
    })  # fmt: skip
