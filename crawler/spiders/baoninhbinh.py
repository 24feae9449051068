"""Báo Ninh Bình: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoNinhBinh(NewsSpider):
    """Báo Ninh Bình (tỉnh Ninh Bình)."""

    name = "baoninhbinh"
    label = "Báo Ninh Bình"
    full_label = "Báo Ninh Bình (tỉnh Ninh Bình)"
    short = "Báo Ninh Bình"
    owner_type = "dia-phuong"
    home = "https://baoninhbinh.org.vn/"
    province = "ninh-binh"
    predecessors = ("Báo Hà Nam", "Báo Nam Định")
    hosts = ("baoninhbinh.org.vn",)
    feeds = ("https://baoninhbinh.org.vn/rss/home.rss",)
    sections = (
        "https://baoninhbinh.org.vn/thoi-su/", "https://baoninhbinh.org.vn/kinh-te/", "https://baoninhbinh.org.vn/phap-luat/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{4,15})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title="h1.header-title", body="#content_detail")
    confidence = stated(feeds="C", sections="C", article_pattern="B", selectors="B", predecessors="C")
    sources = stated({"tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern"})
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
