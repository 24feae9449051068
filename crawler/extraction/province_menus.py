"""Menus that list the provinces of the whole country one by one: a weather box, a choice of place. Never part of an article.

In: a page's text or an article's lines. Out: where such a menu stands, or the lines without it. The gate and the page reader ask
the same question, so that no page is read only because of its menu, and no menu is taken for a body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from crawler.extraction.blocks import GLUE
from data.gazetteer.units import province_names, province_rows, units_of
from data.text import nfc
from data.text.normal import modern_tone

LEAST = 20  # names on end with nothing between: no sentence does that; 63 or 34 make the whole country
LONGEST = 30  # characters of one name with its rank
AROUND = 1200  # characters: twenty names and the tags between them
# What such menus list beside provinces, and how they shorten two of them.
ALSO = (
    "Đà Lạt", "Nha Trang", "Vũng Tàu", "Điện Biên Phủ", "Hà Tây", "Hồ Chí Minh", "TP HCM", "TP.HCM", "Sài Gòn", "Huế", "Hội An",
    "Đăk Lăk", "Đăk Nông",
)  # fmt: skip
BETWEEN = rf"[\s{GLUE}]+"  # blanks and the places of tags


@cache
def _menu() -> re.Pattern[str]:
    towns = [unit.name for slug in province_rows() for unit in units_of().get(slug, ()) if unit.type == "thành phố"]
    names = {modern_tone(nfc(name)) for slug in province_rows() for name in province_names(slug)} | {*ALSO, *towns}
    prefix = r"(?:(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+)?"
    some = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{prefix}(?:{some})(?!\w){BETWEEN}){{{LEAST - 1},}}{prefix}(?:{some})(?!\w)")


def menus(text: str) -> list[tuple[int, int]]:
    """Where menus stand in a text in NFC whose tags are blanks or GLUE."""
    return [match.span() for match in _menu().finditer(modern_tone(text))]


def in_menu(text: str, start: int, end: int) -> bool:
    """Whether the name at this place stands in a menu. Looks at its surroundings only: a menu's names lie close together."""
    first = max(0, start - AROUND)
    return any(left <= start - first and end - first <= right for left, right in menus(text[first : end + AROUND]))


def without_menus(lines: Sequence[str]) -> list[str]:
    """The lines without those that make a menu together."""
    if sum(len(line) <= LONGEST for line in lines) < LEAST:
        return list(lines)
    text = "\n".join(lines)
    gone = menus(text)
    kept, offset = [], 0
    for line in lines:
        if not any(start <= offset and offset + len(line) <= end for start, end in gone):
            kept.append(line)
        offset += len(line) + 1
    return kept
