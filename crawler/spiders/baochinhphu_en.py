"""Báo điện tử Chính phủ, bản tiếng Anh: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoChinhPhuEnglish(NewsSpider):
    """Báo điện tử Chính phủ, bản tiếng Anh."""

    name = "baochinhphu-en"
    label = "Báo điện tử Chính phủ, bản tiếng Anh"
    short = "Chính phủ, bản tiếng Anh"
    owner_type = "trung-uong"
    home = "https://en.baochinhphu.vn/"
    lang = "en"
    hosts = ("en.baochinhphu.vn",)
    feeds = ("https://en.baochinhphu.vn/home.rss",)
    sections = ("https://en.baochinhphu.vn/",)
    family = "vccorp"
    article_pattern = r"-(?P<number>\d{15,21})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="C")
    sources = stated({
        "host under baochinhphu.vn, 11/2026": "owner_type", "hms4792/vietnam-infra-news, 04/2026": "article_pattern",
        "form of baochinhphu.vn, 08/2026": "feeds",
    })  # fmt: skip
