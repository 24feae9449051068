"""The names of an article: persons, organisations and places, joined and typed.

In: tagged sentences (nlp/tagging/underthesea.py). Out: `Name`s in order of first occurrence, each once. The tagger's known
errors are mended by the words around a name: "UBND xã Tân Lộ" is an organisation, "huyện Kim Thành" a place, "ông Trần Văn
Khởi" a person; a province is a place whatever the tagger says; a person's short name ("ông Khởi") is completed from the full
one. Words are taken apart into syllables first, because the tokenizer glues names to their neighbours ("Kim Thành đổi").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from data.model import Name
from data.text import fold
from nlp.document import Document
from nlp.entities.english import extract_english_names
from nlp.entities.vocabulary import BODY, INNER, LINKS, ORGANISATIONS, PERSON, ROLE, SHORT, SIGNS, SURNAMES, UNIT, provinces
from nlp.tagging import Row

TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
NO_NAMES = PERSON | UNIT | BODY | {"qđ", "nđ", "pv"}
LONGEST = 4  # syllables of the longest cue above; also of most names
BODY_SYLLABLES = 16
# A syllable of Vietnamese without its marks. A capital alone makes no name of one; "Tokyo" and "Reuters" are none.
SYLLABLE = re.compile(r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|n[gh]?|[cmpt])?")


class Piece(NamedTuple):
    """One syllable of a sentence."""

    text: str
    lower: str
    tag: str  # the word's entity tag; B- only at its first syllable
    begins: bool  # whether a word begins here


def extract_names(document: Document) -> tuple[Name, ...]:
    """Give the persons, organisations and places named in an article, each once, in order of first occurrence."""
    if document.is_english:
        return tuple(extract_english_names("\n".join(document.given)))
    return tuple(extract_tagged_names(document.tagged_sentences))


def extract_tagged_names(tagged: Iterable[Sequence[Row]]) -> list[Name]:
    """Give the names of some tagged sentences, each once, in order of first occurrence."""
    names: list[Name] = []
    heads = _heads()
    for sentence in tagged:
        pieces = _pieces(sentence)
        index = 0
        while index < len(pieces):
            if pieces[index].tag == "O" and pieces[index].lower not in heads:  # nothing begins here
                index += 1
                continue
            name, after = _name_at(pieces, index)
            if name:
                names.append(name)
            index = max(after, index + 1)
    return _once(_completed(names))


def _pieces(sentence: Sequence[Row]) -> list[Piece]:
    """The syllables of a sentence, each with its entity tag (the later syllables of a word continue its entity)."""
    pieces: list[Piece] = []
    for word, _, _, entity in sentence:
        if " " not in word:
            pieces.append(Piece(word, word.lower(), entity, True))
            continue
        later = entity.replace("B-", "I-")
        for number, syllable in enumerate(word.split(" ")):
            pieces.append(Piece(syllable, syllable.lower(), later if number else entity, not number))
    return pieces


def _name_at(pieces: Sequence[Piece], start: int) -> tuple[Name | None, int]:
    """The name that begins at a syllable, if any, and where reading goes on."""
    sizes = _cues(pieces, start)
    if sizes and (pieces[start].begins or _proper(pieces[start])):
        for vocabulary, kind in ((BODY, "organisation"), (UNIT, "place"), (PERSON, "person")):
            size = sizes.get(vocabulary, 0)
            if not size or (kind == "organisation" and not _proper(pieces[start])):
                continue
            end = _end_of_body(pieces, start + size) if kind == "organisation" else _end_of_proper(pieces, start + size)
            if end > start + size:
                return Name(text=_join(pieces[start + size if kind == "person" else start : end]), type=kind), end
        if ROLE in sizes:
            return None, start + sizes[ROLE]
    return _tagged(pieces, start)


def _tagged(pieces: Sequence[Piece], start: int) -> tuple[Name | None, int]:
    """The name that the tagger saw here, as far as it is written as one."""
    kind = TYPES.get(pieces[start].tag[2:])
    if not kind or not _proper(pieces[start]):
        return None, start + 1
    end = start + 1
    while end < len(pieces) and pieces[end].tag.startswith("I-") and _proper(pieces[end]):
        end += 1
    text = _join(pieces[start:end])
    if fold(text) in provinces():
        return Name(text=text, type="place"), end
    kind = _mended(text, kind)
    if len(text) < 2 or text.lower() in NO_NAMES or (end - start == 1 and not _alone(text, kind)):
        return None, end
    return Name(text=text, type=kind), end


def _mended(text: str, kind: str) -> str:
    """The type of a name that the tagger is known to mistake: companies and full names of persons pass for places."""
    syllables = text.split(" ")
    capitals = len(syllables) == 1 and len(text) > 2 and text.isupper()
    if text.lower() in ORGANISATIONS or ((capitals or text.lower().endswith("bank")) and text.lower() not in SIGNS):
        return "organisation"
    if kind == "place" and syllables[0] in SURNAMES and 3 <= len(syllables) <= LONGEST:
        return "person"
    return kind


def _alone(text: str, kind: str) -> bool:
    """Whether one syllable can be a name: a capital alone is more often the head of a sentence or of "Thủ tướng"."""
    return kind != "person" and (text in SHORT or text[1:] != text[1:].lower() or not SYLLABLE.fullmatch(fold(text)))


Vocabulary = frozenset[str]


@cache
def _heads() -> dict[str, list[tuple[tuple[str, ...], Vocabulary]]]:
    """The first syllable of every cue -> the cues that begin with it, the longest first."""
    heads: dict[str, list[tuple[tuple[str, ...], Vocabulary]]] = {}
    for vocabulary in (BODY, UNIT, PERSON, ROLE, INNER):
        for phrase in vocabulary:
            syllables = tuple(phrase.split(" "))
            heads.setdefault(syllables[0], []).append((syllables, vocabulary))
    for listed in heads.values():
        listed.sort(key=lambda item: -len(item[0]))
    return heads


def _cues(pieces: Sequence[Piece], start: int) -> dict[Vocabulary, int]:
    """For each vocabulary that has a cue beginning here, the syllables of its longest."""
    sizes: dict[Vocabulary, int] = {}
    for syllables, vocabulary in _heads().get(pieces[start].lower, ()):
        size = len(syllables)
        if vocabulary not in sizes and (size == 1 or tuple(piece.lower for piece in pieces[start : start + size]) == syllables):
            sizes[vocabulary] = size
    return sizes


def _proper(piece: Piece) -> bool:
    return piece.text[:1].isupper()


def _end_of_proper(pieces: Sequence[Piece], start: int) -> int:
    end = start
    while end < len(pieces) and _proper(pieces[end]) and end - start < LONGEST:
        cues = _cues(pieces, end)
        if end > start and BODY in cues:
            break
        end += 1
    return end


def _end_of_body(pieces: Sequence[Piece], start: int) -> int:
    """A body's name runs over capitals, units and the small words inside; it ends with a capital or with what follows one."""
    end, last = start, start
    while end < len(pieces) and end - start < BODY_SYLLABLES:
        sizes = _cues(pieces, end)
        size, inner, capital = max(sizes.get(UNIT, 0), sizes.get(INNER, 0)), INNER in sizes, _proper(pieces[end])
        if (not size and not capital) or (end > start and capital and _begins_another(pieces, end, sizes)):
            break
        link = _join(pieces[end : end + max(size, 1)]).lower() in LINKS
        end += max(size, 1)
        if capital or (inner and last > start and not link):
            last = end
    return last


