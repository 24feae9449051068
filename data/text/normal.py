"""Vietnamese text and addresses: one normal form, accent-free form, collation, canonical URLs, article ids.

In: any string of a page, feed or query. Out: NFC text, keys for comparing and sorting, URLs and ids that stay the same.
Dates are read and told in `data.text.dates`; their names are given here too, so that one import serves.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from data.text.dates import VN, local, read_date, tell_date, tell_day, tell_short, tell_time

__all__ = [
    "VN", "article_id", "canonical_url", "compare_key", "fold", "local", "modern_tone", "nfc", "read_date",
    "search_words", "slug", "sort_key", "tell_date", "tell_day", "tell_number", "tell_short", "tell_time", "tidy", "tidy_lines",
]  # fmt: skip

# Controls, zero-width characters, bidirectional marks, soft hyphens: invisible, and they break every comparison.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # halves of letters and non-letters: not every encoding and format can hold them
)
ODD = "\x1c\x1d\x1e\x1f\u034f"  # invisible, though str.split or str.isprintable would say otherwise
LINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# oà, oè, uỳ at the end of a syllable: the tone moves to the first vowel (hoà -> hòa). After q the u is no vowel (quý).
LATE_TONE = re.compile(r"(?<![qQ])(o[àáảãạèéẻẽẹ]|O[ÀÁẢÃẠÈÉẺẼẸàáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|U[ỲÝỶỸỴỳýỷỹỵ])(?!\w)")
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of ICU's vi collation
ALPHABET = {letter: n for n, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|zarsrc|ref|ref_src|spm|vnexpress_source"
    r"|amp|outputtype|gidzl|itm_.*|at_(?:medium|campaign|custom.*)|s_cid|cmpid|from_?source|share",
    re.I,
)
MOBILE_HOST = re.compile(r"(?:m|amp|mobile|touch|wap)\.(?=[^.]+\.[^.]+)")


def nfc(text: str) -> str:
    """Unicode normal form C."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """One line of NFC text: no invisible characters, every run of blanks one space, no blank at either end."""
    line = " ".join(nfc(text).split())
    if line.isprintable() and not any(map(text.__contains__, ODD)):
        return line  # the quick way of nearly every line
    return " ".join(INVISIBLE.sub("", LINE.sub(" ", nfc(text))).split())


def tidy_lines(text: str) -> str:
    """`tidy` line by line; empty lines are dropped, the rest joined by a newline."""
    return "\n".join(line for line in map(tidy, LINE.split(text)) if line)


def modern_tone(text: str) -> str:
    """hoà -> hòa, thuỷ -> thủy, khoẻ -> khỏe. NFC in gives the same length out."""
    return LATE_TONE.sub(_tone_forward, text)


def _tone_forward(found: re.Match[str]) -> str:
    parts = unicodedata.normalize("NFD", found[1])  # o or u, the second vowel, its tone
    return unicodedata.normalize("NFC", parts[0] + parts[2:]) + parts[1]


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    lowered = unicodedata.normalize("NFD", char.lower())[0]
    return "d" if lowered == "đ" else lowered


def fold(text: str) -> str:
    """Lower case without accents, đ as d. One character for each NFC character, so offsets in the NFC text stay valid."""
    return "".join(map(_fold_char, nfc(text)))


def compare_key(text: str) -> str:
    """A key under which the same Vietnamese words are equal, whatever their Unicode form, case, tone placement or blanks."""
    return modern_tone(tidy(text).casefold())


def slug(name: str) -> str:
    """ "Hải Dương" -> "hai-duong": ASCII letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def search_words(query: str) -> list[str]:
    """The words of a query, in order, without any sign that a search engine could take for an operator."""
    return re.findall(r"\w+", tidy(query))


def sort_key(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]:
    """A key that sorts as ICU's `vi`: a ă â b c d đ e ê …; then tones (none, huyền, hỏi, ngã, sắc, nặng); small letters first."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    cases: list[int] = []
    for char in modern_tone(tidy(text)):
        base, tone = _letter(char.lower())
        if base is None:
            continue
        letters.append(base)
        tones.append(tone)
        cases.append(int(char != char.lower()))
    return tuple(letters), tuple(tones), tuple(cases)


@lru_cache(maxsize=4096)
def _letter(char: str) -> tuple[tuple[int, int] | None, int]:
    """Primary weight (class, place) and tone weight of one small letter; None for a lone combining mark."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((1 + TONES.index(mark) for mark in parts if mark in TONES), 0)
    base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    if base in ALPHABET:
        return (3, ALPHABET[base]), tone
    if base[:1] and parts[0] in ALPHABET:
        return (3, ALPHABET[parts[0]]), len(TONES) + 1  # a letter with a foreign accent: after all Vietnamese tones
    if not base or unicodedata.combining(base[0]):
        return None, 0
    if base.isspace():
        return (0, 0), 0
    kind = 2 if base[0].isdigit() else 4 if base[0].isalpha() else 1
    return (kind, ord(base[0])), 0


def tell_number(number: float) -> str:
    """1234.5 -> "1.234,5": Vietnamese separators, at most the decimals the number has (no more than 2)."""
    whole = f"{number:,.2f}".rstrip("0").rstrip(".") if isinstance(number, float) else f"{number:,d}"
    return whole.translate(str.maketrans(",.", ".,"))


def canonical_url(url: str) -> str:
    """The one address we know a page by: https, small host, main host for m. and amp., no fragment, no tracking, query sorted.

    Applying it twice changes nothing. Raises ValueError for what is no http(s) address of a public host name.
    """
    parts = urlsplit(tidy(url))
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not a web address: {url[:200]!r}")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"a web address with a user name: {parts.hostname}")
    host = _host(parts.hostname)
    port = parts.port
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(k))
    path = re.sub(r"/(?:amp|index\.html?)/?$", "/", _quoted(parts.path)) or "/"
    return urlunsplit(("https", host, path, urlencode(query), ""))


@lru_cache(maxsize=4096)
def _host(name: str) -> str:
    name = name.lower().rstrip(".")
    while MOBILE_HOST.match(name):
        name = MOBILE_HOST.sub("", name, count=1)
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise ValueError(f"not a host name: {name[:200]!r}") from error
    if not re.fullmatch(r"[a-z0-9._:\[\]-]+", name):
        raise ValueError(f"not a host name: {name[:200]!r}")
    return f"[{name}]" if ":" in name else name


def _quoted(path: str) -> str:
    """Percent-encoding in one form: what needs none has none, hex digits are capitals; an encoded slash or percent stays."""
    pieces = re.split(r"(%(?:2[fF]|25))", path)
    return "".join(p.upper() if n % 2 else quote(unquote(p), safe="/!$&'()*+,;=:@~-._") for n, p in enumerate(pieces))


def article_id(outlet: str, url: str, number: str | None = None) -> str:
    """16 hex digits that name one article of one outlet: by the site's own article number where it has one, else by its URL."""
    key = f"{outlet}\n{number or canonical_url(url)}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
