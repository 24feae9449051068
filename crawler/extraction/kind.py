"""What sort of page this is: an article, a video, photos, a live report, a list of articles, or a wall.

In: the page's text, its self-description, its parsed tree and address. Out: the kind, or NoArticle for a list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from crawler.extraction.encoding import decode
from crawler.extraction.metadata import ARTICLE_TYPES, Structured
from data.text import fold

WALL_LENGTH = 6000  # characters: a wall is a short page; the known one (Lao Động) has 177
WALL_BYTES = 4 * WALL_LENGTH  # UTF-8 has at most four bytes a character: a longer page is longer than a wall, too
TAIL_BYTES = 20_000  # where a complete page closes its body
COOKIE_WALL = re.compile(r"document\.cookie\s*=.*?(?:location\s*\.\s*reload|location(?:\.href)?\s*=|\.reload\s*\()", re.S)
CHALLENGE = re.compile(
    r"cf-browser-verification|challenge-platform|_cf_chl_opt|Just a moment\.\.\.|Attention Required! \| Cloudflare"
    r"|Enable JavaScript and cookies"
)
CHALLENGE_BYTES = re.compile(CHALLENGE.pattern.encode("ascii"))
LIVE_PATH = re.compile(r"-(?:tong-thuat|truc-tiep|live)\.html?$|/(?:live|truc-tiep|tuong-thuat)/")
VIDEO_PATH = re.compile(r"/(?:video|videos|video-clip|tv|clip)/|^/video-")
PHOTO_PATH = re.compile(r"/(?:photo|photos|anh|tin-anh|album|infographics?)/")
VIDEO_TITLE = re.compile(r"^\[?video\]?\s*[:\]]|^\[video\]", re.I)
PHOTO_TITLE = re.compile(r"^\[ảnh\]|^ảnh\s*:|^\[photos?\]|^photos?\s*:", re.I)
VIDEO_SECTIONS = frozenset(("video", "videos", "clip"))
VIDEO_MARKS = re.compile(r"(?:^|\s)(?:video-page|page-video|detail-video|video(?:\.\w+)?)(?:\s|$)")
PHOTO_MARKS = re.compile(r"(?:^|\s)(?:photo-page|page-photo|detail-photo|fck_detail_photo)(?:\s|$)")
THIN = 400  # characters of running text: fewer are the sapos of cards
MANY_LINKS = 60  # links to other pages: a front page has hundreds
SHORT_BODY = 1200  # characters: with a video beside so little text, the video is the message


class NoArticle(Exception):
    """The page is a list of articles."""


@dataclass(frozen=True)
class Signs:
    """What speaks for an article."""

    structured: Structured
    tree: etree._Element
    address: str
    is_address: bool  # the address has the form of the outlet's articles
    body: bool  # a body node was found
    date_from: str


def is_wall(page: bytes | str) -> bool:
    """True for an answer, feed or page, that only sets a cookie and loads itself again, or asks for a browser check."""
    head = page[:WALL_BYTES]
    if isinstance(head, bytes):
        if len(page) > WALL_BYTES and CHALLENGE_BYTES.search(head) is None:
            return False  # too long for a wall; not worth decoding
        head = decode(head)
    if len(head) > WALL_LENGTH and not CHALLENGE.search(head[:WALL_LENGTH]):
        return False
    return bool(COOKIE_WALL.search(head) and "<p" not in head) or bool(CHALLENGE.search(head[:WALL_LENGTH]))


def is_complete(page: bytes) -> bool:
    """False for a page that breaks off: what it does not say proves nothing."""
    tail = page[-TAIL_BYTES:].lower()
    return b"</html" in tail or b"</body" in tail


def listing_signs(signs: Signs) -> None:
    """Raises NoArticle when the page is a list of articles or a front page."""
    described = bool(signs.structured.types & ARTICLE_TYPES) and bool(signs.structured.text("headline"))
    dated = signs.date_from in ("jsonld", "meta")
    if urlsplit(signs.address).path in ("", "/"):
        raise NoArticle
    if described or (dated and signs.body):
        return
    if not signs.body and _says_it_is_home(signs.tree):
        raise NoArticle  # the site's page for "no such article"
    text = _running_text(signs.tree)
    if signs.is_address:
        if not signs.body and not dated and text < THIN and _links(signs.tree) > MANY_LINKS:
            raise NoArticle  # a removed article that answers with the front page
        return
    website = signs.structured.meta.get("og:type") == "website"
    headed = next(signs.tree.iter("h1"), None) is not None or signs.structured.meta.get("og:type") == "article"
    if dated or (headed and not website and text >= (THIN if signs.body else 2 * THIN)):
        return
    raise NoArticle


def kind_of(structured: Structured, tree: etree._Element, url: str, title: str, section: str, length: int) -> str:
    """article, video, photo or live. `length` is that of the body in characters."""
    path = urlsplit(url).path
    body = next(tree.iter("body"), None)
    marks = f"{body.get('class') or ''} {structured.meta.get('og:type', '')}".lower() if body is not None else ""
    if "LiveBlogPosting" in structured.types or LIVE_PATH.search(path) or fold(title).startswith(("truc tiep:", "truc tiep ")):
        return "live"
    video_named = (
        VIDEO_PATH.search(path) or VIDEO_TITLE.search(title) or VIDEO_MARKS.search(marks) or fold(section) in VIDEO_SECTIONS
    )
    if video_named or (structured.video and length < SHORT_BODY):
        return "video"
    article = next(tree.iter("article"), None)
    shape = f"{marks} {article.get('class') or ''}" if article is not None else marks
    if PHOTO_PATH.search(path) or PHOTO_TITLE.search(title) or PHOTO_MARKS.search(shape):
        return "photo"
    return "article"


def _says_it_is_home(tree: etree._Element) -> bool:
    links = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    return bool(links) and all(urlsplit(href.strip()).path in ("", "/") for href in links)


def _links(tree: etree._Element) -> int:
    return sum(1 for link in tree.iter("a") if len(link.get("href") or "") > 20)


def _running_text(tree: etree._Element) -> int:
    """Characters of the longest run of paragraphs (at least 80 characters each, no links) under one parent: lists have cards."""
    runs: dict[etree._Element, int] = {}
    for element in tree.iter("p"):
        linked = sum(len(link.text or "") for link in element.iter("a"))
        length = len("".join(element.itertext()).strip())
        parent = element.getparent()
        if length >= 80 and linked * 2 < length and parent is not None:
            runs[parent] = runs.get(parent, 0) + length
    return max(runs.values(), default=0)
