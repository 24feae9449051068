"""Which of the dates that a page shows may be its article's publication.

In: an element of a parsed page, or a short line with dates. Out: whether it is the time of an update, the clock of the page, or
a date that a sentence or a caption speaks of; and the date of a line that is none of these, where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.extraction.blocks import SILENT, SPACED
from crawler.extraction.encoding import unescape
from data.text import tidy

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
DAY = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?20\d{2}|\b\d{1,2}/\d{1,2}/\d{2}(?!\d)|20\d{2}[-/]\d{1,2}[-/]\d{1,2}"
    r"|\d{1,2} tháng \d{1,2}(?:,| năm)? 20\d{2}"
    rf"|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? 20\d{{2}}|\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? 20\d{{2}})"
)
HALF = r"(?:\s?(?:[ap]\.?m\b\.?|(?:sáng|trưa|chiều|tối|đêm|SA|CH)(?!\w)))?"
ZONE = (
    r"(?:\s?\(?(?:GMT|UTC|ICT|SGT|JST|EDT|EST|IST)?\s?[+-]\s?\d{1,2}(?::?\d{2})?(?!\d)\)?"
    r"|\s?\(?(?:GMT|UTC|ICT|SGT|JST|EDT|EST|Z)\b\)?)?"
)
HOUR = rf"\d{{1,2}}\s?(?::|h|giờ)\s?\d{{2}}(?::\d{{2}})?{HALF}{ZONE}"
MOMENT = re.compile(rf"{HOUR}\D{{0,24}}{DAY}(?!\d)|{DAY}[^\d]{{0,24}}{HOUR}", re.I)
SPELLED_CLOCK = re.compile(r"\w giờ\b", re.I)  # "tám giờ rưỡi tối", "10 giờ 3 phút"
HAS_DAY = re.compile(DAY, re.I)
LICENCE = re.compile(r"giấy phép|\bGP\b|-GP|cấp (?:lúc|ngày)|licen[cs]e", re.I)  # its date is the site's
LONGEST_DATE = 100  # characters of a date line with what stands beside it
LONGEST_BOX = 200  # characters of a box with an article's dates

UPDATE = re.compile(
    r"(?:cập nhật|chỉnh sửa|hiệu chỉnh|sửa đổi|sửa|(?:last |recently )?(?:updated|modified|edited|revised))"
    r"(?: (?:lần cuối|lần gần nhất|gần nhất|mới nhất|cuối|vào|lúc|ngày|on|at|last))*(?:\W*(?:ngày|thứ|lúc))?\W*$",
    re.I,
)
PUBLISHED = re.compile(
    r"(?:đăng|xuất bản|phát hành|phát sóng|ngày (?:tạo|viết)|published|posted|first published|created)"
    r"(?: (?:tải|bài|tin|lần đầu|vào|lúc|ngày|on|at))*\W*$|^\W*(?:ngày )?(?:đăng|xuất bản)\b",
    re.I,
)
UPDATE_MARKS = re.compile(r"(?:^|[\s_-])(?:updated?|modified|last-?mod\w*|cap-?nhat)(?:$|[\s_-])", re.I)
PUBLISHED_MARKS = re.compile(r"publish|entry-date$", re.I)
CLOCK_MARKS = re.compile(
    r"(?:^|[\s_-])(?:today|clock|current-?(?:date|time|day)|(?:date|time|day)-?(?:now|today|current)|now|hom-?nay|dong-?ho"
    r"|server-?time|top-?bar|header-?top)(?:$|[\s_-])",
    re.I,
)
CAPTION_TAGS = frozenset(("figcaption", "figure", "caption", "blockquote"))
CAPTION_MARKS = re.compile(r"(?:^|[\s_-])(?:\w*caption|chu-?thich(?:-?anh)?|credit)(?:$|[\s_-])", re.I)
CREDIT = re.compile(r"(?:ảnh|photo|clip|video|đồ họa|nguồn)\s*:", re.I)
INLINE = frozenset(("b", "strong", "i", "em", "span", "a", "u", "font", "time", "mark"))
PARAGRAPHS = frozenset(("p", "h2", "h3", "li", "td", "blockquote"))
DATE_WORDS = frozenset((
    "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy", "chủ", "nhật", "ngày", "lúc", "vào", "giờ", "phút", "sáng", "chiều", "tối",
    "trưa", "đêm", "on", "at", "tháng", "gmt", "utc", "am", "pm",
))  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")
ENDS_SENTENCE = re.compile(r"[.!?…][\"”’)]*$")
PARTS = re.compile(r"[|•·:–—]|\s-\s")  # between the parts of a line
RUNNING = re.compile(r"\s*,?\s*(?:[a-zà-ỹ]|$)")
BESIDE = re.compile(
    r"\s*[,(]?\s*(?:(?:và |and )?(?:được )?(?:cập nhật|sửa|chỉnh sửa|đăng|updated|modified|published)|bởi|viết bởi"
    r"|by\b|in\b|under\b|trong (?:chuyên )?mục|tại (?:chuyên )?mục|của\b|bình luận|chia sẻ|lượt|lưu\b|theo dõi|nghe\b|gửi\b"
    r"|cỡ chữ|phút đọc|min)",
    re.I,
)  # what stands beside the date of an article
OWN_HEADER = re.compile(r"entry|article|post|story|detail|content|meta", re.I)
SENTENCE_WORDS = 3  # words beside a date, in small letters: with a full stop, or running on, a sentence
LEVELS = 4  # elements around a date that may say what it is


def line_of(element: etree._Element) -> str:
    """The text of one element on one line."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        is_start = event == "start"
        text = "" if (node.tag in SILENT if is_start else node is element) else node.text if is_start else node.tail
        pieces += (" " if node.tag in SPACED else "", text or "")
    return tidy(unescape("".join(pieces)))


