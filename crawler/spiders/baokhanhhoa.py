"""Báo Khánh Hòa: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoKhanhHoa(NewsSpider):
    """Báo Khánh Hòa (tỉnh Khánh Hòa)."""

    name = "baokhanhhoa"
    label = "Báo Khánh Hòa"
    full_label = "Báo Khánh Hòa (tỉnh Khánh Hòa)"
    short = "Báo Khánh Hòa"
    owner_type = "dia-phuong"
    home = "https://baokhanhhoa.vn/"
    province = "khanh-hoa"
    predecessors = ("Báo Ninh Thuận",)
    hosts = ("baokhanhhoa.vn",)
    feeds = ("https://baokhanhhoa.vn/rss/home.rss",)
    sections = ("https://baokhanhhoa.vn/thoi-su/", "https://baokhanhhoa.vn/kinh-te/", "https://baokhanhhoa.vn/phap-luat/")
    family = "own"
    article_pattern = r"/(?:[a-z0-9-]+-)(?P<number>[0-9a-f]{7,12})/?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title=".head_title", body=".td-post-content")
    confidence = stated(feeds="C", sections="C", article_pattern="B", selectors="B", predecessors="C")
    sources = stated({"tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern"})
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
