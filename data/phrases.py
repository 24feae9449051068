"""Phrases as people write them in the word lists, turned into regular expressions.

In: a phrase in NFC. Letters, blanks and most signs stand for themselves, and further
    (a|b)  either of them, each may be a piece of a word or several words
    x?     x or nothing, x being a letter or a bracket
    *  +   any letters and digits, + at least one ("harvest*" is also "harvests")
    #  ##  one digit, a whole number
Out: the source of a regular expression, or a compiled one that matches whole words. Raises PhraseError.
Alternatives keep the order in which they are written: of two that begin at one place the first that fits is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.text import nfc
from data.text.normal import modern_tone

SIGNS = re.compile(r"##|[()|?*+#]|[.^$\[\]{}\\]")
MEANINGS = {"##": r"\d+", "#": r"\d", "*": r"\w*", "+": r"\w+", "(": "(?:", ")": ")", "|": "|", "?": "?"}
WILD = frozenset("()|?*+#")


class PhraseError(ValueError):
    """A phrase is not written as phrases are; the message is Vietnamese and says what is wrong with it."""


def check_phrase(phrase: str, *, as_written: bool = False) -> None:
    """Raise PhraseError for a phrase that could never be met in a prepared text, or that is no phrase.

    Prepared texts are NFC, lower case, with modern tone placement; `as_written` allows capitals.
    """
    if not phrase or phrase != " ".join(phrase.split()):
        raise PhraseError(f"“{phrase}” để trống hoặc thừa dấu cách")
    if phrase != nfc(phrase):
        raise PhraseError(f"“{phrase}” không ở dạng Unicode dựng sẵn (NFC)")
    if phrase != modern_tone(phrase):
        raise PhraseError(f"“{phrase}” đặt dấu kiểu cũ, cần viết “{modern_tone(phrase)}”")
    if not as_written and phrase != phrase.lower():
        raise PhraseError(f"“{phrase}” có chữ hoa")
    phrase_pattern(phrase)


def phrase_pattern(phrase: str) -> str:
    """The source of the regular expression of one phrase. Raises PhraseError."""
    depth, pieces, last = 0, [], 0
    for sign in SIGNS.finditer(phrase):
        pieces.append(phrase[last : sign.start()])
        last = sign.end()
        before = phrase[sign.start() - 1 : sign.start()]
        depth += {"(": 1, ")": -1}.get(sign.group(), 0)
        if depth < 0 or (sign.group() == "|" and not depth):
            raise PhraseError(f"“{phrase}”: dấu “{sign.group()}” đứng ngoài ngoặc")
        if sign.group() == "?" and not (before.isalnum() or before in tuple(").' -")):
            raise PhraseError(f"“{phrase}”: trước dấu “?” phải là một chữ hoặc một ngoặc")
        pieces.append(MEANINGS.get(sign.group(), f"\\{sign.group()}"))
    if depth:
        raise PhraseError(f"“{phrase}”: ngoặc mở mà không đóng")
    return "".join([*pieces, phrase[last:]])


def is_plain(phrase: str) -> bool:
    """Whether a phrase stands only for itself."""
    return not WILD & set(phrase)


def join_alternatives(phrases: Iterable[str]) -> str:
    """The phrases as the alternatives of a regular expression, without a group around them."""
    return "|".join(map(phrase_pattern, phrases))


def compile_words(alternatives: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """Any of some alternatives where they are whole words."""
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE if ignore_case else 0)
