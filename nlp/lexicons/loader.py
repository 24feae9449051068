"""Read the word lists, check them, and hand them out as records.

In: the TOML files of nlp/lexicons. A list is a table with phrases (nlp/lexicons/README.md explains the signs in them):
    [hurt]
    vi = ["bị thương", "nhập viện"]    # Vietnamese
    en = ["injur*"]                    # English
    from = ["death.tone"]              # and the phrases of ideas.toml's "death" that are tagged "tone"
    as_written = true                  # capitals count (names); without it everything is lower case
ideas.toml holds what several lists share: [[death]] tables, each with `tags` and the phrases that carry all of them.
Out: `PhraseList` records by name, in the order of the file, which may be the order of a model's inputs.
Raises LexiconError, which tells every mistake of every file at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.paths import LEXICONS
from data.phrases import PhraseError, check_phrase, compile_words, is_plain, join_alternatives

IDEAS = "ideas"
LANGUAGES = ("vi", "en")
KEYS = (*LANGUAGES, "from", "as_written")
Table = Mapping[str, Any]


class LexiconError(ValueError):
    """A word list cannot be used; the message is Vietnamese, one line a mistake with its file and key."""


@dataclass(frozen=True, slots=True)
class PhraseList:
    """One list of phrases."""

    name: str  # "tone_cues.death"
    vi: tuple[str, ...]
    en: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases, Vietnamese first."""
        return self.vi + self.en

    @property
    def alternatives(self) -> str:
        """All phrases as the alternatives of a regular expression, for a pattern that says what stands around them."""
        return join_alternatives(self.phrases)

    def pattern(self, *, ignore_case: bool = False) -> re.Pattern[str]:
        """Any of the phrases as whole words."""
        return compile_words(self.alternatives, ignore_case=ignore_case)

    def words(self) -> frozenset[str]:
        """The phrases as a set to look up in. Raises LexiconError as `plain` does."""
        return frozenset(self.plain())

    def plain(self) -> tuple[str, ...]:
        """The phrases as they are. Raises LexiconError where one stands for more than itself."""
        wild = [phrase for phrase in self.phrases if not is_plain(phrase)]
        if wild:
            raise LexiconError(f"{self.name}: “{wild[0]}” chỉ được gồm chữ. Cách xử lý: viết từng cụm từ ra.")
        return self.phrases


Lexicon = Mapping[str, PhraseList]


def load_lexicon(name: str) -> Lexicon:
    """The lists of one shipped lexicon ("tone_cues"), in the order of its file. Raises KeyError for an unknown one."""
    return _shipped()[name]


@cache
def _shipped() -> Mapping[str, Lexicon]:
    return load_lexicons(LEXICONS)


def load_lexicons(folder: Path) -> dict[str, Lexicon]:
    """The lexicons of a folder by the names of their files. Raises LexiconError."""
    files, mistakes = _read(folder)
    ideas = files.pop(IDEAS, {})
    mistakes += _idea_mistakes(ideas)
    tagged = _tagged(ideas)
    for file, tables in files.items():
        for name, table in tables.items():
            mistakes += [f"{file}.toml: [{name}] {mistake}" for mistake in _list_mistakes(table, tagged)]
    pulled = {source for tables in files.values() for table in tables.values() for source in _texts(table, "from")}
    mistakes += [f"{IDEAS}.toml: nhãn “{source}” không danh sách nào dùng" for source in tagged if source not in pulled]
    if mistakes:
        lines = "\n".join(f"- {mistake}" for mistake in mistakes)
        raise LexiconError(f"Các danh sách từ có {len(mistakes)} chỗ sai:\n{lines}\nCách xử lý: sửa tệp trong {folder}.")
    return {
        file: {name: _phrase_list(f"{file}.{name}", table, tagged) for name, table in tables.items()}
        for file, tables in files.items()
    }


