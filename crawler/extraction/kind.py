"""What sort of page this is: an article, a video, photos, a live report, a list of articles, or a wall.

In: the page's text, its self-description, its parsed tree and address. Out: the kind, or NoArticle for a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from crawler.extraction.encoding import decode
from crawler.extraction.metadata import ARTICLE_TYPES, Structured
from crawler.extraction.unmarked.cards import STORY
from data.text import fold

WALL_LENGTH = 6000  # characters: a wall is a short page; the known one (Lao Động) has 177
WALL_BYTES = 4 * WALL_LENGTH  # UTF-8 has at most four bytes a character: a longer page is longer than a wall, too
TAIL_BYTES = 20_000  # where a complete page closes its body
COOKIE_WALL = re.compile(r"document\.cookie\s*=.*?(?:location\s*\.\s*reload|location(?:\.href)?\s*=|\.reload\s*\()", re.S)
CHALLENGES = ("cf-browser-verification", "challenge-platform", "_cf_chl_opt", "Just a moment...",
              "Attention Required! | Cloudflare", "Enable JavaScript and cookies")  # fmt: skip
CHALLENGE_BYTES = tuple(mark.encode("ascii") for mark in CHALLENGES)
LIVE_PATH = re.compile(r"-(?:tong-thuat|truc-tiep|live)\.html?$|/(?:live|truc-tiep|tuong-thuat)/")
VIDEO_PATH = re.compile(r"/(?:video|videos|video-clip|tv|clip)/|^/video-")
PHOTO_PATH = re.compile(r"/(?:photo|photos|anh|tin-anh|album|infographics?)/")
VIDEO_TITLE = re.compile(r"^\[?video\]?\s*[:\]]|^\[video\]", re.I)
PHOTO_TITLE = re.compile(r"^\[ảnh\]|^ảnh\s*:|^\[photos?\]|^photos?\s*:", re.I)
VIDEO_SECTIONS = frozenset(("video", "videos", "clip"))
VIDEO_MARKS = re.compile(r"(?:^|\s)(?:video-page|page-video|detail-video|video(?:\.\w+)?)(?:\s|$)")
PHOTO_MARKS = re.compile(r"(?:^|\s)(?:photo-page|page-photo|detail-photo|fck_detail_photo)(?:\s|$)")
THIN = 400  # characters of running text: fewer are the sapos of cards
ITEM = 120  # characters of the shortest item, on a page that calls itself an article
MANY_LINKS = 60  # links to other pages: a front page has hundreds
# What a site says in place of an article that is not there, whole: a headline that goes on is a story.
_THING = (
    r"(?:nội dung|bài (?:viết|báo)|trang(?: (?:web|tin|này))?|tin(?: bài| tức)?|đường dẫn|liên kết|địa chỉ"
    r"|dữ liệu|thông tin|page|article|content|story)"
)
_ASKED = (
    r"(?: (?:này|mà|bạn|quý (?:vị|độc giả)|độc giả|đang|vừa|đã|muốn|cần|tìm(?: kiếm)?|yêu cầu|truy cập|xem|mở|đọc|chọn"
    r"|you(?:'re| are)?|requested|were|looking for|the|that))*"
)
_MISSING = (
    r"(?:(?:hiện |đã |có thể |được |bị )*(?:không (?:còn )?(?:tồn tại|tìm thấy|có|khả dụng"
    r"|được tìm thấy|hợp lệ)|(?:bị |được )?(?:xóa|xoá|gỡ|gỡ bỏ|gỡ xuống|hết hạn|di chuyển|chuyển)"
    r"|(?:is |was |has been |could |can |does )?(?:not (?:be )?(?:found|exist|available)"
    r"|n[o'’]?t be found|can[’']t be found|no longer (?:available"
    r"|exists?)|removed|deleted|unavailable)))"
)
GONE = re.compile(
    rf"(?:(?:lỗi|error|http|mã lỗi)\s*:?\s*)?(?:404|410)(?:\s*[-–—:|.!]?\s*(?:(?:page |trang )?(?:not found|error|lỗi"
    rf"|gone)|{_THING}?{_ASKED}\s*{_MISSING}.{{0,60}})?)?[\s!.:]*"
    rf"|(?:rất tiếc|xin lỗi|oops|sorry|ôi|thông báo)?[\s,!.:-]*(?:(?:this |that "
    rf"|the )?{_THING}{_ASKED}\s*{_MISSING}|không (?:tìm thấy"
    rf"|tồn tại|có) {_THING}{_ASKED})"
    r"(?:\s*(?:(?:trên|khỏi) (?:hệ thống|trang|website|máy chủ)[\w ]{0,30})?(?:[,;.]|\b(?:theo yêu cầu|hoặc|hay|or|and)\b"
    r"|(?=\b(?:vui lòng|xin|mời|please)\b))"
    r"\s*(?:(?:hoặc )?(?:đã|đang|có thể|bị|không|đường dẫn|liên kết|bạn|vui lòng|xin|mời|hãy|link|has|is|was|the|may"
    r"|please|you)\b.{0,100})?)?[\s!.:]*"
    r"|(?:page|article|content) not found[\s!.]*|not found[\s!.]*",
    re.I,
)
# What it says under a heading such as "Rất tiếc!" or its own name: the end of a short message, no headline.
MESSAGE = re.compile(
    rf"(?:(?:rất tiếc|xin lỗi|oops|sorry|ôi(?: không)?|thông báo)[\s,!.:-]*)?(?:(?:this |that |the )?{_THING}{_ASKED}\s*"
    r"(?:(?:hiện |đã |có thể |được |bị |vừa )*(?:không (?:còn )?(?:đúng|chính xác|hợp lệ|khả dụng|hoạt động|tồn tại|có hiệu lực"
    r"|truy cập được|có(?: ở đây| sẵn| trên (?:hệ thống|trang))?|được tìm thấy)|ẩn|khóa|hỏng|lỗi|sai|thay đổi|xóa|xoá|gỡ|hết hạn)"
    r"|(?:is |was |has been |may be |could be )?(?:broken|invalid|incorrect|unpublished|moved|expired))"
    rf"|(?:hệ thống )?không (?:tìm thấy|có|tìm được) (?:kết quả|{_THING})(?: nào)?{_ASKED}(?: phù hợp)?"
    r"|(?:it (?:looks like|seems(?: that| like)?) )?(?:nothing (?:was |here was )?found"
    r"|(?:we|I) (?:can(?:no|['’])t|could(?: not|n['’]t)) (?:seem to )?find (?:what you|the|that|this)\b.{0,60}"
    r"|no (?:results|posts|articles) (?:were )?found)(?: (?:here|at this location))?"
    r")(?:\s+(?:hoặc|hay|và|or|and)\b.{0,100}|,.{0,100})?[\s!.…]*",
    re.I,
)
SENTENCES = re.compile(r"(?<=[.!?…])\s+")
MESSAGE_LONGEST = 300  # characters of a message under its heading
GONE_LONGEST = 160  # characters of such a sentence
GONE_MARKS = re.compile(r"(?:^|[\s_-])(?:page-?404|error-?404|404|not-?found|page-?error|error-?page)(?:$|[\s_-])", re.I)
GONE_TEXT = 600  # characters of running text that a page without an article has at most under its message
HEADLINE_HYPHENS = 4  # a section's address has fewer
NUMBERED = re.compile(r"\d{4}")
CARD_TITLE, CARD = 25, 300  # characters of a headline that leads elsewhere, and of a card with its lead
SHORT_BODY = 1200  # characters: with a video beside so little text, the video is the message


class Gone(Exception):
    """The site answers that there is no such article, or no longer."""


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
    nodes: tuple[etree._Element, ...] = ()  # what holds the body, by selectors or as guessed


def is_wall(page: bytes | str) -> bool:
    """True for an answer, feed or page, that only sets a cookie and loads itself again, or asks for a browser check."""
    head = page[:WALL_BYTES]
    if isinstance(head, bytes):
        if len(page) > WALL_BYTES and not any(mark in head for mark in CHALLENGE_BYTES):
            return False  # too long for a wall; not worth decoding
        head = decode(head)
    is_challenge = any(mark in head[:WALL_LENGTH] for mark in CHALLENGES)
    if len(head) > WALL_LENGTH or is_challenge:
        return is_challenge
    return "<p" not in head and COOKIE_WALL.search(head) is not None


def is_complete(page: bytes) -> bool:
    """False for a page that breaks off: what it does not say proves nothing."""
    tail = page[-TAIL_BYTES:].lower()
    return b"</html" in tail or b"</body" in tail


def gone_signs(structured: Structured, tree: etree._Element, title: str, text: str, *, is_dated: bool = False) -> None:
    """Raises Gone when the page says that its article does not exist, though the server answered 200.

    `text` is its body; `is_dated`: it shows a date of its own.
    """
    described = bool(structured.types & ARTICLE_TYPES) and bool(structured.text("datePublished"))
    dated = bool(structured.meta.get("article:published_time"))
    if _says_gone(text) and len(text) <= GONE_LONGEST * 2:
        raise Gone  # the frame of an article around nothing
    if described or dated:
        return
    if _says_gone(title) or any(_says_gone("".join(h1.itertext())) for h1 in tree.iter("h1")):
        raise Gone
    announced = next(("".join(element.itertext()) for element in tree.iter("title")), "")
    if any(_says_gone(part) for part in (announced, *re.split(r"\s+[-–—|]\s+", announced.strip()))):
        raise Gone
    if not is_dated and _is_message(tree):
        raise Gone
    marks = (f"{e.get('class') or ''} {e.get('id') or ''}" for e in tree.iter("body", "main", "section", "div"))
    is_marked = len(text) < GONE_TEXT and any(map(GONE_MARKS.search, marks))
    is_bare = structured.meta.get("og:type") != "article" and (not text or next(tree.iter("h1"), None) is None)
    if (is_marked or is_bare) and any(map(_says_gone, _short_lines(tree))):
        raise Gone


def _says_gone(text: str) -> bool:
    line = " ".join(text.split())
    return 3 <= len(line) <= GONE_LONGEST and GONE.fullmatch(line) is not None


def _is_message(tree: etree._Element) -> bool:
    """True where a short message that there is no article is all that stands between the h1 and the first other story."""
    length, lines = 0, []
    for element, is_inside in _behind_headline(tree):
        if element.tag == "a" and STORY.search(element.get("href") or ""):
            break
        length += len((element.tail or "").strip()) + (0 if is_inside else len((element.text or "").strip()))
        if length > MESSAGE_LONGEST:
            return False
        line = "" if is_inside or element.tag == "a" or len(element) > 2 else "".join(element.itertext())
        if 3 <= len(line) <= MESSAGE_LONGEST:
            lines.append(" ".join(line.split()))
    sentences = (sentence for line in lines for sentence in (line, *SENTENCES.split(line)))
    return any(_says_gone(sentence) or (len(sentence) <= GONE_LONGEST and MESSAGE.fullmatch(sentence)) for sentence in sentences)


def _behind_headline(tree: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The first h1 and what follows it, in the order of the page, each with whether it is part of the h1."""
    heading = next(tree.iter("h1"), None)
    inside: set[etree._Element] = set(heading.iter()) if heading is not None else set()
    is_behind = False
    for element in tree.iter(etree.Element) if heading is not None else ():
        is_behind = is_behind or element is heading
        if is_behind and element.tag not in ("script", "style", "noscript", "option"):
            yield element, element in inside


