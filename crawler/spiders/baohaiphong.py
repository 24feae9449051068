"""Báo Hải Phòng: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoHaiPhong(NewsSpider):
    """Báo Hải Phòng (Thành phố Hải Phòng)."""

    name = "baohaiphong"
    label = "Báo Hải Phòng"
    full_label = "Báo Hải Phòng (Thành phố Hải Phòng)"
    short = "Báo Hải Phòng"
    owner_type = "dia-phuong"
    home = "https://baohaiphong.vn/"
    province = "hai-phong"
    predecessors = ("Báo Hải Dương",)
    hosts = ("baohaiphong.vn",)
    feeds = ("https://baohaiphong.vn/rss/home.rss",)
    sections = ("https://baohaiphong.vn/thoi-su/", "https://baohaiphong.vn/kinh-te/", "https://baohaiphong.vn/phap-luat/")
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    confidence = stated(feeds="C", sections="C", article_pattern="C", predecessors="C")
    note = "Sau tháng 7/2025 có thể đã đổi tên miền, cần kiểm tra."