def _read(folder: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """File name without its ending -> its tables, and what could not be read."""
    files: dict[str, dict[str, Any]] = {}
    mistakes: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            files[path.stem] = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            mistakes.append(f"{path.name}: không đọc được ({error})")
    return files, mistakes or ([] if files else ["không có tệp .toml nào"])


def _tagged(ideas: Mapping[str, Any]) -> dict[str, tuple[list[str], list[str]]]:
    """ "death.tone" -> the Vietnamese and the English phrases of the idea that carry the tag, in order of the file."""
    tagged: dict[str, tuple[list[str], list[str]]] = {}
    for idea, rows in ideas.items():
        for row in rows if isinstance(rows, list) else ():
            for tag in _texts(row, "tags"):
                vi, en = tagged.setdefault(f"{idea}.{tag}", ([], []))
                vi += _texts(row, "vi")
                en += _texts(row, "en")
    return tagged


def _phrase_list(name: str, table: Table, tagged: Mapping[str, tuple[list[str], list[str]]]) -> PhraseList:
    vi, en = _texts(table, "vi"), _texts(table, "en")
    for source in _texts(table, "from"):
        vi, en = vi + tagged[source][0], en + tagged[source][1]
    return PhraseList(name, tuple(vi), tuple(en))


def _idea_mistakes(ideas: Mapping[str, Any]) -> list[str]:
    mistakes: list[str] = []
    for idea, rows in ideas.items():
        where = f"{IDEAS}.toml: [[{idea}]]"
        if not isinstance(rows, list):
            mistakes.append(f"{where} phải viết bằng hai ngoặc vuông")
            continue
        for number, row in enumerate(rows, 1):
            mistakes += [f"{where} thứ {number}: {text}" for text in _table_mistakes(row, (*LANGUAGES, "tags"))]
            if not _texts(row, "tags"):
                mistakes.append(f"{where} thứ {number}: thiếu tags")
        for language in LANGUAGES:
            phrases = [phrase for row in rows for phrase in _texts(row, language)]
            mistakes += [f"{where} {language}: “{phrase}” lặp lại" for phrase in _repeated(phrases)]
    return mistakes


def _list_mistakes(table: object, tagged: Mapping[str, tuple[list[str], list[str]]]) -> Iterator[str]:
    yield from _table_mistakes(table, KEYS)
    sources = _texts(table, "from")
    yield from (f"from: không có “{source}” trong {IDEAS}.toml" for source in sources if source not in tagged)
    for number, language in enumerate(LANGUAGES):
        shared = [phrase for source in sources if source in tagged for phrase in tagged[source][number]]
        yield from (f"{language}: “{phrase}” lặp lại" for phrase in _repeated(_texts(table, language) + shared))
    if not (sources or any(_texts(table, language) for language in LANGUAGES)):
        yield "không có cụm từ nào"


def _table_mistakes(table: object, keys: tuple[str, ...]) -> Iterator[str]:
    """Unknown keys, values of a wrong type, phrases that are none."""
    if not isinstance(table, dict):
        yield "phải là một bảng"
        return
    yield from (f"khóa “{key}” không có trong mẫu" for key in sorted(table.keys() - set(keys)))
    as_written = table.get("as_written", False)
    if not isinstance(as_written, bool):
        yield "as_written: phải là true hoặc false"
    for key in sorted(table.keys() & set(keys) - {"as_written"}):
        value = table[key]
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            yield f"{key}: phải là danh sách chữ trong ngoặc vuông"
        elif key in LANGUAGES:
            for phrase in value:
                try:
                    check_phrase(phrase, as_written=bool(as_written))
                except PhraseError as error:
                    yield f"{key}: {error}"


def _texts(table: object, key: str) -> list[str]:
    value = table.get(key) if isinstance(table, dict) else None
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _repeated(phrases: list[str]) -> list[str]:
    return [phrase for phrase in dict.fromkeys(phrases) if phrases.count(phrase) > 1]
