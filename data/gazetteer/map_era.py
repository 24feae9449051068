"""Whether an undated text speaks of the map in force since 1 July 2025.

In: the scanned fields of one article. Out: yes or no. "Đến năm 2026", "đặc khu kinh tế Vân Đồn" (a draft of 2018) and "thị trấn X
(cũ)" (communes merged at all times) are no sure signs.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from data.text.scan import NormalisedText

# The đặc khu that no draft of 2018 speaks of.
ISLANDS = "Cô Tô|Cát Hải|Bạch Long Vĩ|Cồn Cỏ|Lý Sơn|Hoàng Sa|Trường Sa|Phú Quý|Côn Đảo|Kiên Hải|Thổ Châu"
SURELY_NEW = (
    rf"chính quyền (?:địa phương )?(?:hai|2) cấp|đặc khu (?:{ISLANDS})|\btỉnh cũ\b|(?:sáp nhập|hợp nhất) (?:các )?tỉnh\b|"
    r"\b\d{1,2}[/.-]\d{1,2}[/.-]202[6-9]\b|\b(?:[7-9]|1[0-2])[/-]2025\b|"
    r"(?<!đến )(?<!tới )(?<!trước )(?<!vào )(?<!sang )năm 2026\b"
)
MAYBE_NEW = r"(?:sau|trước) (?:khi )?(?:sáp nhập|hợp nhất)|\(cũ\)"
NEW_TIMES = re.compile(f"{SURELY_NEW}|{MAYBE_NEW}", re.IGNORECASE)
IN_SMALL_LETTERS = re.compile(f"{SURELY_NEW}|{MAYBE_NEW}".replace(ISLANDS, ISLANDS.lower()))  # far quicker than letting case go
SURELY_IN_SMALL_LETTERS = re.compile(SURELY_NEW.replace(ISLANDS, ISLANDS.lower()))
# No district has had a body of its own since the merger.
OLD_TIMES = re.compile(
    r"(?:UBND|HĐND|[Cc]ông an|[Hh]uyện ủy|[Cc]hủ tịch|[Bb]í thư|[Ll]ãnh đạo|[Tt]rung tâm y tế) (?:UBND )?(?:huyện|thị xã)\b"
)


def speaks_of_new_map(texts: Collection[NormalisedText]) -> bool:
    """Whether an undated text is of the time since the merger: by what only such a text says, else by its talk of mergers."""
    speaking = [text for text in texts if IN_SMALL_LETTERS.search(text.lower)]
    if any(SURELY_IN_SMALL_LETTERS.search(text.lower) for text in speaking):
        return True
    return bool(speaking) and not any(OLD_TIMES.search(text.plain) for text in texts)
