"""Báo Quảng Ngãi: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoQuangNgai(NewsSpider):
    """Báo Quảng Ngãi (tỉnh Quảng Ngãi)."""

    name = "baoquangngai"
    label = "Báo Quảng Ngãi"
    full_label = "Báo Quảng Ngãi (tỉnh Quảng Ngãi)"
    short = "Báo Quảng Ngãi"
    owner_type = "dia-phuong"
    home = "https://baoquangngai.vn/"
    province = "quang-ngai"
    predecessors = ("Báo Kon Tum",)
    hosts = ("baoquangngai.vn",)
    sections = (
        "https://baoquangngai.vn/thoi-su", "https://baoquangngai.vn/chinh-tri", "https://baoquangngai.vn/kinh-te",
        "https://baoquangngai.vn/xa-hoi", "https://baoquangngai.vn/phap-luat",
    )  # fmt: skip
    family = "own"
    article_pattern = r"(?:/20\d{4}/[a-z0-9-]+-(?=[0-9a-f]{7,12}/?$)|-(?=\d{4,12}\.html?$))(?P<number>[0-9a-f]+)(?:/|\.html?)?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
