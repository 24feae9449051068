"""Báo Đồng Tháp: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoDongThap(NewsSpider):
    """Báo Đồng Tháp (tỉnh Đồng Tháp)."""

    name = "baodongthap"
    label = "Báo Đồng Tháp"
    full_label = "Báo Đồng Tháp (tỉnh Đồng Tháp)"
    short = "Báo Đồng Tháp"
    owner_type = "dia-phuong"
    home = "https://baodongthap.vn/"
    province = "dong-thap"
    predecessors = ("Báo Ấp Bắc",)
    hosts = ("baodongthap.vn",)
    feeds = ("https://baodongthap.vn/rss/cate/chinh-tri/",)
    sections = (
        "https://baodongthap.vn/chinh-tri/", "https://baodongthap.vn/kinh-te/", "https://baodongthap.vn/xa-hoi/",
        "https://baodongthap.vn/phap-luat/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-a(?P<number>\d{4,9})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
        "rule of the CMS of Báo Cần Thơ, 01/2026": "feeds",
    })  # fmt: skip
