"""Who wrote an article.

In: the names a page offers in its JSON-LD, meta elements, byline and last lines. Out: persons' names (and agencies) in order,
never the site's own name. "Tâm HằngTTXVN" is a name and an agency run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from crawler.extraction.body import text_of
from crawler.extraction.encoding import unescape
from crawler.extraction.metadata import Structured
from crawler.extraction.selectors import Marked
from crawler.extraction.unmarked.cards import leads_elsewhere
from data.text import fold, tidy

AGENCIES = r"TTXVN|Vietnam\+|Reuters|AFP|AP|Xinhua|Yonhap|TASS|Kyodo|THX"
RUN_TOGETHER = re.compile(rf"(?<=[a-zà-ỹ])\s*\(?((?:{AGENCIES})(?:/[^()]{{2,20}})?)\)?$")
SEPARATOR = re.compile(r"\s*[;,|•·]\s*(?![^()]*\))|\s+[-–—]\s+(?![^()]*\))|(?<=\w)/(?=[A-ZĐÀ-Ỹ])(?![^()]*\))")
LEAD = re.compile(
    r"^(?:(?:Tác giả|Thực hiện|Phóng viên|PV|By|Author"
    r"|(?:Bài|Tin|Ảnh|Clip|Video)(?:\s*(?:,|và|&|-|/|\s)\s*(?:bài|tin|ảnh|clip|video))*)"
    r"\s*:\s*|By\s+"
    r"|(?:(?:Được )?(?:viết|đăng|thực hiện|biên soạn|thể hiện) bởi|Bởi|(?:Written|Posted|Published|Reported|Words) by)"
    r"(?:\s*:\s*|\s+(?=(?-i:[A-ZĐÀ-Ỹ])))"
    r"|Theo\s+(?=.*[À-ỹ]))",
    re.I,
)
# What a masthead is made of. Accents matter: "Báo" is one, "Bảo Anh" and "Trang Thu" are people.
MASTHEAD = re.compile(
    r"^(?:báo|tạp chí|đài|thông tấn xã|cơ quan|trang tin|trang thông tin|cổng thông tin|t[òo][àa] soạn|ban biên tập|admin"
    r"|administrator|editor|root|quản trị)\b|(?-i:^(?:bao|tapchi|toasoan)[a-z0-9]{3,}$)"
    r"|\b(?:online|điện tử|news|newspaper|media|jsc|corp|vccorp|group|website|magazine)\b"
    r"|vietnam\+|\.(?:vn|com|net|org)\b|https?:|@|facebook",
    re.I,
)
# What a CMS prints where nobody is named.
NOBODY = frozenset((
    "no author", "no name", "undefined", "null", "none", "nan", "n a", "na", "anonymous", "unknown", "unknown author",
    "khong ro", "dang cap nhat", "chua ro", "chua cap nhat", "khong co", "author", "tac gia", "nguoi viet", "user", "guest",
    "test", "false", "true", "object object", "an danh", "default", "webmaster", "staff", "by", "khong ten", "khuyet danh",
    "no byline", "bien tap vien", "phong vien", "pv", "btv", "ctv", "cong tac vien", "nguon", "tong hop", "theo",
))  # fmt: skip
NAMELESS = re.compile(
    r"(?:(?:undefined|null|none|nan|nil|n a|unknown|anonymous|object)(?: |$))+$|(?:to be )?updat(?:ing|ed)$|tbd$"
    r"|(?:chon|select|choose)(?: an?)? (?:tac gia|author)|khong xac dinh|khong tac gia|unnamed$"
    r"|(?:no (?:author|name|byline)|unknown author|khong (?:co|ro) (?:tac gia|ten)|chua (?:co|ro|xac dinh|cap nhat)|dang cap nhat"
    r"|bien tap$|nguoi dung|(?:admin|user|editor|guest)\d*$)"
)
MAIL = re.compile(r"\s*[(<\[]?\s*(?:e-?mail\s*:?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+\s*[)>\]]?", re.I)
WHEN = re.compile(
    r"\s*[-–—|,(]?\s*(?:(?:cập nhật|đăng|lúc|ngày|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)[\s,:]*)*(?:\d{1,2}\s?(?::|h"
    r"|giờ)\s?\d{2}(?::\d{2})?[\s,|-]*)?(?:ngày\s*)?"
    r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{2,4})?(?:[\s,|-]*\d{1,2}\s?(?::|h"
    r"|giờ)\s?\d{2}(?::\d{2})?)?\s*(?:\(?GMT\s?\+\s?\d\)?)?\s*\)?$",
    re.I,
)
POST = re.compile(
    r"^(?:(?:nhóm )?(?:phóng viên|pv|btv|biên tập viên|cộng tác viên|ctv|thông tín viên|nhà báo|tác giả|thực hiện|bài và ảnh)|"
    r"(?:staff )?(?:reporter|writer|editor|correspondent))\s*[:.-]?\s+(?=(?-i:[A-ZĐÀ-Ỹ]))"
    r"|\s*[,(|–—-]\s*(?:phóng viên|pv|btv|biên tập viên|cộng tác viên|ctv|thông tín viên|nhà báo|(?:phó )?tổng biên tập"
    r"|thư ký tòa soạn|trưởng ban|(?:phó )?trưởng (?:phòng|ban)"
    r"|(?:senior |staff |chief |news )*(?:reporter|writer|editor|correspondent|columnist))(?: [\w ]{0,30})?\s*\)?$",
    re.I,
)
POST_WORDS = ("viên", "pv", "btv", "ctv", "nhà báo", "tác giả", "thực hiện", "bài và ảnh", "tổng biên tập", "thư ký", "trưởng",
              "reporter", "writer", "editor", "correspondent", "columnist")  # fmt: skip
PAIR = re.compile(r"\s+(?:và|&|and)\s+", re.I)  # between two names
CREDITS = re.compile(r"(?:^|[\s_-])(?:photo|image|img|picture|caption|video|camera|chu-?thich|anh)(?:$|[\s_-])", re.I)
CREDIT_LEVELS = 3  # elements around a name that may be a picture's
DASHES = " .,:;-–—_|/•·*"
REMARK = re.compile(r"\s*\(([^()]*)\)$")  # "Phùng Lam (VTV Online)"
ACRONYM = re.compile(r"([A-ZĐ]{2,6})\d{0,2}(?![^\W\d_])")  # "VOV-Tây Bắc", "VOV1", "VTV8": rooms of the house, no people
BETWEEN_NAMES = str.maketrans(dict.fromkeys("-–—,;|", " "))
LONGEST = 60  # characters of one name with its remark ("Hà Thu (tổng hợp)")
LONGEST_LINE = 500  # characters of what a site writes where names belong


def find_authors(
    structured: Structured,
    page: Marked,
    selectors: Iterable[str],
    own_names: Iterable[str],
    ground: frozenset[etree._Element] = frozenset(),
) -> tuple[str, ...]:
    """The authors, empty when the page names none. `own_names` are the outlet's; `ground`: what holds headline and body."""
    house = own_keys(structured, own_names)
    meta = [structured.meta.get(name, "") for name in ("dable:author", "article:author", "author")]
    offers = [_persons(structured.article.get("author"))]
    offers += [[value] for value in meta]
    offers.append(_shown(page, selectors, ground))
    best: tuple[str, ...] = ()
    for offer in offers:
        names = clean_names(offer, house)
        if not best or (set(map(_key, best)) < set(map(_key, names))):
            best = names or best
    return best


