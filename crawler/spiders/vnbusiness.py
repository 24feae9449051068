"""Thời báo Kinh Doanh: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VnBusiness(NewsSpider):
    """Thời báo Kinh Doanh (Liên minh Hợp tác xã Việt Nam)."""

    name = "vnbusiness"
    label = "Thời báo Kinh Doanh"
    full_label = "Thời báo Kinh Doanh (Liên minh Hợp tác xã Việt Nam)"
    short = "VnBusiness"
    owner_type = "doan-the"
    home = "https://vnbusiness.vn/"
    hosts = ("vnbusiness.vn",)
    feeds = (
        "https://vnbusiness.vn/rss/feed.rss", "https://vnbusiness.vn/rss/tai-chinh.rss",
        "https://vnbusiness.vn/rss/chung-khoan.rss", "https://vnbusiness.vn/rss/doanh-nghiep.rss",
    )  # fmt: skip
    sections = ("https://vnbusiness.vn/viet-nam/", "https://vnbusiness.vn/doanh-nghiep/")
    family = "own"
    article_pattern = r"-(?P<number>\d{5,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title=".title_news", body=".fck_detail")
    confidence = stated(feeds="B", sections="C", article_pattern="C", selectors="B")
    sources = stated({"notes of HTTP answers in a public repository, 05/2026": "feeds"})
