"""Báo Hưng Yên: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoHungYen(NewsSpider):
    """Báo Hưng Yên (tỉnh Hưng Yên)."""

    name = "baohungyen"
    label = "Báo Hưng Yên"
    full_label = "Báo Hưng Yên (tỉnh Hưng Yên)"
    short = "Báo Hưng Yên"
    owner_type = "dia-phuong"
    home = "https://baohungyen.vn/"
    province = "hung-yen"
    predecessors = ("Báo Thái Bình",)
    hosts = ("baohungyen.vn",)
    sections = (
        "https://baohungyen.vn/chinh-tri", "https://baohungyen.vn/kinh-te", "https://baohungyen.vn/xa-hoi",
        "https://baohungyen.vn/doi-song",
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
