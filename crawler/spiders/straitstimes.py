"""The Straits Times (Singapore): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class StraitsTimes(NewsSpider):
    """The Straits Times (Singapore)."""

    name = "straitstimes"
    label = "The Straits Times (Singapore)"
    short = "Straits Times"
    owner_type = "nuoc-ngoai"
    home = "https://www.straitstimes.com/"
    lang = "en"
    country = "Singapore"
    hosts = ("www.straitstimes.com",)
    feeds = ("https://www.straitstimes.com/news/asia/rss.xml",)
    sections = ("https://www.straitstimes.com/asia/se-asia",)
    family = "own"
    article_pattern = r"^/(?:asia|world|business|singapore)/(?:[a-z0-9-]+/)*(?P<number>[a-z0-9]+(?:-[a-z0-9]+){3,})/?$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    confidence = stated(feeds="B", sections="C", article_pattern="C")
    sources = stated({"kagisearch/kite-public, 05/2026": "feeds"})
    note = "Một phần bài chỉ dành cho người đăng ký."
