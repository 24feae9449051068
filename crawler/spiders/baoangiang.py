"""Báo An Giang: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoAnGiang(NewsSpider):
    """Báo An Giang (tỉnh An Giang)."""

    name = "baoangiang"
    label = "Báo An Giang"
    full_label = "Báo An Giang (tỉnh An Giang)"
    short = "Báo An Giang"
    owner_type = "dia-phuong"
    home = "https://baoangiang.com.vn/"
    province = "an-giang"
    predecessors = ("Báo Kiên Giang",)
    hosts = ("baoangiang.com.vn",)
    feeds = ("https://baoangiang.com.vn/rss/cate/thoi-su/", "https://baoangiang.com.vn/rss/cate/kinh-te/")
    sections = (
        "https://baoangiang.com.vn/thoi-su/", "https://baoangiang.com.vn/kinh-te/", "https://baoangiang.com.vn/phap-luat/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-a(?P<number>\d{4,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(body=".content-fck.slider-jsgallery")
    confidence = stated(feeds="C", sections="C", article_pattern="B", selectors="B", predecessors="C")
    sources = stated({"rule of the CMS of Báo Cần Thơ, 01/2026": "feeds", "recorded article, 2026": "article_pattern"})
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
