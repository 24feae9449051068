"""Báo Cà Mau: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoCaMau(NewsSpider):
    """Báo Cà Mau (tỉnh Cà Mau)."""

    name = "baocamau"
    label = "Báo Cà Mau"
    full_label = "Báo Cà Mau (tỉnh Cà Mau)"
    short = "Báo Cà Mau"
    owner_type = "dia-phuong"
    home = "https://baocamau.vn/"
    province = "ca-mau"
    predecessors = ("Báo Bạc Liêu",)
    hosts = ("baocamau.vn",)
    feeds = ("https://baocamau.vn/rss/cate/thoi-su/",)
    sections = ("https://baocamau.vn/",)
    family = "own"
    article_pattern = r"-a(?P<number>\d{4,9})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type", "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern",
        "rule of the CMS of Báo Cần Thơ, 01/2026": "feeds",
    })  # fmt: skip