def _short_lines(tree: etree._Element) -> list[str]:
    """Headings and short paragraphs."""
    lines = (
        " ".join("".join(element.itertext()).split())
        for element in tree.iter("h1", "h2", "h3", "p", "div", "span", "strong")
        if len(element) < 2
    )
    return [line for line in lines if 3 <= len(line) <= GONE_LONGEST]


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
    announced = signs.structured.meta.get("og:type") == "article" and next(signs.tree.iter("h1"), None) is not None
    if is_article_shaped(signs.address) and _is_one_text(signs.nodes, ITEM if announced else THIN):
        return
    raise NoArticle


def is_article_shaped(address: str) -> bool:
    """True for an address that ends as those of articles do: a headline in it, or a number of four digits and more."""
    parts = urlsplit(address)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return last.count("-") >= HEADLINE_HYPHENS or NUMBERED.search(last) is not None or NUMBERED.search(parts.query) is not None


def _is_one_text(nodes: tuple[etree._Element, ...], least: int) -> bool:
    """True where the text is no row of cards, each with a headline that leads to its story."""
    length = links = 0
    for node in nodes:
        length += len(" ".join("".join(node.itertext()).split()))
        links += sum(1 for link in node.iter("a") if len("".join(link.itertext()).strip()) >= CARD_TITLE)
    return length >= least and links * CARD < length


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
