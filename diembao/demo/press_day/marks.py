"""Find marks that a replayed page would print as they are typed, or lose.

In: the raw text of a headline, a sapo or a body. Out: notes in the day's `Checker`, one per block and kind of mark. The format
has paragraphs, "## " headings, photos, boxes of related articles and `**emphasis**`; HTML and all other Markdown is refused.
"""

from __future__ import annotations

import re

from diembao.demo.press_day.checker import Checker

PHOTO = re.compile(r"!\[(.*?)\]\([^()]*\)")
RELATED = re.compile(r"- \[\[(.+?)\]\]")
INLINE = {
    "liên kết [chữ](địa chỉ)": re.compile(r"!?\[[^\[\]]*\]\([^()]*\)"),
    "dấu [[…]] ngoài hộp tin liên quan": re.compile(r"\[\[|\]\]"),
    "thẻ HTML": re.compile(r"</?[A-Za-z][^<>]*>|<!--"),
    "ký tự viết kiểu HTML (&…;)": re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});"),
    "dấu `": re.compile(r"`"),
    "chữ nghiêng *…*": re.compile(r"(?<![*\w])\*(?![*\s)])[^*]+(?<!\s)\*(?!\*)"),
    "chữ nghiêng _…_": re.compile(r"(?<!\w)_(?=\S)[^_]+(?<=\S)_(?!\w)"),
    "chữ gạch ~~…~~": re.compile(r"~~"),
}
LINES = {
    "tiêu đề phụ khác “## ”": re.compile(r"#{1,6}(?:\s|$)"),
    "đoạn trích “> ”": re.compile(r">"),
    "danh sách": re.compile(r"(?:[-*+]|\d{1,2}[.)])\s"),
    "bảng": re.compile(r"\|"),
    "đường kẻ ngang": re.compile(r"(?:[-=]{3,}|\*{3,}|_{3,})\s*$"),
}
ALLOWED = "chỉ dùng đoạn văn, “## ”, “![chú thích]()”, “- [[tiêu đề]]” và “**…**”"


def check_plain(file: str, key: str, text: str, check: Checker) -> None:
    """Note the marks in a text that takes none: headline, sapo, caption, headline of a related article."""
    for kind in [*_inline_marks(text), *(["chữ đậm **…**"] if "**" in text else [])]:
        check.add(file, key, f"{kind} không in được ở chỗ này; ghi chữ thường")


def check_blocks(file: str, key: str, text: str, check: Checker) -> None:
    """Note the marks of a body that the replay cannot print, with the number of the block (from 1)."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    for number, block in enumerate(blocks, 1):
        _check_block(file, f"{key}, đoạn {number}", block, check)


def _check_block(file: str, key: str, block: str, check: Checker) -> None:
    photo = PHOTO.fullmatch(block)
    lines = block.split("\n")
    if photo:
        check_plain(file, key, photo[1], check)
        return
    if RELATED.search(block):
        headlines = [RELATED.fullmatch(line.strip()) for line in lines]
        if not all(headlines):
            check.add(file, key, "hộp tin liên quan chỉ gồm các dòng “- [[tiêu đề]]”; chữ khác trong đoạn này bị mất")
        for headline in filter(None, headlines):
            check_plain(file, key, headline[1], check)
        return
    if block.startswith("## "):
        if len(lines) > 1:
            check.add(file, key, "sau dòng “## ” phải có một dòng trống, nếu không cả đoạn thành tiêu đề phụ")
        lines = [block.removeprefix("## ")]
    for kind in dict.fromkeys(kind for line in lines for kind in _line_marks(line)):
        check.add(file, key, f"{kind} không in được; {ALLOWED}")
    for kind in _inline_marks(" ".join(lines)):
        check.add(file, key, f"{kind} không in được; {ALLOWED}")
    if block.count("**") % 2:
        check.add(file, key, "dấu ** không có đôi")


def _inline_marks(text: str) -> list[str]:
    return [kind for kind, pattern in INLINE.items() if pattern.search(text)]


def _line_marks(line: str) -> list[str]:
    return [kind for kind, pattern in LINES.items() if pattern.match(line.strip())]
