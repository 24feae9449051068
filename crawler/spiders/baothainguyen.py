"""Báo Thái Nguyên: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoThaiNguyen(NewsSpider):
    """Báo Thái Nguyên (tỉnh Thái Nguyên)."""

    name = "baothainguyen"
    label = "Báo Thái Nguyên"
    full_label = "Báo Thái Nguyên (tỉnh Thái Nguyên)"
    short = "Báo Thái Nguyên"
    owner_type = "dia-phuong"
    home = "https://baothainguyen.vn/"
    province = "thai-nguyen"
    predecessors = ("Báo Bắc Kạn",)
    hosts = ("baothainguyen.vn",)
    sections = (
        "https://baothainguyen.vn/thoi-su-thai-nguyen/", "https://baothainguyen.vn/chinh-tri/",
        "https://baothainguyen.vn/kinh-te/", "https://baothainguyen.vn/xa-hoi/", "https://baothainguyen.vn/phap-luat/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"/20\d{4}/(?:[a-z0-9-]+-)(?P<number>[0-9a-f]{7,12})/?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
