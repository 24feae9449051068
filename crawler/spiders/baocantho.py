"""Báo Cần Thơ: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoCanTho(NewsSpider):
    """Báo Cần Thơ (Thành phố Cần Thơ)."""

    name = "baocantho"
    label = "Báo Cần Thơ"
    full_label = "Báo Cần Thơ (Thành phố Cần Thơ)"
    short = "Báo Cần Thơ"
    owner_type = "dia-phuong"
    home = "https://baocantho.com.vn/"
    province = "can-tho"
    predecessors = ("Báo Hậu Giang", "Báo Sóc Trăng")
    hosts = ("baocantho.com.vn",)
    feeds = (
        "https://baocantho.com.vn/rss/cate/thoi-su/", "https://baocantho.com.vn/rss/cate/kinh-te/",
        "https://baocantho.com.vn/rss/cate/xa-hoi-phap-luat/",
    )  # fmt: skip
    sections = (
        "https://baocantho.com.vn/thoi-su/", "https://baocantho.com.vn/kinh-te/", "https://baocantho.com.vn/xa-hoi-phap-luat/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-a(?P<number>\d{4,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="B", sections="A", article_pattern="A", predecessors="C")
    sources = stated({"saved page in tammuoichanhoa/crawl_lastest_news, 01/2026": "feeds sections article_pattern"})
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
