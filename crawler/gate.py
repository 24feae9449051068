"""Can this page name a watched province at all? Asked of the raw bytes, before the page is parsed.

In: the names of the watched provinces and their land, and a page's bytes. Out: yes or no. "No" is certain: whatever the full
matcher would find in the parsed text, the gate finds too. It looks at the page three times: as it stands (attributes, JSON-LD),
with tags as blanks ("Hải<br>Dương"), with tags taken out ("H<b>ải</b> Dương"); entities, escapes, Unicode forms, tone placement
and dashes undone. A commune's name needs its rank word, as in `data.matcher`; names without accents count as in `data.folded`.
"Yes" may be too generous (a menu, another place of the name): the parse decides.
"""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Self

import ahocorasick

from crawler.charset import decode
from data.folded import KEYWORDS
from data.matcher import LIST, PREFIX
from data.scan import bounded, scan, word_after, words_before
from data.text import INVISIBLE

if TYPE_CHECKING:
    from data.province import Province

TAG = re.compile(r"<[^<>]*>")
ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4})\}?")
MARKS = re.compile("[\u0300-\u036f]+")
DASHES = ("–", "—", "‑", "−")
UNESCAPES = 3  # headlines are seen escaped twice
OLD_TONE = {
    new: old
    for base, first, second in (("oa", "òóỏõọ", "àáảãạ"), ("oe", "òóỏõọ", "èéẻẽẹ"), ("uy", "ùúủũụ", "ỳýỷỹỵ"))
    for new, old in zip((tone + base[1] for tone in first), (base[0] + tone for tone in second), strict=True)
}
Names = dict[str, bool]  # a name as compared -> it needs no rank word


class Gate:
    """Knows the names of all watched provinces, as (kind, name) with the kinds of `data.matcher.Entry`."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        exact: Names = {}
        folded: Names = {}
        for kind, name in names:
            plain = scan(name.strip()).lower
            if not any(char.isalnum() for char in plain):
                continue
            for form in tone_forms(plain):
                exact[form] = exact.get(form, False) or kind != "commune"
            key = unaccented(plain)
            folded[key] = folded.get(key, False) or kind not in ("commune", "district")
        if not exact:
            raise ValueError("the gate needs at least one name to look for")
        self._exact, self._folded = _automaton(exact), _automaton(folded)

    @classmethod
    def of(cls, provinces: Iterable[Province]) -> Self:
        """The gate for these provinces, on both sides of the merger of 1 July 2025."""
        entries = (entry for province in provinces for after in (False, True) for entry in province.entries(after=after))
        return cls((entry.kind, entry.name) for entry in entries if entry.kind != "homonym")

    def passes(self, page: bytes, charset: str | None = None) -> bool:
        """True when the page may name a watched province. `charset` is its HTTP header's; decoding is the page reader's own."""
        return self.passes_text(decode(page, charset))

    def passes_text(self, text: str) -> bool:
        """The same for decoded text."""
        text = _unescaped(text)
        looks = (text, TAG.sub(" ", text), TAG.sub("", text)) if "<" in text else (text,)
        if any(self._named(_plain(look)) for look in looks):
            return True
        return self._named_unaccented(unaccented(_plain(looks[len(looks) // 2]).lower()))

    def _named(self, text: str) -> bool:
        lower = text.lower()
        if self._named_unaccented(lower):
            return True
        for start, end, sure in _found(self._exact, lower):
            if bounded(text, start, end) and (sure or _has_rank(text, start)):
                return True
        return False

    def _named_unaccented(self, text: str) -> bool:
        for start, end, sure in _found(self._folded, text):
            if bounded(text, start, end) and (sure or _ranked(text, start, end)):
                return True
        return False


def tone_forms(name: str) -> Iterator[str]:
    """The name with each tone mark at its new and at its old place: "thanh hóa", "thanh hoá"."""
    choices = (
        [word, *(word[: -len(new)] + old for new, old in OLD_TONE.items() if word.endswith(new))] for word in name.split(" ")
    )
    for words in itertools.product(*choices):
        form = " ".join(words)
        yield form
        if "đắk" in form:
            yield form.replace("đắk", "đăk")


def unaccented(lower: str) -> str:
    """Small letters without accents, đ as d."""
    return MARKS.sub("", unicodedata.normalize("NFD", lower)).replace("đ", "d")


def _has_rank(text: str, start: int) -> bool:
    """True when "xã", "phường" … stands before the name, or before the list that the name is in."""
    return bool(PREFIX.search(text, max(0, start - 12), start) or LIST.search(text, max(0, start - 160), start))


def _ranked(text: str, start: int, end: int) -> bool:
    """True when an English rank word stands beside the name: "Nam Sach district"."""
    before = words_before(text, start, 1)
    return word_after(text, end) in KEYWORDS or bool(before and before[0] in KEYWORDS)


def _automaton(names: Names) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name, sure in names.items():
        automaton.add_word(name, (len(name), sure))
    automaton.make_automaton()
    return automaton


def _found(automaton: ahocorasick.Automaton, text: str) -> Iterator[tuple[int, int, bool]]:
    for last, (length, sure) in automaton.iter(text):
        yield last + 1 - length, last + 1, sure


def _plain(text: str) -> str:
    """As `data.scan` makes a text plain, tone marks aside: one blank between words; lower() keeps its length."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("Ð", "Đ").replace("İ", "I")
    for dash in DASHES:
        text = text.replace(dash, "-")
    return " ".join(text.split())


def _unescaped(text: str) -> str:
    """Entities undone as often as it takes, JSON escapes (\\u1ea3) and entities inside them too."""
    if "\\u" in text:
        text = ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    for _ in range(UNESCAPES):
        if "&" not in text:
            break
        undone = html.unescape(text)
        if undone == text:
            break
        text = undone
    return text
