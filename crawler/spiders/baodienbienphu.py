"""Báo Điện Biên Phủ: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoDienBienPhu(NewsSpider):
    """Báo Điện Biên Phủ (tỉnh Điện Biên)."""

    name = "baodienbienphu"
    label = "Báo Điện Biên Phủ"
    full_label = "Báo Điện Biên Phủ (tỉnh Điện Biên)"
    short = "Báo Điện Biên Phủ"
    owner_type = "dia-phuong"
    home = "https://baodienbienphu.vn/"
    province = "dien-bien"
    hosts = ("baodienbienphu.vn",)
    sections = ("https://baodienbienphu.vn/",)
    family = "own"
    article_pattern = r"^/tin-bai/[a-z0-9-]+/(?P<number>[a-z0-9-]{8,})/?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type", "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern",
    })  # fmt: skip
    note = "Trang chuyên mục cần JavaScript; bài lấy từ trang chủ."
