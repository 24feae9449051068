"""Báo Lạng Sơn: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoLangSon(NewsSpider):
    """Báo Lạng Sơn (tỉnh Lạng Sơn)."""

    name = "baolangson"
    label = "Báo Lạng Sơn"
    full_label = "Báo Lạng Sơn (tỉnh Lạng Sơn)"
    short = "Báo Lạng Sơn"
    owner_type = "dia-phuong"
    home = "https://baolangson.vn/"
    province = "lang-son"
    hosts = ("baolangson.vn",)
    sections = (
        "https://baolangson.vn/chinh-tri", "https://baolangson.vn/kinh-te", "https://baolangson.vn/xa-hoi",
        "https://baolangson.vn/phap-luat",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
