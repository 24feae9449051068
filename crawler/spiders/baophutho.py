"""Báo Phú Thọ: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoPhuTho(NewsSpider):
    """Báo Phú Thọ (tỉnh Phú Thọ)."""

    name = "baophutho"
    label = "Báo Phú Thọ"
    full_label = "Báo Phú Thọ (tỉnh Phú Thọ)"
    short = "Báo Phú Thọ"
    owner_type = "dia-phuong"
    home = "https://baophutho.vn/"
    province = "phu-tho"
    predecessors = ("Báo Vĩnh Phúc", "Báo Hòa Bình")
    hosts = ("baophutho.vn",)
    sections = (
        "https://baophutho.vn/phu-tho-24h", "https://baophutho.vn/chinh-tri", "https://baophutho.vn/kinh-te",
        "https://baophutho.vn/xa-hoi",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
