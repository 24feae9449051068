"""The Japan Times (Nhật Bản): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class JapanTimes(NewsSpider):
    """The Japan Times (Nhật Bản)."""

    name = "japantimes"
    label = "The Japan Times (Nhật Bản)"
    short = "Japan Times"
    owner_type = "nuoc-ngoai"
    home = "https://www.japantimes.co.jp/"
    lang = "en"
    country = "Nhật Bản"
    access = "paywall"
    hosts = ("www.japantimes.co.jp",)
    feeds = ("https://www.japantimes.co.jp/feed/",)
    sections = ("https://www.japantimes.co.jp/news/asia-pacific/",)
    family = "own"
    article_pattern = r"^/(?:news|business|life|sports|commentary|environment)/(?P<number>20\d\d/\d\d/\d\d/[a-z0-9/-]+?)/?$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C", access="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
    note = "Phần lớn bài chỉ dành cho người đăng ký."
