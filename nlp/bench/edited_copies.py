"""Edited copies of articles, as the press makes them, for `diembao bench repeats`: cut, retitled, sapo swapped, other spelling.

In: rows (id, title, summary, body) and a seed. Out: copies with the id of what each was made of; the same seed, the same copies.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from data.text import nfc

Row = dict[str, Any]
MOST_CUT = 0.5  # of the text
CREDITS = ("Theo {}", "Nguồn: {}", "Ảnh: {}", "(Theo {})", "Video: {}", "{} tổng hợp", "Bài và ảnh: {}", "Xem thêm trên {}")
CREDITED = ("Báo Ví Dụ", "TTXVN", "Tin tức", "Văn A", "Thời báo Ví Dụ", "Cổng thông tin điện tử")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_EARLY_TONE = re.compile(r"(?<![qQ])([òóỏõọ][ae]|[ùúủũụ]y|[ÒÓỎÕỌ][AEae]|[ÙÚỦŨỤ][Yy])(?!\w)")


def make_edited_copies(rows: Sequence[Row], count: int, seed: int) -> list[tuple[Row, str]]:
    """(copy, id of its original), of as many different originals; each copy has one to four changes."""
    chance = random.Random(seed)  # noqa: S311 - copies that can be made again are wanted, not secrets
    pairs: list[tuple[Row, str]] = []
    for number, row in enumerate(chance.sample(rows, min(count, len(rows)))):
        copy = dict(row) | {"id": f"copy-{number}", "url": "", "outlet": ""}
        for change in chance.sample(CHANGES, chance.randint(1, 4)):
            change(copy, chance, rows)
        pairs.append((copy, str(row["id"])))
    return pairs


def old_tone(text: str) -> str:
    """hòa -> hoà, thủy -> thuỷ: what `data.text.normal.modern_tone` undoes."""
    return _EARLY_TONE.sub(_tone_back, nfc(text))


def _tone_back(match: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", match[1][0])  # o or u, its tone
    return parts[0] + unicodedata.normalize("NFC", match[1][1] + parts[1])


def _cut(copy: Row, chance: random.Random, _: Sequence[Row]) -> None:
    """Leaves out a part, at most half: the end, the beginning, or sentences here and there."""
    lines = (copy["body"] or "").split("\n")
    sentences = [sentence for line in lines for sentence in _SENTENCE.split(f"{line}\n") if sentence.strip()]
    size = sum(map(len, sentences))
    spare = int(size * chance.uniform(0.1, MOST_CUT))
    order = list(range(len(sentences)))
    how = chance.choice(("end", "beginning", "anywhere"))
    if how == "anywhere":
        chance.shuffle(order)
    for index in reversed(order) if how == "end" else order:
        if len(sentences[index]) <= spare:
            spare -= len(sentences[index])
            sentences[index] = ""
        elif how != "anywhere":
            break
    copy["body"] = " ".join(filter(None, sentences)).replace("\n ", "\n")


def _retitled(copy: Row, chance: random.Random, rows: Sequence[Row]) -> None:
    copy["title"] = chance.choice(rows)["title"]


def _swapped_sapo(copy: Row, chance: random.Random, rows: Sequence[Row]) -> None:
    copy["summary"] = chance.choice(rows)["summary"]


def _decomposed(copy: Row, _: random.Random, __: Sequence[Row]) -> None:
    for name in ("title", "summary", "body"):
        copy[name] = unicodedata.normalize("NFD", copy[name] or "")


def _toned(copy: Row, _: random.Random, __: Sequence[Row]) -> None:
    for name in ("title", "summary", "body"):
        copy[name] = old_tone(copy[name] or "")


def _credited(copy: Row, chance: random.Random, _: Sequence[Row]) -> None:
    lines = [chance.choice(CREDITS).format(chance.choice(CREDITED)) for _ in range(chance.randint(1, 3))]
    copy["body"] = "\n".join([copy["body"] or "", *lines])


CHANGES: tuple[Callable[[Row, random.Random, Sequence[Row]], None], ...] = (
    _cut, _retitled, _swapped_sapo, _decomposed, _toned, _credited,
)  # fmt: skip
