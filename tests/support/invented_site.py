"""An invented news site for the tests of a survey: its home page, lists and articles, as addresses and bodies.

In: how the site is made (the form of its article addresses, its lists, how its feeds write dates). Out: pages by address, to be
put on a `Press` or handed to a survey's core. All headlines are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from crawler.extraction import is_wall
from crawler.survey import Answer, Ask, Survey, survey_site
from data.text import slug
from tests.support.press_server import article

SUBJECTS = ("Xã Bình An", "Hợp tác xã Gò Nổi", "Trường tiểu học Sông Vàng", "Bệnh viện huyện Đồi Cọ", "Chợ đầu mối Bến Mới")
EVENTS = (
    "khánh thành cây cầu bắc qua kênh Ba", "mở lớp dạy nghề cho thanh niên",
    "thử nghiệm máy bơm chạy bằng điện mặt trời", "trồng lại mười hecta rừng phòng hộ",
    "đón đoàn khách tham quan làng nghề dệt", "sửa xong tuyến đường liên thôn trước mùa mưa",
)  # fmt: skip
SECTIONS = ("Thời sự", "Kinh tế", "Văn hóa", "Giáo dục", "Pháp luật")
FORMS: dict[str, Callable[[int, str, datetime], str]] = {
    "front": lambda number, name, at: f"/thoi-su/{400000 + number}-{name}.html",
    "folder": lambda number, name, at: f"/tin-tuc/{400000 + number}/{name}",
    "bare": lambda number, name, at: f"/tin/{400000 + number}",
    "token": lambda number, name, at: f"/articles/c{number * 7919 * 65537 % 36**6:06x}2k{number % 10}yo",
    "query": lambda number, name, at: f"/detail.aspx?id={400000 + number}",
    "portal": lambda number, name, at: f"/web/guest/xem-tin/-/asset_publisher//Content/{name}?{640000 + number}",
    "dated": lambda number, name, at: f"/{at:%Y/%m/%d}/{name}/",
    "section": lambda number, name, at: f"/thoi-su/{name}",
    "24h": lambda number, name, at: f"/tin-tuc/{name}-c{46 + number % 5}a{1600000 + number}.html",
    "dec": lambda number, name, at: f"/{name}-{400000 + number}.html",
    "post": lambda number, name, at: f"/{name}-post{90000 + number}.bbg",
    "stamp": lambda number, name, at: f"/{name}-102{at:%y%m%d%H%M%S}{number:03d}.htm",
    "hex": lambda number, name, at: f"/thoi-su/{at:%Y%m}/{name}-{(number * 7919 + 0x3AC6D79) % 0xFFFFFFF:07x}/",
    "plain": lambda number, name, at: f"/tin-bai/thoi-su/{name}",
    "plain-html": lambda number, name, at: f"/{name}.htm",
}
RFC = "%a, %d %b %Y %H:%M:%S +0700"
US = "%-m/%-d/%Y %I:%M:%S\u202f%p"


@dataclass
class InventedSite:
    """One site; `pages` maps addresses to (status, body)."""

    host: str
    now: datetime  # aware, Vietnam's time
    form: str = "dec"
    articles: int = 40
    feed: str = "/rss/home.rss"  # "" for none
    feed_date: str = RFC
    is_declared: bool = True  # the head names the feed
    menu: str = ""  # further HTML of every list page
    missing: tuple[int, bytes] = (404, b"<html></html>")  # what any other address answers
    pages: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    asked: list[Ask] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stories = [self._story(number) for number in range(self.articles)]
        for url, title, at in self.stories:
            text = "\n".join(
                f"Câu thứ {n} của bài kể {title.lower()} diễn ra thế nào trong buổi sáng hôm ấy." for n in range(1, 7)
            )
            self.put(url, article(title, text, at.isoformat()))
        self.put("/", self.list_page(self.stories, f"Báo Gò Nổi - {self.host}"))
        for name in SECTIONS:
            self.put(f"/{slug(name)}", self.list_page(self.stories[:20], name))
        if self.feed:
            self.put(self.feed, self.rss(self.stories[:20]))

    def _story(self, number: int) -> tuple[str, str, datetime]:
        at = self.now - timedelta(minutes=37 * number + 5)
        title = f"{SUBJECTS[number % 5]} {EVENTS[number % 6]}"
        title += f", giai đoạn {('một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám')[number // 5 % 8]}"
        return self.url(FORMS[self.form](number, slug(title), at)), title, at

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return path if path.startswith("http") else f"https://{self.host}{path}"

    def put(self, path: str, body: str | bytes, status: int = 200) -> None:
        """Answers this path with this body."""
        self.pages[self.url(path)] = (status, body.encode() if isinstance(body, str) else body)

    def list_page(self, stories: list[tuple[str, str, datetime]], title: str) -> str:
        """A page with the site's menu and these headlines."""
        menu = "".join(f'<li><a href="/{slug(name)}">{name}</a></li>' for name in SECTIONS)
        cards = "".join(f'<article><h3><a href="{url}">{name}</a></h3></article>' for url, name, _ in stories)
        link = f'<link rel="alternate" type="application/rss+xml" href="{self.feed}">' if self.feed and self.is_declared else ""
        return (
            f'<html lang="vi"><head><title>{title}</title><meta property="og:site_name" content="Báo Gò Nổi">{link}</head>'
            f'<body><ul>{menu}</ul>{cards}{self.menu}<a href="/lien-he">Liên hệ</a></body></html>'
        )

    def rss(self, stories: list[tuple[str, str, datetime]]) -> str:
        """A feed of these stories, with the site's form of dates."""
        items = "".join(
            f"<item><title>{title}</title><link>{url}</link><pubDate>{at.strftime(self.feed_date)}</pubDate></item>"
            for url, title, at in stories
        )
        return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo</title>{items}</channel></rss>'

    def news_sitemap(self, stories: list[tuple[str, str, datetime]]) -> str:
        """A Google-News sitemap of these stories."""
        rows = "".join(
            f"<url><loc>{url}</loc><news:news><news:publication_date>{at.isoformat()}</news:publication_date>"
            f"<news:title>{title}</news:title></news:news></url>"
            for url, title, at in stories
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{rows}</urlset>'
        )

    def survey(self, home: str = "/", **more: Any) -> Survey:
        """What the survey's core makes of this site; `asked` holds what it asked. No network: the core knows none."""
        rounds = survey_site(self.url(home), now=self.now, **more)
        batch = next(rounds)
        while True:
            self.asked += batch
            try:
                batch = rounds.send([self.answer(ask) for ask in batch])
            except StopIteration as end:
                survey: Survey = end.value
                return survey

    def answer(self, ask: Ask) -> Answer:
        """The answer of the site to one ask, as the spider would hand it over."""
        status, body = self.pages.get(ask.url, self.missing)
        trouble = "" if status == 200 else "no_answer" if status == 0 else "blocked" if status == 403 else "missing"
        trouble = "wall" if status == 200 and is_wall(body) else trouble
        return Answer(
            asked=ask.url, url=ask.url, status=status, headers={"content-type": "text/html"}, body=body, trouble=trouble
        )