def own_keys(structured: Structured, own_names: Iterable[str]) -> set[str]:
    """The site's own names in every form: never authors."""
    house = {_key(name) for name in (*own_names, *structured.publishers) if name}
    house |= {
        _key(structured.meta[name]) for name in ("og:site_name", "source", "copyright", "generator") if name in structured.meta
    }
    return house


def clean_names(values: Iterable[str], house: Iterable[str] = ()) -> tuple[str, ...]:
    """Single names out of what a site wrote, in order, once each, without mastheads."""
    refused = set(house)
    names: dict[str, str] = {}
    for value in values:
        line = LEAD.sub("", _without_mail(tidy(unescape(value[:LONGEST_LINE]))))
        if _key(line) in refused or _is_nobody(line):
            continue
        for part in _parts(RUN_TOGETHER.sub(r"; \1", _without_post(line.strip(DASHES)))):
            name = _without_post(LEAD.sub("", part).strip(DASHES)).strip(DASHES)
            name = name if name.count("(") == name.count(")") else name.strip("() ")
            if (remark := REMARK.search(name)) and _is_masthead(remark[1], refused):
                name = name[: remark.start()]
            if name and len(name) <= LONGEST and not _is_nobody(name) and not _is_masthead(name, refused):
                names.setdefault(_key(name), name)
    return tuple(names.values())


