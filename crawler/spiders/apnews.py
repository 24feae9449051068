"""Hãng tin AP (Hoa Kỳ): facts only. Gathered 11/2026; what is marked C was never seen live."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class APNews(NewsSpider):
    """Hãng tin AP (Hoa Kỳ)."""

    name = "apnews"
    label = "Hãng tin AP (Hoa Kỳ)"
    short = "AP"
    owner_type = "nuoc-ngoai"
    home = "https://apnews.com/"
    lang = "en"
    country = "Hoa Kỳ"
    hosts = ("apnews.com",)
    news_sitemaps = ("https://apnews.com/news-sitemap-content.xml",)
    sections = ("https://apnews.com/hub/vietnam", "https://apnews.com/hub/asia-pacific")
    family = "own"
    article_pattern = r"^/article/(?:[a-z0-9-]*-)?(?P<number>[0-9a-f]{32})$"
    skip_pattern = r"^/(?:video|videos|podcast|photo|photos|tag|tags|topic|topics)/"
    selectors = stated(
        title="h1.Page-headline", body=".RichTextStoryBody", authors=".Page-authors .Link",
        drop="[class*=PageList], .PagePromo, .FreeStar, .HTMLModuleEnhancement",
    )  # fmt: skip
    confidence = stated(feeds="C", news_sitemaps="B", sections="C", article_pattern="A", selectors="B")
    sources = stated({"public list of feeds and sitemaps, 10/2026": "news_sitemaps"})
    note = "Không có nguồn tin RSS công khai; đầu trang bài kiểm chứng trên trang lưu tháng 07/2026."
