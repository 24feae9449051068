"""Báo điện tử Dân trí, bản tiếng Anh: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class DanTriEnglish(NewsSpider):
    """Báo điện tử Dân trí, bản tiếng Anh."""

    name = "dantri-en"
    label = "Báo điện tử Dân trí, bản tiếng Anh"
    short = "Dân trí, bản tiếng Anh"
    owner_type = "doan-the"
    home = "https://dtinews.dantri.com.vn/"
    lang = "en"
    hosts = ("dtinews.dantri.com.vn",)
    sections = ("https://dtinews.dantri.com.vn/",)
    family = "own"
    article_pattern = r"-(?P<number>20\d{12,15})\.htm$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({
        "host under dantri.com.vn, 11/2026": "owner_type", "hms4792/vietnam-infra-news, 04/2026": "article_pattern",
    })  # fmt: skip
