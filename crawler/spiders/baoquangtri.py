"""Báo Quảng Trị: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoQuangTri(NewsSpider):
    """Báo Quảng Trị (tỉnh Quảng Trị)."""

    name = "baoquangtri"
    label = "Báo Quảng Trị"
    full_label = "Báo Quảng Trị (tỉnh Quảng Trị)"
    short = "Báo Quảng Trị"
    owner_type = "dia-phuong"
    home = "https://baoquangtri.vn/"
    province = "quang-tri"
    predecessors = ("Báo Quảng Bình",)
    hosts = ("baoquangtri.vn",)
    feeds = ("https://baoquangtri.vn/rss/home.rss",)
    sections = ("https://baoquangtri.vn/thoi-su/", "https://baoquangtri.vn/kinh-te/", "https://baoquangtri.vn/phap-luat/")
    family = "own"
    article_pattern = r"(?:/20\d{4}/[a-z0-9-]+-(?=[0-9a-f]{7,12}/?$)|-(?=\d{4,12}\.html?$))(?P<number>[0-9a-f]+)(?:/|\.html?)?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="B", article_pattern="B", predecessors="C")
    sources = stated({"tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern sections"})
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
