"""Finds a province and the places of its land in an article: precise first, and every decision has a rule with a name.

In: the scanned fields of one article. Out: `Match`s by offsets of `NormalisedText.plain`. A name that several provinces share
counts only where the text names our province, or another sure place of it, and no rival nearer. Pure Python over one
Aho-Corasick automaton.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

import ahocorasick

from data.gazetteer.ambiguity import fits, only_place, rivals, stands_alone
from data.gazetteer.elsewhere import LAND, are_provinces, districts_of, listed_rank, taken_today, told_elsewhere
from data.gazetteer.homonyms import COMMUNE, FIRM, THING, broken, head_case, longer, namesake, person, signed
from data.gazetteer.other_bearers import same_bearer
from data.gazetteer.province_names import Named, crossed, named
from data.gazetteer.records import (
    BEARER,
    CASE_RULES,
    KINDS,
    LOCATIVE,
    OTHER_PLACE,
    PARENT,
    PREFIX,
    SEVERAL,
    SPELLED,
    Entry,
    Match,
    MatchState,
    PendingMatch,
    behind_place,
    best,
)
from data.gazetteer.units import MERGER, Unit
from data.gazetteer.unlisted_communes import loose_communes
from data.text.people import FAMILY
from data.text.scan import NormalisedText, bounded, is_title, scan, sentence_around, word_after, words_before


class Matcher:
    """The names of one province's land on one side of the merger."""

    def __init__(
        self,
        home: str,
        family: frozenset[str],
        entries: Iterable[Entry],
        *,
        bare: frozenset[str],
        not_bare: frozenset[str],
        after: bool,
    ) -> None:
        self.home = home  # the province's own slug
        self.family = family  # slugs that mean our land, or hold it today
        self.bare = bare
        self.not_bare = not_bare
        self.after = after  # on the map since the merger
        self.taken = taken_today(home, family) if after else frozenset()  # names of communes that are another's today
        self.entries: dict[str, list[Entry]] = {}
        for entry in entries:
            self.entries.setdefault(scan(entry.name).lower, []).append(entry)
        self.automaton = ahocorasick.Automaton()
        for key, named_entries in self.entries.items():
            self.automaton.add_word(key, (len(key), named_entries))
        self.automaton.make_automaton()

    def find(self, texts: Mapping[str, NormalisedText]) -> dict[str, list[Match]]:
        """Hits by field, sorted, without overlaps."""
        reading = MatchState(texts, {name: named(text) for name, text in texts.items()}, {}, {}, set())
        for name, text in texts.items():
            reading.hits[name], reading.open[name] = [], []
            self._first_look(text, reading.provinces[name], reading.hits[name], reading.open[name])
        for hits in reading.hits.values():
            reading.refused.update(hit.place for hit in hits if hit.kind == "namesake" and hit.why == OTHER_PLACE)
        self._settle(reading, lambda case: not case.bare)
        self._settle(reading, lambda case: case.bare)
        loose_communes(reading, self.home, self.family)
        same_bearer(reading, self.family)
        return {name: sorted(hits, key=lambda hit: hit.start) for name, hits in reading.hits.items()}

    def _first_look(self, text: NormalisedText, provinces: Sequence[Named], hits: list[Match], cases: list[PendingMatch]) -> None:
        """Every surface from left to right, the longest first; sure ones become hits, doubtful ones wait."""
        matches = []
        for last, (length, entries) in self.automaton.iter(text.lower):
            start = last + 1 - length
            if bounded(text.plain, start, last + 1):
                matches.append((start, -(last + 1), entries))
        free = 0
        starts = [province.start for province in provinces]
        for start, minus_end, entries in sorted(matches, key=lambda item: item[:2]):
            end = -minus_end
            if start < free:
                continue
            outcome = None if crossed(provinces, starts, start, end) else self._look(text.plain, start, end, entries)
            if outcome is None:
                continue
            free = end
            if isinstance(outcome, Match) and outcome.kind == "landmark":
                elsewhere = told_elsewhere(text.plain, start, end, provinces, self.family)
                outcome = Match(start, end, "namesake", outcome.place, OTHER_PLACE) if elsewhere else outcome
            (cases if isinstance(outcome, PendingMatch) else hits).append(outcome)  # type: ignore[arg-type]

    def _look(self, plain: str, start: int, end: int, entries: Sequence[Entry]) -> Match | PendingMatch | None:
        """What one surface is, by itself and its neighbours."""
        kinds = {entry.kind: entry for entry in entries}
        if any(entry.kind == "homonym" and head_case(plain[start:end], entry.name) for entry in entries):
            why = BEARER if kinds["homonym"].bearer else "trùng tên"
            return Match(start, end, "namesake", kinds["homonym"].place, why)
        if "watch" in kinds:
            return Match(start, end, "watch", "watch")
        surface = plain[start:end]
        rightly = any(CASE_RULES[entry.kind](surface, scan(entry.name).plain) for entry in entries)
        if rightly and " " in surface and broken(plain, start, end):
            return Match(start, end, "namesake", kinds["province"].place, "một phần tên khác") if "province" in kinds else None
        prefix = PREFIX.search(plain, max(0, start - 12), start)
        word = prefix[1].lower() if prefix else ""
        begin = prefix.start(1) if prefix else start
        if "province" in kinds and KINDS.get(word) == "province" and surface[:1].isupper():
            return Match(begin, end, "province", kinds["province"].place)
        if not rightly:
            wrong = "province" in kinds and " " in surface
            return Match(start, end, "namesake", kinds["province"].place, "viết thường") if wrong else None
        for kind in ("landmark", "body"):
            if kind in kinds and KINDS.get(word) not in kinds:
                return Match(start, end, kind, kinds[kind].place)
        if not word and "province" not in kinds:
            word = listed_rank(plain, start, end, districts_of(self.family))
        return self._unit(plain, (begin, start, end), word, kinds)

    def _unit(self, plain: str, span: tuple[int, int, int], word: str, kinds: Mapping[str, Entry]) -> Match | PendingMatch | None:
        """A province, district or commune by the word before it."""
        begin, start, end = span
        level = KINDS.get(word, "")
        spelled = SPELLED.get(word, word)
        if level in ("district", "commune") and level in kinds:
            unit = best(kinds[level].units, spelled)
            if fits(unit.type, spelled) and not (level == "commune" and longer(plain, start, end)):
                others = rivals(unit, self.family, spelled, after=self.after)
                if "province" in kinds and level == "commune" and unit.type != spelled:
                    return Match(start, end, "namesake", kinds["province"].place, "tên xã, phường khác")
                if others or level == "commune":
                    return PendingMatch(begin, end, unit, False, others, _ids(kinds[level]))
                return Match(begin, end, level, unit.id)
        if "province" in kinds:
            place = kinds["province"].place
            if spelled == "thành phố":
                return Match(begin, end, "province", place)
            if level in ("district", "commune", "village"):
                return Match(start, end, "namesake", place, "tên xã, huyện khác")
            if SEVERAL.search(plain, max(0, start - 160), start):
                return Match(start, end, "namesake", place, "tên xã, huyện khác")
            why = namesake(plain, start, end)
            return Match(start, end, "namesake" if why else "province", place, why)
        return self._bare_unit(plain, start, end, level, kinds)

    def _bare_unit(self, plain: str, start: int, end: int, level: str, kinds: Mapping[str, Entry]) -> Match | PendingMatch | None:
        """A district without its rank, or a commune that may have been named in full elsewhere."""
        if not (" " in plain[start:end] or plain[start:end] in self.bare):
            return None
        entry = kinds.get("district") or kinds.get("commune")
        if entry is None:
            return None
        alone = entry.kind == "district" or only_place(entry.name, self.family, after=self.after)
        if alone and not level and self._may_stand_bare(plain, start, end):
            return PendingMatch(
                start, end, entry.units[0], True, rivals(entry.units[0], self.family, after=self.after), _ids(entry)
            )
        return Match(start, end, "namesake", entry.units[0].id, OTHER_PLACE) if entry.kind == "district" else None

    def _may_stand_bare(self, plain: str, start: int, end: int) -> bool:
        """True when nothing beside a bare district name says person, street, firm or a longer name."""
        if " " not in plain[start:end] and plain[start:end] not in self.bare:
            return False
        before = plain[max(0, start - 70) : start]
        if (
            signed(plain, start)
            or person(plain, start, end)
            or THING.search(before)
            or COMMUNE.search(before)
            or FIRM.search(before)
        ):
            return False
        previous = words_before(plain, start, 1)
        if previous and is_title(previous[0]):
            head = start - len(previous[0]) - 1
            if head > 0 and plain[head - 1 : head] not in ("\n", "") and plain[max(0, head - 2) : head] not in (". ", "! ", "? "):
                return False
        following = word_after(plain, end)
        return not (following and is_title(following) and following not in FAMILY and not plain[start:end].isupper())

    def _settle(self, reading: MatchState, chosen: Callable[[PendingMatch], bool]) -> None:
        supported = reading.supported  # as the pass begins
        for name, cases in reading.open.items():
            text, provinces = reading.texts[name], reading.provinces[name]
            for case in filter(chosen, cases):
                ours = None if case.bare and case.unit.kind == "commune" else self._parent(text.plain, case, provinces)
                if self._elsewhere(reading, name, case):
                    ours = False
                if ours is None:
                    ours = self._by_article(reading, name, case, supported)
                district = None if case.bare and case.unit.kind == "commune" else self._district(case.unit)
                if not ours and district is not None and " " in district.name:
                    start = case.end - len(district.name)
                    reading.hits[name].append(Match(start, case.end, "namesake", district.id, OTHER_PLACE))
                    reading.refused.add(district.id)
                if ours:
                    reading.hits[name].append(Match(case.start, case.end, case.unit.kind, case.unit.id))

    def _elsewhere(self, reading: MatchState, name: str, case: PendingMatch) -> bool:
        """True when the words beside the place, or the map of today, put it into land that is not ours."""
        if told_elsewhere(reading.texts[name].plain, case.start, case.end, reading.provinces[name], self.family):
            return True
        taken = case.unit.kind == "commune" and case.unit.name in self.taken
        return taken and not any(hit.kind == "district" and 0 <= hit.start - case.end < 12 for hit in reading.hits[name])

    def _district(self, unit: Unit) -> Unit | None:
        """Our district of that name, also when the unit is a commune."""
        districts = (entry.units[0] for entry in self.entries.get(unit.name.lower(), ()) if entry.kind == "district")
        return next(districts, None)

    def _parent(self, plain: str, case: PendingMatch, provinces: Sequence[Named]) -> bool | None:
        """Whether the text puts the place into our province itself ("xã X, huyện Y, Hải Dương"); None when it says nothing."""
        if not PARENT.match(plain[case.end : case.end + 6]):
            return None
        _, stop = sentence_around(plain, case.start, case.end)
        first = bisect_left(provinces, case.end, key=lambda province: province.start)
        for province in provinces[first : first + 1]:
            if case.end < province.start <= min(stop, case.end + 70):
                between = plain[case.end : province.start]
                if re.search(r"[;:]| và | với | đến | tới | từ |\)", between):
                    return None
                return province.slug in self.family
        return None

    def _by_article(self, reading: MatchState, name: str, case: PendingMatch, supported: bool) -> bool:
        """Whether the article makes it ours."""
        unit = case.unit
        if case.bare:
            if any(hit.place in case.ids and hit.kind != "namesake" for hits in reading.hits.values() for hit in hits):
                return True  # named in full elsewhere
            if unit.kind == "commune":
                return self._known_by_name(reading, case)
            refused = unit.id in reading.refused and not reading.names_ours(self.family)
            if refused or unit.name in self.not_bare or unit.name in are_provinces():
                return False
            if not supported:
                return self._surely_ours(reading.texts[name].plain, case)
        elif not supported:
            listed = case.end - case.start == len(unit.name)  # without its own "xã": never alone
            if listed:
                return False
            if not case.rivals and " " in unit.name and not reading.names_other(self.family):
                return not any(LAND.search(text.plain) for text in reading.texts.values())
            # "xã Thanh Hà (thành phố Hải Phòng)": a commune of today, in the province that holds our land
            return unit.valid_from == MERGER and reading.names_ours(self.family) and self._ours_is_nearest(reading, name, case)
        return not case.rivals or self._ours_is_nearest(reading, name, case)

    def _known_by_name(self, reading: MatchState, case: PendingMatch) -> bool:
        """A commune without its rank whose name nothing else in the country bears: "nông dân Hướng Phùng", "ở Bản Lầu".

        Where nothing else of ours is named it must return, and stand once where only a place can.
        """
        alike = [(field, other) for field, cases in reading.open.items() for other in cases if other.ids == case.ids]
        if reading.supported and any(field == "title" for field, _ in alike):
            return True
        if not any(behind_place(reading.texts[field].plain, other.start) for field, other in alike):
            return False
        return reading.supported or len(alike) > 1

    def _surely_ours(self, plain: str, case: PendingMatch) -> bool:
        """A bare name without support: only a name that nothing else in the country bears."""
        unit = case.unit
        if unit.name in self.bare:
            return True
        alone = stands_alone(unit, case.ids, self.family, after=self.after)
        return alone == "always" or (alone == "place" and words_before(plain, case.start, 1)[:1] in [[word] for word in LOCATIVE])

    def _ours_is_nearest(self, reading: MatchState, name: str, case: PendingMatch) -> bool:
        """True when no rival province is named nearer than ours (in the same field; elsewhere only when ours is not in it)."""
        near = [
            (_gap(case, p), p.slug in self.family)
            for p in reading.provinces[name]
            if p.slug in self.family or p.slug in case.rivals
        ]
        near += [(_gap(case, hit), True) for hit in reading.hits[name] if hit.kind not in ("namesake", "watch")]
        if near:
            return min(near)[1]
        return not any(p.slug in case.rivals for mentions in reading.provinces.values() for p in mentions)


def _ids(entry: Entry) -> frozenset[str]:
    return frozenset(unit.id for unit in entry.units)


def _gap(case: PendingMatch, other: Named | Match) -> int:
    return other.start - case.end if other.start >= case.end else (case.start - other.end) * 2  # a parent follows its place
