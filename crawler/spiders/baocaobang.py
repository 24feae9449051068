"""Báo Cao Bằng: facts only. Gathered 11/2026 from public repositories; never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoCaoBang(NewsSpider):
    """Báo Cao Bằng (tỉnh Cao Bằng)."""

    name = "baocaobang"
    label = "Báo Cao Bằng"
    full_label = "Báo Cao Bằng (tỉnh Cao Bằng)"
    short = "Báo Cao Bằng"
    owner_type = "dia-phuong"
    home = "https://baocaobang.vn/"
    province = "cao-bang"
    hosts = ("baocaobang.vn",)
    sections = (
        "https://baocaobang.vn/Thoi-su", "https://baocaobang.vn/chinh-tri", "https://baocaobang.vn/kinh-te",
        "https://baocaobang.vn/xa-hoi",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-(?P<number>\d{4,12})\.html?$"
    skip_pattern = (
        r"^/(?:video|videos|video-clip|podcast|multimedia|media|audio|tag|tags|topic|chu-de|emagazine|rss|tim-kiem)(?:/|$)"
    )
    confidence = stated(sections="C", article_pattern="C")
    sources = stated({
        "the paper's own name, 11/2026": "owner_type",
        "tammuoichanhoa/crawl_lastest_news, 02/2026": "home hosts article_pattern sections",
    })  # fmt: skip
