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
from data.text import fold, tidy

AGENCIES = r"TTXVN|Vietnam\+|Reuters|AFP|AP|Xinhua|Yonhap|TASS|Kyodo|THX"
RUN_TOGETHER = re.compile(rf"(?<=[a-zà-ỹ])\s*\(?((?:{AGENCIES})(?:/[^()]{{2,20}})?)\)?$")
SEPARATOR = re.compile(r"\s*[;,|•·]\s*(?![^()]*\))|\s+[-–—]\s+(?![^()]*\))|(?<=\w)/(?=[A-ZĐÀ-Ỹ])(?![^()]*\))")
LEAD = re.compile(
    r"^(?:(?:Tác giả|Thực hiện|Phóng viên|PV|By|Author"
    r"|(?:Bài|Tin|Ảnh|Clip|Video)(?:\s*(?:,|và|&|-|/|\s)\s*(?:bài|tin|ảnh|clip|video))*)"
    r"\s*:\s*|By\s+"
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
REMARK = re.compile(r"\s*\(([^()]*)\)$")  # "Phùng Lam (VTV Online)"
ACRONYM = re.compile(r"([A-ZĐ]{2,6})\d{0,2}(?![^\W\d_])")  # "VOV-Tây Bắc", "VOV1", "VTV8": rooms of the house, no people
LONGEST = 60  # characters of one name with its remark ("Hà Thu (tổng hợp)")


def find_authors(structured: Structured, page: Marked, selectors: Iterable[str], own_names: Iterable[str]) -> tuple[str, ...]:
    """The authors, empty when the page names none. `own_names` are the outlet's names."""
    house = own_keys(structured, own_names)
    meta = [structured.meta.get(name, "") for name in ("dable:author", "article:author", "author")]
    offers = [_persons(structured.article.get("author"))]
    offers += [[value] for value in meta]
    offers.append(_shown(page, selectors))
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
        line = LEAD.sub("", tidy(unescape(value)))
        if _key(line) in refused:
            continue
        for part in SEPARATOR.split(RUN_TOGETHER.sub(r"; \1", line)):
            name = LEAD.sub("", part).strip(" .,:;")
            name = name if name.count("(") == name.count(")") else name.strip("() ")
            if (remark := REMARK.search(name)) and _is_masthead(remark[1], refused):
                name = name[: remark.start()]
            if name and len(name) <= LONGEST and not _is_masthead(name, refused):
                names.setdefault(_key(name), name)
    return tuple(names.values())


def tail_author(body: etree._Element) -> str:
    """The signature in a body's last lines (VnExpress sets it right-aligned), empty when there is none."""
    lines = [element for element in body.iter("p", "div", "strong") if element.getparent() is not None]
    for element in reversed(lines[-12:]):
        style = re.sub(r"\s", "", element.get("style") or "").lower()
        right = "text-align:right" in style or element.get("align") == "right"
        if not right and "author" not in (element.get("class") or "").lower():
            continue
        text = text_of(element)
        if 2 <= len(text) <= LONGEST and looks_like_name(text):
            return text
    return ""


def looks_like_name(text: str) -> bool:
    """True for a few capitalised words, a remark in brackets aside: "Hà Thu (tổng hợp)", "TP", "NHẬT XUÂN"."""
    words = re.sub(r"\([^)]*\)", "", text).replace("-", " ").replace(",", " ").replace(";", " ").split()
    named = all(word[0].isupper() or word in ("và", "&", "/") for word in words)
    return 0 < len(words) <= 8 and named and not text.endswith((".", "?", "!", ":"))


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


def _shown(page: Marked, selectors: Iterable[str]) -> list[str]:
    """What the first byline selector that gives any name shows."""
    for selector in selectors:
        names = list(_texts(page, selector))
        if names:
            return names
    return []


def _texts(page: Marked, selector: str) -> Iterator[str]:
    for element in list(page.select((selector,)))[:8]:
        text = text_of(element)
        if 2 <= len(text) <= 2 * LONGEST and looks_like_name(LEAD.sub("", text)):
            yield text
