"""Báo Nghệ An: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoNgheAn(NewsSpider):
    """Báo Nghệ An (tỉnh Nghệ An)."""

    name = "baonghean"
    label = "Báo Nghệ An"
    full_label = "Báo Nghệ An (tỉnh Nghệ An)"
    short = "Báo Nghệ An"
    owner_type = "dia-phuong"
    home = "https://baonghean.vn/"
    province = "nghe-an"
    hosts = ("baonghean.vn",)
    feeds = ("https://baonghean.vn/rss/thoi-su", "https://baonghean.vn/rss/kinh-te")
    sections = ("https://baonghean.vn/thoi-su", "https://baonghean.vn/kinh-te", "https://baonghean.vn/phap-luat")
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="B", article_pattern="B")
    sources = stated({
        "public list of feeds and sitemaps, 2026": "feeds",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections article_pattern",
    })  # fmt: skip
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
