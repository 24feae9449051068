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
    home = "https://thuehaiquan.tapchikinhtetaichinh.vn/"
    hosts = ("thuehaiquan.tapchikinhtetaichinh.vn", "haiquanonline.com.vn")
    feeds = ("https://thuehaiquan.tapchikinhtetaichinh.vn/rss_feed/",)
    sections = ("https://thuehaiquan.tapchikinhtetaichinh.vn/",)
    family = "mastercms"
    article_pattern = r"-(?P<number>\d{4,9})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="B")
    sources = stated({
        "recorded article, 07/2026": "home", "recorded article, 2026": "hosts",
        "public list of feeds and sitemaps, 10/2026": "feeds",
    })  # fmt: skip
    note = "Chuyển từ haiquanonline.com.vn sang thuehaiquan.tapchikinhtetaichinh.vn trong năm 2026."