def _parts(line: str) -> Iterator[str]:
    """The single names of a line: "A - B", "A, B và C"."""
    for part in SEPARATOR.split(line):
        pair = PAIR.split(part)
        is_pair = len(pair) > 1 and all(looks_like_name(name) and (" và " in part or " " in name) for name in pair)
        yield from pair if is_pair else (part,)


def bare_name(text: str) -> str:
    """What is left of a byline without lead, post, mail, date and dashes."""
    return _without_post(LEAD.sub("", _without_mail(text)).strip(DASHES)).strip(DASHES)


def _without_mail(text: str) -> str:
    return MAIL.sub(" ; ", text).strip("; ") if "@" in text else text


def _without_post(text: str) -> str:
    """The text without a post and a date; few have either."""
    words = text.casefold()
    text = POST.sub("", text) if any(word in words for word in POST_WORDS) else text
    return WHEN.sub("", text) if any(char.isdigit() for char in text) else text


def tail_author(body: etree._Element) -> str:
    """The signature in a body's last lines (VnExpress sets it right-aligned), empty when there is none."""
    lines = [element for element in body.iter("p", "div", "strong") if element.getparent() is not None]
    for element in reversed(lines[-12:]):
        style = re.sub(r"\s", "", element.get("style") or "").lower()
        right = "text-align:right" in style or element.get("align") == "right"
        if (not right and "author" not in (element.get("class") or "").lower()) or is_credit(element):
            continue
        text = text_of(element)
        if 2 <= len(text) <= LONGEST and looks_like_name(text):
            return text
    return ""


def is_credit(element: etree._Element) -> bool:
    """True for a name in a picture's caption, or one whose class says that it is a photographer's."""
    around: etree._Element | None = element
    for _ in range(CREDIT_LEVELS):
        if around is None or around.tag in ("body", "html", "main", "article"):
            return False
        marks = around.get("class") or ""
        is_picture = marks and CREDITS.search(marks) and (around is element or "caption" in marks)
        if is_picture or around.tag in ("figure", "figcaption"):
            return True
        around = around.getparent()
    return False


def looks_like_name(text: str) -> bool:
    """True for a few capitalised words, a remark in brackets aside: "Hà Thu (tổng hợp)", "TP", "NHẬT XUÂN"."""
    words = re.sub(r"\([^)]*\)", "", text).translate(BETWEEN_NAMES).split()
    named = all(word[0].isupper() or word in ("và", "&", "/") for word in words)
    return 0 < len(words) <= 8 and named and not text.endswith((".", "?", "!", ":"))


def _is_nobody(name: str) -> bool:
    key = _key(name)
    return key in NOBODY or NAMELESS.match(key) is not None or not any(char.isalpha() for char in name)


@lru_cache(maxsize=2048)
def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()


def _is_masthead(name: str, house_names: set[str]) -> bool:
    key = _key(name)
    if (acronym := ACRONYM.match(name)) and acronym[1].lower() in house_names:
        return True
    bare = re.sub(r"^(?:bao|bao dien tu|tap chi)\s+|\s+(?:online|dien tu|vn|com vn)$", "", key)
    return not key or key in house_names or bare in house_names or MASTHEAD.search(name) is not None


def _persons(value: Any) -> list[str]:
    """Names of schema.org authors; organisations are the paper itself."""
    if isinstance(value, list):
        return [name for item in value for name in _persons(item)]
    if isinstance(value, dict):
        if value.get("@type") in ("Organization", "NewsMediaOrganization"):
            return []
        return _persons(value.get("name"))
    return [value] if isinstance(value, str) else []


def _shown(page: Marked, selectors: Iterable[str], ground: frozenset[etree._Element] = frozenset()) -> list[str]:
    """What the first byline selector that gives any name shows."""
    for selector in selectors:
        names = list(_texts(page, selector, ground))
        if names:
            return names
    return []


def _texts(page: Marked, selector: str, ground: frozenset[etree._Element]) -> Iterator[str]:
    for element in list(page.select((selector,)))[:8]:
        if leads_elsewhere(element, ground) or is_credit(element):
            continue
        text = text_of(element)
        if 2 <= len(text) <= 2 * LONGEST and looks_like_name(bare_name(text)):
            yield text
