"""Báo Thanh Hóa: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoThanhHoa(NewsSpider):
    """Báo Thanh Hóa (tỉnh Thanh Hóa)."""

    name = "baothanhhoa"
    label = "Báo Thanh Hóa"
    full_label = "Báo Thanh Hóa (tỉnh Thanh Hóa)"
    short = "Báo Thanh Hóa"
    owner_type = "dia-phuong"
    home = "https://baothanhhoa.vn/"
    province = "thanh-hoa"
    hosts = ("baothanhhoa.vn",)
    feeds = (
        "https://baothanhhoa.vn/rss/thoi-su.xml", "https://baothanhhoa.vn/rss/phap-luat.xml",
        "https://baothanhhoa.vn/rss/kinh-te.xml",
    )  # fmt: skip
    sections = ("https://baothanhhoa.vn/thoi-su/", "https://baothanhhoa.vn/kinh-te/", "https://baothanhhoa.vn/phap-luat/")
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="B", article_pattern="B")
    sources = stated({
        "public list of feeds and sitemaps, 2026": "feeds",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections article_pattern",
    })  # fmt: skip
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
