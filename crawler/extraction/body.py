"""The article's text out of its body node.

In: an lxml node and the selectors of what is not the article. Out: paragraphs. The tree is private to the reader, so what is
dropped is taken out of it for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from crawler.extraction.blocks import BLOCKS, CELLS, SILENT, SPACED
from crawler.extraction.cms_families import DROP_ALWAYS
from crawler.extraction.encoding import unescape
from crawler.extraction.selectors import select_with, traits_of
from crawler.extraction.unmarked.furniture import is_furniture, is_offer
from data.text import compare_key, tidy

# Class or id tokens of boxes that stand inside a body without being the article.
BOX = re.compile(
    r"(?:^|[\s_-])(?:relate[ds]?|relatenews|relation|lien-?quan|tin-?lien-?quan|tinlienquan|xem-?them|doc-?them"
    r"|tin-?moi|advert\w*"
    r"|quang-?cao|banner|social|share|tags?|keywords?|tu-?khoa|comments?|binh-?luan|copyright|newsletter|subscri(?:be"
    r"|ption)|paywall|regwall|login-?box|consent|caption|most-?read|tin-?doc-?nhieu"
    r"|recommend\w*|widget)(?:$|[\s_-])",
    re.I,
)
NOTICE = re.compile(
    r"^(?:(?:link|đường dẫn|url|nguồn|source|xem tại)[^:]{0,20}:\s*)?https?://\S+$|^[(\[]?(?:Ảnh|Photo|Đồ họa|Nguồn ảnh"
    r"|Ảnh minh họa|Photo by|Image)\s*[:|]|^[(\[]?(?:Ảnh minh họa"
    r"|Ảnh tư liệu)[)\].]*$"
    r"|^(?:>>+|»|►|▶|=>|☛)|^(?:Xem thêm|Đọc thêm|Tin liên quan|Bài liên quan|Có thể bạn quan tâm"
    r"|Mời (?:quý vị|quý độc giả|độc giả|bạn đọc|bạn)"
    r"|Từ khóa|Tags?|Clip|Video|Ảnh|Nguồn ảnh|Chú thích ảnh|Theo dõi .{0,40} trên|Read more|Related)\s*:"
    r"|^Mời (?:quý )?(?:vị|độc giả|bạn đọc) (?:xem|đọc|theo dõi)\b"
    r"|^(?:Quảng cáo|Advertisement|Tin mới|Tin liên quan|Tin cùng chuyên mục|Link bài gốc\b.*)$",
    re.I,
)
# An agency's own mark. "Theo Tuổi Trẻ" stays: it says whose article is reprinted.
SOURCE_LINE = re.compile(r"^[(\[](?:TTXVN|Vietnam\+|VNA|TTXVN/Vietnam\+|VNA/VNS|VNS)[)\]]\.?$")
# A line that is nothing but the date of the page, for bodies that hold the whole article (VOV).
DATE_LINE = re.compile(
    r"(?:(?:Thứ (?:hai|ba|tư|năm|sáu|bảy)|Chủ nhật|Cập nhật)[\s,:|-]*|(?:lúc|ngày)\s+|\d{1,2}(?::|h)\d{2}(?::\d{2})?'?[\s,|/-]*)*"
    r"\d{1,2}[/.-]\d{1,2}[/.-]20\d{2}[\s,|-]*(?:\d{1,2}(?::|h)\d{2}(?::\d{2})?)?\s*(?:[AP]M)?\s*\(?(?:GMT\s?\+\s?7)?\)?",
    re.I,
)
# Text that a reader does not see: inline styles, and the usual classes for what only screen readers say.
HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|right|text-indent)\s*:\s*-\d{3,}|font-size\s*:\s*0(?:px|em"
    r"|pt)?\s*(?:;|$)"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|clip\s*:\s*rect\(\s*0",
    re.I,
)
HIDDEN = etree.XPath(
    ".//*[@style or @aria-hidden='true' or contains(@class, 'hidden') or contains(@class, 'sr-only')"
    " or contains(@class, 'screen-reader')]"
)
HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:(?:visually|element)-?hidden|sr-only|screen-reader(?:-text)?|u-hidden|is-hidden|hidden-text)(?:\s|$)", re.I
)
WALLED = etree.XPath("./*[contains(@class, 'wall') or contains(@class, 'lock')]|./*/*[contains(@class, 'wall')]")
TAIL = 3  # elements at a body's end where an offer stands
OFFER_WORDS = (
    "đăng nhập",
    "đăng ký",
    "gói",
    "tài khoản",
    "thành viên",
    "dành riêng",
    "dành cho",
    "subscri",
    "member",
    "sign in",
    "reading",
    "trial",
)
PAYWALL = re.compile(r"(?:^|[\s_-])(?:paywall|regwall|premium-(?:lock|wall|offer)|content-lock)(?:$|[\s_-])", re.I)
CLOCK = re.compile(r"\d(?::|h)\d{2}|^Thứ |^Chủ nhật", re.I)  # "Ngày 1/6/2020" alone may head a part of a chronicle
CAPTIONS = ("figcaption, .PhotoCMS_Caption, .desc_cation",)  # in one selector: in the order of the page
SHORT = 200  # characters: longer paragraphs are never taken for a notice
LEAST = 80  # characters: a body shorter than this may be a photo story whose text stands in its captions
LAST_BLOCKS, OFFER_LONGEST = 6, 350  # where an offer stands, and how long it is
BESIDE = 3  # levels above a block of a body where its fellows may stand
PHOTO_STORY = 600  # characters of captions that outweigh the text: they are the story


def text_of(node: etree._Element) -> str:
    """The text of one element on one line. VnExpress's location stamp is set off: "Hải Dương - Một vụ …"."""
    if not len(node) and node.tag not in SILENT:
        return tidy(unescape(node.text or ""))
    return tidy(unescape(_joined(node)))


