"""VietnamBiz: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VietnamBiz(NewsSpider):
    """VietnamBiz."""

    name = "vietnambiz"
    label = "VietnamBiz"
    short = "VietnamBiz"
    owner_type = "chua-kiem-chung"
    home = "https://vietnambiz.vn/"
    hosts = ("vietnambiz.vn",)
    feeds = ("https://vietnambiz.vn/chung-khoan.rss", "https://vietnambiz.vn/thoi-su.rss")
    sections = ("https://vietnambiz.vn/thoi-su.htm", "https://vietnambiz.vn/chung-khoan.htm")
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="C")
    sources = stated({"public list of feeds and sitemaps, 09/2026": "article_pattern feeds"})
    note = "Nguồn tin RSS ghi utf-16 nhưng là utf-8; có lúc thiếu giờ đăng."
