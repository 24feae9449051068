"""Báo điện tử VOV, bản tiếng Anh: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class VovEnglish(NewsSpider):
    """Báo điện tử VOV, bản tiếng Anh."""

    name = "vov-en"
    label = "Báo điện tử VOV, bản tiếng Anh"
    short = "VOV, bản tiếng Anh"
    owner_type = "trung-uong"
    home = "https://english.vov.vn/"
    lang = "en"
    hosts = ("english.vov.vn",)
    news_sitemaps = ("https://english.vov.vn/sitemaps/{Y}/{M}/article.xml",)
    sections = ("https://english.vov.vn/",)
    family = "own"
    article_pattern = r"-post(?P<number>\d{4,9})\.vov$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(news_sitemaps="C", sections="C", article_pattern="C")
    sources = stated({
        "host under vov.vn, 11/2026": "owner_type", "braycolony1y/my-rss-reader, 10/2026": "article_pattern",
        "form of vov.vn, 07/2026": "news_sitemaps",
    })  # fmt: skip