def seen_text(node: etree._Element) -> str:
    """The text of one element on one line without what is hidden in it, a badge for screen readers."""
    if len(node) and HIDDEN(node):
        node = deepcopy(node)
        node.tail = None
        _drop_hidden(node)
    return text_of(node)


def block_lines(node: etree._Element) -> list[str]:
    """The text of each block in an element, links and all."""
    return [line for block in node.iter() if isinstance(block.tag, str) and (line := text_of(block))]


def sapo_text(node: etree._Element) -> str:
    """A sapo without the headlines of other stories that stand in it: links of their own line, lists of them."""
    if not any(True for _ in node.iter("a", "li")):
        return text_of(node)
    lines = list(_lines(node))
    return " ".join(lines) if lines else text_of(node)


def _joined(node: etree._Element) -> str:
    pieces: list[str] = []
    for event, element in etree.iterwalk(node, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(element.tail or "")
            continue
        silent = element.tag in SILENT
        if event == "start":
            pieces.append(" " if element.tag in SPACED else "")
            pieces.append("" if silent else element.text or "")
        else:
            stamp = "location-stamp" in (element.get("class") or "")
            pieces.append(" - " if stamp else " " if element.tag in SPACED else "")
            pieces.append("" if element is node else element.tail or "")
    return "".join(pieces)


def size_of(node: etree._Element) -> int:
    """About how many characters of text an element holds: cheaper than `text_of`."""
    return len(" ".join("".join(node.itertext()).split()))


def holds(node: etree._Element, least: int) -> bool:
    """True when an element has at least about `least` characters of text."""
    length = 0
    for piece in node.itertext():
        length += len(piece.strip())
        if length >= least:
            return True
    return False


def blocks_of_one_body(nodes: list[etree._Element]) -> tuple[etree._Element, ...]:
    """Of the elements that one selector names, those that make one body together: the first, and its fellows beside it."""
    first = nodes[0]
    if len(nodes) == 1:
        return (first,)
    above = first.getparent()
    for _ in range(BESIDE):
        if above is None or above.tag == "html":
            break
        fellows = [node for node in nodes if any(around is above for around in node.iterancestors())]
        if len(fellows) > 1:
            alone = [node for node in fellows if not any(around in fellows for around in node.iterancestors())]
            return (first,) if _is_of_several(above) else tuple(alone)
        above = above.getparent()
    return (first,)


def _is_of_several(above: etree._Element) -> bool:
    """True where several articles stand: each has a headline."""
    return len(list(above.iter("h1"))) > 1 or len(list(above.iter("article"))) > 1


def drop(node: etree._Element, selectors: Iterable[str], traits: set[str] | None = None) -> None:
    """Takes out of `node` what the selectors match, keeping the text that follows each. Plain names go in one step."""
    names: list[str] = []
    others: list[str] = []
    for selector in selectors:
        (names if selector.isalpha() else others).append(selector)
    etree.strip_elements(node, *names, with_tail=False)
    for element in list(select_with(node, others, traits or traits_of(node)) if others else ()):
        if element is not node:
            remove(element)


def remove(element: etree._Element) -> None:
    """One element out of the tree; its tail stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def paragraphs(node: etree._Element, drops: Iterable[str], *, skip: Iterable[str] = ()) -> list[str]:
    """The article's paragraphs. `skip` are texts that are told elsewhere (headline, sapo, authors' names) and so left out."""
    traits = traits_of(node)
    captions = [text_of(caption) for caption in select_with(node, CAPTIONS, traits)]
    drop(node, (*DROP_ALWAYS, *drops), traits)
    _drop_hidden(node)
    _drop_boxes(node)
    skipped = {compare_key(text) for text in skip if text}
    lengths = set(map(len, skipped))  # the key of a line is as long as the line in small letters
    lines = [line for line in _lines(node) if len(line.casefold()) not in lengths or compare_key(line) not in skipped]
    lines = [line for line in lines if not is_notice(line)]
    while lines and (SOURCE_LINE.match(lines[-1]) or _is_mark(lines[-1]) or (len(lines) > 1 and is_furniture(lines[-1]))):
        lines.pop()
    text_length, pictured = sum(map(len, lines)), sum(map(len, captions))
    if pictured > 2 * text_length and (text_length < LEAST or pictured > PHOTO_STORY):
        lines += [line for line in dict.fromkeys(captions) if line and line not in lines]
    return lines


def is_teaser(node: etree._Element) -> bool:
    """True for a body that ends in an offer, "Hãy đăng nhập để đọc tiếp": what stands above it is only the beginning."""
    if any(PAYWALL.search(box.get("class") or "") and not holds(box, 2 * OFFER_LONGEST) for box in WALLED(node)):
        return True
    tail = "".join("".join(child.itertext())[-OFFER_LONGEST:] for child in node[-TAIL:]).casefold()
    if not any(word in tail for word in OFFER_WORDS):
        return False
    blocks = list(node.iter("p", "div"))[-LAST_BLOCKS:]
    return any(is_offer(text_of(block)) for block in blocks if not holds(block, OFFER_LONGEST))


def _drop_hidden(node: etree._Element) -> None:
    """Text that no reader sees, unless it is most of the text: then a script shows it."""
    whole = 0
    for element in list(HIDDEN(node)):
        style, marks = element.get("style") or "", element.get("class") or ""
        if element.get("aria-hidden") != "true" and not _hides(style) and not (marks and HIDDEN_CLASS.search(marks)):
            continue
        if element.getparent() is None:
            continue
        whole = whole or size_of(node)
        if size_of(element) * 2 < whole:
            remove(element)


@lru_cache(maxsize=1024)
def _hides(style: str) -> bool:
    """Whether a style takes its element out of sight; a page has few of them, each many times."""
    return HIDDEN_STYLE.search(style) is not None


def _drop_boxes(node: etree._Element) -> None:
    """Boxes known by their class names, unless one holds most of the text (then its name means something else)."""
    whole = 0
    for element in list(node.iter("div", "ul", "section", "table", "ol")):
        marks = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(marks) == 1 or element is node or element.getparent() is None or not BOX.search(marks):
            continue
        whole = whole or size_of(node)
        if size_of(element) * 2 < whole:
            remove(element)


def _lines(node: etree._Element) -> Iterator[str]:
    """Blocks of text in order, without those that are nothing but links to other pages."""
    text: list[str] = []
    linked = 0
    inside = 0

    def flush() -> Iterator[str]:
        nonlocal linked
        raw = "".join(text)
        line = "" if not raw or raw.isspace() else tidy(unescape(raw))
        if line and not (linked and linked >= len(line) - 3 and len(line) >= 15):
            yield line
        text.clear()
        linked = 0

    def add(piece: str | None) -> None:
        nonlocal linked
        if piece:
            text.append(piece)
            linked += len(tidy(piece)) if inside else 0

    for event, element in etree.iterwalk(node, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            add(element.tail)
            continue
        if element.tag in BLOCKS:
            yield from flush()
        elif element.tag in CELLS:
            text.append(" ")
        if event == "start":
            inside += element.tag == "a" and bool(element.get("href"))
            add(element.text)
            continue
        inside -= element.tag == "a" and bool(element.get("href"))
        if element is not node:
            add(element.tail)
    yield from flush()


def is_notice(line: str) -> bool:
    """True for a line that leads to other articles, names a photo, or is nothing but the page's date."""
    if len(line) >= SHORT:
        return False
    is_date = len(line) < 60 and line[-1] in "0123456789)mM" and bool(CLOCK.search(line)) and bool(DATE_LINE.fullmatch(line))
    return is_date or NOTICE.match(line) is not None


def _is_mark(line: str) -> bool:
    """A last line that carries no word: "./.", "***", "---"."""
    return not any(char.isalnum() for char in line)
