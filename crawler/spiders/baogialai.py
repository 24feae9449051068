"""Báo Gia Lai: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoGiaLai(NewsSpider):
    """Báo Gia Lai (tỉnh Gia Lai)."""

    name = "baogialai"
    label = "Báo Gia Lai"
    full_label = "Báo Gia Lai (tỉnh Gia Lai)"
    short = "Báo Gia Lai"
    owner_type = "dia-phuong"
    home = "https://baogialai.com.vn/"
    province = "gia-lai"
    predecessors = ("Báo Bình Định",)
    hosts = ("baogialai.com.vn",)
    feeds = ("https://baogialai.com.vn/rss/home.rss",)
    news_sitemaps = ("https://baogialai.com.vn/sitemaps/google-news.xml",)
    sections = (
        "https://baogialai.com.vn/thoi-su-su-kien/", "https://baogialai.com.vn/chinh-tri/", "https://baogialai.com.vn/kinh-te/",
        "https://baogialai.com.vn/phap-luat/",
    )  # fmt: skip
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="B", article_pattern="B", family="B", predecessors="C")
    sources = stated({
        "rule of the ePi family, 2026": "feeds", "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections article_pattern",
    })  # fmt: skip
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