def moment_of(element: etree._Element) -> str:
    """The moment, day and clock, that an element's short line shows as a date of its own; empty where it shows none."""
    length = 0
    for piece in element.itertext():
        length += len(piece.strip())
        if length > LONGEST_DATE:
            return ""
    line = line_of(element) if length > 11 else ""
    if not line or LICENCE.search(line):
        return ""
    if SPELLED_CLOCK.search(line) and HAS_DAY.search(line) and not MOMENT.search(line):
        return "" if _is_told(element, line, HAS_DAY) else line
    moment = publication_in(line)
    return "" if moment and _is_told(element, line, MOMENT) else moment


def publication_in(line: str) -> str:
    """The first moment of a line that is not labelled as an update; else the first; empty where there is none."""
    first, end = "", 0
    for match in MOMENT.finditer(line):
        if UPDATE.search(line[end : match.start()]) is None:
            return match[0]
        first, end = first or match[0], match.end()
    return first


def is_update(element: etree._Element) -> bool:
    """True for an element that says, or whose label before it says, that its date is the last change."""
    for around in (element, element.getparent()):
        marks = f"{around.get('class') or ''} {around.get('itemprop') or ''}" if around is not None else ""
        if UPDATE_MARKS.search(marks.replace("dateModified", "modified")):
            return PUBLISHED_MARKS.search(marks) is None
        if around is None or PUBLISHED_MARKS.search(marks):
            break
    line = "".join(element.itertext())[: 2 * LONGEST_DATE]
    moments = list(MOMENT.finditer(line)) or list(HAS_DAY.finditer(line))
    if moments and any(char.isalpha() for char in line[: moments[0].start()]):
        starts = [0, *(match.end() for match in moments)]
        return all(UPDATE.search(line[start : match.start()]) for start, match in zip(starts, moments, strict=False))
    return UPDATE.search(_label_before(element)) is not None


