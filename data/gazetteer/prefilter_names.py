"""What the gate looks for: each name of a watched province's land, and what must stand beside it so that it may be meant.

In: `Province`s. Out: `NamePattern`s by key (the name without case and accents) and `proves`, which mirrors how
`data.gazetteer.matcher` comes to its *first* mention: what it accepts only beside a sure mention (a shared commune name, one of
a list) need not be looked for, because then the sure mention is on the page too. Generous where the rest of the article would
decide."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.gazetteer.ambiguity import fits, only_place, rivals, stands_alone
from data.gazetteer.elsewhere import LIST
from data.gazetteer.homonyms import head_case
from data.gazetteer.records import CASE_RULES, KINDS, LOCATIVE, PREFIX, SPELLED, Entry, behind_place, best
from data.gazetteer.unaccented import KEYWORDS
from data.gazetteer.units import MERGER, province_names
from data.text import fold
from data.text.scan import scan, word_after, words_before

if TYPE_CHECKING:
    from data.gazetteer.province import Province

FOLLOWING = 110  # characters behind a place in which its province may stand: data.gazetteer.matcher looks 70 far
WORDS = tuple(word for word, kind in KINDS.items() if kind in ("district", "commune"))
ANY_CASE = ("watch", "landmark", "body", "homonym")  # kinds whose name may begin with a small letter


@dataclass(frozen=True, slots=True)
class NamePattern:
    """One name. The rank words are those of `data.gazetteer.records.KINDS`, in small letters."""

    owner: str  # slug of the watched province
    kind: str  # as data.gazetteer.records.Entry
    name: str  # plain (data.text.scan)
    lower: str
    newly: bool  # only on the map in force since 1 July 2025
    alone: frozenset[str] = frozenset()  # rank words that prove it
    with_kin: frozenset[str] = frozenset()  # rank words ("" = none) that prove it when one of `kin` follows
    kin: tuple[str, ...] = ()  # names of the province and of those it is part of, in small letters
    bare: str = ""  # without a rank word: "" never, "place" behind a word of place, "always"


def clues_of(provinces: Iterable[Province]) -> dict[str, tuple[NamePattern, ...]]:
    """The clues by key. A name on both sides of the merger is one clue where both sides treat it alike."""
    patterns: dict[str, dict[NamePattern, None]] = {}
    for province in provinces:
        old = set(_clues(province, after=False))
        for clue in (*old, *_clues(province, after=True)):
            if not (clue.newly and dataclasses.replace(clue, newly=False) in old):
                patterns.setdefault(fold(clue.name), {})[clue] = None
    return {key: tuple(sorted(clues, key=repr)) for key, clues in patterns.items() if any(char.isalnum() for char in key)}


def _clues(province: Province, *, after: bool) -> Iterator[NamePattern]:
    matcher = province.matcher(after=after)
    entries = [entry for entries in matcher.entries.values() for entry in entries]
    kin = tuple(scan(name).lower for slug in sorted(matcher.family) for name in province_names(slug))
    for entry in entries:
        name = scan(entry.name)
        clue = NamePattern(province.slug, entry.kind, name.plain, name.lower, after)
        if entry.kind not in ("district", "commune"):
            yield clue
            continue
        alone, with_kin, bare = _ranks(entry, matcher.family, after=after)
        if entry.kind == "district" and entry.name in matcher.bare:
            bare = "always"
        elif entry.kind == "district" and " " in entry.name:
            with_kin |= {""}
        yield dataclasses.replace(clue, alone=alone, with_kin=with_kin, kin=kin, bare=bare)


def _ranks(entry: Entry, family: frozenset[str], *, after: bool) -> tuple[frozenset[str], frozenset[str], str]:
    """Rank words that prove a district or commune alone, those that do with the province's name behind, and the bare name."""
    alone, with_kin = set(), set()
    for word in WORDS:
        spelled = SPELLED.get(word, word)
        unit = best(entry.units, spelled)
        if not fits(unit.type, spelled):
            continue
        with_kin.add(word)
        if not rivals(unit, family, spelled, after=after) or (unit.kind == "commune" and unit.valid_from == MERGER):
            alone.add(word)  # a commune of today is ours where the article names the province that holds it, near or far
    unit = entry.units[0]
    if entry.kind == "commune":
        bare = "place" if " " in unit.name and only_place(unit.name, family, after=after) else ""
    else:
        bare = stands_alone(unit, [holder.id for holder in entry.units], family, after=after) if " " in unit.name else ""
    return frozenset(alone), frozenset(with_kin), bare


