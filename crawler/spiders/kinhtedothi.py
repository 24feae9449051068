"""Báo Kinh tế & Đô thị: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class KinhTeDoThi(NewsSpider):
    """Báo Kinh tế & Đô thị (Thành phố Hà Nội)."""

    name = "kinhtedothi"
    label = "Báo Kinh tế & Đô thị"
    full_label = "Báo Kinh tế & Đô thị (Thành phố Hà Nội)"
    short = "Kinh tế & Đô thị"
    owner_type = "dia-phuong"
    home = "https://kinhtedothi.vn/"
    hosts = ("kinhtedothi.vn",)
    sections = ("https://kinhtedothi.vn/kinh-te", "https://kinhtedothi.vn/do-thi", "https://kinhtedothi.vn/phap-luat")
    family = "own"
    article_pattern = r"[-.](?P<number>\d{5,8})\.html$|/[a-z0-9-]{20,}\.html$"
    skip_pattern = r"^/(?:video|podcast|tag)/"
    selectors = stated(title="h1.article-title", body=".content-ktdt-article")
    confidence = stated(sections="C", article_pattern="C", selectors="B")
    sources = stated({"recorded article, 2024": "article_pattern"})
    note = "Nguồn tin RSS trả lời nhưng rỗng (05/2026)."
