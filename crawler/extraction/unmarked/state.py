"""The article in the JSON state that a page carries for its scripts.

In: the page's source (__NEXT_DATA__, __NUXT__, window.__INITIAL_STATE__ and their like) and its headline. Out: an article node as
JSON-LD would have it. Asked only where the page shows no text. States are cut at `LONGEST` characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.extraction.encoding import decode, unescape
from crawler.extraction.unmarked.fragment import fragment_lines
from data.text import compare_key, tidy

LONGEST = 3_000_000  # characters of one state
STATES = 12  # states of one page
MOST = 60_000  # values of one state
DEPTH = 40
LEAST = 200  # characters of a body
SCRIPT = re.compile(
    r"<script\b[^<>]{0,400}>"
    r"|(?:__[A-Z][A-Z0-9_]{0,40}|Fusion\.globalContent)(?:['\"]\])?\s{0,4}=\s{0,4}(?:JSON\.parse\(\s{0,4})?",
)
MARKED = ("__NEXT_DATA__", "__NUXT_DATA__", "application/json")  # a script that is nothing but a state
HEADLINES = ("title", "headline", "name", "tieude", "tieu_de", "subject", "post_title")
DATES = (
    "datepublished", "publishedat", "published_at", "publishdate", "publish_date", "published_time", "publishedtime",
    "publish_time", "display_date", "first_publish_date", "published", "pubdate", "ngaydang", "ngay_dang", "created_at",
)  # fmt: skip
SUMMARIES = ("description", "sapo", "lead", "summary", "subtitle", "abstract", "excerpt", "teaser", "mota", "mo_ta")
TEXT_KEYS = ("content", "text", "html", "body", "value", "data", "paragraph")
SKIPPED = frozenset(
    ("image", "images", "caption", "credit", "related", "relatedarticles", "related_articles", "comments", "ads", "styles", "css")
)
TEXT_KINDS = re.compile(r"text|paragraph|para|html|head|quote|list|^p$|^h\d$|^raw")
# A text in a state that is no JSON: arguments of a function (Nuxt 2), a stream of pieces (Next's app router).
LITERAL = re.compile(
    r"\b(?:content|body|articleBody|html|detail|contentHtml|content_html|noidung|noi_dung)\\?[\"']?\s{0,2}:\s{0,2}(\\?)\"((?:[^\"\\]|\\.){200,200000}+)\"",
    re.S,
)
CALLED = re.compile(r"__NUXT__\s?=\s?\(function\(")  # its texts stand behind it, as arguments
ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.S)
INNER_END = re.compile(r'(?<!\\)\\"')  # of a text inside a text
MARKUP = re.compile(r"[{};]\s*\n?\s*[\w.#-]+\s*[:{]|function\s*\(|=>|https?://\S{80,}")


@dataclass
class _Best:
    """The richest article object met so far."""

    score: int = 0
    lines: list[str] = field(default_factory=list)
    holder: dict[str, Any] = field(default_factory=dict)


def state_article(source: bytes | str, title: str) -> dict[str, Any]:
    """An article node: articleBody with a line each paragraph; headline, description, datePublished where they stand beside."""
    best, key = _Best(), compare_key(title)
    text = decode(source)
    for state in _states(text):
        _search(state, key, best)
    if not best.lines:
        for match in LITERAL.finditer(text):
            literal = INNER_END.split(match[2], maxsplit=1)[0] if match[1] else match[2]
            lines = _text(_decoded(literal))
            if sum(map(len, lines)) > sum(map(len, best.lines)):
                best.lines = lines
    if not best.lines and (call := CALLED.search(text)):
        for match in ARGUMENT.finditer(text, call.end(), call.end() + LONGEST):
            lines = _text(_decoded(match[1])) if len(match[1]) >= LEAST else []
            if sum(map(len, lines)) > sum(map(len, best.lines)):
                best.lines = lines
    if not best.lines:
        return {}
    node: dict[str, Any] = {"@type": "NewsArticle", "articleBody": "\n".join(best.lines)}
    for name, keys in (("headline", HEADLINES), ("datePublished", DATES), ("description", SUMMARIES)):
        if value := _field(best.holder, keys):
            node[name] = value
    return node


def _states(source: str) -> Iterator[Any]:
    """The JSON values of a page's states."""
    decoder = json.JSONDecoder(strict=False)
    count = 0
    for match in SCRIPT.finditer(source):
        if match[0].startswith("<") and not any(mark in match[0] for mark in MARKED):
            continue
        count += 1
        if count > STATES:
            return
        text = source[match.end() : match.end() + LONGEST].lstrip()
        try:
            if text[:1] in "\"'" and match[0].rstrip().endswith("("):
                text = json.loads(_quoted(text), strict=False)
            if text[:1] in "{[":
                yield _devalued(decoder.raw_decode(text)[0])
        except (ValueError, RecursionError):
            continue


