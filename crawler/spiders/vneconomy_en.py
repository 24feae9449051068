"""VnEconomy, bản tiếng Anh: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VnEconomyEnglish(NewsSpider):
    """VnEconomy, bản tiếng Anh."""

    name = "vneconomy-en"
    label = "VnEconomy, bản tiếng Anh"
    short = "VnEconomy, bản tiếng Anh"
    owner_type = "tap-chi"
    home = "https://en.vneconomy.vn/"
    lang = "en"
    hosts = ("en.vneconomy.vn",)
    feeds = ("https://en.vneconomy.vn/tin-moi.rss",)
    sections = ("https://en.vneconomy.vn/",)
    family = "own"
    article_pattern = r"^/(?P<number>[a-z0-9-]{24,})\.htm$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C")
    sources = stated({
        "host under vneconomy.vn, 11/2026": "owner_type", "kagisearch/kite-public, 05/2026": "article_pattern feeds",
    })  # fmt: skip
