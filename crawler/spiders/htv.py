"""HTV: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class Htv(NewsSpider):
    """HTV (Đài Truyền hình Thành phố Hồ Chí Minh)."""

    name = "htv"
    label = "HTV (Đài Truyền hình Thành phố Hồ Chí Minh)"
    short = "HTV (Đài Truyền hình Thành phố Hồ Chí Minh)"
    owner_type = "chua-kiem-chung"
    home = "https://www.htv.com.vn/"
    enabled = False
    hosts = ("www.htv.com.vn",)
    sections = ("https://www.htv.com.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})(?:\.html)?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    note = "Chưa có bằng chứng công khai nào về cách tìm bài; hãy chạy “diembao outlets add” trên máy có mạng."
