"""Báo Tuyên Quang: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoTuyenQuang(NewsSpider):
    """Báo Tuyên Quang (tỉnh Tuyên Quang)."""

    name = "baotuyenquang"
    label = "Báo Tuyên Quang"
    full_label = "Báo Tuyên Quang (tỉnh Tuyên Quang)"
    short = "Báo Tuyên Quang"
    owner_type = "dia-phuong"
    home = "https://baotuyenquang.com.vn/"
    province = "tuyen-quang"
    predecessors = ("Báo Hà Giang",)
    hosts = ("baotuyenquang.com.vn",)
    sections = (
        "https://baotuyenquang.com.vn/thoi-su-chinh-tri/", "https://baotuyenquang.com.vn/kinh-te/",
        "https://baotuyenquang.com.vn/xa-hoi/", "https://baotuyenquang.com.vn/phap-luat/",
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
