"""Báo Quảng Ninh: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoQuangNinh(NewsSpider):
    """Báo Quảng Ninh (tỉnh Quảng Ninh)."""

    name = "baoquangninh"
    label = "Báo Quảng Ninh"
    full_label = "Báo Quảng Ninh (tỉnh Quảng Ninh)"
    short = "Báo Quảng Ninh"
    owner_type = "dia-phuong"
    home = "https://baoquangninh.vn/"
    province = "quang-ninh"
    hosts = ("baoquangninh.vn",)
    feeds = ("https://baoquangninh.vn/rss/home.rss",)
    sections = (
        "https://baoquangninh.vn/chinh-tri", "https://baoquangninh.vn/kinh-te", "https://baoquangninh.vn/xa-hoi",
        "https://baoquangninh.vn/phap-luat",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="B", article_pattern="B")
    sources = stated({"tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern sections"})
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
