"""Vietnam Economic News: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class CongThuongEnglish(NewsSpider):
    """Vietnam Economic News (Báo Công Thương, bản tiếng Anh)."""

    name = "congthuong-en"
    label = "Vietnam Economic News (Báo Công Thương, bản tiếng Anh)"
    short = "Vietnam Economic News (Báo Công Thương, bản tiếng Anh)"
    owner_type = "bo-nganh"
    home = "https://ven.congthuong.vn/"
    lang = "en"
    hosts = ("ven.congthuong.vn",)
    feeds = ("https://ven.congthuong.vn/rss_feed/",)
    sections = ("https://ven.congthuong.vn/",)
    family = "mastercms"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", family="C")
    sources = stated({
        "host under congthuong.vn, 11/2026": "owner_type", "hms4792/vietnam-infra-news, 04/2026": "article_pattern",
        "rule of the MasterCMS family, 2026": "feeds",
    })  # fmt: skip
