"""Báo Tây Ninh: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoTayNinh(NewsSpider):
    """Báo Tây Ninh (tỉnh Tây Ninh)."""

    name = "baotayninh"
    label = "Báo Tây Ninh"
    full_label = "Báo Tây Ninh (tỉnh Tây Ninh)"
    short = "Báo Tây Ninh"
    owner_type = "dia-phuong"
    home = "https://www.baotayninh.vn/"
    province = "tay-ninh"
    predecessors = ("Báo Long An",)
    hosts = ("www.baotayninh.vn",)
    feeds = ("https://baotayninh.vn/rss/news/van-de-su-kien.rss", "https://baotayninh.vn/rss/news/van-hoa.rss")
    sections = (
        "https://www.baotayninh.vn/thoi-su-chinh-tri/", "https://www.baotayninh.vn/kinh-te/", "https://www.baotayninh.vn/xa-hoi/",
        "https://www.baotayninh.vn/phap-luat/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-a?(?P<number>\d{4,9})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(feeds="C", sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
        "public list of feeds and sitemaps, 10/2026": "feeds",
    })  # fmt: skip
