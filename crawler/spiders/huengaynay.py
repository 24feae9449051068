"""Báo Huế ngày nay: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class HueNgayNay(NewsSpider):
    """Báo Huế ngày nay (Thành phố Huế)."""

    name = "huengaynay"
    label = "Báo Huế ngày nay"
    full_label = "Báo Huế ngày nay (Thành phố Huế)"
    short = "Báo Huế ngày nay"
    owner_type = "dia-phuong"
    home = "https://huengaynay.vn/"
    province = "hue"
    hosts = ("huengaynay.vn",)
    sections = ("https://huengaynay.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type", "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern",
    })  # fmt: skip
