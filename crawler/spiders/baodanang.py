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
    feeds = ("https://baodanang.vn/rss/home.rss",)
    sections = ("https://baodanang.vn/thoi-su/", "https://baodanang.vn/kinh-te/", "https://baodanang.vn/phap-luat/")
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="C", predecessors="C")
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
