"""Tạp chí Công Thương: facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class TapChiCongThuong(NewsSpider):
    """Tạp chí Công Thương (Bộ Công Thương)."""

    name = "tapchicongthuong"
    label = "Tạp chí Công Thương"
    full_label = "Tạp chí Công Thương (Bộ Công Thương)"
    short = "Tạp chí Công Thương"
    owner_type = "tap-chi"
    home = "https://tapchicongthuong.vn/"
    hosts = ("tapchicongthuong.vn",)
    feeds = ("https://tapchicongthuong.vn/rss/home.rss",)
    sections = ("https://tapchicongthuong.vn/tin-tuc.htm", "https://tapchicongthuong.vn/kinh-te.htm")
    family = "own"
    article_pattern = r"-(?P<number>\d{4,8})\.htm[l]?$"
    skip_pattern = r"^/(?:video|videos|podcast|tag|tags|topic|chu-de)/"
    selectors = stated(title=".post-title", body=".detail")
    confidence = stated(feeds="C", sections="C", article_pattern="B", selectors="B")
    sources = stated({"recorded article, 2025": "article_pattern"})
