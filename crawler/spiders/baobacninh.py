"""Báo Bắc Ninh: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoBacNinh(NewsSpider):
    """Báo Bắc Ninh (tỉnh Bắc Ninh)."""

    name = "baobacninh"
    label = "Báo Bắc Ninh"
    full_label = "Báo Bắc Ninh (tỉnh Bắc Ninh)"
    short = "Báo Bắc Ninh"
    owner_type = "dia-phuong"
    home = "https://baobacninhtv.vn/"
    province = "bac-ninh"
    predecessors = ("Báo Bắc Giang",)
    hosts = ("baobacninhtv.vn",)
    sections = (
        "https://baobacninhtv.vn/moi-nhat", "https://baobacninhtv.vn/chinh-tri", "https://baobacninhtv.vn/kinh-te",
        "https://baobacninhtv.vn/xa-hoi", "https://baobacninhtv.vn/phap-luat",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-post(?:id)?(?P<number>\d{4,9})\.bbg$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
