"""Báo Biên phòng: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BienPhong(NewsSpider):
    """Báo Biên phòng (Bộ Quốc phòng)."""

    name = "bienphong"
    label = "Báo Biên phòng"
    full_label = "Báo Biên phòng (Bộ Quốc phòng)"
    short = "Biên phòng"
    owner_type = "bo-nganh"
    home = "https://www.bienphong.com.vn/"
    hosts = ("www.bienphong.com.vn",)
    feeds = ("https://www.bienphong.com.vn/rss/home.rss",)
    sections = ("https://www.bienphong.com.vn/thoi-su/", "https://www.bienphong.com.vn/an-ninh-bien-gioi/")
    family = "own"
    article_pattern = r"-post(?P<number>\d{4,9})\.html$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title=".title--big", body="#divcontent")
    confidence = stated(feeds="C", sections="C", article_pattern="B", selectors="B")
    sources = stated({"recorded article, 2025": "article_pattern"})