def _quoted(text: str) -> str:
    """The string literal at the beginning of a text, in double quotation marks."""
    if text[0] == '"':
        return json.dumps(json.JSONDecoder(strict=False).raw_decode(text)[0])
    end = re.compile(r"[^'\\]*(?:\\.[^'\\]*)*", re.S).match(text, 1)
    inner = end[0].replace("\\'", "'").replace('\\\\"', '\\"') if end else ""
    return '"' + re.sub(r'(?<!\\)"', r"\"", inner) + '"'


def _decoded(literal: str) -> str:
    """The text of a string literal, escaped once or twice."""
    for _ in range(2):
        try:
            literal = json.loads(f'"{literal.rstrip(chr(92))}"', strict=False)
        except ValueError:
            break
        if "\\u00" not in literal and "\\n" not in literal:
            break
    return literal


def _devalued(value: Any) -> Any:
    """Nuxt's flat array (every value once, objects hold places) as the nested value it stands for."""
    if not (
        isinstance(value, list)
        and len(value) > 2
        and isinstance(value[0], list | dict)
        and any(isinstance(item, str) for item in value)
    ):
        return value
    if not all(isinstance(place, int) for item in value[:3] if isinstance(item, dict) for place in item.values()):
        return value
    return [_resolved(item, value) for item in value if isinstance(item, dict)]


def _resolved(item: dict[str, Any], values: list[Any]) -> dict[str, Any]:
    def one_level(place: Any) -> Any:
        value = values[place] if isinstance(place, int) and 0 <= place < len(values) else place
        if isinstance(value, list):
            return [values[inner] if isinstance(inner, int) and 0 <= inner < len(values) else inner for inner in value]
        return value

    return {key: one_level(place) for key, place in item.items()}


def _search(state: Any, key: str, best: _Best) -> None:
    """Walks a state; an object that holds a long text counts more where it bears the page's headline."""
    stack: list[tuple[Any, int]] = [(state, 0)]
    count = 0
    while stack and count < MOST:
        value, depth = stack.pop()
        count += 1
        if depth > DEPTH:
            continue
        if isinstance(value, list):
            stack.extend((item, depth + 1) for item in value)
        elif isinstance(value, dict):
            _weigh(value, key, best)
            stack.extend((item, depth + 1) for name, item in value.items() if str(name).lower() not in SKIPPED)
        elif isinstance(value, str) and value[:1] in "{[" and len(value) >= LEAST:
            try:
                stack.append((json.loads(value, strict=False), depth + 1))
            except (ValueError, RecursionError):
                continue


def _weigh(holder: dict[str, Any], key: str, best: _Best) -> None:
    named = compare_key(_field(holder, HEADLINES)) == key if key else False
    for name, value in holder.items():
        if str(name).lower() in SKIPPED:
            continue
        lines = _text(value)
        length = sum(map(len, lines))
        if length < LEAST:
            continue
        score = length * (10 if named else 1)
        if score > best.score:
            best.score, best.lines, best.holder = score, lines, holder


def _text(value: Any) -> list[str]:
    """The lines of a value that is a text: a string, or a list of blocks with one each."""
    if isinstance(value, str):
        return [] if len(value) < LEAST or MARKUP.search(value[:2000]) or " " not in value[:200] else fragment_lines(value)
    if isinstance(value, dict):
        value = next(
            (value[name] for name in ("blocks", "content_elements", "paragraphs", "items") if isinstance(value.get(name), list)),
            [],
        )
    if not isinstance(value, list) or not value:
        return []
    lines: list[str] = []
    for item in value:
        text = _block_text(item) if isinstance(item, dict) else item
        if isinstance(text, str) and len(text) > 1 and not text.startswith(("http", "/")):
            lines += fragment_lines(text)
    return lines if sum(len(line) >= 40 for line in lines) * 2 >= len(lines) else []


def _block_text(block: dict[str, Any]) -> str:
    """The text of one block of a body, empty for a picture, a video, a box."""
    kind = str(block.get("type") or block.get("blockType") or "").lower()
    if kind and not TEXT_KINDS.search(kind):
        return ""
    inner = block.get("data")
    holder = inner if isinstance(inner, dict) else block
    return next((holder[name] for name in TEXT_KEYS if isinstance(holder.get(name), str)), "")


def _field(holder: dict[str, Any], names: tuple[str, ...]) -> str:
    lower = {str(name).lower(): value for name, value in holder.items()}
    for name in names:
        value = lower.get(name)
        if isinstance(value, dict):
            value = next((value[inner] for inner in ("basic", "rendered", "text") if isinstance(value.get(inner), str)), None)
        if isinstance(value, str) and value.strip():
            return tidy(unescape(re.sub(r"<[^<>]*>", " ", value)))
        if isinstance(value, int) and value > 10**9 and names is DATES:
            return str(value)
    return ""
