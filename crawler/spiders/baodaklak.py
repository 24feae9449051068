"""Báo Đắk Lắk: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoDakLak(NewsSpider):
    """Báo Đắk Lắk (tỉnh Đắk Lắk)."""

    name = "baodaklak"
    label = "Báo Đắk Lắk"
    full_label = "Báo Đắk Lắk (tỉnh Đắk Lắk)"
    short = "Báo Đắk Lắk"
    owner_type = "dia-phuong"
    home = "https://baodaklak.vn/"
    province = "dak-lak"
    predecessors = ("Báo Phú Yên",)
    hosts = ("baodaklak.vn",)
    sections = (
        "https://baodaklak.vn/thoi-su/", "https://baodaklak.vn/chinh-tri/", "https://baodaklak.vn/kinh-te/",
        "https://baodaklak.vn/xa-hoi/", "https://baodaklak.vn/phap-luat/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"/20\d{4}/(?:[a-z0-9-]+-)(?P<number>[0-9a-f]{7,12})/?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
