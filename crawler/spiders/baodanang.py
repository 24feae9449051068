"""Báo Đà Nẵng: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoDaNang(NewsSpider):
    """Báo Đà Nẵng (Thành phố Đà Nẵng)."""

    name = "baodanang"
    label = "Báo Đà Nẵng"
    full_label = "Báo Đà Nẵng (Thành phố Đà Nẵng)"
    short = "Báo Đà Nẵng"
    owner_type = "dia-phuong"
    home = "https://baodanang.vn/"
    province = "da-nang"
    predecessors = ("Báo Quảng Nam",)
    hosts = ("baodanang.vn",)
    news_sitemaps = ("https://baodanang.vn/sitemap-news.xml",)
    sections = (
        "https://baodanang.vn/tin-moi-nhat", "https://baodanang.vn/chinh-tri", "https://baodanang.vn/xa-hoi",
        "https://baodanang.vn/kinh-te",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(sections="B", article_pattern="B", predecessors="C", news_sitemaps="B")
    sources = stated({
        "notes of HTTP answers in a public repository, 2026": "news_sitemaps",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "sections", "recorded article, 2026": "article_pattern",
    })  # fmt: skip
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
