"""Báo Lâm Đồng: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoLamDong(NewsSpider):
    """Báo Lâm Đồng (tỉnh Lâm Đồng)."""

    name = "baolamdong"
    label = "Báo Lâm Đồng"
    full_label = "Báo Lâm Đồng (tỉnh Lâm Đồng)"
    short = "Báo Lâm Đồng"
    owner_type = "dia-phuong"
    home = "https://baolamdong.vn/"
    province = "lam-dong"
    predecessors = ("Báo Bình Thuận", "Báo Đắk Nông")
    hosts = ("baolamdong.vn",)
    sections = (
        "https://baolamdong.vn/thoi-su", "https://baolamdong.vn/chinh-tri", "https://baolamdong.vn/kinh-te",
        "https://baolamdong.vn/doi-song", "https://baolamdong.vn/phap-luat",
    )  # fmt: skip
    family = "own"
    article_pattern = r"(?:/20\d{4}/[a-z0-9-]+-(?=[0-9a-f]{7,12}/?$)|-(?=\d{4,12}\.html?$))(?P<number>[0-9a-f]+)(?:/|\.html?)?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C", predecessors="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
