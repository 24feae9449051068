"""Sites that live for days: each publishes ten articles a day and shows them on its feed, section pages, home page and sitemap.

In: a `Press`, an outlet of the register, the day. Out: the site's pages for that day; a test changes one thing from a day on.
Everything is invented text of our own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

from crawler.engine import NewsSpider
from data.text.dates import VN
from tests.support.press_server import Press, article, rss

PER_DAY = 10
SHOWN = 30  # newest articles that a list shows
WORDS = ("cau", "duong", "cho", "truong", "lua", "de", "tram", "kenh", "nha", "lang")
TEXT = (
    "Sáng nay, {word} ở huyện Kim Thành, tỉnh Hải Dương được sửa xong sau {number} ngày làm việc liên tục của người dân.\n"
    "Chủ tịch xã cho biết phần việc còn lại sẽ hoàn thành trước mùa mưa, kinh phí do người dân và huyện cùng góp."
)
SOFT_404 = "<html><head><title>Nội dung không tồn tại</title></head><body><h1>Nội dung không tồn tại</h1></body></html>"


@dataclass(frozen=True, kw_only=True)
class Story:
    """One article of a living site."""

    url: str
    title: str
    at: datetime
    page: str


@dataclass
class LivingSite:
    """One outlet's site. `address` makes an article's address from its day and number of the day; a test may replace it."""

    server: Press
    facts: type[NewsSpider]
    host: str = ""
    shape: str = "/tin-{word}-o-kim-thanh-so-{number}-{id}.htm"
    stories: list[Story] = field(default_factory=list)
    frozen: list[Story] = field(default_factory=list)  # what a feed that stands still shows

    @property
    def base(self) -> str:
        """The site's address without a slash at the end."""
        return f"https://{self.host or self.facts.hosts[0]}"

    def publish(self, day: date) -> list[Story]:
        """Ten articles of this day, every half hour of the small hours."""
        fresh = []
        for number in range(PER_DAY):
            at = datetime(day.year, day.month, day.day, 0, 30, tzinfo=VN) + timedelta(minutes=30 * number)
            path = self.shape.format(word=WORDS[number], number=f"{day.day}{number}", id=f"{at:%Y%m%d%H%M%S}0{number:02d}")
            title = f"Kim Thành sửa {WORDS[number]} số {day.day}{number}"
            text = TEXT.format(word=WORDS[number], number=number + 3)
            page = article(title, text, published=at.isoformat())
            self.server.put(self.base + path, page)
            fresh.append(Story(url=self.base + path, title=title, at=at, page=page))
        self.stories += fresh
        return fresh

    @property
    def newest(self) -> list[Story]:
        """What its lists show, newest first."""
        return sorted(self.stories, key=lambda story: story.at, reverse=True)[:SHOWN]

    def feed(self, stories: list[Story] | None = None, shift: timedelta = timedelta(0)) -> str:
        """The feed of these stories; `shift` falsifies its dates."""
        rows = self.newest if stories is None else stories
        return rss(*((story.url, story.title, format_datetime(story.at + shift)) for story in rows))

    def section(self) -> str:
        """A list page of the newest."""
        cards = "".join(f'<article><h3><a href="{story.url}">{story.title}</a></h3></article>' for story in self.newest)
        return f"<html><head><title>Tin mới</title></head><body>{cards}</body></html>"

    def show(self, *, feed: str | None = None, pages: bool = True) -> None:
        """Puts the site's lists as they are now."""
        for address in self.facts.feeds:
            self.server.put(address, self.feed() if feed is None else feed, Content_Type="application/rss+xml")
        for address in (*self.facts.sections, self.base + "/") if pages else ():
            self.server.put(address, self.section())

    def remove(self, address: str) -> None:
        """Nothing stands at the address any more."""
        host, path = urlsplit(address).hostname or "", urlsplit(address).path or "/"
        self.server.pages.pop((host, path), None)
