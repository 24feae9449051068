"""Báo Hà Tĩnh: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoHaTinh(NewsSpider):
    """Báo Hà Tĩnh (tỉnh Hà Tĩnh)."""

    name = "baohatinh"
    label = "Báo Hà Tĩnh"
    full_label = "Báo Hà Tĩnh (tỉnh Hà Tĩnh)"
    short = "Báo Hà Tĩnh"
    owner_type = "dia-phuong"
    home = "https://baohatinh.vn/"
    province = "ha-tinh"
    hosts = ("baohatinh.vn",)
    feeds = ("https://baohatinh.vn/rss/home.rss",)
    news_sitemaps = ("https://baohatinh.vn/sitemaps/google-news.xml",)
    sections = (
        "https://baohatinh.vn/chinh-tri/", "https://baohatinh.vn/kinh-te/", "https://baohatinh.vn/xa-hoi/",
        "https://baohatinh.vn/phap-luat/",
    )  # fmt: skip
    family = "epi"
    article_pattern = r"-post(?P<number>\d{4,9})\.(?:html|amp)$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", news_sitemaps="C", sections="B", article_pattern="B", family="B")
    sources = stated({
        "rule of the ePi family, 2026": "feeds", "tammuoichanhoa/crawl_lastest_news, 02/2026": "article_pattern sections",
    })  # fmt: skip
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