def publication_beside(update: etree._Element) -> Iterator[str]:
    """The dates in the box around an update that are labelled otherwise: the article's publication."""
    box = update.getparent()
    for _ in range(2):
        if box is None or box.tag in ("body", "html") or len(" ".join("".join(box.itertext()).split())) > LONGEST_BOX:
            return
        for element in box.iter(etree.Element):
            if element is update or element is box or is_update(element):
                continue
            stamp = (element.get("datetime") or "").strip() if element.tag == "time" else ""
            line = line_of(element)
            if stamp:
                yield stamp
            elif MOMENT.search(line) and not any(child is update for child in element.iter()):
                yield publication_in(line)
        box = box.getparent()


def is_page_clock(element: etree._Element, ground: frozenset[etree._Element]) -> bool:
    """True for a date in the head of the page, or one that is called today's: the time of reading."""
    around: etree._Element | None = element
    while around is not None and around not in ground and around.tag not in ("body", "html", "article", "main"):
        if around.tag == "header" and (ground or next(around.iter("h1"), None) is None):
            is_own = OWN_HEADER.search(around.get("class") or "") is not None
            return not is_own and not any(above.tag in ("article", "main") for above in around.iterancestors())
        if CLOCK_MARKS.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
        around = around.getparent()
    return False


def is_caption(element: etree._Element) -> bool:
    """True for what stands in the caption of a picture, or in a quotation."""
    around: etree._Element | None = element
    for _ in range(LEVELS):
        if around is None or around.tag in ("body", "html", "main", "article"):
            return False
        if around.tag in CAPTION_TAGS or CAPTION_MARKS.search(around.get("class") or ""):
            return True
        around = around.getparent()
    return False


def is_in_sentence(element: etree._Element) -> bool:
    """True for an element, such as `time`, inside a paragraph whose words run on around it."""
    around = element.getparent()
    if element.tag not in INLINE or around is None:
        return False
    around = around.getparent() if around.tag in INLINE else around
    if around is None or around.tag not in PARAGRAPHS:
        return False
    line = line_of(around)
    match = MOMENT.search(line) or HAS_DAY.search(line)
    return match is not None and _runs_on(line[: match.start()], line[match.end() :])


def _is_told(element: etree._Element, line: str, pattern: re.Pattern[str]) -> bool:
    """Whether a sentence or a caption speaks of the date."""
    match = pattern.search(line)
    if match is None:
        return False
    return _runs_on(line[: match.start()], line[match.end() :]) or is_caption(element) or is_in_sentence(element)


def _runs_on(before: str, behind: str) -> bool:
    """Whether the words around a date make a sentence with it: a label before it, names and menus beside it make none."""
    if label := PUBLISHED.search(before) or UPDATE.search(before):
        before = before[: label.start()]
    elif CREDIT.search(behind) and len(WORD.findall(before)) > 1:
        return True
    small_before = _small_words(PARTS.split(before)[-1])
    small_behind = _small_words(PARTS.split(behind)[0])
    is_running = RUNNING.match(behind) is not None and BESIDE.match(behind) is None
    if small_before >= SENTENCE_WORDS or (small_behind >= SENTENCE_WORDS and is_running):
        return True
    is_sentence = label is None and ENDS_SENTENCE.search(tidy(before + behind)) is not None
    return is_sentence and small_before + small_behind >= SENTENCE_WORDS


def _small_words(text: str) -> int:
    return sum(word[0].islower() and word not in DATE_WORDS for word in WORD.findall(text))


def _label_before(element: etree._Element) -> str:
    """The words directly before an element, on its own line or in the cell before it."""
    before = element.getprevious()
    if before is None:
        around = element.getparent()
        return ((around.text or "") if around is not None else "")[-LONGEST_DATE:]
    if (before.tail or "").strip():
        return (before.tail or "")[-LONGEST_DATE:]
    words = "".join(before.itertext())
    return words[-LONGEST_DATE:] if len(words) <= LONGEST_DATE else ""
