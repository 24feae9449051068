"""THVL: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Thvl(NewsSpider):
    """THVL (Đài Phát thanh và Truyền hình Vĩnh Long)."""

    name = "thvl"
    label = "THVL (Đài Phát thanh và Truyền hình Vĩnh Long)"
    short = "THVL (Đài Phát thanh và Truyền hình Vĩnh Long)"
    owner_type = "chua-kiem-chung"
    home = "https://www.thvl.vn/"
    enabled = False
    hosts = ("www.thvl.vn",)
    sections = ("https://www.thvl.vn/",)
    family = "own"
    article_pattern = r"^/(?P<number>[a-z0-9-]{24,})/?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    note = "Chưa có bằng chứng công khai nào về cách tìm bài; hãy chạy “diembao outlets add” trên máy có mạng."
