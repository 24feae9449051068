"""Báo Vĩnh Long: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoVinhLong(NewsSpider):
    """Báo Vĩnh Long (tỉnh Vĩnh Long)."""

    name = "baovinhlong"
    label = "Báo Vĩnh Long"
    full_label = "Báo Vĩnh Long (tỉnh Vĩnh Long)"
    short = "Báo Vĩnh Long"
    owner_type = "dia-phuong"
    home = "https://baovinhlong.com.vn/"
    province = "vinh-long"
    predecessors = ("Báo Đồng Khởi", "Báo Trà Vinh")
    hosts = ("baovinhlong.com.vn", "dongkhoi.baovinhlong.vn", "travinh.baovinhlong.vn")
    feeds = ("https://baovinhlong.com.vn/rss/cate/thoi-su/",)
    sections = (
        "https://baovinhlong.com.vn/thoi-su/", "https://baovinhlong.com.vn/kinh-te/", "https://baovinhlong.com.vn/xa-hoi/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"(?:/20\d{4}/[a-z0-9-]+-(?=[0-9a-f]{7,12}/?$)|-a(?=\d{4,9}\.html$))(?P<number>[0-9a-f]+)(?:/|\.html?)?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
        "rule of the CMS of Báo Cần Thơ, 01/2026": "feeds",
    })  # fmt: skip