def rightly(clue: NamePattern, surface: str) -> bool:
    """Whether the name is written with the letters and capitals of a name. "Hòa bình" is not Hòa Bình."""
    return surface.lower() == clue.lower and CASE_RULES[clue.kind](surface, clue.name)


def may_prove(clue: NamePattern, surface: str) -> bool:
    """Whether a name that is not `rightly` written may prove its province: a watch term, "tỉnh Hòa bình", English."""
    if clue.kind in ("homonym", "commune"):
        return False
    exact = surface.lower() == clue.lower
    return (exact and clue.kind in ("watch", "province")) or all(word[:1].isupper() for word in surface.split())


def proves(clue: NamePattern, plain: str, start: int, end: int, *, right: bool) -> bool:
    """Whether the name at this place of a plain text (see `data.text.scan`) may be a province's first mention.

    `right` says that the name is `rightly` written, as this clue has it or another of the province.
    """
    surface = plain[start:end]
    if surface.lower() == clue.lower and _proves(clue, plain, start, end, right):
        return True
    return all(word[:1].isupper() for word in surface.split()) and _proves_in_english(clue, plain, start, end)


def _proves(clue: NamePattern, plain: str, start: int, end: int, right: bool) -> bool:
    if clue.kind in ("watch", "homonym"):
        return clue.kind == "watch"
    if clue.kind not in ("district", "commune"):
        return right or (clue.kind == "province" and plain[start].isupper() and _rank(plain, start)[0] == "tỉnh")
    if not right:
        return False
    word, listed = _rank(plain, start)
    if word in clue.alone and not (clue.kind == "commune" and (listed or " " not in plain[start:end])):
        return True
    if word in clue.with_kin and any(name in plain[end : end + FOLLOWING].lower() for name in clue.kin):
        return True
    return not KINDS.get(word) and (clue.bare == "always" or (clue.bare == "place" and _behind_place_word(clue, plain, start)))


def _proves_in_english(clue: NamePattern, plain: str, start: int, end: int) -> bool:
    """As `data.gazetteer.unaccented`: districts need their keyword; communes are only taken beside a sure mention."""
    if clue.kind != "district":
        return clue.kind not in ("commune", "homonym")
    before = words_before(plain, start, 1)
    near = (word_after(plain, end).lower(), before[0].lower() if before else "")
    return any(KEYWORDS.get(word) == "district" for word in near)


def overrides(clue: NamePattern, surface: str) -> bool:
    """True for a homonym ("Thái Bình Dương") that swallows the names within it."""
    return clue.kind == "homonym" and surface.lower() == clue.lower and head_case(surface, clue.name)


def _rank(plain: str, start: int) -> tuple[str, bool]:
    """The rank word before a name, and whether it stands before the list that the name is in."""
    if prefix := PREFIX.search(plain, max(0, start - 12), start):
        return prefix[1].lower(), False
    listed = LIST.search(plain, max(0, start - 160), start)
    return (listed[2].lower(), True) if listed else ("", False)


def _behind_place_word(clue: NamePattern, plain: str, start: int) -> bool:
    if clue.kind == "commune":
        return behind_place(plain, start)
    before = words_before(plain, start, 1)
    return bool(before) and before[0] in LOCATIVE
