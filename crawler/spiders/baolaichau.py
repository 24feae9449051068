"""Báo Lai Châu: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoLaiChau(NewsSpider):
    """Báo Lai Châu (tỉnh Lai Châu)."""

    name = "baolaichau"
    label = "Báo Lai Châu"
    full_label = "Báo Lai Châu (tỉnh Lai Châu)"
    short = "Báo Lai Châu"
    owner_type = "dia-phuong"
    home = "https://baolaichau.vn/"
    province = "lai-chau"
    hosts = ("baolaichau.vn",)
    sections = ("https://baolaichau.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,9})/?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type", "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern",
    })  # fmt: skip
