"""Báo Sơn La: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoSonLa(NewsSpider):
    """Báo Sơn La (tỉnh Sơn La)."""

    name = "baosonla"
    label = "Báo Sơn La"
    full_label = "Báo Sơn La (tỉnh Sơn La)"
    short = "Báo Sơn La"
    owner_type = "dia-phuong"
    home = "https://baosonla.vn/"
    province = "son-la"
    hosts = ("baosonla.vn",)
    sections = (
        "https://baosonla.vn/thoi-su-chinh-tri.html", "https://baosonla.vn/kinh-te.html", "https://baosonla.vn/xa-hoi.html",
        "https://baosonla.vn/phap-luat.html",
    )  # fmt: skip
    family = "own"
    article_pattern = r"^/[a-z0-9-]+/[a-z0-9-]+-(?P<number>[A-Za-z0-9]{4,12})\.html$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
