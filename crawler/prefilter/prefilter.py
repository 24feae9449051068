"""Can this page name a watched province at all? Asked of the raw page, before it is parsed.

In: the watched provinces and a page's bytes. Out: yes or no, or which of the provinces. "No" is certain: where the full matcher
would find a mention in the parsed page, the prefilter finds the same words (`visible_texts`: every text that the page may show;
`FoldedTexts`: what names are compared by; `clues`: what proves a province). "Yes" may be too generous (a menu, a related
headline, another place of the name): the parse decides. A name that means something else by its letter case or in a longer one
("hòa bình", "Thái Bình Dương") is no mention.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Self

import ahocorasick

from crawler.extraction import in_menu
from crawler.extraction.blocks import GLUE
from crawler.prefilter.folded_text import WORD, FoldedTexts, junctions, key_of
from crawler.prefilter.visible_text import visible_texts
from data.gazetteer import NEW_TIMES
from data.gazetteer.prefilter_names import ANY_CASE, NamePattern, clues_of, may_prove, overrides, proves, rightly
from data.gazetteer.units import MERGER
from data.text.normal import INVISIBLE
from data.text.scan import scan

if TYPE_CHECKING:
    from crawler.prefilter.folded_text import Offsets
    from data.gazetteer import Province

BEFORE, AFTER = 200, 130  # characters around a name that its rules look at
ROOM = 6  # times as many of the raw text hold them: blanks, tags
YEAR = re.compile(rb"(?<![ux#\d])20(?:2[5-9]|[3-9]\d)")  # MERGER's and later; \u2026 is an ellipsis
OPEN, CLOSE = "\ue000", "\ue001"  # set around a name while its surroundings are made plain
Hit = tuple[int, int, tuple[NamePattern, ...]]


class Prefilter:
    """Knows the names of all watched provinces, on both sides of the merger of 1 July 2025."""

    def __init__(self, clues: Mapping[str, tuple[NamePattern, ...]]) -> None:
        if not clues:
            raise ValueError("the prefilter needs at least one name to look for")
        self._automaton = ahocorasick.Automaton()
        for name, named in clues.items():
            key = key_of(name)
            capital = all(clue.kind not in ANY_CASE and clue.name[:1].isupper() for clue in named)
            self._automaton.add_word(key, (len(key), capital, named))
        self._automaton.make_automaton()

    @classmethod
    def of(cls, provinces: Iterable[Province]) -> Self:
        """The prefilter for these provinces."""
        return cls(clues_of(provinces))

    def passes(self, page: bytes, charset: str | None = None, *, on: date | None = None) -> bool:
        """True when the page may name a watched province. `charset` is its HTTP header's; decoding is the page reader's own.

        `on` is the latest local day that the page may be of; None: not known, so a year on the page decides. Names that are new
        since the merger count only on pages that may be of that time, or that speak of it ("sau sáp nhập").
        """
        return next(self._owners(page, charset, on), None) is not None

    def named(self, page: bytes, charset: str | None = None, *, on: date | None = None) -> frozenset[str]:
        """Slugs of all watched provinces that the page may name."""
        return frozenset(self._owners(page, charset, on))

    def named_in(self, text: str, *, on: date | None = None) -> frozenset[str]:
        """The same for the text of an article that was read, paragraphs one a line: quicker than its full match."""
        clues = list(self._proved(text, set()))
        new_times = (on is not None and on >= MERGER) or NEW_TIMES.search(scan(text).plain) is not None
        return frozenset(clue.owner for clue in clues if new_times or not clue.newly)

    def _owners(self, page: bytes, charset: str | None, on: date | None) -> Iterator[str]:
        """Slugs, each once, as they are found."""
        owners: set[str] = set()
        newly: set[str] = set()
        new_times = on is not None and on >= MERGER
        for text in visible_texts(page, charset):
            for clue in self._proved(text, owners):
                if clue.newly and not new_times:
                    newly.add(clue.owner)
                elif clue.owner not in owners:
                    owners.add(clue.owner)
                    yield clue.owner
        if newly - owners and ((on is None and YEAR.search(page)) or _tells_of_merger(page, charset)):
            yield from sorted(newly - owners)

    def _proved(self, text: str, owners: set[str]) -> Iterator[NamePattern]:
        """The clues of one text that prove their owner, from left to right; those of `owners` are left out."""
        folded = FoldedTexts(text)
        text = folded.text
        hits = set(self._hits(text, *folded.with_blanks()))
        hits.update(hit for hit in self._hits(text, *folded.joined()) if GLUE in text[hit[0] : hit[1]])
        covered: dict[str, int] = {}  # owner -> end of the last name that swallows others
        reach: dict[str, int] = {}  # owner -> end of the names so far: what begins before is no swallowing name
        for start, end, clues in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
            surfaces = _surfaces(text[start:end])
            for clue in clues:
                if start >= reach.get(clue.owner, 0) and any(overrides(clue, surface) for surface in surfaces):
                    covered[clue.owner] = end
            named = [clue for clue in clues if clue.owner not in owners and end > covered.get(clue.owner, 0)]
            reach.update((clue.owner, max(end, reach.get(clue.owner, 0))) for clue in named if clue.kind != "homonym")
            right = {clue.owner for clue in named if any(rightly(clue, surface) for surface in surfaces)}
            likely = [clue for clue in named if clue.owner in right or any(may_prove(clue, surface) for surface in surfaces)]
            if any(clue.kind == "province" for clue in likely) and in_menu(text, start, end):
                continue
            passages = list(_surroundings(text, start, end)) if likely else []
            yield from (clue for clue in likely if any(proves(clue, *passage, right=clue.owner in right) for passage in passages))

    def _hits(self, text: str, key: str, offsets: Offsets) -> Iterator[Hit]:
        """Every name in the text, whole words only. A tag parts words too."""
        for last, (length, capital, clues) in self._automaton.iter(key):
            first = last + 1 - length
            start, end = int(offsets[first]), int(offsets[last]) + 1
            if capital and not text[start].isupper():
                continue
            if (first == 0 or key[first - 1] not in WORD or text[start - 1] == GLUE) and (
                last + 1 == len(key) or key[last + 1] not in WORD or text[end] == GLUE
            ):
                yield start, end, clues


def _joints(text: str) -> tuple[str, ...]:
    """What the tags in the text may stand for: a blank, nothing."""
    return (" ", "") if next(junctions(text), None) else (" ",)


@lru_cache(maxsize=4096)
def _surfaces(name: str) -> tuple[str, ...]:
    """A name in plain text, once for each reading of its tags; the same ones stand on every page of an outlet."""
    return tuple(_surface(name, joint) for joint in _joints(name))


def _surface(text: str, joint: str) -> str:
    """A name in plain text."""
    return scan(_visible(" ".join(text.replace(GLUE, joint).split()))).plain


def _surroundings(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The plain text around a name (see `data.text.scan`), and where in it the name stands; once for each reading of its tags."""
    before, after = text[max(0, start - ROOM * BEFORE) : start], text[end : end + ROOM * AFTER]
    passage = before + OPEN + text[start:end] + CLOSE + after
    for joint in _joints(passage):
        head, _, rest = " ".join(passage.replace(GLUE, joint).split()).partition(OPEN)
        name, _, tail = rest.partition(CLOSE)
        head, name = _visible(head[-BEFORE:]), _visible(name)
        yield scan(head + name + _visible(tail[:AFTER])).plain, len(head), len(head) + len(name)


def _visible(text: str) -> str:
    """Without what is invisible, in NFC."""
    return text if text.isprintable() and text.isascii() else unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def _tells_of_merger(page: bytes, charset: str | None) -> bool:
    """Whether the page speaks of the new borders: an undated article is then matched by them."""
    return any(NEW_TIMES.search(_surface(text, joint)) for text in visible_texts(page, charset) for joint in _joints(text))