def _begins_another(pieces: Sequence[Piece], place: int, sizes: dict[Vocabulary, int]) -> bool:
    """Whether a capital inside a body's name begins the next: "… và Bệnh viện", "… phường Ông", "Tỉnh ủy Nghệ An Nguyễn …"."""
    if PERSON in sizes and pieces[place].lower in ("ông", "bà"):
        return True
    if BODY in sizes and pieces[place - 1].lower == "và":
        return True
    after_province = any(fold(_join(pieces[place - size : place])) in provinces() for size in (2, 3) if place >= size)
    return after_province and pieces[place].text in SURNAMES


def _join(pieces: Sequence[Piece]) -> str:
    return " ".join([piece.text for piece in pieces])


def _completed(names: list[Name]) -> list[Name]:
    """A one-word person that is the given name of exactly one full name of the article becomes that full name."""
    full = {name.text for name in names if name.type == "person" and " " in name.text}
    completed: list[Name] = []
    for name in names:
        owners = [text for text in sorted(full) if text.split(" ")[-1] == name.text] if name.type == "person" else []
        completed.append(Name(text=owners[0], type="person") if len(owners) == 1 else name)
    return completed


def _once(names: Iterable[Name]) -> list[Name]:
    """Each name once; a bare place ("Thanh Hà") is left out where the article also has it with its unit."""
    seen: dict[str, Name] = {}
    for name in names:
        seen.setdefault(name.text.casefold(), name)
    full = {name.text.partition(" ")[2] for name in seen.values() if name.type == "place"}
    return [name for name in seen.values() if name.type != "place" or name.text not in full]
